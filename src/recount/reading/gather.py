"""`read`: from paths as typed to reports, set-asides and notices, the same for any order of the paths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from recount.model import Notice, Reading, SetAside, UsageError

from .find import find
from .kinds import read_source
from .naming import settle
from .source import Keep, Remarks

_NUMBER = re.compile("[0-9]+")


def read(paths: Sequence[Path | str], *, progress: Callable[[int, int | None], None] | None = None) -> Reading:
    """All reports in files and folders: text, saved pages, JSON lines, any of them packed with gzip.

    A folder is read with all below it, hidden files apart; a `reports.csv` in it (columns file, title, publisher,
    published, url) says what its files do not. `progress(done, total)` is called with the files read so far and the
    files there are. Nothing that is wrong with an input is raised: it is set aside, and the others go through.

    Raises UsageError where `paths` is a string instead of a list.
    """
    return settled(read_each(paths, progress=progress))


def read_each(
    paths: Sequence[Path | str],
    *,
    progress: Callable[[int, int | None], None] | None = None,
    keep: Keep | None = None,
) -> Iterator[Reading]:
    """As `read`, one file after the other: each file's reports under the ids that they give themselves.

    `keep` is handed the raw bytes of each report before the reading that holds it comes. The last reading holds no
    report, and what is to be said of the paths and folders.
    """
    if isinstance(paths, str):
        raise UsageError("paths", "is one string, whose letters would be the paths", "give a list of paths")
    found = find(paths)
    if progress:
        progress(0, len(found.sources))
    for done, source in enumerate(found.sources, start=1):
        said = Remarks(source.name)
        reports = read_source(msgspec.structs.replace(source, keep=keep), said)
        yield Reading(tuple(reports), tuple(said.set_aside()), tuple(said.notices()))
        if progress:
            progress(done, len(found.sources))
    yield Reading(
        set_aside=tuple(aside for said in found.remarks for aside in said.set_aside()),
        notices=tuple(note for said in found.remarks for note in said.notices()),
    )


def settled(readings: Iterable[Reading]) -> Reading:
    """What was read as one reading: each document once, under an id of its own; the same in any order."""
    every = list(readings)
    reports, notices = settle(report for one in every for report in one.reports)
    return Reading(
        reports=tuple(reports),
        set_aside=tuple(sorted((aside for one in every for aside in one.set_aside), key=_aside_order)),
        notices=tuple(sorted([*notices, *(note for one in every for note in one.notices)], key=_note_order)),
    )


def _aside_order(aside: SetAside) -> tuple[str, str, str, str]:
    return _counted(aside.input), aside.input, aside.wrong, aside.mend


def _note_order(notice: Notice) -> tuple[str, str, str]:
    return _counted(notice.input), notice.input, notice.says


def _counted(name: str) -> str:
    """A name that sorts line 9 before line 12."""
    return _NUMBER.sub(lambda digits: digits[0].zfill(12), name)
