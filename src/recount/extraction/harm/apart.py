"""Those harmed, apart from the noun of harm: "the deaths in the blast of two", "injuries were sustained by two"."""

from __future__ import annotations

from ..counting.counts import Count
from .look import Frame, Look

FAR = 7
"""So many words at most stand between a noun of harm and "of" before those harmed."""


def told_apart(look: Look, at: int, count: Count, k: int) -> Frame | None:
    """What a noun of harm further off tells of a count; `k` is the word that leads to the count."""
    if look.stem(k) == "of":
        return _where_or_when(look, at, k)
    if look.stem(k) == "by":
        return _sustained(look, at, k)
    return None


def _where_or_when(look: Look, at: int, of: int) -> Frame | None:
    """ "the death in a clinic of", "the deaths in the attack of", "the death two days later of".

    What stands between is no place that so many may live at: "the deaths in a camp of 4,000 people" counts no dead.
    """
    there = look.stem(of - 1) in look.play["scenes_of_death"] or look.stem(of - 1) in look.play["afterwards"]
    if not there and look.tag(of - 1) != "H":
        return None
    for j in range(of - 2, max(look.s.first, of - FAR) - 1, -1):
        found = look.known.nominal.get(look.stem(j))
        if found is not None and "of" in found[1] and look.tag(j) == "N":
            near = look.tag(j + 1) in "P#H" and look.stem(j + 1) != "of"
            return Frame(at, found[0], j, j + 1, "nominal") if near and not look.negated(j) else None
        if look.tag(j) not in "NDJPH#R":
            return None
    return None


def _sustained(look: Look, at: int, by: int) -> Frame | None:
    """ "Injuries were sustained by several miners"."""
    if look.stem(by - 1) not in look.play["suffers"] or look.tag(by - 1) != "E":
        return None
    k = by - 2
    while look.tag(k) in "AR":
        k -= 1
    hurt = k < by - 2 and look.stem(k) in look.play["wounds"] and not look.negated(k)
    return Frame(at, "injured", k, k + 1, "nominal") if hurt else None
