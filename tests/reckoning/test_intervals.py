from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.reckoning.intervals import Interval, growth, remainder, total, widened_total

I = Interval  # noqa: E741 - a table of intervals reads best with one letter
ends = st.integers(0, 10_000)
intervals = st.one_of(
    st.builds(lambda a, b: I(min(a, b), max(a, b)), ends, ends),
    st.builds(lambda a: I(a, a, True), ends),
    st.builds(lambda a: I(a, None), ends),
    st.builds(lambda a: I(None, a), ends),
)


@pytest.mark.parametrize(
    ("a", "b", "meets"),
    [
        (I(700, 700, True), I(745, 745), True),
        (I(700, 700, True), I(770, 770), True),
        (I(700, 700, True), I(771, 771), False),
        (I(700, 700, True), I(629, 629), False),
        (I(700, 700, True), I(830, 830, True), True),
        (I(1001, None), I(1018, 1018), True),
        (I(1001, None), I(1000, 1000), False),
        (I(1001, None), I(1401, None), True),
        (I(None, 1500), I(1501, None), False),
        (I(None, None), I(0, 0), True),
        (I(5, 5, True), I(6, 6), False),
    ],
)
def test_meets(a: Interval, b: Interval, meets: bool) -> None:
    assert a.meets(b) is meets
    assert b.meets(a) is meets


def test_sums_are_open_where_a_part_is() -> None:
    assert total([I(745, 745), I(125, 125), I(148, 148)]) == I(1018, 1018)
    assert total([I(60, None), I(5, 5)]) == I(65, None)
    assert total([I(None, 20), I(5, 5)]) == I(5, 25)
    assert total([I(700, 700, True), I(5, 5)]) == I(705, 705, True)
    assert widened_total([I(700, 700, True), I(5, 5)]) == I(635, 775)


@pytest.mark.parametrize(
    ("whole", "parts", "rest"),
    [
        (I(1001, None), I(700, 700), I(301, None)),
        (I(20, 20), I(15, 15), I(5, 5)),
        (I(20, 20), I(15, None), I(0, 5)),
        (I(None, 1500), I(1018, 1018), I(0, 482)),
        (I(10, 10), I(12, 12), I(0, 0)),
    ],
)
def test_what_is_left(whole: Interval, parts: Interval, rest: Interval) -> None:
    assert remainder(whole, parts) == rest


@given(intervals, intervals)
def test_what_holds_meets_and_order_is_total(a: Interval, b: Interval) -> None:
    if a.holds(b):
        assert a.meets(b)
    assert not (a.below(b) and b.below(a))
    assert a.widened().holds(I(a.low, a.high))
    assert (growth(a) < growth(b)) or (growth(b) <= growth(a))


@given(st.lists(intervals, max_size=5))
def test_the_widened_sum_holds_the_sum(parts: list[Interval]) -> None:
    assert widened_total(parts).holds(I(*total(parts)[:2]))
