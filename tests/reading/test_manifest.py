from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.model import Reading, Report
from recount.reading import read

Write = Callable[..., Path]
DAY = dt.date(2025, 3, 10)


@pytest.fixture
def told(write: Write, tmp_path: Path) -> Callable[..., Reading]:
    """Reads a folder with a.txt, b.txt and a `reports.csv` of the given text."""

    def make(text: str | bytes) -> Reading:
        write("a.txt", "Two died.")
        write("b.txt", "Three died.")
        write("reports.csv", text)
        return read([tmp_path])

    return make


Told = Callable[..., Reading]


def lines(reading: Reading) -> list[tuple[str, str]]:
    return [(aside.input, aside.wrong) for aside in reading.set_aside]


def first(reading: Reading) -> Report:
    assert [report.id for report in reading.reports] == ["a", "b"]
    return reading.reports[0]


@pytest.mark.parametrize(
    "text",
    [
        "file,title,publisher,published,url\na.txt,Two dead,The Paper,2025-03-10,https://paper.example/a\n",
        "url,published,publisher,title,file\nhttps://paper.example/a,10 March 2025,The Paper,Two dead,a.txt",
        "\ufeffFile, Title ,PUBLISHER,Published,URL\r\n./a.txt, Two  dead ,The Paper,2025-03-10,https://paper.example/a\r\n",
        "file;title;publisher;published;url\na.txt;Two dead;The Paper;2025-03-10;https://paper.example/a\n",
        "file\ttitle\tpublisher\tpublished\turl\na.txt\tTwo dead\tThe Paper\t2025-03-10\thttps://paper.example/a\n",
        '\n\nfile,title,publisher,published,url\n\n"a.txt","Two\ndead","The Paper",2025-03-10,https://paper.example/a\n\n',
    ],
    ids=["plain", "other order", "spaces and case", "semicolons", "tabs", "quoted, with a newline inside"],
)
def test_what_it_says_of_a_report(told: Told, text: str) -> None:
    reading = told(text)
    report = first(reading)
    assert (report.title, report.publisher, report.published) == ("Two dead", "The Paper", DAY)
    assert report.url == "https://paper.example/a"
    assert reading.reports[1].title == ""  # b.txt is not named, and read all the same
    assert not reading.set_aside
    assert not reading.notices


def test_missing_optional_columns(told: Told) -> None:
    reading = told("publisher,file\nThe Paper,a.txt\n")
    assert first(reading).publisher == "The Paper"
    assert first(reading).published is None
    assert not reading.set_aside + reading.notices


def test_short_rows(told: Told) -> None:
    reading = told("file,title,publisher\na.txt\nb.txt,Three dead\n")
    assert [report.title for report in reading.reports] == ["", "Three dead"]
    assert not reading.set_aside


def test_extra_columns_are_ignored_with_a_notice(told: Told) -> None:
    reading = told("file,editor,title,desk\na.txt,Ms X,Two dead,foreign\n")
    assert first(reading).title == "Two dead"
    assert [(n.input, n.says) for n in reading.notices] == [
        ("reports.csv", "columns that mean nothing here are ignored: desk, editor")
    ]


def test_a_missing_file(told: Told) -> None:
    reading = told("file,title\na.txt,Two dead\ngone.txt,Gone\n")
    assert first(reading).title == "Two dead"
    assert lines(reading) == [
        ("reports.csv line 3", "names gone.txt, which is not there, is hidden, or is a link that leads away")
    ]


def test_an_impossible_date(told: Told) -> None:
    reading = told("file,published\nb.txt,2025-03-10\na.txt,2025-02-30\n")
    assert first(reading).published is None
    assert reading.reports[1].published == DAY
    assert lines(reading) == [("reports.csv line 3", "the date 2025-02-30 is no day of the calendar")]
    assert "read without a date" in reading.set_aside[0].mend


def test_slash_dates_help_each_other(told: Told) -> None:
    reading = told("file,published\na.txt,10/1/2014\nb.txt,7/22/2015\n")
    assert first(reading).published == dt.date(2014, 10, 1)
    assert [notice.input for notice in reading.notices] == ["reports.csv"]


def test_a_slash_date_that_nothing_settles(told: Told) -> None:
    reading = told("file,published\na.txt,10/1/2014\n")
    assert first(reading).published is None
    assert not reading.set_aside
    assert "either order" in reading.notices[0].says


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("../secret.txt", "names a file outside the folder"),
        ("north/../../secret.txt", "names a file outside the folder"),
        ("..\\secret.txt", "names a file outside the folder"),
        ("/etc/hostname", "names a file by an absolute path"),
        ("C:\\secret.txt", "names a file by an absolute path"),
        ("\\\\host\\share\\secret.txt", "names a file by an absolute path"),
        ("a\0.txt", "is binary, not text"),
        ("x" * 5_000, "names xxx"),
    ],
)
def test_files_that_cannot_lie_inside(told: Told, write: Write, tmp_path: Path, file: str, wrong: str) -> None:
    reading = told(f"file,title\n{file},Secret\na.txt,Two dead\n")
    assert [report.id for report in reading.reports] == ["a", "b"]
    assert len(reading.set_aside) == 1
    assert reading.set_aside[0].wrong.startswith(wrong)


def test_a_link_that_leads_out_is_not_followed_for_a_row(told: Told, tmp_path: Path) -> None:
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    reading = told("file,title\nout.txt,Secret\n")
    assert [report.id for report in reading.reports] == ["a", "b"]
    assert ("out.txt", "is a link that leads out of the folder") in lines(reading)


def test_a_quotation_mark_that_never_closes_swallows_no_other_row(told: Told) -> None:
    rows = "".join(f"n{n}.txt,N\n" for n in range(20))
    reading = told(f'file,title\na.txt,"Two dead\nb.txt,Three dead\n{rows}')
    assert [report.title for report in reading.reports] == ["", "Three dead"]
    assert lines(reading)[0] == ("reports.csv line 2", "has a quotation mark that is not closed")
    assert len(lines(reading)) == 21


def test_a_stray_quotation_mark(told: Told) -> None:
    reading = told('file,title\na.txt,"Two" dead\nb.txt,Three dead\n')
    assert reading.reports[1].title == "Three dead"
    assert lines(reading) == [("reports.csv line 2", "has a quotation mark that is not closed")]


def test_an_unquoted_comma(told: Told) -> None:
    reading = told("file,title,publisher\na.txt,Two dead, three hurt,The Paper\nb.txt,Three dead,The Paper,\n")
    assert first(reading).title == ""
    assert reading.reports[1].publisher == "The Paper"
    assert lines(reading) == [("reports.csv line 2", "has 4 cells under 3 columns")]


def test_rows_without_a_file_and_rows_twice(told: Told) -> None:
    reading = told("file,title\n,Nobody\na.txt,One\na.txt,Other\n,\n")
    assert first(reading).title == "One"
    assert lines(reading) == [
        ("reports.csv line 2", "names no file"),
        ("reports.csv line 4", "names a file that line 3 names too"),
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "is empty"),
        ("name,title\na.txt,Two dead\n", "has no column called file"),
        ("\n\n", "has no column called file"),
        ('"file,title\na.txt,Two dead\n', "has no column called file"),
        ("file,file\na.txt,b.txt\n", "has no column called file"),
        ("file,title,title\na.txt,One,Two\n", "has several columns called title"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is binary, not text"),
    ],
)
def test_a_table_that_is_none(told: Told, text: str | bytes, wrong: str) -> None:
    reading = told(text)
    assert first(reading).title == ""
    assert lines(reading) == [("reports.csv", wrong)]


@pytest.mark.parametrize(("encoding", "notices"), [("utf-16", 0), ("cp1252", 1), ("utf-8-sig", 0)])
def test_encodings(told: Told, encoding: str, notices: int) -> None:
    reading = told("file,title\na.txt,Café “blast” – two dead\n".encode(encoding))
    assert first(reading).title == "Café “blast” – two dead"
    assert len(reading.notices) == notices


def test_metadata_is_made_safe(told: Told) -> None:
    reading = told(f"file,title,publisher,url\na.txt,Two\x1b[2J \u202edead,{'P' * 9_000},javascript:alert(1)\n")
    report = first(reading)
    assert report.title == "Two [2J dead"
    assert len(report.publisher) == 200
    assert report.url == ""
    assert [(n.input, n.says) for n in reading.notices] == [
        ("reports.csv line 2", "the url is no web address (http or https); left out")
    ]


def test_folders_below(write: Write, tmp_path: Path) -> None:
    write("top.txt")
    write("north/a.txt", "Two died.")
    write("north/b.txt", "Three died.")
    write("north/reports.csv", "file,title\na.txt,From inside\n")
    write("reports.csv", "file,title\nnorth/a.txt,From above\nnorth/b.txt,From above\n")
    reading = read([tmp_path])
    assert [(report.id, report.title) for report in reading.reports] == [
        ("a", "From inside"),
        ("b", "From above"),
        ("top", ""),
    ]
    assert not reading.set_aside


def test_a_faulty_row_below_says_where(write: Write, tmp_path: Path) -> None:
    write("north/a.txt")
    write("north/reports.csv", "file,published\na.txt,2025-02-30\n")
    assert lines(read([tmp_path]))[0][0] == "north/reports.csv line 2"


def test_a_name_composed_in_another_way(told: Told, write: Write) -> None:
    write("cafe\u0301.txt", "Nine died.")
    reading = told("file,title\ncaf\u00e9.txt,Nine dead\n")
    assert [report.title for report in reading.reports] == ["", "", "Nine dead"]


def test_a_row_may_ask_for_a_file_that_is_passed_over(told: Told, write: Write) -> None:
    write("chart.png", b"\x89PNG")
    write("script.py", "print('Two died')")
    reading = told("file,title\nchart.png,The toll\n")
    assert lines(reading) == [("chart.png", "is a picture, not a report")]


def test_it_cannot_be_given_alone(write: Write) -> None:
    path = write("reports.csv", "file\na.txt\n")
    (aside,) = read([path]).set_aside
    assert (aside.wrong, aside.mend) == (
        "describes the files of its folder and is no report",
        "give the folder instead",
    )


def test_it_is_met_whatever_its_case(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Two died.")
    write("Reports.CSV", "file,title\na.txt,Two dead\n")
    assert read([tmp_path]).reports[0].title == "Two dead"
