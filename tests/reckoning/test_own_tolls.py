from __future__ import annotations

from typing import Any

import pytest

from .worlds import world

M, H = {"by": "Ministry"}, {"by": "Hospital"}


@pytest.mark.parametrize(
    ("claims", "killed"),
    [
        ([], None),
        ([{"in": "A", "figure": "3"}], 3),
        ([{"in": "A", "figure": "no"}], 0),
        ([{"in": "A", "figure": "dozens"}], None),
        ([{"in": "A", "figure": "more than 30"}], 30),
        ([{"in": "A", "figure": "4"}, {"in": "A", "figure": "9"}], 4),
        ([{"in": "A", "figure": "4"}, {"in": "B", "figure": "5"}, {"in": "C", "figure": "4"}], 4),
        ([{"in": "A", "figure": "7"}, {"in": "B", "figure": "7"}, {"in": "D", "figure": "5", **M}], 5),
        ([{"in": "A", "figure": "7", **M}, {"in": "B", "figure": "5"}, {"in": "C", "figure": "5"}], 7),
        ([{"in": "A", "figure": "1", "of": "men"}, {"in": "A", "figure": "2", "of": "women"}], 3),
        ([{"in": "A", "figure": "1", "of": "women"}, {"in": "A", "figure": "2", "of": "others"}], 3),
        ([{"in": "A", "id": "t", "figure": "6"}, {"in": "A", "figure": "2", "of": "women", "part_of": "t"}], 6),
        ([{"in": "A", "figure": "10", **M, "as_of": "2025-03-05"}, {"in": "B", "figure": "10", **M},
          {"in": "C", "figure": "15", **M, "as_of": "2025-03-09"}], 15),
        ([{"in": "A", "figure": "3", "denied": True}, {"in": "A", "figure": "99", "background": True}], None),
    ],
    ids=[
        "nothing", "one figure", "none", "a vague word", "the number stated", "the first of a report", "most reports",
        "a claimant among equals", "a named claimant before outlets", "people side by side", "one and the others",
        "a part is not added", "a replaced figure keeps silent", "denied and background",
    ],
)  # fmt: skip
def test_killed(claims: list[dict[str, Any]], killed: int | None) -> None:
    rows = claims or [{"in": "A", "figure": "3", "outcome": "displaced"}]
    numbers = {own.outcome: own.number for own in world({"claims": rows}).reckon().own_tolls}
    assert numbers == {"killed": killed, "injured": None}


PEOPLE = [{"in": "A", "name": name} for name in ("Ann Cole", "Bob Reed", "Cy Young")]


def test_the_people_identified_where_no_report_counts() -> None:
    described = {"in": "A", "age": 30}
    own = world({"victims": [*PEOPLE, described]}).reckon().own_tolls[0]
    assert (own.number, own.why.rule) == (3, "own_toll.identified")
    assert own.why.premises == ("p1", "p2", "p3")


def test_more_people_identified_than_counted_are_said_and_not_merged() -> None:
    own = world({"claims": [{"in": "A", "figure": "2"}], "victims": PEOPLE}).reckon().own_tolls[0]
    assert own.number == 2
    assert own.why.says.endswith("Reports identify 3 by name, which is more.")
    assert own.why.premises[1:] == ("p1", "p2", "p3")


def test_others_after_another_outcome_are_the_whole_of_theirs() -> None:
    rows = [{"in": "A", "figure": "1"}, {"in": "A", "figure": "3", "of": "others", "outcome": "injured"}]
    ledger = world({"claims": rows}).reckon()
    assert {toll.group.words for toll in ledger.tolls} == {None}
    assert ledger.own_tolls[1].number == 3
