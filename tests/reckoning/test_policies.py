from __future__ import annotations

from typing import Any

import pytest

from recount.model import Derivation, Estimate, UsageError
from recount.reckoning import names, register
from recount.reckoning.policies import Evidence, Judgement, get, registry
from recount.reckoning.policies.range_all import RangeAll
from recount.reckoning.policies.ucdp import Ucdp

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
        ([{**M, "figure": "30"}, {**H, "figure": "45"}, {**H, "figure": "45"}], (30, 45, 45)),
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
    with pytest.raises(UsageError, match=r"policy median: nobody registered it; choose among range_all, ucdp"):
        get("median")
    with pytest.raises(UsageError):
        world({"claims": [{"in": "A", "figure": "3"}]}).reckon(["median"])
