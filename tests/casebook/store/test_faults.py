"""Whatever goes wrong with the store is one clear error of ours, and nothing that was kept is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text

from recount.casebook import StoredCasebook
from recount.casebook.store.engine import _LOCK
from recount.casebook.store.place import place_of
from recount.casebook.verifying import verify
from recount.model import DataError, Extraction, InputError, OutputError, RecountError, Report, UsageError

from .writing import lines, texts


class Cheap:
    """An extractor that finds nothing."""

    name = "cheap 1"

    def extract(self, report: Report) -> Extraction:
        return Extraction(report=report.id, extractor=self.name)


@contextmanager
def held(place: str) -> Iterator[None]:
    """The lock on a casebook, held as by another process."""
    if "://" not in place:
        connection = sqlite3.connect(place, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.close()
        return
    import psycopg

    with psycopg.connect(place) as server:
        server.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def test_a_lock_held_by_another_process(place: str, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in")
    with StoredCasebook.new(place, Cheap()) as stored:
        stored.add([folder / "a.txt"])
    with StoredCasebook.open(place, Cheap(), wait=0.2) as stored:
        with held(place), pytest.raises(OutputError, match="is held by another process; wait"):
            stored.add([folder])
        assert stored.counts().reports == 1
        assert stored.add([folder]).new == 2


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    many = lines(tmp_path / "many.jsonl", 200)
    with StoredCasebook.new(file, Cheap()) as stored:
        size = file.stat().st_size // 4096

        def small(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count={size + 40}")

        event.listen(stored.store.engine, "connect", small)
        with pytest.raises(OutputError, match="the disk is full; make room"):
            stored.add([many])
        kept = stored.counts().reports
        assert 0 < kept < 200
    with StoredCasebook.open(file, Cheap()) as stored:
        assert list(verify(stored.store)) == []
        assert stored.add([many]).new == 200 - kept


@pytest.mark.parametrize(
    ("state", "said"), [("53100", "the disk is full"), ("25006", "not written"), ("40P01", "another process")]
)
def test_what_a_server_says_is_told_without_its_words(postgres: Path, state: str, said: str) -> None:
    place = f"postgresql://recount@/postgres?host={postgres}"
    from recount.casebook.store.engine import Store

    raising = f"DO $$ BEGIN RAISE EXCEPTION 'secret words' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(OutputError, match=said) as caught, Store(place_of(place)).writing() as connection:
        connection.execute(text(raising))
    assert "secret" not in str(caught.value)


def test_a_schema_from_the_future(place: str) -> None:
    with StoredCasebook.new(place) as stored, stored.store.writing() as connection:
        connection.execute(text("UPDATE casebook_version SET version_num = '9999'"))
    with pytest.raises(DataError, match="was made by a later Recount"):
        StoredCasebook.open(place)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_file(tmp_path: Path, share: float) -> None:
    file = tmp_path / "a.db"
    with StoredCasebook.new(file, Cheap()) as stored:
        stored.add([lines(tmp_path / "many.jsonl", 60)])
    os.truncate(file, int(file.stat().st_size * share))
    with (
        pytest.raises(DataError, match=r"a\.db: is (damaged or cut short|no casebook)"),
        StoredCasebook.open(file, Cheap()) as stored,
    ):
        stored.add([texts(tmp_path / "in")])


def test_a_read_only_file_in_a_read_only_folder(tmp_path: Path) -> None:
    home = Path(tempfile.mkdtemp())
    try:
        folder = texts(home / "in")
        with StoredCasebook.new(home / "a.db", Cheap()) as stored:
            stored.add([folder / "a.txt"])
        before = (home / "a.db").read_bytes()
        (home / "a.db").chmod(0o444)
        home.chmod(0o555)
        child = os.fork()
        if child == 0:  # root may write anything, so somebody else tries
            status = 1
            try:
                if os.geteuid() == 0:
                    os.setuid(65534)
                with StoredCasebook.open(home / "a.db", Cheap(), wait=0.2) as stored:
                    stored.add([folder])
            except RecountError as fault:
                status = 0 if "write" in str(fault) else 2
            except BaseException:
                status = 3
            os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert (home / "a.db").read_bytes() == before
    finally:
        home.chmod(0o755)
        shutil.rmtree(home)


def test_other_files_are_no_casebooks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Twelve people were killed. " * 100, encoding="utf-8")
    (tmp_path / "empty").write_bytes(b"")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t (x)").connection.close()
    for name in ("a.txt", "empty", "other.db"):
        with pytest.raises(DataError, match="is no casebook"):
            StoredCasebook.open(tmp_path / name)
    for name in ("a.txt", "other.db"):
        whole = (tmp_path / name).read_bytes()
        with pytest.raises(OutputError, match=r"is there already|holds other tables"):
            StoredCasebook.new(tmp_path / name)
        assert (tmp_path / name).read_bytes()[:16] == whole[:16]
    with pytest.raises(InputError, match="is no file"):
        StoredCasebook.open(tmp_path)
    with pytest.raises(OutputError, match="cannot be made"):
        StoredCasebook.new(tmp_path / "no" / "a.db")


def test_what_an_interrupted_new_left_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    with StoredCasebook.new(tmp_path / "a.db") as stored:
        assert stored.counts().reports == 0


def test_addresses() -> None:
    assert place_of("postgres://u:secret@h:5/d?sslmode=require").shown == "postgresql://u@h:5/d"
    assert place_of("a/b.db").file == Path("a/b.db")
    assert place_of(Path("postgresql:/x")).file is not None
    for wrong in ("mysql://u:secret@h/d", "postgresql://u:secret@h:port/d"):
        with pytest.raises(UsageError) as caught:
            place_of(wrong)
        assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(InputError, match="cannot be reached") as caught:
        StoredCasebook.open(f"postgresql://u:secret@/d?host={tmp_path}")
    assert "secret" not in str(caught.value)
