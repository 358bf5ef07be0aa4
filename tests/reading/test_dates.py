from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.reading.dates import settle

CASES = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_dates(case: dict[str, Any]) -> None:
    days, faults, notices = settle(case["said"])
    assert [str(day or "") for day in days] == case["days"]
    for fault, words in zip(faults, case.get("faults", [""] * len(days)), strict=True):
        assert words in fault
        assert bool(words) == bool(fault)
    assert len(notices) == len(case.get("notices", []))
    for notice, words in zip(notices, case.get("notices", []), strict=True):
        assert words in notice


@given(st.lists(st.text(max_size=80) | st.from_regex(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", fullmatch=True), max_size=8))
def test_every_text_has_a_day_a_fault_or_a_notice(said: list[str]) -> None:
    days, faults, notices = settle(said)
    for words, day, fault in zip(said, days, faults, strict=True):
        assert day is None or not fault
        assert day or fault or notices or not words.split()


@given(st.dates().filter(lambda day: 1900 <= day.year <= 2100))
def test_every_day_is_read_back(day: Any) -> None:
    written = [
        day.isoformat(),
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"{day:%d-%b-%Y}",
        f"{day:%m/%d/%Y}",
        "12/31/1999",
    ]
    assert settle(written).days[:5] == [day] * 5


def test_a_long_text_is_no_date_and_is_not_repeated() -> None:
    days, faults, _ = settle(["2025-03-10 " + "x" * 10_000_000])
    assert days == [None]
    assert faults == ["the date cannot be read"]
