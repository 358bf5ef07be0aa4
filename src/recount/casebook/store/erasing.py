"""What goes when something is erased: rows, and all that was made of them. Tombstones stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, delete, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from recount.model import Decision, Notice, Report, SetAside, Subject

from . import schema
from .batches import MANY, batched
from .lookup import document, of_readings, read_back, rows_of
from .originals import Originals, drop_originals
from .rulings import Person, decision_rows, parts_of, told_of
from .shrinking import leave_unwiped
from .tombs import Tomb
from .words import unindex, words_of


def drop_documents(connection: Connection, keys: Sequence[str]) -> list[Tomb]:
    """Take documents away with all that was read in them and decided on them; the tombs of all that.

    What linking made of them is let go of before.
    """
    reports, readings = schema.reports, schema.extractions
    if not keys:
        return []
    _drop_computed(connection, schema.caches)
    rows = [
        row
        for part in batched(sorted(keys), MANY)
        for row in connection.execute(rows_of(reports).where(reports.c.key.in_(part)))
    ]
    tombs = [Tomb("report", row.key, row.added) for row in rows]
    for part in batched(sorted(keys), MANY):
        asked = of_readings(readings.c.seal, readings.c.made)
        made = connection.execute(asked.where(reports.c.key.in_(part)))
        tombs += [Tomb("reading", seal, number) for seal, number in made]
    tombs += _drop_acts(connection, set(keys))
    originals = Originals(connection)
    unindex(connection, [(row.number, words_of(*_indexed(document(row, originals.of(row))))) for row in rows])
    _drop_remarks(connection, set(keys))
    for named, values in ((reports.c.number, [row.number for row in rows]), (reports.c.key, keys)):
        for column in _that_lead_to(named):
            _drop(connection, column, values)
    _drop(connection, reports.c.key, keys)
    tombs += _drop_originals(connection, {row.raw: row.added for row in rows})
    return tombs


def drop_decisions(connection: Connection, numbers: Collection[int]) -> list[Tomb]:
    """Take decisions away, what was ruled and who ruled; their tombs. The log keeps the ruling's kind and its time."""
    rows = connection.execute(decision_rows().where(schema.decisions.c.number.in_(list(numbers)))).all()
    return _clear_all(connection, rows, ("act", "person"))


def drop_reviewer(connection: Connection, reviewer: str) -> list[Tomb]:
    """Take a reviewer's name and reasons out of all decisions, which stand; the tombs of these parts."""
    rows = [row for row in connection.execute(decision_rows()).all() if _person(row).reviewer == reviewer]
    return _clear_all(connection, rows, ("person",))


def _clear_all(connection: Connection, rows: Sequence[Any], parts: Collection[str]) -> list[Tomb]:
    if any(part.part in parts for row in rows for part in parts_of(row)):
        _drop_computed(connection, schema.caches)
    return [tomb for row in rows for tomb in _clear(connection, row, parts)]


def naming(connection: Connection, name: str) -> list[int]:
    """The decisions in which a name still stands: in a reason, or in what was ruled."""
    asked = name.casefold()
    rows = connection.execute(decision_rows())
    return [row.number for row in rows if any(asked in part.text.casefold() for part in parts_of(row))]


def speaks_of(remark: SetAside | Notice, sources: Collection[str]) -> bool:
    """Whether a remark is about one of these inputs, which it may name with folders before."""
    return remark.input in sources or remark.input.rpartition("/")[2] in sources


def _drop_computed(connection: Connection, *tables: Table) -> None:
    """Take away what was computed, and can be again: it may hold words of anything."""
    leave_unwiped(connection)
    for table in tables:
        connection.execute(delete(table))


def _indexed(report: Report) -> tuple[str, str]:
    return report.title, report.text


def _drop_originals(connection: Connection, addresses: dict[str, int]) -> list[Tomb]:
    """Take away raw bytes that no document has any more."""
    reports = schema.reports
    left = {
        address
        for part in batched(sorted(addresses), MANY)
        for address in connection.execute(select(reports.c.raw).where(reports.c.raw.in_(part))).scalars()
    }
    drop_originals(connection, addresses.keys() - left)
    return [Tomb("raw", address, told) for address, told in addresses.items() if address not in left]


def _drop_acts(connection: Connection, keys: set[str]) -> list[Tomb]:
    """Take away the decisions that rule on words of documents: their spans hold these."""
    rows = [row for row in connection.execute(decision_rows()).all() if row.act is not None]
    about = [row for row in rows if _rules_on(read_back(row.act.encode(), Decision, "a decision"), keys)]
    return [tomb for row in about for tomb in _clear(connection, row, ("act", "person"))]


def _rules_on(act: Decision, keys: set[str]) -> bool:
    """Whether a decision is about one of the documents. One about an event names its reports' hashes and no words."""

    def within(subject: Subject) -> bool:
        return subject.report in keys or (bool(subject.reports) and set(subject.reports) <= keys)

    return any(within(subject) for subject in (act.subject, *act.others))


def _clear(connection: Connection, row: Any, parts: Iterable[str]) -> Iterator[Tomb]:
    told = told_of(row.body, f"decision {row.number}")
    for part in parts_of(row):
        if part.part in parts:
            table = schema.decisions
            gone = {part.part: None, f"{part.part}_salt": ""}
            connection.execute(update(table).where(table.c.number == row.number).values(gone))
            yield Tomb(part.part, getattr(told, part.part), row.number)


def _person(row: Any) -> Person:
    return (
        read_back(row.person.encode(), Person, f"decision {row.number}") if row.person is not None else Person("", "")
    )


def _drop_remarks(connection: Connection, keys: set[str]) -> None:
    """Take away what was said of inputs that only these documents came in."""
    table = schema.sources
    met = connection.execute(select(table.c.key, table.c.source)).all()
    gone = {source for key, source in met if key in keys and source}
    gone -= {source for key, source in met if key not in keys}
    remarks = schema.remarks
    if not gone:
        return
    seals = [row.seal for row in connection.execute(select(remarks)) if speaks_of(_remark(row), gone)]
    _drop(connection, remarks.c.seal, seals)


def _remark(row: Any) -> SetAside | Notice:
    if row.kind == "set_aside":
        return read_back(row.body.encode(), SetAside, "a remark")
    return read_back(row.body.encode(), Notice, "a remark")


def _that_lead_to(key: Column[Any]) -> Iterator[Column[Any]]:
    """The columns of other tables that name a document."""
    tables: list[Table] = schema.METADATA.sorted_tables
    for table in reversed(tables):
        yield from (column for column in table.columns if column.references(key))


def _drop(connection: Connection, column: ColumnElement[Any], names: Collection[Any]) -> None:
    for part in batched(sorted(names), MANY):
        connection.execute(delete(column.table).where(column.in_(part)))
