"""Which place a name means: what the words, the report and, last, the numbers of people say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .gazetteer import Entry, How, Match, gazetteer
from .gazetteer.folding import fold, skeleton
from .place_mentions import MANY, Around, renown
from .place_words import Named

DOMINANT = 10
"""How many times the people of the next place a place must have to be meant by its bare name alone."""

FAMOUS = 100_000
"""People from which a place may be meant though it lies in no country that the report names."""


class Choice(NamedTuple):
    """The place that a name means, None where nothing decides; all that it may mean, and why in a plain sentence.

    `how` tells how the name fits the place; `open` that several places may be meant and nothing tells which.
    """

    entry: Entry | None
    candidates: tuple[Entry, ...]
    reason: str
    how: How | None = None
    open: bool = False


def choose(named: Named, holders: Sequence[Entry], around: Around, beside: Sequence[Entry] = ()) -> Choice:
    """Which place of the gazetteer a name means.

    Places in `holders` (said to hold it) come first, then those in what the report names (`around`); the number of
    people decides only where one place has ten times as many as the next and nothing speaks against it.
    """
    matches, known = _matches(named, holders, around)
    if not matches:
        return Choice(None, (), "the gazetteer does not know this name")
    if holders:
        ids = {place for holder in holders for place in (holder.id, *holder.within[: holder.kind == "town"])}
        inside = [match for match in matches if ids & {match.entry.id, *match.entry.within}]
        if not inside:
            return Choice(None, (), f"the gazetteer knows no such place in {holders[0].name}, where the words put it")
        matches, where = inside, f"lies in {holders[0].name}, as the words say"
    else:
        where = ""
    usual = gazetteer().usual(known) if not named.level else None
    if usual is not None and any(match.entry == usual for match in matches):
        matches = [match for match in matches if usual.id not in match.entry.within]
    matches = _called(named, matches, known)
    candidates = tuple(match.entry for match in matches)
    if len(matches) == 1 and where:
        return Choice(candidates[0], candidates, _sentence(matches[0], where), matches[0].how)
    support = [(_support(match.entry, around, beside), match) for match in matches]
    best = max(score for score, _ in support)
    near = [match for score, match in support if score > 0 and score * 2 > best] if best > 0 else []
    pool = near or matches
    exact = [match for match in pool if match.how == "name"]
    pool = exact or pool
    if near and len(pool) == 1:
        return Choice(
            pool[0].entry, candidates, _sentence(pool[0], _named_holder(pool[0].entry, around, beside)), pool[0].how
        )
    return _by_people(fold(known), pool, candidates, around, trusted=bool(near or where))


def _matches(named: Named, holders: Sequence[Entry], around: Around) -> tuple[list[Match], str]:
    """The gazetteer's places for the name, by all its words where these are a name of their own."""
    short = gazetteer().abbreviated(named.whole)
    if short is not None and (
        named.whole.endswith(".") or short.kind == "country" or (holders and len(named.name) == 2)
    ):
        return [Match(short, "name")], named.whole
    if named.whole != named.name:
        whole = [match for match in gazetteer().find(named.whole) if match.how == "name"]
        if whole:
            return whole, named.whole
    if named.part == "countryside":
        rural = [match for match in gazetteer().find(f"rural {named.name}") if match.how == "name"]
        if rural:
            return rural, named.name
    main = around.country
    countries = {entry.country for entry in holders} or ({main.country} if main else set[str]())
    return list(gazetteer().find(named.name, sorted(countries))), named.name


def _called(named: Named, matches: list[Match], name: str) -> list[Match]:
    """Those of the kind that a noun calls the place; else a country before what it holds, a town before its province.

    A town that has its province's name only besides its own ("Akkar" for Halba) comes after the province. A side of a
    town or the land around it ("northern Aleppo", "Aleppo countryside") is looked for in the province.
    """
    kinds = {
        "town": ("town",),
        "province": ("province", "county"),
        "county": ("county", "province"),
        "country": ("country",),
    }.get(named.level, ())
    if not kinds and named.part not in ("", "centre"):
        kinds = ("country", "province")
    called = [match for match in matches if match.entry.kind in kinds]
    if called:
        return called
    top = {match.entry.id for match in matches if match.entry.kind == "country"}
    matches = [match for match in matches if not top & set(match.entry.within)]
    folded = fold(name)
    provinces = {match.entry.id for match in matches if match.entry.kind == "province" and _shares(match, folded)}
    if provinces:
        matches = [
            m for m in matches if m.entry.kind != "town" or _shares(m, folded) or provinces.isdisjoint(m.entry.within)
        ]
    seats = {holder for match in matches if match.entry.kind == "town" for holder in match.entry.within}
    return [match for match in matches if match.entry.id not in seats or match.entry.kind == "country"]


def _shares(match: Match, folded: str) -> bool:
    """Whether a place is shown by a name, in one of its spellings, or by one that begins with it ("Akkar province")."""
    shown = fold(match.entry.name)
    return shown.startswith(folded) or (skeleton(shown) or shown).startswith(skeleton(folded) or folded)


def _support(entry: Entry, around: Around, beside: Sequence[Entry]) -> float:
    """How much the report's own places speak for a place: those that hold it, the nearest most."""
    if entry.kind == "country":
        return 30.0 * around.weights.get(entry.id, 0.0) + 1.0
    score = 0.0
    for place in entry.within:
        step = 1.0 if "." not in place else 3.0
        score += step * around.weights.get(place, 0.0)
        score += 20.0 * any(place in (other.id, *other.within) and "." in place for other in beside)
    if entry.kind == "province":
        score += 3.0 * around.weights.get(entry.id, 0.0)
    return score


def _named_holder(entry: Entry, around: Around, beside: Sequence[Entry]) -> str:
    for other in beside:
        if set(entry.within) & {other.id, *other.within}:
            return f"lies near {other.name}, as the words say"
    if entry.kind == "country":
        return "is a country"
    held = [place for place in entry.within if around.weights.get(place, 0.0) > 0]
    holder = gazetteer().get(held[0]) if held else None
    return f"lies in {holder.name}, which the report speaks of" if holder else "is named in the report"


def _by_people(name: str, pool: list[Match], candidates: tuple[Entry, ...], around: Around, *, trusted: bool) -> Choice:
    ranked = sorted(pool, key=lambda match: (-renown(match.entry, name), match.entry.id))
    first = ranked[0]
    dominant = len(ranked) == 1 or renown(first.entry, name) >= DOMINANT * renown(ranked[1].entry, name)
    abroad = not trusted and bool(around.weights)
    if not dominant and abroad:
        return Choice(None, candidates, "the places of this name lie in no country that the report speaks of")
    if not dominant:
        return Choice(
            None, candidates, f"{len(candidates)} places bear this name, and nothing tells which is meant", open=True
        )
    if (abroad or (not trusted and first.how != "name")) and (
        first.how != "name" or (first.entry.kind == "town" and first.entry.population < FAMOUS)
    ):
        return Choice(None, candidates, "the places of this name lie in no country that the report speaks of")
    if not trusted and first.entry.kind == "town" and first.entry.population < MANY:
        return Choice(None, candidates, "a small place bears this name, and the report speaks of nothing near it")
    if len(ranked) == 1:
        return Choice(first.entry, candidates, _sentence(first, "is the only place of this name"), first.how)
    most = all(first.entry.population >= DOMINANT * other.entry.population for other in ranked[1:])
    why = "has by far the most people" if most else "is the best known by this name"
    return Choice(first.entry, candidates, _sentence(first, f"{why} of {len(candidates)} such places"), first.how)


def _sentence(match: Match, why: str) -> str:
    taken = {
        "name": f"{match.entry.name} {why}",
        "spelling": f"another spelling of {match.entry.name}, which {why}",
        "similar": f"only similar to {match.entry.name}, which {why}",
    }
    return taken[match.how]
