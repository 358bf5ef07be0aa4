"""What became of the shot and the wounded later: "was shot and later died", "He was pronounced dead at the scene".

Such words add no claim: they say more of the one told before, and the claim of him is of a death.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..counting.counts import Count, Sentence
from ..sayings.reporting import reporting
from ..words.people import people, years
from ..words.syntax import parts_played
from .look import Frame, Look
from .outcomes import Predicate, find_predicates


def later_death(look: Look, count: Count, told: Predicate, relative: int) -> Predicate | None:
    """The death that a sentence tells after a wound of the same people.

    "A man injured in a shooting has died", "was shot and later died", "was taken to a clinic, where he died".
    """
    if told.outcome != "injured":
        return None
    for later in look.predicates:
        if later.first < told.last or later.outcome != "killed" or not later.real or look.tag(later.first) == "G":
            continue
        hit = told.bare and later.passive and later.victim == "object"  # "two hit by a car were killed"
        if not (later.victim == "subject" or (later.victim == "state" and later.passive) or hit):
            return None
        if look.stem(later.last - 1) in look.play["reflexive"]:
            return None
        subject = _chain(look, later.first)
        if told.bare and look.tag(told.first - 1) == "," and look.tag(subject) == "," and subject > told.last:
            return later  # "A boy, shot in the head as he ran, has died"
        between = range(told.last, subject + 1)
        if len(between) > FAR or any(j in look.starts or _breaks(look, j) for j in between):
            return None
        if _of_the_hurt(look, count, told, later):
            return later
        if look.tag(subject) == "C" and not relative:
            return None if any(look.tag(j) in "SWVO:" for j in between) else later
        if look.stem(subject) in look.play["he"]:
            one = count.figure.figure.stated == (1, 1)
            return later if one == (look.stem(subject) not in look.play["they"]) else None
        if look.stem(subject) == "who" and look.tag(subject - 1) == ",":
            return later
        one = count.article or (bool(relative) and look.stem(later.first - 1) in look.play["have"])
        right_after = look.tag(later.first - 1) in "ARH" or look.stem(later.first - 1) in look.play["afterwards"]
        if (relative or not told.passive) and one and right_after:
            broken = any(look.tag(j) in "SV," or _new_clause(look, j) for j in between)
            return None if broken else later
        return None
    return None


FAR = 28
"""So far after a wound a sentence may tell the death."""


def _breaks(look: Look, k: int) -> bool:
    """Whether a mark ends a clause at `k`; the stop of an abbreviation ends none."""
    return look.tag(k) == '"' or (look.tag(k) == "." and look.tokens[k].text != ".")


def _of_the_hurt(look: Look, count: Count, told: Predicate, later: Predicate) -> bool:
    """ "A man hurt in the crash died on Sunday": the verb after a participle and what happened, where or when."""
    k = later.first - 1
    reduced = told.bare and look.tag(told.first) == "E" and told.first - count.last < 2
    if look.stem(look.skip_left(count.first - 1)) == "of":
        return False  # "one of five people hurt in the crash died"
    if not reduced or later.victim != "subject" or look.tag(later.first) not in "VE" or k < told.last:
        return False
    person = look.tag(k) == "N" and look.stem(k) in look.people
    return not person and all(look.tag(j) in "PNDJH#." for j in range(told.last, later.first))


def _chain(look: Look, k: int) -> int:
    """Where stands what the auxiliaries and adverbs before `k` are said of: "he", "and", "who", a noun."""
    k -= 1
    while k > look.s.first and look.tag(k) in "ARH":
        k -= 1
    return k


def _new_clause(look: Look, j: int) -> bool:
    """Whether a conjunction joins more than two names or things: a verb follows it."""
    return look.tag(j) == "C" and look.tag(j + 1) not in "ND#"


def dies(sentence: Sentence) -> bool:
    """Whether a sentence opens with one told of before, and tells his death: "The man died", "She was found dead"."""
    tokens, tags, play = sentence.tokens, sentence.tags, parts_played(sentence.language)
    end = one_again(sentence)
    if end is None:
        return False
    predicates = find_predicates(tokens, tags, end, min(sentence.last, end + 20), sentence.language)
    for later in predicates:
        if later.outcome != "killed" or not later.real or later.victim not in ("subject", "state"):
            continue
        k = later.first - 1
        while k >= end and tags[k] in "ARHX":
            if tags[k] == "X":
                return False
            k -= 1
        aside = end < sentence.last and tags[end] == "," and tags[k] == "," and k - end <= 8  # "The man, 30, died"
        mine = k < end or tags[k] == "C" or tokens[k].stem in play["he"] or aside
        return mine and tokens[later.last - 1].stem not in play["reflexive"]
    return False


OPENING = 12
"""So many words hold a source that opens a sentence, and the first word of what it says."""


def one_again(sentence: Sentence) -> int | None:
    """Where the words end with which a sentence speaks of one told of before; None where it does not.

    It opens with them ("He", "The man"), or tells where he was taken: "Medics took him to a clinic, where he died".
    """
    return opens_with_one(sentence) or _taken_where(sentence)


def _taken_where(sentence: Sentence) -> int | None:
    """Where "he" or "she" ends in "…, where he died" after "him" or "her", or in "All was tried but he died".

    None where no such clause stands, or another person is told of before it.
    """
    stems, play = sentence.stems, parts_played(sentence.language)
    opens = next((k for k in range(sentence.first, sentence.last) if stems[k] in ("where", "but")), None)
    if opens is None or opens + 1 >= sentence.last or stems[opens + 1] not in play["he"] - play["they"]:
        return None
    before = stems[sentence.first : opens]
    taken = not (play["them"] - {"it"}).isdisjoint(before)
    nobody_else = stems[opens] == "but" and people(sentence.language).nouns.keys().isdisjoint(before)
    return opens + 2 if taken or nobody_else else None


def opens_with_one(sentence: Sentence) -> int | None:
    """Where the pronoun or definite noun ends that a sentence opens with: "He", "The 20-year-old man"; None else."""
    tokens, tags, play = sentence.tokens, sentence.tags, parts_played(sentence.language)
    opening = sentence.stems[sentence.first : min(sentence.last, sentence.first + OPENING)]
    if "the" not in opening and play["he"].isdisjoint(opening):
        return None
    first = _after_source(sentence)
    if first >= sentence.last:
        return None
    if tokens[first].stem in play["he"] and tokens[first].stem not in play["they"]:
        return first + 1
    if tokens[first].stem != "the":
        return None
    nouns = people(sentence.language).nouns
    for k in range(first + 1, min(first + 4, sentence.last)):
        noun = nouns.get(tokens[k].stem)
        if noun is not None and tags[k] in "NJ":
            last = k + 1 >= sentence.last or tags[k + 1] not in "NJ"
            harmless = noun.lemma in play["who_harms"] or noun.plural or noun.status == "state_forces"
            return None if harmless or not last else k + 1
        if tags[k] not in "NJ":
            return None
    return None


def doer_about(sentence: Sentence) -> bool:
    """Whether a sentence speaks of who harms, of whom "He died" may be said as well."""
    doers = parts_played(sentence.language)["doers"]
    return not doers.isdisjoint(sentence.stems[sentence.first : sentence.last])


def _after_source(sentence: Sentence) -> int:
    """Where a sentence begins after "Police said", "According to the sheriff,"; its first token else."""
    tokens, tags = sentence.tokens, sentence.tags
    lemmas = reporting(sentence.language).lemmas
    opening = range(sentence.first, min(sentence.last, sentence.first + 9))
    if tokens[sentence.first].stem == "according":
        return next((k + 1 for k in opening if tags[k] == ","), sentence.first)
    if lemmas.keys().isdisjoint(sentence.stems[opening.start : opening.stop]):
        return sentence.first
    said = next((k for k in opening if tokens[k].stem in lemmas and tags[k] in "VE"), None)
    if said is None or tags[sentence.first] == "O" or any(tags[k] not in "NJDPC" for k in range(sentence.first, said)):
        return sentence.first
    return said + 1 + (said + 1 < sentence.last and tokens[said + 1].stem == "that")


def one_shot(frames: Sequence[Frame], sentence: Sentence, after: Sentence) -> int | None:
    """Which frame of a sentence tells of the one injured person that the sentence `after` it opens with."""
    single = [
        k
        for k, frame in enumerate(frames)
        if frame.outcome == "injured" and frame.real and sentence.counts[frame.at].figure.figure.stated == (1, 1)
    ]
    single = [k for k in single if _same(sentence.counts[frames[k].at], after, len(frames) == 1)]
    return single[0] if len(single) == 1 else None


def _same(count: Count, after: Sentence, alone: bool) -> bool:
    """Whether the pronoun or definite noun at a sentence's beginning may be whom a count counts: "a man", "The man".

    Where it is the only one told of (`alone`), what says nothing else of him is enough: "The victim", "One … He".
    """
    end = one_again(after)
    if end is None or not count.phrase.heads:
        return end is not None and alone
    nouns = people(after.language).nouns
    told = nouns.get(after.tokens[count.phrase.heads[0]].stem)
    again = after.tokens[end - 1].stem
    play = parts_played(after.language)
    if told is None or (alone and again in play["any_one"]):
        return alone
    if nouns[again].lemma in play["teens"] if again in nouns else False:
        known = people(after.language)
        ages = [years(after.tokens[k].stem, known) for k in range(count.figure.core, count.phrase.last)]
        return alone or any(age is not None and 12 < age < 20 for age in ages)  # "The teen"
    if again in play["he"]:
        return told.sex == ("female" if again == "she" else "male") or (alone and told.sex == "unknown")
    return nouns[again].lemma == told.lemma
