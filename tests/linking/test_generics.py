"""Who may stand behind a generic phrase: one candidate, none, two."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.linking.attributions import Tied, name_actors, name_claimants, tie_event, tied
from recount.linking.context import Surroundings
from recount.model import Attribution, Claim, Event, Extraction, Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "generics.toml").read_text("utf-8"))["case"]


def attribute(reports: dict[str, Report], taken: dict[str, Extraction], event: Event) -> Tied:
    """The ties of one event, whose places nothing is known of."""
    around = Surroundings(reports)
    actings = name_actors(taken, around)
    ties = tie_event(event, reports, taken, {}, {}, around, name_claimants(taken, around), actings)
    return tied([ties], actings, taken)


def attributions(making: Any, rows: list[dict[str, Any]]) -> list[Attribution]:
    """The attributions of one event's claims, in the order of `rows`."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        bits = [
            row["words"],
            "counts",
            str(row.get("high", row["low"])),
            row.get("perpetrator", ""),
            row.get("place", ""),
        ]
        texts.setdefault(row["report"], []).append(" ".join(bits))
    reports = {id: making.report(id, ". ".join(parts)) for id, parts in texts.items()}
    claims: list[Claim] = []
    for number, row in enumerate(rows, 1):
        more = {key: row[key] for key in ("status", "perpetrator", "place", "as_of", "outcome", "scope") if key in row}
        figure = str(row.get("high", row["low"]))
        claims.append(
            making.claim(
                reports[row["report"]], number, figure, row["low"], row.get("high"), claimant=row["words"], **more
            )
        )
    taken = {
        id: Extraction(report=id, extractor="by hand", claims=tuple(c for c in claims if c.report == id))
        for id in reports
    }
    event = Event(id="e", title="", reports=tuple(sorted(reports)))
    made = {a.claim: a for a in attribute(reports, taken, event).attributions}
    return [made[claim.id] for claim in claims]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_stands_behind_a_phrase(case: dict[str, Any], making: Any) -> None:
    found = attributions(making, [case["phrase"], *case["named"]])[0]
    if case["behind"]:
        assert (found.claimant, found.certainty) == (case["behind"], "probable")
        assert case["phrase"]["words"].removeprefix("a ").removeprefix("the ") in found.reason
    else:
        assert found.claimant.startswith(f"unnamed:{case['phrase']['report']}:")
        assert found.certainty == "certain"


def test_the_ministry_points_back_to_the_one_that_the_report_names(making: Any) -> None:
    text = "Chad's health ministry counted 12 dead. The ministry's spokesman spoke of 14 later."
    report: Report = making.report("a", text)
    claim = making.claim(report, 1, "14", 14, 14, claimant="The ministry's spokesman")
    event = Event(id="e", title="", reports=("a",))
    found = attribute({"a": report}, {"a": making.extraction(report, claim)}, event).attributions[0]
    assert (found.claimant, found.certainty) == ("td-health-ministry", "probable")


@pytest.mark.parametrize(
    ("words", "text", "claimant"),
    [
        ("a spokesman for the UK-based monitor", "The Syrian Observatory for Human Rights keeps lists.", "sohr"),
        ("the UK-based monitoring group", "The Syrian Observatory for Human Rights keeps lists.", "sohr"),
        ("the Berlin-based monitor", "The Syrian Observatory for Human Rights keeps lists.", None),
        ("a UK-based monitor", "The Syrian Observatory for Human Rights keeps lists.", None),
        ("the UK-based monitor", "The Syrian Observatory for Human Rights and Airwars keep lists.", None),
        ("the UK-based monitor", "The Syrian Observatory for Human Rights and B'Tselem keep lists.", "sohr"),
        ("the Ministry of Defence", "The Pentagon keeps lists of the dead in Syria and in Chad.", None),
    ],
)
def test_whom_words_point_back_to(words: str, text: str, claimant: str | None, making: Any) -> None:
    report: Report = making.report("a", f"{text} So 14 died, {words} said.")
    claim = making.claim(report, 1, "14", 14, 14, claimant=words)
    event = Event(id="e", title="", reports=("a",))
    found = attribute({"a": report}, {"a": making.extraction(report, claim)}, event).attributions[0]
    if claimant is None:
        assert found.claimant.startswith("unnamed:a:")
    else:
        assert (found.claimant, found.certainty) == (claimant, "probable")
        assert "points back to the one" in found.reason


def test_one_person_under_two_spellings_is_one_claimant_of_an_event(making: Any) -> None:
    one = making.report("a", "Doctor Karim Haddad saw 12 dead.")
    other = making.report("b", "Dr Kareem Haddad saw 12 dead, Maria Haddad 9.")
    taken = {
        "a": making.extraction(one, making.claim(one, 1, "12", 12, 12, claimant="Doctor Karim Haddad")),
        "b": making.extraction(
            other,
            making.claim(other, 1, "12", 12, 12, claimant="Dr Kareem Haddad"),
            making.claim(other, 2, "9", 9, 9, claimant="Maria Haddad"),
        ),
    }
    event = Event(id="e", title="", reports=("a", "b"))
    tied = attribute({"a": one, "b": other}, taken, event)
    first, second, third = (a.claimant for a in tied.attributions)
    assert first == second != third
    assert [len(c.spellings) for c in tied.claimants if c.id == first] == [2]


def test_one_new_body_under_two_transliterations_is_one_claimant_of_an_event(making: Any) -> None:
    words = [f"{town} Central Hospital" for town in ("Tartous", "Tartus", "Tartous", "Tarsus")]
    reports = {id: making.report(id, f"{said} counts 12 dead.") for id, said in zip("abcd", words, strict=True)}
    taken = {
        id: making.extraction(report, making.claim(report, 1, "12", 12, 12, claimant=said))
        for (id, report), said in zip(reports.items(), words, strict=True)
    }
    event = Event(id="e", title="", reports=tuple("abcd"))
    tied = attribute(reports, taken, event)
    assert [a.claimant for a in tied.attributions] == [*["tartous-central-hospital"] * 3, "tarsus-central-hospital"]


def test_spellings_are_only_those_that_are_certain(making: Any) -> None:
    rows = [{"report": "a", "words": "war monitors", "low": 901}, {"report": "a", "words": "SOHR", "low": 901}]
    texts = {"a": making.report("a", "war monitors counts 901. SOHR counts 901")}
    assert [a.claimant for a in attributions(making, rows)] == ["sohr", "sohr"]
    claims = [making.claim(texts["a"], i, "901", 901, None, claimant=row["words"]) for i, row in enumerate(rows, 1)]
    taken = {"a": Extraction(report="a", extractor="by hand", claims=tuple(claims))}
    tied = attribute(texts, taken, Event(id="e", title="", reports=("a",)))
    assert [(c.id, c.spellings) for c in tied.claimants] == [("sohr", ("SOHR",))]
