"""Other times than that of the news, told by sentences, by what opens a list, and by dates that open paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recount.model import Span

from .newsday import HEAD, calendar, in_the_head, told_spans, within_news
from .running import lasting
from .scopewords import phrases_in

if TYPE_CHECKING:
    from ..calendar.when import TimeExpression
    from ..view.view import View


def introduced(view: View, number: int) -> int | None:
    """The line (one that ends in a colon) that opens the list in which a line stands, None where it stands in none."""
    return view.lists.get(number)


def opens_another_time(view: View, intro: int) -> bool:
    """Whether the line that opens a list, or the one that it goes on with ("The deaths are as follows:"), is past."""
    if of_another_time(view, intro) or tells_past(view, intro):
        return True
    first = view.lines[intro].sentence.first
    goes_on = view.tags[first] == "D" and intro > 0 and not view.lines[intro].times
    return goes_on and (of_another_time(view, intro - 1) or tells_past(view, intro - 1))


def tells_past(view: View, number: int) -> bool:
    """Whether a time of a sentence is well before the report, or a year; but "in control there for three years"."""
    return any(
        (time.kind == "past" or time.period.precision == "year") and not lasting(view, time)
        for time in view.lines[number].times
    )


OTHER_TIMES = frozenset(["words of another time", "a yearly or whole tally"])
"""The phrases that tell of another time wherever they stand."""


def of_another_time(view: View, number: int) -> bool:
    """Whether a sentence's own words, or the date that opens it, tell of another time than the report's news."""
    sentence = view.lines[number].sentence
    found = phrases_in(view, sentence.first, sentence.last).keys()
    return (
        not OTHER_TIMES.isdisjoint(found)
        or (number >= HEAD and "words of the last weeks" in found)
        or other_day(view, number) is not None
    )


PARAGRAPH = 12
"""So many sentences back the date that opens a paragraph is sought."""


def other_day(view: View, number: int) -> Span | None:
    """The date that opens this line or an earlier one of its paragraph, where it lies before the report's own day.

    "On July 2, activists reported …" in a later paragraph tells of an earlier event. In undated reports a date with a
    month is taken so, unless the lead has such a date itself.
    """
    line = view.lines[number]
    if line.paragraph == view.lines[0].paragraph or in_the_head(view, number):
        return None
    at = number
    if _numbered(view, number):
        return None
    while at >= max(0, number - PARAGRAPH) and view.lines[at].paragraph == line.paragraph:
        here = view.lines[at]
        for time in here.times[:1]:
            if time.kind == "period":
                continue  # "Since May 3"
            opens = view.token_at(time.span.start) - here.sentence.first <= 1
            words = calendar(view, time)  # but "At 10:20 p.m."
            dated = words.month is not None or words.year is not None or "/" in time.span.exact
            if opens and dated and _before_lead(view, time) and not within_news(time, told_spans(view)):
                return time.span
        at -= 1
    return None


def _numbered(view: View, number: int) -> bool:
    """Whether the paragraph of a line is an item of a numbered list: "1. January 9, near Hadar. During a raid …"."""
    at = number
    while at > 0 and view.lines[at - 1].paragraph == view.lines[number].paragraph:
        at -= 1
    first = view.lines[at].sentence.first
    return (
        view.tags[first] == "#" and view.tokens[first].text.isdecimal() and view.stems[first + 1 : first + 2] == ["."]
    )


def _before_lead(view: View, time: TimeExpression) -> bool:
    lead = view.first_time if view.first_time is not time else None
    day = time.period.end
    if view.report.published is not None and day is not None:
        return (view.report.published - day).days > 2
    if lead is not None and lead.period.start is not None and day is not None:
        return day < lead.period.start
    return lead is None or not any(char.isdigit() for char in lead.span.exact)
