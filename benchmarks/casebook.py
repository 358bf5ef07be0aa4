"""What a casebook of many reports costs: `python -m benchmarks.casebook FILE [--reports N] [--only fill|size|…]`.

Reports and their readings are made up out of the tuned incidents (`many.py` has the recipe), day by day, and put into
the store as `recount add` would put them, so that filling one takes minutes and not the hours of reading.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec
from sqlalchemy import text

from recount.casebook import StoredCasebook
from recount.casebook.store.batches import batched
from recount.casebook.store.caches import version_of
from recount.casebook.store.engine import Store
from recount.casebook.store.keeping import Original, keep_documents, keep_extractions
from recount.casebook.store.packing import pack
from recount.extraction.grammar import GRAMMAR
from recount.model import Extraction, Report
from recount.reading import content_key

from .many import extracted, sources_of, stream

A_DAY = 7.0
AT_ONCE = 1_000


def made(number: int) -> Iterator[tuple[bytes, Report, Extraction]]:
    """So many reports, each with the line that it is read from, and its reading as the grammar would name it."""
    for one in stream(list(sources_of(*extracted())), number, A_DAY):
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
        originals = {
            report.sha256: Original(len(line), pack(line, report.sha256, len(line))) for line, report, _ in batch
        }
        with store.writing() as connection:
            keep_documents(connection, reports, originals, {(keys[one.id], one.source): 1 for one in reports})
            read = [(keys[report.id], report, taken) for _, report, taken in batch]
            keep_extractions(connection, GRAMMAR.name, version, read)
        size += sum(len(report.text.encode()) for report in reports)
    return size
