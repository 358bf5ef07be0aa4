"""The smallest sets of figures that cannot all be true, within an account and across claimants."""

from __future__ import annotations

from typing import Any

import pytest

from .worlds import world

PLACES = {"Baniyas": ["Tartus", "Syria"], "Tartus": ["Syria"], "Latakia": ["Syria"], "Syria": []}
MINISTRY: dict[str, Any] = {"by": "Ministry"}


def sets(claims: list[dict[str, Any]], **more: Any) -> set[str]:
    """Each contradiction as its figures, the parts first: "15 + 20 > 30"."""
    rows = [{"in": "A", "by": "Monitor", **claim} for claim in claims]
    ledger = world({"claims": rows, "places": PLACES, **more}).reckon()
    words = {snap.id: snap.words for series in ledger.series for snap in series.snapshots}
    found = set()
    for one in ledger.contradictions:
        *parts, whole = [words[id] for id in one.snapshots]
        found.add(f"{' + '.join(sorted(parts))} > {whole}")
        assert one.why.says.endswith("include them.")
        low, high = one.why.steps
        assert low.value > high.value
    return found


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([{"figure": "20"}, {"figure": "26", "of": "civilians"}], {"26 > 20"}),
        ([{"figure": "30"}, {"figure": "15", "of": "civilians"}, {"figure": "20", "of": "soldiers"}], {"15 + 20 > 30"}),
        ([{"figure": "30"}, {"figure": "15", "of": "civilians"}, {"figure": "15", "of": "soldiers"}], set()),
        ([{"figure": "30"}, {"figure": "29", "of": "civilians"}, {"figure": "20", "of": "women"}], set()),
        (
            [{"figure": "30"}, {"figure": "31", "of": "civilians"}, {"figure": "20", "of": "soldiers"}],
            {"31 > 30"},  # with the soldiers it is no smallest set
        ),
        (
            [{"figure": "30"}, {"figure": "18", "of": "civilians"}, {"figure": "14", "of": "soldiers"},
             {"figure": "13", "of": "fighters"}],
            {"14 + 18 > 30", "13 + 18 > 30"},
        ),
        ([{"figure": "about 30"}, {"figure": "32", "of": "civilians"}], set()),
        ([{"figure": "about 30"}, {"figure": "34", "of": "civilians"}], {"34 > about 30"}),
        ([{"figure": "at least 20"}, {"figure": "26", "of": "civilians"}], set()),
        ([{"figure": "nearly 20"}, {"figure": "26", "of": "civilians"}], {"26 > nearly 20"}),
        ([{"figure": "20", "as_of": "2025-03-06"}, {"figure": "26", "of": "civilians", "as_of": "2025-03-08"}], set()),
        ([{"figure": "20", "as_of": "2025-03-08"}, {"figure": "26", "of": "civilians", "as_of": "2025-03-06"}],
         {"26 > 20"}),
        ([{"figure": "20", "as_of": "2025-03-08"}, {"figure": "26", "of": "civilians", "as_of": "2025-03-06"},
          {"figure": "18", "of": "civilians", "as_of": "2025-03-07"}], set()),
        ([{"figure": "20"}, {"figure": "26", "of": "civilians", "denied": True}], set()),
        ([{"figure": "20"}, {"figure": "26", "of": "civilians", "background": True}], set()),
        ([{"figure": "20"}, {"figure": "26", "outcome": "injured"}], set()),
        ([{"figure": "20", "outcome": "killed_or_injured"}, {"figure": "12"}, {"figure": "9", "outcome": "injured"}],
         {"12 + 9 > 20"}),
        ([{"figure": "20"}, {"figure": "12", "at": "Baniyas"}, {"figure": "9", "at": "Latakia"}], {"12 + 9 > 20"}),
        ([{"figure": "20"}, {"figure": "9", "at": "Baniyas"}, {"figure": "12", "at": "Tartus"}], set()),
    ],
    ids=[
        "a part above its total", "two parts above it", "parts that just fill it", "parts that may share people",
        "none that could do without a part", "every smallest set", "about within 10%", "about beyond it",
        "an open total", "a total with an open low end", "a part of a later day", "a part of an earlier day",
        "a part that was revised", "a denied part", "a background part", "another outcome", "killed and injured",
        "two places", "a place within the other",
    ],
)  # fmt: skip
def test_within_one_account(claims: list[dict[str, Any]], expected: set[str]) -> None:
    assert sets(claims) == expected


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([{"figure": "30", **MINISTRY}, {"figure": "15", "of": "civilians"}, {"figure": "20", "of": "soldiers"}],
         {"15 + 20 > 30"}),
        ([{"figure": "30", **MINISTRY}, {"figure": "31", "of": "civilians"}], set()),  # told as a conflict of the two
        ([{"figure": "40", **MINISTRY}, {"figure": "15", "of": "civilians"}, {"figure": "20", "of": "soldiers"}],
         set()),
        ([{"figure": "30", **MINISTRY}, {"figure": "15", "of": "civilians"}, {"figure": "20", "of": "soldiers"},
          {"figure": "36"}], set()),  # the totals conflict
        ([{"figure": "30", **MINISTRY}, {"figure": "15", "of": "civilians"},
          {"figure": "20", "of": "soldiers", "by": "Network"}], set()),  # never a mixture of two accounts
    ],
    ids=["parts above another's total", "one part alone", "below it", "where both give a total", "no mixture"],
)  # fmt: skip
def test_across_claimants(claims: list[dict[str, Any]], expected: set[str]) -> None:
    assert sets(claims) == expected


def test_whose_they_are_and_that_a_person_is_asked() -> None:
    rows = [
        {"in": "A", "figure": "30", **MINISTRY},
        {"in": "B", "by": "Monitor", "figure": "15", "of": "civilians"},
        {"in": "B", "by": "Monitor", "figure": "20", "of": "soldiers"},
    ]
    ledger = world({"claims": rows}).reckon()
    (one,) = ledger.contradictions
    assert set(one.claimants) == {"Monitor", "Ministry"}
    assert "35" in one.why.says
    assert [q.about[0] for q in ledger.questions if q.kind == "contradiction"] == [one.id]
