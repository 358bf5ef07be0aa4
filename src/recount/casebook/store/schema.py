"""The tables of a casebook, as the newest migration leaves them.

What each row holds beside its keys is the model's JSON, packed (`packing`). Nothing here names a document's order of
coming, except `log` and the numbers that point to it: they say what was done when, and no export of content shows them.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Sha(TypeDecorator[str]):
    """A SHA-256 in hexadecimal, kept as its 32 bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """What is kept."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """What was kept."""
        return None if value is None else bytes(value).hex()


METADATA = MetaData()
SHA = String(64)
HASH = Sha(32)
"""Hashes of what each report has: as bytes they take half the room."""
NUMBER = BigInteger().with_variant(Integer, "sqlite")

log = Table(
    "log",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("what", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("before", SHA, nullable=False),
    Column("seal", SHA, nullable=False),
)
"""What was done when: one row for each thing that was done to the casebook, numbered without gaps, never changed.

`seal` is the hash of the row with `before`, the seal of the row before it: a chain (`history`)."""

packs = Table(
    "packs",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("seal", HASH, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Raw bytes of some reports that came together, packed as one: they share most of their words.

Here and below `seal` is the hash of what names the row and of `body` as it stands (`packing`)."""

raws = Table(
    "raws",
    METADATA,
    Column("sha256", HASH, primary_key=True),
    Column("pack", NUMBER, ForeignKey("packs.number"), nullable=False),
    Column("start", NUMBER, nullable=False),
    Column("size", NUMBER, nullable=False),
    sqlite_with_rowid=False,
)
"""Raw bytes of reports by their SHA-256: where they begin in their pack, and how many they are."""

reports = Table(
    "reports",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("key", HASH, nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("raw", HASH, ForeignKey("raws.sha256"), nullable=False),
    Column("published", String(10), nullable=False),
    Column("added", NUMBER, ForeignKey("log.number"), nullable=False),
    Column("seal", HASH, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""Documents, each once. `key` is the hash of all that makes one; `name` the id that it gives itself, which others may
share; `published` an ISO day or empty."""

sources = Table(
    "sources",
    METADATA,
    Column("key", HASH, ForeignKey("reports.key"), primary_key=True),
    Column("source", Text, primary_key=True),
    Column("times", NUMBER, primary_key=True, autoincrement=False),
    Column("since", NUMBER, ForeignKey("log.number")),
    sqlite_with_rowid=False,
)
"""Under which names a document was met, and how many times in one call: the most of them counts.

Here and below `since` is the entry of the log that it came with, NULL where that was not kept yet: it then counts as
there from the beginning."""

remarks = Table(
    "remarks",
    METADATA,
    Column("seal", SHA, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("since", NUMBER, ForeignKey("log.number")),
)
"""What was set aside in reading, and notices: `kind` is `set_aside` or `notice`, `seal` the hash of kind and body."""

extractions = Table(
    "extractions",
    METADATA,
    Column("number", NUMBER, ForeignKey("reports.number"), primary_key=True, autoincrement=False),
    Column("report", Text, primary_key=True),
    Column("extractor", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("made", NUMBER, ForeignKey("log.number"), nullable=False),
    Column("seal", HASH, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What each version of each extractor took from a document, by its number, under the id `report`. Never overwritten."""

caches = Table(
    "caches",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("key", SHA, primary_key=True),
    Column("held", SHA, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
)
"""What can be computed again. `key` is the hash of all inputs; `held` that of the links that it rests on: rows that
rest on links which no longer stand are swept away."""

decisions = Table(
    "decisions",
    METADATA,
    Column("number", NUMBER, ForeignKey("log.number"), primary_key=True, autoincrement=False),
    Column("act", Text),
    Column("act_salt", String(32), nullable=False),
    Column("person", Text),
    Column("person_salt", String(32), nullable=False),
)
"""Reviewers' rulings, by the number of their log entry, which holds salted hashes of the two parts and no more.

So what names persons can be erased (the part is then NULL, its salt empty) and the chain still holds. `act` is what
was ruled, `person` who ruled and why."""

tombstones = Table(
    "tombstones",
    METADATA,
    Column("what", String(16), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("told", NUMBER, ForeignKey("log.number"), primary_key=True, autoincrement=False),
    Column("erased", NUMBER, ForeignKey("log.number"), nullable=False),
)
"""What stood here and was erased: `what` is `report`, `raw`, `reading`, `act` or `person`; `name` is the hash that the
log entry `told` knows it by, `erased` the log entry of the erasure. Where they are one, the tombstone came in a bundle.

Each erasure's entry holds the digest of its tombstones (`tombs`)."""

standing = Table(
    "standing",
    METADATA,
    Column("what", String(16), primary_key=True),
    Column("key", SHA, nullable=False),
    Column("turn", NUMBER, nullable=False),
    Column("upto", SHA, nullable=False),
)
"""What the tables below rest on. They hold what linking made of the readings, report by report and event by event; all
of it can be computed again, and none of it is sealed. `key` is the hash of the versions that made it, `turn` counts how
often it was brought up to date, `upto` is the seal of the log's entry up to which all is linked."""

linked = Table(
    "linked",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("report", Text, nullable=False, unique=True),
    Column("event", String(32), nullable=False),
    Column("stretch", NUMBER, nullable=False, index=True),
    Column("core", Boolean, nullable=False),
    Column("print", NUMBER, nullable=True, index=True),
    Column("words", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Reports that are linked, by their number and settled id: the event that each is in, and what grouping looks at.
`print` is the start of the hash of its words."""

events = Table(
    "events",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("start", String(10), nullable=False),
    Column("home", LargeBinary, nullable=False),
    Column("ties", LargeBinary, nullable=False),
    Column("line", LargeBinary, nullable=False),
)
"""Events: `home` is which reports make it, `ties` all that was tied in it, `line` what a list of events shows of it.
`start` is its first day, or `~` for want of one, so that it sorts last."""

names = Table(
    "names",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
"""Names by which reports can be told again months later, and who holds them."""

places = Table(
    "places",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Places, and what reports have told of each."""

voices = Table(
    "voices",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Claimants and actors of more than one event: their names and spellings, and how often each stands."""

copies = Table(
    "copies",
    METADATA,
    Column("one", NUMBER, primary_key=True, autoincrement=False),
    Column("other", NUMBER, primary_key=True, autoincrement=False, index=True),
    Column("kept", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Two reports of which one repeats the other, by their numbers; of near copies not all are `kept`."""

runs = Table(
    "runs",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("size", NUMBER, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Runs of words with the reports that hold them, of some reports each row, so that copies of them can be found."""

LINKED = (events, linked, names, places, voices, copies, runs, standing)
"""The tables of what linking made: all of it can be computed again, and words of reports are in it."""

KEPT = (log, packs, raws, reports, sources, remarks, extractions, decisions, tombstones)
"""The tables of what was given or done. What the others hold can be computed again."""

NEWEST = "0007"
"""The version of this schema: that of the newest step in `migrations/`."""
VERSION_TABLE = "casebook_version"
"""Where the schema's version stands."""
WORDS = "report_words"
"""The full-text index, by reports' numbers: an FTS5 table, or a table with a tsvector."""
