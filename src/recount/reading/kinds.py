"""The kinds of files: which reader each goes to, and which are no reports.

A new kind is a file in this folder and a row in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from recount.model import InputError, Report

from . import lines, page, plain, raw
from .manifest import FILE
from .source import Remarks, Source

Reader = Callable[[Source, Remarks], Iterable[Report]]

READERS: dict[str, Reader] = {
    ".jsonl": lines.read_lines,
    ".ndjson": lines.read_lines,
    ".json": lines.read_json,
    ".html": page.read_page,
    ".htm": page.read_page,
    ".xhtml": page.read_page,
}
"""Readers by suffix. Files of other suffixes are pages where they begin like one, else plain text."""

PASSED_OVER: dict[str, str] = {
    suffix: wrong
    for wrong, suffixes in (
        (
            "is code",
            ".c .cpp .css .go .h .ipynb .java .js .less .map .mjs .php .pl .ps1 .py .pyc .rb .rs .scss .sh .ts",
        ),
        ("is a configuration", ".cfg .ini .lock .toml .yaml .yml"),
        ("is a picture", ".avif .bmp .gif .heic .ico .jpeg .jpg .png .svg .tif .tiff .webp"),
        ("is sound or film", ".aac .avi .flac .m4a .mkv .mov .mp3 .mp4 .ogg .wav .webm"),
        ("is a font", ".eot .otf .ttf .woff .woff2"),
    )
    for suffix in suffixes.split()
}
"""Suffixes of what saved pages bring along, and what is wrong with it as a report: passed over unless named."""

REFUSED: dict[str, tuple[str, str]] = {
    suffix: (wrong, mend)
    for suffixes, wrong, mend in (
        (".csv .tsv .xls .xlsx .ods", "is a table, not a report", "give reports as text, pages or JSON lines"),
        (".doc .docx .odt .rtf .pdf .epub", "is a document of a kind that is not read", "save it as a .txt file"),
        (".eml .mbox .mht .mhtml .msg", "is mail or a page archive", "save the page as .html, or its text as .txt"),
        (".atom .rss .xml .warc", "is a feed or an archive", "save each page as .html, or its text as .txt"),
        (".7z .bz2 .rar .tar .tgz .xz .zip .zst", "is an archive of files", "unpack it and give the folder"),
    )
    for suffix in suffixes.split()
}
"""Suffixes of files that may hold reports but are not read: set aside, so that a person knows."""


def read_source(source: Source, remarks: Remarks) -> list[Report]:
    """The reports of one file, with ids still to be settled. All that is wrong goes to `remarks`."""
    try:
        return list(_reader(source)(source, remarks))
    except InputError as fault:
        remarks.refuse(fault.wrong, fault.mend)
    return []


def passed_over(source: Source) -> bool:
    """Whether a file is no report by its suffix, and nobody asked for it by name."""
    return not source.named and source.inner.suffix.lower() in PASSED_OVER


def _reader(source: Source) -> Reader:
    suffix = source.inner.suffix.lower()
    if reader := READERS.get(suffix):
        return reader
    if suffix in REFUSED or suffix in PASSED_OVER:
        return _refused
    return page.read_page if page.begins_like_one(raw.head(source)) else plain.read_text


def _refused(source: Source, _: Remarks) -> Iterable[Report]:
    if source.file.lower() == FILE:
        raise source.error("describes the files of its folder and is no report", "give the folder instead")
    suffix = source.inner.suffix.lower()
    wrong, mend = REFUSED.get(suffix) or (f"{PASSED_OVER[suffix]}, not a report", "leave it out")
    raise source.error(wrong, mend)
