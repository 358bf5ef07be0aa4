"""JSON lines are one report a line; a `.json` file is one report, or an array of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from recount.model import InputError, Report

from . import raw
from .dates import settle
from .decoding import tidy_in_place, wordless
from .naming import id_from
from .source import Remarks, Source, cleaned
from .words import PUBLISHER, TITLE, link

FIELDS = "doc_id, title, date, publisher, url, text"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UNSOUND = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for JSON that is broken, not UTF-8, or nested too deeply."""
ARRAY = msgspec.json.Decoder(list[msgspec.Raw])


class _Line(msgspec.Struct):
    """One report as JSON. Fields of any type: a title that is a number must not lose the report."""

    doc_id: Any = None
    title: Any = None
    date: Any = None
    publisher: Any = None
    url: Any = None
    text: Any = None


LINE = msgspec.json.Decoder(_Line)


def read_lines(source: Source, remarks: Remarks) -> Iterable[Report]:
    """The reports of a JSON lines file; lines that hold none are set aside by number.

    The file is read line by line: its size is not bounded, a line's is.
    """
    return _dated(_parsed(source, _unpacked(source, remarks), remarks), remarks)


def read_json(source: Source, remarks: Remarks) -> Iterable[Report]:
    """The reports of a `.json` file. Raises InputError where it is no JSON object or array."""
    data = raw.whole(source).removeprefix(b"\xef\xbb\xbf").strip()
    if not data.startswith(b"["):
        return _dated(_parsed(source, [("", data)], remarks), remarks)
    try:
        items = ARRAY.decode(data)
    except UNSOUND:
        raise source.error("is no sound JSON", f"write an array of objects with {FIELDS}") from None
    if not items:
        raise source.error("is empty", "give an array with a report or more, or leave it out")
    numbered = [(f":{number}", bytes(item)) for number, item in enumerate(items, start=1)]
    return _dated(_parsed(source, numbered, remarks), remarks)


def _unpacked(source: Source, remarks: Remarks) -> Iterator[tuple[str, bytes]]:
    """The lines that hold something, each with the part of the file that it is (`:12`).

    Where the file breaks off, what came before stands and the rest is set aside.
    """
    empty = True
    try:
        for number, line in raw.lines(source):
            part = f":{number}"
            if number == 1 and line is not None:
                if line.startswith(UTF_16):
                    raise source.error("is not UTF-8", "save it as UTF-8")
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line is None:
                remarks.refuse(f"is longer than {raw.LIMIT // raw.MIB} MiB", "split the report", part=part)
            elif line.strip():
                yield part, line
            else:
                continue
            empty = False
    except InputError as fault:
        remarks.refuse(fault.wrong, fault.mend)
        return
    if empty:
        remarks.refuse("is empty", "give a file with a report a line, or leave it out")


def _parsed(source: Source, lines: Iterable[tuple[str, bytes]], remarks: Remarks) -> Iterator[tuple[Report, str, str]]:
    """The reports, each with the part of the file that it is and its date as written."""
    for part, line in lines:
        try:
            given = LINE.decode(line)
        except UNSOUND:
            remarks.refuse("is no sound JSON object", f"write an object with {FIELDS}, in UTF-8", part=part)
            continue
        name = _words(given.doc_id)
        text = tidy_in_place(given.text) if isinstance(given.text, str) else ""
        if not name.strip() or wordless(text):
            lacking = " and ".join(
                field for field, lacks in (("doc_id", not name.strip()), ("text", wordless(text))) if lacks
            )
            remarks.refuse(f"has no {lacking}", "give both a doc_id and a text", part=part)
            continue
        url, odd = link(_words(given.url))
        if odd:
            remarks.note(odd, part=part)
        report = Report(
            id=id_from(name),
            sha256=source.address(line),
            text=text,
            title=cleaned(_words(given.title), TITLE),
            publisher=cleaned(_words(given.publisher), PUBLISHER),
            url=url,
            source=source.file + part,
        )
        yield report, part, _words(given.date)
    if source.entry is not None:
        remarks.note("is JSON, which says itself what reports.csv says of other files; its row is ignored")


def _dated(parsed: Iterable[tuple[Report, str, str]], remarks: Remarks) -> Iterator[Report]:
    """The reports with their published dates, which all dates of the file together settle."""
    rows = list(parsed)
    settled = settle([date for _, _, date in rows])
    for notice in settled.notices:
        remarks.note(notice)
    for (report, part, _), day, fault in zip(rows, settled.days, settled.faults, strict=True):
        if fault:
            remarks.note(f"{fault}; read without a date", part=part)
        yield msgspec.structs.replace(report, published=day) if day else report


def _words(value: object) -> str:
    """A field as text; "" for null, and for what is no text or number."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
