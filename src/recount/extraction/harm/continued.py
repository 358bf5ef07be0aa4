"""Counts that go on with the harm that the sentence before tells: "Among them were 15 soldiers", "Nine were farmers".

Such a count is a part of what was told before, and has no word of harm of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Outcome

from ..counting.counts import Count, Sentence
from ..counting.victims import noun_phrase
from ..language import Language, per_language
from ..record import Record
from ..words.people import people
from ..words.syntax import parts_played
from .graver import name_dies
from .look import Frame
from .outcomes import Predicate, find_predicates
from .parts import list_gap, whole_of
from .ranked import may_rank, ranked


class _Words(Record, frozen=True):
    openers: tuple[tuple[str, ...], ...]
    of: tuple[tuple[str, ...], ...]
    verbs: frozenset[str]
    says: frozenset[str]


@per_language
def _words(language: Language) -> _Words:
    table = language.table("parts")["continued"]

    def phrases(key: str) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted((tuple(phrase.split()) for phrase in table[key]), key=lambda stems: (-len(stems), stems)))

    return _Words(phrases("openers"), phrases("of"), frozenset(table["verbs"]), frozenset(table["says"]))


def told(frames: Sequence[Frame]) -> Outcome | None:
    """The one outcome that a sentence tells; None where it tells none, or several."""
    if not frames or not frames[0].real:
        return None
    outcome = frames[0].outcome
    return outcome if all(frame.outcome == outcome or not frame.real for frame in frames) else None


def may_go_on(sentence: Sentence) -> bool:
    """Whether a sentence may go on counting: a cheap look, before its counts are sought."""
    known = _words(sentence.language)
    stems = sentence.stems[sentence.first : min(sentence.last, sentence.first + 12)]
    be = parts_played(sentence.language)["be"]
    return (
        not (known.verbs.isdisjoint(stems) and be.isdisjoint(stems))
        or _says_figure(sentence, known)
        or bool(_opening(sentence, known.of) or _opening(sentence, known.openers))
        or may_rank(sentence)
        or not parts_played(sentence.language)["same_figure"].isdisjoint(stems)
    )


def _says_figure(sentence: Sentence, known: _Words) -> bool:
    """Whether a word of saying stands right before a number: "The council said 12"."""
    opening = range(sentence.first + 1, min(sentence.last, sentence.first + 16))
    return any(sentence.tags[k] == "#" and sentence.tokens[k - 1].stem in known.says for k in opening)


def go_on(sentence: Sentence, frames: Sequence[Frame], outcome: Outcome) -> list[Frame]:
    """The frames of a sentence with those that its counts take from the sentence before, which tells `outcome`."""
    known = _words(sentence.language)
    if _opening(sentence, known.of):
        frames = [
            frame._replace(relation="part", head=None)
            if frame.relation != "part" and frame.outcome == outcome
            else frame
            for frame in frames
        ]
    framed = {frame.at: frame for frame in frames}
    for at, count in enumerate(sentence.counts):
        same = _same_figure(sentence, count)
        if same is not None and (at not in framed or framed[at].relation == "toll"):
            framed[at] = Frame(at, outcome, same, same + 1, "toll")
        if at in framed:
            continue
        if not framed and (said := _said(sentence, count, known)) is not None:
            framed[at] = Frame(at, outcome, said, said + 1, "noun")
            continue
        if framed and (whole := whole_of(sentence, at, framed)) is not None and framed[whole].outcome == outcome:
            framed[at] = framed[whole]._replace(at=at, relation="part", head=whole)
            continue
        words = _leads(sentence, count, known) or _is_what(sentence, count) or _listed(sentence, at, framed)
        words = words or ranked(sentence, at, framed, known.verbs)
        if words is not None:
            framed[at] = Frame(at, outcome, words[0], words[1], "part")
    return [framed[at] for at in sorted(framed)]


def _opening(sentence: Sentence, phrases: Sequence[tuple[str, ...]]) -> int | None:
    """Where the phrase ends that opens a sentence; None where none of them does."""
    opening = sentence.stems[sentence.first]
    for stems in phrases:
        end = sentence.first + len(stems)
        if stems[0] == opening and end < sentence.last and tuple(sentence.stems[sentence.first : end]) == stems:
            return end
    return None


def _leads(sentence: Sentence, count: Count, known: _Words) -> tuple[int, int] | None:
    """The words right before a count that lead to it: "Among them were", "They include", "The group counted"."""
    if count.phrase.counts != "people" or count.article:
        return None
    play = parts_played(sentence.language)
    k = count.first - 1
    if k > sentence.first and sentence.tokens[k].stem in known.verbs and sentence.tags[k - 1] in "NOA,":
        return k, k + 1
    end = _opening(sentence, known.openers)
    if end is None or end > k:
        return None
    inside = range(end, count.first)
    leads = play["be"] | play["includes"]
    if len(inside) <= 3 and all(sentence.tags[j] in "AVERD" for j in inside) and sentence.tokens[end].stem in leads:
        return sentence.first, end + 1
    return None


def _said(sentence: Sentence, count: Count, known: _Words) -> int | None:
    """The verb right before a figure that another source gives: "The council said 12, including a woman"."""
    k, after = count.first - 1, count.last
    if count.phrase.heads or count.article or count.figure.kind != "number" or k <= sentence.first:
        return None
    if sentence.tokens[k].stem not in known.says or sentence.tags[k - 1] not in "NR":
        return None
    closes = after >= sentence.last or sentence.tags[after] in ".,;"
    includes = parts_played(sentence.language)["includes"] | {"including"}
    return k if closes or sentence.tokens[after].stem in includes else None


def _same_figure(sentence: Sentence, count: Count) -> int | None:
    """The noun in "The council puts the figure at 90", "says the real number is 90": of what was told right before."""
    if count.phrase.heads or count.article or count.figure.kind != "number":
        return None
    tokens, tags, play = sentence.tokens, sentence.tags, parts_played(sentence.language)
    k = count.first - 1
    if k - 3 < sentence.first or not (tokens[k].stem in play["stands_at"] or tokens[k].stem in play["be"]):
        return None
    noun = k - 1 - (tags[k - 1] in "AR")
    the = noun - 1 - (tags[noun - 1] in "JN")
    return noun if tokens[noun].stem in play["same_figure"] and tokens[the].stem == "the" else None


def _is_what(sentence: Sentence, count: Count) -> tuple[int, int] | None:
    """ "Fifteen were soldiers", "Nine of them were farmers": the form of "be" before a noun of people."""
    if count.article or count.figure.kind not in ("number", "vague", "both", "pronoun"):
        return None
    tokens, tags = sentence.tokens, sentence.tags
    if count.phrase.heads and tokens[count.figure.last].stem != "of":
        return None
    k = count.first - 1
    if (
        k >= sentence.first
        and tags[k] not in ',C"'
        and tokens[k].stem not in parts_played(sentence.language)["tellers"]
    ):
        return None
    k = count.figure.last
    while k < sentence.last and (tags[k] == "R" or tokens[k].stem in ("of", "them", "these", "those")):
        k += 1
    if k < sentence.last and tags[k] == "D" and count.phrase.heads:
        k = count.phrase.last  # "nine of the rebels were foreigners"
    if k + 1 >= sentence.last or tokens[k].stem not in parts_played(sentence.language)["be"]:
        return None
    phrase = noun_phrase(tokens, tags, k + 1, sentence.last, sentence.language)
    if phrase.counts != "people" or tags[k + 1] in "DG":
        return None
    return k, k + 1


def _listed(sentence: Sentence, at: int, framed: dict[int, Frame]) -> tuple[int, int] | None:
    """A count in a list after one that goes on."""
    before = framed.get(at - 1)
    count = sentence.counts[at]
    if before is None or before.relation != "part" or count.phrase.counts != "people" or count.article:
        return None
    gap = range(sentence.counts[at - 1].last, count.first)
    return (before.first, before.last) if list_gap(sentence, gap) else None


def some_died_after(
    sentence: Sentence,
    frames: Sequence[Frame],
    predicates: Sequence[Predicate],
    after: Sentence,
    later: Sequence[Frame],
) -> tuple[Frame, ...]:
    """A sentence's frames, where the sentence `after` it tells that some of several who were shot have died.

    "Five people were shot. One died", "Two brothers were shot. The youngest victim died".
    """
    weak = {predicate.first for predicate in predicates if predicate.weak}
    shot = [frame for frame in frames if frame.first in weak and frame.outcome == "injured"]
    if not shot:
        return tuple(frames)
    some = _some_of(after, later) or _the_victim(after) or _some_lived(after)
    if not some and not (not later and name_dies(after)):
        return tuple(frames)
    least = 2 if some else 3  # "Seven were shot. Sami Nour and Ali Dar died"
    return tuple(
        frame._replace(outcome="killed_or_injured")
        if frame in shot and (sentence.counts[frame.at].figure.figure.low or least) >= least
        else frame
        for frame in frames
    )


def _some_of(after: Sentence, frames: Sequence[Frame]) -> bool:
    """Whether a sentence tells of killed ones without saying anew who they are: "One died", "One person died"."""
    for frame in frames:
        if frame.outcome == "killed" and frame.real and _plain(after, frame) and frame.relation in ("subject", "part"):
            return True
    return False


def _plain(after: Sentence, frame: Frame) -> bool:
    """Whether a count does not say anew who they are: "One", "four people"."""
    heads = after.counts[frame.at].phrase.heads
    return not heads or after.tokens[heads[0]].stem in ("person", "people", "victim", "victims")


def parts_of_shot(after: Sentence, frames: Sequence[Frame]) -> list[Frame]:
    """The frames of a sentence that goes on with those who were shot: who died, and who lives, are parts of them."""
    return [
        frame._replace(relation="part") if frame.head is None and _plain(after, frame) else frame for frame in frames
    ]


def _some_lived(after: Sentence) -> bool:
    """ "One of them survived", "Only two lived": so others of those who were shot died."""
    play = parts_played(after.language)
    k = after.first + (after.stems[after.first] == "only")
    if k + 1 >= after.last or after.tags[k] != "#" or after.stems[k] in play["all_of"]:
        return False
    k += 1
    if after.stems[k] == "of" and k + 2 < after.last and after.stems[k + 1] in play["pointing"]:
        k += 2
    return after.stems[k] in play["lives_on"]


def _the_victim(after: Sentence) -> bool:
    """ "The youngest victim died", "The first, 44, died": a definite one of them, and a death told of it."""
    if after.tokens[after.first].stem != "the":
        return False
    opening = range(after.first, min(after.first + 4, after.last))
    victim = next((k for k in opening if after.tokens[k].stem == "victim"), None)
    if victim is None and after.first + 3 < after.last:
        one = after.stems[after.first + 1] in parts_played(after.language)["told_apart"]
        named = people(after.language).nouns.get(after.stems[after.first + 2])  # "The younger girl was dead"
        last = after.first + 1 + (named is not None and not named.plural)
        victim = last if one and after.tags[last + 1] in ",AVE" else None
    if victim is None:
        return False
    last = min(after.last, victim + 6)
    predicates = find_predicates(after.tokens, after.tags, after.first, last, after.language)
    return any(
        predicate.outcome == "killed" and predicate.real and 0 < predicate.first - victim <= 4
        for predicate in predicates
    )


def some_of_those(
    sentence: Sentence, frames: Sequence[Frame], before: Sentence, told_before: Sequence[Frame]
) -> list[Frame]:
    """The frames of a sentence whose first count names nobody anew: part of a larger total told right before.

    "13 people were hurt. Four are in critical condition", "Raids killed 29. In Ariha alone, 18 were killed".
    """
    first = frames[0] if frames else None
    if first is None or first.at != 0 or first.relation != "subject" or not first.real:
        return list(frames)
    count = sentence.counts[0]
    least = count.figure.figure.low
    opening = range(sentence.first, count.first)
    bare = not count.phrase.heads and not count.article and count.figure.kind in ("number", "pronoun", "vague")
    if not bare or least is None or sentence.tokens[count.figure.last - 1].stem == "more" or len(opening) > 6:
        return list(frames)
    after = sentence.tokens[count.last].stem if count.last < sentence.last else ""
    apart = len(opening) > 0 and not any(sentence.tokens[k].stem == "alone" for k in opening)
    if after == "more" or apart:
        return list(frames)  # "In Homs, three were killed": others
    for frame in reversed(told_before):
        total = before.counts[frame.at].figure.figure
        if frame.outcome == first.outcome and frame.relation != "part" and frame.real:
            larger = total.high is None or total.high > least
            return [first._replace(relation="part"), *frames[1:]] if larger else list(frames)
    return list(frames)


def whom_the_victims(sentence: Sentence, frames: list[Frame], before: Outcome | None) -> list[Frame]:
    """The frames of a sentence where "the victims" are those told of in it or before: "The victims are five women".

    They suffered what those did, where only one outcome is told.
    """
    parts = [frame for frame in frames if _of_victims(sentence, frame)]
    if not parts:
        return frames
    others = {frame.outcome for frame in frames if frame not in parts and frame.real}
    outcome = before if not others else others.pop() if len(others) == 1 else None
    if outcome is None:
        return frames
    return [frame._replace(outcome=outcome) if frame in parts else frame for frame in frames]


def _of_victims(sentence: Sentence, frame: Frame) -> bool:
    """Whether a frame tells only that somebody is among the victims."""
    return (
        frame.outcome == "killed_or_injured"
        and frame.relation == "part"
        and sentence.tokens[frame.first].stem in parts_played(sentence.language)["any_victims"]
    )
