"""Reading file by file, for a casebook: raw bytes are handed on, ids are settled over all that is there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from recount.reading import read, read_each, settled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Twelve people were killed.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<html><body><p>Nine people were killed in Homs.</p></body></html>")
    rows = [{"doc_id": id, "text": f"{id} people were hurt."} for id in ("a", "nine")]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(row) + "\r\n" for row in rows), encoding="utf-8")
    (tmp_path / "d.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_all_files_together_are_what_read_gives(folder: Path) -> None:
    assert settled(read_each([folder])) == read([folder])
    assert settled(reversed(list(read_each([folder])))) == read([folder])


def test_raw_bytes_are_handed_on_before_the_report_comes(folder: Path) -> None:
    kept: dict[str, bytes] = {}
    for reading in read_each([folder], keep=kept.__setitem__):
        assert all(report.sha256 in kept for report in reading.reports)
    assert all(hashlib.sha256(data).hexdigest() == address for address, data in kept.items())
    assert (folder / "a.txt").read_bytes() in kept.values()
    assert len(kept) == 4


def test_ids_are_not_settled_yet(folder: Path) -> None:
    assert sorted(report.id for reading in read_each([folder]) for report in reading.reports) == ["a", "a", "b", "nine"]
