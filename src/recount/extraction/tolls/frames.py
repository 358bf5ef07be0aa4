"""Frames: which word of harm tells what befell those whom a figure counts.

For each count of a sentence the grammar looks, in this order, at the phrase itself ("two dead men", "six deaths"), at
what governs it from the left ("killing five", "the death of two"), at tolls, at what is said of it to the right ("were
killed"), and last at the counts beside it (a list or a part shares the outcome of what it belongs to). Every look has
a bounded reach, so the cost grows with the sentence only.
"""

from __future__ import annotations

from ..counting.counts import Count, Sentence
from .governors import left
from .look import Frame, Look
from .outcomes import Predicate, find_predicates
from .parts import breakdowns, neighbour_of, whole_of
from .subjects import right
from .tolls import among, nobody, toll

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
    for at in range(len(sentence.counts)):
        if at not in frames and (frame := beside(look, at, frames)) is not None:
            frames[at] = frame
    for at, head in breakdowns(sentence, frames):
        frames[at] = frames[at]._replace(relation="part", head=head)
    for at in frames:
        if (dead := some_died(look, frames, at)) is not None:
            frames[at] = frames[at]._replace(outcome="killed_or_injured")
            frames[dead] = frames[dead]._replace(relation="part", head=at)
    return [frames[at] for at in sorted(frames)], predicates


def some_died(look: Look, frames: dict[int, Frame], at: int) -> int | None:
    """Which count tells that of several who were shot some died: "…, one of them fatally"; None where none does."""
    frame, figure = frames[at], look.s.counts[at].figure.figure
    predicate = look.at_first.get(frame.first)
    if predicate is None or not predicate.weak or frame.outcome != "injured" or (figure.low or 2) < 2:
        return None
    dead = [other for other in frames.values() if other.outcome == "killed" and other.at > at]
    for other in dead:
        if other.relation == "part" and other.head == at:
            return other.at
        gerund = look.tag(other.first) == "G" and look.tag(other.first - 1) == ","
        besides = look.tag(other.first) == "E" and look.at_first.get(other.first, predicate).bare
        if gerund or not (besides or look.s.counts[other.at].phrase.heads):
            return other.at  # but "ten were shot and one killed" tells of eleven
    return None


def frame_of(look: Look, at: int, frames: dict[int, Frame]) -> Frame | None:
    count = look.s.counts[at]
    if (count.article and appositive(look, count)) or _one_told_of(look, count):
        return None
    if count.figure.kind == "none":
        return nobody(look, at, count)
    part = whole_of(look.s, at, frames)
    if part is not None and part in frames:
        whole = frames[part]
        own = own_outcome(look, count, whole)
        if own is not None:
            return own._replace(at=at, relation="part", head=part)
        return Frame(at, whole.outcome, whole.first, whole.last, "part", part, whole.real)
    return (
        phrase(look, at, count)
        or among(look, at, count)
        or left(look, at, count)
        or (None if look.adjacent_own(count) else toll(look, at, count))
        or right(look, at, count)
        or toll(look, at, count)
        or named_again(look, at, count)
    )


def named_again(look: Look, at: int, count: Count) -> Frame | None:
    """ "fired several shots at a baker, killing him": a gerund of harm whose pronoun is the count before it."""
    if count.phrase.counts != "people":
        return None
    for k in range(count.last, min(count.last + 24, look.s.last - 1)):
        predicate = look.at_first.get(k)
        if predicate is not None:
            again = look.stem(predicate.last) in look.play["them"] and look.tag(k) == "G" and look.tag(k - 1) == ","
            if again and predicate.victim == "object" and (look.stem(predicate.last) == "them") != count.article:
                return Frame(at, predicate.outcome, k, predicate.last, "object", None, predicate.real)
            return None
        if look.tag(k) == "." or k in look.starts:
            return None
    return None


def appositive(look: Look, count: Count) -> bool:
    """ "Amal Haddad, a mother of two, was hurt": the article counts nobody who is not already named."""
    k = count.first
    if look.tag(k - 1) != "," or not (
        look.tag(k - 2) == "N" and look.tokens[k - 2].capital and look.tokens[k - 3].capital
    ):
        return False
    return any(look.tag(j) == "," for j in range(count.last, min(count.last + 7, look.s.last)))


def own_outcome(look: Look, count: Count, whole: Frame) -> Frame | None:
    """A part whose own words tell another outcome than its whole ("ten casualties, including two dead")."""
    after = count.last + (look.stem(count.last) == "of" and look.stem(count.last + 1) in look.play["pointing"]) * 2
    if whole.outcome == "injured" and look.stem(after) in look.play["fatal"]:
        return Frame(0, "killed", after, after + 1, "part")
    own = phrase(look, 0, count)
    if own is None and look.adjacent_own(count):
        predicate = look.at_first.get(count.last)
        if predicate is not None and predicate.first != whole.first:
            own = Frame(0, predicate.outcome, predicate.first, predicate.last, "subject")
    return own if own is not None and own.outcome != whole.outcome else None


def phrase(look: Look, at: int, count: Count) -> Frame | None:
    """The noun itself, or a word of harm before it, says it: "six deaths", "100 wounded people"."""
    for head in count.phrase.heads:
        stem = look.stem(head)
        if stem in look.known.counted and not count.article:
            if _somebodys_own(look, count, head) or _who_acts(look, count):
                return None
            if stem in look.play["yielding"] and right(look, at, count):
                return None
            if look.stem(count.first - 1) == "of" and look.stem(count.first - 2) in look.known.nominal:
                return None
            outcome = look.known.counted[stem]
            return Frame(at, outcome, head, head + 1, "noun")
    for k in range(count.figure.core if count.article else count.figure.last, count.phrase.last):
        predicate = look.at_first.get(k)
        if (
            predicate is not None
            and count.phrase.heads
            and k < count.phrase.heads[0]
            and predicate.victim in ("object", "state")
        ):
            if predicate.weak and right(look, at, count):
                return None
            return Frame(at, predicate.outcome, k, predicate.last, "noun", None, True)
    after = count.figure.last
    if look.stem(after) == "of":
        k = after + 1
        while look.tag(k) == "D" or look.stem(k) in look.play["pointing"]:
            k += 1
        predicate = look.at_first.get(k)
        if predicate is not None and k > after + 1 and predicate.victim != "subject":
            return Frame(at, predicate.outcome, k, predicate.last, "part")
        if look.stem(k) in look.known.counted and k > after + 1 and look.stem(k + 1) in look.play["be"]:
            return Frame(at, look.known.counted[look.stem(k)], k, k + 1, "part")
    return None


def _one_told_of(look: Look, count: Count) -> bool:
    """ "Sami Nour, who was one of those killed": somebody named, not one more."""
    told = count.figure.kind == "pronoun" and look.stem(count.first - 1) in look.play["be"]
    return told and look.stem(count.figure.last) == "of" and look.stem(count.first - 2) in look.play["of_one"]


def _somebodys_own(look: Look, count: Count, head: int) -> bool:
    """ "the lower half of his body": one body that several cannot share."""
    return count.figure.kind == "vague" and look.stem(head) in ("body", "death", "corpse")


def _who_acts(look: Look, count: Count) -> bool:
    """ "One of the victims told police": some of those told of, who do something now."""
    k = count.figure.last
    return look.stem(k) == "of" and look.tag(k + 1) == "D" and look.stem(count.last) in look.reporting


def beside(look: Look, at: int, frames: dict[int, Frame]) -> Frame | None:
    """A count in a list shares the outcome of the one before it ("five in Homs and two in Hama")."""
    other = neighbour_of(look.s, at, frames)
    if other is None:
        part = whole_of(look.s, at, frames)
        if part is None or part not in frames:
            return None
        whole = frames[part]
        return Frame(at, whole.outcome, whole.first, whole.last, "part", part, whole.real)
    frame = frames[other]
    return Frame(at, frame.outcome, frame.first, frame.last, "joined", other, frame.real)
