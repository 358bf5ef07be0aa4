"""The ledger as a whole: ids, questions, sentences, errors, bounds on work."""

from __future__ import annotations

import json
import re

import pytest

from recount.model import Extraction, Ledger, UsageError, from_json, to_json

from .replay import dossier_of, replay
from .worlds import told, world


def test_an_event_without_claims_is_an_empty_ledger() -> None:
    ledger = world({"reports": {"A": "2025-03-10"}}).reckon()
    assert [len(part) for part in (ledger.tolls, ledger.series, ledger.relations, ledger.questions)] == [0, 0, 0, 0]
    assert [own.number for own in ledger.own_tolls] == [None, None]


def test_ids_say_what_they_name_and_the_ledger_goes_through_json() -> None:
    rows = [{"in": r, "by": "Ministry", "figure": f} for r, f in zip("ABC", ("3", "5", "9"), strict=True)]
    background = {"in": "A", "figure": "800", "background": True}
    ledger = world({"claims": [*rows, background]}).reckon()
    more = world({"claims": [*rows, background, {"in": "D", "by": "Hospital", "figure": "2"}]}).reckon()
    for part in ("tolls", "series", "background", "relations", "bounds", "estimates"):
        ids = [one.id for one in getattr(ledger, part)]
        assert len(set(ids)) == len(ids) > 0
        assert set(ids) <= {one.id for one in getattr(more, part)}, part  # another report renames nothing
    assert from_json(to_json(ledger), Ledger) == ledger


def test_an_extraction_without_its_report_is_an_error() -> None:
    made = world({"claims": [{"in": "A", "figure": "3"}]})
    stray = Extraction(report="Q", extractor="by hand")
    with pytest.raises(UsageError, match="the extraction of Q: its report was not given"):
        made._replace(extractions=(*made.extractions, stray)).reckon()


def test_a_denied_part_or_total_is_left_out() -> None:
    rows = [
        {"in": "A", "id": "t", "by": "Ministry", "figure": "9", "denied": True},
        {"in": "A", "id": "p", "by": "Ministry", "figure": "4", "of": "civilians", "part_of": "t"},
    ]
    assert told(world({"claims": rows}).reckon()) == set()


def test_a_current_part_of_a_background_total_touches_it_not() -> None:
    rows = [
        {"in": "A", "id": "t", "by": "Ministry", "figure": "600,000", "background": True},
        {"in": "A", "id": "p", "by": "Ministry", "figure": "4", "of": "civilians", "part_of": "t"},
    ]
    assert told(world({"claims": rows}).reckon()) == set()


def test_background_figures_of_two_episodes_are_two_series() -> None:
    rows = [
        {"in": "A", "by": "Monitor", "figure": "600,000", "background": True, "when": "2011-03-15/2024-12-08"},
        {"in": "A", "by": "Monitor", "figure": "5,000", "background": True, "when": "2024-01-01/2024-12-31"},
    ]
    ledger = world({"claims": rows}).reckon()
    assert [series.order for series in ledger.background] == ["single", "single"]
    assert not ledger.series
    assert not ledger.voices


def test_questions_have_their_kinds_and_name_their_words() -> None:
    rows = [
        {"in": "A", "by": "Ministry", "figure": "30"},
        {"in": "B", "by": "Hospital", "figure": "45"},
        {"in": "C", "figure": "99", "when": ""},
        {"in": "C", "figure": "30"},
        {"in": "D", "by": "residents", "figure": "7", "of": "women"},
    ]
    ledger = world({"claims": rows, "reports": {"D": None}}).reckon()
    kinds = [question.kind for question in ledger.questions]
    assert kinds == ["conflict", "no_claimant", "unnamed_claimant", "no_date", "no_date",
                     "inferred_order"]  # fmt: skip
    says = {question.kind: question.says for question in ledger.questions}
    assert "“99”" in says["no_claimant"]
    assert "residents" in says["unnamed_claimant"]
    assert not any("“30”" in question.says for question in ledger.questions if question.kind == "no_claimant")


def test_every_sentence_can_be_read_out() -> None:
    rows = [
        {"in": "A", "id": "t", "by": "Clinic", "figure": "26", "as_of": "2025-03-07"},
        {"in": "A", "by": "Clinic", "figure": "19", "of": "soldiers", "part_of": "t", "from": "gunmen", "at": "Jableh"},
        {"in": "B", "by": "Clinic", "figure": "40"},
        {"in": "C", "by": "Monitor", "figure": "at least 90"},
    ]
    ledger = world({"claims": rows}).reckon()
    sentences = [relation.why.says for relation in ledger.relations]
    assert "Clinic put people killed first at “26” (as of 7 March 2025), then at “40” (undated)" in " ".join(sentences)
    for says in sentences:
        assert re.fullmatch(r"[A-Z“].*[a-z0-9)]\.", says), says
        assert "  " not in says
        assert "None" not in says


def test_many_claims_make_a_bounded_number_of_relations() -> None:
    rows = [{"in": f"r{n}", "figure": str(n)} for n in range(300)]
    rows += [{"in": f"m{n}", "by": f"Monitor {n}", "figure": str(n)} for n in range(300)]
    rows += [
        {"in": f"s{n}", "by": "Network", "figure": str(n), "of": "civilians", "at": f"Village {n}"} for n in range(300)
    ]
    made = world({"claims": rows})
    ledger = made.reckon()
    assert len(ledger.relations) < 3000
    parts = (ledger, list(made.reports), list(made.extractions), made.links)
    told_of = dossier_of(*(json.loads(to_json(part)) for part in parts))
    assert replay(told_of, steps_missing=True) == []
