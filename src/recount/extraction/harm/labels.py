"""Figures that a label or a noun tells: "Killed: 5, wounded: 9", "70 cases of suffocation", "cost ten their lives"."""

from __future__ import annotations

from recount.model import Outcome

from ..counting.counts import Count
from .look import Frame, Look


def labelled(look: Look, at: int, count: Count) -> Frame | None:
    """ "Killed: 5, wounded: 9": a word of harm and a colon right before a figure of nobody else."""
    k = count.first - 2
    if k < look.s.first or look.tokens[k + 1].text != ":" or count.article:
        return None
    outcome = _label(look, k)
    if outcome is None or outcome == "killed_or_injured" or count.phrase.counts not in ("people", "nobody"):
        return None
    if look.stem(k - 1) == "the" and look.stem(k - 2) in look.play["among"]:
        return None  # "Among the dead: two sisters"
    before = look.tag(k - 1) if k > look.s.first else "."
    if before not in ".,;:CRDNJ(#":
        return None
    return Frame(at, outcome, k, k + 1, "noun")


def _label(look: Look, k: int) -> Outcome | None:
    """What the word at `k` tells as a label: "killed", "dead", "injuries"."""
    stem = look.stem(k)
    verb = look.known.verbs.get(stem)
    if verb is not None and verb.victim == "object" and not verb.weak and look.tag(k) == "E":
        return verb.outcome
    told = look.known.states.get(stem) or look.known.counted.get(stem) or look.known.toll_kinds.get(stem)
    if told is None and all(look.tag(j) in ":." for j in range(look.s.first, k)):
        told = look.known.nominal.get(stem, (None,))[0]  # "Kidnapping: 41 people"
    return told


def cases_of(look: Look, at: int, count: Count) -> Frame | None:
    """ "Seventy cases of suffocation": so many suffered it."""
    if not count.phrase.heads or look.stem(count.phrase.heads[0]) not in look.play["cases"]:
        return None
    if look.stem(count.phrase.heads[0] - 1) in look.play["kinds_of_wound"]:  # "treated 40 trauma cases"
        return Frame(at, "injured", count.phrase.heads[0] - 1, count.phrase.heads[0] + 1, "noun")
    k = count.phrase.heads[0] + 2
    found = look.known.nominal.get(look.stem(k)) if look.stem(k - 1) == "of" else None
    return Frame(at, found[0], k, k + 1, "noun") if found is not None else None


def their_lives(look: Look, at: int, count: Count, verb: int) -> Frame | None:
    """ "cost 11 workers their lives": a verb that takes lives, and whose lives after those counted."""
    if look.stem(verb) not in look.known.claims:
        return None
    for k in range(count.phrase.heads[0] if count.phrase.heads else count.last, count.last + 9):
        if look.stem(k) in look.play["owners"] and look.stem(k + 1) in look.play["lives"]:
            return Frame(at, "killed", verb, verb + 1, "object")
        if look.tag(k) not in "NJPDO" and not (look.tag(k) == "C" and look.stem(k + 1) in look.play["one_more"]):
            return None
    return None


def two_harms(look: Look, head: int) -> bool:
    """ "hundreds of deaths and injuries": one figure over two nouns of harm."""
    other = head + 2
    if look.tag(head + 1) != "C" or other in look.starts:
        return False
    outcome = look.known.counted.get(look.stem(other))
    return outcome is not None and {outcome, look.known.counted[look.stem(head)]} == {"killed", "injured"}
