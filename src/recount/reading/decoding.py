"""Bytes to text: which encoding, and which characters a report's text may hold."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from recount.model import InputError

from .source import Source

SPARSE = 0.15
"""Share of bytes above 127 up to which text is Latin script with an accent or a curly quote here and there.

`charset-normalizer` takes English with curly quotes for Windows-1250; in languages written in Latin letters fewer than
15 bytes in 100 are accented, in Cyrillic or Arabic text more than half lie above 127.
"""
SAMPLE = 2**18
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CONTROL_SHARE = 0.01
"""Share of control characters above which bytes that decode are no text all the same."""

SECOND_CONTROLS = re.compile(r"[\x80-\x9f]")
"""Controls that no text has: where they stand, Windows-1252 was once taken for Latin-1, as browsers know (WHATWG)."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf")
"""How formats begin that are no text, though some are written in letters only."""

LABELS = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
FAMILIES = ("iso8859", "cp125", "cp874", "koi8", "mac-", "gb", "big5", "euc_", "shift_jis", "cp932", "cp949", "utf-8")
"""Encodings that a page may declare. Python has others that are no encodings of pages, and slow or worse."""


class Decoded(NamedTuple):
    """Text, and the encoding that was guessed for it; None where nothing had to be guessed."""

    text: str
    guessed: str | None = None


def decode(source: Source, raw: bytes, *, page: bool = False) -> Decoded:
    """The text that bytes hold: by byte-order mark, as UTF-8, as a page declares, as UTF-16, or by a guess.

    Newlines become `\\n`, a byte-order mark goes, all else stays as it is. Raises InputError for what is no text.
    """
    if raw.startswith(MAGIC):
        raise binary(source)
    try:
        text, guessed = _decoded(raw, page)
    except UnicodeDecodeError as fault:
        raise binary(source) from fault
    if "\0" in text or len(CONTROLS.findall(text[:SAMPLE])) > CONTROL_SHARE * len(text[:SAMPLE]):
        raise binary(source)
    return Decoded(tidy(text), guessed)


def tidy(text: str) -> str:
    """Text with `\\n` newlines, no byte-order mark at its start, and a space for each control character."""
    return _plain(text.removeprefix("\ufeff").replace("\r\n", "\n"))


def tidy_in_place(text: str) -> str:
    """Text as `tidy` makes it, every character at its place: offsets into the text as given stay right."""
    return _plain((" " + text[1:] if text.startswith("\ufeff") else text).replace("\r\n", " \n"))


def _plain(text: str) -> str:
    return SECOND_CONTROLS.sub(_mended, CONTROLS.sub(" ", text.replace("\r", "\n")))


def _mended(control: re.Match[str]) -> str:
    return control[0].encode("latin-1").decode("cp1252", errors="replace").replace("\N{REPLACEMENT CHARACTER}", " ")


def wordless(text: str) -> bool:
    """Whether a text has neither a letter nor a digit."""
    return not any(char.isalnum() for char in text)


def binary(source: Source) -> InputError:
    """The error for bytes that are no text."""
    return source.error("is binary, not text", "save its text as a .txt file or its page as .html, or leave it out")


def _decoded(raw: bytes, page: bool) -> Decoded:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(encoding))
    if wide := _wide(raw):
        return Decoded(raw.decode(wide), wide.upper())
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        declared = _declared(raw) if page else None
    if declared is not None:
        try:
            return Decoded(raw.decode(declared))
        except UnicodeDecodeError:
            pass  # the page's own word is wrong, as it often is: guess as if it had said nothing
    encoding = _guess(raw)
    return Decoded(raw.decode(encoding), encoding)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Latin text, and of its spaces and digits, is then zero."""
    sample = raw[:SAMPLE]
    half = len(sample) // 2
    if not half or len(raw) % 2:
        return None
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if second > 0.5 * half and first < 0.05 * half:
        return "utf-16-le"
    if first > 0.5 * half and second < 0.05 * half:
        return "utf-16-be"
    return None


def _declared(raw: bytes) -> str | None:
    found = LABELS.search(raw[:4096])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"  # as browsers read these labels (WHATWG Encoding Standard)
    return name if name.startswith(FAMILIES) else None


def _guess(raw: bytes) -> str:
    high = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    if high > SPARSE * len(raw):
        from charset_normalizer import from_bytes

        whole_words = raw if len(raw) <= SAMPLE else raw[:SAMPLE].rpartition(b" ")[0]
        best = from_bytes(whole_words).best()
        if best is not None and not best.encoding.startswith(("utf_16", "utf_32")):
            return best.encoding
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "Windows-1252"
