"""How the dossier says things."""

from __future__ import annotations

import datetime as dt

import pytest

from recount.model import Group
from recount.publishing.words import count_words, days_words, group_words, interval_words, listed, shown

MARCH = dt.date(2025, 3, 6)


@pytest.mark.parametrize(
    ("low", "high", "approximate", "words"),
    [
        (745, 745, False, "745"),
        (700, 700, True, "about 700"),
        (1001, None, False, "1,001 or more"),
        (None, 1500, False, "up to 1,500"),
        (30, 45, False, "30–45"),
        (None, None, False, "not bounded"),
        (0, 0, False, "0"),
    ],
)
def test_intervals(low: int | None, high: int | None, approximate: bool, words: str) -> None:
    assert interval_words(low, high, approximate) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (MARCH, MARCH, "6 March 2025"),
        (MARCH, dt.date(2025, 3, 10), "6–10 March 2025"),
        (MARCH, dt.date(2025, 4, 1), "6 March – 1 April 2025"),
        (dt.date(2024, 12, 30), MARCH, "30 December 2024 – 6 March 2025"),
        (MARCH, None, "since 6 March 2025"),
        (None, MARCH, "until 6 March 2025"),
        (None, None, ""),
    ],
)
def test_days(start: dt.date | None, end: dt.date | None, words: str) -> None:
    assert days_words(start, end) == words


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (Group(), "all victims"),
        (Group(status="civilian"), "civilians"),
        (Group(age="child"), "children"),
        (Group(age="child", sex="female"), "girls"),
        (Group(status="civilian", sex="female"), "women and girls (civilians)"),
        (Group(words="others"), "others"),
        (Group(status="civilian", words="upland families"), "upland families (civilians)"),
    ],
)
def test_groups(group: Group, words: str) -> None:
    assert group_words(group) == words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\t b", "a b"),
        ("a\u202eb\u200b", "ab"),
        ("\x1b[31mred", "[31mred"),
        ("\u05d0\u200d\u05d1", "\u05d0\u200d\u05d1"),
        ("x" * 400, "x" * 299 + "…"),
        ("\ud800a", "a"),
    ],
)
def test_shown(text: str, line: str) -> None:
    assert shown(text) == line


def test_counts_and_lists() -> None:
    assert count_words(0, "report") == "no reports"
    assert count_words(1, "copy", "copies") == "one copy"
    assert count_words(13, "copy", "copies") == "13 copies"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
