"""`read`: from paths as typed to reports, set-asides and notices, the same for any order of the paths."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from recount.model import Notice, Reading, Report, SetAside, UsageError

from .find import find
from .kinds import read_source
from .naming import settle
from .source import Remarks

_NUMBER = re.compile("[0-9]+")


def read(paths: Sequence[Path | str], *, progress: Callable[[int, int | None], None] | None = None) -> Reading:
    """All reports in files and folders: text, saved pages, JSON lines, any of them packed with gzip.

    A folder is read with all below it, hidden files apart; a `reports.csv` in it (columns file, title, publisher,
    published, url) says what its files do not. `progress(done, total)` is called with the files read so far and the
    files there are. Nothing that is wrong with an input is raised: it is set aside, and the others go through.

    Raises UsageError where `paths` is a string instead of a list.
    """
    if isinstance(paths, str):
        raise UsageError("paths", "is one string, whose letters would be the paths", "give a list of paths")
    found = find(paths)
    remarks = found.remarks
    reports: list[Report] = []
    if progress:
        progress(0, len(found.sources))
    for done, source in enumerate(found.sources, start=1):
        said = Remarks(source.name)
        reports.extend(read_source(source, said))
        remarks.append(said)
        if progress:
            progress(done, len(found.sources))
    settled, notices = settle(reports)
    return Reading(
        reports=tuple(settled),
        set_aside=tuple(sorted((aside for said in remarks for aside in said.set_aside()), key=_aside_order)),
        notices=tuple(sorted([*notices, *(note for said in remarks for note in said.notices())], key=_note_order)),
    )


def _aside_order(aside: SetAside) -> tuple[str, str, str, str]:
    return _counted(aside.input), aside.input, aside.wrong, aside.mend


def _note_order(notice: Notice) -> tuple[str, str, str]:
    return _counted(notice.input), notice.input, notice.says


def _counted(name: str) -> str:
    """A name that sorts line 9 before line 12."""
    return _NUMBER.sub(lambda digits: digits[0].zfill(12), name)
