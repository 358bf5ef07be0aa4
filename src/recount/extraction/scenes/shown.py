"""What a line shows of places, whichever claim asks: found once, for the claims of all lines around it."""

from __future__ import annotations

from ..record import Record
from ..view.line import Line
from ..view.view import View
from .ground_words import ground_words
from .places import Place, capitals, find_places, names_of, unled_places


class Shown(Record, frozen=True):
    """The places that a line's words lead to (`led`) or that it names `bare`, the words of the names of the former with
    the level of each, its other capitalised `words` (token indices) with their `stems`.

    `acts` tells that it has a word for an act that a place may give its name to: "the Tell massacre".
    """

    led: list[Place]
    names: dict[str, str]
    words: list[int]
    stems: list[str]
    bare: list[Place]
    acts: bool


def shown_by(view: View, line: Line) -> Shown:
    """What a line shows of places."""
    led = find_places(view, line)
    words = capitals(view, line, led)
    return Shown(
        led,
        names_of(view, led),
        words,
        [view.stems[k] for k in words],
        unled_places(view, line, words),
        not ground_words(view.language).deeds.isdisjoint(view.stems[line.sentence.first : line.sentence.last]),
    )
