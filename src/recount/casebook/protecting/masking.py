"""One text with stretches of it hidden: each gives way to a mark, and every span stands in what is then there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from recount.model import Span


class Hiding(NamedTuple):
    """A stretch of a text (end exclusive) and the mark that stands in its place."""

    start: int
    end: int
    mark: str


class Masked:
    """A text in which stretches are hidden. Their length does not show: every mark is as long as its label."""

    def __init__(self, text: str, hidings: Iterable[Hiding]) -> None:
        self.hidden = _merged(text, hidings)
        parts: list[str] = []
        self._new: list[int] = []
        at = made = 0
        for one in self.hidden:
            parts += [text[at : one.start], one.mark]
            made += one.start - at
            self._new.append(made)
            made += len(one.mark)
            at = one.end
        self.text = "".join((*parts, text[at:]))
        self._starts = [one.start for one in self.hidden]

    def span(self, span: Span) -> Span:
        """Where a span's words now stand; one that touches a hidden stretch takes in its mark."""
        return Span.of(self.text, self._moved(span.start, first=True), self._moved(span.end, first=False))

    def touched(self, span: Span) -> str:
        """The mark that stands in a span, or in which it stands; empty where there is none."""
        at = bisect_right(self._starts, max(span.start, span.end - 1)) - 1
        while at >= 0 and self.hidden[at].end > span.start:
            if self.hidden[at].start < span.end:
                return self.hidden[at].mark
            at -= 1
        return ""

    def _moved(self, place: int, *, first: bool) -> int:
        at = bisect_right(self._starts, place if first else place - 1) - 1
        if at < 0:
            return place
        one = self.hidden[at]
        if place < one.end or (not first and place == one.end):
            return self._new[at] + (0 if first else len(one.mark))
        return self._new[at] + len(one.mark) + place - one.end


def _merged(text: str, hidings: Iterable[Hiding]) -> list[Hiding]:
    """The stretches in order; those that overlap, or have one mark and no word between them, as one."""
    made: list[Hiding] = []
    for one in sorted(hidings, key=lambda each: (each.start, -each.end, each.mark)):
        if made:
            last = made[-1]
            between = text[last.end : one.start]
            joined = one.mark == last.mark and not any(char.isalnum() or char == "\n" for char in between)
            if one.start < last.end or joined:
                made[-1] = Hiding(last.start, max(last.end, one.end), last.mark)
                continue
        made.append(one)
    return made
