"""Reckoning: one event's claims as series, relations, bounds and estimates, each with its derivation.

A pure function: `reckon` reads nothing but what it is given and the data files of this package.
"""

from __future__ import annotations

from .ledger import reckon
from .policies import Policy, get, names, register

__all__ = ["Policy", "get", "names", "reckon", "register"]
