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
        (2, {(0, 1): 50}, [(0, 1)]),
        (2, {(0, 1): 40}, [(0,), (1,)]),
        # One likeness of two does not chain three: 0–2 are not alike at all.
        (3, {(0, 1): 90, (1, 2): 60}, [(0, 1), (2,)]),
        (3, {(0, 1): 90, (1, 2): 70, (0, 2): 50}, [(0, 1, 2)]),
        (4, {(0, 1): 90, (2, 3): 90, (1, 2): 80}, [(0, 1), (2, 3)]),
    ],
)
def test_who_belongs_together(size: int, alike: dict[tuple[int, int], int], groups: list[tuple[int, ...]]) -> None:
    assert average_groups(size, alike, 50) == groups


def test_every_item_is_in_one_group_and_no_two_groups_should_have_joined() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(50):
        size = chance.randrange(1, 14)
        alike = {
            pair: chance.randrange(101) for pair in itertools.combinations(range(size), 2) if chance.random() < 0.5
        }
        groups = average_groups(size, alike, 40)
        assert sorted(i for group in groups for i in group) == list(range(size))
        for one, other in itertools.combinations(groups, 2):
            total = sum(alike.get((min(i, j), max(i, j)), 0) for i in one for j in other)
            assert total / (len(one) * len(other)) < 40


ALIKE = {(0, 1): 90, (0, 2): 50, (1, 2): 50, (2, 3): 30}


@pytest.mark.parametrize(
    ("together", "apart", "groups"),
    [
        ([], [], [(0, 1, 2), (3,)]),
        ([(2, 3)], [], [(0, 1), (2, 3)]),
        ([], [(0, 1)], [(0, 2), (1,), (3,)]),
        ([(2, 3), (0, 2)], [], [(0, 1, 2, 3)]),
        # The two pairs of one must not come together by a third: the first of them wins.
        ([(0, 3), (1, 3)], [(0, 1)], [(0, 3), (1, 2)]),
        # What must be apart is apart though it must be together.
        ([(0, 1)], [(0, 1)], [(0, 2), (1,), (3,)]),
    ],
)
def test_what_must_be_together_is_and_what_must_be_apart_is_not(
    together: list[tuple[int, int]], apart: list[tuple[int, int]], groups: list[tuple[int, ...]]
) -> None:
    assert average_groups(4, ALIKE, 40, together, apart) == groups


def test_no_likeness_joins_a_group_of_too_many_days() -> None:
    alike = {(0, 1): 90, (1, 2): 90, (0, 2): 90}
    assert average_groups(3, alike, 40, days=[0, 200, 400], longest=300) == [(0, 1), (2,)]
    assert average_groups(3, alike, 40, days=[0, None, 400], longest=300) == [(0, 1), (2,)]
    assert average_groups(3, alike, 40, [(0, 2)], days=[0, 200, 400], longest=300) == [(0, 2), (1,)]


def test_clustering_some_of_its_own_groups_gives_them_again() -> None:
    chance = random.Random(11)  # noqa: S311
    for _ in range(50):
        size = chance.randrange(4, 20)
        pairs = list(itertools.combinations(range(size), 2))
        alike = {pair: chance.randrange(101) for pair in pairs if chance.random() < 0.4}
        apart = [pair for pair in pairs if chance.random() < 0.05]
        days = [chance.randrange(500) for _ in range(size)]
        groups = average_groups(size, alike, 40, (), apart, days, 300)
        some = sorted(i for group in groups if chance.random() < 0.6 for i in group)
        place = {item: i for i, item in enumerate(some)}
        again = average_groups(
            len(some),
            {(place[i], place[j]): value for (i, j), value in alike.items() if i in place and j in place},
            40, (), [(place[i], place[j]) for i, j in apart if i in place and j in place], [days[i] for i in some], 300,
        )  # fmt: skip
        assert [tuple(some[i] for i in group) for group in again] == [g for g in groups if g[0] in place]
