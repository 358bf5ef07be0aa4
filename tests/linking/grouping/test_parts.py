"""Sub-incidents: an event's places and scenes as a tree."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recount.linking import link
from recount.linking.grouping.parts import scenes
from recount.reading import read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "parts.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_events_places_and_scenes_are_its_parts(case: dict[str, Any], making: Any) -> None:
    reports, extractions = [], []
    for row in case["reports"]:
        report = making.report(row["id"], row["text"], row["published"])
        claims = [
            making.claim(report, n, claim["figure"], int(claim["figure"]), int(claim["figure"]), place=claim["place"],
                         when=tuple(claim["when"]) if "when" in claim else None)
            for n, claim in enumerate(row["claims"], 1)
        ]  # fmt: skip
        reports.append(report)
        extractions.append(making.extraction(report, *claims))
    (event,) = link(reports, extractions).events
    title = {part.id: part.title for part in event.parts}
    made = [(part.title, part.kind, title[part.parent] if part.parent else None) for part in event.parts]
    assert made == [(part["title"], part["kind"], part.get("parent")) for part in case["parts"]]
    text = {report.id: report.text for report in reports}
    for part in event.parts:
        assert part.claims
        assert part.reason
        assert all(mention.span.stands_in(text[mention.report]) for mention in part.mentions)


def test_the_coast_reports_tell_baniyas_apart(shared: Path) -> None:
    from recount.extraction import extract

    reports = read([shared / "reports" / "coast-2025"]).reports
    (event,) = link(reports, [extract(report) for report in reports]).events
    assert "Baniyas" in {part.title for part in event.parts}
    ids = [part.id for part in event.parts]
    assert all(part.parent is None or ids.index(part.parent) < ids.index(part.id) for part in event.parts)


def test_scenes_have_ids_and_words_of_their_own() -> None:
    made = scenes()
    assert len({scene.id for scene in made}) == len(made)
    phrases = [phrase for scene in made for phrase in scene.words]
    assert len(set(phrases)) == len(phrases)
    assert "place" not in {scene.id for scene in made}
