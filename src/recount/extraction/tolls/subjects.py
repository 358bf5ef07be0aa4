"""What is said of a count to its right: a passive, a death, a state, wounds, flight."""

from __future__ import annotations

from typing import Literal

from recount.model import Outcome

from ..counting.counts import Count
from .look import REACH, Frame, Look
from .outcomes import Predicate


def right(look: Look, at: int, count: Count) -> Frame | None:
    """What is said of the count: a passive, a death, a state, wounds."""
    if count.phrase.counts == "unknown" and not look.plausible(count):
        return None
    complement = inside(look, count)
    relative = 0
    be = acted = False
    k = count.last
    stop = min(look.s.last, k + REACH)
    while k < stop:
        predicate = look.at_first.get(k)
        if predicate is not None:
            kind = takes(look, count, predicate, be, k)
            if complement and not relative and not reduced(look, count, k):
                return None
            if acted and kind == "yes" and predicate.bare and not predicate.passive and predicate.victim == "object":
                return None  # "gathered to mourn a man killed …"
            if kind == "yes" and (later := later_death(look, count, predicate, k)) is not None:
                return Frame(at, later.outcome, later.first, later.last, "subject", None, later.real)
            if kind == "yes":
                return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject", None, predicate.real)
            if kind == "no" and not relative:
                return None
            relative = 0
            k = predicate.last
            be = False
            continue
        other = look.starts.get(k)
        if other is not None:
            if not relative and look.tag(k - 1) not in ",CPDG:TEO" and not listed(look, k):
                return None
            k = look.s.counts[other].last
            continue
        tag, stem = look.tag(k), look.stem(k)
        suffered = suffers(look, k, be) if not complement or relative or reduced(look, count, k) else None
        if suffered is not None:
            return Frame(at, suffered, k, k + 1, "subject", None, look.real(k))
        if tag == "W":
            relative += 1
        elif tag == "A":
            be = be or stem in look.play["be"]
        elif tag == "M":
            pass
        elif tag == "E" and relative and not be and look.tag(k - 1) == "W":
            relative -= 1  # "who survived a shooting"
        elif tag == "G" and be and not relative and look.tag(k - 1) == "A" and k > count.last + 1:
            return None  # "is speaking about …"
        elif tag == "E" and not be and not relative and look.tag(k + 1) in "PT":
            acted = True
        elif tag == "E" and be and stem not in look.play["raising"]:
            if relative:
                relative -= 1
                be = False
            elif not joined_harm(look, k):
                return None
        elif tag == "V" and stem not in look.play["raising"]:
            if not relative:
                return None
            relative -= 1
        elif (
            tag == "S"
            or (stem == "as" and look.stem(k + 1) not in look.play["as_goes_on"] and look.tag(k - 1) != "E")
            or stem in look.play["says"]
            or (tag == ":" and look.tokens[k].text in ":|")
            or tag == "."
            or (tag == "H" and look.tag(k + 1) in "DN" and not relative and look.tag(k + 2) not in "A")
            or (tag == "O" and stem not in look.play["no_subjects"] and not relative)
        ):
            return None
        k += 1
    return None


def later_death(look: Look, count: Count, predicate: Predicate, k: int) -> Predicate | None:
    """ "A man injured in a shooting has died": what a reduced participle tells gives way to the main verb."""
    if predicate.outcome != "injured" or predicate.passive or k != count.last or not count.article:
        return None
    for later in look.predicates:
        if later.first > predicate.last and later.victim == "subject" and look.tag(later.first - 1) in "AR":
            between = range(predicate.last, later.first)
            broken = any(look.tag(j) in '.SV,"' or j in look.starts or _new_clause(look, j) for j in between)
            return None if broken else later
    return None


def _new_clause(look: Look, j: int) -> bool:
    """Whether a conjunction joins more than two names or things: a verb follows it."""
    return look.tag(j) == "C" and look.tag(j + 1) not in "ND#"


def inside(look: Look, count: Count) -> bool:
    """Whether the count is no subject: a complement ("the mother of a boy") or another verb's object."""
    k = look.skip_left(count.first - 1)
    tag, stem = look.tag(k), look.stem(k)
    if look.stem(k + 1) == "that":
        return False
    if tag == "A" and stem in look.play["be"] and count.article:
        return True  # "his father was a trader, and the family fled"
    if tag == "P":
        return stem in look.play["complement"]
    return tag in "VEG" and stem not in look.reporting and k not in look.ends


def reduced(look: Look, count: Count, k: int) -> bool:
    """Whether what stands at `k` follows the count directly, or over words like "believed" and "newly"."""
    return all(
        look.stem(j) in look.play["raising"] or look.tag(j) in "R" or look.stem(j) == "being"
        for j in range(count.last, k)
    )


def listed(look: Look, k: int) -> bool:
    """Whether the count at `k` follows another count's phrase directly: lists in texts without commas."""
    return any(count.last == k for count in look.s.counts)


def joined_harm(look: Look, k: int) -> bool:
    """ "were hit and killed": a participle joined with a word of harm."""
    return any(
        look.stem(j) == "and" and (j + 1 in look.at_first or j + 2 in look.at_first)
        for j in range(k + 1, min(k + 4, look.s.last))
    )


def takes(look: Look, count: Count, predicate: Predicate, be: bool, k: int) -> Literal["yes", "no", "skip"]:
    """Whether a predicate to the right is said of the count."""
    if predicate.victim == "subject":
        return "yes"
    if predicate.victim == "state":
        return "yes" if be or k - count.last <= 1 or predicate.passive else "skip"
    if predicate.passive or (be and look.tag(predicate.first) == "E"):
        return "yes"
    if predicate.bare:
        return "yes"
    if look.tag(k) == "E" and k == count.last and not count.article:
        follow = look.starts.get(predicate.last)
        if follow is not None and look.adjacent_own(look.s.counts[follow]):
            return "yes"
    return "no"


def suffers(look: Look, k: int, be: bool) -> Outcome | None:
    """ "suffered wounds", "in critical condition", "was hit in the leg"."""
    stem = look.stem(k)
    for group in look.known.suffer:
        if stem in group.verbs:
            for j in range(k + 1, min(k + 8, look.s.last)):
                if look.tag(j) in ".":
                    break
                if look.stem(j) in group.nouns:
                    return group.outcome
    for group in look.known.flights:
        if stem in group.verbs and look.tag(k) in "VEG":
            for j in range(k + 1, min(k + 6, look.s.last)):
                if look.tag(j) in ".":
                    break
                if look.stem(j) in group.nouns and (not group.goals or be):
                    return group.outcome
    return None
