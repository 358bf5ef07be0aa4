"""Relative clauses beside a claim: what they tell is of another noun ("a market that was bombed in 2014").

A time or a war within one is no time of the claim's harm. Where the clause goes on with the attack itself ("an attack
that took place on Monday"), or the claim stands within it, it is not beside the claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Span

from ..counting.counts import Count
from ..harm.look import Frame
from ..language import Language, per_language
from ..view.line import Line
from ..view.view import View
from ..words.syntax import parts_played
from .actors import acts

Stretch = tuple[int, int]
"""A stretch of tokens, its end exclusive."""

_HEAD = 4
"""So many words before a relative clause the noun is sought that it tells of."""


@per_language
def _events(language: Language) -> frozenset[str]:
    """Words of attacks, of harm, and of wars and strife."""
    known, stems = acts(language), language.table("scope")["stems"]
    return known.telling | known.attacks | frozenset(stems["war"]) | frozenset(stems["strife"])


def beside(view: View, line: Line, count: Count, frame: Frame) -> list[Stretch]:
    """The relative clauses of a sentence that tell of something else than the claim's harm."""
    first, last = line.sentence.first, line.sentence.last
    play = parts_played(view.language)
    if play["open_relatives"].isdisjoint(view.stems[first:last]):
        return []
    found: list[Stretch] = []
    k = first + 1
    while k < last - 1:
        if _opens(view, k):
            end = _end(view, k, last)
            inside = any(k <= at < end for at in (count.first, count.last - 1, frame.first))
            if not inside and not _of_the_attack(view, first, k, end):
                found.append((k, end))
                k = end - 1
        k += 1
    return found


def within(view: View, span: Span, stretches: Sequence[Stretch]) -> bool:
    """Whether some words stand within one of some stretches."""
    at = view.token_at(span.start)
    return any(first <= at < last for first, last in stretches)


def _opens(view: View, k: int) -> bool:
    """ "who", "which"; "that" and "where" only right after a noun, "that" before a verb ("a market that was …")."""
    stem, tags = view.stems[k], view.tags
    if stem not in parts_played(view.language)["open_relatives"]:
        return False
    if tags[k] == "W":
        return tags[k - 1] != "P"
    if tags[k - 1] not in "NJH,)":
        return False
    return tags[k] != "D" or tags[k + 1] in "AVEMRX" or view.stems[k] in parts_played(view.language)["relative_of"]


def _end(view: View, k: int, last: int) -> int:
    """Where a relative clause ends: at a mark after its verb, or before the verb of the clause that it stands in.

    Clauses within it belong to it: "which ended a war that had claimed many lives".
    """
    tags = view.tags
    verb = False
    at = k + 1
    while at < last:
        tag = tags[at]
        if tag in '.:"()' or (tag == "," and verb):
            return at
        if verb and at + 1 < last and _opens(view, at):
            at = _end(view, at, last)
            continue
        if tag in "AVEM" and not _attributive(view, at):
            before = at - 1
            while tags[before] in "RX":
                before -= 1
            if verb and tags[before] not in "AVEMTCG,":
                return before + 1
            verb = True
        at += 1
    return last


def _attributive(view: View, at: int) -> bool:
    """ "where displaced families had lived": a participle that tells which noun follows it."""
    tags = view.tags
    return at + 1 < len(tags) and tags[at] == "E" and tags[at + 1] in "NJ" and tags[at - 1] in "DJPSW"


def _of_the_attack(view: View, first: int, k: int, end: int) -> bool:
    """Whether a relative clause tells of an attack or a war, or of something that came to pass."""
    events = _events(view.language)
    at = k - 1
    while at >= max(first, k - _HEAD) and view.tags[at] not in "PDV":
        if view.stems[at] in events:
            return True
        at -= 1
    return not parts_played(view.language)["comes_to_pass"].isdisjoint(view.stems[k + 1 : end])
