"""Civilians, forces of a state, armed groups: hundreds of noun phrases, and those that tell no side."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from recount.extraction import extract
from recount.model import Report

PHRASES = tomllib.loads((Path(__file__).parent / "cases" / "phrases.toml").read_text(encoding="utf-8"))


def status(phrase: str) -> str:
    """The status of those whom a sentence counts by a phrase."""
    text = f"A blast in Hadda killed 12 {phrase} on Friday."
    claims = extract(Report(id="r", sha256="0" * 64, text=text, published=dt.date(2025, 3, 10))).claims
    return claims[0].status if len(claims) == 1 else f"{len(claims)} claims"


@pytest.mark.parametrize("told", sorted(PHRASES))
def test_status_of_phrases(told: str) -> None:
    wrong = {phrase: said for phrase in PHRASES[told] if (said := status(phrase)) != told}
    assert not wrong
