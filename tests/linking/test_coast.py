"""The five real reports of March 2025, extracted and linked."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from recount.linking import link
from recount.model import Extraction, Links, Report, from_json, to_json


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[Report]:
    return [
        Report(
            id=file.stem[:3],
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
            text=file.read_text("utf-8"),
            published=dt.date(2025, 3, 10),
        )
        for file in sorted((shared / "reports" / "coast-2025").glob("*.txt"))
    ]


@pytest.fixture(scope="module")
def extractions(reports: list[Report]) -> dict[str, Extraction]:
    from recount.extraction import extract

    return {report.id: extract(report) for report in reports}


@pytest.fixture(scope="module")
def links(reports: list[Report], extractions: dict[str, Extraction]) -> Links:
    return link(reports, list(extractions.values()))


def figure(extractions: dict[str, Extraction], report: str, words: str) -> str:
    """The id of the first claim in a report whose figure has these words."""
    return next(c.id for c in extractions[report].claims if words in c.figure.words)


def test_they_are_one_event(links: Links) -> None:
    (event,) = links.events
    assert event.reports == ("000", "001", "002", "003", "004")
    assert event.end == dt.date(2025, 3, 10)
    assert event.start == dt.date(2025, 3, 6)
    names = {place.id: place.name for place in links.places}
    assert {"Latakia", "Baniyas"} <= {names[place] for place in event.places}
    assert event.title.endswith(", 6–10 March 2025")


def test_the_observatory_is_one_claimant_under_its_spellings(links: Links) -> None:
    (observatory,) = [c for c in links.claimants if "Observatory" in c.name]
    assert observatory.id == "sohr"
    assert len(observatory.spellings) >= 3
    certain = {a.claim[:3] for a in links.attributions if a.claimant == "sohr" and a.certainty == "certain"}
    assert certain == {"000", "001", "002", "004"}


@pytest.mark.parametrize(
    ("report", "words", "phrase"), [("002", "over 1,000", "war monitors"), ("003", "1,068", "monitoring group")]
)
def test_it_is_probably_behind_the_generic_phrases(
    links: Links, extractions: dict[str, Extraction], report: str, words: str, phrase: str
) -> None:
    claim = figure(extractions, report, words)
    (found,) = [a for a in links.attributions if a.claim == claim]
    assert (found.claimant, found.certainty) == ("sohr", "probable")
    assert phrase in found.reason


def test_the_network_is_another_claimant_that_counts_government_forces_killings(
    links: Links, extractions: dict[str, Extraction]
) -> None:
    claim = figure(extractions, "004", "125")
    assert [a.claimant for a in links.attributions if a.claim == claim] == ["snhr"]
    assert [p.actor for p in links.perpetrations if p.claim == claim] == ["sy-forces"]


def test_the_spokesmans_sentence_is_aligned_over_three_reports(
    links: Links, extractions: dict[str, Extraction]
) -> None:
    said = {s.id: s for e in extractions.values() for s in e.statements}
    (paving,) = [q for q in links.quotations if "paving the way" in said[q.fullest].span.exact]
    assert {w.statement[:3] for w in paving.wordings} == {"000", "001", "002"}
    assert len(paving.spellings) == 2
    assert paving.earliest is None
    kinds = {w.statement[:3]: {p.kind for p in w.pieces} for w in paving.wordings}
    assert kinds["000"] == kinds["002"] == {"same"}
    assert "other" in kinds["001"]


def test_no_report_is_taken_for_a_copy(links: Links) -> None:
    assert links.copies == ()


def test_the_links_are_the_same_in_any_order_and_survive_json(
    reports: list[Report], extractions: dict[str, Extraction], links: Links
) -> None:
    again = link(reports[::-1], list(extractions.values())[::-1])
    assert to_json(again) == to_json(links)
    assert from_json(to_json(links), Links) == links
