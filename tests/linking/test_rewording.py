"""Wordings that say something else, and wordings that only use other words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.linking.rewording import changes

CASES = tomllib.loads((Path(__file__).parent / "cases" / "rewording.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_wording_changes(case: dict[str, Any]) -> None:
    found = changes(case["here"], case["there"], case.get("language", "en"))
    assert [[one.kind, one.here, one.there] for one in found] == case.get("changes", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_same_changes_are_seen_from_the_other_side(case: dict[str, Any]) -> None:
    """Except where words were cut off: what one leaves out at its ends the other only says besides."""
    if case["here"][0].islower() and "begun" in case["name"]:
        return
    found = changes(case["there"], case["here"], case.get("language", "en"))
    assert [[one.kind, one.there, one.here] for one in found] == case.get("changes", [])


def test_a_very_long_wording_is_compared_in_bounded_time() -> None:
    assert changes("word " * 100_000 + "not", "word " * 100_000) == ()
