"""Which figures of disjoint groups add up highest, and the smallest sets of them that exceed a number.

Both are searches over sets in which every two have nobody in common. They are exact up to a bounded effort, and beyond
it still right though perhaps not the tightest: every set that they give is disjoint and adds up as said.
"""

from __future__ import annotations

from collections.abc import Sequence

from .lattice import members

MOST_STEPS = 300
"""So many steps a search may take before it makes do with the best that it has found."""
MOST_SETS = 8
"""So many smallest sets are told."""
_SIZES = range(1, 5)


def heaviest(weights: Sequence[int], apart: Sequence[int], above: int = 0) -> tuple[int, ...]:
    """The numbers of the disjoint items with the largest sum, sorted; of equal sums the one with fewer items.

    `weights` are positive and sorted from the largest on; `apart` has a bit for each item that an item is disjoint
    from. Empty where none adds up to more than `above`.
    """
    best: tuple[int, tuple[int, ...]] = (above, ())
    steps = 0

    def search(open_: int, chosen: tuple[int, ...], total: int) -> None:
        nonlocal best, steps
        if total > best[0] or (total == best[0] > above and len(chosen) < len(best[1])):
            best = (total, chosen)
        for one, most in _at_most(open_, weights, apart):
            if total + most <= best[0]:
                return
            steps += 1
            if steps > MOST_STEPS:
                return
            search(open_ & apart[one], (*chosen, one), total + weights[one])
            open_ ^= 1 << one

    search(_undominated(apart), (), 0)
    return tuple(sorted(best[1]))


def _undominated(apart: Sequence[int]) -> int:
    """The items that no heavier one can stand for: one that is disjoint from all that the item is disjoint from."""
    kept = 0
    for one, mine in enumerate(apart):
        if not any(mine & ~apart[other] == 0 for other in members(kept)):
            kept |= 1 << one
    return kept


def _at_most(open_: int, weights: Sequence[int], apart: Sequence[int]) -> list[tuple[int, int]]:
    """The open items, each with what a disjoint set of it and those after it may add up to at most.

    Items are put into heaps in which no two are disjoint: a set has one of each heap at most.
    """
    rows: list[tuple[int, int]] = []
    below = 0
    while open_:
        heap, top, first = open_, 0, len(rows)
        while heap:
            one = (heap & -heap).bit_length() - 1
            open_ ^= 1 << one
            heap &= ~(apart[one] | 1 << one)
            top = max(top, weights[one])
            rows.append((one, 0))
        rows[first:] = [(one, below + weights[one]) for one, _ in reversed(rows[first:])]
        below += top
    rows.reverse()
    # What stands first may be joined by all that follows; a later one by what follows it.
    most, made = 0, []
    for one, limit in reversed(rows):
        most = max(most, limit)
        made.append((one, most))
    made.reverse()
    return made


def smallest_above(weights: Sequence[int], apart: Sequence[int], most: int) -> list[tuple[int, ...]]:
    """The smallest sets of disjoint items that add up to more than `most`, none of which could do without an item.

    The fewest items come first, and at most `MOST_SETS`. Where none has up to four items it is the heaviest set, less
    what it can do without. Arguments as `heaviest` has them.
    """
    found: list[tuple[int, ...]] = []
    steps = 0

    def search(open_: int, chosen: tuple[int, ...], total: int, size: int) -> None:
        nonlocal steps
        for one in members(open_):
            steps += 1
            if steps > MOST_STEPS or len(found) >= MOST_SETS:
                return
            if total + weights[one] * size <= most:
                return  # the rest are no heavier
            open_ ^= 1 << one
            made, sum_ = (*chosen, one), total + weights[one]
            if size > 1:
                if sum_ <= most:
                    search(open_ & apart[one], made, sum_, size - 1)
            elif sum_ - weights[made[-1]] <= most:  # the last is the lightest: without it they no longer exceed
                found.append(made)

    for size in _SIZES:
        search((1 << len(weights)) - 1, (), 0, size)
    if not found:
        chosen = list(heaviest(weights, apart))
        total = sum(weights[one] for one in chosen)
        for one in reversed(chosen):
            if total - weights[one] > most:
                chosen.remove(one)
                total -= weights[one]
        if total > most:
            found.append(tuple(chosen))
    return found
