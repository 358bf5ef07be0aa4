"""Average grouping."""

from __future__ import annotations

import itertools
import random

import pytest

from recount.linking.grouping.clusters import average_groups


@pytest.mark.parametrize(
    ("size", "alike", "groups"),
    [
        (0, {}, []),
        (2, {}, [(0,), (1,)]),
        (2, {(0, 1): 0.5}, [(0, 1)]),
        (2, {(0, 1): 0.4}, [(0,), (1,)]),
        # One likeness of two does not chain three: 0–2 are not alike at all.
        (3, {(0, 1): 0.9, (1, 2): 0.6}, [(0, 1), (2,)]),
        (3, {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.5}, [(0, 1, 2)]),
        (4, {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.8}, [(0, 1), (2, 3)]),
    ],
)
def test_who_belongs_together(size: int, alike: dict[tuple[int, int], float], groups: list[tuple[int, ...]]) -> None:
    assert average_groups(size, alike, 0.5) == groups


def test_every_item_is_in_one_group_and_no_two_groups_should_have_joined() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(50):
        size = chance.randrange(1, 14)
        alike = {pair: chance.random() for pair in itertools.combinations(range(size), 2) if chance.random() < 0.5}
        groups = average_groups(size, alike, 0.4)
        assert sorted(i for group in groups for i in group) == list(range(size))
        for one, other in itertools.combinations(groups, 2):
            total = sum(alike.get((min(i, j), max(i, j)), 0.0) for i in one for j in other)
            assert total / (len(one) * len(other)) < 0.4 + 1e-9
