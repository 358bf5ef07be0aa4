"""What extraction costs: work grows no faster than the text, and no text, however odd, costs too much.

Work is counted in lines of our own code that run, so that no test rests on a clock; `benchmarks/cost.py` measures
times, and what regular expressions cost.
"""

import sys
from types import FrameType
from typing import Any

import pytest
from benchmarks.cost import PIECES, report
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recount.extraction import extract

LENGTH = 3000
"""So many characters are longer than any stretch that is looked at at once: from here on cost must be linear."""

GROWTH = 2.5
"""Twice the text may cost so much more, and no more."""

MOST = 4000
"""Lines of code that may run for a character of an odd text (news takes about 120)."""


def work(text: str) -> int:
    """How many lines of code run while a text is read."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(report(text))
    finally:
        sys.settrace(before)
    return count


def repeated(pieces: list[str], length: int) -> str:
    """The pieces over and over, up to a length."""
    unit = "".join(pieces)
    return (unit * (length // len(unit) + 1))[:length]


odd = st.lists(st.sampled_from(PIECES) | st.text(min_size=1, max_size=8), min_size=1, max_size=6)


@pytest.fixture(scope="module", autouse=True)
def _tables() -> None:
    extract(report("Two people were killed in Tell on Monday, Ann Lee said."))  # the language is loaded once


@settings(max_examples=8, deadline=None, derandomize=True)
@given(pieces=odd)
@example(pieces=["and "])
@example(pieces=["no casualties "])
@example(pieces=["at least 5, 6, 7 ", "12 people were killed in Tell "])
@example(pieces=['"'])
@example(pieces=["("])
@example(pieces=["1,000,"])
@example(pieces=["a"])
@example(pieces=["Ann Lee said ", "\n"])
@example(pieces=["since ", "the "])
@example(pieces=["he said, "])
def test_work_grows_with_the_text_only(pieces: list[str]) -> None:
    once, twice = work(repeated(pieces, LENGTH)), work(repeated(pieces, 2 * LENGTH))
    assert twice <= GROWTH * once + 1000
    assert twice <= MOST * 2 * LENGTH


def test_many_claims_cost_no_more_than_their_number() -> None:
    """Several hundred claims: what one takes from another is sought among a bounded number of them."""
    told = "Rebels killed 12 people in Tell on Monday, the clinic said. "
    assert work(told * 160) <= GROWTH * work(told * 80)


@pytest.mark.parametrize("piece", ["\u0301", "中文", "😀", "x", "1", "*", "’", "-", "\n", "a-", "A.", "Ж"])
def test_a_single_sign_over_and_over_costs_little(piece: str) -> None:
    assert work(repeated([piece], LENGTH)) <= 150 * LENGTH
