"""One actor under many names."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.linking.actors import act
from recount.linking.context import context
from recount.model import Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "actors.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['words']} → {case['id']}")
def test_words_name_an_actor(case: dict[str, Any]) -> None:
    day = dt.date.fromisoformat(case["published"]) if "published" in case else None
    report = Report(id="r", sha256="0" * 64, text=case.get("text", ""), published=day)
    acting = act(case["words"], context(report))
    assert acting.id == case["id"]
    assert acting.name
    assert acting.name == case.get("name", acting.name)
    assert acting.reason


@pytest.mark.parametrize("words", ["", "…", "the", "x" * 100_000])
def test_odd_words_do_no_harm(words: str) -> None:
    assert act(words, context(Report(id="r", sha256="0" * 64, text=""))).id.startswith("actor:")
