"""A file that may hold reports, and what is to be said of it: set-asides and notices, bounded in number."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePath

import msgspec

from recount.model import InputError, Notice, SetAside

NAMED = 1_000
"""How many faulty lines of one file are named one by one; the rest is counted. A hostile file has millions."""

JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: invisible like the rest of their class, yet part of correct Persian and Indic words."""


Keep = Callable[[str, bytes], None]
"""Is handed the raw bytes of each report that was read, with their SHA-256: for whoever keeps originals."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a `reports.csv` says of one file: `file` below its folder, in `line` (from 1). Empty and None: not said."""

    line: int
    file: str
    title: str = ""
    publisher: str = ""
    published: dt.date | None = None
    url: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One regular file to read.

    `name` is what a person calls it: as typed, or its name inside the folder that was typed. `named` is whether the
    person (or a `reports.csv`) asked for this very file. `entry` is what a `reports.csv` says of it. `keep` is handed
    the raw bytes of each report.
    """

    path: Path
    name: str
    named: bool = True
    entry: Entry | None = None
    keep: Keep | None = None

    def address(self, data: bytes) -> str:
        """The SHA-256 of a report's raw bytes, which addresses them; the bytes go to whoever keeps them."""
        digest = hashlib.sha256(data).hexdigest()
        if self.keep is not None:
            self.keep(digest, data)
        return digest

    @property
    def file(self) -> str:
        """The file's name without folders, fit to show."""
        return shown(self.path.name)

    @property
    def inner(self) -> PurePath:
        """The file's name without a final `.gz`: what tells its kind and its stem."""
        name = PurePath(self.path.name)
        return name.with_suffix("") if name.suffix.lower() == ".gz" else name

    @property
    def stem(self) -> str:
        """The file's name without folders and suffixes."""
        return self.inner.stem

    def error(self, wrong: str, mend: str) -> InputError:
        """The error that says what is wrong with this file as a whole."""
        return InputError(self.name, wrong, mend)


class Remarks:
    """What is to be said of one input. What is said of parts of it is counted where it is more than `NAMED`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._set_aside: list[SetAside] = []
        self._notices: list[Notice] = []
        self._unnamed = 0
        self._unsaid = 0

    def refuse(self, wrong: str, mend: str, *, part: str = "") -> None:
        """Set the input aside, or the part of it that `part` names (":12", " line 3")."""
        if not part or len(self._set_aside) < NAMED:
            self._set_aside.append(SetAside(self.name + part, wrong, mend))
        else:
            self._unnamed += 1

    def note(self, says: str, *, part: str = "") -> None:
        """Say something of an input that was taken in all the same."""
        if not part or len(self._notices) < NAMED:
            self._notices.append(Notice(self.name + part, says))
        else:
            self._unsaid += 1

    def set_aside(self) -> list[SetAside]:
        """All that was set aside, in the order it was met."""
        if not self._unnamed:
            return list(self._set_aside)
        more = SetAside(self.name, f"{self._unnamed} further lines cannot be taken in", "mend the lines named first")
        return [*self._set_aside, more]

    def notices(self) -> list[Notice]:
        """All notices, in the order they were met."""
        if not self._unsaid:
            return list(self._notices)
        return [*self._notices, Notice(self.name, f"{self._unsaid} further notices are left out")]


def shown(name: str) -> str:
    """A file's name fit to show: what cannot be printed, or moves the cursor or the reading direction, is replaced."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _hidden(char) else char for char in name)


def cleaned(words: str, limit: int) -> str:
    """Metadata as one line of at most `limit` characters, without control and direction-changing characters."""
    kept = (" " if char.isspace() or unicodedata.category(char) == "Cc" else char for char in words[: 4 * limit])
    line = " ".join("".join(char for char in kept if not _hidden(char)).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in JOINERS
