"""Which words each outlet uses, whose they are, and what only some outlets report."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.linking.framing import framing
from recount.linking.framing.lexicon import lexicon
from recount.linking.words import words
from recount.model import Attribution, Claimant, Event, Extraction, Framing, Links, Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "framing.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_words_for_people_and_deeds(case: dict[str, Any]) -> None:
    text, row = case["text"], words(case["text"])
    found = [
        [one.concept.id, text[row[one.start].start : row[one.end - 1].end]] for one in lexicon("en").find(text, row)
    ]
    out = set(case.get("without", ()))
    assert [one for one in found if one[0] not in out] == [one for one in case["found"] if one[0] not in out]


def test_a_language_without_a_table_has_no_words() -> None:
    text = "Government forces killed two."
    assert not list(lexicon("xx").find(text, words(text)))
    assert not list(lexicon("../en").find(text, words(text)))


def told(making: Any, *texts: tuple[str, str], links: Links | None = None, **taken: Extraction) -> Framing:
    """The framing of one event; a text is the outlet's and the report's own name, then its words."""
    reports = {name: making.report(name, text, publisher=name.rstrip("0123456789")) for name, text in texts}
    event = Event(id="e", title="", reports=tuple(sorted(reports)))
    made = framing(event, reports, taken, links or Links())
    assert made is not None
    return made


def choices(made: Framing, row: str) -> dict[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    for one in made.rows:
        if one.id == f"e/{row}":
            for choice in one.choices:
                found.setdefault(choice.outlet, []).append((choice.words, choice.times, choice.passed_on))
    return found


def test_outlets_use_other_words_of_the_same_people(making: Any) -> None:
    made = told(
        making,
        ("Herald", "Insurgents attacked a post. The insurgents fled. Six died."),
        ("Post1", "Terrorists attacked a post. A terrorist was caught. Six were massacred."),
        ("Post2", "Terrorists were blamed."),
    )
    assert made.outlets == ("Herald", "Post")
    assert choices(made, "people-armed") == {"Herald": [("insurgents", 2, 0)], "Post": [("terrorist", 3, 0)]}
    assert choices(made, "deed-killing") == {"Herald": [("died", 1, 0)], "Post": [("massacred", 1, 0)]}
    uses = [use for row in made.rows for choice in row.choices for use in choice.uses]
    texts = {"Herald": "Insurgents attacked", "Post1": "Terrorists attacked", "Post2": "Terrorists were"}
    assert all(use.report in texts for use in uses)


def test_where_all_use_one_word_there_is_nothing_to_tell(making: Any) -> None:
    made = told(making, ("Herald", "Rebels came."), ("Post", "The rebels came."))
    assert not made.rows


def test_words_that_an_outlet_only_passes_on_are_told_apart(making: Any) -> None:
    text = "Gunmen came at night. “The terrorists killed six,” the ministry said."
    report = making.report("Herald", text)
    said = making.statement(report, 1, "The terrorists killed six,", "the ministry", "quotation")
    made = told(making, ("Herald", text), ("Post", "Rebels came at night."), Herald=making.extraction(report, said))
    assert choices(made, "people-armed") == {
        "Herald": [("Gunmen", 1, 0), ("terrorists", 1, 1)],
        "Post": [("Rebels", 1, 0)],
    }
    (row,) = [row for row in made.rows if row.id == "e/people-armed"]
    assert [use.speaker for choice in row.choices for use in choice.uses] == [None, "the ministry", None]


@pytest.mark.parametrize(
    ("text", "set_apart"),
    [
        ('The "remnants" fled.', ["remnants"]),
        ("The “field operation” went on.", ["field operation"]),
        ("The ‘liberated’ town was empty.", ["liberated"]),
        ("“We saw them come over the hill,” he said.", []),
        ('He called it "over," and left.', []),
        ('They "neutralised" some claiming it eradicated the "remnants" of it.', ["neutralised", "remnants"]),
        ("The rebels' and soldiers' camps burned.", []),
        ("Omar “Moe” Haddad was arrested.", []),
    ],
)
def test_words_in_quotation_marks(making: Any, text: str, set_apart: list[str]) -> None:
    made = told(making, ("Herald", text), ("Post", "Nothing to see."))
    assert [words for words, _, _ in choices(made, "quotation_marks").get("Herald", [])] == set_apart


def test_an_event_of_one_outlet_has_no_framing(making: Any) -> None:
    report = making.report("Herald", "Rebels, insurgents and terrorists.")
    assert framing(Event(id="e", title="", reports=("Herald",)), {"Herald": report}, {}, Links()) is None


def _claimed(making: Any, certainty: str) -> Framing:
    texts = {
        "Herald": "Six civilians were killed, the Observatory said.",
        "Post": "Six were killed, the Observatory said.",
        "Star": "Six were killed, monitors said.",
    }
    reports: dict[str, Report] = {name: making.report(name, text) for name, text in texts.items()}
    taken = {
        "Herald": making.extraction(
            reports["Herald"],
            making.claim(reports["Herald"], 1, "Six", 6, 6, claimant="the Observatory", status="civilian"),
        ),
        "Post": making.extraction(
            reports["Post"], making.claim(reports["Post"], 1, "Six", 6, 6, claimant="the Observatory")
        ),
        "Star": making.extraction(reports["Star"], making.claim(reports["Star"], 1, "Six", 6, 6, claimant="monitors")),
    }
    links = Links(
        claimants=(Claimant(id="obs", name="Observatory"),),
        attributions=tuple(
            Attribution(claim=claim.id, claimant="obs", certainty="certain", reason="")
            for name in ("Herald", "Post")
            for claim in taken[name].claims
        )
        + tuple(
            Attribution(claim=claim.id, claimant="obs", certainty=certainty, reason="")  # type: ignore[arg-type]
            for claim in taken["Star"].claims
            if certainty
        ),
    )
    return told(making, *texts.items(), links=links, **taken)


def test_what_one_reports_and_the_others_leave_out(making: Any) -> None:
    made = _claimed(making, "")
    assert [(one.kind, one.what, one.told_by, one.silent) for one in made.tellings] == [
        ("claimant", "Observatory", ("Herald", "Post"), ("Star",)),
        ("victims", "civilians among the people killed", ("Herald",), ("Post", "Star")),
    ]
    assert [use.span.exact for use in made.tellings[0].where] == ["the Observatory", "the Observatory"]


def test_one_who_probably_vouches_is_not_left_out(making: Any) -> None:
    assert "claimant" not in {one.kind for one in _claimed(making, "probable").tellings}
