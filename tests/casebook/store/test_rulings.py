"""Decisions are kept as they were made, in order, under hashes that tell nothing of them."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import insert, select, update

from recount.casebook import StoredCasebook
from recount.casebook.store import schema
from recount.casebook.store.history import read_log, write_log
from recount.casebook.store.tombs import ERASE, Tomb, bury
from recount.casebook.verifying import verify
from recount.model import Decision, Edit, Span, Subject

CLAIM = Subject(kind="claim", id="a#c1", report="0" * 64, span=Span(9, 11, "12"), outcome="killed")
REJECTED = Decision(ruling="reject", subject=CLAIM, reviewer="M. Saleh", reason="counts fighters", standard="reported")
EDITED = Decision(
    ruling="edit", subject=CLAIM, reviewer="N. Haddad", reason="", changes=(Edit("status", "unknown", "civilian"),)
)


@pytest.fixture
def stored(place: str) -> StoredCasebook:
    stored = StoredCasebook.new(place)
    assert [stored.decide(one) for one in (REJECTED, EDITED)] == [2, 3]
    return stored


def test_decisions_come_back_as_they_were_made(stored: StoredCasebook) -> None:
    found = stored.decisions()
    assert [msgspec.structs.replace(one, number=0, at="") for one in found] == [REJECTED, EDITED]
    assert [one.number for one in found] == [2, 3]
    assert all(one.at for one in found)
    assert stored.decisions(until=2) == found[:1]
    assert list(verify(stored.store)) == []


def test_the_log_tells_neither_who_nor_what(stored: StoredCasebook) -> None:
    with stored.store.reading() as connection:
        told = "".join(entry.body for entry in read_log(connection))
    assert not any(word in told for word in ("Saleh", "fighters", "a#c1", "status"))


def test_the_same_decision_twice_has_two_hashes(stored: StoredCasebook) -> None:
    stored.decide(REJECTED)
    with stored.store.reading() as connection:
        first, _, again = (entry.told() for entry in read_log(connection) if entry.what == "decide")
    assert first["ruling"] == again["ruling"] == "reject"
    assert first["act"] != again["act"]
    assert first["person"] != again["person"]


@pytest.mark.parametrize("column", ["act", "act_salt", "person", "person_salt"])
def test_a_changed_byte_is_found(stored: StoredCasebook, column: str) -> None:
    table = schema.decisions
    with stored.store.writing() as connection:
        was = connection.execute(select(table.c[column]).where(table.c.number == 2)).scalar_one()
        changed = ("0" if was[0] != "0" else "1") + was[1:]
        connection.execute(update(table).where(table.c.number == 2).values({column: changed}))
    assert [fault.what for fault in verify(stored.store)] == ["decision 2"]


def test_a_part_that_is_gone_is_missed_unless_a_tombstone_tells_of_it(stored: StoredCasebook) -> None:
    table = schema.decisions
    with stored.store.reading() as connection:
        told = next(entry.told() for entry in read_log(connection) if entry.number == 2)
    with stored.store.writing() as connection:
        connection.execute(update(table).where(table.c.number == 2).values(person=None, person_salt=""))
    assert [fault.what for fault in verify(stored.store)] == ["decision 2"]
    with stored.store.writing() as connection:
        bury(connection, ERASE, {}, [Tomb("person", told["person"], 2)])
    assert list(verify(stored.store)) == []
    assert (stored.decisions()[0].reviewer, stored.decisions()[0].subject) == ("", CLAIM)


def test_a_decision_that_the_log_does_not_know_is_told(stored: StoredCasebook) -> None:
    with stored.store.writing() as connection:
        number = write_log(connection, "new", {})
        row = {"number": number, "act": "{}", "act_salt": "", "person": "", "person_salt": ""}
        connection.execute(insert(schema.decisions).values(row))
    assert "decision 4" in {fault.what for fault in verify(stored.store)}
