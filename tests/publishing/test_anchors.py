"""Anchors: safe, unique, and the same for the same thing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.publishing.anchors import Anchors, slug


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("alpha-1", "alpha-1"), ("Alpha 1", r"alpha-1-[0-9a-f]{8}"), ("\u05d0", r"[0-9a-f]{8}"), ("", ""),
     ("a" * 99, r"a{40}-[0-9a-f]{8}"), ('"><script>', r"script-[0-9a-f]{8}"), ("é", r"e-[0-9a-f]{8}"),
     ("\ud800", r"[0-9a-f]{8}")],
)  # fmt: skip
def test_slug(text: str, is_it: str) -> None:
    assert re.fullmatch(is_it, slug(text))


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=30))
def test_two_things_never_share_an_anchor(things: list[tuple[str, str]]) -> None:
    anchors = Anchors()
    made = {thing: anchors.of("claim", *thing) for thing in things}
    assert len(set(made.values())) == len(made)
    assert all(re.fullmatch(r"claim[a-z0-9-]*", anchor) for anchor in made.values())
    assert made == {thing: anchors.of("claim", *thing) for thing in things}


def test_things_whose_names_run_together_are_told_apart() -> None:
    anchors = Anchors()
    assert len({anchors.of("x", "a", "b-c"), anchors.of("x", "a-b", "c"), anchors.of("x-a", "b", "c")}) == 3


def test_an_anchor_does_not_depend_on_what_else_is_there() -> None:
    busy = Anchors()
    for n in range(50):
        busy.claim(f"other#c{n}")
    assert busy.claim("Report 7#c3") == Anchors().claim("Report 7#c3")
