"""Linking: words tied to the world (claimants, actors, places), reports to each other (copies, events, quotations)."""

from __future__ import annotations

from .grouping.rulings import Rulings
from .linker import link

__all__ = ["Rulings", "link"]
