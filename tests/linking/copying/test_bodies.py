"""Which words of a report count towards a copy."""

from __future__ import annotations

from typing import Any

import pytest

from recount.linking.copying.bodies import body
from recount.linking.copying.wording import is_number, table
from recount.linking.words import fold

NEWS = "Five people died when a shell hit the market in the old town on Sunday, a doctor of the clinic there said."


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (NEWS, ""),
        ("Shell hits market", ""),  # all that there is
        (f"Shell hits market\n{NEWS}", "shell hits market"),
        (f"{NEWS}\nMore from our desk\nPhoto of the day\n{NEWS}", "more from our desk photo of the day"),
        (f"{NEWS}\nThe doctor said so.\n{NEWS}", ""),
        (f"{NEWS}\n“It was loud.”\n{NEWS}", ""),
        (f"{NEWS}\nAmong the dead were\nthree children of one family.", ""),  # a line that runs on
        (f"{NEWS} Please subscribe to our list for more. {NEWS}", "please subscribe to our list for more"),
        (f"{NEWS} He would not subscribe to that view. {NEWS}", ""),
        (f"{NEWS} We use cookies; read on. {NEWS}", "we use cookies read on"),
        (f"{NEWS}\n© The Courier. All rights reserved.", "the courier all rights reserved"),
        (f"{NEWS} Anyone with information may call the police.", "anyone with information may call the police"),
        ("Click here", "click here"),
        ("", ""),
    ],
)
def test_page_scraps_and_furniture_do_not_count(making: Any, text: str, left_out: str) -> None:
    made = body(making.report("a", text))
    places = zip(made.places, made.counts, strict=True)
    found = " ".join(fold(made.report.text[start:end]) for (start, end), counts in places if not counts)
    assert found in {left_out, left_out.removeprefix("the courier ")}


@pytest.mark.parametrize(
    ("word", "number"),
    [("five", True), ("12", True), ("5-year", True), ("not", True), ("dozens", True), ("people", False), ("on", False)],
)
def test_numbers_and_denials_are_told_from_words(word: str, number: bool) -> None:
    assert is_number(word) is number


def test_the_lists_are_in_their_form() -> None:
    assert len(table().furniture) == len(set(table().furniture)) > 50
    assert "ten" in table().numbers
