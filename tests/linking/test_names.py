"""Names as they are compared."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.linking.names import alike, name_key, same_person
from recount.linking.words import fold, folded, words

CASES = tomllib.loads((Path(__file__).parent / "cases" / "persons.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one']} / {case['other']}")
def test_two_spellings(case: dict[str, Any]) -> None:
    assert same_person(case["one"], case["other"]) is case["same"]
    assert same_person(case["other"], case["one"]) is case["same"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The U.N. Children’s Fund", ("un", "children", "fund")),
        ("U.S.-led coalition", ("us", "led", "coalition")),
        ("the Ministry of Defence", ("ministry", "of", "defense")),
        ("Syrias Civil Defence Centre", ("syria", "civil", "defense", "center")),
        ("Gunmen", ("gunman",)),
        ("", ()),
    ],
)
def test_a_names_key(text: str, key: tuple[str, ...]) -> None:
    assert name_key(text) == key


@pytest.mark.parametrize(
    ("word", "plain"), [("Türk’s", "turk"), ("Erdoğan", "erdogan"), ("Łódź", "lodz"), ("fighters'", "fighters")]
)
def test_folding(word: str, plain: str) -> None:
    assert fold(word) == plain


def test_words_know_where_they_stand() -> None:
    text = "In al-Bab, “3 people” died."
    assert [text[w.start : w.end] for w in words(text)] == ["In", "al", "Bab", "3", "people", "died"]
    assert folded("") == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("ghani", "ghany", True), ("rami", "sami", False), ("observatory", "network", False), ("abc", "abd", False)],
)
def test_a_slip_of_one_letter(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
