"""The words that reports use for a claimant where they cite it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from recount.linking import link
from recount.linking.claimants import resolve
from recount.linking.context import context
from recount.linking.spellings import spellings_of
from recount.model import Cue

CASES = tomllib.loads((Path(__file__).parent / "cases" / "spellings.toml").read_text("utf-8"))["case"]


def cited(case: dict[str, Any], making: Any) -> tuple[Any, Any]:
    """The case's report, and its claim of nine dead with the cue."""
    report = making.report("r", case["text"])
    claim = making.claim(report, 1, "Nine", 9, 9, claimant=case["claimant"])
    return report, msgspec.structs.replace(claim, cues=(Cue("claimant", making.span(report, case["cue"])),))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_words_at_a_cue_are_spellings_where_they_name_the_claimant(case: dict[str, Any], making: Any) -> None:
    report, claim = cited(case, making)
    around = context(report)
    found = spellings_of(claim, resolve(case["claimant"], report.id, around), report, around)
    assert sorted(found) == case["spellings"]


def test_they_show_with_the_claimant(making: Any) -> None:
    report, claim = cited(CASES[0], making)
    (claimant,) = link([report], [making.extraction(report, claim)]).claimants
    assert claimant.spellings == tuple(CASES[0]["spellings"])


def test_a_cue_of_another_text_does_no_harm(making: Any) -> None:
    claim = cited(CASES[0], making)[1]
    other = making.report("r", "Nothing of it stands here.")
    around = context(other)
    assert spellings_of(claim, resolve(CASES[0]["claimant"], "r", around), other, around) == {CASES[0]["claimant"]}
