"""Moments in a casebook's life: what a person calls one, and the entry of the log that was the last then."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import msgspec
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from recount.model import UsageError

from . import schema
from .history import last_entry

_MEND = (
    "give a day (2026-11-20), a time (2026-11-20T14:00, UTC unless it tells its offset), or an entry of the log (#120)"
)


class Moment(msgspec.Struct, frozen=True):
    """The state after one entry of the log: its number, and when it was made (UTC, ISO 8601)."""

    number: int
    at: str

    def __str__(self) -> str:
        return f"entry {self.number} of the log, {self.at}"


def moment(connection: Connection, asked: str) -> Moment:
    """The last moment that is not after what is asked: the end of a day, a time, an entry of the log (`#120`).

    Times are those that the log tells. Raises UsageError where it is none of these, or before the casebook was made.
    """
    table = schema.log
    if asked.startswith("#"):
        entry = last_entry(connection, _number(asked))
        if entry is None or entry.number != _number(asked):
            last = last_entry(connection)
            raise UsageError(f"entry {asked!r}", "is not in the log", f"its last is #{last.number if last else 0}")
        return Moment(entry.number, entry.at)
    until = _time(asked)
    number = connection.execute(select(func.max(table.c.number)).where(table.c.at <= until)).scalar_one()
    if number is None:
        first = connection.execute(select(func.min(table.c.at))).scalar_one()
        raise UsageError(f"time {asked!r}", "is before the casebook was made", f"its log begins at {first}")
    at = connection.execute(select(table.c.at).where(table.c.number == number)).scalar_one()
    return Moment(number, at)


def is_moment(asked: str) -> bool:
    """Whether the words name a day, a time or an entry of the log."""
    try:
        return bool(_number(asked) if asked.startswith("#") else _time(asked))
    except UsageError:
        return False


def _number(asked: str) -> int:
    digits = asked[1:]
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 18 or int(digits) < 1:
        raise UsageError(f"entry {asked!r}", "is no number", _MEND)
    return int(digits)


def _time(asked: str) -> str:
    """A day or time as the log writes times; a day stands for its last second."""
    try:
        with suppress(ValueError):
            return f"{dt.date.fromisoformat(asked).isoformat()}T23:59:59+00:00"
        when = dt.datetime.fromisoformat(asked)
        when = when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"time {asked!r}", "is no time", _MEND) from None
    return when.isoformat(timespec="seconds")
