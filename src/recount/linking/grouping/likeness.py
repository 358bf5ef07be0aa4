"""How alike two reports are as accounts of one happening: rare words, days, places, and what both count."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from recount.model import Claim, Extraction, Place, Report

from .counts import Count, may_be_one, one_episode, same_toll
from ..rarity import Vector, cosines
from ..words import key, words

ALIKE = 0.095
"""The average likeness from which on reports are one event; tuned on two thirds of incidents-dev (README.md)."""
FADES = 0.5
FADES_OVER = 3.0
"""Likeness fades with the days between two reports: divided by 1 + FADES * ln(1 + days / FADES_OVER)."""
WINDOW = 14
"""Days after which a likeness must rest on a name that few reports have: courts speak of the same people for years."""
BEYOND_WINDOW = 0.3
FEW = 12
"""A name that at most so many reports of a collection have may tie reports across the window."""
UNDATED_DAYS = 30
"""How far apart two reports count where one of them has no date: beyond the window, so that a name must tie them."""
SAME_TOWN = 1.2
SOME_TOWN = 0.8
OTHER_TOWNS = 0.7
"""What a likeness is multiplied by where both reports name towns: the same one above all others; only some in common;
none in common. Countries and provinces say too little to count."""
SAME_COAST = 1.2
"""The least that it is multiplied by where both are about one country's coast, whatever towns they name: what happens
all along it is told from many towns. Other sides of a country ("northern Syria") are too wide to say as much."""
FEWEST_WORDS = 3
"""Rare words that two reports must share to be compared at all: short texts are alike by chance."""
NAMED_ALIKE = 2 * ALIKE
"""The likeness from which on two reports that share a rare name, their town and a day of harm stay together, whatever
the rest of their event is like; right for 78 of 80 such pairs of incidents-dev."""
SHORT = 40
"""Words, title included, up to which a report is too short for rare words to tell what it is about."""
SHORT_ALIKE = 0.2
"""The likeness of two such reports of one town, day and outcome."""
NEIGHBOURS = 20
"""Short reports of one town are each compared with so many that follow them in time."""
SAME_DAY = 1.3
OTHER_DAYS = 0.5
"""What a likeness is multiplied by where both reports fix days of harm: within a day of each other; more than three
days apart. Between them, and with no such days, it stays."""
MOST_DAYS = 50
"""Days of harm that are compared of one report."""


class Account(NamedTuple):
    """What grouping looks at in one report; `words` is their number, title included."""

    report: Report
    claims: tuple[Claim, ...]
    places: tuple[str, ...]
    day: dt.date | None
    names: frozenset[str]
    harm: tuple[dt.date, ...]
    counts: tuple[Count, ...] = ()
    words: int = 0


def accounts(
    reports: Sequence[Report],
    extractions: Mapping[str, Extraction],
    places: Mapping[str, tuple[str, ...]],
    counted: Mapping[str, tuple[Count, ...]] | None = None,
) -> list[Account]:
    """One account a report, in the order of `reports`; `extractions`, `places` (ids) and `counted` are by report id."""
    made = []
    for report in reports:
        taken = extractions.get(report.id)
        claims = tuple(claim for claim in taken.claims if claim.scope == "current") if taken else ()
        day = report.published or max((end for claim in claims if (end := last_day(claim))), default=None)
        names, harm = _names(report, taken), _harm(claims)
        told = counted.get(report.id, ()) if counted else ()
        length = len(words(f"{report.title}\n{report.text[: 20 * SHORT]}"))
        made.append(Account(report, claims, places.get(report.id, ()), day, names, harm, told, length))
    return made


def likenesses(
    found: Sequence[Account], vectors: Sequence[Vector], known: Mapping[str, Place]
) -> tuple[dict[tuple[int, int], float], list[tuple[int, int]]]:
    """The likeness of each pair of reports (indices, the lower first) that has any, and the pairs that stay together.

    A pair stays together that gives one claimant's one toll, or one day's scene in one town, and is alike besides: the
    rest of an event may be unlike either of the two.
    """
    near = Counter(name for account in found for name in account.names)
    alike: dict[tuple[int, int], float] = {}
    for (one, other), cosine in cosines(vectors, ALIKE / 2).items():
        if len(vectors[one].rare & vectors[other].rare) < FEWEST_WORDS and cosine < 0.9:
            continue
        alike[(one, other)] = cosine * _closeness(found[one], found[other], near, known)
    for pair in _short_pairs(found, known):
        alike[pair] = max(alike.get(pair, 0.0), SHORT_ALIKE)
    together = [
        (i, j)
        for (i, j), likeness in sorted(alike.items())
        if (likeness >= ALIKE and why_one_toll(found[i], found[j]))
        or (likeness >= NAMED_ALIKE and _one_scene(found[i], found[j], near, known))
    ]
    return alike, together


def why_one_toll(one: Account, other: Account) -> str:
    """In words, why two reports count one happening's toll; empty where nothing says so."""
    if one.day is None or other.day is None:
        return ""
    return same_toll(one.counts, other.counts, max(one.day, other.day)) or ""


def one_brief(one: Account, other: Account, known: Mapping[str, Place]) -> bool:
    """Whether two reports too short for rare words tell of one town, one day and one outcome."""
    here, there = towns(one.places, known)[:1], towns(other.places, known)[:1]
    days = days_between(one, other)
    return (
        here == there
        and bool(here)
        and days is not None
        and days <= 1
        and one.words <= SHORT
        and other.words <= SHORT
        and may_be_one(one.counts, other.counts, one.day, other.day)
    )


def days_between(one: Account, other: Account) -> int | None:
    """The days between two reports, None where one has no date."""
    return abs((one.day - other.day).days) if one.day and other.day else None


def towns(places: Sequence[str], known: Mapping[str, Place]) -> tuple[str, ...]:
    """Those of some places (ids) that the gazetteer knows as towns, in the same order."""
    return tuple(place for place in places if place in known and known[place].precision == "exact")


def first_day(claim: Claim) -> dt.date | None:
    """The first day that a claim surely speaks of, None where its words fix no day, week or said stretch."""
    period = claim.when.period if claim.when else None
    if period and period.precision in {"day", "week", "period"}:
        return period.start
    return None


def last_day(claim: Claim) -> dt.date | None:
    """The last day that a claim speaks of: of its period, or as of which it was said."""
    period = claim.when.period if claim.when else None
    if claim.as_of and claim.as_of.basis != "published":
        return claim.as_of.day
    if period and period.precision in {"day", "week", "period"}:
        return period.end
    return None


def _harm(claims: Sequence[Claim]) -> tuple[dt.date, ...]:
    """The single days of harm that some claims fix, sorted."""
    periods = [claim.when.period for claim in claims if claim.when and claim.when.period.precision == "day"]
    return tuple(sorted({period.start for period in periods if period.start}))


def _names(report: Report, taken: Extraction | None) -> frozenset[str]:
    """Pairs of capitalised words that follow each other, and named victims: who and where a report is about."""
    found: set[str] = set()
    for text in (report.title, report.text[:20_000]):
        row = words(text)
        for one, other in pairwise(row):
            if one.capital and other.capital and not text[one.end : other.start].strip():
                found.add(f"{one.folded} {other.folded}")
    if taken:
        current = (victim.name for victim in taken.victims if victim.scope == "current" and victim.name)
        found.update(key(name) for name in current if " " in name.strip())
    return frozenset(found)


def _one_scene(one: Account, other: Account, near: Mapping[str, int], known: Mapping[str, Place]) -> bool:
    """Whether two reports share their town, a day of harm, and a name that few reports have (a clinic, a victim)."""
    here, there = towns(one.places, known)[:1], towns(other.places, known)[:1]
    if not here or here != there or set(one.harm).isdisjoint(other.harm):
        return False
    return any(near[name] <= FEW for name in one.names & other.names)


def _short_pairs(found: Sequence[Account], known: Mapping[str, Place]) -> list[tuple[int, int]]:
    """Pairs (indices) of reports that are one brief; in a crowd each with its next neighbours in time only."""
    by_town: dict[str, list[int]] = {}
    for i, account in enumerate(found):
        if account.day and account.counts and account.words <= SHORT:
            for town in towns(account.places, known)[:1]:
                by_town.setdefault(town, []).append(i)
    pairs: list[tuple[int, int]] = []
    for held in by_town.values():
        held.sort(key=lambda i: (str(found[i].day), i))
        for at, i in enumerate(held):
            following = held[at + 1 : at + 1 + NEIGHBOURS]
            pairs.extend((min(i, j), max(i, j)) for j in following if one_brief(found[i], found[j], known))
    return pairs


def _closeness(one: Account, other: Account, near: Mapping[str, int], known: Mapping[str, Place]) -> float:
    days = days_between(one, other)
    if days is None:
        days = UNDATED_DAYS
    factor = 1 / (1 + FADES * math.log1p(days / FADES_OVER))
    if days > WINDOW and not any(near[name] <= FEW for name in one.names & other.names):
        factor *= BEYOND_WINDOW
    factor *= _day_factor(one, other)
    town = _town_factor(towns(one.places, known), towns(other.places, known))
    return factor * (max(town, SAME_COAST) if _coasts(one) & _coasts(other) else town)


def _coasts(account: Account) -> frozenset[str]:
    """The countries' coasts (place ids) that a report is about."""
    return frozenset(place for place in account.places if place.partition("/")[2].endswith("coast"))


def _day_factor(one: Account, other: Account) -> float:
    """How days of harm speak for two reports; those from which both count on ("since Thursday") bring none apart."""
    if not one.harm or not other.harm:
        return 1.0
    gap = min(abs((here - there).days) for here in one.harm[:MOST_DAYS] for there in other.harm[:MOST_DAYS])
    if gap <= 1:
        return SAME_DAY
    apart = gap > 3 and not one_episode(one.counts, other.counts)
    return OTHER_DAYS if apart else 1.0


def _town_factor(one: Sequence[str], other: Sequence[str]) -> float:
    if not one or not other:
        return 1.0
    if one[0] == other[0]:
        return SAME_TOWN
    if one[0] in other or other[0] in one:
        return 1.0
    return SOME_TOWN if set(one) & set(other) else OTHER_TOWNS
