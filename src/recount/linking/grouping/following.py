"""Follow-ups: later events that speak of an earlier one, as trials, verdicts and anniversaries do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .grouper import Group
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


def followings(groups: Iterable[Group], pairs: Pairs) -> Iterator[Following]:
    """Each group with the earlier one that it follows up, if any."""
    of = {number: group for group in groups for number in group}
    begun = {group: _first_day(group, pairs) for group in set(of.values())}
    best: dict[Group, tuple[int, tuple[str, str], int, int]] = {}
    for number, group in of.items():
        for other, value in pairs.apart_in_time(number):
            if value >= FOLLOWS and _earlier(begun, of[other], group):
                named = (-value, pairs.ranks[other], number, other)
                if (group not in best or named < best[group]) and _looks_back(pairs, number, other):
                    best[group] = named
    for group, (_, _, number, other) in best.items():
        yield Following(group, of[other], number, other, tuple(pairs.names(number, other)[:MOST_NAMES]))


def reason(found: Following, pairs: Pairs) -> str:
    """In one plain sentence, why a group follows another up."""
    one, other = pairs.accounts[found.report], pairs.accounts[found.of]
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
    here, there = pairs.accounts[number], pairs.accounts[other]
    if not here.persons.isdisjoint(there.persons):
        return True
    return here.looks_back >= LOOKS_BACK and bool(here.towns) and here.towns[:1] == there.towns[:1]


def _first_day(group: Group, pairs: Pairs) -> dt.date | None:
    return min((day for number in group if (day := pairs.accounts[number].day)), default=None)


def _earlier(begun: Mapping[Group, dt.date | None], one: Group, other: Group) -> bool:
    here, there = begun[one], begun[other]
    return one != other and here is not None and there is not None and here < there
