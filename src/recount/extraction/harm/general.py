"""Harm that is no claim: what happens all the time, captivity that has ended, getting away from a crime."""

from __future__ import annotations

from ..counting.counts import Count
from .look import Frame, Look
from .unhappened import near_harm, unhappened


def no_claim(look: Look, count: Count, frame: Frame) -> bool:
    """Whether a frame tells nothing that is a claim."""
    if frame.outcome in ("abducted", "missing") and frame.relation != "object" and released(look, count, frame):
        return True
    if habitual(look, frame) or gets_away(look, count, frame) or defined(look, count):
        return True
    if spared(look, count) or of_a_crime(look, count, frame):
        return True
    return near_harm(look) and unhappened(look, count, frame)


def defined(look: Look, count: Count) -> bool:
    """ "A mass shooting is defined as one in which four or more are killed": no event at all."""
    return not look.known.general.defining.isdisjoint(look.s.stems[look.s.first : count.first])


def spared(look: Look, count: Count) -> bool:
    """ "We don't have a dozen dead": whom nobody has is not dead."""
    k = look.skip_left(count.first - 1)
    return look.stem(k) in look.play["have"] and (look.tag(k - 1) == "X" or look.stem(k - 1) in look.play["have_not"])


def of_a_crime(look: Look, count: Count, frame: Frame) -> bool:
    """ "guilty of killing two or more people": so many or more after a gerund say what a crime is."""
    more = count.figure.figure.modifier == "at_least" and look.stem(count.figure.last - 1) == "more"
    return more and look.stem(frame.first).endswith("ing") and look.stem(frame.first - 1) in look.play["charged"]


def habitual(look: Look, frame: Frame) -> bool:
    """ "kills thousands each year", "Every day, 96 people die of it": the present tense and a frequency."""
    general = look.known.general
    verb = frame.first
    if look.stem(verb) not in general.verbs:
        while look.tag(verb - 1) in "AR" and look.stem(verb - 1) not in general.verbs:
            verb -= 1
        verb -= 1
        if look.stem(verb) not in general.verbs or look.tag(verb) != "A" or look.tag(frame.first) != "E":
            return False
    return any(
        look.stem(k) in general.words
        or (look.stem(k) in general.frequencies and look.stem(k + 1) in general.times and look.tag(k - 1) != "P")
        for k in range(look.s.first, look.s.last)
    )


def gets_away(look: Look, count: Count, frame: Frame) -> bool:
    """ "Both men fled", "several people fled the scene": no flight of the displaced."""
    known = look.known.getaway
    verb = look.known.verbs.get(look.stem(frame.first))
    if frame.outcome == "displaced" and look.stem(frame.first) in look.play["crosses"]:
        return _no_refugees(look, count)
    if frame.outcome != "displaced" or verb is None or verb.victim != "subject":
        return False
    for k in range(frame.last, min(frame.last + 6, look.s.last)):
        if look.stem(k) in known.goals:
            return True
        if look.tag(k) in ".,CSW":
            break
    high = count.figure.figure.high
    noun = look.people.get(look.stem(count.phrase.heads[0])) if count.phrase.heads else None
    return high is not None and high <= known.few and (noun is None or noun.lemma in known.who)


def _no_refugees(look: Look, count: Count) -> bool:
    """Whether those who cross a border do not flee: a few, or forces ("Two gunmen crossed into Tell")."""
    high = count.figure.figure.high
    noun = look.people.get(look.stem(count.phrase.heads[-1])) if count.phrase.heads else None
    armed = noun is not None and noun.status in ("state_forces", "armed_group")
    return armed or count.phrase.counts != "people" or (high is not None and high <= look.known.getaway.few)


def released(look: Look, count: Count, frame: Frame) -> bool:
    """ "freed 21 of the girls", "the release of four hostages", "twelve hostages were freed": no longer held."""
    k = look.skip_left(count.first - 1)
    if look.stem(k) == "of":
        k -= 1
        if look.stem(k) in look.known.releases:
            return True
    let_go = look.stem(k) == "let" and "go" in look.s.stems[count.last : min(count.last + 6, look.s.last)]
    if look.stem(k) in look.known.released or let_go:
        return True
    of_those = look.stem(count.figure.last) == "of" and frame.first >= count.last  # "Nine of the 40 seized were freed"
    start = frame.last if of_those else count.last
    for j in range(start, min(start + (FAR if of_those else NEAR), look.s.last)):
        if look.stem(j) in look.known.escapes:
            return True
        if look.stem(j) == "found" and look.tag(j - 1) == "A" and frame.outcome == "missing":
            return True  # "one of the missing girls was found"
        if look.stem(j) in look.known.released:
            return look.tag(j - 1) in "AR"
        if look.tag(j) in ".,CSW":
            return False
    return False


NEAR, FAR = 8, 16
"""So many words after those held, or after what befell those of whom they are some, their release may be told."""


def lamented(look: Look, count: Count) -> bool:
    """ "the funeral of the five victims", "mourned the 12 victims": whom these lament is dead."""
    k = look.skip_left(count.first - 1)
    if look.tag(k) == "P":
        k -= 1
    return look.stem(k) in look.known.mourned
