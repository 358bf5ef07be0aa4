"""Stretches of days: when harm happened, and as of when a figure was said."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from .spans import Span

Precision = Literal["day", "week", "month", "year", "period", "unknown"]
"""How finely a time expression fixes its days; `period` is a stretch with said ends ("since Thursday")."""

AsOfBasis = Literal["said", "dateline", "published"]
"""What tells a figure's as-of day: its own sentence, the report's dateline, or only the published date."""


class Period(msgspec.Struct, frozen=True):
    """Days from `start` to `end`, both inclusive; None is an open or unknown end."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "unknown"

    def contains(self, other: Period) -> bool:
        """Whether every day of `other` is surely a day of this period (an open end holds everything on its side)."""
        after = self.start is None or (other.start is not None and self.start <= other.start)
        before = self.end is None or (other.end is not None and other.end <= self.end)
        return after and before

    def meets(self, other: Period) -> bool:
        """Whether the two may share a day (an open end reaches everything on its side)."""
        return (self.end is None or other.start is None or other.start <= self.end) and (
            other.end is None or self.start is None or self.start <= other.end
        )


class When(msgspec.Struct, frozen=True):
    """A time expression as written, and the days it resolves to against the report's published date.

    Where nothing fixes the days the period is open on both sides with precision `unknown`: not known is an answer.
    """

    span: Span
    period: Period = Period()


class AsOf(msgspec.Struct, frozen=True):
    """The day as of which a figure was claimed.

    `basis` says what tells it; `span` the words ("on Saturday" in "said on Saturday"), where words do.
    """

    day: dt.date
    basis: AsOfBasis
    span: Span | None = None
