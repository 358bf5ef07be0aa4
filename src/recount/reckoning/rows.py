"""Rows of nouns: what stands in one row with a count ("a man, his wife and two children") is told of other people."""

from __future__ import annotations

import re
from collections.abc import Callable

from recount.model import Span

from .data import words

_PIECE = re.compile(r"\w+(?:[-'’]\w+)*|[^\s\w]")
_LONGEST = 24
"""Characters at most between two neighbours of a row."""


class Rows:
    """The texts of an event's reports, asked for what joins two spans of one of them."""

    def __init__(self, text_of: Callable[[str], str]) -> None:
        """`text_of` gives a report's text by its id, an empty one where it is not known."""
        self._text_of = text_of

    def joined(self, report: str, one: Span, other: Span) -> bool:
        """Whether "and" joins two spans, with nothing between but whose the second is ("and her", ", 30, and his")."""
        return "and" in self._between(report, one, other)

    def listed(self, report: str, one: Span, other: Span) -> bool:
        """Whether a comma or "and" joins two spans."""
        return bool(self._between(report, one, other))

    def _between(self, report: str, one: Span, other: Span) -> frozenset[str]:
        """What joins: "and", "," or both; nothing where other words stand between, or one span lies in the other."""
        first, second = (one, other) if one.start < other.start else (other, one)
        text = self._text_of(report)
        if not 0 < second.start - first.end <= _LONGEST:
            return frozenset()
        found: set[str] = set()
        for piece in _PIECE.findall(text[first.end : second.start].lower()):
            if piece == ",":
                found.add(piece)
            elif piece in words("told.toml", "joins"):
                found.add("and")
            elif not piece.isdigit() and piece not in words("told.toml", "owners"):
                return frozenset()
        return frozenset(found)
