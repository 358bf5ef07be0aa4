"""Whatever goes wrong with the store is one clear error of ours, and nothing that was kept is lost."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import event, text

from recount.casebook import StoredCasebook
from recount.casebook.compacting import compact
from recount.casebook.erasing import erase_decisions, erase_reports, erase_reviewer
from recount.casebook.exporting import export
from recount.casebook.importing import take_in
from recount.casebook.store import migrating
from recount.casebook.store.engine import _LOCK
from recount.casebook.store.place import place_of
from recount.casebook.verifying import verify
from recount.model import (
    DataError,
    Decision,
    Extraction,
    InputError,
    OutputError,
    RecountError,
    Report,
    Subject,
    UsageError,
)

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


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "PAGE", 4096)
    file = tmp_path / "a.db"
    many = lines(tmp_path / "many.jsonl", 200)
    with StoredCasebook.new(file, Cheap()) as stored:
        size = file.stat().st_size // 4096

        def small(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count={size + 12}")

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


RULED = Decision(ruling="accept", subject=Subject(kind="event", id="e1"), reviewer="M. Saleh", reason="seen")
LEFT = "may still hold bytes of what was erased: run recount compact"
Work = Callable[[StoredCasebook], object]
WRITING: dict[str, Work] = {
    "erase": lambda stored: erase_reports(stored.store, ["a"], "mistake"),
    "erase decision": lambda stored: erase_decisions(stored.store, [4], "mistake"),
    "erase reviewer": lambda stored: erase_reviewer(stored.store, "M. Saleh", "mistake"),
    "compact": compact,
    "decide": lambda stored: stored.decide(RULED),
}


@pytest.mark.parametrize("work", WRITING)
def test_a_lock_while_something_is_written(place: str, tmp_path: Path, work: str) -> None:
    with StoredCasebook.new(place, Cheap()) as stored:
        stored.add([texts(tmp_path / "in")])
        stored.decide(RULED)
    with StoredCasebook.open(place, Cheap(), wait=0.2) as stored:
        with held(place), pytest.raises(OutputError, match="is held by another process; wait"):
            WRITING[work](stored)
        assert (stored.counts().reports, len(stored.decisions())) == (3, 1)
        WRITING[work](stored)
        assert list(verify(stored.store)) == []


def test_a_lock_while_a_bundle_is_taken_in(make_place: Callable[[], str], tmp_path: Path) -> None:
    with StoredCasebook.new(make_place(), Cheap()) as stored:
        stored.add([texts(tmp_path / "in")])
        export(stored, tmp_path / "out")
    place = make_place()
    StoredCasebook.new(place, Cheap()).close()
    with StoredCasebook.open(place, Cheap(), wait=0.2) as stored:
        with held(place), pytest.raises(OutputError, match="is held by another process; wait"):
            take_in(stored, tmp_path / "out")
        assert stored.counts().reports == 0
        assert take_in(stored, tmp_path / "out").reports == 3


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """No file may grow beyond this size, as where a disk or a quota is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("work", ["erase", "compact"])
def test_no_room_to_wipe_in(tmp_path: Path, work: str, share: float) -> None:
    file = tmp_path / "a.db"
    with StoredCasebook.new(file, Cheap()) as stored:
        stored.add([texts(tmp_path / "in"), lines(tmp_path / "many.jsonl", 200)])
    with (
        StoredCasebook.open(file, Cheap()) as stored,
        no_room_beyond(int(file.stat().st_size * share)),
        pytest.raises(OutputError, match=r"the disk is full|cannot be read from or written to the disk"),
    ):
        WRITING[work](stored)
    with StoredCasebook.open(file, Cheap()) as stored:
        assert {fault.wrong for fault in verify(stored.store)} <= {LEFT}
        assert stored.counts().reports >= 202
        WRITING["compact"](stored)
        assert list(verify(stored.store)) == []


def test_a_full_disk_while_a_bundle_is_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "PAGE", 4096)
    with StoredCasebook.new(tmp_path / "a.db", Cheap()) as stored:
        stored.add([lines(tmp_path / "many.jsonl", 200)])
        export(stored, tmp_path / "out")
    with StoredCasebook.new(tmp_path / "b.db", Cheap()) as stored:
        size = (tmp_path / "b.db").stat().st_size // 4096

        def small(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count={size + 12}")

        event.listen(stored.store.engine, "connect", small)
        with pytest.raises(OutputError, match="the disk is full; make room"):
            take_in(stored, tmp_path / "out")
        kept = stored.counts().reports
        assert 0 < kept < 200
    with StoredCasebook.open(tmp_path / "b.db", Cheap()) as stored:
        assert list(verify(stored.store)) == []
        assert take_in(stored, tmp_path / "out").reports == 200 - kept


def test_a_folder_that_cannot_be_exported_to(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with (
        StoredCasebook.new(tmp_path / "a.db", Cheap()) as stored,
        pytest.raises(OutputError, match="cannot be written"),
    ):
        export(stored, tmp_path / "out")


@pytest.mark.parametrize(
    ("kind", "logged"), [(KeyboardInterrupt, 0), (RuntimeError, 1)], ids=["an interrupt", "another fault"]
)
def test_what_goes_wrong_in_closing_is_logged_unless_it_is_an_interrupt(
    kind: type[BaseException],
    logged: int,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def closing(*_: object) -> None:
        raise kind

    stored = StoredCasebook.new(tmp_path / "some.casebook")
    monkeypatch.setattr(stored.store.engine.dialect, "do_close", closing)
    caplog.clear()
    with suppress(KeyboardInterrupt):
        stored.counts()
        assert kind is RuntimeError, "an interrupt is raised, whatever it meets"
    assert len(caplog.records) == logged
