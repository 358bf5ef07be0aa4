"""Places put in by hand beside the compiled file: `added.toml`, whose head explains its format."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files

import msgspec

from recount.model import DataError

from .folding import fold, skeleton
from .index import Kind

SCHEMES = ("recount:", "area:")
"""What the ids of places put in by hand begin with."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One place as the table holds it."""

    id: str
    name: str
    kind: Kind
    source: str
    within: str = msgspec.field(name="in")
    names: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


class Renamed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """More names of a place of the compiled file."""

    id: str
    names: tuple[str, ...]
    source: str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    added: tuple[Row, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    sources: dict[str, str] = {}


class Added(msgspec.Struct, frozen=True):
    """The rows by id, the ids that a key names, and the id of the row that holds a place."""

    rows: Mapping[str, Row] = {}
    keys: Mapping[str, tuple[str, ...]] = {}
    holder: Mapping[str, str] = {}


def read(text: str) -> Added:
    """The table as an index. Raises DataError where it breaks its format or contradicts itself."""
    try:
        table = msgspec.convert(tomllib.loads(text), _Table)
        said = [(row.id, row.source) for row in table.added] + [(one.id, one.source) for one in table.renamed]
        for id, source in said:
            if source not in table.sources:
                raise ValueError(f"{id}: no source {source!r}")
        rows: dict[str, Row] = {}
        keys: dict[str, tuple[str, ...]] = {}
        holder: dict[str, str] = {}
        for row in table.added:
            if not row.id.startswith(SCHEMES) or rows.setdefault(row.id, row) is not row:
                raise ValueError(f"{row.id}: an id of its own is wanted, which begins with {' or '.join(SCHEMES)}")
            for held in row.holds:
                if holder.setdefault(held, row.id) != row.id:
                    raise ValueError(f"{held} lies in {holder[held]} and in {row.id}")
        for row in table.added:
            if row.within.startswith(SCHEMES) and row.within not in rows:
                raise ValueError(f"{row.id}: nothing is known of {row.within}")
            _round(row, rows)
        for id, names in [*((row.id, (row.name, *row.names)) for row in table.added),
                          *((one.id, one.names) for one in table.renamed)]:  # fmt: skip
            for name in names:
                for key in (fold(name), f"~{skeleton(fold(name))}"):
                    if len(key) > 1 and id not in keys.get(key, ()):
                        keys[key] = (*keys.get(key, ()), id)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, ValueError) as fault:
        raise DataError("gazetteer/added.toml", str(fault), "follow the format in the file's head") from fault
    return Added(rows, keys, holder)


def _round(row: Row, rows: Mapping[str, Row]) -> None:
    seen = {row.id}
    while row.within in rows:
        row = rows[row.within]
        if row.id in seen:
            raise ValueError(f"{row.id} lies in itself")
        seen.add(row.id)


@functools.cache
def added() -> Added:
    """The table that ships with Recount. Raises DataError where it breaks its format."""
    return read(files("recount.linking.gazetteer").joinpath("added.toml").read_text(encoding="utf-8"))
