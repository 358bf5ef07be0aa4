from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import Report
from recount.reading import read
from recount.reading.naming import LONGEST, id_from, settle

Write = Callable[..., Path]


def digits(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("report", "report"),
        ("000_30680d10ca788594", "000_30680d10ca788594"),
        ("تقرير ٣", "تقرير ٣"),
        ("a#c1", "ac1"),
        ("a\x00b\x1b\u202ec\ud800", "a b c"),
        ("  a \n b  ", "a b"),
        ("###", "report"),
        ("", "report"),
    ],
)
def test_ids(words: str, id: str) -> None:
    assert id_from(words) == id


def test_long_ids_are_bounded_and_told_apart() -> None:
    one, other = id_from("x" * 300 + "1"), id_from("x" * 300 + "2")
    assert len(one) == len(other) == LONGEST
    assert one != other
    assert len(id_from("y" * 10_000_000)) == LONGEST


def test_different_documents_of_one_stem_all_get_a_suffix(write: Write, tmp_path: Path) -> None:
    one, two = write("north/report.txt", "Two died."), write("south/report.txt", "Three died.")
    write("south/other.txt", "Four died.")
    expected = sorted(["other", f"report-{digits('Two died.')}", f"report-{digits('Three died.')}"])
    for paths in ([tmp_path], [one, two.parent], [two.parent, one], [two, one, tmp_path]):
        reading = read(paths)
        assert [report.id for report in reading.reports] == expected
        assert "2 different documents are called report" in " ".join(notice.says for notice in reading.notices)


def test_ids_do_not_depend_on_where_the_folder_lies(write: Write, tmp_path: Path) -> None:
    for root in ("first", "second/deeper"):
        write(f"{root}/a/r.txt", "Two died.")
        write(f"{root}/b/r.txt", "Three died.")
        write(f"{root}/b/empty.txt", "")
    assert read([tmp_path / "first"]) == read([tmp_path / "second" / "deeper"])


def test_the_same_bytes_of_one_stem_are_one_report(write: Write) -> None:
    one, two = write("north/r.txt", "Two died."), write("south/r.txt", "Two died.")
    reading = read([one, two])
    assert [report.id for report in reading.reports] == ["r"]
    assert [notice.says for notice in reading.notices] == ["the same document is there 2 times; read once"]


def test_the_same_bytes_of_two_stems_are_two_reports(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Two died.")
    write("b.txt", "Two died.")
    assert [report.id for report in read([tmp_path]).reports] == ["a", "b"]


def test_the_same_bytes_with_other_metadata_are_told_apart(write: Write, tmp_path: Path) -> None:
    for folder, outlet in (("n", "North"), ("s", "South")):
        write(f"{folder}/r.txt", "Two died.")
        write(f"{folder}/reports.csv", f"file,publisher\nr.txt,{outlet}\n")
    ids = [report.id for report in read([tmp_path]).reports]
    assert len(set(ids)) == 2
    assert all(id.startswith(f"r-{digits('Two died.')}-") for id in ids)


def test_a_file_called_like_another_s_id(write: Write, tmp_path: Path) -> None:
    write("n/r.txt", "Two died.")
    write("s/r.txt", "Three died.")
    write(f"r-{digits('Two died.')}.txt", "Four died.")
    reports = read([tmp_path]).reports
    assert len({report.id for report in reports}) == 3


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from(["", "T"])), max_size=12))
def test_ids_are_unique_and_the_order_tells_nothing(rows: list[tuple[str, str, str]]) -> None:
    reports = [
        Report(id=id, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, title=title, source=f"{n}")
        for n, (id, text, title) in enumerate(rows)
    ]
    settled, notices = settle(reports)
    assert len({report.id for report in settled}) == len(settled) == len({(r.id, r.text, r.title) for r in settled})
    assert len(settled) == len(set(rows))
    assert settle(reports[::-1]) == (settled, notices)


def test_the_factory_s_reports_pass_unchanged(make_report: Callable[..., Report]) -> None:
    report = make_report("Two died.", id="only")
    assert settle([report]) == ([report], [])
