"""What a casebook of many reports costs: `python -m benchmarks.casebook FILE [--reports N] [--more 100]`.

Reports and their readings are made up out of the tuned incidents (`many.py` has the recipe), day by day, and put into
the store as `recount add` would put them, so that filling one takes minutes and not the hours of reading; linking then
does all that it does. What more reports cost is measured with their reading by the grammar. Time is that of the
processor, inside the program: what starting it costs is printed apart.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from recount.casebook import StoredCasebook
from recount.casebook.store.batches import batched
from recount.casebook.store.caches import version_of
from recount.casebook.store.engine import Store
from recount.casebook.store.keeping import keep_documents, keep_extractions
from recount.extraction.grammar import GRAMMAR
from recount.model import Extraction, Report
from recount.reading import content_key

from .many import extracted, sources_of, stream

T = TypeVar("T")
A_DAY = 7.0
AT_ONCE = 1_000


def made(number: int) -> Iterator[tuple[bytes, Report, Extraction]]:
    """So many reports, each with the line that it is read from, and its reading as the grammar would name it."""
    for one in stream(list(sources_of(*extracted())), number, A_DAY, apart=True):
        report = one.report
        row = {
            "doc_id": report.id,
            "title": report.title,
            "text": report.text,
            "publisher": report.publisher,
            "published": report.published.isoformat() if report.published else "",
        }
        line = json.dumps(row, ensure_ascii=False).encode()
        taken = msgspec.structs.replace(one.extraction, extractor=GRAMMAR.name)
        yield line, msgspec.structs.replace(report, sha256=hashlib.sha256(line).hexdigest(), source="made"), taken


def fill(store: Store, rows: Iterator[tuple[bytes, Report, Extraction]]) -> int:
    """Put reports and readings into a store; the bytes of their texts."""
    size, version = 0, version_of("extraction", "model")
    for batch in batched(rows, AT_ONCE):
        reports = [report for _, report, _ in batch]
        keys = {report.id: content_key(report) for report in reports}
        originals = {report.sha256: line for line, report, _ in batch}
        with store.writing() as connection:
            keep_documents(connection, reports, originals, {(keys[one.id], one.source): 1 for one in reports})
            read = [(keys[report.id], report, taken) for _, report, taken in batch]
            keep_extractions(connection, GRAMMAR.name, version, read)
        size += sum(len(report.text.encode()) for report in reports)
    return size


def measure(file: Path, number: int, more: int) -> None:
    """Print what each command costs on a casebook of so many reports, and how large its file is."""
    rows = made(number + more)
    with StoredCasebook.new(file) as stored:
        size = fill(stored.store, islice(rows, number))
        _timed("link all", stored.link)
    with StoredCasebook.open(file) as stored:
        listing = _timed("events", stored.listing)
        event = listing.lines[len(listing.lines) // 2].row.event
        _timed("show", lambda: stored.one_event(event).dossier_of(event))
        for words in ("police", "Homs hospital", "kill*"):
            _timed(f"search {words}", partial(stored.search, words, 20))
        coming = file.with_suffix(".jsonl")
        coming.write_bytes(b"".join(line + b"\n" for line, _, _ in rows))
        _timed(f"add {more}", lambda: stored.add([coming]))
        _timed("events", stored.listing)
    whole = file.stat().st_size
    print(f"| bytes of text | {size:,} |\n| bytes of the file | {whole:,} ({whole / size:.2f} times the text) |")
    with closing(sqlite3.connect(file)) as connection:
        for name, held in connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"):
            print(f"| {name} | {held / (number + more):.0f} a report |")


def _timed(what: str, call: Callable[[], T]) -> T:
    begun, clock = time.process_time(), time.monotonic()
    given = call()
    spent, waited = time.process_time() - begun, time.monotonic() - clock
    print(f"| {what} | {spent:.2f} s of the processor, {waited:.2f} s by the clock |", flush=True)
    return given


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reports", default=10_000, show_default=True, help="So many reports are there.")
@click.option("--more", default=100, show_default=True, help="So many are added to them.")
def main(file: Path, reports: int, more: int) -> None:
    """Measure a casebook of many reports, in a FILE that is not there yet."""
    measure(file, reports, more)


if __name__ == "__main__":
    main()
