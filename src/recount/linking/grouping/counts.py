"""What reports count: claims so far as they tell which happening they are about, and whether two tell of the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from recount.model import Claim, ClaimantKind, Extraction, Outcome, Place, Placing

from ..naming import Naming

LONGEST_COUNT = 31
"""Days after which "since …" counts no longer tell one happening from the next: a war, a year, a rule."""
NEAR_BY = 1
"""Days between two days that may be one: a night, a time zone, a paper's deadline."""
MOST = 20
"""Counts that are compared of one report."""
EVERYBODYS: frozenset[ClaimantKind] = frozenset({"police", "official", "government", "ministry", "military", "outlet"})
"""Kinds of claimant that speak of every harm in their town or country: that one speaks twice ties no two reports."""


class Count(NamedTuple):
    """One current claim as far as it tells which happening is counted.

    `claimant` is the id of a named claimant, else None; `stands_for` the kinds that a generic phrase may stand for.
    `place` is its place's id with `within` all that hold it. `start` is the first day of harm; `running` says that a
    count goes on from there ("since Thursday").
    """

    outcome: Outcome
    claimant: str | None = None
    kind: ClaimantKind = "unknown"
    stands_for: tuple[ClaimantKind, ...] = ()
    place: str | None = None
    within: tuple[str, ...] = ()
    start: dt.date | None = None
    running: bool = False


def counts(
    extractions: Mapping[str, Extraction],
    namings: Mapping[str, Naming],
    placings: Mapping[str, Placing],
    known: Mapping[str, Place],
) -> dict[str, tuple[Count, ...]]:
    """Each report's current, asserted counts, by report id; `namings` and `placings` by claim id, `known` by id."""
    made = {}
    for id in sorted(extractions):
        claims = [c for c in extractions[id].claims if c.scope == "current" and c.stance == "asserted"]
        made[id] = tuple(dict.fromkeys(_count(c, namings.get(c.id), placings.get(c.id), known) for c in claims))[:MOST]
    return made


def same_toll(one: Sequence[Count], other: Sequence[Count], latest: dt.date) -> str | None:
    """In words, why two reports count one happening's toll, None where nothing says so; `latest` is the later's day.

    Either one claimant's running count from one day on, in places that may be one area; or one claimant's harm of one
    day at one place, unless it is of those who speak of every harm in town.
    """
    for here in one:
        for there in other:
            if here.claimant is None or here.claimant != there.claimant or here.outcome != there.outcome:
                continue
            if here.start is None or here.start != there.start or not _one_area(here, there):
                continue
            if (latest - here.start).days > LONGEST_COUNT:
                continue
            if here.running and there.running:
                return f"one claimant's count of people {here.outcome.replace('_', ' ')} since {here.start.isoformat()}"
            if not here.running and not there.running and here.kind not in EVERYBODYS and here.place == there.place:
                return f"one claimant's count of people {here.outcome.replace('_', ' ')} on {here.start.isoformat()}"
    return None


def one_episode(one: Sequence[Count], other: Sequence[Count]) -> bool:
    """Whether one of two reports counts on from a day ("since Thursday") on which the other has harm, or counts too."""
    return any(
        (here.running or there.running) and _one_day(here.start, there.start) and _one_area(here, there)
        for here in one
        for there in other
    )


def one_account(one: Sequence[Count], other: Sequence[Count]) -> bool:
    """Whether one claimant counts on in one report, from a day and at a place of which it has a count in the other."""
    return any(
        here.claimant is not None
        and here.claimant == there.claimant
        and here.outcome == there.outcome
        and (here.running or there.running)
        and here.place is not None
        and here.place == there.place
        and _one_day(here.start, there.start)
        for here in one
        for there in other
    )


def may_be_one(one: Sequence[Count], other: Sequence[Count], day: dt.date | None, other_day: dt.date | None) -> bool:
    """Whether two reports have a count of one outcome, one day and claimants that may be one, or none at all.

    `day` and `other_day` are the reports' own, for counts that name no day.
    """
    return any(_one_voice(here, there) for here, there in _of_one_day(one, other, day, other_day))


def one_harm(one: Sequence[Count], other: Sequence[Count], day: dt.date | None, other_day: dt.date | None) -> bool:
    """Whether two reports have a count of one outcome and one day, whoever gives it; `day` as for `may_be_one`."""
    return any(True for _ in _of_one_day(one, other, day, other_day))


def _of_one_day(
    one: Sequence[Count], other: Sequence[Count], day: dt.date | None, other_day: dt.date | None
) -> Iterator[tuple[Count, Count]]:
    """The counts of two reports that are of one outcome and one day."""
    for here in one:
        for there in other:
            if here.outcome == there.outcome and _one_day(here.start or day, there.start or other_day):
                yield here, there


def _count(claim: Claim, naming: Naming | None, placing: Placing | None, known: Mapping[str, Place]) -> Count:
    period = claim.when.period if claim.when else None
    start, running = None, False
    if period and period.start and period.precision in {"day", "week", "period"}:
        start, running = period.start, period.precision == "period"
    place = placing.place if placing else None
    named = naming is not None and naming.named
    return Count(
        outcome=claim.outcome,
        claimant=naming.id if naming and named else None,
        kind=naming.kind if naming else "unknown",
        stands_for=naming.generic.stands_for if naming and naming.generic and not naming.elsewhere else (),
        place=place,
        within=known[place].within if place and place in known else (),
        start=start,
        running=running,
    )


def _one_area(one: Count, other: Count) -> bool:
    """Whether two places may be one area: the same, one in the other, side by side in one country, or one not said."""
    if one.place is None or other.place is None:
        return True
    here, there = (one.place, *one.within), (other.place, *other.within)
    return one.place in there or other.place in here or bool(here[-1:] == there[-1:] and one.within and other.within)


def _one_day(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= NEAR_BY


def _one_voice(one: Count, other: Count) -> bool:
    """Whether two claimants may be one: the same name, a phrase that may stand for the other, or none named at all."""
    if one.claimant and other.claimant:
        return one.claimant == other.claimant
    if one.claimant or other.claimant:
        named, phrase = (one, other) if one.claimant else (other, one)
        return not phrase.stands_for or named.kind in phrase.stands_for
    return True
