"""Bearings: land told by a direction within a place that needs no name: "the east of the city", "the city's west"."""

from __future__ import annotations

from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, np_after
from .ground_words import GroundWords

_OF = frozenset(["of"])


def bearing(view: View, line: Line, at: int, known: GroundWords) -> Np | None:
    """The land that begins at `at`: "the east of the city", "the city's west"."""
    tokens, stems = view.tokens, view.stems
    last = line.sentence.last
    if at + 2 >= last or stems[at] != "the":
        return None
    if stems[at + 1] in known.bearings and stems[at + 2] == "of":
        np = np_after(tokens, view.tags, at + 3, last, links=_OF)
        return Np(at, np.last) if np is not None and stems[np.last - 1] in known.grounds else None
    owner = tokens[at + 1].possessive and not tokens[at + 1].capital
    if owner and stems[at + 1].removesuffix("'s").rstrip("s") in known.grounds and stems[at + 2] in known.bearings:
        return Np(at, at + 3)
    return None
