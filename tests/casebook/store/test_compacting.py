"""A compacted casebook holds what it held, in less room."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from recount.casebook import StoredCasebook
from recount.casebook.compacting import compact
from recount.casebook.store import schema
from recount.casebook.verifying import verify

from .writing import lines, texts


@pytest.fixture
def stored(place: str, tmp_path: Path) -> StoredCasebook:
    stored = StoredCasebook.new(place)
    stored.add([texts(tmp_path / "in"), lines(tmp_path / "many.jsonl", 60)])
    return stored


def test_what_is_not_needed_goes_and_the_rest_stands(stored: StoredCasebook, tmp_path: Path) -> None:
    before = stored.recall().ledgers()
    with stored.store.writing() as connection:  # a reading by an older version, and what rested on it
        connection.execute(update(schema.extractions).values(version="0.1"))
        junk = {"kind": "ledger", "held": "0" * 64, "body": bytes(range(256)) * 2_000}
        connection.execute(insert(schema.caches), [{**junk, "key": f"{number:064}"} for number in range(4)])
    stored.add([tmp_path / "in"])
    assert stored.recall().ledgers() == before
    with stored.store.reading() as connection:
        readings = connection.execute(select(func.count()).select_from(schema.extractions)).scalar_one()
    assert readings == 2 * 63
    done = compact(stored)
    assert done.after < done.before
    with stored.store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(schema.extractions)).scalar_one() == readings
        junk_left = select(func.count()).select_from(schema.caches).where(schema.caches.c.held == "0" * 64)
        assert connection.execute(junk_left).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(schema.caches)).scalar_one() > 0
    assert stored.recall().ledgers() == before
    assert stored.search("aleppo", 1)[0] == 62
    if stored.store.is_file:
        wal = Path(f"{stored.store.place.file}-wal")
        assert not wal.exists() or not wal.stat().st_size


def test_one_may_add_while_another_compacts(place: str, tmp_path: Path) -> None:
    with StoredCasebook.new(place) as one, StoredCasebook.open(place) as other:
        one.add([texts(tmp_path / "in")])

        def told(stage: str, done: int, total: int) -> None:
            if stage == "compact" and done == 2:
                other.add([texts(tmp_path / "in", d="Nine people were killed in Homs, medics said.")])

        compact(one, told)
        assert one.counts().reports == 4
        assert list(verify(other.store)) == []
        assert one.search("homs", 1)[0] == 1


def test_an_empty_casebook(place: str) -> None:
    with StoredCasebook.new(place) as stored:
        assert compact(stored).after > 0
        assert list(verify(stored.store)) == []


def test_interrupted_at_any_step(place: str, tmp_path: Path) -> None:
    with StoredCasebook.new(place) as stored:
        stored.add([texts(tmp_path / "in")])
        for step in range(4):

            def stop(stage: str, done: int, total: int, step: int = step) -> None:
                if stage == "compact" and done == step:
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                compact(stored, stop)
            assert list(verify(stored.store)) == []
            assert stored.counts().reports == 3
