"""The whole dossier as JSON, and its schema."""

from __future__ import annotations

import json

from recount.model import Dossier, from_json
from recount.publishing import ledger_json, schema_json


def test_the_json_reads_back_as_the_dossier(dossier: Dossier) -> None:
    data = ledger_json(dossier)
    assert from_json(data, Dossier) == dossier
    assert ledger_json(from_json(data, Dossier)) == data
    assert data.endswith(b"}\n")
    assert data.startswith(b"{\n  ")


def test_every_span_can_be_checked_in_the_json_alone(dossier: Dossier) -> None:
    data = json.loads(ledger_json(dossier))
    texts = {report["id"]: report["text"] for report in data["reports"]}
    for extraction in data["extractions"]:
        for claim in extraction["claims"]:
            span = claim["span"]
            assert texts[claim["report"]][span["start"] : span["end"]] == span["exact"]


def test_the_schema_knows_every_field_that_the_json_has(dossier: Dossier) -> None:
    schema = json.loads(schema_json())
    assert schema["$schema"].startswith("https://json-schema.org/")
    fields = schema["$defs"]["Dossier"]["properties"]
    assert set(json.loads(ledger_json(dossier))) == set(fields)
    assert {"Claim", "Snapshot", "Relation", "Estimate", "Quotation"} <= set(schema["$defs"])
    assert schema_json() == schema_json()
