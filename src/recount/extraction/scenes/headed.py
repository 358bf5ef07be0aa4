"""Heads of items: whom a bare number counts ("Regime forces: 87"), or who did it ("Russian forces: 44 civilians").

In a list by those who did it ("distributed by perpetrators as follows:") every head that names a side did it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from recount.model import Status

from ..counting.traits import traits
from ..counting.victims import Phrase, noun_phrase
from ..view.lists import titled
from ..words.people import body_at, people
from ..words.phrases import BULLETS, Np, np_after
from ..words.syntax import parts_played

if TYPE_CHECKING:
    from ..counting.counts import Count
    from ..view.line import Line
    from ..view.view import View

HEAD = 24
"""So many words at most head an item."""

NESTED = 3
"""So many lists may stand in one another."""


def group_of(view: View, line: Line, count: Count) -> tuple[Phrase, Status] | None:
    """The group whose number stands right after its colon, and its status: "· Turkish soldiers: Three"."""
    head = _head(view, line, count)
    if head is None or view.tokens[count.first - 1].text != ":" or count.phrase.heads or by_doers(view, line):
        return None
    if count.last < line.sentence.last and view.tags[count.last] not in ".,(:":
        return None  # "Militants shelled Tell: three dead"
    if view.tags[head.first] == "P":
        return None  # "By ground shelling by regime forces: 52"
    status, heads = _side(view, head)
    if status == "unknown" and view.tokens[head.first].capital and view.tokens[head.last - 1].capital:
        status, heads = side_of_title(view, line), (head.last - 1,)
    return (Phrase(head.first, head.last, heads, "people"), status) if status != "unknown" else None


def side_of_title(view: View, line: Line) -> Status:
    """The status that a title within a list gives the names after it: "Other factions", then "Sons of Nahr: 9"."""
    number = _number(view, line)
    if number not in view.lists:
        return "unknown"
    for other in range(number - 1, max(-1, number - TITLED), -1):
        above = view.lines[other]
        if view.lists.get(other) != view.lists.get(number):
            return "unknown"
        if titled(above, above, view.tokens, view.tags):
            return _side(view, Np(above.sentence.first, above.sentence.last))[0]
    return "unknown"


TITLED = 12
"""So many lines back a title within a list is sought."""


def doer_of(view: View, line: Line, count: Count) -> Np | None:
    """Who did the harm of an item: its head ("Russian forces: 44 civilians"), or after "by" ("two by snipers")."""
    after = count.phrase.last if count.phrase.heads else count.last
    if after < line.sentence.last and view.tokens[after].stem == "by":
        return np_after(view.tokens, view.tags, after + 1, line.sentence.last)
    head = _head(view, line, count)
    if head is None:
        return None
    if by_doers(view, line):
        return head
    status, _ = _side(view, head)
    counts = [other for other in line.sentence.counts if other.first > head.last]
    told = bool(counts) and bool(counts[0].phrase.heads) and counts[0].first <= head.last + HEAD
    return head if told and status in ("state_forces", "armed_group", "mixed") else None


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
    if first + 1 < count.first and len(tokens[first].text) == 1 and tokens[first + 1].text in ".)":
        first += 2  # "B. Other parties: …"
    stop = min(count.first, first + HEAD)
    colon = next((k for k in range(first, stop) if tokens[k].text == ":"), None)
    if colon is None or colon == first or any(tags[k] in "VAEM#" for k in range(first, colon)):
        return None
    bracket = next((k for k in range(first + 1, colon) if tags[k] == "("), colon)
    return Np(first, bracket)


def _side(view: View, head: Np) -> tuple[Status, tuple[int, ...]]:
    """The status of those whom a head names, and the word that tells it; mixed where it names several sides."""
    known = people(view.language)
    phrase = noun_phrase(view.tokens, view.tags, head.first, head.last, view.language)
    if (
        phrase.heads
        and phrase.last == head.last
        and (plain := traits(view.tokens, phrase, view.language).status) != "unknown"
    ):
        return plain, (phrase.heads[-1],)
    told: list[tuple[Status, int]] = []
    for k in range(head.first, head.last):
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
