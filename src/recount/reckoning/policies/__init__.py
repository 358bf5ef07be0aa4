"""Policies: named, documented rules that turn what claimants say of a toll into low, best and high.

Each stands in a file of its own with its reference. A user registers one more with `register`; it then answers to its
name in `reckon(..., policies=(...))`.
"""

from __future__ import annotations

from .evidence import Evidence, Judgement, Policy, Source
from .registry import get, names, register

__all__ = ["Evidence", "Judgement", "Policy", "Source", "get", "names", "register"]
