"""Readings of one extractor in all its versions: which there are, and the newest of each document until some moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import exists, func, select
from sqlalchemy.engine import Connection

from recount.model import Extraction, SetAside

from . import schema
from .lookup import of_readings, reading, there

Named = tuple[str, str]
"""An extractor's name, and its version beside the name."""


class Reread(NamedTuple):
    """One call of `reread`: by which version, how many readings it made, how many documents another had read, how
    many readings of this version were there before, and what could not be read.
    """

    version: str
    read: int
    again: int
    before: int
    set_aside: tuple[SetAside, ...]


class Version(msgspec.Struct, frozen=True):
    """A version of an extractor: how many readings it made, and the entries of the log of the first and the last."""

    extractor: str
    version: str
    readings: int
    first: int
    last: int

    @property
    def name(self) -> str:
        """Both in one: what a person calls it."""
        return f"{self.extractor} {self.version}".rstrip()


def family(name: str) -> str:
    """An extractor's name without the version that may stand after its last space: a word that begins with a digit."""
    words, _, last = name.rpartition(" ")
    return words if words and last[:1].isdigit() else name


def versions(connection: Connection, until: int | None = None) -> tuple[Version, ...]:
    """All versions of all extractors that read something, in the order in which they first did."""
    table = schema.extractions
    named = (table.c.extractor, table.c.version)
    columns = (*named, func.count(), func.min(table.c.made), func.max(table.c.made))
    rows = connection.execute(select(*columns).where(there(table.c.made, until)).group_by(*named)).all()
    return tuple(sorted((Version(*row) for row in rows), key=lambda one: (one.first, one.name)))


def read_again(connection: Connection, version: Version) -> tuple[int, int] | None:
    """The first and the last entry of the log by which a version read what an earlier one had read; None where none."""
    table, before = schema.extractions, schema.extractions.alias()
    same = [one for one in _names(connection) if family(one) == family(version.extractor)]
    had_read = exists().where(
        before.c.number == table.c.number,
        before.c.report == table.c.report,
        before.c.made < table.c.made,
        before.c.extractor.in_(same),
    )
    mine = (table.c.extractor == version.extractor) & (table.c.version == version.version)
    first, last = connection.execute(select(func.min(table.c.made), func.max(table.c.made)).where(mine, had_read)).one()
    return None if first is None else (first, last)


def newest(
    connection: Connection, extractor: str, until: int | None, texts: Mapping[str, str]
) -> dict[tuple[str, str], tuple[Named, Extraction]]:
    """What the newest version that had read it until then took from each document, with that version's name.

    By documents' keys and the ids under which they were read; `texts` are the documents' by key, the readings of
    others are left out. `until` is the entry of the log after which nothing counts, None for the last.
    """
    table = schema.extractions
    same = [one for one in _names(connection) if family(one) == family(extractor)]
    order = func.row_number().over(partition_by=(table.c.number, table.c.report), order_by=table.c.made.desc())
    columns = (table.c.number, table.c.report, table.c.extractor, table.c.version, order.label("age"))
    made = select(*columns).where(table.c.extractor.in_(same), there(table.c.made, until)).subquery()
    last = of_readings(table, schema.reports.c.key).join(
        made,
        (table.c.number == made.c.number)
        & (table.c.report == made.c.report)
        & (table.c.extractor == made.c.extractor)
        & (table.c.version == made.c.version),
    )
    rows = (row for row in connection.execute(last.where(made.c.age == 1)) if row.key in texts)
    return {(row.key, row.report): ((row.extractor, row.version), reading(row, texts[row.key])) for row in rows}


def unread(connection: Connection, extractor: str, version: str) -> int:
    """How many documents others have read, and this version of an extractor has not."""
    table = schema.extractions
    mine = select(table.c.number).where(table.c.extractor == extractor, table.c.version == version)
    others = select(func.count(table.c.number.distinct())).where(table.c.number.not_in(mine))
    return int(connection.execute(others).scalar_one())


def _names(connection: Connection) -> list[str]:
    return list(connection.execute(select(schema.extractions.c.extractor).distinct()).scalars())
