"""All places that the reports of a casebook name, each once, with what holds it."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping, Sequence
from typing import Any

from msgspec.structs import replace

from recount.model import Place

from .gazetteer import gazetteer
from .places import Located, looked_up

Told = dict[Place, set[str]]
"""What reports (ids) tell of a place that the gazetteer does not know: as each has it, with those that have it so."""


class AllPlaces:
    """The places of many reports. `known` has them by id, with all that hold them, as of the last `settle`.

    A name that the gazetteer does not know is a place of its own, "name:" and the folded name, so that equal names
    stay comparable; where several reports put such a name into different places, only what they agree on holds it.
    The order in which reports came never shows.
    """

    def __init__(
        self, known: MutableMapping[str, Place] | None = None, told: MutableMapping[str, Told] | None = None
    ) -> None:
        """`known` and `told` are where places are held, by id: in memory when none are given."""
        self.known: MutableMapping[str, Place] = {} if known is None else known
        self._told: MutableMapping[str, Told] = {} if told is None else told
        self._fresh: set[str] = set()

    def add(self, located: Located, report: str = "") -> None:
        """Take in one report's places; `report` is its id."""
        own, around = set[str](), dict.fromkeys(located.main)
        for place in _one_each(located.found):
            around.update(dict.fromkeys(place.within))  # known also where others put the place elsewhere
            if gazetteer().get(place.id) is not None:
                around[place.id] = None
                continue
            own.add(place.id)
            told = self._told.setdefault(place.id, {})
            if place not in told:
                told[place] = set()
                self._fresh.add(place.id)
            told[place].add(report)
        for id, place in looked_up(id for id in around if id not in own and id not in self.known).items():
            self.known.setdefault(id, place)

    def drop(self, located: Located, report: str) -> None:
        """Let go of one report's places, which were taken in."""
        for place in _one_each(located.found):
            told = self._told.get(place.id)
            if told is None or report not in told.get(place, ()):
                continue
            told[place].remove(report)
            if told[place]:
                continue
            del told[place]
            self._fresh.add(place.id)

    def settle(self) -> frozenset[str]:
        """Bring `known` up to date; the ids of the reports that name places that are other than they were."""
        moved: set[str] = set()
        for id in sorted(self._fresh):
            if not self._told[id]:
                self._forget(id)
                continue
            place, before = merged(self._told[id]), self.known.get(id)
            if before is not None and before != place:
                moved.update(*self._told[id].values())
            self.known[id] = place
            for holder, held in _held([place]).items():
                self.known.setdefault(holder, held)
        self._fresh.clear()
        return frozenset(moved)

    def _forget(self, id: str) -> None:
        """Know of a place that no report tells of no more than the gazetteer does."""
        del self._told[id]
        place = looked_up([id]).get(id)
        if place is not None:
            self.known[id] = place
        elif id in self.known:
            del self.known[id]

    def named(self, ids: Iterable[str]) -> tuple[Place, ...]:
        """The places of some ids, with all that hold them, sorted by id."""
        used = set(ids)
        used |= {holder for id in used if id in self.known for holder in self.known[id].within}
        return tuple(self.known[id] for id in sorted(used) if id in self.known)


def places_of(located: Located) -> dict[str, Place]:
    """One report's places by id, with all that hold them, as this report has them."""
    own = {place.id: place for place in _one_each(located.found)}
    own |= {id: place for id, place in _held(own.values()).items() if id not in own}
    for id, place in looked_up(id for id in located.main if id not in own).items():
        own.setdefault(id, place)
    return own


def _one_each(places: Sequence[Place]) -> list[Place]:
    """The places of one report once each."""
    by: dict[str, set[Place]] = {}
    for place in places:
        by.setdefault(place.id, set()).add(place)
    return [merged(told) for told in by.values()]


def merged(told: Iterable[Place]) -> Place:
    """One place as several reports have it: only what all of them say holds it."""
    first, *others = sorted(told, key=in_order)
    for other in others:
        if other.within != first.within:
            first = replace(
                first,
                within=tuple(holder for holder in first.within if holder in other.within),
                country=first.country if first.country == other.country else "",
                latitude=None,
                longitude=None,
                precision="unknown",
            )
    return first


def in_order(place: Place) -> tuple[Any, ...]:
    """What places are sorted by wherever their order must not hang on chance."""
    where = place.latitude is None, place.latitude or 0.0, place.longitude or 0.0
    return (place.id, place.name, place.within, place.precision, place.country, *where)


def _held(places: Iterable[Place]) -> dict[str, Place]:
    """What holds some places, so far as the gazetteer knows it."""
    found = {}
    for place in places:
        for holder in place.within:
            entry = gazetteer().get(holder)
            if entry is not None:
                found[holder] = entry.place
    return found
