"""The schema: what the steps make is what the code knows, and every released one is brought up from a stored file."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Boolean, MetaData, insert, text

from recount.casebook import StoredCasebook
from recount.casebook.compacting import compact
from recount.casebook.erasing import erase_reports
from recount.casebook.exporting import export, verify_bundle
from recount.casebook.importing import take_in
from recount.casebook.store import schema, steps
from recount.casebook.store.engine import WAIT, Store
from recount.casebook.store.place import place_of
from recount.casebook.verifying import verify
from recount.model import Decision, Subject

from .writing import texts

STORED = sorted((Path(__file__).parent / "schemas").glob("*.casebook.gz"))


def test_the_steps_make_what_the_code_knows(place: str) -> None:
    def ours(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or name in schema.METADATA.tables

    with StoredCasebook.new(place) as stored, stored.store.reading() as connection:
        options = {"version_table": schema.VERSION_TABLE, "include_name": ours, "compare_type": True}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), schema.METADATA)
    assert differences == []


def test_the_code_knows_the_newest_step() -> None:
    assert steps.known()[0] == schema.NEWEST


def test_a_file_of_every_schema_is_stored() -> None:
    assert {file.name.removesuffix(".casebook.gz") for file in STORED} == set(steps.known())


REVIEWERS = {"0001": [], "0002": ["A. Reviewer"], "0003": ["A. Reviewer"]}
"""Who ruled in the stored files; in those from 0005 on, the second reviewer and a report `gone` were erased."""


@pytest.mark.parametrize("file", STORED, ids=lambda file: file.name)
def test_a_stored_file_is_brought_up_to_date(file: Path, place: str, tmp_path: Path) -> None:
    made = file.name.removesuffix(".casebook.gz")
    there = tmp_path / "a.casebook"
    there.write_bytes(gzip.decompress(file.read_bytes()))
    if place.startswith("postgresql"):
        onto_server(there, place, made)
    else:
        place = str(there)
    with StoredCasebook.open(place) as stored:
        assert list(verify(stored.store)) == []
        casebook = stored.recall()
        assert [report.id for report in casebook.reports] == ["a", "b", "c"]
        assert [len(one.claims) > 0 for one in casebook.extractions] == [True] * 3
        assert {id for one in casebook.ledgers() for id in one.event.reports} == {"a", "b", "c"}
        assert stored.search("aleppo", 5)[0] == 2
        assert [one.reviewer for one in stored.decisions()] == REVIEWERS.get(made, ["A. Reviewer", ""])
        assert stored.recall(as_of="#1").reports == ()
        assert [one.source for one in stored.recall(as_of="9999-12-31").reports] == ["a.txt", "b.txt", "c.txt"]
        assert list(verify(stored.store)) == []
    use_all(place, tmp_path)


def onto_server(file: Path, place: str, made: str) -> None:
    """Put the rows of a stored file into a database of the same schema: what a casebook of then holds on a server."""
    store = Store(place_of(place), WAIT)
    with store.writing() as connection, closing(sqlite3.connect(file)) as stored:
        stored.row_factory = sqlite3.Row
        steps.upgrade(connection, made)
        there = MetaData()
        there.reflect(connection)
        for table in there.sorted_tables:
            if table.name == "report_words":
                rows = [{"rowid": number, "words": words} for number, words in words_in(stored)]
            else:
                rows = [dict(row) for row in stored.execute(f"SELECT * FROM {table.name}")]  # noqa: S608
            if table.name == schema.VERSION_TABLE or not rows:
                continue
            truths = {column.name for column in table.columns if isinstance(column.type, Boolean)}
            connection.execute(insert(table), [{k: bool(v) if k in truths else v for k, v in r.items()} for r in rows])
        last = stored.execute("SELECT seq FROM sqlite_sequence WHERE name = 'reports'").fetchone()[0]
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('reports', 'number'), {last})"))
    store.close()


def words_in(stored: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The words of each report in a stored file's index, by the report's number; no order of theirs is needed."""
    stored.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', 'report_words', 'instance')")
    words: dict[int, list[str]] = {}
    for term, number in stored.execute("SELECT term, doc FROM temp.held"):
        words.setdefault(number, []).append(term)
    return ((number, " ".join(some)) for number, some in words.items())


def use_all(place: str, tmp_path: Path) -> None:
    """All that writes to a casebook, on one that was brought up to date."""
    with StoredCasebook.open(place) as stored, StoredCasebook.new(tmp_path / "copy.db") as copy:
        export(stored, tmp_path / "out")
        assert list(verify_bundle(tmp_path / "out")) == []
        assert take_in(copy, tmp_path / "out").reports == 3
        assert list(verify(copy.store)) == []
        stored.add([texts(tmp_path / "in", d="Nine people were killed in Hama, medics said.")])
        stored.decide(Decision(ruling="accept", subject=Subject(kind="event", id="e1"), reviewer="C", reason=""))
        for _ in range(2):
            erase_reports(stored.store, ["a"], "mistake")
            assert stored.add([tmp_path / "in"]).new == 0
            stored.add([tmp_path / "in"], again=True)
        compact(stored)
        assert list(verify(stored.store)) == []
