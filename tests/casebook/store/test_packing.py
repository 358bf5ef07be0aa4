"""Packed bytes come back as they were, and only so."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.casebook.store.packing import WINDOW, like_readings_of, opened, pack, unpack
from recount.model import DataError


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_bytes_come_back(data: bytes, like: bytes) -> None:
    packed = pack(data, "a", 1, like=like)
    assert unpack(packed.body, packed.seal, "it", "a", 1, like=like) == data


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_changed_byte_or_name_is_found(data: bytes, chance: st.DataObject) -> None:
    packed = pack(data, "a", 1)
    changed = bytearray(packed.body)
    changed[chance.draw(st.integers(0, len(changed) - 1))] ^= chance.draw(st.integers(1, 255))
    for body, names in ((bytes(changed), ("a", 1)), (packed.body, ("a", 2)), (packed.body, ("a1", ""))):
        with pytest.raises(DataError, match="it: was changed since it was kept"):
            unpack(body, packed.seal, "it", *names)


def test_what_is_cut_short_or_goes_on_is_broken() -> None:
    body = pack(b"twelve people" * 9).body
    for wrong in (body[:-1], body + b"x", b"", body[1:]):
        with pytest.raises(DataError, match="is broken"):
            opened(wrong, "it")


def test_what_readings_look_like_never_changes() -> None:
    assert hashlib.sha256(like_readings_of("")).hexdigest() == (
        "449c2c4eecb6510e41326f2370ea38d4c16daa948bbb405deda3b65a36a40fbc"
    )
    assert len(like_readings_of("é" * WINDOW)) == WINDOW
