"""A kept casebook with decisions: what they change is computed anew, and is gone when they are undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.casebook import Casebook, StoredCasebook
from recount.casebook.store.lookup import documents
from recount.model import Decision, Edit, Subject, to_json

from ..store.writing import texts


@pytest.fixture
def stored(place: str, tmp_path: Path) -> StoredCasebook:
    stored = StoredCasebook.new(place)
    stored.add([texts(tmp_path / "in")])
    return stored


def keys(stored: StoredCasebook) -> dict[str, str]:
    with stored.store.reading() as connection:
        return documents(connection).keys


def claim(stored: StoredCasebook, id: str) -> Subject:
    casebook = stored.recall(decided=False)
    (found,) = (one for each in casebook.extractions for one in each.claims if one.id == id)
    return Subject(kind="claim", id=id, report=keys(stored)[found.report], span=found.span, outcome=found.outcome)


def rule(stored: StoredCasebook, ruling: str, subject: Subject, **more: object) -> int:
    return stored.decide(Decision(ruling=ruling, subject=subject, reviewer="A", reason="why", **more))  # type: ignore[arg-type]


def state(casebook: Casebook) -> bytes:
    return to_json(casebook.dossier())


def killed(casebook: Casebook, report: str = "a") -> set[tuple[int | None, int | None]]:
    return {
        (one.low, one.high)
        for ledger in casebook.ledgers()
        for one in ledger.estimates
        if one.policy == "range_all" and report in ledger.event.reports
    }


def test_a_decision_changes_what_is_computed_and_undoing_it_brings_it_back(stored: StoredCasebook) -> None:
    before = state(stored.recall())
    number = rule(stored, "edit", claim(stored, "a#c1"), changes=(Edit("low", 12, 13),))
    changed = stored.recall()
    assert changed.extractions[0].claims[0].figure.low == 13
    assert state(changed) != before
    assert state(stored.recall()) == state(stored.recall(remember=False)) == state(changed)
    assert state(stored.recall(decided=False)) == before
    rule(stored, "undo", Subject(kind="decision", id=str(number)), of=number)
    assert state(stored.recall()) == before


def event(stored: StoredCasebook, *ids: str) -> Subject:
    named = keys(stored)
    return Subject(kind="event", id="e", reports=tuple(named[id] for id in ids))


def grouped(stored: StoredCasebook, *, decided: bool = True) -> list[tuple[str, ...]]:
    return sorted(one.reports for one in stored.recall(decided=decided).links().events)


def test_events_are_merged_and_split(stored: StoredCasebook) -> None:
    assert grouped(stored) == [("a",), ("b",), ("c",)]
    merge = rule(stored, "merge", event(stored, "a"), others=(event(stored, "b"),))
    assert grouped(stored) == [("a", "b"), ("c",)]
    assert grouped(stored, decided=False) == [("a",), ("b",), ("c",)]
    split = rule(stored, "split", event(stored, "a", "b"), others=(event(stored, "b"),))
    assert grouped(stored) == [("a",), ("b",), ("c",)]
    rule(stored, "undo", Subject(kind="decision", id=str(split)), of=split)
    assert grouped(stored) == [("a", "b"), ("c",)]
    rule(stored, "undo", Subject(kind="decision", id=str(merge)), of=merge)
    assert grouped(stored) == [("a",), ("b",), ("c",)]


def test_a_claim_that_is_left_out_counts_no_more(stored: StoredCasebook) -> None:
    rule(stored, "merge", event(stored, "a"), others=(event(stored, "b"),))
    assert killed(stored.recall()) == {(15, 15), (4, 4)}
    rule(stored, "reject", claim(stored, "b#c1"))
    assert killed(stored.recall()) == {(12, None), (4, 4)}


def test_more_reports_leave_decisions_standing(stored: StoredCasebook, tmp_path: Path) -> None:
    rule(stored, "reject", claim(stored, "a#c1"))
    stored.add([texts(tmp_path / "more", d="Three people died in a flood in Kerala, officials said.")])
    found = stored.recall()
    assert {one.report: len(one.claims) for one in found.extractions} == {"a": 0, "b": 2, "c": 1, "d": 1}
    assert state(found) == state(stored.recall(remember=False))
