"""Reviewers' decisions as they are kept: what was ruled and who ruled, apart, each under a salted hash in the log."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Select, insert, select
from sqlalchemy.engine import Connection

from recount.model import DataError, Decision, to_json

from . import schema
from .history import write_log
from .lookup import read_back

DECIDE = "decide"
"""What the log calls the entry of a decision."""
Part = Literal["act", "person"]


class Person(NamedTuple):
    """Who ruled, and why: what may name persons beyond what the reports say."""

    reviewer: str
    reason: str


class Origin(msgspec.Struct, frozen=True):
    """Where a decision was made: the seal of that casebook's first entry, its number in that log, and when."""

    casebook: str
    number: int
    at: str


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the log tells of a decision: the ruling, and salted hashes of the two parts.

    `of` is the hash of the act that is agreed with or undone; `origin` is set where it came from another casebook.
    """

    ruling: str
    act: str
    person: str
    of: str | None = None
    origin: Origin | None = None

    def parts(self) -> tuple[tuple[Part, str], ...]:
        """The parts, each with its hash."""
        return ("act", self.act), ("person", self.person)


def keep_decision(connection: Connection, decision: Decision) -> int:
    """Keep a decision, whose number is given back; the transaction must be one that writes."""
    act = to_json(msgspec.structs.replace(decision, number=0, at="", reviewer="", reason="")).decode()
    person = to_json(Person(decision.reviewer, decision.reason)).decode()
    act_salt, person_salt = secrets.token_hex(16), secrets.token_hex(16)
    told = {"ruling": decision.ruling, "act": sealed(act, act_salt), "person": sealed(person, person_salt)}
    if decision.of is not None and (aim := _known_by(connection, decision.of)):
        told["of"] = aim  # its number is another in other casebooks
    number = write_log(connection, DECIDE, told)
    row = {"number": number, "act": act, "act_salt": act_salt, "person": person, "person_salt": person_salt}
    connection.execute(insert(schema.decisions).values(row))
    return number


def _known_by(connection: Connection, number: int) -> str | None:
    """The hash by which the log knows the act of a decision; None where the number is none of a decision."""
    log = schema.log
    asked = select(log.c.body).where(log.c.number == number, log.c.what == DECIDE)
    body = connection.execute(asked).scalar_one_or_none()
    return told_of(body, f"decision {number}").act if body is not None else None


def told_of(body: str, what: str) -> Told:
    """What the log tells of a decision. Raises DataError, which names `what`, where that does not read back."""
    return read_back(body.encode(), Told, what)


def read_decisions(connection: Connection, until: int | None = None) -> tuple[Decision, ...]:
    """All decisions in the order in which they were made, those up to the log entry `until` if it is given.

    One of which the act was erased is left out; one of which the person was erased names nobody.
    Raises DataError where one was changed since it was kept.
    """
    asked = decision_rows()
    if until is not None:
        asked = asked.where(schema.decisions.c.number <= until)
    rows = connection.execute(asked).all()
    numbers = {told_of(row.body, f"decision {row.number}").act: row.number for row in rows}
    return tuple(one for row in rows if (one := decision(row, numbers)) is not None)


def any_decision(connection: Connection) -> bool:
    """Whether there is a decision whose act was not erased."""
    table = schema.decisions
    return connection.execute(select(table.c.number).where(table.c.act.is_not(None)).limit(1)).first() is not None


def decision_rows() -> Select[Any]:
    """The rows of decisions, each with when it was made and what the log tells of it, in their order."""
    log, table = schema.log, schema.decisions
    return select(table, log.c.at, log.c.body).join(log, log.c.number == table.c.number).order_by(table.c.number)


def decision(row: Any, numbers: Mapping[str, int] = MappingProxyType({})) -> Decision | None:
    """The decision of a row; None where its act was erased. Raises DataError where a part was changed.

    `numbers` says by the hashes of acts which numbers they have here: those from elsewhere had others there.
    """
    what = f"decision {row.number}"
    told = told_of(row.body, what)
    for part in parts_of(row):
        if sealed(part.text, part.salt) != getattr(told, part.part):
            raise DataError(what, "was changed since it was made", "put the casebook back from a copy that verifies")
    if row.act is None:
        return None
    person = read_back(row.person.encode(), Person, what) if row.person is not None else Person("", "")
    act = read_back(row.act.encode(), Decision, what)
    if told.origin is not None and act.of is not None:
        act = _here(act, numbers.get(told.of or "", 0))
    at = told.origin.at if told.origin is not None else row.at
    return msgspec.structs.replace(act, number=row.number, at=at, reviewer=person.reviewer, reason=person.reason)


def _here(act: Decision, of: int) -> Decision:
    """A ruling on a decision, under the number that this has here; 0 where it is not here."""
    subject = act.subject
    if subject.kind == "decision" and subject.id == str(act.of):
        subject = msgspec.structs.replace(subject, id=str(of))
    return msgspec.structs.replace(act, of=of, subject=subject)


class KeptPart(NamedTuple):
    """One part of a decision that was not erased."""

    part: Part
    text: str
    salt: str


def parts_of(row: Any) -> Iterator[KeptPart]:
    """The parts of a decision's row that stand."""
    if row.act is not None:
        yield KeptPart("act", row.act, row.act_salt)
    if row.person is not None:
        yield KeptPart("person", row.person, row.person_salt)


def sealed(part: str, salt: str) -> str:
    """The hash by which the log knows a part: nobody can guess the part from it without the salt."""
    return hashlib.sha256(f"{salt} {part}".encode()).hexdigest()
