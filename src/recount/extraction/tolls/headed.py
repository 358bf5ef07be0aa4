"""Heads of items: whom a bare number counts ("Regime forces: 87"), or who did it ("Russian forces: 44 civilians").

In a list by those who did it ("distributed by perpetrators as follows:") every head that names a side did it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from recount.model import Status

from ..counting.victims import Phrase
from ..words.people import body_at, people
from ..words.phrases import BULLETS, Np
from ..words.syntax import parts_played

if TYPE_CHECKING:
    from ..counting.counts import Count
    from .view import Line, View

HEAD = 14
"""So many words at most head an item."""

NESTED = 3
"""So many lists may stand in one another."""


def group_of(view: View, line: Line, count: Count) -> tuple[Phrase, Status] | None:
    """The group whose number stands right after its colon, and its status: "· Turkish soldiers: Three"."""
    head = _head(view, line, count)
    if head is None or head.last + 1 != count.first or count.phrase.heads or by_doers(view, line):
        return None
    if count.last < line.sentence.last and view.tags[count.last] not in ".,(:":
        return None  # "Militants shelled Tell: three dead"
    status, heads = _side(view, head)
    return (Phrase(head.first, head.last, heads, "people"), status) if status != "unknown" else None


def doer_of(view: View, line: Line, count: Count) -> Np | None:
    """The head of an item that names who did the harm: "Russian forces: 44 civilians, including 12 children"."""
    head = _head(view, line, count)
    if head is None:
        return None
    status, _ = _side(view, head)
    counts = [other for other in line.sentence.counts if other.first > head.last]
    told = bool(counts) and bool(counts[0].phrase.heads) and counts[0].first <= head.last + 2
    return head if status in ("state_forces", "armed_group", "mixed") and (told or by_doers(view, line)) else None


def by_doers(view: View, line: Line) -> bool:
    """Whether a line stands in a list by those who did the harm: "by the perpetrators as follows:"."""
    words = parts_played(view.language)["headed_by_doers"]
    number = _number(view, line)
    for _ in range(NESTED):
        intro = view.lists.get(number)
        if intro is None:
            return False
        sentence = view.lines[intro].sentence
        if any(view.tokens[k].stem in words for k in range(sentence.first, sentence.last)):
            return True
        number = intro
    return False


def _number(view: View, line: Line) -> int:
    """The number of a line."""
    return bisect_left(view.lines, line.sentence.first, key=lambda other: other.sentence.first)


def _head(view: View, line: Line, count: Count) -> Np | None:
    """The words before the colon that heads a count's line, without a bullet or what a bracket adds."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    while first < count.first and tokens[first].text in BULLETS:
        first += 1
    stop = min(count.first, first + HEAD)
    colon = next((k for k in range(first, stop) if tokens[k].text == ":"), None)
    if colon is None or colon == first or any(tags[k] in "VAEM#" for k in range(first, colon)):
        return None
    return Np(first, colon)


def _side(view: View, head: Np) -> tuple[Status, tuple[int, ...]]:
    """The status of those whom a head names, and the word that tells it; mixed where it names several sides."""
    known = people(view.language)
    told: list[tuple[Status, int]] = []
    for k in range(*head):
        noun = known.nouns.get(view.tokens[k].stem)
        status = (
            body_at(view.tokens, k, head.last, known)
            or known.words.get(view.tokens[k].stem)
            or (noun.status if noun is not None and not noun.weak else None)
        )
        if status is not None and status != "unknown":
            told.append((status, k))
    if not told:
        return "unknown", ()
    strong = [one for one in told if view.tokens[one[1]].stem in known.nouns]
    return (strong or told)[-1][0], ((strong or told)[-1][1],)
