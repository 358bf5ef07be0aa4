"""Counts that neither a verb nor a toll tells: "the dead numbered 300", "the rebels lost two", "the fate of 40"."""

from __future__ import annotations

from collections.abc import Mapping

from recount.model import Outcome

from ..counting.counts import Count
from .look import REACH, Frame, Look


def further(look: Look, at: int, count: Count) -> Frame | None:
    """What is told of a count by none of the commoner ways."""
    k = look.skip_left(count.first - 1)
    return (
        added(look, at, count, k)
        or lost_men(look, at, count, k)
        or lost_kin(look, at, count, k)
        or lost_lives(look, at, count)
        or fate_of(look, at, count, k)
        or harmed_numbered(look, at, count, k)
        or harmed_apposed(look, at, count)
        or whose_wounds(look, at, count)
        or said_before(look, at, count)
        or themselves(look, at, count)
    )


def themselves(look: Look, at: int, count: Count) -> Frame | None:
    """ "A boy came across a gun and shot himself": a further verb of the same subject, done to himself."""
    one = count.figure.figure.stated == (1, 1)
    if count.phrase.counts != "people" or look.tag(look.skip_left(count.first - 1)) not in ".,":
        return None
    for k in range(count.last, min(count.last + REACH, look.s.last)):
        predicate = look.at_first.get(k)
        if predicate is not None:
            own = look.stem(predicate.last - 1) in look.play["reflexive"]
            joined = look.tag(k - 1) == "C" or (
                (look.tag(k - 1) == "R" or _then(look, k - 1)) and look.tag(k - 2) == "C"
            )
            if not own or not joined or one == (look.stem(predicate.last - 1) == "themselves"):
                return None
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject", None, predicate.real)
        if look.tag(k) in ".W" or (look.tag(k) == "S" and not _then(look, k)) or look.stem(k) in look.play["he"]:
            return None
        if (
            k in look.starts
            or look.stem(k) in look.play["clausal"]
            or (look.tag(k) in "VE" and look.stem(k) in look.reporting)
        ):
            return None
    return None


def _then(look: Look, k: int) -> bool:
    return look.stem(k) == "then"


def whose_wounds(look: Look, at: int, count: Count) -> Frame | None:
    """ "a civilian whose wounds were being dressed", "whose leg had been torn off": who has wounds is hurt."""
    k = count.last + 1
    k += look.tag(k) == "J"
    if count.phrase.counts != "people" or look.stem(count.last) != "whose":
        return None
    torn = look.stem(k) in look.play["limbs"] and not look.play["torn"].isdisjoint(
        look.s.stems[k + 1 : min(k + 5, look.s.last)]
    )
    if look.stem(k) not in look.play["wounds"] and not torn:
        return None
    return Frame(at, "injured", k, k + 1, "subject")


def said_before(look: Look, at: int, count: Count) -> Frame | None:
    """ "Only fighters had died: 24 members of the militia": how many a word of harm right before a colon befell.

    Likewise "The dead are distributed as follows: 12 civilians …".
    """
    if look.tokens[count.first - 1].text != ":" or count.phrase.counts != "people":
        return None
    if look.stem(count.first - 2) == "follows" and (outcome := _opens_with(look, count.first)) is not None:
        return Frame(at, outcome, look.s.first, look.s.first + 2, "noun")
    predicate = look.at_last.get(count.first - 1)
    if predicate is None:
        return None
    suffered = predicate.passive or (predicate.victim == "subject" and look.tag(predicate.first) in "VE")
    return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject") if suffered else None


def harmed_numbered(look: Look, at: int, count: Count, k: int) -> Frame | None:
    """ "Deaths passed 300", "the dead numbered 300", "put the dead at four": a noun of those harmed and how many."""
    if count.article or count.phrase.counts not in ("nobody", "people") or count.figure.kind == "none":
        return None
    j = k
    if look.stem(k) == "at":
        j = _before_place(look, k - 2) if look.stem(k - 1) == "alone" else k - 1
    else:
        while (
            j > look.s.first
            and (look.tag(j) in "VER" or look.stem(j) in look.play["numbered"])
            and not (look.stem(j) in look.known.toll_kinds and look.tag(j - 1) == "D")
        ):
            j -= 1
    if look.stem(j) not in look.known.toll_kinds and j < k:
        j = _subject_noun(look, j)
    outcome = look.known.toll_kinds.get(look.stem(j))
    if outcome is None or j == k or any(one.first <= j < one.last for one in look.s.counts):
        return None
    described = look.tag(j - 1) in "JN" and look.tag(j - 2) == "D"  # "the civilian dead"
    definite = described or look.tag(j - 1) == "D"
    if not definite and (look.tag(j) != "N" or look.stem(j) not in look.known.counted):
        return None
    if look.stem(k) == "at":
        puts = j - 1 - definite - described
        while look.tag(puts) in "JN" and puts > j - 5:
            puts -= 1
        if look.stem(puts) not in look.play["puts"] and not _put_before(look, j - definite - described):
            return None
    elif not any(look.stem(i) in look.known.toll_links | look.play["numbered"] for i in range(j + 1, k + 1)):
        return None
    return Frame(at, outcome, j, j + 1, "toll")


def _opens_with(look: Look, end: int) -> Outcome | None:
    """The outcome of the definite noun of those harmed that opens a sentence: "The dead", "The fatalities"."""
    definite = look.stem(look.s.first) == "the" and look.s.first + 2 < end
    return look.known.toll_kinds.get(look.stem(look.s.first + 1)) if definite else None


def _subject_noun(look: Look, j: int) -> int:
    """ "Casualties among civilians since May have reached": where the noun of harm opens the subject; `j` else."""
    first = look.s.first
    near = (
        look.stem(first) in look.known.counted and look.stem(first + 1) in look.play["among"] and j - first <= SUBJECT
    )
    return first if near and all(look.tag(k) in "NJDPH#" for k in range(first + 1, j + 1)) else j


SUBJECT = 8
"""So many words at most stand between a noun of harm and the verb that leads to its figure."""


def _before_place(look: Look, k: int) -> int:
    """The word before "in Tell" that ends at `k`, if such words do: "deaths in Tell alone at 300"."""
    j = k
    while look.tag(j) in "NJD#" and j > k - 6:
        j -= 1
    return j - 1 if j < k and look.stem(j) in look.play["placing"] else k


def harmed_apposed(look: Look, at: int, count: Count) -> Frame | None:
    """ "The dead, four soldiers and a cook, were flown home": who they are, right after a noun of those harmed."""
    if count.phrase.counts != "people":
        return None
    k = count.first - 1
    for other in reversed(look.s.counts[:at]):
        if look.tag(k) not in "C," or look.tag(other.last) not in "C," or other.last not in (k, k - 1):
            break
        k = other.first - 1
    outcome = look.known.toll_kinds.get(look.stem(k - 1))
    if look.tag(k) != "," or outcome is None or look.tag(k - 2) != "D":
        return None
    return Frame(at, outcome, k - 1, k, "part")


def _put_before(look: Look, k: int) -> bool:
    """ "put fatalities at 40 and the wounded at 120"."""
    return look.tag(k - 1) == "C" and any(
        look.stem(j) in look.play["puts"] for j in range(k - 2, max(look.s.first, k - 12), -1)
    )


def lost_men(look: Look, at: int, count: Count, k: int) -> Frame | None:
    """ "The rebels lost two": so many of the force right before the verb; but "the team lost two"."""
    if look.stem(k) not in look.play["loses"] or count.phrase.counts != "nobody" or count.figure.kind != "number":
        return None
    if look.tag(count.last) not in ".,CP;":
        return None
    owned_up = look.tag(k) == "G" and look.stem(k - 1) in look.play["suffers"]  # "The rebels admitted losing two"
    subject = look.stem(k - 1 - (look.tag(k - 1) in "AR" or owned_up))
    noun = look.people.get(subject)
    force = noun is not None and noun.status in ("state_forces", "armed_group")
    if not force and subject not in look.play["forces"]:
        return None
    return Frame(at, "killed", k, k + 1, "object", None, look.real(k))


def fate_of(look: Look, at: int, count: Count, k: int) -> Frame | None:
    """ "The fate of 40 others remains unknown", "contact was lost with nine soldiers"."""
    if look.stem(k) == "with" and look.stem(k - 1) == "lost":
        contact = any(look.stem(j) in look.play["contact"] for j in range(max(look.s.first, k - 5), k - 1))
        return Frame(at, "missing", k - 1, k, "nominal") if contact else None
    if look.stem(k) != "of" or look.stem(k - 1) not in look.play["fate"]:
        return None
    if count.phrase.counts not in ("people", "nobody"):
        return None  # "the fate of three villages"
    for j in range(count.last - 1, min(count.last + 14, look.s.last)):
        if look.stem(j) in look.play["unknown"]:
            return Frame(at, "missing", k - 1, k, "nominal")
    return None


def added(look: Look, at: int, count: Count, k: int) -> Frame | None:
    """ "60 people died, as well as ten rebels", "in addition to ten rebels": the same befell them."""
    pair = f"{look.stem(k - 1)} {look.stem(k)}"
    if pair not in look.play["added"] and look.stem(k) not in look.play["added"]:
        return None
    if count.phrase.counts != "people" or look.tag(count.last) in "EAVM" or look.adjacent_own(count):
        return None
    for j in range(k, max(look.s.first, k - 14), -1):
        predicate = look.at_last.get(j)
        if predicate is not None:
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "subject", None, predicate.real)
        if look.tag(j) in ".SW" or look.tokens[j].text == ";":
            return None
    return None


def lost_lives(look: Look, at: int, count: Count) -> Frame | None:
    """ "22 lives were lost", "the lives of 61 civilians have been lost": none is taken, but lost they are."""
    k = count.last
    if look.stem(count.first - 1) == "of" and look.stem(count.first - 2) in look.play["lives"]:
        verb = next((j for j in range(k, min(k + 4, look.s.last)) if look.tag(j) not in "AR"), k)
        lost = verb > k and look.stem(verb) in look.play["lost_lives"] and look.tag(verb) == "E"
        return Frame(at, "killed", verb, verb + 1, "subject", None, look.real(verb)) if lost else None
    if count.article or not count.phrase.heads or look.stem(count.phrase.heads[-1]) not in look.play["lives"]:
        return None
    while look.tag(k) in "AR" and k < count.last + 4:
        k += 1
    if k == count.last or look.stem(k) not in look.play["loses"] or look.tag(k) != "E":
        return None
    return Frame(at, "killed", k, k + 1, "subject", None, look.real(k))


def lost_kin(look: Look, at: int, count: Count, k: int) -> Frame | None:
    """ "I lost my wife and three children", "the battle cost the army 300 men": whom a loss or a price names."""
    if count.phrase.counts not in ("people", "nobody"):
        return None
    head = look.stem(count.phrase.heads[-1]) if count.phrase.heads else look.stem(count.last)
    if look.stem(k) in look.play["joins"]:
        j = k - 1
        while look.tag(j) in "NJ" and j > k - 4:
            j -= 1
        loses = look.tag(j) == "D" and look.stem(j - 1) in look.play["loses"] and head in look.people
        return Frame(at, "killed", j - 1, j, "object", None, look.real(j - 1)) if loses else None
    j = k
    while look.tag(j) in "NDJC" and j > k - 8 and look.stem(j) not in look.play["costs"]:
        j -= 1
    if j == k or look.stem(j) not in look.play["costs"] or not any(head in light.nouns for light in look.known.lights):
        return None
    return Frame(at, "killed", j, j + 1, "object", None, look.real(j))


def by_adverb(look: Look, at: int, frames: dict[int, Frame]) -> Frame | None:
    """ "Five were hurt, one critically", "2 shot, 1 fatally": an adverb alone tells what befell some of them."""
    count = look.s.counts[at]
    outcome = look.known.adverbs.get(look.stem(count.last)) if count.phrase.counts == "nobody" else None
    if outcome is None and (state := _critical(look, count)) is not None:
        return state._replace(at=at)
    last = max((other for other in frames if other < at), default=None)
    if outcome is None or last is None or look.tag(count.last + 1) not in ",.:CP":
        return None
    before = frames[last]
    if before.outcome in ("injured", "killed_or_injured"):
        return Frame(at, outcome, count.last, count.last + 1, "part", last, before.real)
    told = max(before.last, look.s.counts[last].last)
    if before.outcome == "killed" and look.stem(count.last) in look.play["conditions"]:
        return Frame(
            at, outcome, count.last, count.last + 1, "subject", None, before.real
        )  # "one dead and another critical"
    between = [predicate for predicate in look.predicates if told <= predicate.first < count.first]
    if not between or between[-1].outcome != "injured":
        return None
    return Frame(at, outcome, count.last, count.last + 1, "subject", None, before.real)  # "and others hurt, two badly"


def _critical(look: Look, count: Count) -> Frame | None:
    """ "Woman, 2 children critical after crash": a headline's state right after those it is of."""
    k = count.last
    state = count.phrase.counts == "people" and look.stem(k) in look.play["conditions"]
    after = look.stem(k + 1) in look.play["clausal"] or look.tag(k + 1) in ".,"
    return Frame(0, "injured", k, k + 1, "subject") if state and after and not count.article else None


def in_hospital(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """ "leaving 12 people dead and 48 in hospital": where they lie tells that they are hurt.

    But in "Eight died at once and two more later in hospital" where they died.
    """
    count = look.s.counts[at]
    at_ward = count.last
    while look.tag(at_ward) in "RH" or look.stem(at_ward) in look.play["beyond"]:
        at_ward += 1
    k = at_ward + 1 + (look.tag(at_ward + 1) == "D")
    closes = look.tag(k + 1) in ".,C" or look.stem(k + 1) in look.play["clausal"]
    if look.stem(at_ward) not in ("in", "at") or look.stem(k) not in look.known.wards or not closes:
        return None
    before = frames.get(at - 1)
    died = look.at_first.get(before.first) if before is not None and before.outcome == "killed" else None
    if before is not None and died is not None and died.victim == "subject":
        return before._replace(at=at)
    if at_ward > count.last:
        return None
    return Frame(at, "injured", k, k + 1, "subject")


def taken_where(look: Look, at: int) -> Frame | None:
    """ "St. Mary's hospital, where ten were taken": who is taken to a hospital is hurt."""
    count = look.s.counts[at]
    k = look.skip_left(count.first - 1)
    if look.stem(k) != "where" or look.tag(count.last) != "A" or count.phrase.counts not in ("people", "nobody"):
        return None
    wards = any(look.stem(j) in look.known.wards for j in range(max(look.s.first, k - 4), k))
    taken = any(look.stem(count.last + 1) in group.verbs for group in look.known.suffer if group.passive)
    return Frame(at, "injured", count.last + 1, count.last + 2, "subject") if wards and taken else None
