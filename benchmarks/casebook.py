"""What a casebook of many reports costs: `python -m benchmarks.casebook FILE [--reports N] [--more 100]`.

Reports and their readings are made up out of the tuned incidents (`many.py` has the recipe), day by day, and put into
the store as `recount add` would put them, so that filling one takes minutes and not the hours of reading; linking then
does all that it does. Interrupted, it goes on where it was; `--there` measures a file as it is, with the decisions that
are in it. What more reports cost is measured with their reading by the grammar. Time is that of the processor and of
the clock, of whole commands that of the clock.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
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
from recount.casebook.store.lookup import counts, kept_documents
from recount.extraction.grammar import GRAMMAR
from recount.model import Extraction, Report
from recount.reading import content_key

from .many import extracted, sources_of, stream

T = TypeVar("T")
A_DAY = 7.0
AT_ONCE = 1_000
TIMES = 9
"""So often a whole command is measured."""


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


def fill(store: Store, rows: Iterator[tuple[bytes, Report, Extraction]], of: int) -> None:
    """Put reports and readings into a store, by portions: what is there already is passed over."""
    version, done = version_of("extraction", "model"), 0
    with store.reading() as connection:
        there = counts(connection).extractions
    for batch in batched(rows, AT_ONCE):
        done += len(batch)
        if done <= there:
            continue
        reports = [report for _, report, _ in batch]
        keys = {report.id: content_key(report) for report in reports}
        originals = {report.sha256: line for line, report, _ in batch}
        with store.writing() as connection:
            keep_documents(connection, reports, originals, {(keys[one.id], one.source): 1 for one in reports})
            read = [(keys[report.id], report, taken) for _, report, taken in batch]
            keep_extractions(connection, GRAMMAR.name, version, read)
        print(f"kept {done:,} of {of:,}", file=sys.stderr, flush=True)


def filled(file: Path, number: int, more: int) -> None:
    """Make a casebook of so many reports, or go on where it was interrupted; beside it, what is to be added later.

    It is linked step by step; each step is kept.
    """
    rows = made(number + more)
    with StoredCasebook.open(file) if file.exists() else StoredCasebook.new(file) as stored:
        fill(stored.store, islice(rows, number), number)
        begun = time.monotonic()

        def progress(_: str, done: int, of: int) -> None:
            if done % AT_ONCE == 0:
                print(f"linked {done:,} of {of:,}, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)

        _timed("link all", lambda: stored.link(progress))
    file.with_suffix(".jsonl").write_bytes(b"".join(line + b"\n" for line, _, _ in rows))


def measure(file: Path, *, adding: bool) -> None:
    """Print what each command costs on a casebook, inside the program and whole, and how large its file is."""
    with StoredCasebook.open(file) as stored:
        listing = _timed("events", stored.listing)
        event = listing.lines[len(listing.lines) // 2].row.event
        _timed("show", lambda: stored.one_event(event).dossier_of(event))
        for words in ("police", "Homs hospital", "kill*"):
            _timed(f"search {words}", partial(stored.search, words, 20))
        print(f"| decisions | {len(stored.decisions())} |")
    for command in (("events",), ("show", event), ("search", "police")):
        _whole(file, *command)
    with StoredCasebook.open(file) as stored:
        coming = file.with_suffix(".jsonl")
        if adding and coming.exists():
            _timed(f"add {coming.name}", lambda: stored.add([coming]))
            _timed("events", stored.listing)
    with StoredCasebook.open(file) as stored, stored.store.reading() as connection:
        there = [(len(report.text.encode())) for _, report in kept_documents(connection)]
    size, whole = sum(there), file.stat().st_size
    print(f"| bytes of text | {size:,} |\n| bytes of the file | {whole:,} ({whole / size:.2f} times the text) |")
    with closing(sqlite3.connect(file)) as connection:
        for name, held in connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"):
            if held / len(there) >= 1:
                print(f"| {name} | {held / len(there):.0f} a report |")


def _whole(file: Path, *words: str) -> None:
    """Print what a command costs as a process, by the clock; the first time, when its bytecode is kept, is left out."""
    command = [sys.executable, "-c", "from recount.cli import main; main()", *words, "--casebook", str(file)]
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(file.with_suffix(".pyc"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    took = []
    for _ in range(1 + TIMES):
        begun = time.monotonic()
        subprocess.run(command, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        took.append(time.monotonic() - begun)
    least, median = min(took[1:]), statistics.median(took[1:])
    print(
        f"| recount {words[0]}, the whole command, {TIMES} times | {least:.2f} s, median {median:.2f} s |", flush=True
    )


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
@click.option("--there/--fill", default=False, help="Measure FILE as it is.")
@click.option("--add/--no-add", "adding", default=True, help="Whether more are added.")
def main(file: Path, reports: int, more: int, there: bool, adding: bool) -> None:
    """Measure a casebook of many reports in a FILE, which is made, or filled further, first."""
    if not there:
        filled(file, reports, more)
    measure(file, adding=adding)


if __name__ == "__main__":
    main()
