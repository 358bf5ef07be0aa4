"""Which places are the event's whole, and which hold which: told by the tolls that come of them."""

from __future__ import annotations

from typing import Any

import pytest

from .worlds import world

SYRIA = {"Baniyas": ["Tartus", "Syria"], "Jableh": ["Latakia", "Syria"], "Tartus": ["Syria"], "Latakia": ["Syria"],
         "Homs province": ["Syria"], "Syria": []}  # fmt: skip
IN_SYRIA = {"in": "Z", "by": "Monitor", "figure": "9", "of": "women", "at": "Jableh"}


@pytest.mark.parametrize(
    ("claims", "counted"),
    [
        ([{"at": "Baniyas"}], [None]),
        ([{"at": "Baniyas"}, IN_SYRIA], ["Baniyas", "Jableh"]),
        ([{"at": "Syria"}, {"at": "Baniyas"}, IN_SYRIA], ["Baniyas", "Jableh", None]),
        ([{"at": "Tartus"}, {"at": "Baniyas"}], [None]),
        ([{"at": "western coastal region"}, {"at": "Baniyas"}, IN_SYRIA], ["Baniyas", "Jableh", None]),
        ([{"at": "Homs province"}, {"at": "Baniyas"}, IN_SYRIA], ["Baniyas", "Homs province", "Jableh"]),
        ([{"at": "Hill Farm"}, {"at": "Baniyas"}], ["Baniyas", "Hill Farm"]),
        ([{"at": "Hill Farm"}, {"at": "Homs province"}], [None]),
        ([{"at": "Hill Farm"}, {"at": "Mill Farm"}, {"at": "Homs province"}], ["Hill Farm", "Mill Farm", None]),
        ([{"at": "Hill Farm"}, {"at": "Homs province"}, {"at": "Latakia"}], ["Hill Farm", "Homs province", "Latakia"]),
        ([{"at": "Palm Street"}, {"at": "Baniyas"}], [None]),
        ([{"at": "Palm Street"}, {"at": "Baniyas"}, {"in": "Z", "at": "a Baniyas market"}], [None]),
        (
            [{"at": "Palm Street"}, {"at": "a Baniyas market"}, {"at": "Baniyas"}],
            [None, "Palm Street", "a Baniyas market"],
        ),
        ([{"at": "Palm Street", "figure": "5"}, {"at": "Baniyas"}], [None, "Palm Street"]),
        ([{"at": "Palm Street"}, {"at": "Baniyas"}, IN_SYRIA], ["Baniyas", "Jableh", "Palm Street"]),
        ([{"figure": "700"}, {"figure": "60", "at": "Baniyas"}], ["Baniyas", None]),
        ([{"figure": "60"}, {"figure": "60", "at": "Baniyas"}], [None]),
        ([{"figure": "60", "in": "Y"}, {"figure": "70", "at": "Baniyas"}], [None]),
    ],
    ids=[
        "the only place is the whole",
        "one of several is not",
        "the country is",
        "what holds the only place is",
        "a wide name that no gazetteer knows is",
        "a province by its name is not",
        "a narrow one is not",
        "one that only one region can hold is",
        "of two that it can hold none is",
        "nor one where another town is named",
        "a street in the only town is",
        "so are a street and a market of which two reports tell",
        "they are not where one report tells of both",
        "it is not where its account tells the town apart",
        "of two towns nobody knows whose street it is",
        "the only place is not, where its account tells the whole apart",
        "it is, where the account says the same of both",
        "it is, where another report gives another figure",
    ],
)
def test_the_whole(claims: list[dict[str, Any]], counted: list[str | None]) -> None:
    rows = [{"in": "A", "by": "Monitor", "figure": "9", **claim} for claim in claims]
    ledger = world({"claims": rows, "places": SYRIA}).reckon()
    assert sorted({toll.place for toll in ledger.tolls}, key=str) == counted


def test_an_ambiguous_place_is_not_the_whole_and_is_asked_about() -> None:
    rows = [
        {"in": "A", "by": "Monitor", "figure": "9", "at": "Springfield"},
        {"in": "A", "by": "Monitor", "figure": "20"},
    ]
    ledger = world({"claims": rows, "ambiguous": {"Springfield": ["us-1", "us-2"]}}).reckon()
    assert {toll.place for toll in ledger.tolls} == {None, "Springfield (ambiguous)"}
    (question,) = [question for question in ledger.questions if question.kind == "ambiguous_place"]
    assert "“Springfield”" in question.says
