"""The seventh schema takes less room: originals are packed together, hashes are bytes; all is linked anew."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HASH = sa.LargeBinary(32)
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
FULL = 65_536
PART = 500


def upgrade() -> None:
    """Write the tables of reports anew, and empty those of what linking made."""
    _computed()
    connection = op.get_bind()
    server = connection.dialect.name != "sqlite"
    if server:
        op.execute("ALTER TABLE report_words DROP CONSTRAINT report_words_rowid_fkey")
    for name in ("raws", "reports", "sources", "extractions"):
        op.rename_table(name, f"old_{name}")
    op.drop_index("ix_reports_name", "old_reports")
    highest = _highest(connection, server)
    _make()
    _copy_originals(connection)
    _copy(connection, "reports", ("key", "raw", "seal"))
    _copy(connection, "sources", ("key",))
    _copy(connection, "extractions", ("seal",), _READINGS)
    for name in ("extractions", "sources", "reports", "raws"):
        op.drop_table(f"old_{name}")
    op.create_index("ix_reports_name", "reports", ["name"])
    if server:
        op.execute("ALTER TABLE report_words ADD FOREIGN KEY (rowid) REFERENCES reports(number)")
        if highest:
            op.execute(f"SELECT setval(pg_get_serial_sequence('reports', 'number'), {highest})")
    elif highest:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'reports'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('reports', {highest})")  # noqa: S608


def _computed() -> None:
    for name in ("events", "places", "voices", "copies", "linked", "names", "runs", "standing"):
        op.execute(f"DELETE FROM {name}")  # noqa: S608
    for name in ("places", "voices", "copies"):
        op.drop_table(name)
    op.create_table(
        "places",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "voices",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("one", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("other", NUMBER, primary_key=True, autoincrement=False, index=True),
        sa.Column("kept", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def _make() -> None:
    op.create_table(
        "packs",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("seal", HASH, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "raws",
        sa.Column("sha256", HASH, primary_key=True),
        sa.Column("pack", NUMBER, sa.ForeignKey("packs.number"), nullable=False),
        sa.Column("start", NUMBER, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("key", HASH, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("raw", HASH, sa.ForeignKey("raws.sha256"), nullable=False),
        sa.Column("published", sa.String(10), nullable=False),
        sa.Column("added", NUMBER, sa.ForeignKey("log.number"), nullable=False),
        sa.Column("seal", HASH, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sources",
        sa.Column("key", HASH, sa.ForeignKey("reports.key"), primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("times", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("since", NUMBER, sa.ForeignKey("log.number")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "extractions",
        sa.Column("number", NUMBER, sa.ForeignKey("reports.number"), primary_key=True, autoincrement=False),
        sa.Column("report", sa.Text, primary_key=True),
        sa.Column("extractor", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("made", NUMBER, sa.ForeignKey("log.number"), nullable=False),
        sa.Column("seal", HASH, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def _highest(connection: sa.Connection, server: bool) -> int:
    """The highest number that any report ever had: it is not given again."""
    of = (
        "SELECT max(number) FROM old_reports"
        if server
        else "SELECT seq FROM sqlite_sequence WHERE name LIKE '%reports'"
    )
    return int(connection.execute(sa.text(of)).scalar() or 0)


def _copy_originals(connection: sa.Connection) -> None:
    """Pack the raw bytes anew, those of reports that came together into one."""
    first = "SELECT raw, min(number) AS number FROM old_reports GROUP BY raw"
    asked = sa.text(
        f"SELECT w.sha256, w.body FROM old_raws w LEFT JOIN ({first}) r ON r.raw = w.sha256 "  # noqa: S608
        "ORDER BY r.number, w.sha256"
    )
    number, part, size = 0, list[tuple[str, bytes]](), 0
    for row in connection.execute(asked).mappings():
        data = zlib.decompress(row["body"])
        if part and size + len(data) > FULL:
            number += 1
            _pack(connection, number, part)
            part, size = [], 0
        part.append((row["sha256"], data))
        size += len(data)
    if part:
        _pack(connection, number + 1, part)


def _pack(connection: sa.Connection, number: int, part: Sequence[tuple[str, bytes]]) -> None:
    body = zlib.compress(b"".join(data for _, data in part), 6)
    names = json.dumps([str(number)], separators=(",", ":")).encode()
    seal = hashlib.sha256(names + b"\n" + body).digest()
    connection.execute(
        sa.text("INSERT INTO packs (number, seal, body) VALUES (:number, :seal, :body)"),
        {"number": number, "seal": seal, "body": body},
    )
    start = 0
    for address, data in part:
        connection.execute(
            sa.text("INSERT INTO raws (sha256, pack, start, size) VALUES (:sha256, :pack, :start, :size)"),
            {"sha256": bytes.fromhex(address), "pack": number, "start": start, "size": len(data)},
        )
        start += len(data)


_READINGS = """SELECT r.number, e.report, e.extractor, e.version, e.made, e.seal, e.body
FROM old_extractions e JOIN old_reports r ON r.key = e.key ORDER BY r.number"""


def _copy(connection: sa.Connection, name: str, hashes: Sequence[str], asked: str = "") -> None:
    """Copy a table's rows; the columns of hashes hold their bytes then."""
    rows = iter(connection.execute(sa.text(asked or f"SELECT * FROM old_{name}")).mappings())  # noqa: S608
    for part in _parts(rows):
        made = [{**row, **{column: bytes.fromhex(row[column]) for column in hashes}} for row in part]
        columns = ", ".join(made[0])
        values = ", ".join(f":{column}" for column in made[0])
        connection.execute(sa.text(f"INSERT INTO {name} ({columns}) VALUES ({values})"), made)  # noqa: S608


def _parts(rows: Iterator[Any]) -> Iterator[list[dict[str, Any]]]:
    while part := [dict(row) for row in islice(rows, PART)]:
        yield part
