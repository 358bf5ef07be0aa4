"""Whom words name again.

By a pronoun ("a boy slept when he was shot"), beside a noun ("a driver, a man of 61"), or as who they were ("identified
the two found dead as a cook and his son").
"""

from __future__ import annotations

from collections.abc import Mapping

from ..counting.counts import Count
from .look import Frame, Look
from .outcomes import Predicate
from .parts import list_gap

FAR = 34
"""So many tokens after the count."""


def named_again(look: Look, at: int, count: Count) -> Frame | None:
    """ "fired several shots at a baker, killing him", "a girl was asleep when a bullet struck her"."""
    if count.phrase.counts != "people" or count.figure.kind not in ("number", "pronoun"):
        return None
    before = look.skip_left(count.first - 1)
    if look.tag(before) in "SW" or look.stem(before) in look.play["clausal"] - {"as"}:
        return None
    acted_on = look.tag(before) in "VEGA" and look.stem(before) not in look.reporting
    clause, said = False, 0
    someone = inside = 0
    for k in range(count.last, min(count.last + FAR, look.s.last)):
        if k < inside:
            continue
        stem, tag = look.stem(k), look.tag(k)
        predicate = look.at_first.get(k)
        if (
            predicate is not None
            and (found := _again(look, at, count, predicate, someone or acted_on, said)) is not None
        ):
            return found
        if not acted_on and tag in "VE" and stem in look.reporting and predicate is None:
            said = k + (look.tag(k + 1) == "N")  # "A woman told police she was shot"
            inside = said + 1
            continue
        if predicate is not None or (tag == "." and look.tokens[k].text != "."):
            if predicate is not None and (predicate.victim != "object" or look.tag(predicate.last) != "."):
                return None
        elif stem in look.play["clausal"] or tag == "S":
            clause = True
        elif (k in look.starts or (stem in look.people and tag == "N")) and look.tag(k - 1) != "P":
            if not clause or someone:
                return None
            someone += 1
            inside = look.s.counts[look.starts[k]].last if k in look.starts else k
        elif tag == ".":
            return None
    return None


def _again(look: Look, at: int, count: Count, predicate: Predicate, others: int, said: int) -> Frame | None:
    """The frame, where a word of harm has the pronoun of the count as its object, or as its passive subject.

    With `others` about, the pronoun of a subject may be theirs; `said` is where those counted are told to say it.
    """
    if predicate.outcome not in ("killed", "injured"):
        return None
    pronoun = look.stem(predicate.last)
    if predicate.victim == "object" and not predicate.passive:
        times = look.stem(predicate.last + 2) == "times"  # "striking her multiple times"
        hers = pronoun == "her" and look.tag(predicate.last + 1) in "NJ#D" and not times
        if pronoun not in look.play["them"] or hers:
            return None
        before = predicate.first - 1
        while look.tag(before) in "RA":
            before -= 1
        another = look.tag(before) in "NO" and before >= count.last and look.stem(before) not in look.play["he"]
        object_of = look.tag(look.skip_left(count.first - 1)) in "VEGPT"
        shared = (
            look.tag(before) == "C" and object_of and not predicate.bare
        )  # "They rounded up eight men and shot them"
        if (look.tag(predicate.first) == "G" or another or shared) and fits(look, count, pronoun):
            dead = look.at_first.get(predicate.last + 1)
            if dead is not None and dead.victim == "state" and dead.outcome == "killed":
                return Frame(at, "killed", dead.first, dead.last, "object", None, predicate.real)  # "shot them dead"
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "object", None, predicate.real)
        return None
    before = predicate.first - 1
    while look.tag(before) in "RA":
        before -= 1
    mine = look.stem(before) in look.play["he"] and before > count.last
    if mine and not others and look.stem(predicate.last - 1) not in look.play["reflexive"]:
        tells = said > 0 and before - 1 == said + (look.stem(before - 1) == "that")
        clausal = tells or look.stem(before - 1) in look.play["clausal"] or look.tag(before - 1) in "SC"
        if clausal and fits(look, count, look.stem(before)):
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject", None, predicate.real)
    return None


def fits(look: Look, count: Count, pronoun: str) -> bool:
    """Whether a pronoun may stand for those whom a count counts."""
    several = pronoun in look.play["they"] or pronoun == "them"
    if several == count.article:
        return False
    if several:
        return count.figure.figure.stated != (1, 1)
    if count.figure.figure.stated != (1, 1) or not count.phrase.heads:
        return False
    noun = look.people.get(look.stem(count.phrase.heads[0]))
    sex = noun.sex if noun is not None else "unknown"
    return sex == "unknown" or sex == ("female" if pronoun in ("she", "her") else "male")


def named_as(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """ "identified the five found dead as a couple and their three sons", "The victims were named as two sisters"."""
    first = at
    while first and list_gap(look.s, range(look.s.counts[first - 1].last, look.s.counts[first].first)):
        first -= 1
    k = look.s.counts[first].first - 1
    if look.stem(k) != "as" or look.s.counts[at].phrase.counts != "people":
        return None
    whole = frames.get(first - 1)
    if whole is not None:
        told = look.s.counts[first - 1]
        named = any(_names(look, j) for j in (*range(max(look.s.first, told.first - 3), told.first), k - 1))
        return Frame(at, whole.outcome, whole.first, whole.last, "part", first - 1, whole.real) if named else None
    noun = k - 1
    if _names(look, noun):  # "The dead have been named as"
        noun -= 1
        while look.tag(noun) in "AR":
            noun -= 1
    elif not any(_names(look, j) for j in range(noun - 3, noun)):  # "named the two victims as"
        return None
    found = look.harmed(noun)
    definite = "D" in (look.tag(noun - 1), look.tag(noun - 2))
    return Frame(at, found.outcome, found.first, found.last, "part") if found is not None and definite else None


def _names(look: Look, k: int) -> bool:
    return look.stem(k) in look.play["identified"] and look.tag(k) in "VEG"


def apposed(look: Look, at: int) -> bool:
    """Whether a count only says more of the one right before it: "A driver, a 61-year-old man, was hit".

    After "a second" it is the other way round, and the first of the two counts nobody.
    """
    return (_beside(look, at) and not _second(look, at - 1)) or (_second(look, at) and _beside(look, at + 1))


def _second(look: Look, at: int) -> bool:
    """Whether a count is of "a second man", "a third victim"."""
    return look.stem(look.s.counts[at].figure.core + 1) in look.play["ordinal"]


def _beside(look: Look, at: int) -> bool:
    """Whether a comma leads from one person to a count of one, another comma or the end from it, and no "and"."""
    if not 0 < at < len(look.s.counts):
        return False
    before, count = look.s.counts[at - 1], look.s.counts[at]
    if not count.article or not {before.figure.figure.stated, count.figure.figure.stated} <= {(1, 1)}:
        return False
    if not count.phrase.heads:
        return False
    between = [look.tag(k) for k in range(before.last, count.first)]
    if _second(look, at - 1):
        if between[:1] != [","] or not set(between) <= set(",RENP"):
            return False  # "a second victim, only identified as a girl"
    elif between == ["P", "O"]:
        return not before.phrase.heads  # "one of them a child"
    elif between[-1:] != [","] or not set(between[:-1]) <= set("NJPDO"):
        return False
    if len(between) > ASIDE:
        return False
    sexes = {
        noun.sex
        for one in (before, count)
        for head in one.phrase.heads[:1]
        if (noun := look.people.get(look.stem(head)))
    }
    if {"male", "female"} <= sexes:
        return False
    end = count.last
    while look.tag(end) in "NJPDE" and end < count.last + ASIDE:
        end += 1
    return look.tag(end) == "." or (look.tag(end) == "," and look.tag(end + 1) not in "CD#")


ASIDE = 7
"""So many words lie at most between two that name one person, and in the second."""
