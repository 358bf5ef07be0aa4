"""Chains: places that tell where others lie ("Sarmin in Hadar province"), and those of a list's items."""

from __future__ import annotations

from ..harm.harm import harm
from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np
from .ground_words import ground_words


def one_chain(view: View, one: Np, other: Np) -> bool:
    """Whether the second place tells where the first lies: "Sarmin in Hadar", "Tell, the largest town in Hadar".

    An act between them is what the second is of: "in Sarmin after the shelling of Hadar".
    """
    gap = range(one.last, other.first)
    known = ground_words(view.language)
    told = [k for k in gap if view.stems[k] in known.lying]  # "Sarmin, which lies in Hadar"
    if len(gap) > (CLAUSE if told else CHAIN):
        return False
    if not all(view.tags[k] in ("PDJN,EWR" if told else "PDJN,EC") or k in told for k in gap):
        return False
    if any(view.tags[k] == "C" and not _named_on(view, k) for k in gap):
        return False
    if not known.attacks.isdisjoint(view.stems[one.last : other.first]):
        return False
    aside = view.tokens[other.first].stem in known.directions
    return any(view.tags[k] == "P" for k in gap) or (aside and len(gap) <= 1)


def _named_on(view: View, k: int) -> bool:
    """Whether a name follows "and": "Sarmin and the Tell camp in Hadar" lie in one place."""
    return view.tokens[k + 1 + (view.tags[k + 1] == "D")].capital


CLAUSE = 12
"""So many words at most stand between a place and where a clause says it lies."""


def lies_in(view: View, one: Np, other: Np) -> bool:
    """Whether nothing but "in" leads from a place to the next: "Sarmin in Hadar", not "from Sarmin at Hadar"."""
    leads = [view.stems[k] for k in range(one.last, other.first) if view.tags[k] == "P"]
    return not leads or leads[0] in ("in", "within", "under")


CHAIN = 7
"""So many words at most stand between a place and where it lies."""


def opens_chain(view: View, line: Line, k: int, region: bool) -> Np | None:
    """ "Sarmin in Hadar province came under fire": the name that opens the sentence lies in the place after it."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    known = ground_words(view.language)
    if not region or not first < k <= first + 4 or not (tokens[k].stem in ("in", "near") and tags[k - 1] == "N"):
        return None
    names = range(first, k)
    if any(tokens[j].stem in known.attacks for j in names):
        return None
    if all(tokens[j].capital and tags[j] in "NJ" for j in names) and not any(
        tokens[j].stem in known.never or tokens[j].stem in known.peoples for j in names
    ):
        return Np(first, k)
    return None


def of_an_item(line: Line, after: int, lead: int) -> bool:
    """Whether a place is that of a bare figure past `after`: "1,225 civilians: 658 in Latakia, 384 in Tartus"."""
    return any(
        other.first >= after
        and 0 <= lead - other.last <= OF_THEM
        and not other.phrase.heads
        and not {",", "E"}.intersection(line.sentence.tags[other.last : lead])
        and line.sentence.tokens[other.first - 1].stem
        not in harm(line.sentence.language).verbs  # "wounding two in Tell"
        for other in line.sentence.counts
    )


OF_THEM = 2
"""So many words may stand between a bare figure and its place: "72 of them in Tartus"."""
