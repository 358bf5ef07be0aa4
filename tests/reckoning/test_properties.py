"""What must hold of every world: order never matters, copies count once, background is apart, arithmetic holds."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from recount.model import Ledger, to_json
from recount.reckoning import POLICIES
from recount.reckoning.reckoner import Reckoner

from .replay import dossier_of, replay
from .worlds import World, world

FOLDER = Path(__file__).parent / "cases"
WORLDS = tomllib.loads((FOLDER / "worlds.toml").read_text(encoding="utf-8"))["world"]
COAST = tomllib.loads((FOLDER / "coast.toml").read_text(encoding="utf-8"))
QUIET = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

PLACES = {"Baniyas": ["Tartus", "Syria"], "Tartus": ["Syria"], "Latakia": ["Syria"], "Syria": []}
FIGURES = (
    "3", "5", "12", "745", "about 700", "over 1,000", "at least 60", "nearly 1,500", "30 to 45", "hundreds", "many",
    "no", "up to 20",
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """A world of up to 14 claims in up to 5 reports."""
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 14))):
        row: dict[str, Any] = {
            "in": draw(st.sampled_from("ABCDE")),
            "id": f"c{number}",
            "figure": draw(st.sampled_from(FIGURES)),
            "of": draw(st.sampled_from(("people", "civilians", "soldiers", "children", "women", "men", "others"))),
            "outcome": draw(st.sampled_from(("killed", "killed", "killed", "injured", "killed_or_injured"))),
        }
        optional = {
            "by": st.sampled_from(("Observatory", "Ministry", "Network", "residents")),
            "at": st.sampled_from(tuple(PLACES)),
            "from": st.sampled_from(("loyalists", "government forces")),
            "as_of": st.sampled_from(("2025-03-06", "2025-03-08", "2025-03-09")),
            "when": st.sampled_from(("2025-03-06", "2025-03-08", "2025-03-06/2025-03-09", "")),
            "maybe": st.just(True),
            "denied": st.just(True),
            "background": st.just(True),
        }
        for key, values in optional.items():
            if draw(st.integers(0, 9)) < (6 if key == "by" else 2):
                row[key] = draw(values)
        before = [other["id"] for other in rows if other["in"] == row["in"]]
        if before and draw(st.integers(0, 9)) < 4:
            row["part_of"] = draw(st.sampled_from(before))
        rows.append(row)
    published = {"A": "2025-03-07", "B": "2025-03-09", "C": "2025-03-10", "D": "2025-03-10", "E": None}
    return {"claims": rows, "places": PLACES, "reports": {r: published[r] for r in {row["in"] for row in rows}}}


def told_of(made: World, ledger: Ledger) -> dict[str, Any]:
    """The JSON of a dossier of this world alone, which is all that the checker knows."""
    parts = (ledger, list(made.reports), list(made.extractions), made.links)
    return dossier_of(*(json.loads(to_json(part)) for part in parts))


def check(made: World) -> Ledger:
    ledger = made.reckon()
    assert replay(told_of(made, ledger), steps_missing=True) == []
    return ledger


@pytest.mark.parametrize("case", [*WORLDS, COAST], ids=lambda case: case.get("name", "coast"))
def test_the_arithmetic_of_every_world_can_be_replayed(case: dict[str, Any]) -> None:
    check(world(case))


def test_the_checker_sees_a_wrong_ledger() -> None:
    made = world(COAST)
    right = told_of(made, made.reckon())
    for relation in right["ledgers"][0]["relations"]:
        wrong = json.loads(json.dumps(right))
        change = next(r for r in wrong["ledgers"][0]["relations"] if r["id"] == relation["id"])
        if relation["kind"] in ("updates", "closes"):
            change["kind"] = {"updates": "revises", "closes": "impossible_sum"}[relation["kind"]]
            assert replay(wrong, steps_missing=True)
        if relation["kind"] == "leaves_unaccounted":
            change["low"] += 1
            assert replay(wrong, steps_missing=True)


@QUIET
@given(tables())
def test_the_arithmetic_of_any_world_can_be_replayed(table: dict[str, Any]) -> None:
    check(world(table))


@QUIET
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_inputs_never_matters(table: dict[str, Any], dice: random.Random) -> None:
    made = world(table)

    def mixed(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(dice.sample(values, len(values)))

    links = made.links
    shuffled = type(links)(
        **{name: mixed(getattr(links, name)) for name in links.__struct_fields__}  # each is a tuple of links
    )
    other = World(made.event, mixed(made.reports), mixed(made.extractions), shuffled)
    assert to_json(made.reckon()) == to_json(other.reckon())


def numbers(ledger: Ledger) -> dict[str, Any]:
    """Bounds, estimates and counts of voices, by what they are about and not by ids."""
    tolls = {toll.id: (toll.outcome, toll.group, toll.place, toll.perpetrator) for toll in ledger.tolls}
    return {
        "bounds": sorted(
            (str(tolls[b.toll]), b.claimant or "", b.outlet or "", str((b.low, b.high))) for b in ledger.bounds
        ),
        "estimates": sorted(
            (str(tolls[e.toll]), e.policy, str((e.low, e.best, e.high)), e.none_because or "") for e in ledger.estimates
        ),
        "voices": sorted((str(tolls[v.toll]), v.named, v.probable, v.unnamed, len(v.own_voice)) for v in ledger.voices),
        "own": [(own.outcome, own.number) for own in ledger.own_tolls],
    }


@QUIET
@given(tables(), st.data())
def test_a_copy_changes_no_number(table: dict[str, Any], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(sorted({row["in"] for row in table["claims"]})))
    repeated = [{**row, "in": "Z", "who_in": original} for row in table["claims"] if row["in"] == original]
    copied = {
        **table,
        "claims": [*table["claims"], *repeated],
        "reports": {**table["reports"], "Z": table["reports"][original]},
        "copies": [[original, "Z", original]],
    }
    assert numbers(world(table).reckon()) == numbers(world(copied).reckon())


@QUIET
@given(tables(), st.data())
def test_a_relay_changes_no_number(table: dict[str, Any], data: st.DataObject) -> None:
    claimed = [  # what counts as "others", and the days of a part, hang on what else the report says
        row
        for row in table["claims"]
        if row.get("by", "residents") != "residents" and row["of"] != "others" and "part_of" not in row
    ]
    if not claimed:
        return
    row = data.draw(st.sampled_from(claimed))
    relay = {**row, "in": "Z", "id": "relay"}
    day = table["reports"][row["in"]]
    relayed = {**table, "claims": [*table["claims"], relay], "reports": {**table["reports"], "Z": day}}
    bare, full = numbers(world(table).reckon()), numbers(world(relayed).reckon())
    for part in ("bounds", "estimates"):
        assert bare[part] == full[part]
    assert [(toll, named) for toll, named, *_ in bare["voices"]] == [
        (toll, named) for toll, named, *_ in full["voices"]
    ]


@QUIET
@given(tables())
def test_background_changes_nothing_current(table: dict[str, Any]) -> None:
    full = world(table)
    bare = full._replace(
        extractions=tuple(
            replace(taken, claims=tuple(c for c in taken.claims if c.scope == "current")) for taken in full.extractions
        )
    )
    one, other = full.reckon(), bare.reckon()
    for part in ("series", "relations", "bounds", "contradictions", "estimates", "voices", "questions", "own_tolls"):
        assert to_json(getattr(one, part)) == to_json(getattr(other, part)), part


@QUIET
@given(tables())
def test_a_denied_claim_never_raises_a_bound(table: dict[str, Any]) -> None:
    """It may take its own claimant's figure back, and then what rested on that goes down or opens."""
    asserted = {**table, "claims": [row for row in table["claims"] if not row.get("denied")]}
    if not asserted["claims"]:
        return
    asserted["reports"] = table["reports"]
    with_denials, without = world(table).reckon(), world(asserted).reckon()
    lows = {bound.id: bound.low for bound in without.bounds}
    taken_back = any(relation.kind == "retracts" for relation in with_denials.relations)
    for bound in with_denials.bounds:
        if bound.low is not None:
            before = lows[bound.id]
            assert before is not None
            assert bound.low == before if not taken_back else bound.low <= before


@QUIET
@given(tables(), st.integers(1, 99))
def test_what_contradicts_nothing_never_widens_a_bound(table: dict[str, Any], number: int) -> None:
    """One more claim of an account, of people whom it did not count before."""
    rows = [row for row in table["claims"] if row["of"] != "others" and "part_of" not in row and "when" not in row]
    if not rows:
        return
    table = {**table, "claims": rows, "reports": {row["in"]: table["reports"][row["in"]] for row in rows}}
    before = world(table).reckon()
    row = {"in": rows[0]["in"], "id": "more", "by": "Observatory", "figure": f"at least {number}", "of": "soldiers"}
    known = {(r.get("by"), r["of"], r["outcome"], r.get("at"), r.get("from")) for r in rows if not r.get("denied")}
    if ("Observatory", "soldiers", "killed", None, None) in known:
        return
    after = world({**table, "claims": [*rows, row]}).reckon()
    if len(after.contradictions) > len(before.contradictions):
        return
    ends = {bound.id: (bound.low, bound.high) for bound in after.bounds}
    places = [toll.place for toll in before.tolls], [toll.place for toll in after.tolls]
    if set(places[0]) != set(places[1]):
        return  # which place is the event's whole hangs on all that is told
    for bound in before.bounds:
        low, high = ends[bound.id]
        assert bound.low is None or (low is not None and low >= bound.low)
        assert bound.high is None or (high is not None and high <= bound.high)


@QUIET
@given(tables(), st.data())
def test_a_ledger_kept_up_to_date_is_the_one_made_anew(table: dict[str, Any], data: st.DataObject) -> None:
    reckoner = Reckoner(POLICIES)
    whole = world(table)
    ids = data.draw(st.permutations([report.id for report in whole.reports]))
    for size in range(1, len(ids) + 1):
        here = set(ids[:size])
        now = whole._replace(
            reports=tuple(report for report in whole.reports if report.id in here),
            extractions=tuple(taken for taken in whole.extractions if taken.report in here),
        )
        assert to_json(reckoner.reckon(*now)) == to_json(now.reckon(POLICIES))


@QUIET
@given(tables())
def test_units_never_mix(table: dict[str, Any]) -> None:
    """A number of the injured rests on no figure of the dead alone, and no bound on another voice's figures."""
    ledger = world(table).reckon()
    outcomes = {toll.id: toll.outcome for toll in ledger.tolls}
    series = {snap.id: row for row in (*ledger.series, *ledger.background) for snap in row.snapshots}
    for bound in ledger.bounds:
        for why in (bound.low_why, bound.high_why):
            for term in (term for step in why.steps for term in step.terms):
                of = series[term.id]
                assert (of.claimant, of.outlet) == (bound.claimant, bound.outlet)
                assert {outcomes[of.toll], outcomes[bound.toll]} <= {"killed", "injured", "killed_or_injured"}
                assert outcomes[of.toll] == outcomes[bound.toll] or "killed_or_injured" in {
                    outcomes[series[other.id].toll] for step in why.steps for other in step.terms
                } | {outcomes[bound.toll]}
    for estimate in ledger.estimates:
        for id in (*estimate.used, *(one.snapshot for one in estimate.set_aside)):
            assert outcomes[series[id].toll] == outcomes[estimate.toll]
