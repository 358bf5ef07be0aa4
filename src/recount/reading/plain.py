"""A text file is one report."""

from __future__ import annotations

from collections.abc import Iterable

from recount.model import Report

from . import raw
from .decoding import decode, wordless
from .naming import id_from
from .source import Remarks, Source


def read_text(source: Source, remarks: Remarks) -> Iterable[Report]:
    """The report that a text file holds. Raises InputError where it holds none."""
    data = raw.whole(source)
    text, guessed = decode(source, data)
    if wordless(text):
        raise source.error("holds no words", "give a file with a report's text, or leave it out")
    if guessed:
        remarks.note(f"is not UTF-8; read as {guessed}")
    entry = source.entry
    yield Report(
        id=id_from(source.stem),
        sha256=source.address(data),
        text=text,
        title=entry.title if entry else "",
        publisher=entry.publisher if entry else "",
        published=entry.published if entry else None,
        url=entry.url if entry else "",
        source=source.file,
    )
