"""Toll claims, rule by rule: every case is a short text and what should be made of it."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.extraction import extract
from recount.extraction.counting.figures import find_figures
from recount.extraction.language import language
from recount.extraction.words.tokens import tokenize
from recount.model import Claim, Report

HERE = Path(__file__).parent / "cases"


def cases(pattern: str) -> list[Any]:
    found = []
    for file in sorted(HERE.glob(pattern)):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{file.stem}: {case.get('name', case['text'])}"))
    return found


def report(text: str, published: str = "2025-03-10", id: str = "r") -> Report:
    return Report(id=id, sha256="0" * 64, text=text, published=dt.date.fromisoformat(published))


def value(claim: Claim, field: str) -> Any:
    """A claim's field as the cases write it: words for spans, "" for None."""
    if field in ("modifier", "low", "high"):
        return getattr(claim.figure, field)
    if field == "figure":
        return claim.figure.words
    if field == "relay":
        return [span.exact for span in claim.relay]
    if field == "when":
        return claim.when.span.exact if claim.when else ""
    if field == "as_of":
        return f"{claim.as_of.day} {claim.as_of.basis}" if claim.as_of else ""
    if field == "part_of":
        return claim.part_of.rpartition("#")[2] if claim.part_of else ""
    found = getattr(claim, field)
    return "" if found is None else getattr(found, "exact", found)


@pytest.mark.parametrize("case", cases("figures.toml"))
def test_figures(case: dict[str, Any]) -> None:
    tokens = tokenize(case["text"])
    found = [
        f"{one.figure.words} | {one.figure.modifier} | {bound(one.figure.low)} | {bound(one.figure.high)}"
        for one in find_figures(case["text"], tokens, 0, len(tokens), language("en"))
    ]
    assert found == case["found"]


def bound(number: int | None) -> str:
    return "-" if number is None else str(number)


@pytest.mark.parametrize("case", cases("tolls-*.toml"))
def test_tolls(case: dict[str, Any]) -> None:
    claims = extract(report(case["text"], case.get("published", "2025-03-10"))).claims
    assert [claim.figure.words for claim in claims] == [wanted["figure"] for wanted in case["claims"]]
    for claim, wanted in zip(claims, case["claims"], strict=True):
        assert {field: value(claim, field) for field in wanted} == wanted
