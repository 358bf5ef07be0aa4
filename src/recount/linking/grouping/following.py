"""Follow-ups: later events that speak of an earlier one, as trials, verdicts and anniversaries do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from .held import Group, Rank
from .pairs import Pairs

FOLLOWS = 60_000
"""The likeness from which on two reports of different months tell that one's event follows up the other's."""
LOOKS_BACK = 2
"""How much a report must speak of courts and anniversaries to follow up what is not told of a victim in common."""
MOST_NAMES = 5


class Following(NamedTuple):
    """A group that follows another up: the two reports that tell it best, and the names that lead between them."""

    later: Group
    earlier: Group
    report: int
    of: int
    names: tuple[str, ...]


def following(group: Group, group_of: Callable[[int], Group], pairs: Pairs) -> Following | None:
    """The earlier group that a group follows up, if any; `group_of` gives a report's."""
    begun = _first_day(group, pairs)
    best: tuple[int, Rank, Rank] | None = None
    found: tuple[int, int] | None = None
    for number in group:
        for other, value in pairs.apart_in_time(number):
            if value < FOLLOWS or other in group:
                continue
            named = (-value, pairs.rank(number), pairs.rank(other))
            earlier = (best is None or named < best) and _earlier(_first_day(group_of(other), pairs), begun)
            if earlier and _looks_back(pairs, number, other):
                best, found = named, (number, other)
    if found is None:
        return None
    number, other = found
    return Following(group, group_of(other), number, other, tuple(pairs.names(number, other)[:MOST_NAMES]))


def reason(found: Following, pairs: Pairs) -> str:
    """In one plain sentence, why a group follows another up."""
    one, other = pairs.account(found.report), pairs.account(found.of)
    days = (one.day - other.day).days if one.day and other.day else 0
    named = ", ".join(f"“{name}”" for name in found.names)
    common = pairs.shared(found.report, found.of)
    victim = "a victim in common, " if one.persons & other.persons else ""
    return (
        f"{one.report} speaks of what {other.report} told {days} days before: {victim}"
        f"{common} rare words in common, of which few months' reports have {named}"
    )


def _looks_back(pairs: Pairs, number: int, other: int) -> bool:
    """Whether a report names a victim of another, or speaks of courts or anniversaries about the same town."""
    here, there = pairs.account(number), pairs.account(other)
    if not here.persons.isdisjoint(there.persons):
        return True
    return here.looks_back >= LOOKS_BACK and bool(here.towns) and here.towns[:1] == there.towns[:1]


def _first_day(group: Group, pairs: Pairs) -> dt.date | None:
    return min((day for number in group if (day := pairs.account(number).day)), default=None)


def _earlier(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and one < other
