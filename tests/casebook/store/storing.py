"""Stores a casebook of the newest schema for the tests: `python -m tests.casebook.store.storing`.

Run once, when a schema is new; a stored file of a schema that was released is never changed.
"""

from __future__ import annotations

import gzip
import sqlite3
import tempfile
from pathlib import Path

from recount.casebook import StoredCasebook
from recount.casebook.erasing import erase_reports, erase_reviewer
from recount.casebook.store.schema import NEWEST
from recount.model import Decision, Subject

from .writing import texts


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.casebook"
        with StoredCasebook.new(file) as stored:
            stored.add([texts(Path(folder) / "in", gone="Nine people were killed in Homs, medics said.")])
            for reviewer in ("A. Reviewer", "B. Reviewer"):
                subject = Subject(kind="event", id="e-000000000000")
                stored.decide(Decision(ruling="accept", subject=subject, reviewer=reviewer, reason="seen"))
            erase_reports(stored.store, ["gone"], "mistake")
            erase_reviewer(stored.store, "B. Reviewer", "consent")
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        packed = gzip.compress(file.read_bytes(), mtime=0)
    (Path(__file__).parent / "schemas" / f"{NEWEST}.casebook.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
