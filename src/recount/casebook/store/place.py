"""Where a casebook stands: a file, or a PostgreSQL database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from recount.model import UsageError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MEND = "give the path of a file, or postgresql://user@host/database"


@dataclass(frozen=True)
class Place:
    """Where a casebook stands. `shown` names it in errors and never holds a password; `file` is None for a server."""

    url: URL
    shown: str
    file: Path | None = None


def place_of(given: str | Path) -> Place:
    """The place that a path or an address names. Raises UsageError for an address that is none of PostgreSQL's."""
    if isinstance(given, Path) or not _SCHEME.match(given):
        file = Path(given)
        return Place(URL.create("sqlite", database=str(file)), str(file), file)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise UsageError("the casebook's address", "cannot be read", _MEND) from None
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise UsageError(f"{url.drivername}://…", "is no kind of casebook", _MEND)
    url = url.set(drivername="postgresql+psycopg")
    shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return Place(url, shown.render_as_string())
