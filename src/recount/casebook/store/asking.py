"""Short questions to a store, asked many thousand times: without what makes a statement each time anew."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import starmap
from typing import Any

from sqlalchemy.engine import Connection


class Asking:
    """One transaction's connection, for statements written with `?` for what they are given."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._server = connection.dialect.name != "sqlite"
        self._cursor: Any = None if self._server else connection.connection.cursor()

    def one(self, statement: str, *given: object) -> Any:
        """The first row, or None."""
        if self._server:
            return self.connection.exec_driver_sql(_for_server(statement), given).first()
        found = self._cursor.execute(statement, given).fetchone()
        return None if found is None else self._row(statement)(*found)

    def all(self, statement: str, *given: object) -> Sequence[Any]:
        """All rows."""
        if self._server:
            return self.connection.exec_driver_sql(_for_server(statement), given).all()
        rows = self._cursor.execute(statement, given).fetchall()
        return list(starmap(self._row(statement), rows))

    def _row(self, statement: str) -> Callable[..., Any]:
        return _row_of(statement, tuple(name for name, *_ in self._cursor.description))


@lru_cache
def _row_of(statement: str, names: tuple[str, ...]) -> Callable[..., Any]:
    """What makes a row of a statement, whose columns have these names."""
    return namedtuple("Row", names)


@lru_cache
def _for_server(statement: str) -> str:
    return statement.replace("?", "%s")
