"""Events: which reports tell of the same happening, and what linking knows of each happening."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from recount.model import Claim, Event, Extraction, Place, Report

from .groups import average_groups
from .rarity import Vector, cosines, shared, weigh
from .words import key, words

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
FEWEST_WORDS = 3
"""Rare words that two reports must share to be compared at all: short texts are alike by chance."""
LONGEST_EPISODE = 366
"""Days before the first report beyond which a claim's time is taken for another happening's."""

SAME_DAY = 1.3
OTHER_DAYS = 0.5
"""What a likeness is multiplied by where both reports fix days of harm: within a day of each other; more than three
days apart. Between them, and with no such days, it stays."""
SOME_REPORTS = 3
"""A place is an event's if one in so many of its reports is about it."""
MOST_PLACES = 12
MOST_DAYS = 50
"""Days of harm that are compared of one report."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


class Account(NamedTuple):
    """What grouping looks at in one report."""

    report: Report
    claims: tuple[Claim, ...]
    places: tuple[str, ...]
    day: dt.date | None
    names: frozenset[str]
    harm: tuple[dt.date, ...]


def accounts(
    reports: Sequence[Report], extractions: Mapping[str, Extraction], places: Mapping[str, tuple[str, ...]]
) -> list[Account]:
    """One account a report, in the order of `reports`; `extractions` and `places` (ids) are by report id."""
    made = []
    for report in reports:
        taken = extractions.get(report.id)
        claims = tuple(claim for claim in taken.claims if claim.scope == "current") if taken else ()
        day = report.published or max((end for claim in claims if (end := last_day(claim))), default=None)
        made.append(Account(report, claims, places.get(report.id, ()), day, _names(report, taken), _harm(claims)))
    return made


def group(found: Sequence[Account], known: Mapping[str, Place]) -> tuple[Event, ...]:
    """The events of the reports given, sorted by id; every report is in exactly one. `known` are places by id."""
    order = sorted(range(len(found)), key=lambda i: (found[i].report.sha256, found[i].report.id))
    sorted_accounts = [found[i] for i in order]
    vectors = weigh([account.report for account in sorted_accounts])
    near = {name: 0 for account in sorted_accounts for name in account.names}
    for account in sorted_accounts:
        for name in account.names:
            near[name] += 1
    alike = {}
    for (one, other), cosine in cosines(vectors, ALIKE / 2).items():
        if len(vectors[one].rare & vectors[other].rare) < FEWEST_WORDS and cosine < 0.9:
            continue
        alike[(one, other)] = cosine * _closeness(sorted_accounts[one], sorted_accounts[other], near, known)
    made = [
        _event([sorted_accounts[i] for i in items], [vectors[i] for i in items], items, alike, known)
        for items in average_groups(len(sorted_accounts), alike, ALIKE)
    ]
    return tuple(sorted(made, key=lambda event: event.id))


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
        found.update(key(victim.name) for victim in taken.victims if victim.name and " " in victim.name.strip())
    return frozenset(found)


def _closeness(one: Account, other: Account, near: Mapping[str, int], known: Mapping[str, Place]) -> float:
    days = days_between(one, other)
    if days is None:
        days = UNDATED_DAYS
    factor = 1 / (1 + FADES * math.log1p(days / FADES_OVER))
    if days > WINDOW and not any(near[name] <= FEW for name in one.names & other.names):
        factor *= BEYOND_WINDOW
    factor *= _day_factor(one.harm, other.harm)
    return factor * _town_factor(towns(one.places, known), towns(other.places, known))


def _day_factor(one: Sequence[dt.date], other: Sequence[dt.date]) -> float:
    if not one or not other:
        return 1.0
    gap = min(abs((here - there).days) for here in one[:MOST_DAYS] for there in other[:MOST_DAYS])
    return SAME_DAY if gap <= 1 else OTHER_DAYS if gap > 3 else 1.0


def _town_factor(one: Sequence[str], other: Sequence[str]) -> float:
    if not one or not other:
        return 1.0
    if one[0] == other[0]:
        return SAME_TOWN
    if one[0] in other or other[0] in one:
        return 1.0
    return SOME_TOWN if set(one) & set(other) else OTHER_TOWNS


def _event(
    held: Sequence[Account],
    vectors: Sequence[Vector],
    items: Sequence[int],
    alike: Mapping[tuple[int, int], float],
    known: Mapping[str, Place],
) -> Event:
    prints = "\n".join(sorted(account.report.sha256 for account in held))
    number = hashlib.sha256(prints.encode()).hexdigest()[:10]
    reasons = {}
    for here, account in enumerate(held):
        best = max(
            (i for i in range(len(held)) if i != here),
            key=lambda i: (alike.get((min(items[here], items[i]), max(items[here], items[i])), 0.0), -i),
            default=None,
        )
        reasons[account.report.id] = (
            "stands alone: no other report shares its days, places and rare words"
            if best is None
            else _reason(account, held[best], len(shared(vectors[here], vectors[best])), known)
        )
    start, end = _span(held)
    places = _places(held, known)
    reports = tuple(sorted(account.report.id for account in held))
    return Event(
        id=f"e-{number}",
        title=_title(places, len(held), start, end, known),
        reports=reports,
        start=start,
        end=end,
        places=places,
        reasons=tuple(reasons[report] for report in reports),
    )


def _reason(one: Account, other: Account, common: int, known: Mapping[str, Place]) -> str:
    there = set(other.places)
    met = [place for place in one.places if place in there and place in known and not _is_country(place, known)]
    wide = [place for place in one.places if place in there and _is_country(place, known)]
    names = list(dict.fromkeys(known[place].name for place in met or wide))[:3]
    days = days_between(one, other)
    parts = [
        f"same {'place' if met else 'country'} ({', '.join(names)})" if names else "",
        "no date to compare" if days is None else f"{days} day{'' if days == 1 else 's'} apart",
        f"{common} rare word{'' if common == 1 else 's'} in common",
    ]
    return f"with {other.report.id}: {', '.join(part for part in parts if part)}"


def _span(held: Sequence[Account]) -> tuple[dt.date | None, dt.date | None]:
    """The event's first and last day: as claims of the current harm say, else as reports were first published."""
    published = [account.day for account in held if account.day]
    if not published:
        return None, None
    earliest, latest = min(published), max(published)
    starts: list[dt.date] = []
    ends: list[dt.date] = []
    for account in held:
        for claim in account.claims:
            first, last = first_day(claim), last_day(claim)
            if first and last is None:
                last = account.day
            starts.extend(day for day in (first,) if day)
            ends.extend(day for day in (last,) if day)
    floor = earliest - dt.timedelta(days=LONGEST_EPISODE)
    starts = [day for day in starts if floor <= day <= latest]
    ends = [day for day in ends if floor <= day <= latest]
    start = min([*starts, *ends], default=earliest)
    end = max([*ends, *starts], default=earliest)
    return start, end


def _places(held: Sequence[Account], known: Mapping[str, Place]) -> tuple[str, ...]:
    """The event's places: those that many of its reports are about, the commonest first, countries last.

    A place that only few reports name (where an outlet sits, what a speaker compares with) is none of the event's.
    """
    count = Counter(place for account in held for place in dict.fromkeys(account.places))
    rank = {place: min(a.places.index(place) for a in held if place in a.places) for place in count}
    many = [place for place in count if place in known and count[place] * SOME_REPORTS >= len(held)]
    holding = {holder for place in many if not _is_country(place, known) for holder in known[place].within}
    kept = [place for place in many if not holding or not _is_country(place, known) or place in holding]
    return tuple(sorted(kept, key=lambda p: (_is_country(p, known), -count[p], rank[p], p)))[:MOST_PLACES]


def _is_country(place: str, known: Mapping[str, Place]) -> bool:
    return place in known and known[place].precision == "country"


def _title(
    places: Sequence[str], reports: int, start: dt.date | None, end: dt.date | None, known: Mapping[str, Place]
) -> str:
    """The first of an event's places, no more than it has reports, and its days; a country only for want of others."""
    narrow = [place for place in places if not _is_country(place, known)] or places
    named = list(dict.fromkeys(known[place].name for place in narrow))[: min(3, reports)]
    where = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0] if named else "Place unknown"
    return f"{where}, {days_in_words(start, end)}"


def days_in_words(start: dt.date | None, end: dt.date | None) -> str:
    """A stretch of days as a reader writes it: `6–10 March 2025`, `30 April – 2 May 2025`, `undated`."""
    if start is None or end is None:
        return "undated"
    last = f"{end.day} {MONTHS[end.month - 1]} {end.year}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {MONTHS[start.month - 1]}{year} – {last}"
