"""Rulings: which reports a reviewer has put together or apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

Pair = tuple[str, str]


class Rulings(NamedTuple):
    """Pairs of report ids that must be of one event, and pairs that must not; every grouping after keeps to them.

    Where both cannot be kept, `apart` wins: reports wrongly kept apart are counted twice in plain sight, while reports
    wrongly merged vanish in each other.
    """

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    @classmethod
    def of(cls, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> Rulings:
        """Rulings from pairs of report ids in any order; a report with itself is left out."""
        return cls(_pairs(together), _pairs(apart))

    def reports(self) -> set[str]:
        """The ids of all reports that are ruled on."""
        return {id for pair in (*self.together, *self.apart) for id in pair}


def _pairs(given: Iterable[Pair]) -> frozenset[Pair]:
    return frozenset((min(pair), max(pair)) for pair in given if pair[0] != pair[1])
