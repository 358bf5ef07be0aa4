"""Connections: how a casebook is opened, and the two kinds of transactions on it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import NullPool

from recount.model import UsageError

from .faults import told
from .place import Place

WAIT = 30.0
"""Seconds to wait for a lock that another process holds."""
_WRITES = "recount_writes"
_LOCK = 7_205_823
"""The number of the lock under which a casebook on a server is written: one process at a time, as with a file."""


def _no_interrupt(record: logging.LogRecord) -> bool:
    """Whether a message is of anything but an interrupt: one met in closing is logged, and raised as well."""
    return not (record.exc_info and isinstance(record.exc_info[1], KeyboardInterrupt))


logging.getLogger("sqlalchemy.pool.impl.NullPool").addFilter(_no_interrupt)


class Store:
    """An open casebook's database. Transactions hold all that is in them, or nothing."""

    def __init__(self, place: Place, wait: float = WAIT) -> None:
        """`wait` is for how many seconds a lock that another process holds is waited for."""
        self.place = place
        self.wait = wait
        self.engine = _sqlite(place, wait) if place.file is not None else _server(place, wait)

    @property
    def is_file(self) -> bool:
        """Whether the casebook is one file."""
        return self.place.file is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees one state of the casebook throughout."""
        with told(self.place), self.engine.connect() as connection:
            if not self.is_file:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: kept whole when the block ends, undone when it raises. One at a time."""
        with told(self.place), self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITES: True})
            with connection.begin():
                if not self.is_file:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection

    @contextmanager
    def outside(self) -> Iterator[Callable[[str], Sequence[Any]]]:
        """Runs statements outside of transactions, for what cannot be done inside: gives the rows of each."""
        with told(self.place):
            connection = self.engine.raw_connection()
            try:
                if not self.is_file:
                    connection.driver_connection.autocommit = True  # type: ignore[union-attr]
                cursor = connection.cursor()

                def run(statement: str) -> Sequence[Any]:
                    cursor.execute(statement)
                    return cursor.fetchall() if cursor.description else ()

                yield run
            finally:
                connection.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _sqlite(place: Place, wait: float) -> Engine:
    # autocommit for the driver: the transactions are begun below, the schema's changes inside them too
    engine = create_engine(
        place.url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": wait, "isolation_level": None}
    )

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: object) -> None:
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "trusted_schema=OFF", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server(place: Place, wait: float) -> Engine:
    if find_spec("psycopg") is None:
        raise UsageError(
            place.shown,
            "needs the driver of PostgreSQL, which is not there",
            "install it: pip install 'recount-casebook[postgres]'",
        )
    options = f"-c lock_timeout={int(wait * 1000)} -c timezone=UTC"
    return create_engine(
        place.url, poolclass=NullPool, hide_parameters=True, connect_args={"options": options, "connect_timeout": 10}
    )
