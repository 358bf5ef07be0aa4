"""Tolls: what is counted (outcome x group x place x perpetrator), what holds what, and what has nobody in common."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, get_args

import msgspec

from recount.model import Difference, Group, Outcome, Toll

from . import groups
from .groups import OTHERS
from .ids import made_of
from .places import Places

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_EITHER: Outcome = "killed_or_injured"
_PARTS: tuple[Outcome, ...] = ("killed", "injured")


class TollKey(NamedTuple):
    """A toll without its id. Place None is the event's whole, perpetrator None whoever did it."""

    outcome: Outcome
    group: Group = Group()
    place: str | None = None
    perpetrator: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it counts the event's whole, by whomever, of some group."""
        return self.place is None and self.perpetrator is None

    @property
    def is_everyone(self) -> bool:
        """Whether it counts everybody of the event's whole."""
        return self.is_whole and groups.is_everyone(self.group)

    @property
    def is_rest(self) -> bool:
        """Whether it counts "others": the rest of something, comparable with nothing outside its report."""
        return self.group.words == OTHERS

    @property
    def toll(self) -> Toll:
        """The toll as the model has it."""
        return Toll(
            id=toll_id(self), outcome=self.outcome, group=self.group, place=self.place, perpetrator=self.perpetrator
        )


@lru_cache(maxsize=4_096)
def toll_id(key: TollKey) -> str:
    """The id of a toll, made of what it counts."""
    return made_of("t", key.outcome, *msgspec.structs.astuple(key.group), key.place, key.perpetrator)


@lru_cache(maxsize=4_096)
def order(key: TollKey) -> tuple[object, ...]:
    """Sort key of tolls: by outcome, the wider before the narrower, then by name."""
    group = key.group
    return (
        OUTCOMES.index(key.outcome),
        (key.place is not None) + (key.perpetrator is not None),
        (group.status != "unknown") + (group.age != "unknown") + (group.sex != "unknown") + (group.words is not None),
        key.place or "",
        key.perpetrator or "",
        group.status,
        group.age,
        group.sex,
        group.words or "",
    )


def outcome_holds(whole: Outcome, part: Outcome) -> bool:
    """Whether all to whom one outcome was done are counted by the other: the killed are killed or injured."""
    return whole == part or (whole == _EITHER and part in _PARTS)


def outcomes_disjoint(a: Outcome, b: Outcome) -> bool:
    """Whether nobody is counted for both outcomes: of those killed none is counted as injured."""
    return a != b and {a, b} == set(_PARTS)


def actor_holds(whole: str | None, part: str | None) -> bool:
    """Whether all whom one perpetrator harmed are counted by the other (None is whoever did it)."""
    return whole in (None, part)


def holds(whole: TollKey, part: TollKey, places: Places) -> bool:
    """Whether everybody whom `part` counts is surely counted by `whole` (a toll holds itself)."""
    return (
        outcome_holds(whole.outcome, part.outcome)
        and groups.holds(whole.group, part.group)
        and places.holds(whole.place, part.place)
        and actor_holds(whole.perpetrator, part.perpetrator)
    )


def disjoint(a: TollKey, b: TollKey, places: Places, *, told_together: bool = False) -> bool:
    """Whether surely nobody is counted by both.

    `told_together` says that one account lists both beside each other as parts: "others" are then not the rest, and
    those killed by one side are not those killed by the other.
    """
    if outcomes_disjoint(a.outcome, b.outcome):
        return True
    if groups.disjoint(a.group, b.group) or places.disjoint(a.place, b.place):
        return True
    if not told_together:
        return False
    apart = a.perpetrator is not None and b.perpetrator is not None and a.perpetrator != b.perpetrator
    return apart or (a.is_rest != b.is_rest)


def differences(a: TollKey, b: TollKey) -> tuple[Difference, ...]:
    """In what two tolls differ, in the order of the fields."""
    found: list[Difference] = []
    if a.outcome != b.outcome:
        found.append("outcome")
    if a.group != b.group:
        found.append("victims")
    if a.place != b.place:
        found.append("place")
    if a.perpetrator != b.perpetrator:
        found.append("perpetrator")
    return tuple(found)
