"""Places in the order of their toll, which the sentence before tells: "Nahr came first with 49, then Sumar with 34".

Such a sentence has no word of harm. Neither has one that goes on with the rest: "Deir and Homs recorded six each".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..counting.counts import Count, Sentence
from ..words.syntax import parts_played

if TYPE_CHECKING:
    from .look import Frame

OPENING = 12
"""Within so many words the first place of an order is told."""


def may_rank(sentence: Sentence) -> bool:
    """Whether a sentence may tell places in order: a cheap look, before its counts are sought."""
    play = parts_played(sentence.language)
    opening = sentence.stems[sentence.first : min(sentence.last, sentence.first + OPENING)]
    return "with" in opening and not (play["leads"].isdisjoint(opening) and play["comes"].isdisjoint(opening))


def ranked(
    sentence: Sentence, at: int, framed: Mapping[int, Frame], counting: frozenset[str]
) -> tuple[int, int] | None:
    """The words that lead to a bare number that is a place's share of a toll; None where none do.

    `counting` are the verbs that leave the harm to the sentence before ("recorded").
    """
    count = sentence.counts[at]
    if count.phrase.heads or count.article or count.figure.kind not in ("number", "pronoun"):
        return None
    if not _closes(sentence, count):
        return None
    k = count.first - 1
    if at - 1 in framed:
        return (k, k + 1) if _next_place(sentence, sentence.counts[at - 1], k) else None
    if not framed and _recorded(sentence, k, counting):
        return sentence.first, k + 1
    return (k, k + 1) if not framed and _first(sentence, k) else None


def _closes(sentence: Sentence, count: Count) -> bool:
    end = count.last + (count.last < sentence.last and sentence.stems[count.last] == "each")
    return end >= sentence.last or sentence.tags[end] in ".,C"


def _first(sentence: Sentence, link: int) -> bool:
    """ "Nahr came first with", "Nahr led with", "Nahr topped the list with"."""
    stems, play = sentence.stems, parts_played(sentence.language)
    if stems[link] != "with" or not sentence.tokens[sentence.first].capital:
        return False
    before = range(sentence.first + 1, min(link, sentence.first + OPENING))
    came_first = stems[link - 1] == "first" and stems[link - 2] in play["comes"]
    return came_first or any(stems[k] in play["leads"] and sentence.tags[k] in "VEN" for k in before)


def _recorded(sentence: Sentence, verb: int, counting: frozenset[str]) -> bool:
    """ "Deir and Homs recorded": a place before a verb of counting."""
    return verb > sentence.first and sentence.stems[verb] in counting and sentence.tokens[verb - 1].capital


def _next_place(sentence: Sentence, before: Count, k: int) -> bool:
    """ ", then Sumar with", "and Deir": the name of the next place, and what joins it to the one before."""
    tokens, tags = sentence.tokens, sentence.tags
    end = before.last + (sentence.stems[before.last] == "each")
    name = range(end, k + (sentence.stems[k] != "with"))
    joins = parts_played(sentence.language)["next_in_order"]
    named = [j for j in name if tokens[j].capital and tags[j] in "NJ"]
    return (
        bool(named)
        and tags[end] in ",C"
        and all(j in named or tags[j] in ",C" or tokens[j].stem in joins for j in name)
    )
