"""Reports of one happening in one event, of two in two."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from recount.linking import link
from recount.linking.grouping.events import days_in_words
from recount.model import Event, Report, to_json

FOLDER = Path(__file__).parent / "cases"
CASES = tomllib.loads((FOLDER / "events.toml").read_text("utf-8"))["case"]
FOLLOW_UPS = tomllib.loads((FOLDER / "follow_ups.toml").read_text("utf-8"))["case"]


OTHER = next(case for case in CASES if case["name"] == "reports without a day on one attack")


def grouped(events: tuple[Event, ...]) -> list[list[str]]:
    return sorted(list(event.reports) for event in events)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_one_event(case: dict[str, Any], making: Any) -> None:
    reports = [making.report(row["id"], row["text"], row["published"] or None) for row in case["reports"]]
    links = link(reports, [])
    assert grouped(links.events) == sorted(case["events"])
    assert to_json(link(reports[::-1], [])) == to_json(links)
    for event in links.events:
        assert len(event.reasons) == len(event.reports)
        assert all(event.reasons)


@pytest.mark.parametrize("case", FOLLOW_UPS, ids=lambda case: case["name"])
def test_what_follows_up_what(case: dict[str, Any], making: Any) -> None:
    reports = [making.report(row["id"], row["text"], row["published"] or None) for row in case["reports"]]
    links = link(reports, [])
    event_of = {id: event.id for event in links.events for id in event.reports}
    assert len(set(event_of.values())) == len(reports)
    assert {(one.event, one.follows) for one in links.follow_ups} == {
        (event_of[later], event_of[earlier]) for later, earlier in case["follows"].items()
    }
    for one in links.follow_ups:
        assert one.reports == ("b", "a")
        assert "days before" in one.reason
        assert one.names


def test_a_casebook_that_is_all_one_event_is_one_event(making: Any) -> None:
    text = CASES[0]["reports"][0]["text"]
    reports = [making.report(f"r{n:02}", f"{text} Edition {n}.") for n in range(60)]
    assert [len(event.reports) for event in link(reports, []).events] == [60]


def test_an_event_keeps_its_id_when_later_reports_join(making: Any) -> None:
    first = [making.report(row["id"], row["text"], row["published"]) for row in CASES[0]["reports"]]
    alone = link(first[:1], []).events[0].id
    others = [making.report(f"x{i}", row["text"], None) for i, row in enumerate(OTHER["reports"])]
    held = {event.id: event.reports for event in link([*first, *others], []).events}
    assert held[alone] == ("a", "b")
    assert len(held) == 3


def test_an_events_days_are_those_of_its_current_claims(making: Any) -> None:
    report = making.report(
        "a", "Since Thursday 40 have died in Homs, 12 of them on Friday; 900 died in all of 2012.", "2016-03-08"
    )
    claims = [
        making.claim(report, 1, "40", 40, 40, place="Homs", when=("Since Thursday", "2016-03-03", "2016-03-08")),
        making.claim(report, 2, "12", 12, 12, place="Homs", when=("on Friday", "2016-03-04", "2016-03-04")),
        making.claim(report, 3, "900", 900, 900, scope="background", when=("2012", "2012-01-01", "2012-12-31")),
    ]
    (event,) = link([report], [making.extraction(report, *claims)]).events
    assert (event.start, event.end) == (dt.date(2016, 3, 3), dt.date(2016, 3, 8))
    assert event.title == "Homs, 3–8 March 2016"


def test_a_claim_far_before_its_report_does_not_stretch_the_event(making: Any) -> None:
    report = making.report("a", "In 1982 there were 20 dead in Hama.", "2016-03-08")
    claim = making.claim(report, 1, "20", 20, 20, when=("In 1982", "1982-02-02", "1982-02-28"))
    (event,) = link([report], [making.extraction(report, claim)]).events
    assert (event.start, event.end) == (dt.date(2016, 3, 8), dt.date(2016, 3, 8))


def test_a_report_without_a_date_has_no_days_but_its_claims(making: Any) -> None:
    report = making.report("a", "Nine died in Homs on 4 March 2016.", None)
    (event,) = link([report], []).events
    assert (event.start, event.end) == (None, None)
    assert event.title.endswith(", undated")
    claim = making.claim(report, 1, "Nine", 9, 9, when=("on 4 March 2016", "2016-03-04", "2016-03-04"))
    (event,) = link([report], [making.extraction(report, claim)]).events
    assert (event.start, event.end) == (dt.date(2016, 3, 4), dt.date(2016, 3, 4))


def test_every_place_of_an_event_is_among_the_links_places(making: Any) -> None:
    reports = [making.report(row["id"], row["text"], row["published"]) for row in CASES[0]["reports"]]
    links = link(reports, [])
    known = {place.id for place in links.places}
    assert links.events[0].places
    assert {place for event in links.events for place in event.places} <= known
    assert {holder for place in links.places for holder in place.within} <= known


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-03-10", "2025-03-10", "10 March 2025"),
        ("2025-03-06", "2025-03-10", "6–10 March 2025"),
        ("2025-04-30", "2025-05-02", "30 April – 2 May 2025"),
        ("2024-12-31", "2025-01-01", "31 December 2024 – 1 January 2025"),
        (None, None, "undated"),
    ],
)
def test_days_in_words(start: str | None, end: str | None, words: str) -> None:
    first = dt.date.fromisoformat(start) if start else None
    last = dt.date.fromisoformat(end) if end else None
    assert days_in_words(first, last) == words


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]


def b_cubed(gold: dict[str, str], predicted: dict[str, str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998), as score_events.py has it."""
    pairs = Counter((gold[d], predicted[d]) for d in gold)
    golds, ours = Counter(gold.values()), Counter(predicted[d] for d in gold)
    precision = sum(c * c / ours[b] for (_, b), c in pairs.items()) / len(gold)
    recall = sum(c * c / golds[a] for (a, _), c in pairs.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def test_incidents_are_grouped_better_than_by_a_plain_cosine(shared: Path) -> None:
    """By titles and texts alone, without extractions: 0.923 is a plain cosine with a window of seven days."""
    rows = lines(shared / "gold/incidents-dev.docs.jsonl")
    reports = [
        Report(
            id=row["doc_id"],
            sha256=hashlib.sha256(row["text"].encode()).hexdigest(),
            text=row["text"],
            title=row["title"] or "",
            published=dt.date.fromisoformat(row["date"]),
        )
        for row in rows
    ]
    incidents = lines(shared / "gold/incidents-dev.gold.jsonl")
    gold = {id: row["incident"] for row in incidents for id in row["doc_ids"]}
    predicted = {id: event.id for event in link(reports, []).events for id in event.reports}
    assert predicted.keys() == gold.keys()
    unseen = {id: name for id, name in gold.items() if hashlib.sha1(name.encode()).digest()[0] % 3 == 0}  # noqa: S324
    assert b_cubed(gold, predicted) >= 0.935
    assert b_cubed(unseen, predicted) >= 0.935
