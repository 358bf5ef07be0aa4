"""Attackers: who did it as the noun of an attack, of a clash or of a prison tells."""

from __future__ import annotations

from collections.abc import Iterator

from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, np_after, np_before
from .actors import Actor, Acts, actor_of, acts


def attacks(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "in Turkish shelling", "during a regime air raid", "Israeli strikes … killing five"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    if known.naming.isdisjoint(view.stems[first:last]):
        return
    for k in range(first, last):
        if tokens[k].stem not in known.naming or _goes_with(view, line, k + 1, known):
            continue
        verbal = k > first and (tags[k] == "G" or (tags[k] == "V" and _as_noun(view, k)))
        np = np_before(tokens, tags, k if verbal else k + 1, line.sentence.first)
        if np is not None and np.first == k and k - 1 > first and tags[k - 1] == "H":
            owner = np_before(tokens, tags, k - 1, line.sentence.first)  # "Russia's overnight bombardment"
            np = Np(owner.first, k + 1) if owner is not None and tokens[owner.last - 1].possessive else np
        if np is not None:
            inner = next((j + 1 for j in range(k - 1, np.first - 1, -1) if tags[j] in "PT"), np.first)
            np = Np(inner, k if tags[k] == "V" else k + 1)  # "lost his life in a Turkish shelling of"
        found = actor_of(view, np, k, "named before the attack") if np is not None else None
        if found is not None:
            yield found


def _as_noun(view: View, k: int) -> bool:
    """Whether a word that may be a verb is the noun of an attack: "in Israeli strikes on Tell", "US strikes killed"."""
    whose = view.stems[k - 1] in acts(view.language).adjectives or view.stems[k - 1] in acts(view.language).actors
    return whose and (k + 1 >= len(view.tags) or view.tags[k + 1] in "PEAVHS.,)")


def _goes_with(view: View, line: Line, at: int, known: Acts) -> bool:
    """Whether a word of attack only describes the noun after it: "the Russian air base"."""
    if at >= line.sentence.last or view.tags[at] != "N":
        return False
    after = view.tokens[at]
    return not after.capital and after.stem not in known.attacks


def opponents(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "Killed in clashes with X", "died as they fought X": the other side."""
    known, stems = acts(view.language), view.stems
    if known.fights.isdisjoint(stems[first:last]) and known.fought.isdisjoint(stems[first:last]):
        return
    for k in range(first + 1, last):
        clash = stems[k] in known.against and stems[k - 1] in known.fights
        if not clash and not (stems[k] in known.fought and _they(view, k)):
            continue
        np = np_after(view.tokens, view.tags, k + 1, line.sentence.last)
        found = actor_of(view, np, k, "the other side of a clash") if np is not None else None
        if found is not None:
            yield found


def _they(view: View, verb: int) -> bool:
    """Whether those told before it are the subject of a verb: "as they fought", "while battling"."""
    return view.stems[verb - 1] in acts(view.language).themselves or view.tags[verb - 1] == "S"


def jailers(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "Died under torture in a regime prison", "in the prisons of the Military Police"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    if known.jails.isdisjoint(view.stems[first:last]) or known.in_jail.isdisjoint(view.stems[first:last]):
        return
    for k in range(first + 1, last):
        if tokens[k].stem not in known.jails or (k + 1 < last and tokens[k + 1].stem in known.jails):
            continue
        whose = k + 2 < last and tokens[k + 1].stem == "of"
        np = np_after(tokens, tags, k + 2, last, links=frozenset()) if whose else None
        if np is None:
            np = np_before(tokens, tags, k, line.sentence.first)
            np = Np(max(np.first, np.last - 2), np.last) if np is not None else None
        if np is not None and not known.adjectives.isdisjoint(view.stems[np.first : np.last]):
            yield Actor(k, np, "whose prison it is")
