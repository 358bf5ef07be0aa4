"""Settings: where, when and by whom a sentence tells of violence, whether or not it counts anybody.

News says these once, near its head, and then goes on counting. A claim that does not say them itself takes them from
the sentence that plainly tells of the same harm: the nearest one before it in its paragraph, then the ones before
that, then the ones that follow a headline or a lead, then the lead. Only sentences of the report's own news that tell
of violence lend; a time that only says when somebody spoke lends nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import TypeVar

from recount.model import Span

from ..calendar.when import TimeExpression
from ..record import Record
from ..scenes.accusations import blamed_in
from ..scenes.actors import acts, means_of
from ..scenes.headings import heading
from ..scenes.perpetrators import nearest
from ..scenes.timing import harm_times, opens, said_time, told_elsewhere
from ..view.view import View
from ..words.phrases import span_of
from .othertimes import introduced, of_another_time

T = TypeVar("T")


BACK = 6
"""So many sentences back one is sought that tells who did it, before the lead."""

DAY_BACK = 1
"""So many sentences back one is sought that tells the day: that is told at the head."""

AHEAD = 2
"""So many sentences on, for a claim of the head."""

HEAD = 8
"""So many sentences are the head of a report."""

LEAD = 4
"""So many sentences of it tell the news for the whole report."""


class Setting(Record, frozen=True):
    """What one sentence says of the violence that it tells of."""

    when: TimeExpression | None
    actor: Span | None


class Settings:
    """The settings of a report's sentences, each worked out when it is first asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.known: dict[int, Setting] = {}
        self.openings: dict[int, Setting] = {}
        self.means: dict[int, frozenset[str]] = {}
        self.items: dict[int, bool] = {}
        self.firsts = [line.sentence.first for line in view.lines]
        self.hours = _told_by_the_hour(view)

    def of(self, number: int) -> Setting:
        """The setting that the line `number` tells."""
        if number not in self.known:
            self.known[number] = _setting(self.view, number)
        return self.known[number]

    def told(self, number: int) -> Setting:
        """What the line `number` says, of whatever time and event."""
        return _said(self.view, number, stretches=True)

    def opening(self, number: int) -> Setting:
        """What the line that opens a list says for the line `number` of it, be it of the news or not."""
        opens = introduced(self.view, number)
        if opens is None:
            return NOTHING
        if opens not in self.openings:
            said = _said(self.view, opens)
            if said == NOTHING and introduced(self.view, opens) not in (None, opens):
                said = self.opening(opens)  # what opens the outer list is said for a list within it
            self.openings[opens] = said
        return self.openings[opens]

    def when(self, number: int, *, many: bool) -> tuple[TimeExpression, str] | None:
        """The time that other sentences give a claim of the line `number`, and the rule."""
        return self._sought(number, many, DAY_BACK, lambda setting: setting.when)

    def actor(self, number: int, *, many: bool) -> tuple[Span, str] | None:
        """The perpetrator that other sentences give a claim of the line `number`, and the rule."""
        return self._sought(
            number, many, BACK, lambda setting: setting.actor if self.same_means(number, setting.actor) else None
        )

    def blamed(self, number: int) -> Span | None:
        """Who is blamed in the line `number`."""
        return blamed_in(self.view, number)

    def same_means(self, number: int, actor: Span | None) -> bool:
        """Whether the line `number` and that of an actor may tell of one attack: not of a bomb and of planes."""
        if actor is None:
            return False
        view = self.view
        other = bisect_right(self.firsts, view.token_at(actor.start)) - 1
        if other == number:
            return True
        for at in (number, other):
            if at not in self.means:
                self.means[at] = means_of(view, at)
        own, theirs = self.means[number], self.means[other]
        return not own or not theirs or not own.isdisjoint(theirs)

    def _sought(self, number: int, many: bool, back: int, field: Callable[[Setting], T | None]) -> tuple[T, str] | None:
        for other, rule in self._order(number, back):
            if many and self.view.lines[other].paragraph != self.view.lines[number].paragraph:
                continue
            found = field(self.of(other))
            if found is not None:
                return found, rule
        return None

    def _order(self, number: int, back: int) -> Iterator[tuple[int, str]]:
        """The lines that may lend, the likeliest first; of items that places head none lends another."""
        item = self.item(number)
        for other, rule in self._near(number, back):
            if item is None or self.item(other) in (None, item):
                yield other, rule

    def item(self, number: int) -> int | None:
        """The paragraph of a line, where a place heads it: "Homs province: two shepherds were killed …"."""
        lines, paragraph = self.view.lines, self.view.lines[number].paragraph
        if paragraph not in self.items:
            opening = bisect_left(lines, paragraph, key=lambda line: line.paragraph)
            headed = heading(self.view, lines[opening]) is not None
            self.items[paragraph] = headed or (len(self.hours) > 1 and paragraph in self.hours)
        return paragraph if self.items[paragraph] else None

    def _near(self, number: int, back: int) -> Iterator[tuple[int, str]]:
        """The lines around a line and of the lead, the likeliest first."""
        lines = self.view.lines
        for other in range(number - 1, max(-1, number - 1 - back), -1):
            if lines[other].paragraph == lines[number].paragraph:
                yield other, "as a sentence before it in its paragraph"
        for other in range(number - 1, max(-1, number - 1 - back), -1):
            yield other, "as a sentence before it"
        for other in range(number + 1, min(len(lines), number + 1 + AHEAD)) if number < HEAD else ():
            yield other, "as a sentence after it"
        for other in range(min(LEAD, len(lines))):
            if other != number:
                yield other, "as the lead"


def _told_by_the_hour(view: View) -> frozenset[int]:
    """The paragraphs that open with an hour and tell a toll: "At 11:50 p.m., two women were wounded …"."""
    suffixes = frozenset(view.language.table("time")["clock_suffixes"])
    found: set[int] = set()
    last = -1
    for line in view.lines:
        opens_paragraph, last = line.paragraph != last, line.paragraph
        if not opens_paragraph or not line.times or not line.frames:
            continue
        first = view.token_at(line.times[0].span.start)
        until = view.token_at(line.times[0].span.end - 1) + 1
        if first - line.sentence.first <= 1 and not suffixes.isdisjoint(view.stems[first:until]):
            found.add(line.paragraph)
    return frozenset(found)


NOTHING = Setting(None, None)


def _tells(view: View, number: int) -> bool:
    """Whether a sentence tells of violence, and of no other time."""
    line = view.lines[number]
    violent = acts(view.language).telling
    told = not violent.isdisjoint(view.stems[line.sentence.first : line.sentence.last])
    return told and not of_another_time(view, number)


def _setting(view: View, number: int) -> Setting:
    return _said(view, number) if view.lines[number].news and _tells(view, number) else NOTHING


def _said(view: View, number: int, *, stretches: bool = False) -> Setting:
    """What a sentence says of time and actor; of times only days, or stretches too."""
    line = view.lines[number]
    said = [said_time(view, line, saying) for saying in line.sayings]
    times = [
        time
        for time in harm_times(view, line)
        if time not in said and _lent(time, stretches) and not told_elsewhere(view, line, time)
    ]
    if not times:
        times = [time for time in said if time is not None and opens(view, line, time)]
    actor = nearest(view, line)
    named = span_of(view.text, view.tokens, actor.np) if actor is not None else None
    return Setting(times[0] if times else None, named)


def _lent(time: TimeExpression, stretches: bool) -> bool:
    """Whether a time tells a day (or a night, a weekend) of its own, that other sentences may share."""
    if time.by_text or stretches:
        return not time.by_text
    period = time.period
    if time.kind == "period" and period.start is not None and period.end is not None:
        return (period.end - period.start).days <= 1
    return time.kind == "point"
