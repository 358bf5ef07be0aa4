"""Reports on disk for casebooks to take in."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from recount.casebook.store import schema
from recount.casebook.store.packing import unsqueeze
from recount.extraction.grammar import GRAMMAR
from recount.model import DataError, Extraction, Report

TEXTS = {
    "a": "At least 12 people were killed in Aleppo on Sunday, the Syrian Observatory for Human Rights said.",
    "b": "The Syrian Observatory for Human Rights said 15 people had been killed in Aleppo, including four children.",
    "c": "Two men were wounded in a shooting in Rocky Mount, North Carolina, police said.",
}


def texts(folder: Path, **more: str) -> Path:
    """A folder with a text file for each of TEXTS and of `more`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (TEXTS | more).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def lines(file: Path, count: int, first: int = 0) -> Path:
    """A JSON lines file of so many reports, each with words of its own."""
    rows = (
        {
            "doc_id": f"r{number:05}",
            "text": f"At least {number + 2} people were killed in Aleppo on Sunday, police said. Note w{number}.",
            "date": "2025-03-10",
            "publisher": f"Paper {number % 7}",
        }
        for number in range(first, first + count)
    )
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def linked_bytes(connection: Connection) -> bytes:
    """All that linking made, as it stands in the tables and unpacked."""
    found = list[bytes]()
    for table in schema.LINKED:
        for row in connection.execute(select(table)):
            for value in row:
                data = bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                found.append(data)
                with suppress(DataError):
                    found.append(unsqueeze(data))
    return b"\n".join(found)


class Reader:
    """The grammar in versions that read otherwise: claims left out, said of others, numbered anew."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.name = f"test {version}"

    def extract(self, report: Report) -> Extraction:
        taken = GRAMMAR.extract(report)
        left = [claim for at, claim in enumerate(taken.claims) if (at + self.version) % 3 or self.version == 1]
        kept = {claim.id: f"{report.id}#c{number}" for number, claim in enumerate(left, start=self.version)}
        claims = tuple(
            msgspec.structs.replace(
                claim,
                id=kept[claim.id],
                part_of=kept.get(claim.part_of) if claim.part_of else None,
                status="civilian" if self.version % 2 == 0 else claim.status,
            )
            for claim in left
        )
        return msgspec.structs.replace(taken, extractor=self.name, claims=claims)
