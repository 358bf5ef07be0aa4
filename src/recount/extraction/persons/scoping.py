"""Which harmed persons belong to the report's news, and which to another event that it recalls.

"The fire came a month after Nadia Reyes, 30, died in a blaze on June 3": whom a report tells of later, and harmed on
days well before those of its first harm, is background.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from recount.model import Period

from ..calendar.when import TimeExpression
from .individuals import Person, Told

_APART = 2
"""Days by which harm of another event lies before that of the news."""

_OLD = 10
"""Days before the report after which harm, told after the news, is another event's."""


def recalled(
    people: Sequence[tuple[Person, Sequence[Told]]], times: Sequence[TimeExpression], published: dt.date | None
) -> list[bool]:
    """For each person with what is told of it, whether the harm is of an event before the news.

    The news is what the first harmed are told to suffer, and when: a person first spoken of with them, or whose days
    may be theirs, belongs to it.
    """
    if len(people) < 2:
        return [False] * len(people)
    starts = [time.span.start for time in times]

    def days(told: Sequence[Told]) -> list[Period]:
        made: list[Period] = []
        for begin, end in sorted({one.sentence for one in told}):
            here = times[bisect_left(starts, begin) : bisect_right(starts, end)]
            made += [time.period for time in here if time.period.start is not None and time.span.end <= end]
        return made

    firsts = [min(one.sentence for one in told) for _, told in people]
    lead = min(firsts)
    first_said = [min(mention.start for mention in person.mentions) for person, _ in people]
    said = min(first_said)
    news = [day for first, (_, told) in zip(firsts, people, strict=True) if first == lead for day in days(told)]
    accused = any(person.against for person, _ in people)
    made: list[bool] = []
    for first, at, (_, told) in zip(firsts, first_said, people, strict=True):
        own = days(told)
        apart = first[0] > lead[1] and at > lead[1] and at > said and bool(own)
        made.append(apart and _before(own, news, published, accused=accused))
    return made


def _before(own: Sequence[Period], news: Sequence[Period], published: dt.date | None, *, accused: bool) -> bool:
    """Whether all of a person's days lie before the news's; before the report's own time where the news has none."""
    latest = max((day.end or day.start for day in own if day.start is not None), default=None)
    if latest is None:
        return False
    begins = [day.start for day in news if day.start is not None]
    if begins:
        return latest < min(begins) - dt.timedelta(days=_APART)
    return not accused and published is not None and latest < published - dt.timedelta(days=_OLD)
