"""A report: one document as an outlet published it."""

from __future__ import annotations

import datetime as dt

import msgspec


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document as an outlet published it. Immutable.

    `sha256` is the hexadecimal SHA-256 of the raw bytes that were read, and addresses them; `id` is unique in one
    casebook (the file's stem, or a JSON line's `doc_id`); `source` names the input as the user gave it, without
    folders, never a path of the machine. `text` is what all spans count in. Empty strings and None are "not known".
    """

    id: str
    sha256: str
    text: str
    title: str = ""
    publisher: str = ""
    published: dt.date | None = None
    url: str = ""
    language: str = "en"
    source: str = ""

    @property
    def outlet(self) -> str:
        """The publisher where known, else the report's id: a name to show for who published it."""
        return self.publisher or self.id


class SetAside(msgspec.Struct, frozen=True):
    """An input that could not be taken in: which, what is wrong, and how to mend it. Never holds report text."""

    input: str
    wrong: str
    mend: str


class Notice(msgspec.Struct, frozen=True):
    """Something a user should know of an input that was taken in all the same (an impossible date left out, say)."""

    input: str
    says: str


class Reading(msgspec.Struct, frozen=True):
    """What reading gives: the reports, what was set aside, and notices; each sorted, whatever the order of inputs."""

    reports: tuple[Report, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    notices: tuple[Notice, ...] = ()
