"""Counts that run on, and people taken before: what goes beyond the day of the news, and what only seems to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recount.model import Span

from .newsday import LATELY, calendar
from .scopewords import stems_before, stems_of

if TYPE_CHECKING:
    from ..calendar.when import TimeExpression
    from ..counting.counts import Count
    from ..harm.frames import Frame
    from ..view.line import Line
    from ..view.view import View
    from .newsday import Lies, NewsDay

SINCE = 8
"""So many words at most stand between "since" and the time at its end: "since it overran the town a week ago"."""


def since_months(view: View, news: NewsDay, when: TimeExpression, lie: Lies) -> Span | None:
    """ "Since late November that campaign has cost …": a count over months, beside the event of a day.

    Reports without a day of their own news are often of such counts themselves.
    """
    words = calendar(view, when)
    if lie != "open" or words.month is None or words.day is not None or not (news.weekdays or news.dates):
        return None
    return when.span if view.stems[view.token_at(when.span.start)] in stems_of(view, "since") else None


def since_lately(view: View, news: NewsDay, when: TimeExpression, lie: Lies) -> bool:
    """Whether a count runs since a day of the last weeks: "since Friday", "since it overran the town a week ago"."""
    if lie == "since lately":
        return True
    at = view.token_at(when.span.start)
    since = stems_of(view, "since")
    words = calendar(view, when)
    if view.stems[at] in since:
        days = (news.day - when.period.start).days if news.day and when.period.start else 0
        return lie == "open" and words.month is not None and words.day is not None and days <= LATELY
    past = when.kind == "past" or words.month is not None or words.year is not None
    return not past and not since.isdisjoint(stems_before(view, at, SINCE))


def taken_before(view: View, line: Line, count: Count, frame: Frame) -> Span | None:
    """ "30 of the 120 pupils whom gunmen took in July were released": of whom it is told that some are free."""
    if frame.outcome != "abducted":
        return None
    before = view.stems[max(line.sentence.first, count.first - 3) : count.first]
    free = stems_of(view, "freed")
    stop = line.sentence
    at = next((k for k in range(stop.first, stop.last) if view.stems[k] in free), None)
    if before[-2:] != ["of", "the"] or at is None:
        return None
    return Span.of(view.text, view.tokens[at].start, view.tokens[at].end)


def lasting(view: View, when: TimeExpression) -> bool:
    """Whether a length of time tells how long something has gone on: "in control there for close on three years"."""
    at = view.token_at(when.span.start)
    words = calendar(view, when)
    dated = words.month is not None or words.year is not None
    return not dated and not stems_of(view, "lasting").isdisjoint(stems_before(view, at, 3))
