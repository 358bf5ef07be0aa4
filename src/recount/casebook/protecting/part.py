"""A casebook as a folder of plain files at a level: a part of it, which says so and cannot be taken for the whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from recount import __version__
from recount.model import DataError, InputError, Level, OutputError, Protection, from_json, to_json

from ..bundle import (
    LEDGERS,
    LINKS,
    LONGEST_MANIFEST,
    MANIFEST,
    ORIGINALS,
    READINGS,
    REMARKS,
    REPORTS,
    original_row,
    sum_of,
    write_lines,
    writing_to,
)
from ..faults import Fault
from ..progress import Progress, quiet
from ..store.history import canonical
from ..store.lookup import documents, sources
from ..store.originals import originals
from .shown import Shown

if TYPE_CHECKING:
    from ..stored import StoredCasebook

PART = "part.json"
"""What is said of the part; there is no `manifest.json`, by which an export of the whole is known."""
CONTENT = (ORIGINALS, REPORTS, READINGS, REMARKS, LINKS, LEDGERS)
"""The files of content. There are no originals where words are hidden: nothing can be hidden in a page's bytes."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What an export at a level says of itself: what wrote it, what is withheld, and the SHA-256 of each file."""

    says: str = "A part of a casebook: it cannot be imported as the whole."
    recount: str = __version__
    protection: Protection
    files: dict[str, str]
    seal: str = ""

    def sealed(self) -> Part:
        """The same under the hash of all that it says."""
        said = msgspec.structs.replace(self, seal="")
        return msgspec.structs.replace(self, seal=hashlib.sha256(canonical(said)).hexdigest())


def export_part(stored: StoredCasebook, shown: Shown, folder: Path, progress: Progress = quiet) -> dict[str, str]:
    """Write what is shown of a casebook at a level into a folder; the SHA-256 of each file of content by its name.

    The log is not among it: its hashes would tell of what is withheld. Raises OutputError where the folder cannot be
    written to, or holds anything but such an export.
    """
    sums: dict[str, str] = {}
    with writing_to(folder):
        others = sorted(one.name for one in folder.iterdir() if one.name not in (*CONTENT, PART))
        if others or ((folder / ORIGINALS).exists() and not (folder / PART).exists()):
            mend = "name an empty folder with -o, so that nothing else is taken for a part of the export"
            raise OutputError(str(folder), "holds something else than an export at a level", mend)
        for name in (PART, *CONTENT):
            (folder / name).unlink(missing_ok=True)
        for done, (name, rows) in enumerate(_content(stored, shown, progress)):
            progress("export", done, len(CONTENT))
            sums[name] = write_lines(folder / name, rows)
        write_lines(folder / PART, [Part(protection=shown.protection, files=sums).sealed()])
    progress("export", len(CONTENT), len(CONTENT))
    return sums


def withheld_at(
    stored: StoredCasebook, level: Level, progress: Progress = quiet, as_of: str | None = None
) -> Shown | None:
    """What is shown of a casebook at a level; None where that is all of it."""
    shown = stored.shown(level, progress, as_of=as_of) if level != "confidential" else None
    return shown if isinstance(shown, Shown) and shown.protection.withheld else None


def is_part(folder: Path) -> bool:
    """Whether a folder holds an export at a level."""
    return (folder / PART).is_file() and not (folder / MANIFEST).exists()


def verify_part(folder: Path) -> Iterator[Fault]:
    """What of an export at a level was changed since it was written, and how: file by file.

    Raises InputError where the folder holds none.
    """
    if not is_part(folder):
        raise InputError(str(folder), f"holds no {PART}", "name a folder that recount export wrote at a level")
    with (folder / PART).open("rb") as stream:
        told = stream.read(LONGEST_MANIFEST)
    try:
        part = from_json(told, Part)
        sound = part == part.sealed() and told == to_json(part) + b"\n" and set(part.files) <= set(CONTENT)
    except (DataError, UnicodeDecodeError):
        sound = False
    if not sound:
        yield Fault(PART, "was changed since it was written")
        return
    for name, expected in sorted(part.files.items()):
        if sum_of(folder / name) != expected:
            yield Fault(name, "was changed since it was written, or is not there")


def _content(stored: StoredCasebook, shown: Shown, progress: Progress) -> Iterator[tuple[str, Iterator[object]]]:
    masks, keys = shown.masks, {}
    rows: list[object] = []
    with stored.store.reading() as connection:
        there, met = documents(connection), sources(connection)
        if not shown.hides_words:
            held = {report.sha256 for report in shown.reports}
            yield (
                ORIGINALS,
                (original_row(address, data) for address, data in originals(connection) if address in held),
            )
        for old, new in sorted(masks.ids.items(), key=lambda pair: pair[1]):
            whole = not masks.is_touched(old)
            keys[new] = there.keys[old] if whole else ""
            names = [row for row in met.get(there.keys[old], []) if whole and masks.clean(row[0]) == row[0]]
            rows.append({"key": keys[new], "report": masks.reports[new], "met": names})
    yield REPORTS, iter(rows)
    yield READINGS, ({"key": keys[one.report], "extraction": one} for one in shown.extractions)
    yield REMARKS, iter([*shown.set_aside, *shown.notices])
    yield LINKS, iter([shown.links(progress)])
    yield LEDGERS, iter(shown.ledgers(progress=progress))
