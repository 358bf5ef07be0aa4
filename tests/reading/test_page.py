from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.model import Reading
from recount.reading import read
from recount.reading.page import CHILDREN, ELEMENTS, PAGE, begins_like_one

Write = Callable[..., Path]
PAGES = Path(__file__).parent / "pages"
MANY = "is a page of too many elements to be read in good time"
DEEP = "is a page nested too deeply, or with one text too long, to be read whole"
SENTENCE = "<p>Nine people were killed in the village, the ministry said on Monday.</p>"


def lines(reading: Reading) -> list[tuple[str, str]]:
    return [(Path(aside.input).name, aside.wrong) for aside in reading.set_aside]


def test_a_news_page() -> None:
    path = PAGES / "strike.html"
    reading = read([path])
    (report,) = reading.reports
    assert report.id == "strike"
    assert report.title == "Market shelling kills eleven, rescuers say"
    assert report.publisher == "The Harbour Post"
    assert report.published == dt.date(2024, 5, 6)
    assert report.url == "https://harbourpost.example/2024/05/market-shelling"
    assert report.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert report.source == "strike.html"
    assert "At least eleven people were killed when shells struck" in report.text
    assert "the youngest was “only six”" in report.text
    assert not reading.set_aside + reading.notices


def test_nothing_hostile_is_in_the_text() -> None:
    (report,) = read([PAGES / "strike.html"]).reports
    assert "HOSTILE" not in repr(report)
    assert "900 killed" not in report.text
    # Markup that the page shows as words is words; whoever publishes it escapes it.
    assert "<b>eleven</b>" in report.text


def test_a_page_without_text() -> None:
    assert lines(read([PAGES / "empty.html"])) == [("empty.html", "is a page without text")]


@pytest.mark.parametrize(
    "content", ["<html></html>", "<!-- nothing -->", "<html><body> &nbsp; </body></html>", "<p>—</p>"]
)
def test_other_pages_without_text(write: Write, content: str) -> None:
    assert lines(read([write("a.html", content)])) == [("a.html", "is a page without text")]


def test_a_short_fragment_is_a_report() -> None:
    (report,) = read([PAGES / "short.html"]).reports
    assert report.text.strip() == "Two fishermen were killed off the cape on Friday."
    assert (report.title, report.publisher, report.published, report.url) == ("", "", None, "")


@pytest.mark.parametrize(
    "head",
    [
        "<!doctype html><html>",
        "\n  <HTML lang='en'>",
        "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>",
        "<!-- saved from url=(0025)https://paper.example/ -->\n<html>",
        "\ufeff<html>",
        "<body>",
    ],
)
def test_pages_are_known_by_how_they_begin(write: Write, head: str) -> None:
    assert begins_like_one(head.encode())
    assert begins_like_one(head.encode("utf-16"))
    (report,) = read([write("saved.txt", head + SENTENCE * 3)]).reports
    assert "<p>" not in report.text
    assert report.text.startswith("Nine people")


@pytest.mark.parametrize(
    "head", ["Nine <html>", "<p>Nine", "<headline>Nine</headline>", "", "&lt;html&gt;", "<!--" * 500]
)
def test_texts_are_no_pages(head: str) -> None:
    assert not begins_like_one(head.encode())


def test_an_address_that_could_run_is_left_out(write: Write) -> None:
    link = '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="javascript:alert(1)">'
    (report,) = read([write("a.html", f"<html><head>{link}</head><body>{SENTENCE * 5}</body></html>")]).reports
    assert report.url == ""


def test_reports_csv_knows_better(write: Write, tmp_path: Path) -> None:
    write("strike.html", (PAGES / "strike.html").read_text())
    write("reports.csv", "file,title,publisher,published,url\nstrike.html,Better,,2024-05-05,\n")
    (report,) = read([tmp_path]).reports
    assert (report.title, report.publisher) == ("Better", "The Harbour Post")
    assert report.published == dt.date(2024, 5, 5)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("utf-16", ""),
        ("cp1251", "windows-1251"),
    ],
)
def test_encodings(write: Write, encoding: str, declared: str) -> None:
    words = "Девять" if encoding == "cp1251" else "José said “nine”"
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>{words} killed.</p>{SENTENCE * 4}</body></html>"
    reading = read([write("a.html", page.encode(encoding))])
    assert reading.reports[0].text.startswith(f"{words} killed.")
    assert len(reading.notices) == (encoding == "cp1252" and not declared)


@pytest.mark.parametrize("depth", [300, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_deep_nesting(write: Write, depth: int, tag: str) -> None:
    reading = read([write("deep.html", f"<html><body>{f'<{tag}>' * depth}{SENTENCE}</body></html>"), write("good.txt")])
    assert [report.id for report in reading.reports] == ["good"]
    assert lines(reading) in ([("deep.html", DEEP)], [("deep.html", MANY)])


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        (SENTENCE * (CHILDREN + 1), "is a page of too many elements to be read in good time"),
        (
            (f"<div>{'<i>x</i>' * 999}</div>") * (ELEMENTS // 999),
            "is a page of too many elements to be read in good time",
        ),
        (f"<p>{'x ' * (PAGE // 2)}</p>", "is a page of more than 8 million characters"),
    ],
    ids=["children", "elements", "characters"],
)
def test_pages_built_to_wear_a_reader_down(write: Write, page: str, wrong: str) -> None:
    assert lines(read([write("big.html", f"<html><body>{page}</body></html>")])) == [("big.html", wrong)]


def test_pictures_inside_a_page_do_not_count(write: Write) -> None:
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * (PAGE // 10)}=">'
    (report,) = read([write("a.html", f"<html><body>{picture}{SENTENCE * 4}</body></html>")]).reports
    assert "iVBOR" not in report.text
    assert report.text.startswith("Nine people")


def test_a_page_that_the_library_stumbles_over(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def stumble(*_args: object, **_more: object) -> None:
        raise AttributeError("'NoneType' object has no attribute 'text'")

    monkeypatch.setattr(trafilatura, "bare_extraction", stumble)
    reading = read([write("a.html", SENTENCE), write("good.txt")])
    assert [report.id for report in reading.reports] == ["good"]
    assert lines(reading) == [("a.html", "is a page that cannot be taken apart")]


def test_nothing_is_printed(write: Write, capfd: pytest.CaptureFixture[str]) -> None:
    read([write("a.html", "<html><body></body></html>"), write("b.html", "plain words <"), PAGES / "strike.html"])
    assert capfd.readouterr() == ("", "")
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("trafilatura").handlers)
