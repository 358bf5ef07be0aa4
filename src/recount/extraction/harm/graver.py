"""Harm that proves graver: "shot a farmer, killing him", "which led to his death", "Both were pronounced dead".

Such words add no claim. The claim of those who were shot or wounded, and who died of it, is of their death.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..counting.counts import Sentence
from ..words.people import people
from ..words.syntax import parts_played
from .again import fits
from .look import Frame, Look
from .outcomes import Predicate, find_predicates

FAR = 18
"""So far after a wound its own sentence may tell the death."""


def death_of(look: Look, frame: Frame) -> tuple[int, int] | None:
    """The words that tell the death of those whom a frame says were injured; None where its sentence tells none."""
    if frame.outcome != "injured" or not frame.real or frame.relation in ("none", "toll"):
        return None
    count = look.s.counts[frame.at]
    several = count.figure.figure.stated != (1, 1)
    start = max(count.last, frame.last)
    others = [other.first for other in look.s.counts if other.first >= start and other.figure.kind != "both"]
    end = min([*others, start + FAR, look.s.last])
    if any(look.stem(head) in look.known.remains for head in count.phrase.heads):
        return count.phrase.heads[-1], count.phrase.heads[-1] + 1
    for later in look.predicates:
        if start <= later.first < end and later.outcome == "killed" and later.real:
            return (later.first, later.last) if _of_them(look, frame, later, several) else None
        if start <= later.first < start + FURTHER and _and_he(look, frame, later):
            return later.first, later.last
    return _fatal(look, frame, end) or _their_death(look, start, end, several) or _homicide(look, frame)


def who_died(look: Look, frame: Frame) -> Predicate | None:
    """The death of a part of the shot or wounded that its relative clause tells: "…, including one who later died"."""
    k = look.s.counts[frame.at].last
    if frame.relation != "part" or frame.outcome != "injured" or look.stem(k) != "who":
        return None
    k += 1
    while (look.tag(k) in "RA" or look.stem(k) in look.play["afterwards"]) and look.stem(k) not in look.play[
        "short_of"
    ]:
        k += 1
    death = look.at_first.get(k)
    told = death is not None and death.outcome == "killed" and death.real
    return death if death is not None and told and (death.victim == "subject" or death.passive) else None


def dead_in_list(look: Look, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The toll of dead in whose list one stands who is told apart by his wound: "four died: a man shot by guards, …".

    The wound is a participle right after him, and a colon or the word that opens the parts lies between.
    """
    frame, count = frames[at], look.s.counts[at]
    wound = look.at_first.get(count.last)
    if frame.outcome != "injured" or wound is None or wound.first != frame.first or not wound.weak or wound.passive:
        return None
    for other in range(at - 1, -1, -1):
        if other not in frames or frames[other].outcome not in ("killed", "injured"):
            return None
        before = frames[other]
        if before.outcome == "killed" and before.relation == "part" and before.head is not None:
            opens = not any(look.tag(k) in "VAM" for k in range(look.s.counts[other].last, count.first - 1))
            return before.head if opens else None
        if before.outcome == "killed":
            between = range(max(look.s.counts[other].last, before.last), count.first)
            return other if any(look.tokens[k].text == ":" for k in between) else None
    return None


def _fatal(look: Look, frame: Frame, end: int) -> tuple[int, int] | None:
    """ "suffered fatal gunshot wounds", "left with fatal injuries"."""
    for k in range(min(frame.first, look.s.counts[frame.at].last), end):
        if look.stem(k) in look.play["fatal"] and look.tag(k) == "J":
            hurt = any(look.stem(j) in look.play["wounds"] for j in range(k + 1, k + 4))
            return (k, k + 1) if hurt else None
    return None


def _of_them(look: Look, frame: Frame, later: Predicate, several: bool) -> bool:
    """Whether a death in the same sentence is theirs: "killing him", "and killed instantly", "leaving them dead"."""
    k, after = later.first, look.stem(later.last)
    if look.tag(k) in "GN" and look.stem(k).endswith("ing") and later.victim == "object":
        if after in look.play["all_of"]:
            return several
        if after in look.play["them"]:
            return (after == "them") == several and look.tag(later.last + 1) not in "NJ#"
        return look.tag(later.last) in "R." or look.stem(later.last) == "on"
    if later.victim == "state" and look.stem(k - 1) in look.play["them"]:
        return look.stem(k - 2) in look.known.leave and (look.stem(k - 1) == "them") == several
    before = k - 1
    while look.tag(before) == "R":
        before -= 1
    passive = look.at_first.get(frame.first)
    joined = look.tag(before) == "C" and passive is not None and (passive.passive or passive.bare)
    return joined and look.tag(k) == "E" and later.victim == "object" and look.tag(later.last) in "R.PH"


def _and_he(look: Look, frame: Frame, later: Predicate) -> bool:
    """ "struck a man on the road to Tell and he died": a clause joined with "and", of the one who is its object."""
    count = look.s.counts[frame.at]
    he = look.stem(later.first - 1)
    if he not in look.play["he"] or look.stem(later.first - 2) != "and" or frame.relation != "object":
        return False
    return later.outcome == "killed" and later.real and later.victim == "subject" and fits(look, count, he)


FURTHER = 28
"""So far after a wound "and he died" may stand."""


def _their_death(look: Look, start: int, end: int, several: bool) -> tuple[int, int] | None:
    """ "… which led to his death", "causing their deaths"."""
    for k in range(start + 2, end):
        theirs = look.stem(k - 1) in look.play["whose"] or (
            look.tag(k - 1) == "J" and look.stem(k - 2) in look.play["whose"]
        )
        if theirs and look.stem(k) in look.play["remains"]:
            return k, k + 1
        if theirs and look.stem(k) in look.play["deaths"]:
            led = any(look.stem(j) in look.play["leads_to"] for j in range(max(start, k - 5), k - 1))
            return (k, k + 1) if led and ("their" in (look.stem(k - 1), look.stem(k - 2))) == several else None
    return None


def _homicide(look: Look, frame: Frame) -> tuple[int, int] | None:
    """ "A homicide after a man was shot", "two were shot in a murder-suicide": the shot of such a sentence are dead."""
    shot = look.at_first.get(frame.first)
    if shot is None or not shot.weak:
        return None
    number = look.s.counts[frame.at].figure.figure.low
    for k in range(look.s.first, look.s.last):
        if look.stem(k) in look.play["homicide"]:
            several = (
                2 if look.stem(k - 1) in look.play["double"] else 3 if look.stem(k - 1) in look.play["triple"] else 1
            )
            return (k, k + 1) if number == several or "-" in look.stem(k) else None
    return None


def all_died(sentence: Sentence) -> int | None:
    """How many a sentence tells have died that opens with all of those told before: "Both died", "All three men died".

    0 where it gives no number ("All of them died"); None where it tells no such thing.
    """
    tokens, tags, play = sentence.tokens, sentence.tags, parts_played(sentence.language)
    stem = tokens[sentence.first].stem
    named = stem == "the" and _several(sentence)
    if stem not in play["all_of"] and not named:
        return None
    if stem == "neither":
        return 2 if "survived" in sentence.stems[sentence.first : sentence.first + 4] else None
    last = min(sentence.last, sentence.first + FAR)
    predicates = find_predicates(tokens, tags, sentence.first, last, sentence.language)
    death = next((one for one in predicates if one.outcome == "killed" and one.real and one.victim != "object"), None)
    if death is None or any(tags[k] in ('VXW"' if named else ',CVX"') for k in range(sentence.first, death.first)):
        return None
    if named and any(tags[k] in ",C" for k in range(sentence.first, death.first)) and tags[sentence.first + 2] != ",":
        return None
    if stem == "both":
        return 2
    numbers = [count.figure.figure.low for count in sentence.counts if count.first <= sentence.first + 2]
    return numbers[0] or 0 if numbers and numbers[0] is not None else 0


def _several(sentence: Sentence) -> bool:
    """Whether "the" that opens a sentence is said of several people told before: "The men", "The victims"."""
    at = sentence.first + 1
    noun = people(sentence.language).nouns.get(sentence.tokens[at].stem) if at < sentence.last else None
    return noun is not None and noun.plural and noun.status in ("unknown", "civilian")


def tells_death(sentence: Sentence) -> bool:
    """Whether a sentence tells of a death without counting: "Roe's death", "a homicide", or one dies by name."""
    tokens, play = sentence.tokens, parts_played(sentence.language)
    for k in range(sentence.first, sentence.last):
        if tokens[k].stem in play["homicide"]:
            return True
        if tokens[k].stem in play["deaths"] and k > sentence.first:
            before = tokens[k - 1]
            if before.stem in play["whose"] or before.possessive:
                return True
    return name_dies(sentence)


def name_dies(sentence: Sentence) -> bool:
    """Whether a sentence tells the death of one whom it names: "Marcus Bell, 25, was pronounced dead at a hospital"."""
    tokens, tags = sentence.tokens, sentence.tags
    predicates = find_predicates(tokens, tags, sentence.first, sentence.last, sentence.language)
    for death in predicates:
        if death.outcome != "killed" or not death.real or not (death.victim == "state" or death.victim == "subject"):
            continue
        k = death.first - 1
        while k > sentence.first and tags[k] in "ARH":
            k -= 1
        if tags[k] == ",":
            while k > sentence.first and (tags[k] in ",#" or tokens[k].stem[:1].isdigit()):
                k -= 1
        if tags[k] == "N" and tokens[k].capital and tokens[k - 1].capital and k > sentence.first:
            return True
    return False
