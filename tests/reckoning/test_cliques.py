"""Sums of disjoint figures against every set of them, tried one by one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.reckoning.cliques import MOST_SETS, heaviest, smallest_above

QUIET = settings(max_examples=300, deadline=None, derandomize=True)


@st.composite
def items(draw: st.DrawFn, most: int = 9) -> tuple[list[int], list[int]]:
    """Weights from the largest on, and for each item the set of those that are disjoint from it."""
    weights = sorted(draw(st.lists(st.integers(1, 30), max_size=most)), reverse=True)
    apart = [0] * len(weights)
    for one, other in combinations(range(len(weights)), 2):
        if draw(st.booleans()):
            apart[one] |= 1 << other
            apart[other] |= 1 << one
    return weights, apart


def disjoint_sets(weights: list[int], apart: list[int]) -> list[tuple[int, ...]]:
    every = range(len(weights))
    return [
        chosen
        for size in range(len(weights) + 1)
        for chosen in combinations(every, size)
        if all(apart[a] >> b & 1 for a, b in combinations(chosen, 2))
    ]


def total(weights: list[int], chosen: tuple[int, ...]) -> int:
    return sum(weights[one] for one in chosen)


@QUIET
@given(items(), st.integers(0, 60))
def test_the_heaviest_set_is_the_heaviest_of_all(made: tuple[list[int], list[int]], above: int) -> None:
    weights, apart = made
    most = max(total(weights, chosen) for chosen in disjoint_sets(weights, apart))
    found = heaviest(weights, apart, above)
    assert total(weights, found) == (most if most > above else 0)
    assert found in disjoint_sets(weights, apart)


@QUIET
@given(items(), st.integers(0, 60))
def test_the_smallest_sets_above_a_number_are_all_of_them(made: tuple[list[int], list[int]], most: int) -> None:
    weights, apart = made
    every = [chosen for chosen in disjoint_sets(weights, apart) if total(weights, chosen) > most]
    smallest = [c for c in every if all(total(weights, c) - weights[one] <= most for one in c)]
    found = smallest_above(weights, apart, most)
    assert set(found) <= set(smallest)
    assert len(found) == len(set(found))
    assert bool(found) == bool(every)
    few = [chosen for chosen in smallest if len(chosen) <= 4]
    assert len(found) >= min(MOST_SETS, len(few))
    if few:
        assert min(map(len, found)) == min(map(len, few))


def test_a_set_of_many_parts_is_found_though_it_is_long() -> None:
    apart = [(1 << 12) - 1 - (1 << one) for one in range(12)]
    (found,) = smallest_above([1] * 12, apart, 10)
    assert len(found) == 11


def test_very_many_items_end_in_a_right_set() -> None:
    weights = [1000 - number for number in range(200)]
    apart = [sum(1 << other for other in range(200) if (one * other) % 7 and one != other) for one in range(200)]
    chosen = heaviest(weights, apart)
    assert all(apart[a] >> b & 1 for a, b in combinations(chosen, 2))
    assert total(weights, chosen) > 1000
