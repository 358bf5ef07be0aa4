"""What two reports count, and when that makes them one event."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from recount.linking import link
from recount.linking.grouping.counts import Count, one_episode, same_toll
from recount.model import to_json

CASES = Path(__file__).parent / "cases"
COUNTS = tomllib.loads((CASES / "counts.toml").read_text("utf-8"))["case"]
BRIEFS = tomllib.loads((CASES / "briefs.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", COUNTS, ids=lambda case: case["name"])
def test_which_counts_are_of_one_happening(case: dict[str, Any]) -> None:
    one, other = (Count(**{**case[side], "within": tuple(case[side].get("within", ()))}) for side in ("one", "other"))
    for pair in ((one, other), (other, one)):
        assert bool(same_toll([pair[0]], [pair[1]], case["day"])) is case["toll"]
        assert one_episode([pair[0]], [pair[1]]) is case["episode"]
    assert same_toll([], [other], case["day"]) is None


def told(case: dict[str, Any], making: Any) -> tuple[list[Any], list[Any]]:
    """A case's reports with their extractions."""
    reports, extractions = [], []
    for row in case["reports"]:
        report = making.report(row["id"], row["text"], row["published"] or None)
        claims = [
            making.claim(report, n, claim["figure"], int(claim["figure"]), int(claim["figure"]),
                         outcome=claim["outcome"], claimant=claim.get("claimant"), place=claim["place"],
                         when=tuple(claim["when"]) if "when" in claim else None)
            for n, claim in enumerate(row["claims"], 1)
        ]  # fmt: skip
        reports.append(report)
        extractions.append(making.extraction(report, *claims))
    return reports, extractions


@pytest.mark.parametrize("case", BRIEFS, ids=lambda case: case["name"])
def test_briefs_are_tied_by_town_day_and_outcome(case: dict[str, Any], making: Any) -> None:
    reports, extractions = told(case, making)
    links = link(reports, extractions)
    assert sorted(list(event.reports) for event in links.events) == sorted(case["events"])
    assert all(case.get("says", "") in reason for event in links.events for reason in event.reasons)
    assert to_json(link(reports[::-1], extractions[::-1])) == to_json(links)


def test_a_crowd_of_briefs_is_one_event_in_bounded_work(making: Any) -> None:
    case = BRIEFS[0]
    reports, extractions = told({"reports": [case["reports"][0] | {"id": f"r{n:02}"} for n in range(60)]}, making)
    assert len(link(reports, extractions).events) == 1


LONG = (
    "The market of {place} was shut and the road to it lay open to nobody on Monday. Sellers had carried their scales "
    "home, and a cobbler said that {word} had been the last to lock up. The Syrian Observatory for Human Rights "
    "said that {figure} people had been killed since Thursday in {where}. A baker in {place} spoke of salt and {word}. "
    "Nobody knew when the lorries of {word} would come."
)


def running(id: str, figure: str, day: str, place: str, word: str, making: Any, start: str = "2016-05-05") -> Any:
    """A report with a running count of one monitor on Syria's coast, and words of its own."""
    where = "Syria's coastal provinces"
    report = making.report(id, LONG.format(place=place, word=word, figure=figure, where=where), day)
    claim = making.claim(report, 1, figure, int(figure), int(figure), place=where, when=("since Thursday", start, day),
                         claimant="The Syrian Observatory for Human Rights")  # fmt: skip
    period = msgspec.structs.replace(claim.when.period, precision="period")
    claim = msgspec.structs.replace(claim, when=msgspec.structs.replace(claim.when, period=period))
    return report, making.extraction(report, claim)


def test_one_monitors_running_count_is_one_event_and_the_reason_says_so(making: Any) -> None:
    told = [running("a", "310", "2016-05-09", "Baniyas", "Zarqan", making),
            running("b", "480", "2016-05-11", "Jableh", "Haddour", making)]  # fmt: skip
    (event,) = link([report for report, _ in told], [taken for _, taken in told]).events
    assert all("one claimant's count of people killed since 2016-05-05" in reason for reason in event.reasons)
