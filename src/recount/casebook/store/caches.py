"""What can be computed again and is kept so long, under keys that name all that went into it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec
from sqlalchemy import delete, select, update

from recount import __version__
from recount.model import DataError, RecountError, from_json, to_json

from . import schema
from .batches import MANY, batched
from .engine import Store
from .packing import opened, pack
from .upsert import insert_missing

T = TypeVar("T")


def key_of(*inputs: object) -> str:
    """A hash that names all inputs: values of the model, texts, numbers, lists of these."""
    return hashlib.sha256(msgspec.json.encode(inputs, order="deterministic")).hexdigest()


@lru_cache
def version_of(*rooms: str) -> str:
    """The version of Recount and a hash of all files of some of its rooms: what they compute changes with these."""
    digest = hashlib.sha256()
    for room in sorted(rooms):
        for name, content in _contents(files("recount") / room, room):
            digest.update(f"{name} {len(content)} ".encode())
            digest.update(content)
    return f"{__version__}+{digest.hexdigest()[:16]}"


def recall(store: Store, kind: str, keys: Sequence[str], type_: type[T]) -> dict[str, T]:
    """What was computed under these keys; what does not read back is left out."""
    table = schema.caches
    with store.reading() as connection:
        rows = [
            row
            for part in batched(keys, MANY)
            for row in connection.execute(
                select(table.c.key, table.c.body).where(table.c.kind == kind, table.c.key.in_(part))
            )
        ]
    found = {}
    for key, body in rows:
        with suppress(DataError):
            found[key] = from_json(opened(body, "a cache"), type_)
    return found


def remember(
    store: Store,
    held: str,
    rows: Mapping[tuple[str, str], object],
    still: Sequence[str] = (),
    sweep: Sequence[str] = (),
) -> None:
    """Keep what was computed, by kind and key, as resting on the links that `held` names.

    What stands under the keys `still` rests on them too; of the kinds `sweep` what rests on others is dropped. Where
    nothing can be written, nothing is kept: it will be computed again.
    """
    table = schema.caches
    made = [
        {"kind": kind, "key": key, "held": held, "body": pack(to_json(value)).body}
        for (kind, key), value in sorted(rows.items(), key=lambda row: row[0])
    ]
    with suppress(RecountError), store.writing() as connection:
        insert_missing(connection, table, made)
        for part in batched(still, MANY):
            connection.execute(update(table).where(table.c.key.in_(part)).values(held=held))
        if sweep:
            connection.execute(delete(table).where(table.c.held != held, table.c.kind.in_(sweep)))


def _contents(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        inside = f"{name}/{item.name}"
        if item.is_dir():
            if item.name != "__pycache__":
                found += _contents(item, inside)
        elif not item.name.endswith(".pyc"):
            found.append((inside, item.read_bytes()))
    return found
