from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.model import Reading
from recount.reading import read
from recount.reading.source import NAMED

Write = Callable[..., Path]
Line = Callable[..., str]


def lines(reading: Reading) -> list[tuple[str, str]]:
    return [(Path(aside.input).name, aside.wrong) for aside in reading.set_aside]


def ids(reading: Reading) -> list[str]:
    return [report.id for report in reading.reports]


@pytest.mark.parametrize("name", ["all.jsonl", "all.ndjson", "ALL.JSONL"])
def test_a_report_a_line(write: Write, name: str) -> None:
    given = {
        "doc_id": "a", "title": "Two dead", "date": "2025-03-10", "publisher": "The Paper",
        "url": "https://paper.example/a", "text": "Two died.\nNine lived.", "desk": ["foreign"],
    }  # fmt: skip
    raw = json.dumps(given)
    reading = read([write(name, f'\n{{"doc_id": 7, "text": "Three died.", "title": null}}\n{raw}\r\n\n')])
    seven, report = reading.reports
    assert seven.id == "7"
    assert report.sha256 == hashlib.sha256(raw.encode()).hexdigest()
    assert (report.id, report.text, report.title) == ("a", "Two died.\nNine lived.", "Two dead")
    assert (report.publisher, report.url) == ("The Paper", "https://paper.example/a")
    assert report.published == dt.date(2025, 3, 10)
    assert report.source == f"{name}:3"
    assert not reading.set_aside + reading.notices


@pytest.mark.parametrize(
    ("bad", "wrong"),
    [
        ('{"doc_id": "b", "text": "Two', "is no sound JSON object"),
        ('{"doc_id": "b", "text": "Two"} and more', "is no sound JSON object"),
        ("Two people were killed.", "is no sound JSON object"),
        ('["b", "Two died."]', "is no sound JSON object"),
        ('"Two died."', "is no sound JSON object"),
        ("[" * 100_000, "is no sound JSON object"),
        ('{"doc_id": "b", "text": "Two died.", "more": ' + "[" * 100_000, "is no sound JSON object"),
        ('{"doc_id": "b", "text": "Two died.", "date": ' + "[" * 100_000, "is no sound JSON object"),
        ('{"doc_id": "b", "text": "\\ud800 died."}', "is no sound JSON object"),
        (b'{"doc_id": "b", "text": "Jos\xe9 died."}', "is no sound JSON object"),
        (b'{"doc_id": "b", "text": "Jose\0 died."}', "is no sound JSON object"),
        ('{"text": "Two died."}', "has no doc_id"),
        ('{"doc_id": null, "text": "Two died."}', "has no doc_id"),
        ('{"doc_id": "  ", "text": "Two died."}', "has no doc_id"),
        ('{"doc_id": ["b"], "text": "Two died."}', "has no doc_id"),
        ('{"doc_id": "b"}', "has no text"),
        ('{"doc_id": "b", "text": ""}', "has no text"),
        ('{"doc_id": "b", "text": " \\n "}', "has no text"),
        ('{"doc_id": "b", "text": 12}', "has no text"),
        ("{}", "has no doc_id and text"),
    ],
)
def test_a_broken_line_is_set_aside_by_number(write: Write, line: Line, bad: str | bytes, wrong: str) -> None:
    data = bad.encode() if isinstance(bad, str) else bad
    reading = read([write("all.jsonl", line("a").encode() + data + b"\n" + line("c").encode())])
    assert ids(reading) == ["a", "c"]
    assert lines(reading) == [("all.jsonl:2", wrong)]


def test_fields_of_a_wrong_type_lose_no_report(write: Write, line: Line) -> None:
    reading = read([write("all.jsonl", line("a", title=["x"], publisher={}, url=False, date=20250310))])
    (report,) = reading.reports
    assert (report.title, report.publisher, report.url) == ("", "", "")
    assert report.published == dt.date(2025, 3, 10)


def test_impossible_dates_lose_no_report(write: Write, line: Line) -> None:
    path = write("all.jsonl", line("a", date="2025-02-30") + line("b", date="soon") + line("c", date="2025-03-10"))
    reading = read([path])
    assert [report.published for report in reading.reports] == [None, None, dt.date(2025, 3, 10)]
    assert not reading.set_aside
    assert [(notice.input, notice.says) for notice in reading.notices] == [
        (f"{path}:1", "the date 2025-02-30 is no day of the calendar; read without a date"),
        (f"{path}:2", "the date cannot be read; read without a date"),
    ]


def test_slash_dates_help_each_other_within_one_file_only(write: Write, line: Line, tmp_path: Path) -> None:
    write("one.jsonl", line("a", date="10/1/2014") + line("b", date="7/22/2015"))
    write("two.jsonl", line("c", date="10/1/2014"))
    reading = read([tmp_path])
    assert [str(report.published) for report in reading.reports] == ["2014-10-01", "2015-07-22", "None"]
    assert [notice.input for notice in reading.notices] == ["one.jsonl", "two.jsonl"]


def test_one_doc_id_with_different_texts(write: Write, line: Line) -> None:
    reading = read([write("all.jsonl", line("a", "Two died.") + line("a", "Three died.") + line("b"))])
    suffixed = [
        hashlib.sha256(line("a", text).strip().encode()).hexdigest()[:8] for text in ("Two died.", "Three died.")
    ]
    assert ids(reading) == [*sorted(f"a-{digits}" for digits in suffixed), "b"]
    assert "2 different documents are called a" in reading.notices[0].says


def test_one_line_twice(write: Write, line: Line) -> None:
    reading = read([write("all.jsonl", line("a") + line("b") + line("a"))])
    assert ids(reading) == ["a", "b"]
    assert reading.reports[0].source == "all.jsonl:1"
    assert [notice.says for notice in reading.notices] == ["the same document is there 2 times; read once"]


def test_characters_keep_their_places_in_a_text_given_as_json(write: Write, line: Line) -> None:
    text = "\ufeffTwo\r\ndied\rin \x0cAleppo\u2029 \U0001f56f."
    (report,) = read([write("all.jsonl", line("a", text))]).reports
    assert len(report.text) == len(text)
    assert report.text.index("Aleppo") == text.index("Aleppo")
    assert "\r" not in report.text


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "is empty"),
        (b"\n \n\r\n", "is empty"),
        ('{"doc_id": "a", "text": "Two died."}\n'.encode("utf-16"), "is not UTF-8"),
        (b"\xef\xbb\xbf", "is empty"),
    ],
)
def test_files_without_lines(write: Write, content: bytes, wrong: str) -> None:
    assert lines(read([write("all.jsonl", content)])) == [("all.jsonl", wrong)]


def test_a_mark_at_the_start(write: Write, line: Line) -> None:
    assert ids(read([write("all.jsonl", "\ufeff" + line("a"))])) == ["a"]


def test_many_broken_lines_are_counted_not_listed(write: Write, line: Line) -> None:
    reading = read([write("all.jsonl", "x\n" * (NAMED + 500) + line("a"))])
    assert ids(reading) == ["a"]
    assert len(reading.set_aside) == NAMED + 1
    assert ("all.jsonl", "500 further lines cannot be taken in") in lines(reading)


def test_line_9_is_named_before_line_12(write: Write, line: Line) -> None:
    reading = read([write("all.jsonl", line("a") + "x\n" * 12)])
    assert [name for name, _ in lines(reading)] == [f"all.jsonl:{number}" for number in range(2, 14)]


def test_a_row_of_reports_csv_means_nothing_to_json_lines(write: Write, line: Line, tmp_path: Path) -> None:
    write("all.jsonl", line("a"))
    write("reports.csv", "file,publisher\nall.jsonl,The Paper\n")
    reading = read([tmp_path])
    assert reading.reports[0].publisher == ""
    assert [notice.input for notice in reading.notices] == ["all.jsonl"]


def test_one_object(write: Write, line: Line) -> None:
    path = write("one.json", json.dumps(json.loads(line("a", date="2025-03-10")), indent=2))
    (report,) = read([path]).reports
    assert (report.id, report.source) == ("a", "one.json")
    assert report.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_array(write: Write, line: Line) -> None:
    reading = read([write("some.json", f"[{line('a')}, {{}}, {line('b')}]")])
    assert ids(reading) == ["a", "b"]
    assert [report.source for report in reading.reports] == ["some.json:1", "some.json:3"]
    assert lines(reading) == [("some.json:2", "has no doc_id and text")]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("[1, 2", "is no sound JSON"),
        ("[" * 100_000 + "]" * 100_000, "is no sound JSON"),
        ('{"name": "a package"}', "has no doc_id and text"),
        ("Two died.", "is no sound JSON object"),
        (b"[\xff\xfe]", "is no sound JSON"),
        ("  ", "is no sound JSON object"),
    ],
)
def test_json_that_holds_no_report(write: Write, content: str | bytes, wrong: str) -> None:
    assert lines(read([write("some.json", content)])) == [("some.json", wrong)]


def test_an_empty_array_is_said_to_be_empty(write: Write) -> None:
    assert lines(read([write("some.json", "[]")])) == [("some.json", "is empty")]
