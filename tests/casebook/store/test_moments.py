"""What a person calls a moment, and which entry of the log was the last then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, text

from recount.casebook import StoredCasebook
from recount.casebook.store import schema
from recount.casebook.store.moments import is_moment
from recount.casebook.store.readings import family
from recount.model import UsageError

TIMES = (
    "2026-11-19T23:59:59",
    "2026-11-20T00:00:00",
    "2026-11-20T14:30:10",
    "2026-11-20T14:30:10",
    "2026-11-21T00:00:00",
)
"""When the entries of the log were made, from the first on."""


@pytest.fixture
def stored(place: str) -> StoredCasebook:
    stored = StoredCasebook.new(place)
    with stored.store.writing() as connection:
        connection.execute(text("DELETE FROM log"))
        for number, at in enumerate(TIMES, start=1):
            row = {"number": number, "at": f"{at}+00:00", "what": "x", "body": "{}", "before": "", "seal": ""}
            connection.execute(insert(schema.log).values(row))
    return stored


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("2026-11-19", 1),
        ("20261119", 1),
        ("2026-11-20", 4),
        ("2026-11-21", 5),
        ("9999-12-31", 5),
        ("2026-11-20T00:00", 2),
        ("2026-11-20 00:00:00", 2),
        ("2026-11-20T14:30", 2),
        ("2026-11-20T14:30:10", 4),
        ("2026-11-20T14:30:10.9Z", 4),
        ("2026-11-20T14:30:09.9", 2),
        ("2026-11-20T16:30:10+02:00", 4),
        ("2026-11-20T15:30:10+02:00", 2),
        ("2026-11-19T20:00:00-05:00", 2),
        ("#1", 1),
        ("#3", 3),
        ("#5", 5),
    ],
)
def test_a_moment(stored: StoredCasebook, asked: str, number: int) -> None:
    assert stored.moment(asked).number == number
    assert is_moment(asked)


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("2026-11-18", "is before the casebook was made; its log begins at 2026-11-19T23:59:59"),
        ("2026-13-01", "is no time; give a day"),
        ("yesterday", "is no time"),
        ("", "is no time"),
        ("0001-01-01T00:00+14:00", "is no time"),
        ("#6", "is not in the log; its last is #5"),
        ("#0", "is no number"),
        ("#-1", "is no number"),
        ("#", "is no number"),
        ("#²", "is no number"),
        ("#" + "9" * 40, "is no number"),
    ],
)
def test_no_moment(stored: StoredCasebook, asked: str, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        stored.moment(asked)


def test_now_is_the_last_moment(place: str) -> None:
    with StoredCasebook.new(place) as stored:
        later = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
        assert stored.moment(later).number == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("grammar 1", "grammar"),
        ("grammar 12.3", "grammar"),
        ("test", "test"),
        ("asked gpt-4", "asked gpt-4"),
        ("4", "4"),
    ],
)
def test_an_extractors_name_without_its_version(name: str, expected: str) -> None:
    assert family(name) == expected
