"""Other times: sentences, lists and paragraphs that open with, or speak of, another time than the report's news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .newsday import LEAD, calendar, in_the_head
from .signs import about, phrases_in

if TYPE_CHECKING:
    from ..calendar.when import TimeExpression
    from ..view.line import Line
    from ..view.view import View


def introduced(view: View, number: int) -> int | None:
    """The line (one that ends in a colon) that opens the list in which a line stands, None where it stands in none."""
    return view.lists.get(number)


def goes_on_with_head(view: View, line: Line) -> bool:
    """Whether another report's headline gives a newer toll of this one: "Death toll update | …", with its names."""
    first, last = line.sentence.first, line.sentence.last
    if not about(view, first, min(first + OPENING, last), "updates"):
        return False
    head = view.lines[: LEAD + 1]
    named = {k.stem for one in head for k in view.tokens[one.sentence.first + 1 : one.sentence.last] if k.capital}
    return len(named & {token.stem for token in view.tokens[first + 1 : last] if token.capital}) >= NAMES


NAMES = 3
"""So many words of names are shared by headlines of one event."""


def years_on(view: View) -> bool:
    """Whether a report opens with how long ago it was that it tells of: "Ten years on, families …"."""
    first = view.lines[0].sentence.first if view.lines else 0
    found = phrases_in(view, first, min(first + OPENING, len(view.tokens)))
    return "words of another time" in found


OPENING = 6
"""So many words open a report."""


def opens_another_time(view: View, intro: int) -> bool:
    """Whether the line that opens a list, or the one that it goes on with ("The deaths are as follows:"), is past."""
    if of_another_time(view, intro) or past(view, intro):
        return True
    first = view.lines[intro].sentence.first
    goes_on = view.tags[first] == "D" and intro > 0 and not view.lines[intro].times
    return goes_on and (of_another_time(view, intro - 1) or past(view, intro - 1))


def past(view: View, number: int) -> bool:
    """Whether a line names a time well before the report, or a whole year."""
    return any(time.kind == "past" or time.period.precision == "year" for time in view.lines[number].times)


OTHER_TIMES = frozenset(["words of another time", "a yearly or whole tally"])
"""The phrases that tell of another time wherever they stand."""


def of_another_time(view: View, number: int) -> bool:
    """Whether a sentence's own words, or the date that opens it, tell of another time than the report's news."""
    sentence = view.lines[number].sentence
    found = phrases_in(view, sentence.first, sentence.last).keys()
    return (
        not OTHER_TIMES.isdisjoint(found)
        or (number >= LEAD and "words of the last weeks" in found)
        or other_day(view, number) is not None
    )


EARLIER_DAY = "the paragraph tells of an earlier day"
"""The sign of a paragraph that opens with another day than the news's."""

PARAGRAPH = 12
"""So many sentences back the date that opens a paragraph is sought."""


def other_day(view: View, number: int, weekdays: frozenset[int] | None = None) -> TimeExpression | None:
    """The date that opens this line or an earlier one of its paragraph, where it lies before the report's own day.

    "On July 2, activists reported …" in a later paragraph tells of an earlier event. In undated reports a date with a
    month is taken so, unless the lead has such a date itself; a weekday too, where `weekdays` are given, those of the
    news that has been told, and it is none of them (where the news names its own, also within the sentence).
    """
    line = view.lines[number]
    if line.paragraph == view.lines[0].paragraph or in_the_head(view, number):
        return None
    at = number
    while at >= max(0, number - PARAGRAPH) and view.lines[at].paragraph == line.paragraph:
        here = view.lines[at]
        for time in here.times[:1]:
            if time.kind == "period":
                continue  # "Since May 3"
            opens = view.token_at(time.span.start) - here.sentence.first <= 1
            dated = any(char.isdigit() for char in time.span.exact) or time.period.precision in ("month", "year")
            if opens and dated and _before_lead(view, time):
                return time
            if weekdays is not None and (opens or weekdays) and _another_weekday(view, time, weekdays):
                return time
        at -= 1
    return None


def _another_weekday(view: View, time: TimeExpression, weekdays: frozenset[int]) -> bool:
    """Whether a time names a weekday that is none of those of the news."""
    weekday = calendar(view, time).weekday
    return weekday is not None and weekday not in weekdays


def _before_lead(view: View, time: TimeExpression) -> bool:
    lead = view.first_time if view.first_time is not time else None
    day = time.period.end
    if view.report.published is not None and day is not None:
        return (view.report.published - day).days > 2
    if lead is not None and lead.period.start is not None and day is not None:
        return day < lead.period.start
    return lead is None or not any(char.isdigit() for char in lead.span.exact)
