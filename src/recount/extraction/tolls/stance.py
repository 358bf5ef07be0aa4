"""Stance: whether a toll is asserted or denied."""

from __future__ import annotations

from recount.model import Span

from ..counting.counts import Count
from ..harm.frames import Frame
from ..harm.harm import harm
from ..view.line import Line
from ..view.view import View

_REACH = 10
"""So many tokens before a word of harm, or its figure, a denial still governs it."""


def denial_of(view: View, line: Line, count: Count, frame: Frame) -> Span | None:
    """The word that denies a toll ("denied killing dozens"); None where none does."""
    denials = harm(view.language).denials
    first = min(count.first, frame.first)
    for k in range(first - 1, max(line.sentence.first, first - _REACH) - 1, -1):
        token = view.tokens[k]
        if token.stem in denials:
            return Span.of(view.text, token.start, token.end)
        if view.tags[k] in '.,"':
            return None
    return None
