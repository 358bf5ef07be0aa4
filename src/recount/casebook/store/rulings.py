"""Reviewers' decisions as they are kept: what was ruled and who ruled, apart, each under a salted hash in the log."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
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


class _Person(NamedTuple):
    """Who ruled, and why: what may name persons beyond what the reports say."""

    reviewer: str
    reason: str


def keep_decision(connection: Connection, decision: Decision) -> int:
    """Keep a decision, whose number is given back; the transaction must be one that writes."""
    act = to_json(msgspec.structs.replace(decision, number=0, at="", reviewer="", reason="")).decode()
    person = to_json(_Person(decision.reviewer, decision.reason)).decode()
    act_salt, person_salt = secrets.token_hex(16), secrets.token_hex(16)
    told = {"ruling": decision.ruling, "act": sealed(act, act_salt), "person": sealed(person, person_salt)}
    number = write_log(connection, DECIDE, told)
    row = {"number": number, "act": act, "act_salt": act_salt, "person": person, "person_salt": person_salt}
    connection.execute(insert(schema.decisions).values(row))
    return number


def read_decisions(connection: Connection, until: int | None = None) -> tuple[Decision, ...]:
    """All decisions in the order in which they were made, those up to the log entry `until` if it is given.

    One of which the act was erased is left out; one of which the person was erased names nobody.
    Raises DataError where one was changed since it was kept.
    """
    asked = decision_rows()
    if until is not None:
        asked = asked.where(schema.decisions.c.number <= until)
    return tuple(one for row in connection.execute(asked) if (one := decision(row)) is not None)


def decision_rows() -> Select[Any]:
    """The rows of decisions, each with when it was made and what the log tells of it, in their order."""
    log, table = schema.log, schema.decisions
    return select(table, log.c.at, log.c.body).join(log, log.c.number == table.c.number).order_by(table.c.number)


def decision(row: Any) -> Decision | None:
    """The decision of a row; None where its act was erased. Raises DataError where a part was changed."""
    what = f"decision {row.number}"
    told = read_back(row.body.encode(), dict[str, str], what)
    for part in parts_of(row):
        if sealed(part.text, part.salt) != told.get(part.part):
            raise DataError(what, "was changed since it was made", "put the casebook back from a copy that verifies")
    if row.act is None:
        return None
    person = read_back(row.person.encode(), _Person, what) if row.person is not None else _Person("", "")
    act = read_back(row.act.encode(), Decision, what)
    return msgspec.structs.replace(act, number=row.number, at=row.at, reviewer=person.reviewer, reason=person.reason)


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
