"""The day of the news: what a report's head says of when its news happened, and how another time lies to that."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from recount.model import Period

from ..language import Language, per_language
from ..record import Record
from ..scenes.timing import dateline_of
from ..view.stamps import after_stamp
from ..words.memo import Latest
from .scopewords import phrases_in

if TYPE_CHECKING:
    from ..calendar.when import TimeExpression
    from ..view.line import Line
    from ..view.view import View

Lies = Literal["long past", "old", "recent", "news", "today", "since lately", "open"]
"""How a time lies to the news: well before it, before it, in the days before, on its day; "open" says nothing."""

HEAD = 2
"""So many sentences tell the day of the news; the one after them only where they tell no toll."""

NEAR = 4
"""So many days back is a weekday before the news: one more than that may well be a day to come."""

WEEK = 6
"""So many days before the news are the days before it."""

WEEKEND = (4, 5, 6)
"""The days of the news of a weekend: it begins on Friday evening."""

LATELY = 14
"""A toll since a day so many days ago is a running one."""


class _Words(Record, frozen=True):
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    since: frozenset[str]
    this: frozenset[str]
    years: frozenset[str]
    months_long: frozenset[str]
    before: frozenset[str]
    now: frozenset[str]
    lasting: frozenset[str]
    weekend: frozenset[str]


@per_language
def _words(language: Language) -> _Words:
    classes = language.table("time")["class"]
    stems = language.table("scope")["stems"]
    weekdays = {**classes["weekday"]["words"], **classes["weekday_short"]["words"]}
    return _Words(
        {**weekdays, **{f"{word}s": day for word, day in weekdays.items()}},
        {word: n for name in ("month", "month_name", "month_short") for word, n in classes[name]["words"].items()},
        *(
            frozenset(stems[name])
            for name in ("since", "this", "years", "months", "yesterday", "now", "lasting", "weekend")
        ),
    )


class Calendar(Record, frozen=True):
    """The calendar words of one time expression."""

    stems: tuple[str, ...]
    weekday: int | None
    month: int | None
    day: str | None
    year: str | None


class NewsDay(Record, frozen=True):
    """When the news happened, by its head: weekdays, days of months, months, years; `day` is that of the report."""

    weekdays: frozenset[int]
    dates: frozenset[tuple[int, str]]
    months: frozenset[int]
    years: frozenset[str]
    named: frozenset[int]
    day: dt.date | None
    spans: tuple[Period, ...]
    """Stretches of days that its first tolls are told of: "in May 2022", "between 4 May and 28 June"."""
    begins: int = 0
    """The word after a headline and stamp that stand in one line with the report; 0 where none does."""

    def names_month(self, stems: Sequence[str], language: Language, *, any_month: bool) -> bool:
        """Whether one of some words is a month that the head names, or any month."""
        months = _words(language).months
        return any(any_month or months[stem] in self.named for stem in stems if stem in months)


def in_the_head(view: View, number: int) -> bool:
    """Whether a line is of the head: the first, and the next but for a new paragraph after a whole sentence."""
    if number != 1:
        return number < HEAD or number == lead_of(view)
    first, second = view.lines[0], view.lines[1]
    if _tells_all(view, first):
        return _opens_with_dateline(view, second)
    return first.paragraph == second.paragraph or view.tokens[first.sentence.last - 1].text != "."


def _lead_of(view: View) -> int | None:
    headline = False
    for number, line in enumerate(view.lines[:LATE]):
        if line.frames and view.tokens[line.sentence.last - 1].text == ".":
            tally = "a yearly or whole tally" in phrases_in(view, line.sentence.first, line.sentence.last)
            return number if headline and not tally and _tells_all(view, line) else None
        headline = headline or bool(line.frames)
    return None


lead_of = Latest(_lead_of)
"""The line that tells in a whole sentence what a headline of the head told, below bylines, points and scraps; None
where no line does. Asked for by every claim, worked out once a view."""


def first_told(view: View) -> int:
    """The first of a report's first lines that tells a toll; 0 where none does."""
    return next((number for number, line in enumerate(view.lines[:LATE]) if line.frames), 0)


def _opens_with_dateline(view: View, line: Line) -> bool:
    """ "SUMAR Jan 19 (Agency) - A rebel …": the line before was the headline, though it has a stop."""
    first, last = line.sentence.first, line.sentence.last
    here = view.stems[first : min(first + 12, last)]
    closed = next((k for k, stem in enumerate(here[:-1]) if stem == ")"), None)
    return closed is not None and "(" in here[:closed] and here[closed + 1] in ("-", "–", "—")


def _tells_all(view: View, line: Line) -> bool:
    """Whether a first line is a whole sentence that tells the news: with a toll, and no headline."""
    sentence = line.sentence
    whole = sentence.last - sentence.first >= WHOLE and view.tokens[sentence.last - 1].text == "."
    return whole and bool(line.frames)


LATE = 8
"""So many lines at most, titles and headings, stand before the first toll of a report."""

YEAR = 366
"""So many days at most a report is of that names both ends."""


def _head_lines(view: View) -> int:
    """How many lines tell the day of the news."""
    return HEAD if any(line.frames for line in view.lines[:HEAD]) else HEAD + 1


def _told_spans(view: View) -> tuple[Period, ...]:
    known = _words(view.language)
    found: list[Period] = []
    months: list[Period] = []
    day = False
    head = _head_lines(view)
    for number, line in enumerate(view.lines[: max(HEAD, first_told(view)) + 1]):
        for time in line.times:
            period, words = time.period, calendar(view, time)
            start, end = period.start, period.end or view.report.published
            day = day or (number < head and period.precision == "day" and known.now.isdisjoint(words.stems))
            both = period.start is not None and period.end is not None
            if start is None or end is None or not (line.frames or (both and period.precision == "period")):
                continue
            stretch, days = Period(start, end, "period"), (end - start).days
            if period.precision == "month" and words.month is not None and number < head:
                months.append(stretch)
            elif period.precision in ("period", "week") and 0 < days <= (YEAR if both else LATELY):
                found.append(stretch)
    return tuple(found if day else [*found, *months])


told_spans = Latest(_told_spans)
"""The stretches of days that the tolls of a report's first lines are told of, or that these name by both ends.

A month is one only where these lines name no day: "killed 61 in May", not "on Sunday, the worst attack in May". What is
published today says nothing. Asked for by every date that opens a paragraph, worked out once a view."""


def within_news(time: TimeExpression, spans: Sequence[Period]) -> bool:
    """Whether a day lies in the stretches of days that the news is told of, or a time is one of these itself."""
    period = time.period
    if period.precision == "month" and period.start is not None and period.end is not None:
        days = (period.end - period.start).days
        return any(
            span.start is not None and span.end is not None and (span.end - span.start).days > days
            and span.start <= period.start and period.end <= span.end
            for span in spans
        )  # fmt: skip
    if period.precision != "day":
        return period.precision == "period" and any(
            (span.start, span.end) == (period.start, period.end) for span in spans
        )
    return any(span.contains(period) for span in spans)


WHOLE = 12
"""A sentence of so many tokens that ends in a stop is no headline."""


def news_day(view: View) -> NewsDay:
    """What the head of a report says of its day, and its dateline or the day that it was published."""
    known = _words(view.language)
    dateline = dateline_of(view)
    day = dateline.period.start if dateline is not None else None
    lines = [*range(min(_head_lines(view), len(view.lines)))]
    if (lead := lead_of(view)) is not None and lead not in lines:
        lines.append(lead)
    head = [time for number in lines if number != 1 or in_the_head(view, 1) for time in view.lines[number].times]
    read = [calendar(view, time) for time in head]
    named = frozenset(words.month for words in read if words.month is not None)
    read = [words for words in read if known.since.isdisjoint(words.stems)]
    days = [day for day in (day, view.report.published) if day is not None]
    years = [calendar(view, time) for time in head if not days or time.kind != "past"]
    years = [words for words in years if known.since.isdisjoint(words.stems)]
    weekend = any(not known.weekend.isdisjoint(words.stems) for words in read)
    return NewsDay(
        frozenset([*(words.weekday for words in read if words.weekday is not None), *(WEEKEND if weekend else ())]),
        frozenset((words.month, words.day) for words in read if words.month is not None and words.day is not None),
        frozenset(words.month for words in read if words.month is not None),
        frozenset([*(words.year for words in years if words.year is not None), *(str(day.year) for day in days)]),
        named,
        days[0] if days else None,
        told_spans(view),
        after_stamp(view),
    )


def calendar(view: View, time: TimeExpression) -> Calendar:
    """The calendar words of a time expression; "24th" is the day 24."""
    known = _words(view.language)
    stems: list[str] = []
    at = view.token_at(time.span.start)
    while at < len(view.tokens) and view.tokens[at].start < time.span.end:
        stem = view.tokens[at].stem
        stems.append(stem[:-2] if stem[:-2].isdigit() and stem[-2:].isalpha() else stem)
        at += 1
    return Calendar(
        tuple(stems),
        next((known.weekdays[stem] for stem in stems if stem in known.weekdays), None),
        next((known.months[stem] for stem in stems if stem in known.months), None),
        next((stem for stem in stems if stem.isdigit() and len(stem) <= 2), None),
        next((stem for stem in stems if stem.isdigit() and len(stem) == 4), None),
    )


def lies(view: View, news: NewsDay, number: int, time: TimeExpression, *, told: bool) -> Lies:
    """How a time of the line `number` lies to the news; `told` says whether a toll of the news stands before it."""
    known = _words(view.language)
    words = calendar(view, time)
    if not known.since.isdisjoint(words.stems):
        return _since(news, words, time)
    if within_news(time, news.spans):
        return "news"
    if words.year is not None and news.years and words.year > max(news.years):
        return "open"  # told later than the news, of which an undated report names the day
    if (words.month, words.day) in news.dates and not news.years:
        return "news"
    if words.year is not None and words.year not in news.years and (news.years or words.day is None):
        return "long past" if time.kind == "past" else "old" if news.years or told else "open"
    if words.stems[0] in known.lasting and words.month is None and words.year is None:
        return "open"  # "who have fought for three years"
    if time.kind == "past":
        return "long past"
    if _in_months(news, words, time):
        return "news"
    if words.month is not None:
        return _of_month(
            news,
            words,
            time,
            number if in_the_head(view, number) else max(number, HEAD),
            told or bool(news.dates or news.weekdays),
        )
    if words.weekday is not None:
        return _of_week(news, words.weekday)
    if not known.before.isdisjoint(words.stems):
        return "recent"
    if not known.now.isdisjoint(words.stems):
        return "today"
    if not known.months_long.isdisjoint(words.stems):
        return "open" if not known.this.isdisjoint(words.stems) else "old"
    return "old" if not known.years.isdisjoint(words.stems) else "open"


def _in_months(news: NewsDay, words: Calendar, time: TimeExpression) -> bool:
    """ "On July 12", in an undated report of July 2018: a day of the stretch that the news is told of."""
    if words.month is None or words.day is None or time.period.start is not None:
        return False
    month, day = words.month, int(words.day)
    for span in news.spans:
        for at in (span.start, span.end):
            if at is not None and 0 < day <= monthrange(at.year, month)[1]:
                told = dt.date(at.year, month, day)
                if span.contains(Period(told, told, "day")):
                    return True
    return False


def _since(news: NewsDay, words: Calendar, time: TimeExpression) -> Lies:
    """ "since Saturday" runs with the news; "since 2014" does not."""
    if words.weekday is not None:
        return "since lately"
    if words.month is not None and words.day is not None:
        if (words.month, words.day) in news.dates:
            return "since lately"
        gap = (news.day - time.period.start).days if news.day and time.period.start else LATELY + 1
        return "since lately" if 0 <= gap <= LATELY else "open"
    return "old" if words.year is not None and words.month is None else "open"


def _of_month(news: NewsDay, words: Calendar, time: TimeExpression, number: int, known: bool) -> Lies:
    """A month alone, or a day of one; in reports without a day of their own, another date than the head's."""
    if words.month is None or words.day is None:
        return "news" if words.month in news.months else "old"
    if (words.month, words.day) in news.dates:
        return "news"
    if news.day is None and words.month in news.months and all(month != words.month for month, _ in news.dates):
        return "news"  # "On November 20", in a report of all November
    if news.day is not None and time.period.end is not None:
        gap = (news.day - time.period.end).days
        if gap <= 0 or (gap == 1 and number < HEAD):
            return "news"
        return "recent" if gap <= WEEK else "old"
    return "old" if number >= HEAD and known else "open"


def _of_week(news: NewsDay, weekday: int) -> Lies:
    days = news.weekdays or (frozenset([news.day.weekday()]) if news.day is not None else frozenset())
    if not days:
        return "open"
    gap = min((day - weekday) % 7 for day in days)
    return "news" if gap == 0 else "recent" if gap <= NEAR else "open"
