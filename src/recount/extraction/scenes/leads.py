"""Leads: which words lead to a place, where a place without a name is called one, and what is hit that is none."""

from __future__ import annotations

from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np
from .ground_words import GroundWords


def leads_of(stem: str, known: GroundWords) -> bool:
    """Whether "of" after a word leads to a place: "the shelling of Tell", "the town of Tell", "a hall of Tell"."""
    return stem in known.acts or stem in known.kinds or stem in known.regions or stem in known.rooms


def people_hit(view: View, place: Np, lead: str, known: GroundWords) -> bool:
    """ "Raids on the Houthis": a single plural with its article, after an act, is a people."""
    name = view.stems[place.last - 1]
    return (
        (lead in known.struck or lead in known.hits)
        and place.last - place.first == 2
        and view.tags[place.first] == "D"
        and name.endswith("s")
        and not name.endswith(("ss", "us"))
    )


def quarrelled_over(view: View, place: Np, lead: str, last: int, known: GroundWords) -> bool:
    """ "Shots over the Hassan ruling": a name before another noun is what it is about."""
    after = place.last
    if lead != "over" or after >= last or view.tokens[after].capital:
        return False
    return view.tags[after] in "NG" and view.stems[after] not in known.plain


def called(view: View, np: Np, last: int, known: GroundWords) -> int:
    """Where the name of a place without one begins: "in a village called Tell", "in the capital, Tell"; `last` if
    none does."""
    at, stems = np.last, view.stems
    if (stems[at - 1] not in known.grounds and stems[at - 1] not in known.zones) or at + 1 >= last:
        return last
    if stems[at] in known.called:
        return at + 2 if stems[at + 1] == "as" else at + 1
    return at + 1 if stems[at] == "," and view.tokens[at + 1].capital and stems[at - 1] in known.kinds else last


def body_hit(view: View, k: int, last: int, known: GroundWords) -> bool:
    """ "A bullet, striking Hassan in the head": who is hit is no place."""
    stems = view.stems
    for at in range(k + 2, min(last - 2, k + 5)):
        if stems[at] == "in":
            return stems[at + 1] in ("the", "his", "her") and stems[at + 2] in known.body
    return False


def origin(view: View, line: Line, at: int, known: GroundWords) -> bool:
    """Whether the word at `at` leads to where somebody or something comes from, and is not left by those who flee.

    "Two nurses from Tell", "a boy from the town of Tell", "Dana Cole, 31, of Tell".
    """
    stems, tags, first = view.stems, view.tags, line.sentence.first
    k = at
    if stems[at] == "of":
        if at - 2 > first and tags[at - 1] == "," and tags[at - 2] == "#":
            return True
        if stems[at - 1] not in known.kinds:
            return False
        k = at - 2
        while k > first and at - k < KIND and tags[k] in "DNJ":
            k -= 1
    if k < first or stems[k] != "from":
        return False
    whose = k > first and stems[k - 1] in known.actors  # "taken by gunmen from Tell"
    return whose or known.leaving.isdisjoint(stems[max(first, k - LEFT) : k])


KIND = 6
"""So many words at most stand between "from" and "of": "from the New York suburb of Tell"."""

LEFT = 4
"""So many words back from "from" stands who fled."""


def seat(view: View, line: Line, ruler: int, known: GroundWords) -> bool:
    """Whether whoever rules is named for whose somebody is: "soldiers of the government in Tell", not "raids of"."""
    k = ruler - 1
    while k > line.sentence.first + 1 and view.tags[k] in "DJ":
        k -= 1
    whose = view.stems[k] in ("of", "to") and k > line.sentence.first
    return whose and view.stems[k - 1] not in known.attacks
