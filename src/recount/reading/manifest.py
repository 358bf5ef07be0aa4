"""`reports.csv`: what a folder says of its files. Columns file, title, publisher, published, url, in any order."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import NamedTuple

from . import raw
from .dates import settle
from .decoding import decode
from .source import Entry, Remarks, Source, cleaned
from .words import PUBLISHER, TITLE, link

FILE = "reports.csv"
COLUMNS = ("file", "title", "publisher", "published", "url")
SEPARATORS = ",;\t"
JOINED = 8
"""Lines over which a quoted cell may run. A quotation mark that never closes must not swallow the rows below it."""


class Row(NamedTuple):
    """One row: its first line (from 1) and its cells by column, those that it has."""

    line: int
    cells: dict[str, str]


def read_manifest(source: Source, remarks: Remarks) -> list[Entry]:
    """What a `reports.csv` says, row by row; the same file named twice is an entry the first time.

    Rows that say nothing sound are set aside line by line. Raises InputError for a file that is no such table.
    """
    text, guessed = decode(source, raw.whole(source))
    if guessed:
        remarks.note(f"is not UTF-8; read as {guessed}")
    rows = _rows(source, text, remarks)
    settled = settle([row.cells.get("published", "") for row in rows])
    for notice in settled.notices:
        remarks.note(notice)
    entries: dict[str, Entry] = {}
    for row, day, fault in zip(rows, settled.days, settled.faults, strict=True):
        part = f" line {row.line}"
        if wrong := _misplaced(row.cells["file"]):
            remarks.refuse(wrong, "name a file inside the folder, such as north/report.txt", part=part)
            continue
        file = str(PurePosixPath(row.cells["file"]))
        if fault:
            remarks.refuse(fault, "write the day as YYYY-MM-DD; the report is read without a date", part=part)
        url, odd = link(row.cells.get("url", ""))
        if odd:
            remarks.note(odd, part=part)
        entry = Entry(
            line=row.line,
            file=file,
            title=cleaned(row.cells.get("title", ""), TITLE),
            publisher=cleaned(row.cells.get("publisher", ""), PUBLISHER),
            published=day,
            url=url,
        )
        if file in entries:
            first = entries[file].line
            remarks.refuse(f"names a file that line {first} names too", "keep one of the two rows", part=part)
        else:
            entries[file] = entry
    return list(entries.values())


def _rows(source: Source, text: str, remarks: Remarks) -> list[Row]:
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    columns, separator = _header(source, lines[start] if start is not None else "", remarks)
    rows: list[Row] = []
    number = (start or 0) + 1
    while number < len(lines):
        cells, taken = _cells(lines, number, separator, len(columns))
        part = f" line {number + 1}"
        if cells is None:
            remarks.refuse("has a quotation mark that is not closed", 'close it, and write " inside as ""', part=part)
        elif len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            remarks.refuse(
                f"has {len(cells)} cells under {len(columns)} columns", "put cells with commas in quotation marks",
                part=part,
            )  # fmt: skip
        elif any(cell.strip() for cell in cells):
            row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name in COLUMNS}
            if row.get("file"):
                rows.append(Row(number + 1, row))
            else:
                remarks.refuse("names no file", "fill in the column file, or take the row out", part=part)
        number += taken
    return rows


def _header(source: Source, line: str, remarks: Remarks) -> tuple[list[str], str]:
    separator = max(SEPARATORS, key=line.count)  # the comma where none stands there
    cells, _ = _cells([line], 0, separator, 0)
    columns = [cell.strip().lower() for cell in cells or []]
    if columns.count("file") != 1:
        raise source.error("has no column called file", f"begin it with the line {','.join(COLUMNS)}")
    for name in COLUMNS:
        if columns.count(name) > 1:
            raise source.error(f"has several columns called {name}", "keep one of them")
    unknown = sorted({cleaned(name, 40) for name in columns} - {*COLUMNS, ""})
    if unknown:
        remarks.note(f"columns that mean nothing here are ignored: {', '.join(unknown[:12])}")
    return columns, separator


def _cells(lines: Sequence[str], number: int, separator: str, width: int) -> tuple[list[str] | None, int]:
    """The cells of the row that begins at a line, and over how many lines it runs; None where it never ends soundly."""
    for taken in range(1, JOINED + 1):
        if number + taken > len(lines):
            break
        try:
            # A cell with a newline in it is taken only where the row then fills its columns exactly.
            cells = next(csv.reader(["\n".join(lines[number : number + taken])], delimiter=separator, strict=True), [])
        except csv.Error:
            continue
        if taken == 1 or len(cells) == width:
            return cells, taken
    return None, 1


def _misplaced(file: str) -> str:
    """What is wrong with where a row's file lies; "" for nothing."""
    if PurePosixPath(file).is_absolute() or PureWindowsPath(file).drive or PureWindowsPath(file).root:
        return "names a file by an absolute path"
    if ".." in PureWindowsPath(file).parts:
        return "names a file outside the folder"
    return ""
