"""Stretches: the days in portions, by which reports near in time are looked for."""

from __future__ import annotations

from .accounts import Account
from .likeness import WINDOW

STRETCH = WINDOW + 1
"""Days of a stretch: what lies within the window lies in the same stretch or in the next."""
DIGITS = 20
"""Binary digits that hold any stretch."""
NEVER = (1 << DIGITS) - 10
"""The stretch of reports without a date; far from those of all days."""


def stretch_of(account: Account) -> int:
    """The stretch of days that a report is in."""
    return account.day.toordinal() // STRETCH if account.day else NEVER


def stretches_of(first: int, last: int) -> range:
    """The stretches in which some days lie, by the ordinals of the first and the last."""
    return range(first // STRETCH, last // STRETCH + 1)
