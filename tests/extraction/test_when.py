"""Time expressions: which words they are, and which days they mean."""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.calendar.when import find_times
from recount.model import DataError

CASES = [
    case
    for file in sorted((Path(__file__).parent / "cases").glob("time*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
WORDS = ["since", "Monday", "March", "6", "2014", "last", "week", "the", "in", "on", "two", "days", "ago", "-", ",",
         "and", "from", "to", "began", "war", "p.m.", "9", "8:30", "year", "old", "\n", "early", "of", "New Year's Eve",
         "12/12/12"]  # fmt: skip


def day(iso: str) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_cases(case: dict[str, Any]) -> None:
    found = find_times(case["text"], day(case.get("published", "2025-03-10")), "en")
    said = [
        [t.span.exact, t.kind, *(str(d) if d else "" for d in (t.period.start, t.period.end)), t.period.precision]
        for t in found
    ]
    assert said == case["found"]
    assert all(t.span.stands_in(case["text"]) for t in found)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_and_day_give_spans_that_stand_in_order_and_apart(text: str, published: dt.date | None) -> None:
    found = find_times(text, published, "en")
    for one in found:
        assert one.span.stands_in(text)
        ends = one.period.start, one.period.end
        assert None in ends or ends[0] <= ends[1]  # type: ignore[operator]
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start


def test_a_language_without_a_table_is_read_as_english() -> None:
    assert [t.span.exact for t in find_times("on Monday", None, "xx")] == ["on Monday"]
    assert [t.span.exact for t in find_times("on Monday", None, "en-GB")] == ["on Monday"]


def test_every_form_of_the_table_can_be_read() -> None:
    from recount.extraction.calendar.dates import READS
    from recount.extraction.calendar.times import grammar

    assert set(grammar("en").reads) <= READS


def test_a_form_that_names_no_class_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from recount.extraction.calendar import times

    broken = {"class": {}, "macro": {}, "form": [{"read": "point", "say": "nonsense"}]}
    monkeypatch.setattr(times, "load_table", lambda code, subject: broken)
    with pytest.raises(DataError, match="nonsense"):
        times.grammar.__wrapped__("en")
