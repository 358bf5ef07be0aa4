"""Vectors: the rare words of many reports in little memory, and their cosines, exact in whole numbers."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SCALE = 10_000
"""Weights are kept as whole ten-thousandths, so that a cosine is the same from either side."""
LEADING = 32
"""A report's weightiest words, by which reports like it are looked for."""


class Likewise(NamedTuple):
    """How alike two reports' words are: the cosine, 0..1, and how many rare words they share."""

    cosine: float
    shared: int


class Vectors:
    """The weights of reports' rare words, by the reports' numbers in the order of adding; words are numbered too."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._words: list[str] = []
        self._terms: list[array[int]] = []
        self._weights: list[array[int]] = []

    def number(self, word: str) -> int:
        """The number of a word or name, the same whenever it is asked for."""
        number = self._number.setdefault(word, len(self._words))
        if number == len(self._words):
            self._words.append(word)
        return number

    def word(self, number: int) -> str:
        """The word of a number."""
        return self._words[number]

    def add(self, weights: Mapping[str, float]) -> None:
        """Take in the next report's words, the weightiest first."""
        row = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        self._terms.append(array("I", [self.number(word) for word, _ in row]))
        self._weights.append(array("H", [round(SCALE * weight) for _, weight in row]))

    def leading(self, report: int) -> Sequence[int]:
        """The numbers of a report's weightiest words."""
        return self._terms[report][:LEADING]

    def row(self, report: int) -> dict[int, int]:
        """A report's weights by word number, to compare it with others."""
        return dict(zip(self._terms[report], self._weights[report], strict=True))

    def compare(self, row: Mapping[int, int], other: int) -> Likewise:
        """How alike a report's row is to another report."""
        total = shared = 0
        for term, weight in zip(self._terms[other], self._weights[other], strict=True):
            here = row.get(term)
            if here is not None:
                total += here * weight
                shared += 1
        return Likewise(total / SCALE**2, shared)
