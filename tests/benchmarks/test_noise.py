"""Noise: what goes is gone, and every offset moves with the text."""

from __future__ import annotations

import random

import pytest
from benchmarks.noise import noised

TEXT = "In Northport’s market, six, no, seven"


@pytest.mark.parametrize(
    ("kinds", "marks"),
    [(("commas",), ","), (("apostrophes",), "’"), (("capitals",), "IN"), (("commas", "apostrophes"), ",’")],
)
def test_only_what_is_named_goes_and_offsets_move_along(kinds: tuple[str, ...], marks: str) -> None:
    lost = set()
    for seed in range(20):
        new, at = noised(TEXT, kinds, random.Random(seed))  # noqa: S311
        kept = [char for char in TEXT if char not in marks]
        assert [char for char in new if char not in marks + marks.lower()] == [
            char for char in kept if char not in marks.lower()
        ]
        assert len(at) == len(TEXT) + 1
        assert new[at[TEXT.index("six")] : at[TEXT.index("six") + 3]] == "six"
        lost.add(new)
    assert len(lost) > 1, "chance decides"


def test_no_noise_is_the_text_itself() -> None:
    dice = random.Random(1)  # noqa: S311
    assert noised("A, b", (), dice) == ("A, b", [0, 1, 2, 3, 4])
