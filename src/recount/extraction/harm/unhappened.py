"""Harm that did not happen: "could have killed two officers", "nearly drowned", "had he not run". No claims.

What may have happened is one: "up to 300 may have died", "as many as 40 could have been killed".
"""

from __future__ import annotations

from ..counting.counts import Count
from .look import Frame, Look


def near_harm(look: Look) -> bool:
    """Whether a sentence has any word without which all its harm happened; asked first to save time."""
    here = look.s.stems[look.s.first : look.s.last]
    return not look.known.doubting.isdisjoint(here)


def unhappened(look: Look, count: Count, frame: Frame) -> bool:
    """Whether a frame tells of harm that was only near, averted, or possible under a condition that did not hold."""
    if frame.relation == "toll":
        return _awaited(look, frame, count)
    if frame.relation == "none":
        return False
    verb = frame.first
    if frame.relation == "nominal":
        return _averted(look, verb)
    return _nearly(look, verb, count) or _came_close(look, verb) or _only_if(look, verb, count)


def _awaited(look: Look, frame: Frame, count: Count) -> bool:
    """ "The toll could climb past 20", "is expected to reach 100"; but "could reach 20", "may have passed 20"."""
    for k in range(frame.last, count.first):
        if look.stem(k) in look.known.modals:
            return look.stem(k + 1) in look.play["rise"]
        if look.stem(k) in look.play["awaited"] and look.tag(k + 1) == "T":
            return True
        if look.tag(k) in ".,":
            return False
    return False


def _nearly(look: Look, verb: int, count: Count) -> bool:
    """ "nearly killed three", "were almost killed"; but "nearly all died", "killed nearly 20"."""
    if look.stem(verb - 1) not in look.play["short_of"] or look.tag(verb) not in "VEGN" or verb - 1 == count.first:
        return False
    return look.tag(verb - 2) not in "#" or count.last > verb - 2


def _averted(look: Look, noun: int) -> bool:
    """ "prevented the deaths of three"."""
    k = noun - 1
    while look.tag(k) in "DJ" and k > noun - 4:
        k -= 1
    return look.stem(k) in look.play["averting"]


def _came_close(look: Look, verb: int) -> bool:
    """ "came close to killing two", "escaped being killed"."""
    k = verb - 1 - (look.stem(verb - 1) == "being")
    if not look.stem(verb).endswith("ing") and k == verb - 1:
        return False
    if look.tag(k) in "TP" and look.stem(k) in look.play["close_to"]:
        return look.stem(k - 1) in look.play["close"]
    return look.stem(k) in look.play["averting"] | look.play["instead"]


def _only_if(look: Look, verb: int, count: Count) -> bool:
    """Whether the harm hangs on "could have" and no estimate, or on a condition that did not hold."""
    k, perfect, easily = verb - 1, False, False
    while verb - k < 7 and look.stem(k) not in look.play["may_have"]:
        if look.tag(k) == "C" and look.tag(k - 1) in "EJ":
            k -= 1  # "could have been wounded or killed"
        elif look.tag(k) not in "ARE":
            return False
        perfect = perfect or look.stem(k) == "have"
        easily = easily or look.stem(k) in look.play["easily"]
        k -= 1
    if not perfect or look.stem(k) not in look.play["may_have"]:
        return False
    if easily or look.stem(k - 1) in look.play["easily"] or _condition(look):
        return True
    if look.stem(k) not in look.play["could"]:
        return False
    if count.figure.figure.modifier in ("up_to", "range"):
        return False
    return count.first > verb or count.article or _more(look, count)


def _more(look: Look, count: Count) -> bool:
    """ "many more could have died"."""
    return look.stem(count.last - 1) in look.play["beyond"] or look.stem(count.last) in look.play["beyond"]


def _condition(look: Look) -> bool:
    """ "if it had gone off", "had he not run", "were it not for", "but for the wall"."""
    for k in range(look.s.first, look.s.last):
        stem, before, after = look.stem(k), look.tag(k - 1), look.stem(k + 1)
        if stem in look.play["if"] and after not in look.play["borne_out"] and look.stem(k - 1) != "as":
            return True
        if stem == "but" and after == "for":
            return True
        inverted = look.tag(k + 1) == "O" or (look.tag(k + 1) == "D" and before not in "NA")
        if stem in ("had", "were") and inverted and before not in "OWH":
            return True
    return False
