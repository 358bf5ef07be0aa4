"""Vectors: the rare words of reports in little memory, and their cosines, exact in whole numbers."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

SCALE = 10_000
"""Weights are kept as whole ten-thousandths, so that a cosine is the same from either side."""
LEADING = 32
"""A report's weightiest words, by which reports like it are looked for."""


class Likewise(NamedTuple):
    """How alike two reports' words are: the cosine, 0..1, and how many rare words they share."""

    cosine: float
    shared: int


class Row(NamedTuple):
    """One report's rare words by number, the weightiest first, with their weights."""

    terms: array[int]
    weights: array[int]

    @property
    def leading(self) -> Sequence[int]:
        """The weightiest words."""
        return self.terms[:LEADING]


@lru_cache(maxsize=1 << 16)
def number_of(word: str) -> int:
    """A word or name as a number below 2^32, the same in every casebook; odd for a name of several words.

    Two words of one number are taken for one: of a million words a hundred pairs are, and they seldom meet.
    """
    made = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
    return made | 1 if " " in word else made & ~1


def row_of(weights: Mapping[str, float]) -> Row:
    """A report's words as numbers."""
    row = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return Row(
        array("I", [number_of(word) for word, _ in row]), array("H", [round(SCALE * weight) for _, weight in row])
    )


def by_number(row: Row) -> dict[int, int]:
    """A report's weights by word number, to compare it with others."""
    return dict(zip(row.terms, row.weights, strict=True))


def compare(here: Mapping[int, int], other: Row) -> Likewise:
    """How alike a report's weights are to another report."""
    total = shared = 0
    for term, weight in zip(other.terms, other.weights, strict=True):
        mine = here.get(term)
        if mine is not None:
            total += mine * weight
            shared += 1
    return Likewise(total / SCALE**2, shared)
