"""Scope: whether a toll is the report's own news, or told of another time, a whole war, or another event.

Signs speak for the one or the other: words and syntax of the claim's clause (`signs`), how its time lies to the day of
the news (`newsday`), and what was told before it. Each has a weight in `languages/<code>/scope.toml`; a claim whose
signs weigh more than nothing together is background. The heaviest sign is the rule that the claim's cue names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from recount.model import Scope, Span

from ..language import Language, per_language
from ..record import Record
from .accounts import after_leading
from .newsday import Lies, calendar, first_told, in_the_head, lies, news_day
from .othertimes import introduced, of_another_time, opens_another_time, other_day, tells_past
from .running import since_lately, since_months, taken_before
from .scopewords import about, phrases_in, stems_about
from .signs import Sign, clause_of, in_same_time, opens_again, points_back, signs_of

if TYPE_CHECKING:
    from ..calendar.when import TimeExpression
    from ..counting.counts import Count
    from ..harm.frames import Frame
    from ..view.line import Line
    from ..view.view import View


class Told(Record, frozen=True):
    """A scope, the words that tell it (None where only the place in the text does), and the rule."""

    scope: Scope
    words: Span | None
    rule: str


class _Weights(Record, frozen=True):
    base: float
    signs: Mapping[str, float]
    whole_war: Mapping[str, int]


@per_language
def _weights(language: Language) -> _Weights:
    table = language.table("scope")
    return _Weights(table["base"], table["weights"], table["whole_war"])


LEAD = 2
"""So many sentences are the lead of a report."""

FEW = 3
"""A toll of fewer may be told twice of two events."""

MANY = 100
TIMES = 8
TIMES_INJURED = 12
"""So many, and so many times more than the news has told of, are more than the news."""

LARGE = 300
"""So many are no news that is first told late."""

FAR_MORE = "far more than the news tells of"
"""This tells nothing of a toll since a day of the news: it runs on."""

EARLY = 8
"""A toll that is the first told, in so many sentences, is likely the news."""

SUM = 3
"""A sum of so many times the largest toll of the news may still be the sum of these."""

NEXT = 3
"""So many sentences on still go on with what was told."""


class _Claim(Record, frozen=True):
    """The claim told last: its line, its clause and its scope."""

    line: int
    at: int
    clause: tuple[int, int]
    scope: Scope


class Scopes:
    """The scopes of a report's claims, asked for in the order of the text; `keep` says what each came to."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.news = news_day(view)
        self.last: _Claim | None = None
        self.tolls: dict[tuple[str, int | None, int | None], Scope] = {}
        self.most = {True: 0, False: 0}
        self.told = False
        self.scoped: list[tuple[int, Scope]] = []
        head = [line.sentence for line in view.lines[: max(LEAD, first_told(view)) + 1]]
        self.court = any(about(view, part.first, part.last, "court") for part in head)

    def keep(self, number: int, count: Count, frame: Frame, scope: Scope) -> None:
        """Remember what the scope of a claim of the line `number` came to."""
        line, figure = self.view.lines[number], count.figure.figure
        if not line.news:
            return
        self.last = _Claim(number, count.last, clause_of(self.view, line, count, self.news.begins), scope)
        self.scoped.append((number, scope))
        self.tolls.setdefault((frame.outcome, figure.low, figure.high), scope)
        if scope == "current":
            self.told = True
            if not self.news.years:
                years = (calendar(self.view, time).year for time in line.times)
                self.news = self.news._replace(years=frozenset(year for year in years if year is not None))
            fled = frame.outcome == "displaced"
            self.most[fled] = max(self.most[fled], figure.low or 0, figure.high or 0)

    def of(self, number: int, count: Count, frame: Frame, when: TimeExpression | None) -> Told:
        """The scope of a claim of the line `number`."""
        view, line = self.view, self.view.lines[number]
        if not line.news:
            return Told("background", None, "among headlines of other reports")
        weights = _weights(view.language)
        least, figure = weights.whole_war.get(frame.outcome), count.figure.figure
        if stems_about(view, count.phrase.heads, "peoples"):
            return Told("background", None, "a share of a whole people")
        if least is not None and max(figure.low or 0, figure.high or 0) >= least:
            return Told("background", None, "so many are a whole war's toll")
        signs = list(self.signs(number, count, frame, when))
        weighed = [(weights.signs.get(sign.name, 0.0), sign) for sign in signs]
        total = weights.base + sum(weight for weight, _ in weighed)
        weight, sign = (max if total > 0 else min)(weighed, key=lambda one: one[0], default=(0.0, Sign("")))
        if total > 0:
            return Told("background", sign.words, sign.name)
        return Told("current", sign.words if weight < 0 else None, sign.name if weight < 0 else "the report's own news")

    def signs(self, number: int, count: Count, frame: Frame, when: TimeExpression | None) -> Iterator[Sign]:
        """All signs of a claim of the line `number`."""
        view, line = self.view, self.view.lines[number]
        lead = in_the_head(view, number)
        if lead:
            yield Sign("in the head")
        elif number < 2 * LEAD:
            yield Sign("near the head")
        early = self.last is None and number < EARLY
        if early and not self.court:
            yield Sign("the first toll told")
        if self.court:
            yield Sign("a trial or an anniversary")
            if self.last is not None and self.last.scope == "background":
                yield Sign("more of what is on trial")
        lie = self._lies(number, when) if when is not None else "open"
        lately = when is not None and since_lately(view, self.news, when, lie)
        yield from (one for one in self._size(count, frame, early) if not (lately and one.name == FAR_MORE))
        for sign in signs_of(view, self.news, line, count, frame, lead):
            if sign.name == "another event of the news" and self._leads_on(line):
                continue  # "In addition, these attacks left …"
            if sign.name != "a yearly or whole tally" or not self._in_head(sign, number):
                yield sign
            if sign.name == "a sum over many events" and self._sums_news(count, frame):
                yield Sign("a sum of the news", sign.words)
        if not self._of_news_list(introduced(view, number)):
            yield from self._time(number, when, lie)
        yield from self._goes_on(number, count, when)
        intro = introduced(view, number)
        if intro is not None and opens_another_time(view, intro):
            yield Sign("the list is of another time")
        if self._of_news_list(intro):
            yield Sign("in a list of the news")
        day = None if self._of_news_list(intro) else other_day(view, number)
        if day is not None and self.last is None and view.first_time is not None and view.first_time.span == day:
            day = None  # the first that the report tells, on the first day that it names
        if day is not None:
            yield Sign("the paragraph tells of an earlier day", day)
        if count.figure.figure.modifier == "none_reported":
            yield Sign("nobody was harmed")
        if frame.relation == "part" and frame.head is None and not self.court:
            yield Sign("among the dead told of")
        if self.told and when is not None and (since := since_months(view, self.news, when, lie)) is not None:
            yield Sign("a count since months before the news", since)
        if (freed := taken_before(view, line, count, frame)) is not None:
            yield Sign("taken before and freed now", freed)

    def _size(self, count: Count, frame: Frame, early: bool) -> Iterator[Sign]:
        """The size of the figure, and whether the same toll was told before."""
        figure = count.figure.figure
        size = max(figure.low or 0, figure.high or 0)
        twin = self.tolls.get((frame.outcome, figure.low, figure.high)) if size >= FEW else None
        if twin is not None:
            yield Sign("the same toll as told before" if twin == "current" else "the same toll as told of another time")
        most = self.most[frame.outcome == "displaced"]
        if most and size >= max(MANY, (TIMES_INJURED if frame.outcome == "injured" else TIMES) * most):
            yield Sign("far more than the news tells of")
        if not self.told and not early and size >= LARGE:
            yield Sign("many, and no news told before")

    def _time(self, number: int, when: TimeExpression | None, lie: Lies) -> Iterator[Sign]:
        """How the claim's time (`lie`), that of its saying, or that of the sentences before it lies to the news."""
        view, line = self.view, self.view.lines[number]
        lead = in_the_head(view, number)
        if when is not None:
            if lie in ("long past", "since lately") or (lie in ("today", "news") and not self.court):
                yield Sign(f"its time: {lie}", when.span)
            if lie in ("long past", "old") and not lead:
                yield Sign("a time before the news", when.span)
            if lie == "recent" and not lead:
                yield Sign("a day before the news", when.span)
                if view.token_at(when.span.start) - line.sentence.first <= 1:
                    yield Sign("opens with a day before the news", when.span)
                    if self._apart(number - 1, number):
                        yield Sign("a paragraph opens with a day before the news", when.span)
            return
        if line.times:
            said = line.times[0]
            lie = self._lies(number, said)
            opens = view.token_at(said.span.start) - line.sentence.first <= 1
            if lie in ("long past", "old") and not lead:
                yield Sign("told before the news", said.span)
            elif lie == "recent" and opens and not lead:
                yield Sign("told on a day before the news", said.span)
            elif lie in ("news", "open", "recent"):
                yield Sign("without a time")
            return
        yield from self._carried(number)

    def _carried(self, number: int) -> Iterator[Sign]:
        """The time that the sentences before it give a claim without one."""
        lines = self.view.lines
        for back in (number - 1, number - 2):
            if back < LEAD or lines[back].paragraph != lines[number].paragraph:
                break
            if lines[back].times:
                lain = {self._lies(back, time) for time in lines[back].times}
                if lain & {"long past", "old"}:
                    yield Sign("goes on with a time before the news", lines[back].times[0].span)
                elif "recent" in lain:
                    yield Sign("goes on with a day before the news", lines[back].times[0].span)
                return
        yield Sign("without a time")

    def _goes_on(self, number: int, count: Count, when: TimeExpression | None) -> Iterator[Sign]:
        """The claim told last, and the sentence before."""
        view, line, last = self.view, self.view.lines[number], self.last
        if last is not None and last.line == number:
            tally = last.scope == "current" and self._of_the_year(last.at, count.first)
            if last.clause == clause_of(view, line, count, self.news.begins) and not tally:
                yield Sign(f"beside a toll of {_OF[last.scope]}")
            return
        if last is not None and last.scope == "background" and number - last.line <= NEXT:
            same = in_same_time(view, line)
            if same is not None:
                yield Sign("in the same time as a toll of another time", same)
        again, attack = opens_again(view, line, after_leading(view, line))
        back = points_back(view, line)
        if last is not None and number - last.line == 1:
            if back is not None and last.scope == "background":
                yield Sign("points back to another event", back)
            if not self._apart(last.line, number) and (when is None or last.scope == "background"):
                yield Sign(f"after a toll of {_OF[last.scope]}")
            if when is None and again is not None and last.scope == "background":
                yield Sign("goes on with a toll of another time", again)
        elif last is not None and number - last.line <= NEXT and when is None and not self._apart(last.line, number):
            yield Sign(f"soon after a toll of {_OF[last.scope]}")
        if number >= LEAD and when is None and self._tallied(number - 1, number):
            yield Sign("goes on with a yearly tally")
        if number >= LEAD and when is None and self._past(number - 1):
            if back is not None or (attack and again is not None):
                yield Sign("goes on with an attack of another time", again or back)
            elif again is not None:
                yield Sign("goes on with another time", again)

    def _of_the_year(self, first: int, last: int) -> bool:
        """ "…, the 27th attack of the year, which killed 52": a year between two tolls parts them."""
        span = phrases_in(self.view, first, last).get("a yearly or whole tally")
        return span is not None and self.view.tokens[self.view.token_at(span.end - 1)].stem == "year"

    def _leads_on(self, line: Line) -> bool:
        """Whether words that lead to a sentence stand before one that goes on with the attacks told of before."""
        first = after_leading(self.view, line)
        return first > line.sentence.first and opens_again(self.view, line, first)[0] is not None

    def _sums_news(self, count: Count, frame: Frame) -> bool:
        """Whether a sum is hardly more than the tolls of the news told before it."""
        figure = count.figure.figure
        most = self.most[frame.outcome == "displaced"]
        return 0 < max(figure.low or 0, figure.high or 0) <= SUM * most

    def _of_news_list(self, intro: int | None) -> bool:
        """Whether a list breaks down a toll of the news: the last that was told before its items."""
        if intro is None:
            return False
        before = [scope for line, scope in self.scoped if line <= intro and line not in self.view.lists]
        return bool(before) and before[-1] == "current"

    def _in_head(self, sign: Sign, number: int) -> bool:
        """Whether words of a long time go on with a month, near the head or named by it: the news is of that time."""
        if sign.words is None:
            return False
        after = self.view.token_at(sign.words.end - 1) + 1
        stems = self.view.stems[after : after + 2]
        first = self.view.lines[number].sentence.first
        near = number < LEAD and self.view.token_at(sign.words.start) == first
        return self.news.names_month(stems, self.view.language, any_month=near)

    def _apart(self, one: int, other: int) -> bool:
        """Whether two sentences stand in two paragraphs."""
        return self.view.lines[one].paragraph != self.view.lines[other].paragraph

    def _tallied(self, one: int, other: int) -> bool:
        """Whether a sentence without a toll right before tells what a whole year brought, in the same paragraph."""
        line = self.view.lines[one]
        if line.frames or self._apart(one, other):
            return False
        return "a yearly or whole tally" in phrases_in(self.view, line.sentence.first, line.sentence.last)

    def _past(self, number: int) -> bool:
        """Whether a sentence is of another time."""
        view = self.view
        if of_another_time(view, number) or tells_past(view, number):
            return True
        return any(self._lies(number, time) in ("long past", "old") for time in view.lines[number].times)

    def _lies(self, number: int, time: TimeExpression) -> Lies:
        return lies(self.view, self.news, number, time, told=self.told)


_OF: Mapping[Scope, str] = {"current": "the news", "background": "another time"}
