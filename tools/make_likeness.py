#!/usr/bin/env python3
"""Compile what rows of linked reports look like, so that a casebook packs them small: `linked.1.bin`.

Run by hand where linking makes rows of another form, and with another number in the name, since what was packed with
one cannot be unpacked with another:

    PYTHONPATH=src python tools/make_likeness.py src/recount/casebook/store/linked.1.bin

The rows are those of the example that ships with Recount: no words of anybody else's reports are in it.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Column, select

from recount.casebook import StoredCasebook
from recount.casebook.store import packing, schema

EACH = 2_000
"""Bytes of each kind of rows."""
KINDS: tuple[Column[bytes], ...] = (
    schema.copies.c.body,
    schema.voices.c.body,
    schema.places.c.body,
    schema.linked.c.body,
    schema.events.c.home,
    schema.events.c.line,
    schema.events.c.ties,
)


def main(target: Path) -> None:
    """Write the file."""
    made: dict[bytes, bytes] = {}
    plain = packing.squeeze

    def noted(data: bytes) -> bytes:
        body = plain(data)
        made[body] = data
        return body

    target.write_bytes(b" ")
    packing._linked.cache_clear()
    from recount.casebook.store import grouped, linking, tied

    for room in (grouped, linking, tied):
        room.squeeze = noted  # type: ignore[attr-defined]
    example = files("recount") / "examples" / "coast"
    with (
        tempfile.TemporaryDirectory() as folder,
        as_file(example) as there,
        StoredCasebook.new(Path(folder) / "a.casebook") as stored,
    ):
        stored.add([there])
        with stored.store.reading() as connection:
            rows = [connection.execute(select(kind)).scalars().all() for kind in KINDS]
    parts = [b"".join(made[bytes(body)] for body in sorted(each, key=lambda one: (len(one), one))) for each in rows]
    target.write_bytes(b"".join(part[-EACH:] for part in parts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
