"""Bare figures for the harm told right before them: another's count, that of another time, the running total."""

from __future__ import annotations

from collections.abc import Mapping

from ..counting.counts import Count
from .look import Frame, Look

TOTAL = 9
"""So many words at most stand between "bringing the total" and its figure."""


def restated(look: Look, at: int, frames: Mapping[int, Frame]) -> Frame | None:
    """What a figure without a noun says again of the harm that the count before it tells."""
    count, before = look.s.counts[at], frames.get(at - 1)
    if before is None or count.phrase.heads or count.article or count.figure.kind != "number":
        return None
    k = count.first - 1
    if _compared(look, k):
        return Frame(at, before.outcome, before.first, before.last, "noun", None, before.real)  # its time is its own
    if (words := _admitted(look, count, k)) is not None:
        return Frame(at, before.outcome, words[0], words[1], "joined", at - 1, before.real)
    words = _put_at(look, k) or _total(look, k)
    return Frame(at, before.outcome, words[0], words[1], "toll", None, before.real) if words else None


def _compared(look: Look, k: int) -> bool:
    """ "40 homicides this year, up from 31", "compared with 31 last year": the same, of another time."""
    pair = f"{look.stem(k - 1)} {look.stem(k)}"
    return pair in look.play["compared"] or look.stem(k) in look.play["compared"]


def _put_at(look: Look, k: int) -> tuple[int, int] | None:
    """ "12 died; the rebels put the number at 20": another's figure of the same."""
    if look.stem(k) != "at" or look.stem(k - 1) not in look.known.toll_counted or look.tag(k - 2) != "D":
        return None
    return (k - 1, k) if look.stem(k - 3) in look.play["puts"] else None


def _admitted(look: Look, count: Count, k: int) -> tuple[int, int] | None:
    """ "Monitors count 900 dead; the alliance itself admits to 73"."""
    k -= look.stem(k) == "to"
    closes = look.tag(count.last) in ".,;:CP"
    return (k, k + 1) if closes and look.tag(k) in "VE" and look.stem(k) in look.play["owns_to"] else None


def _total(look: Look, k: int) -> tuple[int, int] | None:
    """ "5,000 fled on Monday, bringing the total since May to over 80,000"."""
    if look.stem(k) != "to":
        return None
    for j in range(k - 1, max(look.s.first, k - TOTAL), -1):
        if look.stem(j) in look.known.toll_counted and look.tag(j - 1) == "D":
            return (j, j + 1) if look.stem(j - 2) in look.play["brings"] else None
        if look.tag(j) in ".,VAW":
            return None
    return None
