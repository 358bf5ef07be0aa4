"""The part-of lattice of an event's tolls: which holds which, and which have nobody in common.

Tolls are numbered as they come; sets of them are integers of which each bit stands for one toll. What one toll has to
do with all others is put together from its outcome, group, place and perpetrator, each looked at once for each value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from . import groups
from .places import Places
from .tolls import TollKey, actor_holds, order, outcome_holds, outcomes_disjoint


def members(mask: int) -> Iterator[int]:
    """The numbers whose bits are set, from the lowest on."""
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit


class _Field:
    """The values of one field of the tolls, with the tolls that have each."""

    def __init__(self, holds: Callable[..., bool], disjoint: Callable[..., bool]) -> None:
        self._holds = holds
        self._disjoint = disjoint
        self._tolls: dict[object, int] = {}

    def around(self, value: object) -> tuple[int, int, int]:
        """The tolls whose value holds this one, is held by it, and has nobody in common with it."""
        wider = narrower = apart = 0
        for other, tolls in self._tolls.items():
            if self._holds(other, value):
                wider |= tolls
            if self._holds(value, other):
                narrower |= tolls
            if self._disjoint(value, other):
                apart |= tolls
        return wider, narrower, apart

    def add(self, value: object, bit: int) -> None:
        """Note that a toll has a value."""
        self._tolls[value] = self._tolls.get(value, 0) | bit


class _Sites:
    """The same for places, of which an event may have thousands: they are found by what holds them."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._at: dict[str | None, int] = {}
        self._under: dict[str | None, int] = {}
        self._of_region: dict[str, int] = {}
        self._in_region: dict[str, int] = {}
        self._plain = 0

    def around(self, place: str | None) -> tuple[int, int, int]:
        """As `_Field` has it."""
        wider = 0
        for holder in self._places.wider(place):
            wider |= self._at.get(holder, 0)
        narrower = self._under.get(place, 0)
        apart = self._plain & ~self._related(place) if place is not None and self._places.is_plain(place) else 0
        return wider, narrower, apart

    def _related(self, place: str) -> int:
        """The tolls at a place, at those in it, and at those that hold it."""
        region = self._places.region_of(place)
        found = self._in_region.get(region, 0)
        for holder in self._places.chain_of(region):
            found |= self._of_region.get(holder, 0)
        return found

    def add(self, place: str | None, bit: int) -> None:
        """Note that a toll counts a place."""
        self._at[place] = self._at.get(place, 0) | bit
        self._under[None] = self._under.get(None, 0) | bit
        if place is None:
            return
        for holder in self._places.chain_of(place):
            self._under[holder] = self._under.get(holder, 0) | bit
        region = self._places.region_of(place)
        self._of_region[region] = self._of_region.get(region, 0) | bit
        for holder in self._places.chain_of(region):
            self._in_region[holder] = self._in_region.get(holder, 0) | bit
        if self._places.is_plain(place):
            self._plain |= bit


class Lattice:
    """All tolls of an event; each new one finds its place among those that are here."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.keys: list[TollKey] = []
        self._number: dict[TollKey, int] = {}
        self._wider: list[int] = []
        self._narrower: list[int] = []
        self._disjoint: list[int] = []
        self._outcomes = _Field(outcome_holds, outcomes_disjoint)
        self._groups = _Field(groups.holds, groups.disjoint)
        self._sites = _Sites(places)
        self._actors = _Field(actor_holds, lambda a, b: False)

    def number(self, key: TollKey) -> int:
        """The number of a toll, which is given one where it has none yet."""
        found = self._number.get(key)
        return self._add(key) if found is None else found

    def _add(self, key: TollKey) -> int:
        mine = len(self.keys)
        bit = 1 << mine
        fields = ((self._outcomes, key.outcome), (self._groups, key.group), (self._actors, key.perpetrator))
        wider, narrower, apart = self._sites.around(key.place)
        for field, value in fields:
            holders, held, disjoint = field.around(value)
            wider, narrower, apart = wider & holders, narrower & held, apart | disjoint
            field.add(value, bit)
        self._sites.add(key.place, bit)
        wider, narrower = wider & ~apart, narrower & ~apart
        for number in members(narrower):
            self._wider[number] |= bit
        for number in members(wider):
            self._narrower[number] |= bit
        for number in members(apart):
            self._disjoint[number] |= bit
        self.keys.append(key)
        self._number[key] = mine
        self._wider.append(wider)
        self._narrower.append(narrower)
        self._disjoint.append(apart)
        return mine

    def mask(self, keys: Iterable[TollKey]) -> int:
        """Tolls as a set."""
        found = 0
        for key in keys:
            found |= 1 << self.number(key)
        return found

    def wider(self, number: int) -> int:
        """The tolls that surely hold this one, itself left out."""
        return self._wider[number]

    def narrower(self, number: int) -> int:
        """The tolls that this one surely holds, itself left out."""
        return self._narrower[number]

    def disjoint(self, number: int) -> int:
        """The tolls that surely count nobody whom this one counts."""
        return self._disjoint[number]

    def nearest(self, key: TollKey, among: int) -> list[TollKey]:
        """Of the tolls `among` which hold this one, those with none of them in between, in order."""
        found = self._wider[self.number(key)] & among
        near = [self.keys[one] for one in members(found) if not self._narrower[one] & found]
        return sorted(near, key=order) if len(near) > 1 else near
