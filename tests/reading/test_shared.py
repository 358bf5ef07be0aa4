"""The real reports: every one is read, and every span of their annotations still counts in their texts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from recount.reading import read


def test_the_coast_reports(shared: Path) -> None:
    reading = read([shared / "reports" / "coast-2025"])
    assert not reading.set_aside + reading.notices
    assert len(reading.reports) == 5
    assert {report.published for report in reading.reports} == {dt.date(2025, 3, 10)}
    assert [report.publisher for report in reading.reports] == ["", "", "", "RTW News", "Al Mayadeen English"]
    with (shared / "gold" / "coast-2025.docs.jsonl").open(encoding="utf-8") as file:
        gold = {row["doc_id"]: row["text"] for row in map(json.loads, file)}
    assert {report.id: report.text for report in reading.reports} == gold


@pytest.mark.parametrize(
    ("name", "count", "notices"), [("coast-2025", 5, 0), ("toll-dev", 280, 1), ("incidents-dev", 1101, 0)]
)
def test_the_gold_documents(shared: Path, name: str, count: int, notices: int) -> None:
    path = shared / "gold" / f"{name}.docs.jsonl"
    reading = read([path])
    assert (len(reading.reports), len(reading.set_aside), len(reading.notices)) == (count, 0, notices)
    with path.open(encoding="utf-8") as file:
        gold = {row["doc_id"]: row for row in map(json.loads, file)}
    for report in reading.reports:
        assert len(report.text) == len(gold[report.id]["text"])
        assert (report.published is None) == (not gold[report.id]["date"])


def test_the_slash_dates_of_one_source_are_month_first(shared: Path) -> None:
    reading = read([shared / "gold" / "toll-dev.docs.jsonl"])
    assert [notice.says for notice in reading.notices] == [
        "41 dates written like 4/3/2017: read month first, as 8/23/2013 in the same file shows"
    ]
