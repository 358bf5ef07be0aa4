"""Over which days a figure counts: the event's whole time up to some day, or a stretch of it alone.

DESIGN.md: claims are comparable when their periods match or one contains the other. A figure "since Thursday" of an
event that began on Thursday counts the whole; "on Sunday", or "since Sunday", counts a stretch and never stands for the
whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from recount.model import Claim, Event, Outcome, Period

_STOCKS: tuple[Outcome, ...] = ("displaced", "missing", "abducted")
_DEEPEST = 5
"""So many parts within parts are followed up to the total whose days they count."""


class Days(NamedTuple):
    """What one report's claims tell of days: the single days that they name, and whether any names a stretch."""

    single: frozenset[dt.date]
    stretch: bool


class Span(NamedTuple):
    """The event's time as reckoning sees it: whether it has several days, and its first, where that is known."""

    several: bool
    first: dt.date | None


def days_named(claims: Iterable[Claim]) -> Days:
    """The days that the current claims among these name.

    Where a report counts several people together, the day of one of them, or of a part, is no further day of the event:
    who was wounded on Tuesday with 40 others died of it on Thursday.
    """
    single: set[dt.date] = set()
    alone: set[dt.date] = set()
    stretch = False
    for claim in claims:
        period = claim.when.period if claim.when else None
        if period is None or claim.scope != "current" or claim.stance != "asserted":
            continue
        if period.precision == "day" and period.start is not None:
            (alone if claim.part_of or claim.figure.high == 1 else single).add(period.start)
        elif period.precision == "period" and period.start != period.end:
            stretch = True
    return Days(frozenset(single or alone), stretch)


def span_of(event: Event, named: Iterable[Days]) -> Span:
    """The event's time: several days where the claims name several, or a stretch of them."""
    if event.start is not None and event.start == event.end:
        return Span(False, event.start)
    single: set[dt.date] = set()
    stretch = False
    for days in named:
        single |= days.single
        stretch = stretch or days.stretch
    return Span(stretch or len(single) > 1, event.start)


def total_of(claim: Claim, claims: Mapping[str, Claim]) -> Claim:
    """The total that the text makes a claim part of, itself where there is none: a part counts its total's days."""
    for _ in range(_DEEPEST):
        whole = claims.get(claim.part_of or "")
        if whole is None or whole.scope != claim.scope or whole.when is None:
            break
        claim = whole
    return claim


def stretch_of(claim: Claim, span: Span) -> Period | None:
    """The part of the event's time that a claim counts alone; None where it counts the whole of it up to some day.

    That is a single day, or all days from one on ("since Sunday", "from Sunday to Tuesday"): the last of them is the
    figure's as-of day (`counted_up_to`). The displaced or missing as of a day are no increment of that day.
    """
    if claim.outcome == "missing" or (claim.outcome in _STOCKS and claim.as_of is not None):
        return None
    period = claim.when.period if claim.when else None
    if claim.when is not None and claim.as_of is not None and claim.as_of.span == claim.when.span:
        return None  # the same words date the total: "on Monday the toll stood at 40"
    if not span.several or period is None or period.start is None:
        return None
    if period.precision == "day":
        return Period(period.start, period.start, "day")
    if span.first is None or period.start <= span.first or period.precision == "unknown":
        return None
    return Period(period.start, None, "period")


def counted_up_to(claim: Claim, published: dt.date | None) -> dt.date | None:
    """The last day of the stretch that a claim's words name, where it ended before the report was published."""
    period = claim.when.period if claim.when else None
    if period is None or period.precision != "period" or period.end is None or period.start == period.end:
        return None
    return period.end if published is None or period.end < published else None


def holds(whole: Period | None, part: Period | None) -> bool:
    """Whether all of one stretch's days are surely days of the other (None is the whole time)."""
    return whole is None or (part is not None and whole.contains(part))


def disjoint(a: Period | None, b: Period | None) -> bool:
    """Whether two stretches surely share no day."""
    return a is not None and b is not None and not a.meets(b)
