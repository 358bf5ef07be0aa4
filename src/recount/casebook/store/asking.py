"""Short questions to a store, asked many thousand times: without what makes a statement each time anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy.engine import Connection


class Asking:
    """One transaction's connection, for statements written with `?` for what they are given."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._server = connection.dialect.name != "sqlite"

    def one(self, statement: str, *given: object) -> Any:
        """The first row, or None."""
        return self._run(statement, given).first()

    def all(self, statement: str, *given: object) -> Sequence[Any]:
        """All rows."""
        found: Sequence[Any] = self._run(statement, given).all()
        return found

    def _run(self, statement: str, given: tuple[object, ...]) -> Any:
        return self.connection.exec_driver_sql(_for_server(statement) if self._server else statement, given)


@lru_cache
def _for_server(statement: str) -> str:
    return statement.replace("?", "%s")
