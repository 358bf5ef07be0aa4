"""The schema: what the steps make is what the code knows, and every released one is brought up from a stored file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from recount.casebook import StoredCasebook
from recount.casebook.compacting import compact
from recount.casebook.erasing import erase_reports
from recount.casebook.exporting import export, verify_bundle
from recount.casebook.importing import take_in
from recount.casebook.store import schema, steps
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
def test_a_stored_file_is_brought_up_to_date(file: Path, tmp_path: Path) -> None:
    there = tmp_path / "a.casebook"
    there.write_bytes(gzip.decompress(file.read_bytes()))
    made = file.name.removesuffix(".casebook.gz")
    with StoredCasebook.open(there) as stored:
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
    use_all(there, tmp_path)


def use_all(there: Path, tmp_path: Path) -> None:
    """All that writes to a casebook, on one that was brought up to date."""
    with StoredCasebook.open(there) as stored, StoredCasebook.new(tmp_path / "copy.db") as copy:
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
