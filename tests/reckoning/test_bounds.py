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


def test_a_figure_without_a_number_has_no_bound() -> None:
    assert bounds([{"figure": "many"}]) == {}
