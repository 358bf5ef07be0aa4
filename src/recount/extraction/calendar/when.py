"""Time expressions of a text, with the days they mean: "since Thursday", "in recent days", "March 2018"."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Literal

import msgspec

from recount.model import Period, Span

from ..tables import code_of
from ..words.tokens import tokenize
from . import dates
from .times import Match, grammar, matches

TimeKind = Literal["point", "period", "past"]

PAST_DAYS = 45
"""A point that ended, or a stretch of news that began, more than so many days before the report is past."""

LONG_DAYS = 30
"""A bare length of months or years ("a 13-year war") is a history, so past; of days or hours, a period."""

_STRETCHES = frozenset(
    {"since", "until", "between", "days", "past", "recent", "span", "weekend", "length", "overnight", "part"}
)


class TimeExpression(msgspec.Struct, frozen=True):
    """A time expression as written, with its preposition, and what it means.

    `period` is resolved against the published date; `kind` is `point` for a day (week, month, year), `period` for a
    stretch with said ends or a said length, `past` for either where it lies, or begins, well before the report.
    `by_text` is True where only another time of the text could fix it ("the day after").
    """

    span: Span
    period: Period
    kind: TimeKind
    by_text: bool = False


def find_times(text: str, published: dt.date | None, language: object = "en") -> list[TimeExpression]:
    """The time expressions of `text` by start, none overlapping another.

    `published` is the report's day; without it relative expressions stay unknown. `language` is a code or an object
    that carries one as `.code`. Never raises on any text. The rules are `languages/<code>/time.toml`.
    """
    return list(_found(text, published, code_of(language)))


@lru_cache(maxsize=2)
def _found(text: str, published: dt.date | None, code: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a text; the last ones are kept, because claims and individuals both ask for them."""
    rules = grammar(code)
    made: list[TimeExpression] = []
    for match in matches(text, tokenize(text), rules):
        period = dates.resolve(match, published, day_first=rules.day_first)
        span = Span.of(text, _begin(match), match.atoms[-1].end)
        made.append(TimeExpression(span, period, _kind(match, period, published), match.read == "sameday"))
    return tuple(made)


def _begin(match: Match) -> int:
    """Where a form's words begin: without the article of what a year or month only tells apart ("a 2013 attack")."""
    first, *rest = match.atoms
    bare = first.kind in ("article", "the") and rest and rest[0].kind in ("year", "month", "month_name", "month_short")
    return rest[0].start if bare else first.start


def _kind(match: Match, period: Period, published: dt.date | None) -> TimeKind:
    if match.read == "length" and any(a.kind == "unit" and isinstance(a.value, int) and a.value >= LONG_DAYS
                                      for a in match.atoms):  # fmt: skip
        return "past"
    stretch = match.read in _STRETCHES
    known = period.start if stretch and period.start else period.end
    if published is not None and known is not None and (published - known).days > PAST_DAYS:
        return "past"
    if published is None and period.precision == "year":
        return "past"
    return "period" if stretch else "point"
