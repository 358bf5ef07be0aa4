"""Individuals who were harmed: who they are, and who is none."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.persons.persons import find_victims
from recount.extraction.words.tokens import tokenize
from recount.model import Claim, Figure, Outcome, Report, Span, Victim

FILES = sorted((Path(__file__).parent / "cases").glob("persons*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
PIECES = ["Omar Haddad", "Haddad", "Rana Khoury's", ",", "14", "and", "was shot", "killed", "identified as", "he", ".",
          "the victim", "a man", "\n", "17-year-old", "died", "by", "suspect", "himself", "(", ")", "death of",
          "Jr."]  # fmt: skip


def victims(text: str, *claims: Claim) -> tuple[Victim, ...]:
    report = Report(id="r1", sha256="0" * 64, text=text, published=dt.date(2025, 3, 10))
    return find_victims(report, tokenize(text), claims, "en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    found = victims(case["text"])
    said = [[v.name or "", -1 if v.age is None else v.age, v.sex, v.outcome] for v in found]
    assert said == case["found"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)))
def test_any_text_gives_victims_whose_spans_stand(text: str) -> None:
    found = victims(text)
    assert [v.id for v in found] == [f"r1#v{n}" for n in range(1, len(found) + 1)]
    for victim in found:
        assert victim.fates
        assert victim.mentions == tuple(sorted(set(victim.mentions)))
        for span in [*victim.mentions, *(fate.span for fate in victim.fates)]:
            assert span.stands_in(text)


def test_a_fate_has_the_time_of_its_sentence() -> None:
    [victim] = victims("Lena Roth was wounded on Friday. Roth died on Sunday.")
    assert [(f.outcome, f.when and f.when.span.exact) for f in victim.fates] == [
        ("injured", "on Friday"),
        ("killed", "on Sunday"),
    ]
    assert [m.exact for m in victim.mentions] == ["Lena Roth", "Roth"]


def claim(text: str, words: str, outcome: Outcome = "abducted", number: int = 1) -> Claim:
    at = text.index(words)
    return Claim(
        id="r1#c1",
        report="r1",
        span=Span.of(text, at, at + len(words)),
        figure=Figure(words, "exact", number, number),
        outcome=outcome,
    )


def test_a_claim_of_one_person_adds_a_described_victim() -> None:
    text = "Gunmen dragged off a 30-year-old nurse."
    [victim] = victims(text, claim(text, "a 30-year-old nurse"))
    assert (victim.name, victim.age, victim.role, victim.outcome) == (None, 30, "nurse", "abducted")


def test_a_claim_of_one_person_found_already_adds_nobody() -> None:
    text = "A 30-year-old nurse was killed."
    both = victims(text, claim(text, "A 30-year-old nurse"))
    assert [v.outcome for v in both] == ["killed"]


@pytest.mark.parametrize(
    ("claims", "outcome"),
    [
        ([], "killed"),
        ([("a 13-year-old", "injured", 1)], "injured"),
        ([("a 13-year-old", "killed", 1), ("Five", "injured", 5)], "killed"),
        ([("Five", "injured", 5)], "injured"),
        ([("Five", "injured", 5), ("death", "killed", 1)], "killed"),
    ],
    ids=["the report speaks of nothing else", "the same words", "the same words before others", "no dead", "one dead"],
)
def test_what_befell_one_who_was_only_shot_is_what_the_claims_tell(
    claims: list[tuple[str, Outcome, int]], outcome: str
) -> None:
    text = "Five people, including a 13-year-old, were shot at a fair where a feud over a death went on."
    [victim] = victims(text, *(claim(text, *one) for one in claims))
    assert (victim.age, victim.outcome) == (13, outcome)
