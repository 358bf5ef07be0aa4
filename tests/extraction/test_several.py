"""Claims that count several events, and those that leave open whether people live."""

from __future__ import annotations

import datetime as dt

import pytest

from recount.extraction.grammar import GRAMMAR
from recount.extraction.tolls.claims import ONLY_SHOT
from recount.extraction.tolls.several import SEVERAL
from recount.model import Report


def cues(text: str, rule: str) -> list[tuple[str, str]]:
    """Each claim's figure, with the words of its cue of that rule."""
    report = Report(id="r", sha256="0" * 64, text=text, published=dt.date(2025, 3, 10))
    return [
        (claim.figure.words, next((cue.span.exact for cue in claim.cues if cue.rule == rule), ""))
        for claim in GRAMMAR.extract(report).claims
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two people were killed in shootings throughout the city.", ["shootings throughout"]),
        ("A man died and five people were hurt in separate shootings.", ["separate shootings"] * 2),
        ("Three hikers died in unrelated incidents.", ["unrelated incidents"]),
        ("Over the weekend seven people died in 17 fatal shootings.", ["17 fatal shootings"]),
        ("Several shootings left four people dead.", ["Several shootings"]),
        ("Four people died in a spate of shootings.", ["spate of shootings"]),
        ("The slaying was the first in a string of three shooting deaths.", ["string of three shooting deaths"]),
        ("Three deaths were reported across the city.", [""]),
        ("A wave of killings left 900 people dead.", [""]),
        ("The weekend violence left 20 people wounded.", ["weekend violence"]),
        ("At least nine people were shot citywide.", ["citywide"]),
        ("Six people were hurt in two shootings a mile apart.", [""]),
        ("Six people were hurt in the shooting.", [""]),
        ("A woman was killed in the latest of a string of shootings.", [""]),
        ("Three people were killed across the river from the mill.", [""]),
        ("Two men died. There were 17 shootings.", [""]),
    ],
)
def test_words_of_several_events(text: str, words: list[str]) -> None:
    assert [found for _, found in cues(text, SEVERAL)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Four people were shot on Friday.", ["shot"]),
        ("Gunfire hit two girls.", ["hit"]),
        ("Four people were wounded on Friday.", [""]),
        ("Four people were shot and killed.", [""]),
        ("Three women were shot and wounded.", [""]),
    ],
)
def test_words_that_leave_open_whether_people_live(text: str, words: list[str]) -> None:
    assert [found for _, found in cues(text, ONLY_SHOT)] == words
