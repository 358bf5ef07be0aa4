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
    named: list[tuple[str, Report]] = []
    notices: list[Notice] = []
    for id, group in sorted(groups.items()):
        different = _different(group)
        if len(different) < len(group):
            dropped = len(group) - len(different)
            says = (
                f"the same document is there {dropped + 1} times" if len(different) == 1 else "documents are repeated"
            )
            notices.append(Notice(different[0].source, f"{says}; read once"))
        if len(different) == 1:
            named.append((id, different[0]))
            continue
        named.extend((f"{id}-{report.sha256[:DIGITS]}", report) for report in different)
        says = f"{len(different)} different documents are called {id}; each id ends in the start of its SHA-256"
        notices.append(Notice(different[0].source, says))
    unique = _unique(named)
    return sorted(unique, key=_id), notices


def _different(group: list[Report]) -> list[Report]:
    """The group without repetitions; of repetitions the one whose source sorts first."""
    if len(group) == 1:
        return group
    first = {content_key(report): report for report in sorted(group, key=_source, reverse=True)}
    return [first[content] for content in sorted(first)]


def _unique(named: list[tuple[str, Report]]) -> list[tuple[str, Report]]:
    """More digits where ids still clash: the same bytes with different metadata, or a file called like an id."""
    digits = DIGITS
    while True:
        counts = Counter(id for id, _ in named)
        if len(counts) == len(named):
            return named
        named = [(id if counts[id] == 1 else f"{id}-{content_key(report)[:digits]}", report) for id, report in named]
        digits += DIGITS


def content_key(report: Report) -> str:
    """A hash of all that makes a document before its id is settled, `source` apart."""
    parts = (report.id, report.sha256, report.title, report.publisher, report.published, report.url, report.text)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _source(report: Report) -> str:
    return report.source


def _id(named: tuple[str, Report]) -> str:
    return named[0]
