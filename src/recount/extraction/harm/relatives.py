"""Relative clauses after a count: whether they tell of some only, and where what is told of all goes on."""

from __future__ import annotations

from ..counting.counts import Count
from .look import Look
from .outcomes import Predicate


def own_of_them(look: Look, figure: int, k: int) -> int | None:
    """Where what is told of some only ends: "four million people, half of them already displaced, live there"."""
    if look.stem(figure) != "of" or look.stem(figure + 1) != "them":
        return None
    while look.tag(k) in "RA":
        k += 1
    predicate = look.at_first.get(k)
    return predicate.last if predicate is not None and (predicate.bare or predicate.passive) else None


def goes_on(look: Look, count: Count, k: int) -> bool:
    """Whether what is told of all goes on at `k` after "six of whom were women", in texts without commas."""
    if look.tag(k - 1) != "N" or not (look.tag(k) == "A" or dies_at(look, k)):
        return False
    whom = next((j for j in range(k - 2, count.last, -1) if look.tag(j) == "W"), None)
    return whom is not None and look.tag(whom + 1) == "A" and whom + 2 < k


def dies_at(look: Look, k: int) -> bool:
    """Whether a finite verb of harm that its subject suffers stands at `k`: "six of whom were officers, died"."""
    predicate = look.at_first.get(k)
    return predicate is not None and predicate.victim == "subject" and look.tag(k) in "VE"


def of_another(look: Look, count: Count, k: int) -> bool:
    """Whether a relative clause at `k` tells of one only, and several are counted: "Four men and a fifth who was …"."""
    singular = look.stem(k + 1) in look.play["singular"] and count.figure.figure.stated != (1, 1)
    return singular and k > count.last + 1


def graver_after(look: Look, told: Predicate, stop: int) -> bool:
    """Whether worse is told of those who fled or were seized, before any other count: "who fled were killed"."""
    for k in range(told.last, stop):
        if k in look.starts:
            return False
        later = look.at_first.get(k)
        if later is not None:
            worse = later.outcome not in ("displaced", told.outcome)
            return worse and later.real and (later.passive or later.victim in ("subject", "state"))
    return False
