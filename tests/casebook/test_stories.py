"""From a few short reports to the ledger: which are one event, and how many it says were killed."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.casebook import Casebook
from recount.model import Group, Ledger, Reading, Report

STORIES = tomllib.loads((Path(__file__).parent / "stories" / "stories.toml").read_text(encoding="utf-8"))["story"]
GROUPS = {"killed": Group(), "civilians_killed": Group(status="civilian")}


def told(story: dict[str, Any]) -> list[Ledger]:
    casebook = Casebook()
    casebook.add(
        Reading(
            reports=tuple(
                Report(
                    id=row["id"],
                    sha256=hashlib.sha256(row["text"].encode()).hexdigest(),
                    text=row["text"],
                    publisher=row["publisher"],
                    published=dt.date.fromisoformat(row["published"]),
                )
                for row in story["report"]
            )
        )
    )
    return list(casebook.ledgers())


def by_all_claimants(ledger: Ledger, group: Group) -> list[int | str]:
    """The lowest and the highest of everybody of a group killed, "" where it is open; empty where there is none."""
    tolls = [one for one in ledger.tolls if (one.outcome, one.group) == ("killed", group)]
    whole = {one.id for one in tolls if one.place is None and one.perpetrator is None}
    for found in ledger.estimates:
        if found.policy == "range_all" and found.toll in whole and found.none_because is None:
            return ["" if end is None else end for end in (found.low, found.high)]
    return []


@pytest.mark.parametrize("story", STORIES, ids=[story["name"] for story in STORIES])
def test_a_story(story: dict[str, Any]) -> None:
    ledgers = told(story)
    assert sorted(sorted(ledger.event.reports) for ledger in ledgers) == story["events"]
    for wanted in story["tolls"]:
        (ledger,) = [one for one in ledgers if wanted["of"] in one.event.reports]
        for asked, group in GROUPS.items():
            if asked in wanted:
                assert by_all_claimants(ledger, group) == wanted[asked]
        if "own" in wanted:
            assert [one.number for one in ledger.own_tolls if one.outcome == "killed"] == [wanted["own"]]
