"""The part-of lattice of an event's tolls: which holds which, and which have nobody in common.

Tolls are numbered as they come; sets of them are integers of which each bit stands for one toll.
"""

from __future__ import annotations

from collections.abc import Iterator

from .places import Places
from .tolls import TollKey, disjoint, holds, order


def members(mask: int) -> Iterator[int]:
    """The numbers whose bits are set, from the lowest on."""
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit


class Lattice:
    """All tolls of an event. Each new one is set against those that are here; cost grows with their number."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.keys: list[TollKey] = []
        self._number: dict[TollKey, int] = {}
        self._wider: list[int] = []
        self._narrower: list[int] = []
        self._disjoint: list[int] = []

    def number(self, key: TollKey) -> int:
        """The number of a toll, which is given one where it has none yet."""
        found = self._number.get(key)
        return self._add(key) if found is None else found

    def _add(self, key: TollKey) -> int:
        mine = len(self.keys)
        bit = 1 << mine
        wider = narrower = apart = 0
        for number, other in enumerate(self.keys):
            if disjoint(key, other, self.places):
                apart |= 1 << number
                self._disjoint[number] |= bit
            elif holds(other, key, self.places):
                wider |= 1 << number
                self._narrower[number] |= bit
            elif holds(key, other, self.places):
                narrower |= 1 << number
                self._wider[number] |= bit
        self.keys.append(key)
        self._number[key] = mine
        self._wider.append(wider)
        self._narrower.append(narrower)
        self._disjoint.append(apart)
        return mine

    def mask(self, keys: Iterator[TollKey]) -> int:
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
