"""Raw bytes that are packed together: each comes back, and goes alone."""

from __future__ import annotations

import hashlib
import zlib

import pytest
from sqlalchemy import select, update

from recount.casebook import StoredCasebook
from recount.casebook.store import originals, schema
from recount.casebook.store.originals import Originals, drop_originals, keep_originals, original
from recount.casebook.verifying import verify


def named(*texts: str) -> dict[str, bytes]:
    return {hashlib.sha256(text.encode()).hexdigest(): text.encode() for text in texts}


def packs(stored: StoredCasebook) -> list[bytes]:
    with stored.store.reading() as connection:
        rows = connection.execute(select(schema.packs.c.body).order_by(schema.packs.c.number)).scalars()
        return [zlib.decompress(body) for body in rows]


def kept(stored: StoredCasebook) -> dict[str, bytes]:
    with stored.store.reading() as connection:
        assert dict(originals.originals(connection)) == {
            address: original(connection, address)
            for address in connection.execute(select(schema.raws.c.sha256)).scalars()
        }
        return dict(originals.originals(connection))


def test_what_comes_together_is_packed_together_once(place: str) -> None:
    first, second = named("one", "two", ""), named("two", "three")
    with StoredCasebook.new(place) as stored:
        for given in (first, second, {}):
            with stored.store.writing() as connection:
                keep_originals(connection, given)
        assert packs(stored) == [b"onetwo", b"three"]
        assert kept(stored) == {**first, **second}
        assert list(verify(stored.store)) == []


def test_a_full_pack_is_followed_by_another(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "FULL", 6)
    with StoredCasebook.new(place) as stored, stored.store.writing() as connection:
        keep_originals(connection, named("one", "two", "a longer one", "x", "y"))
        assert [len(Originals(connection).pack(number)) for number in (1, 2, 3)] == [6, 12, 2]


@pytest.mark.parametrize(
    ("gone", "left"),
    [(["one"], [b"twothree"]), (["two"], [b"onethree"]), (["one", "three"], [b"two"]), (["one", "two", "three"], [])],
)
def test_what_is_dropped_is_in_no_pack(place: str, gone: list[str], left: list[bytes]) -> None:
    with StoredCasebook.new(place) as stored:
        with stored.store.writing() as connection:
            keep_originals(connection, named("one", "two", "three"))
            drop_originals(connection, named(*gone).keys())
        assert packs(stored) == left
        assert kept(stored) == named(*({"one", "two", "three"} - set(gone)))
        assert list(verify(stored.store)) == []


@pytest.mark.parametrize("change", [{"start": 1}, {"size": 2}, {"start": 3, "size": 3}])
def test_a_row_that_tells_of_other_bytes_is_found(place: str, change: dict[str, int]) -> None:
    given = named("one", "two")
    with StoredCasebook.new(place) as stored:
        with stored.store.writing() as connection:
            keep_originals(connection, given)
            first = next(iter(given))
            connection.execute(update(schema.raws).where(schema.raws.c.sha256 == first).values(change))
        wrong = {fault.wrong for fault in verify(stored.store)}
        assert "is not what its SHA-256 and size say" in wrong
        assert "holds other bytes than those of its originals" in wrong
