"""`verify` is silent on a sound casebook and names what was changed in any other."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, Table, select, text, update

from recount.casebook import StoredCasebook
from recount.casebook.erasing import erase_reports
from recount.casebook.store import schema
from recount.casebook.store.shrinking import shrink
from recount.casebook.verifying import verify
from recount.model import DataError, Decision, Subject

from .writing import lines, texts

SEALED = (schema.log, schema.packs, schema.reports, schema.extractions, schema.remarks, schema.decisions)
UNSEALED = {
    ("reports", "number"),
    ("reports", "added"),
    ("extractions", "made"),
    ("remarks", "since"),
}


@pytest.fixture
def stored(place: str, tmp_path: Path) -> StoredCasebook:
    stored = StoredCasebook.new(place)
    stored.add([texts(tmp_path / "in", empty="")])
    stored.add([texts(tmp_path / "in", d="Nine people were killed in Homs, medics said.", e="Six died in Idlib.")])
    for reviewer in ("M. Saleh", "N. Haddad"):
        subject = Subject(kind="event", id="e-1", reports=("0" * 64, "1" * 64))
        stored.decide(Decision(ruling="accept", subject=subject, reviewer=reviewer, reason="seen by both of us"))
    erase_reports(stored.store, ["e"], "mistake")
    return stored


def test_a_sound_casebook_has_no_faults(stored: StoredCasebook) -> None:
    assert list(verify(stored.store)) == []


@pytest.mark.parametrize("table", SEALED, ids=lambda table: table.name)
def test_any_changed_byte_of_what_is_kept_is_found(stored: StoredCasebook, table: Table) -> None:
    chance = random.Random(table.name)  # noqa: S311
    with stored.store.reading() as connection:
        rows = connection.execute(select(table)).all()
    names = [column.name for column in table.columns if (table.name, column.name) not in UNSEALED]
    ids = {column.name for column in table.primary_key} | {"key", "raw", "sha256", "number"} & set(table.columns.keys())
    for _ in range(12):
        row = chance.choice(rows)._mapping
        name = chance.choice([name for name in names if name not in ids])
        where = [column == row[column.name] for column in table.columns if column.name in ids]
        changed = _changed(row[name], isinstance(table.c[name].type, LargeBinary), chance)
        with stored.store.writing() as connection:
            connection.execute(update(table).where(*where).values({name: changed}))
        assert list(verify(stored.store)), f"{table.name}.{name}"
        with stored.store.writing() as connection:
            connection.execute(update(table).where(*where).values({name: row[name]}))
    assert list(verify(stored.store)) == []


def _changed(value: object, binary: bool, chance: random.Random) -> object:
    if isinstance(value, int):
        return value + 1
    if binary:
        assert isinstance(value, bytes)
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    assert isinstance(value, str)
    at = chance.randrange(len(value)) if value else 0
    other = "0" if value[at : at + 1] != "0" else "1"
    return value[:at] + other + value[at + 1 :]


def test_the_first_broken_link_is_named(stored: StoredCasebook) -> None:
    with stored.store.writing() as connection:
        connection.execute(text("UPDATE log SET at = '1999-01-01T00:00:00+00:00' WHERE number >= 3"))
    assert next(iter(verify(stored.store))).what == "log entry 3"


def test_a_report_taken_away_is_missed(stored: StoredCasebook) -> None:
    with stored.store.writing() as connection:
        key = connection.execute(select(schema.reports.c.key).limit(1)).scalar_one()
        where = {"key": bytes.fromhex(key)}
        connection.execute(text("DELETE FROM sources WHERE key = :key"), where)
        connection.execute(
            text("DELETE FROM extractions WHERE number = (SELECT number FROM reports WHERE key = :key)"), where
        )
        connection.execute(text("DELETE FROM report_words"), {}) if not stored.store.is_file else None
        connection.execute(text("DELETE FROM reports WHERE key = :key"), where)
    faults = list(verify(stored.store))
    assert {fault.wrong for fault in faults} == {"tells of other reports or readings than there are"}


def test_no_fault_holds_a_reports_words(stored: StoredCasebook) -> None:
    with stored.store.writing() as connection:
        connection.execute(update(schema.reports).values(name="x"))
    assert "Aleppo" not in str(list(verify(stored.store)))


def test_a_file_changed_anywhere_never_brings_down_verify(tmp_path: Path) -> None:
    from recount.model import RecountError

    file = tmp_path / "a.db"
    with StoredCasebook.new(file) as stored:
        stored.add([texts(tmp_path / "in")])
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    whole = file.read_bytes()
    chance = random.Random(1)  # noqa: S311
    for _ in range(25):
        changed = bytearray(whole)
        start = chance.randrange(len(whole))
        changed[start : start + 200] = bytes(len(changed[start : start + 200]))
        file.write_bytes(changed)
        try:
            with StoredCasebook.open(file) as stored:
                list(verify(stored.store))
        except RecountError:
            pass


def test_any_changed_byte_of_the_file_itself_is_found(tmp_path: Path) -> None:
    """Of reports as they came, of decisions, of the log: changed where they stand in the file."""
    file = tmp_path / "a.db"
    with StoredCasebook.new(file) as stored:
        stored.add([texts(tmp_path / "in"), lines(tmp_path / "many.jsonl", 40)])
        subject = Subject(kind="event", id="e-1")
        stored.decide(Decision(ruling="accept", subject=subject, reviewer="M. Saleh", reason="seen " * 20))
        shrink(stored.store)
        with stored.store.reading() as connection:
            bodies: list[bytes] = list(connection.execute(select(schema.packs.c.body)).scalars())
            decided = connection.execute(select(schema.decisions)).one()
            told = connection.execute(select(schema.log.c.body)).scalars()
            bodies += [part.encode() for part in (decided.act, decided.person, decided.act_salt, *told) if part != "{}"]
        assert list(verify(stored.store)) == []
    whole = file.read_bytes()
    chance = random.Random(3)  # noqa: S311
    for _ in range(60):
        body = chance.choice(bodies)
        start = whole.find(body)
        assert start > 0
        changed = bytearray(whole)
        changed[start + chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        file.write_bytes(changed)
        assert faults(file)
    file.write_bytes(whole)
    with StoredCasebook.open(file) as stored:
        assert list(verify(stored.store)) == []


def faults(file: Path) -> list[str]:
    """What verification says; a text that is no UTF-8 any more cannot be read at all."""
    try:
        with StoredCasebook.open(file) as stored:
            return [fault.what for fault in verify(stored.store)]
    except DataError as fault:
        assert fault.wrong == "is damaged or cut short"  # noqa: PT017
        return [fault.input]
