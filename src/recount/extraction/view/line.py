"""A line: one sentence of a report with what was found in it."""

from __future__ import annotations

from ..calendar.when import TimeExpression
from ..counting.counts import Sentence
from ..harm.look import Frame
from ..harm.outcomes import Predicate
from ..record import Record
from ..sayings.saying import Saying


class Line(Record, frozen=True):
    """One sentence with what was found in it; `paragraph` counts the text's lines, `news` is False in navigation."""

    sentence: Sentence
    frames: tuple[Frame, ...]
    predicates: tuple[Predicate, ...]
    sayings: tuple[Saying, ...]
    times: tuple[TimeExpression, ...]
    paragraph: int
    news: bool

    def number(self, frame: Frame, *, least: bool = False) -> int | None:
        """The exact number of people that a frame counts; with `least` also one that is said to be at least so many."""
        figure = self.sentence.counts[frame.at].figure.figure
        return figure.low if figure.modifier == "exact" or (least and figure.modifier == "at_least") else None

    def only_shot(self, frame: Frame) -> bool:
        """Whether a frame only says that somebody was shot or hit, and not whether he lives."""
        if frame.outcome != "injured":
            return False
        return any(one.weak and one.first <= frame.first < one.last for one in self.predicates)
