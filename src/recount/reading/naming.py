"""Report ids: one each, whatever the order in which the reports were met."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from recount.model import Notice, Report

from .source import cleaned

LONGEST = 100
"""Characters that an id may have before it is told apart from others."""
BOUND = 4_096
"""Characters of a name that are looked at."""
DIGITS = 8
"""Hexadecimal digits of a hash that tell apart documents of one name; more are taken where these do not."""


def id_from(words: str) -> str:
    """An id made of a file's stem or a `doc_id`: one line, without `#` (which ids of claims use), and bounded."""
    line = cleaned(words[:BOUND].replace("#", ""), BOUND)
    if len(line) > LONGEST:
        line = f"{line[: LONGEST - DIGITS - 1]}-{hashlib.sha256(line.encode()).hexdigest()[:DIGITS]}"
    return line or "report"


def settle(reports: Iterable[Report]) -> tuple[list[Report], list[Notice]]:
    """The reports with ids of their own, sorted by them, and notices.

    The same document met twice (bytes, text and metadata) is one report. Different documents of one id each get
    "-" and the first digits of their SHA-256.
    """
    named, notices = told_apart(reports)
    return [msgspec.structs.replace(report, id=id) for id, report in named], notices


def told_apart(reports: Iterable[Report]) -> tuple[list[tuple[str, Report]], list[Notice]]:
    """As `settle`, each report as it was given beside the id that it gets."""
    groups: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        groups[report.id].append(report)
    named: dict[str, Report] = {}
    notices: list[Notice] = []
    for id, group in sorted(groups.items()):
        different = _different(group)
        named.update(different)
        first = next(iter(different.values()))
        if len(different) < len(group):
            dropped = len(group) - len(different)
            says = (
                f"the same document is there {dropped + 1} times" if len(different) == 1 else "documents are repeated"
            )
            notices.append(Notice(first.source, f"{says}; read once"))
        if len(different) > 1:
            says = f"{len(different)} different documents are called {id}; each id ends in the start of its SHA-256"
            notices.append(Notice(first.source, says))
    ids = settled_ids((report.id, report.sha256, key) for key, report in named.items())
    return sorted(((id, named[key]) for key, id in ids.items()), key=_id), notices


def settled_ids(documents: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The ids of different documents by their content keys; given are their names, SHA-256 and content keys.

    The ids of some are what they are among all if with them are all that are called by what an id begins with
    (`beginnings`).
    """
    given = sorted(documents)
    times = Counter(name for name, _, _ in given)
    ids = {key: name if times[name] == 1 else f"{name}-{sha256[:DIGITS]}" for name, sha256, key in given}
    digits = DIGITS
    while len(counts := Counter(ids.values())) < len(ids):
        ids = {key: id if counts[id] == 1 else f"{id}-{key[:digits]}" for key, id in ids.items()}
        digits += DIGITS
    return ids


def beginnings(id: str) -> list[str]:
    """What an id begins with that may be the name of another document: up to each of its hyphens, and all of it."""
    return [id[:at] for at, sign in enumerate(id) if sign == "-" and at] + [id]


def _different(group: list[Report]) -> dict[str, Report]:
    """The group without repetitions, by content key; of repetitions the one whose source sorts first."""
    first = {content_key(report): report for report in sorted(group, key=_source, reverse=True)}
    return {key: first[key] for key in sorted(first)}


def content_key(report: Report) -> str:
    """A hash of all that makes a document before its id is settled, `source` apart."""
    parts = (report.id, report.sha256, report.title, report.publisher, report.published, report.url, report.text)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _source(report: Report) -> str:
    return report.source


def _id(named: tuple[str, Report]) -> str:
    return named[0]
