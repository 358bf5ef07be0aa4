"""Highlights: the table of cases/highlight.toml, and that a text stays the text whatever is marked in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.publishing.highlight import Cue, Mark, highlighted

CASES = tomllib.loads((Path(__file__).parent / "cases" / "highlight.toml").read_text(encoding="utf-8"))["case"]


def as_markup(gives: str) -> str:
    gives = re.sub(r"\[(\w)\+ ", r'<mark class="\1">', gives)
    gives = re.sub(r"\[(\w) ", r'<mark class="\1" id="\1">', gives)
    gives = re.sub(
        r"\(([a-z+]+) ",
        lambda m: f'<span class="cue {" ".join("cue-" + k for k in m.group(1).split("+"))}">',
        gives,
    )
    return gives.replace("]", "</mark>").replace(")", "</span>")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_highlighted(case: dict[str, Any]) -> None:
    marks = [Mark(start, end, kind, rank, anchor=kind) for start, end, kind, rank in case.get("marks", [])]
    cues = [Cue(*cue) for cue in case.get("cues", [])]
    assert str(highlighted(case["text"], marks, cues)) == as_markup(case["gives"])


SPANS = st.tuples(st.integers(-2, 24), st.integers(-2, 24), st.integers(0, 2))
ALPHABET = "ab <>&\"'\r\n\u202e\u200b\u05d0é😀]"


@given(st.text(ALPHABET, max_size=20), st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=6))
def test_the_text_stays_the_text(
    parse: Any, text: str, marks: list[tuple[int, int, int]], cues: list[tuple[int, int, int]]
) -> None:
    made = [Mark(start, end, "m", rank, f"m{n}", "row", f"c{n}") for n, (start, end, rank) in enumerate(marks)]
    page = parse(str(highlighted(text, made, [Cue(a, b, f"k{k}") for a, b, k in cues])))
    assert "".join(t for t, _ in page.texts) == text
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    stands = [m.anchor for m in made if 0 <= m.start < m.end <= len(text)]
    assert sorted(ids) == sorted(str(anchor) for anchor in stands)
    for mark in made:
        pieces = [t for t, around in page.texts if any(a.get("id") == mark.anchor for _, a in around)]
        if mark.anchor in stands:
            assert text[mark.start : mark.end].startswith("".join(pieces))
    assert page.around == []


def test_a_figure_is_never_split_for_a_statement() -> None:
    text = "0123456789"
    for start in range(9):
        for end in range(start + 1, 11):
            made = highlighted(text, [Mark(3, 6, "f", 2, "f"), Mark(start, end, "s", 0, "s")])
            assert str(made).count('class="f"') == 1


def test_a_line_feed_that_a_reader_would_swallow_is_kept() -> None:
    assert "&#13;" in highlighted("a\r\nb", [])


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\u0000", "\u001b"])
def test_what_hides_is_fenced_and_named(hidden: str) -> None:
    made = str(highlighted(f"a{hidden}b", []))
    assert f'data-code="U+{ord(hidden):04X}"' in made
    assert "\u0000" not in made


@pytest.mark.parametrize("needed", ["\u200d", "\u200c", "\u0301", "\u05d0", "\t"])
def test_what_scripts_need_is_left(needed: str) -> None:
    assert str(highlighted(f"a{needed}b", [])) == f"a{needed}b"
