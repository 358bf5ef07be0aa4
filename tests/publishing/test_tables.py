"""The CSV tables: their columns, their cells, and what a spreadsheet must not run."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest

from recount.model import Dossier, Span
from recount.publishing import claims_csv, reports_csv
from recount.publishing.tables import CLAIM_COLUMNS, REPORT_COLUMNS, context


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_claims_have_a_row_each(dossier: Dossier) -> None:
    text = claims_csv(dossier)
    assert text.splitlines()[0] == ",".join(CLAIM_COLUMNS)
    assert text.endswith("\r\n")
    found = rows(text)
    claims = [c for e in dossier.extractions for c in e.claims]
    assert [(r["doc_id"], r["claim"]) for r in found] == [(c.report, c.local_id) for c in claims]
    texts = {r.id: r.text for r in dossier.reports}
    for row in found:
        assert texts[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["figure"]
        assert row["figure"] in row["context"]


def test_a_claim_is_told_in_full(dossier: Dossier) -> None:
    row = next(r for r in rows(claims_csv(dossier)) if (r["doc_id"], r["claim"]) == ("harbour-post", "c1"))
    expected = {
        "figure": "about 300", "modifier": "about", "min": "300", "max": "300", "outcome": "killed",
        "victims": "residents", "status": "civilian", "age": "unknown", "sex": "unknown",
        "claimant": "The Vell Monitoring Centre", "claimant_id": "vell", "claimant_name": "Vell Monitoring Centre",
        "certainty": "certain", "perpetrator": "", "place": "Oster", "place_id": "oster", "latitude": "-12.5",
        "longitude": "33.25", "when": "on Saturday", "when_start": "2031-05-03", "when_end": "2031-05-03",
        "as_of": "2031-05-03", "scope": "current", "part_of": "", "stance": "asserted",
        "confidence": "", "event": "ev/1 <x>",
        "context": "The Vell Monitoring Centre said on Saturday that about 300 residents had been killed in Oster.",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("claim", "column", "is_it"),
    [("c2", "min", "400"), ("c2", "max", ""), ("c3", "part_of", "c2"), ("c6", "scope", "background"),
     ("c6", "claimant_id", "")],
)  # fmt: skip
def test_cells(dossier: Dossier, claim: str, column: str, is_it: str) -> None:
    row = next(r for r in rows(claims_csv(dossier)) if (r["doc_id"], r["claim"]) == ("harbour-post", claim))
    assert row[column] == is_it


def test_reports_have_a_row_each(dossier: Dossier) -> None:
    text = reports_csv(dossier)
    assert text.splitlines()[0] == ",".join(REPORT_COLUMNS)
    found = {row["doc_id"]: row for row in rows(text)}
    assert list(found) == [r.id for r in dossier.reports]
    post = found["harbour-post"]
    assert post["file"] == "harbour-post.txt"
    assert post["published"] == "2031-05-04"
    assert post["event"] == "ev/1 <x>"
    assert post["claims"] == "6"
    assert post["copies_of"] == ""
    assert next(row for key, row in found.items() if key.startswith('">'))["copies_of"] == "harbour-post"
    assert found["undated"]["published"] == ""


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(dossier: Dossier, first: str) -> None:
    hostile = f"{first}cmd|' /C calc'!A0"
    reports = tuple(msgspec.structs.replace(r, title=hostile, publisher=hostile, url=hostile) for r in dossier.reports)
    for row in rows(reports_csv(msgspec.structs.replace(dossier, reports=reports))):
        assert row["title"] == row["publisher"] == row["url"] == f"'{hostile}"


def test_numbers_are_not_guarded(dossier: Dossier) -> None:
    cells = [cell for row in rows(claims_csv(dossier)) for cell in row.values()]
    assert "-12.5" in cells
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize(
    ("text", "figure", "words"),
    [
        ("First. Then 60 died there. Last.", "60", "Then 60 died there."),
        ("A heading\n60 died\nAnother line", "60", "60 died"),
        ("60", "60", "60"),
        ("Was it 60? Nobody knows.", "60", "Was it 60?"),
        ("word " * 60 + "60 " + "more " * 60, "60", "word " * 19 + "60" + " more" * 19),
    ],
)
def test_context_is_the_sentence_as_far_as_it_is_near(text: str, figure: str, words: str) -> None:
    at = text.index(figure)
    assert context(text, Span.of(text, at, at + len(figure))) == words
