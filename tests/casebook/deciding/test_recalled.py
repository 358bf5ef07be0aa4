"""A kept casebook with decisions: what they change is computed anew, and is gone when they are undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.casebook import Casebook, StoredCasebook
from recount.casebook.deciding import standing
from recount.casebook.store.lookup import documents
from recount.model import Confirmation, Decision, Edit, Ledger, Subject, to_json

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


def ledger(stored: StoredCasebook, report: str = "a") -> Ledger:
    return next(one for one in stored.recall().ledgers() if report in one.event.reports)


def agree(stored: StoredCasebook, number: int, reviewer: str = "B") -> int:
    of = Subject(kind="decision", id=str(number))
    return stored.decide(Decision(ruling="agree", subject=of, reviewer=reviewer, reason="", of=number))


def test_the_ledger_says_which_figures_a_person_confirmed(stored: StoredCasebook) -> None:
    number = rule(stored, "accept", claim(stored, "a#c1"), standard="reasonable_grounds")
    agree(stored, number)
    found = ledger(stored)
    (one,) = found.confirmed
    assert one == Confirmation(
        snapshot=one.snapshot, claims=("a#c1",), decisions=("d1",), reviewers=2, standard="reasonable_grounds"
    )
    (ruled,) = found.decisions
    assert (ruled.id, ruled.ruling, ruled.kind, ruled.about, ruled.reviewers) == ("d1", "accept", "claim", ("a#c1",), 2)
    assert found.without is None
    assert ledger(stored, "b").decisions == ()


@pytest.mark.parametrize(
    ("changes", "confirmed"), [((Edit("low", 12, 13),), True), ((Edit("status", "unknown", "civilian"),), False)]
)
def test_who_sets_a_figure_confirms_it(stored: StoredCasebook, changes: tuple[Edit, ...], confirmed: bool) -> None:
    rule(stored, "edit", claim(stored, "a#c1"), changes=changes)
    assert bool(ledger(stored).confirmed) == confirmed


def test_the_ledger_says_what_each_estimate_would_be_without(stored: StoredCasebook) -> None:
    rule(stored, "edit", claim(stored, "a#c1"), changes=(Edit("low", 12, 13),))
    without = ledger(stored).without
    assert without is not None
    assert without.events == ()
    assert {(one.toll.id, one.low, one.high) for one in without.estimates if one.policy == "range_all"} == {
        (ledger(stored).tolls[0].id, 12, None)
    }
    assert ledger(stored, "b").without is None


def test_the_ledger_names_the_events_that_were_merged(stored: StoredCasebook) -> None:
    rule(stored, "merge", event(stored, "a"), others=(event(stored, "b"),))
    without = ledger(stored).without
    assert without is not None
    assert sorted(one.reports for one in without.events) == [("a",), ("b",)]
    ids = {one.reports[0]: one.id for one in without.events}
    assert {(one.event, one.low) for one in without.estimates if one.policy == "range_all"} >= {(ids["a"], 12)}


def test_what_is_left_out_is_told_and_an_event_has_a_state(stored: StoredCasebook) -> None:
    rule(stored, "retract", claim(stored, "a#c1"))
    rule(stored, "retract", event(stored, "a"))
    found = ledger(stored)
    assert found.state == "retracted"
    assert [(one.claim.id, one.ruling) for one in found.out_of_count] == [("a#c1", "retract")]
    assert found.estimates == ()
    assert found.without is not None
    assert {one.low for one in found.without.estimates} == {12}
    assert {one.toll.id for one in found.without.estimates} == {""}


def test_a_level_is_no_decision_of_the_ledger(stored: StoredCasebook) -> None:
    rule(stored, "edit", claim(stored, "a#c1"), changes=(Edit("level", "public", "restricted"),))
    assert ledger(stored).decisions == ()
    assert [edit.after for _, edit in standing(stored.decisions()).fields("level")] == ["restricted"]


def test_what_is_remembered_is_what_is_computed(stored: StoredCasebook, tmp_path: Path) -> None:
    rule(stored, "edit", claim(stored, "a#c1"), changes=(Edit("low", 12, 13),))
    rule(stored, "merge", event(stored, "a"), others=(event(stored, "b"),))
    for _ in range(2):
        assert state(stored.recall()) == state(stored.recall(remember=False))
    stored.add([texts(tmp_path / "more", d="Three people died in a flood in Kerala, officials said.")])
    for _ in range(2):
        assert state(stored.recall()) == state(stored.recall(remember=False))
