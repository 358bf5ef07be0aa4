"""Against the shared gold: the coast reports right, and floors under the development set."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from recount.extraction import extract
from recount.model import Claim, Report


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_tolls", shared / "gold" / "score_tolls.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def contract(claim: Claim) -> dict[str, Any]:
    """A claim as the scorer's contract writes it."""
    low, high = claim.figure.stated
    spans = {name: getattr(claim, name) for name in ("victims", "claimant", "perpetrator", "place")}
    return {
        "id": claim.local_id,
        "start": claim.span.start,
        "end": claim.span.end,
        "modifier": claim.figure.modifier,
        "min": low,
        "max": high,
        "outcome": claim.outcome,
        "status": claim.status,
        "age": claim.age,
        "sex": claim.sex,
        "scope": claim.scope,
        "stance": claim.stance,
        "part_of": claim.part_of.rpartition("#")[2] if claim.part_of else None,
        "when": claim.when.span.exact if claim.when else None,
        **{name: span.exact if span else None for name, span in spans.items()},
    }


def day(written: str) -> dt.date | None:
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return dt.datetime.strptime(written, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def scored(scorer: ModuleType, shared: Path, name: str) -> Any:
    docs = {row["doc_id"]: row for row in scorer.read(shared / "gold" / f"{name}.docs.jsonl")}
    gold = scorer.read(shared / "gold" / f"{name}.gold.jsonl")
    rows = [
        {
            "doc_id": id,
            "claims": [
                contract(claim)
                for claim in extract(
                    Report(
                        id=id,
                        sha256=hashlib.sha256(row["text"].encode()).hexdigest(),
                        text=row["text"],
                        published=day(row["date"] or ""),
                    )
                ).claims
            ],
        }
        for id, row in docs.items()
    ]
    return scorer.score(docs, gold, rows)


def test_the_coast_reports_are_right(scorer: ModuleType, shared: Path) -> None:
    result = scored(scorer, shared, "coast-2025")
    assert result["found"]["f1"] >= 0.95
    assert result["found"]["recall"] == 1
    assert result["figure"]["f1"] >= 0.92
    assert result["full"]["f1"] >= 0.92
    assert {field: share for field, share in result["fields"].items() if share < 1} == {}


def test_the_development_set_stays_above_its_floors(scorer: ModuleType, shared: Path) -> None:
    result = scored(scorer, shared, "toll-dev")
    assert result["found"]["f1"] >= 0.92
    assert result["figure"]["f1"] >= 0.91
    assert result["full"]["f1"] >= 0.66
