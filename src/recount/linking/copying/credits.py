"""Credits: which of two copies came first, and the agency whose text they print, where credits or dates tell it."""

from __future__ import annotations

import re
from functools import lru_cache

from recount.model import Report

from ..context import matches
from ..known import knowledge
from ..names import name_key, name_words
from ..rarity import background
from .wording import table

COMMON = 0.004
"""A publisher's one-word name in at least this share of reports is no credit by itself: it may be the word."""
CREDIT = 300
"""Characters at either end of a report where a credit to an agency may stand."""

_DASH_AFTER = re.compile(r"\s*(?:[—–]|--|-(?=\s|$))")
_DASH_BEFORE = re.compile(r"(?:[—–]|--)\s*\Z")
_LINE_ENDS = re.compile(r"[ \t]*[.]?[ \t]*(?:\r?\n|\Z)")


def original(first: Report, second: Report) -> tuple[str | None, str]:
    """Which of two reports came first (its id), and what tells it: a credit to the other's publisher, or the dates."""
    for copier, source in ((first, second), (second, first)):
        name = _credited_publisher(copier, source.publisher)
        if name and name_key(source.publisher) != name_key(copier.publisher):
            return source.id, f"{copier.id} credits {name}"
    if first.published and second.published and first.published != second.published:
        earlier = min(first, second, key=lambda report: str(report.published))
        return earlier.id, f"{earlier.id} was published first"
    return None, "nothing tells which came first"


def agency(first: Report, second: Report) -> str | None:
    """The agency (its id in the knowledge base) whose text two copies print.

    One of them credits it, or both do; where the two credit different agencies, or one credits several, nothing is
    said. A report that an agency published itself prints its text.
    """
    named = [found for report in (first, second) if (found := _printed(report))]
    together = {id for one in named for id in one}
    return next(iter(together)) if len(together) == 1 else None


def credited(report: Report) -> frozenset[str]:
    """The agencies (ids) that a report credits at its head or foot: in brackets, at a dash, or in a line of credit."""
    return _credited(_ends(report))


@lru_cache(maxsize=1024)
def _credited(ends: tuple[str, ...]) -> frozenset[str]:
    known = knowledge()
    found: set[str] = set()
    for text in ends:
        row = name_words(text)
        for match in matches(row, text, known.aliases, known):
            entry = known.entries[known.aliases[match.key]]
            if entry.kind == "agency" and _as_credit(text, row[match.start].start, row[match.end - 1].end):
                found.add(entry.id)
    return frozenset(found)


def _printed(report: Report) -> frozenset[str]:
    known = knowledge()
    publisher = known.aliases.get(name_key(report.publisher))
    if publisher and known.entries[publisher].kind == "agency":
        return frozenset({publisher})
    return credited(report)


def _ends(report: Report) -> tuple[str, ...]:
    """The head and the foot of a report."""
    return report.text[:CREDIT], report.text[-CREDIT:]


def _credited_publisher(report: Report, publisher: str) -> str | None:
    """The publisher's name, if a report credits it.

    Of an agency all its names count ("Agence France-Presse", "AFP"), of any other publisher its own name, if that is
    more than one common word.
    """
    known = knowledge()
    key = name_key(publisher)
    id = known.aliases.get(key)
    agency = id if id and known.entries[id].kind in {"agency", "outlet"} else None
    if not agency and not (len(key) > 1 or (key and background().get(key[0], 0.0) < COMMON)):
        return None
    found: set[str] = set()
    for text in _ends(report):
        row = name_words(text)
        for match in matches(row, text, known.aliases, known):
            entry = known.entries[known.aliases[match.key]]
            counts = entry.kind == "agency" or entry.id == agency
            if counts and _as_credit(text, row[match.start].start, row[match.end - 1].end):
                found.add(entry.id)
        if not agency:
            for at in range(len(row) - len(key) + 1):
                same = tuple(word.folded for word in row[at : at + len(key)]) == key and row[at].capital
                if same and _as_credit(text, row[at].start, row[at + len(key) - 1].end):
                    return " ".join(publisher.split())
    return known.entries[agency].name if agency and found == {agency} else None


def _as_credit(text: str, start: int, end: int) -> bool:
    """Whether a name at these offsets stands as a credit does."""
    head, tail = text[:start].rstrip(" "), text[end:].lstrip(" ")
    head = head.removesuffix("The").removesuffix("the").rstrip(" ")
    before, after = head.rstrip()[-1:], tail.lstrip()[:1]
    if (before == "(" and after in {")", "/", ","}) or _DASH_AFTER.match(text, end):
        return True
    line = head.rpartition("\n")[2].strip().rstrip(":").lower()
    opens = line in {"", *table().credits} or _DASH_BEFORE.search(head[-4:])
    return bool(opens and _LINE_ENDS.match(text, end))
