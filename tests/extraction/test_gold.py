"""Against the shared gold: the coast reports right, and floors under the development set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.data import reports, rows, scorer

from recount.extraction import extract
from recount.publishing import extraction_jsonl


def scored(name: str) -> Any:
    """What the scorer says of all reports of a set."""
    docs = {row["doc_id"]: row for row in rows(f"{name}.docs.jsonl")}
    read = [json.loads(extraction_jsonl(extract(report))) for report in reports(f"{name}.docs.jsonl")]
    return scorer("score_tolls").score(docs, rows(f"{name}.gold.jsonl"), read)


def test_the_coast_reports_are_right(shared: Path) -> None:
    result = scored("coast-2025")
    assert result["found"]["f1"] >= 0.95
    assert result["found"]["recall"] == 1
    assert result["figure"]["f1"] >= 0.92
    assert result["full"]["f1"] >= 0.92
    assert {field: share for field, share in result["fields"].items() if share < 1} == {}


def test_the_development_set_stays_above_its_floors(shared: Path) -> None:
    result = scored("toll-dev")
    assert result["found"]["f1"] >= 0.92
    assert result["figure"]["f1"] >= 0.91
    assert result["full"]["f1"] >= 0.66
