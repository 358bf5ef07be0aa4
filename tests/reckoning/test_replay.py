"""The checker itself: a right ledger passes it, and whatever is changed in one does not."""

from __future__ import annotations

import copy
import json
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.model import Dossier, from_json, to_json

from .replay import derivations, dossier_of, replay
from .replaying.facts import Facts
from .replaying.mutating import mutants
from .replaying.results import can_all_hold
from .worlds import world

FILE = Path(__file__).parent / "cases" / "replayed.json"
"""A right ledger made by hand on one that Recount made: every kind of relation, chains of bounds, contradictions."""
FOUND = 0.98
"""At least such a share of random changes must be seen."""
CHANGES = 600


@pytest.fixture(scope="module")
def right() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return made


def test_a_right_ledger_passes(right: dict[str, Any]) -> None:
    assert replay(right) == []


def test_it_is_a_ledger_of_the_model(right: dict[str, Any]) -> None:
    data = json.dumps({"recount": "1", **right}).encode()
    (ledger,) = from_json(data, Dossier).ledgers
    kinds = {relation.kind for relation in ledger.relations}
    assert {"denies", "retracts", "closes", "impossible_sum", "leaves_unaccounted", "part_of", "relays"} < kinds
    assert ledger.contradictions
    assert any(estimate.components for estimate in ledger.estimates)
    chained = [b.id for b in ledger.bounds for s in (*b.low_why.steps, *b.high_why.steps) for t in s.terms
               if t.id.startswith("b")]  # fmt: skip
    assert len(chained) >= 3


def reckoned() -> dict[str, Any]:
    """The ledger that Recount makes of the coast's claims, by two policies."""
    made = world(tomllib.loads((FILE.parent / "coast.toml").read_text(encoding="utf-8")))
    parts = (made.reckon(), list(made.reports), list(made.extractions), made.links)
    return dossier_of(*(json.loads(to_json(part)) for part in parts))


@pytest.mark.parametrize("source", ["by hand", "reckoned"])
def test_random_changes_are_seen(right: dict[str, Any], source: str) -> None:
    good = right if source == "by hand" else reckoned()
    assert replay(good) == []
    dice = random.Random(1)  # noqa: S311 - the same changes every time
    missed = [change for change, wrong in mutants(good, dice, CHANGES) if not replay(wrong)]
    assert 1 - len(missed) / CHANGES >= FOUND, missed


def test_every_wrong_value_of_a_step_is_seen(right: dict[str, Any]) -> None:
    wrong = copy.deepcopy(right)
    for name, why in derivations(wrong["ledgers"][0]):
        for step in why["steps"]:
            changes = [
                (step, {"value": step["value"] + 1}),
                (step, {"share": step["share"] + 1}),
                (step, {"gives": "x"}),
            ]
            for term in step["terms"]:
                changes += [(term, {"value": term["value"] + 1}), (term, {"id": "x0000"})]
                changes += [(term, {"minus": not term["minus"]})]
            for holder, change in changes:
                before = dict(holder)
                holder.update(change)
                assert replay(wrong), (name, change, step)
                holder.update(before)
    assert replay(wrong) == []


def test_a_missing_step_is_seen_unless_it_is_allowed(right: dict[str, Any]) -> None:
    for kind in ("estimates", "bounds", "own_tolls"):
        wrong = copy.deepcopy(right)
        row = next(one for one in wrong["ledgers"][0][kind] if one.get("low", one.get("number")) is not None)
        row["low_why" if kind == "bounds" else "why"]["steps"] = []
        assert replay(wrong)
        if kind != "bounds":  # this bound rests on another bound, which only a step tells
            assert replay(wrong, steps_missing=True) == []


def test_bounds_that_rest_on_each_other_are_seen(right: dict[str, Any]) -> None:
    wrong = copy.deepcopy(right)
    bounds = {bound["id"]: bound for bound in wrong["ledgers"][0]["bounds"]}
    term = {"id": "b2", "end": "low", "value": 231, "minus": False}
    bounds["b11"]["low_why"]["steps"] = [{"gives": "low", "value": 231, "work": "sum", "terms": [term], "share": 1}]
    bounds["b11"]["low_why"]["premises"] = ["b2"]
    assert any("rests on itself" in fault for fault in replay(wrong))


def test_a_word_that_does_not_stand_in_its_report_is_seen(right: dict[str, Any]) -> None:
    wrong = copy.deepcopy(right)
    report = next(one for one in wrong["reports"] if one["id"] == "A")
    report["text"] = report["text"].replace("745", "754", 1)
    assert any("do not stand in its report" in fault for fault in replay(wrong))


SETS = [
    (["f2", "f6", "f9"], False, "400 and 150 are more than 500"),
    (["f6", "f9"], True, "no whole"),
    (["f2", "f9"], True, "one part fits"),
    (["f3", "f10"], False, "1,200 of at most 900"),
    (["f5", "f12", "f8"], True, "the whole is open above"),
    (["f10", "f12"], False, "973 and 1,200 of the same people"),
    (["f17", "f12"], True, "60 of 973"),
    (["f13", "f9"], True, "women among civilians"),
    (["f18", "f2"], True, "the injured are no part of the killed"),
]


@pytest.mark.parametrize(("snaps", "can", "why"), SETS, ids=[why for *_, why in SETS])
def test_what_can_all_be_true(right: dict[str, Any], snaps: list[str], can: bool, why: str) -> None:
    facts = Facts(right, right["ledgers"][0], steps_missing=False)
    assert can_all_hold(facts, snaps, surely=True) is can
    assert can_all_hold(facts, snaps, surely=False) is can


def test_a_contradiction_with_a_figure_too_many_is_seen(right: dict[str, Any]) -> None:
    wrong = copy.deepcopy(right)
    found = wrong["ledgers"][0]["contradictions"][0]
    found["snapshots"].append("f1")
    found["why"]["premises"].append("f1")
    assert any("not the smallest" in fault for fault in replay(wrong))
    found["snapshots"][:] = ["f6", "f9"]
    assert any("can all be true" in fault for fault in replay(wrong))
