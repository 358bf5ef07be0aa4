from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import InputError
from recount.reading import read
from recount.reading.decoding import decode, tidy, tidy_in_place
from recount.reading.source import Source

Write = Callable[..., Path]

ENGLISH = "Séamus Ó Briain said at the café that “at least 12 people” were killed – Monday’s toll.\n" * 3
LATIN = "The mayor, José Ibáñez, said twelve people were killed in Córdoba.\n" * 3
RUSSIAN = "Министерство сообщило, что двенадцать человек погибли в понедельник.\n" * 3
ARABIC = "أعلنت الوزارة مقتل اثني عشر شخصا في الهجوم على القرية يوم الاثنين.\n" * 3
SOURCE = Source(path=Path("a.txt"), name="a.txt")


@pytest.mark.parametrize(
    ("text", "encoding", "mark", "guessed"),
    [
        (ENGLISH, "utf-8", b"", None),
        (ENGLISH, "utf-8", codecs.BOM_UTF8, None),
        (ENGLISH, "utf-16-le", codecs.BOM_UTF16_LE, None),
        (ENGLISH, "utf-16-be", codecs.BOM_UTF16_BE, None),
        (ARABIC, "utf-16-le", codecs.BOM_UTF16_LE, None),
        (ENGLISH, "utf-32-le", codecs.BOM_UTF32_LE, None),
        (ENGLISH, "utf-32-be", codecs.BOM_UTF32_BE, None),
        (ENGLISH, "utf-16-le", b"", "UTF-16-LE"),
        (ENGLISH, "utf-16-be", b"", "UTF-16-BE"),
        (ENGLISH, "cp1252", b"", "Windows-1252"),
        (LATIN, "latin-1", b"", "Windows-1252"),
        (LATIN.replace("José", "José\x81"), "latin-1", b"", "latin-1"),
        (RUSSIAN, "cp1251", b"", "cp1251"),
        (ARABIC, "cp1256", b"", "cp1256"),
    ],
)
def test_encodings(write: Write, text: str, encoding: str, mark: bytes, guessed: str | None) -> None:
    reading = read([write("report.txt", mark + text.encode(encoding))])
    assert [report.text for report in reading.reports] == [text.replace("\x81", " ")]
    assert not reading.set_aside
    notices = [notice.says for notice in reading.notices]
    assert notices == ([f"is not UTF-8; read as {guessed}"] if guessed else [])


def test_characters_stay_as_they_are(write: Write) -> None:
    text = "ﬁve “killed”, e\u0301 ½ 𝟙𝟚\u00a0people\u200b\u2009in ﷺ\n"  # nothing is composed or folded
    assert read([write("a.txt", text)]).reports[0].text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        ("a\x0cb\x1bc\td", "a b c\td"),
        ("Syria\x92s \x93twelve\x94 \x97 dead\x81", "Syria’s “twelve” — dead "),
    ],
)
def test_tidying(raw: str, text: str) -> None:
    assert tidy(raw) == text


@given(st.text())
def test_tidying_in_place_moves_nothing(raw: str) -> None:
    text = tidy_in_place(raw)
    assert len(text) == len(raw)
    assert "\r" not in text
    assert text.split() == tidy(raw).split() or "\ufeff" in raw


def test_windows_newlines_are_no_control_characters(write: Write) -> None:
    assert read([write("a.txt", "Two\r\ndead\r\n" * 200)]).reports[0].text == "Two\ndead\n" * 200


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_input_error(raw: bytes) -> None:
    try:
        text, _ = decode(SOURCE, raw)
    except InputError as fault:
        assert fault.wrong == "is binary, not text"  # noqa: PT017
    else:
        assert "\0" not in text
        assert "\r" not in text
        text.encode()


@pytest.mark.parametrize("label", ["utf-7", "zlib", "punycode", "unicode_escape", "idna", "hex", "no-such-thing"])
def test_a_page_cannot_choose_an_odd_encoding(label: str) -> None:
    raw = b"<meta charset=%s><p>Jos\xe9 said +ADw-script+AD4- twelve died.</p>" % label.encode()
    text, guessed = decode(SOURCE, raw, page=True)
    assert "José said +ADw-script+AD4-" in text
    assert guessed == "Windows-1252"


@pytest.mark.parametrize(("label", "byte"), [("iso-8859-1", b"\x93"), ("windows-1252", b"\x93"), ("koi8-r", b"\xc5")])
def test_a_page_declares_its_encoding(label: str, byte: bytes) -> None:
    raw = b'<meta http-equiv="Content-Type" content="text/html; charset=%s"><p>x%sx</p>' % (label.encode(), byte)
    text, guessed = decode(SOURCE, raw, page=True)
    assert ("x“x" in text) or ("xеx" in text)
    assert guessed is None
