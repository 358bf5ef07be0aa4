"""Events: which reports tell of the same happening, and what linking knows of each happening."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from recount.model import Event, Place

from .clusters import average_groups
from .likeness import (
    ALIKE,
    Account,
    days_between,
    first_day,
    last_day,
    likenesses,
    one_brief,
    why_one_toll,
)
from ..rarity import Vector, shared, weigh

LONGEST_EPISODE = 366
"""Days before the first report beyond which a claim's time is taken for another happening's."""
SOME_REPORTS = 3
"""A place is an event's if one in so many of its reports is about it."""
MOST_PLACES = 12

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


def group(found: Sequence[Account], known: Mapping[str, Place]) -> tuple[Event, ...]:
    """The events of the reports given, sorted by id; every report is in exactly one. `known` are places by id."""
    order = sorted(range(len(found)), key=lambda i: (found[i].report.sha256, found[i].report.id))
    sorted_accounts = [found[i] for i in order]
    vectors = weigh([account.report for account in sorted_accounts])
    alike, together = likenesses(sorted_accounts, vectors, known)
    made = [
        _event([sorted_accounts[i] for i in items], [vectors[i] for i in items], items, alike, known)
        for items in average_groups(len(sorted_accounts), alike, ALIKE, together)
    ]
    return tuple(sorted(made, key=lambda event: event.id))


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
        "both too short to compare by words, and of one outcome" if one_brief(one, other, known) else "",
        why_one_toll(one, other),
        f"{common} rare word{'' if common == 1 else 's'} in common" if common else "",
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
