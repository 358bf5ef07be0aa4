"""Whose status bare words borrow: words of harm beside civilian ones, somebody's relatives, tolls told anew."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Claim, Status

from ..counting.counts import Count
from ..counting.traits import traits
from ..counting.victims import Phrase, noun_phrase
from ..harm.frames import Frame
from ..view.line import Line
from ..view.view import View
from ..words.people import people
from ..words.syntax import parts_played


def as_harm_before(view: View, line: Line, count: Count, frame: Frame) -> Status | None:
    """ "341 of the civilian deaths and 219 of the injuries", "the number of civilians killed …, when it recorded 327
    deaths": of whom a word of harm before told, where this one tells of nobody and no others stand between.
    """
    harmed = parts_played(view.language)["harm_nouns"]
    if frame.relation == "toll" or count.figure.kind not in ("number", "pronoun"):
        return None
    heads = [view.stems[k] for k in count.phrase.heads]
    if heads and not harmed.issuperset(heads):
        return None
    bare = (heads or [view.stems[frame.first]])[-1]
    state = not heads and frame.first == count.last and frame.relation in ("subject", "noun")  # "five hurt"
    if not state and bare not in harmed and bare not in parts_played(view.language)["harmed_all"]:
        return None
    known = people(view.language)
    sides = [
        status
        for other in line.sentence.counts
        if other.last <= count.first and other.phrase.heads
        for status in [traits(view.tokens, other.phrase, view.language).status]
    ]
    if any(status in ("state_forces", "armed_group", "mixed") for status in sides):
        return None
    for k in range(count.first - 2, line.sentence.first - 1, -1):
        noun = known.nouns.get(view.stems[k])
        civil = known.words.get(view.stems[k]) == "civilian" or (noun is not None and noun.lemma == "civilian")
        after = known.nouns.get(view.stems[k + 1])
        told = (
            view.stems[k + 1] in harmed or (after is not None and after.lemma in known.harmed) or _harmed(line, k + 1)
        )
        if civil and (told or k + 1 <= frame.first <= k + 2):  # "Civilians reported killed: 6"
            return "civilian"
    return None


def _harmed(line: Line, k: int) -> bool:
    return any(predicate.first == k for predicate in line.predicates)


def as_kin(view: View, line: Line, count: Count) -> Status | None:
    """ "a farmer and his two sons", "two shepherd brothers": relatives are civilians beside one, or where they are told
    of as such. A woman is one by herself: what her sons are is not told.
    """
    play, known = parts_played(view.language), people(view.language)
    head = count.phrase.heads[0]
    noun = known.nouns.get(view.stems[head])
    if noun is None or noun.lemma not in play["kin"]:
        return None
    beside = known.nouns.get(view.stems[head - 1]) if head - 1 >= count.figure.last else None
    if beside is not None and beside.status != "unknown" and not beside.weak:
        return beside.status
    his = count.first if view.stems[count.first] in play["possessive"] else count.first - 1
    if view.stems[his] not in play["possessive"]:
        return None
    for k in range(his - 1, max(line.sentence.first, his - 8) - 1, -1):
        if view.tags[k] in "VSW.":
            return None
        other = known.nouns.get(view.stems[k])
        if other is not None and view.tags[k] == "N":
            return "civilian" if other.status == "civilian" and other.sex != "female" else None
    return None


def as_subject(view: View, line: Line, count: Count) -> Status | None:
    """ "Militants accounted for six of the casualties": whom the subject of such a verb tells of."""
    play = parts_played(view.language)
    k = count.first - 1
    if view.stems[k] in play["bounds_up"] and view.stems[k - 1] in play["accounts"]:
        k -= 1
    elif view.stems[k] not in play["accounts_alone"]:
        return None
    while k > line.sentence.first and view.tags[k] != "N":
        k -= 1
    known = people(view.language)
    nouns = (known.nouns.get(view.stems[j]) for j in range(k, max(line.sentence.first, k - 8) - 1, -1))
    return next((noun.status for noun in nouns if noun is not None and noun.plural), None)


def of_the_harmed(view: View, count: Count) -> bool:
    """ "twelve of the injured", "many of those hurt": nobody is told of but the harmed."""
    here = view.stems[count.figure.last : count.figure.last + 3]
    harmed = parts_played(view.language)["harmed_all"]
    definite = parts_played(view.language)["definite"] | parts_played(view.language)["pointing"]
    at = 2 if len(here) > 2 and here[1] in definite else 1
    return len(here) > at and here[0] == "of" and here[at] in harmed


def none_of(view: View, line: Line, count: Count) -> Status | None:
    """ "None of the students was hurt": of whom nobody was harmed."""
    k = count.figure.last
    if k + 2 >= line.sentence.last or view.stems[k] != "of" or view.tags[k + 1] not in "DO":
        return None
    phrase = noun_phrase(view.tokens, view.tags, k + 2, line.sentence.last, view.language)
    return traits(view.tokens, phrase, view.language).status if phrase.counts == "people" else None


def among_after(view: View, line: Line, count: Count) -> Phrase | None:
    """ "1,517 deaths and 1,032 injuries among civilians": those whom the count joined to this one tells of."""
    counts = line.sentence.counts
    after = next((other for other in counts if other.first >= count.last), None)
    if after is None or after.first - count.last > 1 or view.tags[count.last] not in "C,":
        return None
    k = after.last
    if k + 1 >= line.sentence.last or view.stems[k] not in parts_played(view.language)["among"]:
        return None
    phrase = noun_phrase(view.tokens, view.tags, k + 1, line.sentence.last, view.language)
    return phrase if phrase.counts == "people" else None


SHORT = 10
"""A sentence of so many tokens that ends in a figure says it of those told of in the sentence before."""


def told_anew(
    view: View, line: Line, count: Count, frame: Frame, before: tuple[Claim, Line, Count] | None
) -> Status | None:
    """Of whom the toll told right before was, where one tells it anew or goes on with its parts.

    "Six of them died in Hadar and four in Sumar"; "21 soldiers died; the rebels put the number at 86"; "The ministry
    says nine".
    """
    if before is None or before[0].outcome != frame.outcome or count.phrase.heads:
        return None
    claim, other, counted = before
    if other is line:
        between = view.stems[counted.last : count.first]
        put = not parts_played(view.language)["puts"].isdisjoint(between)
        joined = not counted.phrase.heads and "and" in between and frame.relation != "toll"
        return claim.status if joined or (put and frame.relation in ("toll", "none")) else None
    sentence = line.sentence
    says = sentence.last - sentence.first <= SHORT and sentence.last - count.last <= 1
    near = other.paragraph == line.paragraph and sentence.first - other.sentence.last <= 1
    return claim.status if says and near and view.tags[count.first - 1] == "V" and not line.predicates else None


def skipped(view: View, at: int, stop: int) -> int:
    """The word behind a place or time that stands between a pronoun and its verb: "of the dead in Hadar were"."""
    k = at
    while k < stop and view.tags[k] == "P":
        k += 1
        while k < stop and view.tags[k] in "DNJH#E":
            k += 1
    return k


def that_body(view: View, words: Sequence[int]) -> bool:
    """Whether words are "of the group", "of the organisation": a body that was named before."""
    stems = [view.stems[k] for k in words]
    return len(stems) == 3 and stems[:2] == ["of", "the"] and stems[2] in parts_played(view.language)["that_body"]
