"""Holders: which reports hold which runs of words, kept small enough for millions of runs."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import repeat
from typing import NamedTuple

_SMALLEST = 1 << 12
AT_HAND = 1 << 20
"""Keys added just now whose holders are kept at hand, at most: they are asked for next."""


class Crowd(NamedTuple):
    """What is known of a key with more holders than are listed: how many, and the first and last day of the dated."""

    number: int
    first: int
    last: int


class Holders:
    """An index from keys (numbers below 2^32) to the reports (numbers from 0) that hold them, in order of arrival.

    Of a key with more holders than `most` only the first are listed and the rest counted, so that what stands in every
    report costs no more than what stands in some. A holder takes 12 bytes and a slot, in chains through flat
    arrays.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._keys = array("I")
        self._reports = array("I")
        self._next = array("I")
        self._heads = array("I", bytes(4 * _SMALLEST))
        self._crowds: dict[int, Crowd] = {}
        self._met: dict[int, list[int]] = {}

    def add(self, keys: Iterable[int], report: int, day: int = 0) -> None:
        """Note that a report holds some keys, each once; `day` is its ordinal day, 0 where it has none."""
        given = list(keys)
        self._widen(len(self._keys) + len(given))
        crowds, met, most, heads = self._crowds, self._met, self._most, self._heads
        all_keys, next_, mask = self._keys, self._next, len(self._heads) - 1
        enter, follow = all_keys.append, next_.append
        at = len(all_keys)
        self._reports.extend(repeat(report, len(given)))
        for key in given:
            held = met.get(key)
            if held is None:
                held = self.of(key) if heads[key & mask] else []
                if len(met) < AT_HAND:
                    met[key] = held
            if len(held) < most:
                at += 1
                slot = key & mask
                enter(key)
                follow(heads[slot])
                heads[slot] = at
                held.append(report)
            else:
                crowd = crowds.get(key) or Crowd(len(held), 0, 0)
                first = min(filter(None, (crowd.first, day)), default=0)
                crowds[key] = Crowd(crowd.number + 1, first, max(crowd.last, day))
        del self._reports[at:]

    def of(self, key: int) -> list[int]:
        """The first reports that hold a key, in order of arrival; not to be changed."""
        met = self._met.get(key)
        if met is not None:
            return met
        heads = self._heads
        at = heads[key & (len(heads) - 1)]
        found: list[int] = []
        if not at:
            return found
        keys, next_ = self._keys, self._next
        while at:
            if keys[at - 1] == key:
                found.append(self._reports[at - 1])
            at = next_[at - 1]
        found.reverse()
        return found

    def done(self) -> None:
        """Let go of what was kept at hand because it was added just now."""
        self._met.clear()

    def crowd(self, key: int) -> Crowd | None:
        """What is known of the holders of a key that are not listed, None where all are."""
        return self._crowds.get(key)

    def _widen(self, most: int) -> None:
        """Make room for so many holders."""
        if most <= len(self._heads):
            return
        heads = array("I", bytes(8 * len(self._heads)))
        while most > len(heads):
            heads *= 2
        mask = len(heads) - 1
        for at, key in enumerate(self._keys):
            self._next[at] = heads[key & mask]
            heads[key & mask] = at + 1
        self._heads = heads
