"""The index of who holds what."""

from __future__ import annotations

import random

from recount.linking.copying.holders import Crowd, Holders


def test_holders_come_in_order_of_arrival() -> None:
    holders = Holders(3)
    for report in (4, 1, 9):
        holders.add([7], report)
    assert holders.of(7) == [4, 1, 9]
    assert holders.crowd(7) is None
    assert holders.of(8) == []


def test_of_a_crowd_the_first_are_listed_and_all_are_counted() -> None:
    holders = Holders(2)
    for report, day in enumerate((100, 300, 250, 0, 90)):
        holders.add([7], report, day)
    assert holders.of(7) == [0, 1]
    assert holders.crowd(7) == Crowd(number=5, first=90, last=250)


def test_many_keys_stay_apart() -> None:
    chance = random.Random(1)  # noqa: S311
    holders = Holders(50)
    expected: dict[int, list[int]] = {}
    for report in range(30_000):
        key = chance.randrange(9_000) * (1 << 16) + chance.randrange(2)
        if report not in expected.get(key, ()):
            expected.setdefault(key, []).append(report)
            holders.add([key], report)
    assert all(holders.of(key) == reports for key, reports in expected.items())


def test_what_was_added_just_now_is_at_hand_and_the_same_afterwards() -> None:
    holders = Holders(2)
    for report in range(4):
        holders.add([7, 8 + report], report)
    before = [list(holders.of(key)) for key in range(7, 13)]
    holders.done()
    assert [holders.of(key) for key in range(7, 13)] == before == [[0, 1], [0], [1], [2], [3], []]
    holders.add([9], 4)
    assert holders.of(9) == [1, 4]
