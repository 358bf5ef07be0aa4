"""A checkpoint holds a casebook to what it was: a log written anew is found, what was added or erased is none."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, select, update

from recount.casebook import StoredCasebook
from recount.casebook.bundle_checks import state_of_bundle
from recount.casebook.checkpoints import Checkpoint, checkpoint, faults_of, read_checkpoint, state_of, write_checkpoint
from recount.casebook.erasing import erase_reports
from recount.casebook.exporting import export
from recount.casebook.signing import make_key
from recount.casebook.store import schema
from recount.casebook.store.history import Entry
from recount.casebook.verifying import verify
from recount.model import Decision, InputError, OutputError, Subject, UsageError

from .writing import texts

RULED = Decision(ruling="accept", subject=Subject(kind="event", id="e1"), reviewer="M. Saleh", reason="seen")


@pytest.fixture
def stored(place: str, tmp_path: Path) -> StoredCasebook:
    stored = StoredCasebook.new(place)
    stored.add([texts(tmp_path / "in")])
    stored.decide(RULED)
    return stored


def held(made: Checkpoint, stored: StoredCasebook, key: Path | None = None) -> list[str]:
    with stored.store.reading() as connection:
        return [fault.wrong for fault in faults_of(made, state_of(connection), key)]


def test_what_comes_later_leaves_a_checkpoint_held(stored: StoredCasebook, tmp_path: Path) -> None:
    made = checkpoint(stored.store)
    assert (made.number, made.reports, made.decisions) == (4, 3, 1)
    stored.add([texts(tmp_path / "in", d="Nine people were killed in Homs, medics said.")])
    stored.decide(RULED)
    erase_reports(stored.store, ["a"], "consent")
    assert held(made, stored) == []
    assert list(verify(stored.store)) == []
    export(stored, tmp_path / "out")
    assert list(faults_of(made, state_of_bundle(tmp_path / "out"))) == []


def test_a_log_written_anew_is_found(stored: StoredCasebook) -> None:
    made = checkpoint(stored.store)
    with stored.store.writing() as connection:  # a chain that holds, with another time in its last entry
        row = connection.execute(select(schema.log).where(schema.log.c.number == 4)).one()
        entry = Entry(row.number, "2001-01-01T00:00:00+00:00", row.what, row.body, row.before, "")
        connection.execute(update(schema.log).where(schema.log.c.number == 4).values(at=entry.at, seal=entry.sealed()))
    assert list(verify(stored.store)) == []
    assert held(made, stored) == ["knows another entry 4 of the log: it was written anew since"]


def test_a_log_cut_short_is_found(stored: StoredCasebook) -> None:
    made = checkpoint(stored.store)
    with stored.store.writing() as connection:
        connection.execute(delete(schema.decisions))
        connection.execute(delete(schema.log).where(schema.log.c.number == 4))
    assert list(verify(stored.store)) == []
    assert held(made, stored) == ["names entry 4 of the log, which is not there any more"]


def test_another_casebook_is_told_apart(stored: StoredCasebook, tmp_path: Path) -> None:
    with StoredCasebook.new(tmp_path / "other.db") as other:
        made = checkpoint(other.store)
    assert held(made, stored) == ["is of another casebook"]


def test_a_checkpoint_tells_nothing_of_what_is_in_it(stored: StoredCasebook) -> None:
    told = msgspec.json.encode(checkpoint(stored.store))
    assert not [word for word in (b"Saleh", b"Aleppo", b"seen", b"event") if word in told]


def test_signatures(stored: StoredCasebook, tmp_path: Path) -> None:
    public, other = make_key(tmp_path / "desk.key"), make_key(tmp_path / "other.key")
    assert (tmp_path / "desk.key").stat().st_mode & 0o777 == 0o600
    made = checkpoint(stored.store, tmp_path / "desk.key")
    assert held(made, stored, public) == held(made, stored) == []
    assert held(made, stored, other) == ["is not signed by the key in other.key.pub"]
    assert held(msgspec.structs.replace(made, recount="9"), stored, public) == ["has a signature that is not right"]
    unsigned = msgspec.structs.replace(made, signature="", key="")
    assert held(unsigned, stored, public) == ["is not signed"]
    for name, value in (("signature", made.signature[::-1]), ("signature", "é"), ("key", made.key[:-8])):
        assert "has a signature that is not right" in held(msgspec.structs.replace(made, **{name: value}), stored)


def test_keys_that_are_none(stored: StoredCasebook, tmp_path: Path) -> None:
    public = make_key(tmp_path / "desk.key")
    with pytest.raises(OutputError, match="is there already"):
        make_key(tmp_path / "desk.key")
    with pytest.raises(OutputError, match="cannot be written"):
        make_key(tmp_path / "no" / "desk.key")
    (tmp_path / "wrong").write_bytes(b"\0" * 50)
    for wrong in (public, tmp_path / "wrong"):
        with pytest.raises(InputError, match="no private key"):
            checkpoint(stored.store, wrong)
    made = checkpoint(stored.store, tmp_path / "desk.key")
    for wrong in (tmp_path / "desk.key", tmp_path / "wrong"):
        with pytest.raises(InputError, match="no public key"):
            held(made, stored, wrong)
    with pytest.raises(InputError, match="cannot be read"):
        held(made, stored, tmp_path / "none")


def test_a_file_comes_back_as_it_was_or_not_at_all(stored: StoredCasebook, tmp_path: Path) -> None:
    file = tmp_path / "a.checkpoint"
    made = checkpoint(stored.store)
    write_checkpoint(made, file)
    assert read_checkpoint(file) == made
    whole = file.read_bytes()
    row = json.loads(whole)
    for wrong in (
        whole[:-1],
        whole + b"\n",
        whole.replace(b":", b": "),
        b"",
        b"[" * 9_000,
        json.dumps(row | {"x": 1}).encode(),
    ):
        file.write_bytes(wrong)
        with pytest.raises(InputError, match="is no checkpoint, or was changed"):
            read_checkpoint(file)
    with pytest.raises(InputError, match="cannot be read"):
        read_checkpoint(tmp_path)
    with pytest.raises(OutputError, match="cannot be written"):
        write_checkpoint(made, tmp_path / "no" / "a")


def test_without_the_library(stored: StoredCasebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.casebook.signing.find_spec", lambda name: None)
    assert held(checkpoint(stored.store), stored) == []
    for call in (
        lambda: make_key(tmp_path / "k"),
        lambda: checkpoint(stored.store, tmp_path / "k"),
        lambda: held(checkpoint(stored.store), stored, tmp_path / "k"),
    ):
        with pytest.raises(UsageError, match=r"recount-casebook\[sign\]"):
            call()
