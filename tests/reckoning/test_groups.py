from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.model import Claim, DataError, Figure, Group, Span
from recount.reckoning import data
from recount.reckoning.groups import demonyms, disjoint, holds, narrower_words

CASES = tomllib.loads((Path(__file__).parent / "cases" / "groups.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["victims"])
def test_what_the_words_narrow(case: dict[str, Any]) -> None:
    before = case.get("before", "They killed 3 ")
    text = f"{before}{case['victims']} here. {case.get('text', '')}"
    victims = Span.of(text, len(before), len(before) + len(case["victims"]))
    claim = Claim(
        id="a#c1",
        report="a",
        span=Span.of(text, 0, 4),
        figure=Figure("3", "exact", 3, 3),
        outcome="killed",
        victims=victims,
    )
    people = demonyms(frozenset(case.get("people", ())))
    assert (narrower_words(claim, text, people) or "") == case["narrows"]


G = Group


@pytest.mark.parametrize(
    ("whole", "part", "does"),
    [
        (G(), G("civilian", "child", "female", "alawite"), True),
        (G("civilian"), G("civilian", "child"), True),
        (G("civilian"), G("unknown", "child"), False),
        (G("civilian"), G("state_forces"), False),
        (G("mixed"), G("civilian"), False),
        (G(), G("mixed"), True),
        (G(words="alawite"), G(words=None), False),
        (G(), G(words="others"), True),
        (G("civilian", "child"), G("civilian"), False),
    ],
)
def test_holds(whole: Group, part: Group, does: bool) -> None:
    assert holds(whole, part) is does


@pytest.mark.parametrize(
    ("a", "b", "are"),
    [
        (G("civilian"), G("armed_group"), True),
        (G("civilian"), G("mixed"), False),
        (G("civilian"), G("unknown"), False),
        (G(sex="female"), G(sex="male"), True),
        (G("civilian", "child"), G("civilian", "unknown", "female"), False),
        (G("state_forces", words="police"), G("state_forces", words="soldiers"), True),
        (G("armed_group", words="pro-assad"), G("armed_group", words="kurdish"), False),
    ],
)
def test_disjoint(a: Group, b: Group, are: bool) -> None:
    assert disjoint(a, b) is are
    assert disjoint(b, a) is are


def test_no_word_stands_in_two_places_of_the_data() -> None:
    table = data.table("groups.toml")
    forms = [form for row in table["narrowing"].values() for form in row]
    listed = [*forms, *table["plain"], *table["complement"]]
    assert len(listed) == len(set(listed))
    assert all(word == word.lower() for word in listed)


def test_exclusive_groups_are_groups() -> None:
    table = data.table("groups.toml")
    assert {name for row in table["exclusive"] for name in row} <= set(table["narrowing"])


def test_broken_data_is_told_with_its_file() -> None:
    with pytest.raises(DataError, match=r"nowhere\.toml"):
        data.table("nowhere.toml")
    with pytest.raises(DataError, match=r"groups\.toml.*no list of words"):
        data.words("groups.toml", "narrowing")
