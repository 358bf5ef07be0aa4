"""What every test may use: reports made on the spot, and the shared data where it is at hand."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from recount.model import Report

from .servers import USER, programs, server

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("unhurried")  # a busy machine fails no test


def skip_or_fail(reason: str) -> None:
    """Skip the test on a laptop; in CI, where everything must be at hand, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"in CI nothing may skip: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the project's root."""
    if not SHARED.is_dir():
        skip_or_fail("the shared data (../shared) is not at hand")
    return SHARED


MakeReport = Callable[..., Report]


@pytest.fixture(scope="session")
def make_report() -> MakeReport:
    """A factory of reports: `make_report("text", id="a", published="2025-03-10", publisher="…")`."""

    def make(text: str, *, id: str = "r1", published: str | None = "2025-03-10", **more: str) -> Report:
        day = dt.date.fromisoformat(published) if published else None
        return Report(id=id, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, published=day, **more)

    return make


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """The folder of the socket of a PostgreSQL server of the tests' own."""
    bin = programs()
    if bin is None or find_spec("psycopg") is None:
        skip_or_fail("PostgreSQL (initdb, pg_ctl) or psycopg is not at hand")
        return
    with server(bin) as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgres"])
def store_kind(request: pytest.FixtureRequest) -> str:
    """The kinds of stores: what uses this runs on both."""
    return str(request.param)


@pytest.fixture
def make_place(store_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], str]:
    """A factory of places where no casebook stands yet, on the one store and on the other."""
    made = count()
    if store_kind == "sqlite":
        return lambda: str(tmp_path / f"casebook{next(made)}.db")
    folder: Path = request.getfixturevalue("postgres")

    def database() -> str:
        import psycopg

        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(host=str(folder), user=USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://{USER}@/{name}?host={folder}"

    return database


@pytest.fixture
def place(make_place: Callable[[], str]) -> str:
    """A place where no casebook stands yet."""
    return make_place()
