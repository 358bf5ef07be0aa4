from __future__ import annotations

from typing import Any

import pytest

from .worlds import world

PLACES = {"Baniyas": ["Tartus", "Syria"], "Tartus": ["Syria"], "Latakia": ["Syria"], "Syria": []}


def bounds(claims: list[dict[str, Any]]) -> dict[str, tuple[int | None, int | None]]:
    """Low and high by who speaks, the group's status or sex, and the place."""
    rows = [{"in": "A", "by": "Monitor", **claim} for claim in claims]
    ledger = world({"claims": rows, "places": PLACES}).reckon()
    tolls = {toll.id: toll for toll in ledger.tolls}
    found = {}
    for bound in ledger.bounds:
        toll = tolls[bound.toll]
        words = [bound.claimant or bound.outlet, toll.group.status, toll.group.sex, toll.place]
        found[" ".join(word for word in words if word and word != "unknown")] = (bound.low, bound.high)
    return found


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([{"figure": "over 1,000"}, {"figure": "1,068", "of": "civilians"}], {"Monitor": (1068, None)}),
        (
            [{"figure": "at least 10"}, {"figure": "9", "of": "civilians"}, {"figure": "8", "of": "soldiers"}],
            {"Monitor": (17, None)},
        ),
        ([{"figure": "nearly 50"}, {"figure": "at least 9", "of": "civilians"}],
         {"Monitor": (9, 50), "Monitor civilian": (9, 50)}),
        ([{"figure": "30", "of": "women"}, {"figure": "20", "of": "children"}, {"figure": "at least 10"}],
         {"Monitor": (30, None)}),
        ([{"figure": "20"}, {"figure": "26", "of": "civilians"}], {"Monitor": (20, 20), "Monitor civilian": (26, 26)}),
        (
            [
                {"figure": "50", "as_of": "2025-03-06"},
                {"figure": "at least 9", "of": "civilians", "as_of": "2025-03-09"},
            ],
            {"Monitor civilian": (9, None)},
        ),
        (
            [{"figure": "10", "as_of": "2025-03-06"}, {"figure": "4", "as_of": "2025-03-09"}],
            {"Monitor": (4, 4)},
        ),
        ([{"figure": "10", "of": "civilians", "at": "Baniyas"}, {"figure": "12", "of": "civilians", "at": "Latakia"},
          {"figure": "at least 5", "of": "civilians"}], {"Monitor civilian": (22, None)}),
        ([{"figure": "10", "of": "civilians", "at": "Baniyas"}, {"figure": "12", "of": "civilians", "at": "Tartus"},
          {"figure": "3", "of": "men", "at": "Latakia"}, {"figure": "at least 5", "of": "civilians"}],
         {"Monitor civilian": (12, None)}),
        ([{"figure": "10", "by": "Ministry"}, {"figure": "12", "of": "civilians"}],
         {"Ministry": (10, 10), "Monitor civilian": (12, 12)}),
    ],
    ids=[
        "a part raises its total", "disjoint parts are added", "a total caps its parts", "overlaps are not added",
        "what contradicts bounds nothing", "a total said before its part does not cap it", "a revision replaces",
        "places apart are added", "a place within another is not", "another's figures bound nothing",
    ],
)  # fmt: skip
def test_bounds(claims: list[dict[str, Any]], expected: dict[str, tuple[int | None, int | None]]) -> None:
    found = bounds(claims)
    assert {key: found[key] for key in expected} == expected


D6: dict[str, Any] = {"as_of": "2025-03-06"}
D8: dict[str, Any] = {"as_of": "2025-03-08"}
HURT: dict[str, Any] = {"outcome": "injured"}
EITHER: dict[str, Any] = {"outcome": "killed_or_injured"}


def by_outcome(claims: list[dict[str, Any]], **more: Any) -> dict[str, tuple[int | None, int | None]]:
    """Low and high of everybody by outcome, in the Monitor's account."""
    rows = [{"in": "A", "by": "Monitor", **claim} for claim in claims]
    ledger = world({"places": PLACES, **more, "claims": rows}).reckon()
    tolls = {toll.id: toll for toll in ledger.tolls}
    whole = [b for b in ledger.bounds if tolls[b.toll].group.status == "unknown" and tolls[b.toll].place is None]
    return {tolls[bound.toll].outcome: (bound.low, bound.high) for bound in whole}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([{"figure": "30"}, {"figure": "12", "of": "civilians"}, {"figure": "at least 5", "of": "soldiers"}],
         {"Monitor civilian": (12, 12), "Monitor state_forces": (5, 18)}),
        ([{"figure": "30"}, {"figure": "15", "of": "civilians"}, {"figure": "5", "of": "soldiers"},
          {"figure": "10", "at": "Baniyas"}, {"figure": "12", "at": "Latakia"}],
         {"Monitor": (30, 30)}),
        ([{"figure": "15", "of": "civilians"}, {"figure": "5", "of": "soldiers"}, {"figure": "10", "at": "Baniyas"},
          {"figure": "12", "at": "Latakia"}, {"figure": "at least 9"}], {"Monitor": (22, None)}),
        ([{"figure": "about 100"}, {"figure": "95", "of": "civilians"}],
         {"Monitor": (95, 110), "Monitor civilian": (95, 95)}),
        ([{"figure": "90", **D6}, {"figure": "hundreds", **D8}], {"Monitor": (200, None)}),
        ([{"figure": "301", **D6}, {"figure": "hundreds", **D8}], {"Monitor": (301, None)}),
        ([{"figure": "90", **D6}, {"figure": "at least 80", **D8}], {"Monitor": (80, None)}),
        ([{"figure": "973", **D6}, {"figure": "1,068", "maybe": True, **D8}], {"Monitor": (973, 1068)}),
        ([{"figure": "100", **D6}, {"figure": "90", "maybe": True, **D8}], {"Monitor": (90, 100)}),
        ([{"figure": "1,068", "maybe": True}], {"Monitor": (1068, 1068)}),
    ],
    ids=[
        "a total less other parts caps a part", "an exact total stands", "the best of two ways to add is taken",
        "about is taken within 10%", "a vague word raises", "a vague word takes nothing back", "a revision lowers",
        "what is only probable bounds nothing alone: higher", "the same: lower", "where all is probable it bounds",
    ],
)  # fmt: skip
def test_the_tightest_bounds(claims: list[dict[str, Any]], expected: dict[str, tuple[int | None, int | None]]) -> None:
    found = bounds(claims)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([{"figure": "30", **EITHER}, {"figure": "10"}, {"figure": "at least 5", **HURT}],
         {"killed_or_injured": (30, 30), "killed": (10, 10), "injured": (20, 20)}),
        ([{"figure": "10", **D6}, {"figure": "20", **HURT, **D6}, {"figure": "over 9", **EITHER, **D6}],
         {"killed_or_injured": (30, None)}),
        ([{"figure": "10", **D8}, {"figure": "20", **HURT, **D6}, {"figure": "over 9", **EITHER, **D8}],
         {"killed_or_injured": (20, None)}),
        ([{"figure": "20", **HURT, **D6}, {"figure": "at least 12", **HURT, **D8}], {"injured": (12, None)}),
        ([{"figure": "at least 21", **D8}, {"figure": "25", "of": "civilians", **D6}], {"killed": (25, None)}),
        ([{"figure": "45", "of": "civilians", **D6}, {"figure": "60", **D6}, {"figure": "at least 40", **D8}],
         {"killed": (40, None)}),
        ([{"figure": "19", **HURT, **D6}, {"figure": "21", **HURT}], {"injured": (19, 21)}),
        ([{"figure": "19", **HURT, **D6}, {"figure": "21", **HURT, **D8}], {"injured": (21, 21)}),
    ],
    ids=[
        "whoever is killed or injured is one or the other", "killed and wounded of one day are added",
        "the wounded of an earlier day may have died", "the wounded may become fewer",
        "an earlier part still counts of the dead", "a part said before its total was revised is withdrawn with it",
        "where no date tells which count of the wounded is the last, both may be", "where dates tell, the last is",
    ],
)  # fmt: skip
def test_the_dead_last_and_the_wounded_do_not(
    claims: list[dict[str, Any]], expected: dict[str, tuple[int | None, int | None]]
) -> None:
    found = by_outcome(claims)
    assert {key: found[key] for key in expected} == expected


def test_a_town_that_bears_its_provinces_name_may_be_the_province() -> None:
    tartus, latakia = ["Tartus province", "Syria"], ["Latakia", "Syria"]
    regions: dict[str, list[str]] = {"Tartus province": ["Syria"], "Latakia": ["Syria"], "Syria": []}
    places = {"Tartus": tartus, "Baniyas": tartus, "Jableh": latakia, **regions}
    towns = [{"figure": "40", "at": "Tartus"}, {"figure": "30", "at": "Baniyas"}, {"figure": "5", "at": "Jableh"}]
    assert by_outcome([*towns, {"figure": "at least 9"}], places=places) == {"killed": (45, None)}


@pytest.mark.parametrize(
    ("at", "least"),
    [("Douma", 40), ("Jaramana", 40), ("Aleppo", 70)],
    ids=["a town in it", "a town that may be in it", "a town elsewhere"],
)
def test_land_without_a_sure_border_is_told_apart_from_what_is_elsewhere_only(at: str, least: int) -> None:
    damascus = ["Rif Dimashq", "Syria"]
    places = {"area:SY.ghouta": damascus, "Douma": ["area:SY.ghouta", *damascus], "Jaramana": damascus,
              "Rif Dimashq": ["Syria"], "Aleppo": ["Aleppo province", "Syria"], "Aleppo province": ["Syria"],
              "Syria": []}  # fmt: skip
    rows = [{"figure": "40", "at": "area:SY.ghouta"}, {"figure": "30", "at": at}, {"figure": "at least 9"}]
    assert by_outcome(rows, places=places) == {"killed": (least, None)}


def test_a_town_is_part_of_its_province_and_that_of_the_country() -> None:
    rows = [{"figure": "60", "at": "Baniyas"}, {"figure": "at least 20", "at": "Tartus"},
            {"figure": "7", "at": "Latakia"}, {"figure": "at least 9"}]  # fmt: skip
    ledger = world({"places": PLACES, "claims": [{"in": "A", "by": "Monitor", **row} for row in rows]}).reckon()
    place = {toll.id: toll.place for toll in ledger.tolls}
    low = {place[bound.toll]: bound.low for bound in ledger.bounds}
    assert low == {"Baniyas": 60, "Tartus": 60, "Latakia": 7, None: 67}


def test_single_days_are_parts_of_the_whole_time() -> None:
    days = [{"figure": str(n), "when": f"2025-03-0{n}"} for n in (6, 7, 8)]
    event = ["2025-03-05", "2025-03-09"]
    assert by_outcome([*days, {"figure": "at least 10"}], event=event) == {"killed": (21, None)}
    assert by_outcome([*days, {"figure": "at least 10", "as_of": "2025-03-04"}], event=event) == {"killed": (21, None)}
    # What was counted since one of them may hold the others.
    since = {"figure": "9", "when": "2025-03-07/.."}
    assert by_outcome([*days, since, {"figure": "at least 10"}], event=event) == {"killed": (21, None)}


def test_every_end_says_what_it_was_made_of() -> None:
    rows = [
        {"in": "A", "by": "Monitor", "figure": "30"},
        {"in": "A", "by": "Monitor", "figure": "12", "of": "civilians"},
        {"in": "A", "by": "Monitor", "figure": "at least 5", "of": "soldiers"},
    ]
    ledger = world({"claims": rows}).reckon()
    state = next(t.id for t in ledger.tolls if t.group.status == "state_forces")
    (bound,) = [b for b in ledger.bounds if b.toll == state]
    (step,) = bound.high_why.steps
    assert (step.value, [(term.value, term.minus) for term in step.terms]) == (18, [(30, False), (12, True)])
    assert "at most 18" in bound.high_why.says
    assert bound.high_why.rule == "bound.rest"


def test_a_figure_without_a_number_has_no_bound() -> None:
    assert bounds([{"figure": "many"}]) == {}
