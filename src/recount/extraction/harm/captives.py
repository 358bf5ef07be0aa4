"""Whom an armed group takes, by verbs that alone tell no captivity: "pupils taken from their school by gunmen"."""

from __future__ import annotations

from ..counting.counts import Count
from .look import Frame, Look

FAR = 16
"""So many words at most lie between a verb of taking and those who take."""


def captive(look: Look, at: int, count: Count) -> Frame | None:
    """A count whom a group takes, told after it or by a verb before it; forces so taken are prisoners of war."""
    if count.phrase.counts not in ("people", "nobody") or count.figure.kind == "none" or _armed_noun(look, count):
        return None
    verb = _whom_they_took(look, count)
    if verb is None:
        verb = _taken_by(look, count)
    if verb is None:
        verb = _taken_away(look, count)
    if verb is None:
        verb = _seized(look, count)
    return None if verb is None else Frame(at, "abducted", verb, verb + 1, "object", None, look.real(verb))


def _armed_noun(look: Look, count: Count) -> bool:
    noun = look.people.get(look.stem(count.phrase.heads[-1])) if count.phrase.heads else None
    return noun is not None and noun.status in ("state_forces", "armed_group")


def _whom_they_took(look: Look, count: Count) -> int | None:
    """ "The 40 pupils whom gunmen snatched", "those that the group seized": a clause whose object is the count."""
    k = count.last
    if look.stem(k) not in look.play["whom"]:
        return None
    end = k + 1
    while look.tag(end) in "NJD" and end < k + 5:
        end += 1
    if not _seizers(look, k + 1, end):
        return None
    verb = end + (look.tag(end) == "A" and look.stem(end) in look.play["have"])
    return verb if look.stem(verb) in look.play["takes_away"] and look.tag(verb + 1) not in "D#JN" else None


def _taken_by(look: Look, count: Count) -> int | None:
    """ "taken from their school by the gunmen", "are still being held by the militants": a participle, and by whom."""
    verb = count.last
    while verb < count.last + 6 and (look.tag(verb) in "ARW" or look.stem(verb) in look.play["participial"]):
        verb += 1
    if look.tag(verb) not in "EV" or not _takes(look, verb):
        return None
    for k in range(verb + 1, min(verb + FAR, look.s.last)):
        if look.tag(k) in ".WSAVMC" or k in look.at_first or k in look.starts:
            return None
        if look.stem(k) == "by":
            end = k + 1
            while look.tag(end) in "NJDE" and end < k + 6:
                end += 1
            return verb if _seizers(look, k + 1, end) else None
    return None


def _taken_away(look: Look, count: Count) -> int | None:
    """ "Gunmen took ten girls away", "the militants took with them nine men": who takes, and that they are gone."""
    k = look.skip_left(count.first - 1)
    with_them = look.stem(k) in look.play["them"] and look.stem(k - 1) == "with"
    verb = k - 2 if with_them else k - (look.stem(k) in look.play["particles"])
    if look.tag(verb) not in "VE" or not _takes(look, verb):
        return None
    away = with_them or verb < k or look.stem(count.last) in look.play["particles"]
    subject = verb
    while look.tag(subject - 1) in "NJDAR" and subject > max(look.s.first, verb - 6):
        subject -= 1
    return verb if away and _seizers(look, subject, verb) else None


def _seized(look: Look, count: Count) -> int | None:
    """ "Twelve people, most of them pupils, have been seized", "were taken away in lorries": not told by whom.

    The sentence speaks of kidnappers or a ransom, or of what they were carried off in.
    """
    k = _past_most(look, count)
    verb = k
    while look.tag(verb) in "AR" and verb < k + 4:
        verb += 1
    if verb == k or look.tag(verb) not in "EV" or count.phrase.counts != "people":
        return None
    after = look.s.stems[verb + 1 : min(verb + FAR, look.s.last)]
    if look.stem(verb) in look.play["taken"] and look.stem(verb + 1) in look.play["particles"]:
        return verb if after[1:2] == ["in"] and not look.play["lorries"].isdisjoint(after[2:5]) else None
    seized = look.stem(verb) in look.play["takes_away"] and look.tag(verb) == "E"
    return verb if seized and not look.play["abductors"].isdisjoint(look.s.stems[look.s.first : look.s.last]) else None


def _past_most(look: Look, count: Count) -> int:
    """Where a sentence goes on after "…, most of them pupils,"; right after the count where it says no such thing."""
    k = count.last
    if look.tag(k) != "," or look.stem(k + 2) != "of" or look.stem(k + 3) not in look.play["pointing"]:
        return k
    return next((j + 1 for j in range(k + 4, min(k + 9, look.s.last)) if look.tag(j) == ","), k)


def _takes(look: Look, verb: int) -> bool:
    return look.stem(verb) in look.play["taken"] or look.stem(verb) in look.play["takes_away"]


def _seizers(look: Look, first: int, last: int) -> bool:
    """Whether a noun phrase is of those who seize people: of an armed group, or "armed men"."""
    for k in range(first, last):
        noun = look.people.get(look.stem(k))
        if noun is not None and noun.status == "armed_group":
            return True
        if noun is not None and look.stem(k - 1) in look.play["masked"]:
            return True
    return False
