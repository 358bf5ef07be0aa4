"""Series of clauses without a verb: "31 were killed in Damascus; 22 in Aleppo", "as follows: 78 civilians; 69 rebels".

Each clause after a semicolon begins with a count that shares what the first count of the clause before it tells.
"""

from __future__ import annotations

from collections.abc import Mapping

from .look import Frame, Look
from .parts import whole_of


def serial(look: Look, at: int, frames: Mapping[int, Frame], series: set[int]) -> Frame | None:
    """The frame of a count of a series, kept in `series`: one that begins a clause, or is in a list with that one."""
    frame = in_series(look, at, frames) or (after_series(look, at, frames) if at - 1 in series else None)
    if frame is not None:
        series.add(at)
        return frame
    return (
        of_so_many_deaths(look, at, frames)
        or who_they_were(look, at, frames)
        or gapped(look, at, frames)
        or other_hands(look, at, frames)
    )


def who_they_were(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """ "43 were massacred; nineteen were women": some of those told right before, by a clause without harm."""
    count, k = look.s.counts[at], look.s.counts[at].last
    noun = look.people.get(look.stem(k + 1)) if look.stem(k) in look.play["be"] else None
    bare = not count.phrase.heads and count.figure.kind == "number" and not count.article
    whole = max((n for n in frames if n < at and frames[n].relation != "part"), default=None)
    if not bare or whole is None or noun is None or not noun.plural or look.tag(k + 2) not in ".,C":
        return None
    joined = look.tag(count.first - 1) in ",C" or look.tokens[count.first - 1].text == ";"
    total, least = look.s.counts[whole].figure.figure.high, count.figure.figure.low
    fits = total is None or least is None or total > least
    return frames[whole]._replace(at=at, relation="part", head=whole) if joined and fits else None


def of_so_many_deaths(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """ "Responsible for three of the four deaths": some of those whom the next count tells as harmed."""
    count, whole = look.s.counts[at], frames.get(at + 1)
    if whole is None or whole.relation != "noun" or count.figure.kind != "number" or not whole.real:
        return None
    k = count.figure.last
    if look.stem(k) != "of" or look.tag(k + 1) != "D" or look.starts.get(k + 2) != at + 1:
        return None
    return whole._replace(at=at, relation="part", head=at + 1)


def gapped(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """A bare number right after who did it or where, the verb left out.

    "The army killed nine, rebels four", "with 32 killed, followed by Sumar with 21 and Nahr with eight".
    """
    count, before = look.s.counts[at], frames.get(at - 1)
    bare = not count.phrase.heads and count.figure.kind == "number"
    if before is None or not bare or not before.real or look.tag(count.last) not in ".,;CPW":
        return None
    end = look.s.counts[at - 1].last
    link = look.stem(count.first - 1)
    ranked = link in ("with", "for")
    head = count.first - 1 - ranked
    k = head
    while k > end and look.tag(k) in "NJ":
        k -= 1
    if look.stem(k) in look.play["placing"] and look.tag(k - 1) in ",C" and k < head:
        alike = _placed_first(look, look.s.counts[at - 1].first - 1)
        return Frame(at, before.outcome, k, head + 1, "joined", at - 1) if alike else None
    k -= look.tag(k) == "D"
    k -= ranked and look.stem(k) == "then"
    if k == head or look.tag(head) != "N" or k < end:
        return None
    if ranked:
        names = all(look.tokens[j].capital for j in range(k + 1, head + 1))
        follows = look.stem(k) == "by" and look.stem(k - 1) == "followed"
        alike = (
            link == "for" and look.stem(look.s.counts[at - 1].first - 1) == link
        )  # "Nahr accounted for 44, Sumar for 31"
        again = look.tag(k) in "C," and (before.relation == "joined" or alike)
        return Frame(at, before.outcome, k, count.first, "joined", at - 1) if names and (follows or again) else None
    if before.relation not in ("object", "joined") or look.tag(k) not in "C,":
        return None
    return Frame(at, before.outcome, head, head + 1, "joined", at - 1) if _does_harm(look, head) else None


def _placed_first(look: Look, k: int) -> bool:
    """ "In Nahr 44 people died, in Sumar 31": a place right before a figure, with a word before it."""
    end = k
    while look.tag(k) in "NJ" and look.tokens[k].capital and k > end - 5:
        k -= 1
    return k < end and look.stem(k) in look.play["placing"]


def _does_harm(look: Look, head: int) -> bool:
    """Whether a noun names armed people or what kills: rebels, the army, shelling."""
    noun = look.people.get(look.stem(head))
    armed = noun is not None and noun.status in ("state_forces", "armed_group")
    return armed or look.stem(head) in look.play["forces"] or look.stem(head) in look.play["kills"]


def other_hands(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """ "Five at the hands of the army, and six others at the hands of rebels": the same harm by somebody else."""
    count = look.s.counts[at]
    if count.phrase.counts == "things" or look.tag(count.first - 1) not in "C," or not _at_hands(look, count.last):
        return None
    last = look.s.counts[at - 1].last if at else look.s.first
    first = next((n for n in range(at - 1, -1, -1) if n in frames and frames[n].relation != "part"), None)
    if first is None or not frames[first].real or not any(_at_hands(look, k) for k in range(last, count.first)):
        return None
    return Frame(at, frames[first].outcome, frames[first].first, frames[first].last, "joined", first)


def _at_hands(look: Look, k: int) -> bool:
    """Whether "at the hands of" stands at a token, perhaps after a comma."""
    k += look.tag(k) == ","
    return look.stem(k) == "at" and look.stem(k + 2) in look.play["hands"]


def in_series(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """The frame of a count that begins a clause after a semicolon; None where it begins none."""
    count = look.s.counts[at]
    k = count.first - 1
    if look.tag(k) == "C":
        k -= 1
    if k <= look.s.first or look.tokens[k].text != ";" or count.article:
        return None
    if count.phrase.counts != "people" and not (not count.phrase.heads and look.tag(count.last) == "P"):
        return None
    if _told_anew(look, count.last):
        return None
    before = _clause_before(look, k)
    first = next((n for n in range(at) if n in frames and look.s.counts[n].first in before), None)
    if first is None or not frames[first].real:
        return None
    frame = frames[first]
    if frame.relation == "part" and frame.head is not None:
        return frame._replace(at=at)
    return Frame(at, frame.outcome, frame.first, frame.last, "joined", first)


def after_series(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """The frame of a count in a list after one that begins such a clause: "; nine rebels and 13 soldiers"."""
    if at - 1 not in frames or frames[at - 1].relation != "part":
        return None
    whole = whole_of(look.s, at, frames)
    return frames[at - 1]._replace(at=at) if whole is not None and whole == frames[at - 1].head else None


def _told_anew(look: Look, at: int) -> bool:
    """Whether a clause has a verb of its own: "; 30 in Homs were arrested", not "; 30 rebels who were in Homs"."""
    for k in range(at, min(at + 16, look.s.last)):
        if look.tag(k) in ".W":
            return False
        if look.tag(k) in "AM":
            return True
    return False


def _clause_before(look: Look, semicolon: int) -> range:
    """The clause that a semicolon ends, from the mark before it."""
    k = semicolon - 1
    while k > look.s.first and look.tokens[k].text not in ";:":
        k -= 1
    return range(k, semicolon)
