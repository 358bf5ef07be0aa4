"""The coast's five reports, claim by claim: what issue and design say must be found."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from recount.model import Ledger, to_json

from .worlds import snapshot_of, told, world

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "coast.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return world(TABLE).reckon()


@pytest.fixture(scope="module")
def lines(ledger: Ledger) -> set[str]:
    return told(ledger)


def test_the_monitors_civilians_are_updates_in_an_inferred_order(lines: set[str]) -> None:
    assert {"updates a2 > e2 inferred", "updates b3 > a2 inferred", "updates d3 > b3 inferred"} <= lines


def test_its_totals_are_updates(lines: set[str]) -> None:
    assert "updates b2 > a1 inferred" in lines


def test_nothing_conflicts(lines: set[str]) -> None:
    assert not [line for line in lines if line.startswith(("conflicts", "revises", "impossible_sum", "stale_mix"))]


def test_the_breakdown_closes_once(lines: set[str]) -> None:
    assert [line for line in lines if line.startswith("closes")] == ["closes a1 > a2 + a3 + a4"]


def test_about_700_leaves_the_rest_unaccounted(lines: set[str]) -> None:
    assert "leaves_unaccounted a1 > e2 301.." in lines


def test_one_sides_killings_are_not_comparable(ledger: Ledger, lines: set[str]) -> None:
    assert [line for line in lines if line.startswith("not_comparable")] == ["not_comparable e3 > e2 (perpetrator)"]
    (relation,) = [r for r in ledger.relations if r.kind == "not_comparable"]
    assert "counts only the killings by government forces" in relation.why.says


def test_baniyas_is_part_of_the_monitors_civilians(lines: set[str]) -> None:
    assert {"part_of e4 > e2", "part_of e5 > e4"} <= lines


def test_who_relays_the_monitor(ledger: Ledger) -> None:
    snapshot = snapshot_of(ledger)["a1"]
    relays = {relation.subject for relation in ledger.relations if relation.objects == (snapshot,)}
    assert {"A#a1", "C#c1", "E#e1"} <= relays


def test_a_figure_without_a_claimant_is_a_question(ledger: Ledger) -> None:
    snapshot = snapshot_of(ledger)["d1"]
    assert [q.about[0] for q in ledger.questions if q.kind == "no_claimant" and q.about[0] == snapshot]


def test_one_named_voice_for_the_total(ledger: Ledger) -> None:
    (toll,) = [t for t in ledger.tolls if t.outcome == "killed" and t.group == type(t.group)() and not t.place]
    (voices,) = [voices for voices in ledger.voices if voices.toll == toll.id]
    assert voices.named == ("Observatory",)
    assert voices.own_voice == ("B", "D")


def test_background_stands_apart(ledger: Ledger) -> None:
    words = {snapshot.words for series in ledger.background for snapshot in series.snapshots}
    assert words == {"over 600,000", "12,000,000"}
    without = {**TABLE, "claims": [row for row in TABLE["claims"] if not row.get("background")]}
    bare = world(without).reckon()
    for part in ("series", "relations", "bounds", "estimates", "voices", "questions", "own_tolls"):
        assert to_json(getattr(bare, part)) == to_json(getattr(ledger, part)), part


def test_estimates_rest_on_the_named_monitor(ledger: Ledger) -> None:
    total = next(e for e in ledger.estimates if e.policy == "range_all")
    assert (total.low, total.best, total.high) == (1401, None, None)
    assert any("nobody vouches" in unused.because for unused in total.set_aside)


def test_own_toll(ledger: Ledger) -> None:
    assert {own.outcome: own.number for own in ledger.own_tolls} == {"killed": 1401, "injured": None}


def test_generic_claimants_and_unfixed_days_are_asked_about(ledger: Ledger) -> None:
    kinds = {question.kind for question in ledger.questions}
    assert kinds == {"no_claimant", "unnamed_claimant", "probable_claimant", "no_date", "inferred_order"}
