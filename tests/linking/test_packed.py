"""Packed values: the same as an ordinary dict of them, in any order of putting and taking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.linking.packed import Packed
from recount.model import Span

STEPS = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 5) | st.none()))


@given(STEPS, st.integers(0, 4))
def test_as_an_ordinary_dict(steps: list[tuple[str, int | None]], most: int) -> None:
    packed, plain = Packed(Span, most), dict[str, Span]()
    for id, at in steps:
        if at is None:
            assert packed.pop(id, None) == plain.pop(id, None)
        else:
            packed[id] = plain[id] = Span(at, at + 1, "é")
        assert {**packed} == plain
        assert len(packed) == len(plain)
        assert all((id in packed) == (id in plain) for id in "abcdef")


def test_what_came_last_is_the_same_object() -> None:
    packed, one, other = Packed(Span, 1), Span(0, 1, "a"), Span(1, 2, "b")
    packed["a"], packed["b"] = one, other
    assert packed["b"] is other
    assert packed["a"] == one


def test_half_of_a_surrogate_pair_is_kept_as_it_is() -> None:
    packed = Packed(Span, 1)
    packed["a"], packed["b"] = Span(0, 1, "\ud800"), Span(0, 1, "b")
    assert packed["a"] == Span(0, 1, "\ud800")
