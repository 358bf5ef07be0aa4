"""Exact brute force for copies: the full table of Smith and Waterman, each report against every other.

A word that both have counts +1, a word that one has in another's stead or alone -1, and 0 a word that both have but
that makes no copy: page scraps, and formulas, found here by looking at every run of words of every report. The score of
a pair is the highest of any local alignment. Nothing is sampled or hashed. It shares with `recount.linking.copies` the
reading of words and scraps, and the numbers in the definition of a formula; nothing of the index, nothing of the
alignment. How much of two reports is alike on the whole is told by their longest common subsequence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from recount.linking.copying.bodies import SHINGLE, Body
from recount.linking.copying.candidates import CROWD, HOUSE, MONTH, SPREAD

Numbers = npt.NDArray[np.int32]


class Texts:
    """Reports as rows of numbers, a number a word, with which of them are running text and which a formula."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        numbers: dict[int, int] = {}
        self.bodies = bodies
        self.rows = [np.array([numbers.setdefault(k, len(numbers)) for k in one.keys], np.int32) for one in bodies]
        self.running = [np.frombuffer(bytes(one.counts), np.uint8) > 0 for one in bodies]
        self.formula = [np.frombuffer(bytes(one), np.uint8) > 0 for one in _formulas(bodies)]

    def scores(self, least: int) -> Numbers:
        """The best score of every pair of reports that reaches `least`; above the diagonal, the rest 0.

        Where r runs of words are alike, at least r - 1 words between them differ: a score of `least` needs at least
        `least` - 1 pairs of neighbouring words that both have in running text. Reports with fewer are not aligned.
        """
        scores = np.zeros((len(self.rows), len(self.rows)), np.int32)
        for at, others in enumerate(self._sharing(least - 1)):
            if len(others):
                scores[at, others] = self._against(at, others)
        scores[scores < least] = 0
        return scores

    def _sharing(self, least: int) -> Iterator[npt.NDArray[np.int64]]:
        """Of each report the later ones that share at least so many pairs of neighbouring words."""
        pairs, counts = [], []
        numbers: dict[tuple[int, int], int] = {}
        for row, running in zip(self.rows, self.running, strict=True):
            ends = zip(pairwise(row.tolist()), running[1:].tolist(), strict=True)
            times = Counter(numbers.setdefault(pair, len(numbers)) for pair, counts_ in ends if counts_)
            pairs.append(np.fromiter(times.keys(), np.int64, len(times)))
            counts.append(np.fromiter(times.values(), np.int32, len(times)))
        holder = np.repeat(np.arange(len(self.rows)), [len(row) for row in pairs])
        every, often = np.concatenate(pairs), np.concatenate(counts)
        mine = np.zeros(len(numbers), np.int32)
        for at, own in enumerate(pairs):
            mine[own] = counts[at]
            shared = np.bincount(holder, np.minimum(mine[every], often), len(self.rows))
            mine[own] = 0
            yield at + 1 + np.flatnonzero(shared[at + 1 :] >= least)

    def _against(self, at: int, others: npt.NDArray[np.int64]) -> Numbers:
        """The best scores of one report against some, whose words stand one after another, parted by -1."""
        whole = _joined([self.rows[other] for other in others], -1)
        news = _joined([self.running[other] & ~self.formula[other] for other in others], False)
        running = _joined([self.running[other] for other in others], False)
        starts = np.cumsum([0, *(len(self.rows[other]) + 1 for other in others)])[:-1]
        parts = np.zeros(len(whole), np.int32)
        parts[starts[1:]] = 1
        apart = np.int32(len(self.rows[at]) + 1)  # more than any score: none is carried into the next report
        steps = np.arange(len(whole), dtype=np.int32) + np.cumsum(parts, dtype=np.int32) * apart
        ends = whole == -1
        before = np.zeros(len(whole) + 1, np.int32)
        best = np.zeros(len(whole), np.int32)
        for word, runs, formula in zip(self.rows[at], self.running[at], self.formula[at], strict=True):
            here = (whole == word).astype(np.int32) - 1
            if runs:
                here += (whole == word) & (news if formula else running)
            here += before[:-1]
            np.maximum(here, before[1:] - 1, out=here)
            np.maximum(here, 0, out=here)
            here += steps
            np.maximum.accumulate(here, out=here)
            here -= steps
            here[ends] = 0
            np.maximum(best, here, out=best)
            before[1:] = here
        return np.maximum.reduceat(best, starts)

    def alike(self, share: float, fewest: int, *, formulas: bool) -> set[tuple[int, int]]:
        """The pairs of whose words in running text, with formulas or without, such a share stands in both in order."""
        kept = [
            row[running if formulas else running & ~formula].tolist()
            for row, running, formula in zip(self.rows, self.running, self.formula, strict=True)
        ]
        found = set()
        for i, one in enumerate(kept):
            for j in range(i + 1, len(kept)):
                least = max(fewest, ceil(share * max(len(one), len(kept[j]))))
                if (
                    min(len(one), len(kept[j])) >= least
                    and LCSseq.similarity(one, kept[j], score_cutoff=least) >= least
                ):
                    found.add((i, j))
        return found


def _joined(rows: Sequence[npt.NDArray[Any]], between: int | bool) -> npt.NDArray[Any]:
    return np.concatenate([np.append(row, rows[0].dtype.type(between)) for row in rows])


def _formulas(bodies: Sequence[Body]) -> list[bytearray]:
    """Which words stand in a run that too many reports hold, or that is held over too long a time."""
    held: dict[tuple[int, ...], set[int]] = {}
    for number, body in enumerate(bodies):
        for at in range(len(body.keys) - SHINGLE + 1):
            held.setdefault(tuple(body.keys[at : at + SHINGLE]), set()).add(number)
    made = []
    for body in bodies:
        left_out = bytearray(len(body.keys))
        for at in range(len(body.keys) - SHINGLE + 1):
            holders = held[tuple(body.keys[at : at + SHINGLE])]
            if len(holders) >= SPREAD and _is_formula(body, [bodies[number] for number in sorted(holders)]):
                left_out[at : at + SHINGLE] = b"\x01" * SHINGLE
        made.append(left_out)
    return made


def _is_formula(one: Body, holders: Sequence[Body]) -> bool:
    days = [body.day for body in holders if body.day]
    if days and max(days) - min(days) > MONTH:
        return True
    elsewhere = one.house and any(body.house not in {"", one.house} for body in holders)
    if len(holders) > CROWD:
        return not elsewhere
    at_home = sum(body.house == one.house for body in holders) if one.house else 0
    return at_home >= HOUSE and not elsewhere
