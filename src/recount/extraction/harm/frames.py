"""Frames: which word of harm tells what befell those whom a figure counts.

For each count of a sentence the grammar looks, in this order, at the phrase itself ("two dead men", "six deaths"), at
what governs it from the left ("killing five", "the death of two"), at tolls, at what is said of it to the right ("were
killed"), and last at the counts beside it (a list or a part shares the outcome of what it belongs to). Every look has
a bounded reach, so the cost grows with the sentence only.
"""

from __future__ import annotations

from recount.model import Outcome

from ..counting.counts import Count, Sentence
from .again import named_again, named_as
from .anew import counts_anew
from .breakdowns import breakdowns
from .captives import captive
from .closing import closed
from .further import by_adverb, further, in_hospital, taken_where
from .general import lamented, no_claim
from .governors import coordinated, left, light_left, of_uncounted
from .graver import dead_in_list, death_of, who_died
from .labels import cases_of, labelled, two_harms
from .look import Frame, Look
from .neighbours import neighbour_of
from .nobody import nobody
from .outcomes import Predicate, find_predicates
from .parts import marker_before, whole_of
from .restated import restated
from .series import gapped, serial
from .shares import most_there, of_so_many, of_so_many_things, said_of_some, some_died
from .subjects import right, whom
from .tolls import among, toll

__all__ = ["Frame", "find_frames"]


def find_frames(sentence: Sentence) -> tuple[list[Frame], list[Predicate]]:
    """The frames of a sentence's counts, in the order of the counts, and its predicates."""
    if not sentence.counts:
        return [], []
    predicates = find_predicates(sentence.tokens, sentence.tags, sentence.first, sentence.last, sentence.language)
    look = Look(sentence, predicates)
    frames: dict[int, Frame] = {}
    for at in range(len(sentence.counts)):
        frame = frame_of(look, at, frames)
        if frame is not None:
            frames[at] = frame
    series: set[int] = set()
    for at in range(len(sentence.counts)):
        if at in frames and not frames[at].real and (told := gapped(look, at, frames)) is not None:
            frames[at] = told  # "the army killed nine, rebels four who tried to flee"
        elif at not in frames and counts_anew(look, at, sentence.counts[at], frames):
            frame = bare(look, at, frames) or serial(look, at, frames, series) or beside(look, at, frames)
            if frame is not None:
                frames[at] = frame
    for at, head in breakdowns(sentence, frames):
        frames[at] = frames[at]._replace(relation="part", head=head)
    for at, frame in frames.items():
        if (clause := who_died(look, frame)) is not None:
            frames[at] = frame._replace(outcome="killed", first=clause.first, last=clause.last)
    for at in frames:
        if (dead := some_died(look, frames, at)) is not None:
            frames[at] = frames[at]._replace(outcome="killed_or_injured")
            frames[dead] = frames[dead]._replace(relation="part", head=at)
    for at in frames:
        if (whole := dead_in_list(look, at, frames)) is not None:
            frames[at] = frames[at]._replace(outcome="killed", relation="part", head=whole)
    for at, frame in frames.items():
        if (death := death_of(look, frame)) is not None:
            frames[at] = frame._replace(outcome="killed", first=death[0], last=death[1])
    for at, frame in frames.items():
        if frame.real and no_claim(look, look.s.counts[at], frame):
            frames[at] = frame._replace(real=False)
    return [frames[at] for at in sorted(frames)], predicates


def frame_of(look: Look, at: int, frames: dict[int, Frame]) -> Frame | None:
    count = look.s.counts[at]
    if not counts_anew(look, at, count, frames):
        return None
    if count.figure.kind == "none":
        return nobody(look, at, count) or left(look, at, count)
    if look.stem(look.skip_left(count.first - 1)) == "of" and not look.adjacent_own(count) and said_of_some(look, at):
        return None
    if (
        count.figure.kind == "pronoun"
        and look.stem(count.first - 1) == "of"
        and look.stem(count.first - 2) in look.people
        and count.first not in look.at_last
    ):
        return None  # "a relative of one of the missing", but "claiming the life of one person"
    if not count.phrase.heads and at + 1 < len(look.s.counts) and of_so_many_things(look, at, count):
        return None
    part = whole_of(look.s, at, frames)
    if part is not None and part in frames:
        whole = frames[part]
        if (governs := left(look, at, count)) is not None and _anew(governs, whole, count):
            return governs
        if (anew := told_anew(look, at, whole)) is not None:
            return anew
        own = own_outcome(look, count, whole)
        if own is not None:
            return own._replace(at=at) if besides(look, at, whole) else own._replace(at=at, relation="part", head=part)
        return Frame(at, whole.outcome, whole.first, whole.last, "part", part, whole.real)
    frame = _told(look, at, count)
    if frame is not None and not frame.real and (again := named_again(look, at, count)) is not None and again.real:
        return again  # "attempted to kill a judge, injuring him"
    return frame


def _told(look: Look, at: int, count: Count) -> Frame | None:
    """What is told of a count that is no part of another, by the first of the ways that tells it."""
    return (
        labelled(look, at, count)
        or phrase(look, at, count)
        or counted_among(look, at, count)
        or closed(look, at, count)
        or left(look, at, count)
        or (None if look.adjacent_own(count) else toll(look, at, count))
        or right(look, at, count)
        or whom(look, at, count)
        or toll(look, at, count)
        or coordinated(look, at, count)
        or captive(look, at, count)
        or named_again(look, at, count)
        or of_uncounted(look, at, count)
        or further(look, at, count)
    )


def _anew(governs: Frame, whole: Frame, count: Count) -> bool:
    """ "Thousands fled; snipers killed a dozen of them": another harm than their total's, by a verb before them."""
    return governs.relation == "object" and governs.outcome != whole.outcome and governs.first < count.first


def besides(look: Look, at: int, whole: Frame) -> bool:
    """ "25 were killed, nine of them women, and 60 wounded": the last in the list is no part of those killed."""
    return (
        whole.outcome == "killed"
        and at > 0
        and _joined_at(look, look.s.counts[at].first - 1)
        and marker_before(look.s, at) is None
        and not _of_those_told(look, look.s.counts[at].figure.last)
    )


def _of_those_told(look: Look, k: int) -> bool:
    """Whether "of them" or "of whom" stands at `k`; not in "dozens of people"."""
    return look.stem(k) == "of" and (look.stem(k + 1) in look.play["pointing"] or look.tag(k + 1) == "D")


def _joined_at(look: Look, k: int) -> bool:
    """Whether a comma or "and" stands at `k`, or "and that"."""
    return look.tag(k) in "C," or (look.stem(k) == "that" and look.tag(k - 1) == "C")


def told_anew(look: Look, at: int, whole: Frame) -> Frame | None:
    """ "Nine died, two of whom were girls, and 20 were hurt": a clause of its own tells another harm of the last."""
    count = look.s.counts[at]
    if not besides(look, at, whole) or look.tag(count.last) != "A":
        return None
    told = right(look, at, count)
    return told if told is not None and told.outcome not in ("killed", "killed_or_injured") else None


def counted_among(look: Look, at: int, count: Count) -> Frame | None:
    """A count among the harmed; its own words may tell another outcome: "of the four people shot, two died"."""
    frame = among(look, at, count)
    if frame is None:
        return None
    own = own_outcome(look, count, frame)
    return frame if own is None else frame._replace(outcome=own.outcome, first=own.first, last=own.last)


def own_outcome(look: Look, count: Count, whole: Frame) -> Frame | None:
    """A part whose own words tell another outcome than its whole ("ten casualties, including two dead")."""
    those = look.play["pointing"] | {"which"}
    after = count.last + (look.stem(count.last) == "of" and look.stem(count.last + 1) in those) * 2
    if whole.outcome == "injured" and look.stem(after) in look.play["fatal"]:
        return Frame(0, "killed", after, after + 1, "part")
    own = phrase(look, 0, count)
    if own is None and look.adjacent_own(count):
        predicate = look.at_first.get(count.last)
        hit = (
            predicate is not None and predicate.weak and whole.outcome == "killed"
        )  # "dead, among them a boy shot by …"
        if predicate is not None and predicate.first != whole.first and not hit:
            own = Frame(0, predicate.outcome, predicate.first, predicate.last, "subject")
    if own is None:  # "of the four hurt, two later died", "killed 13 people, most of whom had fled"
        k = after
        while (look.tag(k) in "RAC" or (look.stem(k) == "since" and look.tag(k - 1) == "A")) and k < after + 3:
            k += 1
        predicate = look.at_first.get(k)
        if predicate is not None and predicate.victim == "subject" and (whole.outcome, predicate.outcome) in _THEIRS:
            own = Frame(0, predicate.outcome, predicate.first, predicate.last, "subject")
    if own is not None and own.outcome == "displaced" and own.relation == "noun":
        return None  # "among the dead a displaced woman"
    return own if own is not None and own.outcome != whole.outcome else None


_THEIRS = (("injured", "killed"), ("killed_or_injured", "killed"), ("killed", "displaced"))
"""What some of those may suffer, by their own verb, who suffered something together: first that, then their own."""


def phrase(look: Look, at: int, count: Count) -> Frame | None:
    """The noun itself, or a word of harm before it, says it: "six deaths", "100 wounded people"."""
    if (cases := cases_of(look, at, count)) is not None:
        return cases
    for head in count.phrase.heads:
        stem = look.stem(head)
        if stem in look.known.counted and not count.article:
            if _somebodys_own(look, count, head) or _who_acts(look, count) or _of_deeds(look, count, head):
                return None
            adjective = _told_by_adjective(look, count, head)  # "two deceased victims"
            yields = stem in look.play["yielding"] and adjective is None
            if yields and (right(look, at, count) or light_left(look, at, count) or _hit(look, at, count)):
                return None
            if look.stem(count.first - 1) == "of" and look.stem(count.first - 2) in look.known.nominal:
                return None
            outcome = look.known.counted[stem]
            if outcome in ("abducted", "displaced") and _otherwise_told(look, at, count, outcome):
                return None
            if two_harms(look, head):
                outcome = "killed_or_injured"
            elif outcome == "killed_or_injured":
                outcome = adjective or ("killed" if lamented(look, count) or _in_a_toll(look, count) else outcome)
            after = count.figure.last
            of_those = look.stem(after) == "of" and look.tag(after + 1) == "D"  # "ten of the victims"
            return Frame(at, outcome, head, head + 1, "part" if of_those else "noun")
        if count.article and stem in look.known.single and (one := _one_victim(look, at, count, head)) is not None:
            return one
        if stem in look.known.nominal and count.article and stem in look.known.remains and _a_body(look, count):
            return Frame(at, "killed", head, head + 1, "noun")
        if stem in look.known.states and not count.article:  # "200 MISSING"
            if look.known.states[stem] == "abducted" and _otherwise_told(look, at, count, "abducted"):
                return None  # "killed one hostage"
            return Frame(at, look.known.states[stem], head, head + 1, "noun")
    for k in range(count.figure.core if count.article else count.figure.last, count.phrase.last):
        predicate = look.at_first.get(k)
        if (
            predicate is not None
            and count.phrase.heads
            and k < count.phrase.heads[0]
            and predicate.victim in ("object", "state")
        ):
            if predicate.weak and look.tag(k) == "G" and look.stem(count.phrase.heads[0]) not in look.play["yielding"]:
                return None  # "two shooting suspects"
            later = right(look, at, count) if predicate.weak or predicate.outcome != "killed" else None
            if later is not None and any(j in look.starts for j in range(count.last, later.first)):
                later = None  # "57 wounded people, 12 of whom died"
            if later is not None and (predicate.weak or later.outcome == "killed" or predicate.outcome == "displaced"):
                return None  # "a displaced woman was killed"
            if predicate.outcome in ("displaced", "abducted") and _otherwise_told(look, at, count, predicate.outcome):
                return None  # "killed 12 displaced people"
            return Frame(at, predicate.outcome, k, predicate.last, "noun", None, True)
    after = count.figure.last - (look.stem(count.figure.last - 1) == "of")
    after += look.stem(after) == "out"
    if look.stem(after) == "of":
        k = after + 1
        while look.tag(k) == "D" or look.stem(k) in look.play["pointing"]:
            k += 1
        if k in look.starts and (some := of_so_many(look, at, k)) is not None:
            return some
        predicate = look.at_first.get(k)
        if predicate is not None and k > after + 1 and predicate.outcome == "injured":
            beyond = predicate.last
            while (look.tag(beyond) in "RAH" or look.stem(beyond) in look.people) and beyond < predicate.last + 4:
                beyond += 1
            died = look.at_first.get(beyond)
            if died is not None and died.outcome == "killed":  # "one of the wounded died"
                return Frame(at, died.outcome, died.first, died.last, "subject", None, died.real)
        told = predicate is not None and (predicate.victim == "state" or predicate.bare or predicate.passive)
        if predicate is not None and told and k > after + 1:  # but "one of them shot the other"
            return Frame(at, predicate.outcome, k, predicate.last, "part")
        if look.stem(k) in look.known.counted and k > after + 1 and look.stem(k + 1) in look.play["be"]:
            return Frame(at, look.known.counted[look.stem(k)], k, k + 1, "part")
    return None


def _otherwise_told(look: Look, at: int, count: Count, outcome: Outcome) -> bool:
    """ "killed 126 evacuees", "among the dead were two hostages": graver than what their noun says."""
    other = among(look, at, count) or left(look, at, count)
    return other is not None and other.outcome != outcome


def _hit(look: Look, at: int, count: Count) -> bool:
    """ "struck four victims": a verb of harm tells what befell those whom a noun of harm counts."""
    governs = left(look, at, count)
    return governs is not None and governs.relation == "object" and governs.outcome in ("killed", "injured")


def _in_a_toll(look: Look, count: Count) -> bool:
    """ "The toll includes 11 victims": of the dead, as tolls are where nothing else is said."""
    k = look.skip_left(count.first - 1)
    return look.stem(k) in look.play["includes"] and look.stem(k - 1) in look.known.toll_nouns


def _told_by_adjective(look: Look, count: Count, head: int) -> Outcome | None:
    """ "the other two wounded victims": what a participle or state before the noun says of them."""
    for k in range(count.figure.last, head):
        predicate = look.at_first.get(k)
        if predicate is not None and predicate.victim in ("object", "state") and not predicate.weak:
            return predicate.outcome
    return None


def _one_victim(look: Look, at: int, count: Count, head: int) -> Frame | None:
    """ "Another victim was Amal", "a civilian casualty": one who is hurt or dead; but "is a victim of theft"."""
    k = count.first - 1
    while look.tag(k) in "RX":
        k -= 1
    named = look.tag(k) == "A" or look.stem(k) in look.play["reflexive"] | look.play["or_as"]
    ordinal = any(look.stem(j) in look.play["ordinal"] or look.stem(j)[:1].isdecimal() for j in range(k, head))
    if named or ordinal or (look.stem(count.last) == "of" and look.stem(head) == "victim"):
        return None
    if look.stem(k - 1) in look.play["chances"] or (look.stem(k) == "of" and look.stem(k - 1) in look.people):
        return None  # "the aunt of a victim"
    outcome = look.known.counted[look.stem(head)]
    told = left(look, at, count) or right(look, at, count)
    if told is not None and (outcome != "killed" or told.outcome == "killed"):
        return None  # but "a martyr and three wounded"
    return Frame(at, outcome, head, head + 1, "noun")


def _a_body(look: Look, count: Count) -> bool:
    """ "a body was found", "recovered another body": one who is dead; but "a body of law"."""
    near = [look.skip_left(count.first - 1), *range(count.last, count.last + 3)]
    return "of" not in (look.stem(count.last), look.stem(count.phrase.heads[0] + 1)) and any(
        look.stem(k) in look.play["finding"] for k in near
    )


def _somebodys_own(look: Look, count: Count, head: int) -> bool:
    """ "the lower half of his body": one body that several cannot share."""
    return count.figure.kind == "vague" and look.stem(head) in ("body", "death", "corpse")


def _of_deeds(look: Look, count: Count, head: int) -> bool:
    """ "one of the largest killings", "linked to two of the murders": deeds among others, not those killed."""
    if look.stem(head) not in look.play["deeds"]:
        return False
    among = look.stem(count.figure.last) == "of" or look.stem(count.figure.last - 1) == "of"
    among = among or look.stem(head - 1) == "mass"
    return among or (look.stem(count.first - 1) == "of" and look.stem(count.first - 2) in look.play["ordinal"])


def _who_acts(look: Look, count: Count) -> bool:
    """ "One of the victims told police": some of those told of, who do something now."""
    k = count.figure.last
    return look.stem(k) == "of" and look.tag(k + 1) == "D" and look.stem(count.last) in look.reporting


def bare(look: Look, at: int, frames: dict[int, Frame]) -> Frame | None:
    """What is told of a count that has no word of harm of its own, by an adverb, a place, or "of them"."""
    return (
        by_adverb(look, at, frames)
        or in_hospital(look, at, frames)
        or taken_where(look, at)
        or restated(look, at, frames)
        or of_them(look, at, frames)
        or most_there(look, at, frames)
        or named_as(look, at, frames)
    )


def of_them(look: Look, at: int, frames: dict[int, Frame]) -> Frame | None:
    """ "Civilians have been killed, many of them children": part of those whom no figure counts."""
    count = look.s.counts[at]
    k = count.figure.last - (look.stem(count.figure.last - 1) == "of")
    if look.stem(k) != "of" or look.stem(k + 1) not in look.play["pointing"] or look.tag(count.first - 1) not in ",:C":
        return None
    if any(other < at for other in frames):
        return None
    for predicate in reversed(look.predicates):
        if predicate.last <= count.first:
            near = count.first - predicate.last <= 12 and predicate.real
            return Frame(at, predicate.outcome, predicate.first, predicate.last, "part") if near else None
    return None


def beside(look: Look, at: int, frames: dict[int, Frame]) -> Frame | None:
    """A count in a list shares the outcome of the one before it ("five in Homs and two in Hama")."""
    if look.s.counts[at].figure.kind == "none":
        return None  # "none of them seriously"
    other = neighbour_of(look.s, at, frames)
    if other is None:
        part = whole_of(look.s, at, frames)
        if part is None or part not in frames:
            return None
        whole = frames[part]
        return Frame(at, whole.outcome, whole.first, whole.last, "part", part, whole.real)
    frame = frames[other]
    return Frame(at, frame.outcome, frame.first, frame.last, "joined", other, frame.real)
