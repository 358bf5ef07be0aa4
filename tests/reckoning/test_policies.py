from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from recount.model import Derivation, Estimate, Group, Ledger, UsageError, to_json
from recount.reckoning import POLICIES, names, register
from recount.reckoning.policies import Evidence, Judgement, get, registry
from recount.reckoning.policies.cards import card
from recount.reckoning.policies.range_all import RangeAll
from recount.reckoning.policies.ucdp import Ucdp

from .replaying.facts import Facts
from .replaying.results import check_estimates
from .test_properties import QUIET, tables, told_of
from .worlds import world


def estimate(policy: str, claims: list[dict[str, Any]], group: str = "unknown", **more: Any) -> Estimate:
    rows = [{"in": chr(65 + number), **claim} for number, claim in enumerate(claims)]
    ledger = world({"claims": rows, **more}).reckon([policy])
    tolls = {toll.id for toll in ledger.tolls if toll.group.status == group and toll.group.words is None}
    (found,) = [e for e in ledger.estimates if e.toll in tolls]
    return found


def numbers(found: Estimate) -> tuple[int | None, int | None, int | None]:
    return found.low, found.best, found.high


M: dict[str, Any] = {"by": "Ministry"}
H: dict[str, Any] = {"by": "Hospital"}
N: dict[str, Any] = {"by": "Network"}
EARLY: dict[str, Any] = {"as_of": "2025-03-09"}
LATE: dict[str, Any] = {"as_of": "2025-03-10"}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([{**M, "figure": "30"}, {**H, "figure": "45"}], (30, None, 45)),
        ([{**M, "figure": "30"}, {**H, "figure": "at least 45"}], (30, None, None)),
        ([{**M, "figure": "30"}, {**H, "figure": "nearly 45"}], (30, None, 45)),
        ([{**M, "figure": "nearly 45"}], (None, None, 45)),
        ([{**M, "figure": "30 to 45"}], (30, None, 45)),
        ([{**M, "figure": "30"}, {"figure": "99"}, {"by": "residents", "figure": "120"}], (30, None, 30)),
        ([{"figure": "99"}, {"by": "residents", "figure": "120"}], (99, None, 120)),
        ([{**M, "figure": "30"}, {**H, "figure": "dozens"}], (30, None, 30)),
        ([{**M, "figure": "30", "as_of": "2025-03-06"}, {**M, "figure": "50", "as_of": "2025-03-08"}], (50, None, 50)),
        ([{**M, "figure": "50", "as_of": "2025-03-06"}, {**M, "figure": "30", "as_of": "2025-03-08"}], (30, None, 30)),
        (
            [{**M, "figure": "7", "when": "2025-03-06"}, {**H, "figure": "90", "when": "2025-03-06/2025-03-09"}],
            (90, None, 90),
        ),
    ],
)  # fmt: skip
def test_range_all(claims: list[dict[str, Any]], expected: tuple[int | None, ...]) -> None:
    found = estimate("range_all", claims)
    assert numbers(found) == expected
    assert len(found.used) + len(found.set_aside) == len({(c.get("by"), c["figure"]) for c in claims})


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        # A figure that is only probably the claimant's widens the range; it replaces none that certainly is.
        ([{**M, "figure": "973", **EARLY}, {**M, "figure": "1,068", "maybe": True, **LATE}], (973, None, 1068)),
        ([{**M, "figure": "973", "maybe": True, **EARLY}, {**M, "figure": "1,068", **LATE}], (1068, None, 1068)),
        ([{**M, "figure": "50", "maybe": True, **EARLY}, {**M, "figure": "60", "maybe": True, **LATE}], (60, None, 60)),
    ],
)  # fmt: skip
def test_what_is_only_probable_replaces_nothing_certain(
    claims: list[dict[str, Any]], expected: tuple[int | None, ...]
) -> None:
    assert numbers(estimate("range_all", claims)) == expected


def test_range_all_says_why_there_is_no_highest() -> None:
    found = estimate("range_all", [{**M, "figure": "at least 45"}])
    assert "“at least 45”" in found.why.says
    assert "open above" in found.why.says


def test_range_all_gives_nothing_where_only_vague_words_stand() -> None:
    found = estimate("range_all", [{**M, "figure": "dozens"}])
    assert numbers(found) == (None, None, None)
    assert found.none_because == "No credible source gives a number of people killed."
    assert "vague" in found.set_aside[0].because


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([{**M, "figure": "30", "as_of": "2025-03-08"}, {**H, "figure": "45", "as_of": "2025-03-09"}], (30, 45, 45)),
        ([{**M, "figure": "30"}, {**H, "figure": "45"}, {**H, "figure": "45"}], (30, 30, 45)),
        ([{**M, "figure": "30"}, {**H, "figure": "45", "maybe": True}], (30, 30, 45)),
        ([{**M, "figure": "30"}, {**H, "figure": "45"}], (30, 30, 45)),
        ([{**M, "figure": "30"}, {"figure": "99"}, {"by": "residents", "figure": "120"}], (30, 30, 30)),
        ([{**M, "figure": "over 1,000"}], (1001, 1001, None)),
        ([{"figure": "99"}], (None, None, None)),
    ],
)  # fmt: skip
def test_ucdp(claims: list[dict[str, Any]], expected: tuple[int | None, ...]) -> None:
    assert numbers(estimate("ucdp", claims)) == expected


def test_ucdp_trusts_one_that_takes_no_side() -> None:
    claims = [{**M, "figure": "30"}, {**H, "figure": "45"}]
    assert numbers(estimate("ucdp", claims, parties={"Ministry": "government"})) == (30, 45, 45)


def test_ucdp_counts_deaths_only() -> None:
    found = estimate("ucdp", [{**M, "figure": "30", "outcome": "injured"}])
    assert found.none_because == "UCDP counts deaths only."


def test_ucdp_adds_up_a_breakdown_where_nobody_gives_the_whole() -> None:
    claims = [
        {**M, "in": "A", "figure": "5", "of": "soldiers", "status": "state_forces"},
        {**N, "in": "A", "figure": "9", "of": "civilians"},
        {**N, "in": "A", "figure": "4", "of": "security forces"},
        {**N, "in": "A", "figure": "2", "of": "fighters"},
    ]
    found = estimate("ucdp", claims)
    assert numbers(found) == (15, 15, 15)
    assert len(found.used) == 3
    assert "the whole" not in found.why.says


def test_ucdp_does_not_mix_two_claimants_into_one_breakdown() -> None:
    claims = [{**N, "figure": "9", "of": "civilians"}, {**M, "figure": "4", "of": "security forces"}]
    assert numbers(estimate("ucdp", claims)) == (None, None, None)


def test_parameters_say_who_is_believed() -> None:
    claims: list[dict[str, Any]] = [{**M, "figure": "30", "maybe": True}, {"figure": "99"}]
    register(RangeAll(probable=False, fallback=False, name="strict range"))
    register(Ucdp(probable=False, name="strict ucdp"))
    try:
        assert estimate("strict range", claims).none_because
        assert estimate("strict ucdp", claims).none_because
        assert {"strict range", "strict ucdp"} <= set(names())
    finally:
        del registry._REGISTERED["strict range"], registry._REGISTERED["strict ucdp"]


class Fewest:
    """A user's own policy: the fewest that anybody says."""

    name = "fewest"

    def judge(self, evidence: Evidence) -> Judgement:
        low, snapshot = min((source.number or 0, source.snapshot) for source in evidence.sources)
        return Judgement(low, low, low, Derivation("fewest", f"The fewest is {low}.", (snapshot,)), used=(snapshot,))


def test_a_user_can_register_a_policy() -> None:
    register(Fewest())
    try:
        assert numbers(estimate("fewest", [{**M, "figure": "30"}, {"figure": "12"}])) == (12, 12, 12)
        with pytest.raises(UsageError, match="is registered"):
            register(Fewest())
        register(Fewest(), replace=True)
    finally:
        del registry._REGISTERED["fewest"]


def test_an_unknown_policy_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"policy median: nobody registered it; choose among acled, .*, ucdp"):
        get("median")
    with pytest.raises(UsageError):
        world({"claims": [{"in": "A", "figure": "3"}]}).reckon(["median"])


EVERY = tuple(policy.name for policy in registry.SHIPPED if policy.name != "told_first")
"""The field's rules; the event's own toll has tests of its own."""
FOLDER = Path(__file__).parent / "cases"
WORLDS = tomllib.loads((FOLDER / "worlds.toml").read_text(encoding="utf-8"))["world"]
COAST = tomllib.loads((FOLDER / "coast.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [*WORLDS, COAST], ids=lambda case: case.get("name", "coast"))
def test_every_estimate_of_every_world_is_worked_out_again(case: dict[str, Any]) -> None:
    made = world(case)
    ledger = made.reckon(EVERY)
    facts = Facts(told_of(made, ledger), json.loads(to_json(ledger)), steps_missing=False)
    assert list(check_estimates(facts)) == []


@QUIET
@given(tables())
def test_every_estimate_of_any_world_is_worked_out_again(table: dict[str, Any]) -> None:
    made = world(table)
    ledger = made.reckon(EVERY)
    facts = Facts(told_of(made, ledger), json.loads(to_json(ledger)), steps_missing=False)
    assert list(check_estimates(facts)) == []


@QUIET
@given(tables(), st.data())
def test_copies_and_relays_change_no_estimate(table: dict[str, Any], data: st.DataObject) -> None:
    claimed = [
        row
        for row in table["claims"]
        if row.get("by", "residents") != "residents" and row["of"] != "others" and "part_of" not in row
    ]
    if not claimed:
        return
    row = data.draw(st.sampled_from(claimed))
    relay = {**row, "in": "Z", "id": "relay"}
    day = table["reports"][row["in"]]
    more = {**table, "claims": [*table["claims"], relay], "reports": {**table["reports"], "Z": day}}
    assert all_numbers(world(table).reckon(EVERY)) == all_numbers(world(more).reckon(EVERY))


def all_numbers(ledger: Ledger) -> list[tuple[Any, ...]]:
    return [(e.policy, e.toll, e.low, e.best, e.high, beside(e)) for e in ledger.estimates]


def test_the_default_is_a_range_and_beside_it_the_reported_total() -> None:
    assert POLICIES == ("range_all", "identified_and_total")


def beside(found: Estimate) -> dict[str, tuple[int | None, int | None]]:
    return {part.name: (part.low, part.high) for part in found.components}


TOWNS = {"Baniyas": ["Tartus", "Syria"], "Jableh": ["Latakia", "Syria"], "Tartus": ["Syria"], "Latakia": ["Syria"],
         "Syria": [], "Baniyas+Jableh": ["Syria"]}  # fmt: skip
PRECISE = {"Baniyas": "exact", "Jableh": "exact", "Tartus": "region", "Latakia": "region", "Syria": "country"}


def at_places(claims: list[dict[str, Any]]) -> Estimate:
    made = world({"claims": [{"in": "A", **claim} for claim in claims], "places": TOWNS})
    known = tuple(replace(place, precision=PRECISE.get(place.id, "region")) for place in made.links.places)
    ledger = made._replace(links=replace(made.links, places=known)).reckon(["ucdp"])
    everybody = {t.id for t in ledger.tolls if t.place is None and t.perpetrator is None and t.group == Group()}
    (found,) = [e for e in ledger.estimates if e.toll in everybody]
    return found


def test_places_known_apart_are_subtracted_from_the_whole() -> None:
    claims = [{**M, "figure": "100"}, {**M, "figure": "30", "at": "Baniyas"}, {**M, "figure": "20", "at": "Jableh"}]
    found = at_places(claims)
    assert numbers(found) == (100, 100, 100)
    assert beside(found) == {
        "in Baniyas": (30, 30), "in Jableh": (20, 20), "elsewhere, or at no place that is told": (50, 50),
    }  # fmt: skip


def test_a_figure_of_two_places_is_split_evenly_beside_a_larger_whole() -> None:
    found = at_places([{**M, "figure": "100"}, {**M, "figure": "30", "at": "Baniyas+Jableh"}])
    shares = beside(found)
    assert shares["in Baniyas, by an even split"] == (15, 15)
    assert shares["in Jableh, by an even split"] == (15, 15)
    assert shares["elsewhere, or at no place that is told"] == (70, 70)


def test_two_places_that_are_all_of_the_event_are_split_too() -> None:
    found = at_places([{**M, "figure": "30", "at": "Baniyas+Jableh"}])
    assert numbers(found) == (30, 30, 30)
    assert beside(found) == {"in Baniyas, by an even split": (15, 15), "in Jableh, by an even split": (15, 15)}


def test_a_single_place_is_not_taken_for_several() -> None:
    found = at_places([{**M, "figure": "30", "at": "Baniyas"}])
    assert numbers(found) == (30, 30, 30)
    assert beside(found) == {}


def test_persons_stand_beside_the_reported_total() -> None:
    victims = [
        {"in": "A", "name": "Ali Hassan"},
        {"in": "A", "name": "Ben Saleh"},
        {"in": "A", "age": 8, "sex": "male"},
    ]
    found = estimate("identified_and_total", [{**M, "figure": "30"}], victims=victims)
    assert numbers(found) == (30, None, 30)
    assert beside(found) == {"identified": (2, 2), "pending": (28, 28), "unknown": (1, 1)}


def test_figures_taken_back_are_used_by_no_policy() -> None:
    claims = [
        {"in": "A", **M, "figure": "30", "as_of": "2025-03-08"},
        {"in": "B", **M, "figure": "30", "as_of": "2025-03-09", "denied": True},
        {"in": "C", **H, "figure": "45", "as_of": "2025-03-09"},
    ]
    ledger = world({"claims": claims}).reckon(EVERY)
    withdrawn = {o for relation in ledger.relations if relation.kind == "retracts" for o in relation.objects}
    assert withdrawn
    for found in ledger.estimates:
        assert not withdrawn & set(found.used)


class Wrong:
    """A policy of a user's own that gives what it should not."""

    name = "wrong"

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement

    def judge(self, evidence: Evidence) -> Judgement:
        return self.judgement


WHY = Derivation("wrong", "So it is.")


@pytest.mark.parametrize(
    ("judgement", "fault"),
    [
        (Judgement(9, 5, 7, WHY), "low, best and high of people killed are 9, 5 and 7"),
        (Judgement(-1, None, None, WHY), "low, best and high of people killed are -1"),
        (Judgement(None, None, None, WHY), "or neither"),
        (Judgement(3, 3, 3, WHY, none_because="no"), "both a number"),
        (Judgement(3, 3, 3, WHY, used=("f-made-up",)), "f-made-up"),
    ],
)
def test_a_judgement_that_cannot_stand_is_an_error(judgement: Judgement, fault: str) -> None:
    register(Wrong(judgement), replace=True)
    try:
        with pytest.raises(UsageError, match="policy wrong: ") as error:
            estimate("wrong", [{**M, "figure": "30"}])
        assert fault in error.value.wrong
    finally:
        del registry._REGISTERED["wrong"]


def test_a_policy_without_a_rule_is_told_by_its_docstring() -> None:
    told = card(Fewest())
    assert (told.name, told.rule, told.reference, told.parameters) == (
        "fewest", "A user's own policy: the fewest that anybody says.", "", (),
    )  # fmt: skip
