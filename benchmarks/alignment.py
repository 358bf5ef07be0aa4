"""Exact brute force for copies: the full table of Smith and Waterman, each report against every other.

Words that both have count +1, all else -1; the score of a pair is the highest of any local alignment. Nothing is
sampled, hashed or left out but what by definition counts for nothing: page scraps, and formulas, found here by looking
at every run of words of every report. It shares with `recount.linking.copies` the reading of words and scraps, and the
numbers in the definition of a formula; nothing of the index and nothing of the alignment.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from recount.linking.copying.bodies import SHINGLE, Body
from recount.linking.copying.candidates import CROWD, HOUSE, MONTH, SPREAD

Numbers = npt.NDArray[np.int32]


def best_scores(bodies: Sequence[Body]) -> Numbers:
    """The best score of every pair of reports; above the diagonal, the rest 0."""
    rows = _numbered(bodies)
    scores = np.zeros((len(rows), len(rows)), np.int32)
    whole = np.concatenate([np.append(row, np.int32(-1)) for row in rows])
    starts = np.cumsum([0, *(len(row) + 1 for row in rows)])[:-1]
    for at, row in enumerate(rows[:-1]):
        start = int(starts[at + 1])
        scores[at, at + 1 :] = _against(row, whole[start:], starts[at + 1 :] - start)
    return scores


def _against(row: Numbers, whole: Numbers, starts: npt.NDArray[np.int64]) -> Numbers:
    """The best scores of one report against some, whose words stand one after another, parted by -1."""
    parts = np.zeros(len(whole), np.int32)
    parts[starts[1:]] = 1
    ends = whole == -1
    apart = np.int32(len(row) + 1)  # more than any score: nothing is carried from one report into the next
    steps = np.arange(len(whole), dtype=np.int32) + np.cumsum(parts, dtype=np.int32) * apart
    before = np.zeros(len(whole) + 1, np.int32)
    best = np.zeros(len(whole), np.int32)
    for word in row:
        here = np.where(whole == word, np.int32(1), np.int32(-1))
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


def _numbered(bodies: Sequence[Body]) -> list[Numbers]:
    """The words that count, as numbers; every other word is a number of its own."""
    numbers: dict[int, int] = {}
    formulas = _formulas(bodies)
    own = -2
    made = []
    for body, left_out in zip(bodies, formulas, strict=True):
        row = []
        for key, counts, formula in zip(body.keys, body.counts, left_out, strict=True):
            if counts and not formula:
                row.append(numbers.setdefault(key, len(numbers)))
            else:
                row.append(own)
                own -= 1
        made.append(np.array(row, np.int32))
    return made


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
