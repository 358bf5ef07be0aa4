"""Words of saying between those counted and what befell them: "Three guards, the army said, were killed"."""

from __future__ import annotations

from ..counting.counts import Count
from ..sayings.reporting import reporting
from .look import Look

ASIDE = 14
"""So many words at most stand between the marks of an aside."""

SPEAKER = 6
"""So many words at most name who says it, where no mark sets an aside off."""


def past_aside(look: Look, count: Count, k: int) -> int | None:
    """Where what is said of a count goes on after an aside at `k` that tells who says it; None where none stands."""
    if look.tag(k) == "," or look.tokens[k].text in _DASHES:
        return _between_marks(look, k)
    return _unmarked(look, k) if k == count.last else None


_DASHES = frozenset(["-", "–", "—"])


def _between_marks(look: Look, k: int) -> int | None:
    """ ", the army said on Monday, ", " - witnesses said - ", ", according to the council, "."""
    mark = look.tokens[k].text
    close = next((j for j in range(k + 1, min(k + ASIDE, look.s.last)) if look.tokens[j].text == mark), None)
    if close is None or look.tag(k + 1) in "WGSC" or any(j in look.at_first for j in range(k + 1, close)):
        return None
    told = _tells(look, k + 1, close) or _according(look, k + 1)
    return close + 1 if told else None


def _tells(look: Look, first: int, last: int) -> bool:
    """Whether a verb of saying ends a stretch but for a time and the like, or begins it and its speaker follows."""
    for j in range(first, last):
        on = look.stem(j) in look.play["goes"] and look.stem(j + 1) in look.play["goes_on"]
        if look.tag(j) in "VE" and (look.stem(j) in look.reporting or on):
            closes = j > first and all(look.tag(i) in "PHRNDT" for i in range(j + 1 + on, last))
            return closes or (j == first and look.tag(j + 1) in "DN")
    return False


def _according(look: Look, k: int) -> bool:
    """Whether a phrase before a source begins at `k`: "according to"."""
    for stems in reporting(look.s.language).according.get(look.stem(k), ()):
        if all(look.stem(k + n) == stem for n, stem in enumerate(stems)):
            return True
    return False


def _unmarked(look: Look, k: int) -> int | None:
    """ "Scores of fighters he said were killed": a speaker, a verb of saying and a form of "be", without commas."""
    j = k
    if look.tag(j) == "O":
        j += 1
    else:
        while look.tag(j) in "DJN#" and j < k + SPEAKER:
            j += 1
    said = j > k and look.stem(j) in look.play["says"] and look.tag(j + 1) == "A"
    return j + 1 if said and look.stem(j + 1) in look.play["be"] | look.play["have"] else None
