"""The lines of `recount extract` and `recount events`."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from recount.model import Dossier
from recount.publishing import event_jsonl, extraction_jsonl

FIELDS = {
    "id", "start", "end", "figure", "modifier", "min", "max", "outcome", "victims", "status", "age", "sex", "claimant",
    "perpetrator", "place", "when", "scope", "part_of", "stance",
    "confidence",
}  # fmt: skip


def test_an_extraction_is_one_line(dossier: Dossier) -> None:
    for extraction in dossier.extractions:
        line = extraction_jsonl(extraction)
        assert "\n" not in line
        row = json.loads(line)
        assert row["doc_id"] == extraction.report
        assert [claim["id"] for claim in row["claims"]] == [claim.local_id for claim in extraction.claims]
        assert all(set(claim) == FIELDS for claim in row["claims"])


def test_a_claim_has_the_fields_of_the_guidelines(dossier: Dossier) -> None:
    extraction = next(e for e in dossier.extractions if e.report == "harbour-post")
    first, second, third, *_ = json.loads(extraction_jsonl(extraction))["claims"]
    assert first["when"] == "on Saturday"
    assert (second["figure"], second["modifier"], second["min"], second["max"]) == (
        "more than 400",
        "more_than",
        400,
        None,
    )
    assert (third["part_of"], third["status"], third["victims"]) == ("c2", "civilian", None)


def test_the_scorer_takes_our_lines_as_they_are(dossier: Dossier, shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score_tolls", shared / "gold" / "score_tolls.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = [json.loads(extraction_jsonl(e)) for e in dossier.extractions]
    docs = {r.id: {"text": r.text} for r in dossier.reports}
    score = scorer.score(docs, rows, rows)
    assert score["full"]["f1"] == score["found"]["f1"] == 1.0


def test_an_event_is_one_line(dossier: Dossier) -> None:
    line = event_jsonl(dossier.ledgers[0], dossier.links)
    assert "\n" not in line
    row = json.loads(line)
    assert row == {
        "event": "ev/1 <x>",
        "doc_ids": list(dossier.ledgers[0].event.reports),
        "killed": 520,
        "injured": None,
        "victims": [
            {"name": "Mira Solen", "age": 34, "sex": "female", "outcome": "killed"},
            {"name": None, "age": 9, "sex": "male", "outcome": "injured"},
        ],
        "start": "2031-05-03",
        "end": "2031-05-06",
        "place": "Oster",
        "follows": None,
    }


def test_without_links_a_place_is_its_id(dossier: Dossier) -> None:
    assert json.loads(event_jsonl(dossier.ledgers[1]))["place"] == "karr"
