"""Some of so many: "one of the two people shot has died", "five of the 17 dead", "ten were shot, one fatally"."""

from __future__ import annotations

from collections.abc import Mapping

from ..counting.counts import Count
from .look import Frame, Look
from .outcomes import Predicate
from .subjects import right


def some_died(look: Look, frames: dict[int, Frame], at: int) -> int | None:
    """Which count tells that of several who were shot some died: "…, one of them fatally"; None where none does."""
    frame, figure = frames[at], look.s.counts[at].figure.figure
    predicate = look.at_first.get(frame.first)
    if predicate is None or frame.outcome != "injured" or (figure.low or 2) < 2:
        return None
    dead = [
        other
        for other in frames.values()
        if other.outcome == "killed"
        and (other.at > at or other.head == at)
        and look.s.counts[other.at].figure.kind != "none"  # "nine were shot, none fatally"
    ]
    for other in dead:
        part = other.relation == "part" and other.head == at
        if part and (predicate.weak or look.stem(other.first) in look.play["fatal"]):
            return other.at
        if not predicate.weak:
            continue
        gerund = look.tag(other.first) == "G" and look.tag(other.first - 1) == ","
        besides = look.tag(other.first) == "E" and look.at_first.get(other.first, predicate).bare
        if gerund or not (besides or look.s.counts[other.at].phrase.heads):
            return other.at  # but "ten were shot and one killed" tells of eleven
        if _one_of_the(look, at, other):
            return other.at
    return None


def _one_of_the(look: Look, at: int, other: Frame) -> bool:
    """ "Three men were shot, and one of the men died": the same noun, with a definite article."""
    first, later = look.s.counts[at].phrase.heads, look.s.counts[other.at]
    k = later.figure.last
    if not first or not later.phrase.heads or look.stem(k) != "of" or look.tag(k + 1) != "D":
        return False
    nouns = [look.people.get(look.stem(head)) for head in (first[0], later.phrase.heads[0])]
    return None not in nouns and (nouns[0] == nouns[1] or look.stem(later.phrase.heads[0]) == "victims")


def of_so_many(look: Look, at: int, k: int) -> Frame | None:
    """ "Five of the 17 dead were schoolgirls": a part of the count that begins at `k`; or "had died": killed."""
    found = look.harmed(k)
    whole = look.starts[k]
    if said_of_some(look, whole):
        return None
    if found is None or found.first > look.s.counts[whole].last + 1 or whole == at or look.s.counts[at].article:
        return None
    later = _died_after(look, found)
    if later is not None and found.outcome != "killed":
        return Frame(at, later.outcome, later.first, later.last, "part", whole, later.real)
    own = right(look, at, look.s.counts[at]) if found.outcome == "killed_or_injured" else None
    if own is not None:  # "one of the three victims is in critical condition"
        found = Predicate(own.first, own.last, own.outcome, "state")
    return Frame(at, found.outcome, found.first, found.last, "part", whole)


def said_of_some(look: Look, whole: int) -> bool:
    """ "one of its two pilots was killed": the count `whole` only says of how many; "two of the 25 killed were" not."""
    count = look.s.counts[whole]
    k = look.skip_left(count.first - 1)
    if not count.phrase.heads or look.stem(k) != "of" or not any(other.figure.last == k for other in look.s.counts):
        return False
    if look.stem(count.phrase.heads[-1]) in look.known.counted:
        return False
    predicate = look.at_first.get(count.last)
    if predicate is None:
        return look.tag(count.last) == "A"
    if predicate.outcome == "injured" and _died_after(look, predicate) is not None:
        return False  # "one of five people wounded on Saturday died"
    verb = next((k for k in range(predicate.last, predicate.last + 8) if look.tag(k) not in "PNDJHR#"), predicate.last)
    return look.stem(verb) not in look.play["be"] | look.play["have"]


def _died_after(look: Look, told: Predicate) -> Predicate | None:
    """The death that a sentence tells after a wound, in the same clause: "of five wounded in the raid … died"."""
    for k in range(told.last, min(told.last + CLAUSE, look.s.last)):
        later = look.at_first.get(k)
        if later is not None and later.outcome == "killed" and later.victim != "object":
            return later
        if look.tag(k) in '.",S':
            return None
    return None


CLAUSE = 12
"""So many words after a wound its clause may tell the death."""


def of_so_many_things(look: Look, at: int, count: Count) -> bool:
    """ "18 of the 31 lorries were struck": some of so many things."""
    follow = look.s.counts[at + 1]
    if follow.first - count.figure.last > 3 or not follow.phrase.heads:
        return False
    of = any(look.stem(k) == "of" for k in range(count.figure.last - 2, follow.first))
    things = follow.phrase.counts in ("unknown", "things") and not look.tokens[follow.phrase.heads[-1]].capital
    return of and things


def most_there(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """ "killed 90 rebels, most in Nahr": where most of those were whom the count right before tells."""
    count, whole = look.s.counts[at], frames.get(at - 1)
    most = count.figure.kind == "vague" and not count.phrase.heads and look.stem(count.first) == "most"
    if whole is None or not most or look.tag(count.first - 1) != "," or look.tag(count.last) != "P":
        return None
    return Frame(at, whole.outcome, whole.first, whole.last, "part", at - 1, whole.real)
