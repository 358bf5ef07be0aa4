"""All places that the reports of a casebook name, each once, with what holds it."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from recount.model import Place

from .gazetteer import gazetteer
from .places import Located, looked_up


class Told(NamedTuple):
    """What reports have told of a place, and which reports (ids) where the gazetteer does not know it."""

    places: set[Place]
    by: set[str]


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
            own.add(place.id)
            around.update(dict.fromkeys(place.within))  # known also where others put the place elsewhere
            if place.id not in self._told:
                self._told[place.id] = Told(set(), set())
            told = self._told[place.id]
            if gazetteer().get(place.id) is None:
                told.by.add(report)
            if place not in told.places:
                told.places.add(place)
                self._fresh.add(place.id)
        for id, place in looked_up(id for id in around if id not in own and id not in self.known).items():
            self.known.setdefault(id, place)

    def settle(self) -> frozenset[str]:
        """Bring `known` up to date; the ids of the reports that name places that are other than they were."""
        moved: set[str] = set()
        for id in self._fresh:
            place, before = merged(self._told[id].places), self.known.get(id)
            if before is not None and before != place:
                moved |= self._told[id].by
            self.known[id] = place
            for holder, held in _held([place]).items():
                self.known.setdefault(holder, held)
        self._fresh.clear()
        return frozenset(moved)

    def named(self, others: Iterable[str]) -> tuple[Place, ...]:
        """The places that claims name and some others by id, with all that hold them, sorted by id."""
        used = self._told.keys() | set(others)
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
    first, *others = sorted(told, key=lambda place: (place.id, place.name, place.within))
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


def _held(places: Iterable[Place]) -> dict[str, Place]:
    """What holds some places, so far as the gazetteer knows it."""
    found = {}
    for place in places:
        for holder in place.within:
            entry = gazetteer().get(holder)
            if entry is not None:
                found[holder] = entry.place
    return found
