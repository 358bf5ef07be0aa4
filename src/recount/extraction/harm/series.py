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
