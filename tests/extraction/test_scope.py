"""Scope: mini-reports whose figures are marked as the report's own news, or as of another time or event."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.extraction import extract
from recount.extraction.language import language
from recount.extraction.tolls import othertimes
from recount.model import Report

CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("scope-reports*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
MARK = re.compile(r"\{([^{}]+?)(!?)\}")


def read(case: dict[str, Any]) -> tuple[Report, list[tuple[int, str, str]]]:
    """The report of a case, and where each marked figure begins, with its words and scope."""
    text = ""
    marks: list[tuple[int, str, str]] = []
    at = 0
    for mark in MARK.finditer(case["text"]):
        text += case["text"][at : mark.start()]
        marks.append((len(text), mark[1], "background" if mark[2] else "current"))
        text += mark[1]
        at = mark.end()
    text += case["text"][at:]
    day = dt.date.fromisoformat(case["published"]) if "published" in case else None
    return Report(id="r", sha256="0" * 64, text=text, published=day), marks


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_reports(case: dict[str, Any]) -> None:
    report, marks = read(case)
    claims = extract(report).claims
    found = []
    for start, words, _ in marks:
        here = [claim for claim in claims if claim.span.start < start + len(words) and start < claim.span.end]
        found.append((start, words, here[0].scope if here else "no claim"))
    assert found == marks


def test_the_cue_names_the_heaviest_sign_and_its_words() -> None:
    text = "Shells killed nine potters in Hadar on Sunday. Relatives buried them. Last year a mine killed 40 farmers."
    report = Report(id="r", sha256="0" * 64, text=text, published=dt.date(2025, 3, 10))
    cues = [cue for claim in extract(report).claims for cue in claim.cues if cue.kind == "scope"]
    told = [(cue.span.exact, cue.rule) for cue in cues]
    assert told == [("nine", "in the head"), ("Last year", "a time before the news")]


def test_every_kind_of_phrase_has_a_weight() -> None:
    table = language("en").table("scope")
    assert set(table["phrases"]) <= set(table["weights"])
    assert set(table["phrases"]) >= othertimes.OTHER_TIMES
