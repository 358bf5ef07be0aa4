"""Statements: which words are somebody's, and whose."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.sayings.statements import find_statements
from recount.extraction.words.quotes import find_quotes
from recount.extraction.words.tokens import tokenize
from recount.model import Report, Statement

FILES = sorted((Path(__file__).parent / "cases").glob("statements*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
PIECES = ["“", "”", '"', "'", "‘", "’", "said", "Omar Faris", "he", "added", ".", ",", "\n", "that", "according to",
          "the", "police", "It is dark", "(", ")", "al-Zein", "Jr.", "vowed to", "and", "Col.", ":"]  # fmt: skip


def report(text: str) -> Report:
    return Report(id="r1", sha256="0" * 64, text=text, published=dt.date(2025, 3, 10))


def told(text: str) -> tuple[Statement, ...]:
    return find_statements(report(text), tokenize(text), "en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    said = [
        [
            "open" if not s.closed else s.kind,
            s.speaker.exact if s.speaker else "",
            s.cue.exact if s.cue else "",
            s.span.exact,
        ]
        for s in told(case["text"])
    ]
    assert said == case["found"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
def test_any_text_gives_statements_that_stand_in_order(text: str) -> None:
    found = told(text)
    assert [s.id for s in found] == [f"r1#q{n}" for n in range(1, len(found) + 1)]
    assert sorted(found, key=lambda s: (s.span.start, s.span.end)) == list(found)
    for statement in found:
        for span in (statement.span, statement.speaker, statement.cue):
            assert span is None or span.stands_in(text)
    quotes = find_quotes(text)
    for one, other in pairwise(quotes):
        assert one.end <= other.outer


Coast = Callable[[str], tuple[Statement, ...]]


@pytest.fixture(scope="module")
def coast(shared: Path) -> Coast:
    """The statements of one of the coast reports, by the number that its file's name begins with."""

    def of(number: str) -> tuple[Statement, ...]:
        [file] = (shared / "reports" / "coast-2025").glob(f"{number}_*.txt")
        return told(file.read_text(encoding="utf-8"))

    return of


@pytest.mark.parametrize(
    ("number", "kind", "closed", "speaker", "begins"),
    [
        ("000", "quotation", False, "Hassan Abdul Ghany", "We are paving the way"),
        ("002", "quotation", True, "Hassan Abdul Ghany", "We are paving the way"),
        ("001", "paraphrase", True, "Hassan Abdul Ghani", "the mission achieved its objectives, paving the way"),
        ("001", "quotation", True, "One Alawite woman from Baniyas", "They killed innocent people"),
        ("001", "quotation", True, "Volker Türk", "extremely disturbing reports"),
        ("002", "quotation", True, "Ahmed al-Sharaa", "We will pursue the perpetrators"),
        ("002", "quotation", True, "Hassan Abdul Ghany", "We were able to absorb"),
        ("004", "quotation", True, "Ahmad al-Sharaa", "the previous regime left deep wounds"),
        ("004", "quotation", True, "local sources", "many residents are still wandering"),
    ],
)
def test_the_coast_reports_statements(
    coast: Coast, number: str, kind: str, closed: bool, speaker: str, begins: str
) -> None:
    [found] = [s for s in coast(number) if s.span.exact.startswith(begins)]
    assert (found.kind, found.closed) == (kind, closed)
    assert found.speaker is not None
    assert found.speaker.exact == speaker
