"""Linking: words tied to the world (claimants, actors, places), reports to each other (copies, events, quotations)."""

from __future__ import annotations

from .linker import link

__all__ = ["link"]
