"""Words as linking compares them: folded, with where they stand in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from recount.model import Report

WORD = re.compile(r"[^\W_]+(?:[’'ʼ][^\W\d_]+)*")
"""A word as it is written, apostrophes within it included."""
_APOSTROPHES = str.maketrans("", "", "’'ʼ‘`")
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a base letter and a mark."""


LONGEST = 200_000
"""Characters of a report's text that are read word by word."""


class Word(NamedTuple):
    """One word of a text: folded, its character offsets (end exclusive), and whether it was written with a capital."""

    folded: str
    start: int
    end: int
    capital: bool


_new = tuple.__new__


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One word in lower case, without accents, apostrophes or a possessive 's: `Türk’s` is `turk`."""
    low = word.lower()
    for mark in ("’s", "'s", "ʼs", "s’", "s'"):
        if low.endswith(mark):
            low = low[: -len(mark)] + ("s" if mark[0] == "s" else "")
            break
    low = low.translate(_APOSTROPHES)
    if not low.isascii():
        apart = unicodedata.normalize("NFKD", low).translate(_PLAIN)
        low = "".join(c for c in apart if not unicodedata.combining(c))
    return low


def words(text: str) -> list[Word]:
    """The words of a text in order; hyphens and full stops part words (`UK-based` is two)."""
    return [
        _new(Word, (folded, start, end, capital))
        for match in WORD.finditer(text)
        for folded, capital in (_shape(match.group()),)
        if folded
        for start, end in (match.span(),)
    ]


@lru_cache(maxsize=65536)
def _shape(written: str) -> tuple[str, bool]:
    """A word folded, and whether it is written with a capital."""
    return fold(written), written[0].isupper()


def titled(report: Report) -> str:
    """A report's title and text as they are read together; of a very long text the first part."""
    return f"{report.title}\n{report.text[:LONGEST]}"


def words_of(report: Report) -> tuple[Word, ...]:
    """The words of a report as it is `titled`, kept for the next who asks: one report is read for several ends."""
    return _words_again(titled(report))


@lru_cache(maxsize=8)
def _words_again(text: str) -> tuple[Word, ...]:
    return tuple(words(text))


def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word.folded for word in words(text))


def key(text: str) -> str:
    """A text's folded words, joined by blanks: equal keys are the same words."""
    return " ".join(folded(text))


def slug(text: str) -> str:
    """A text's folded words as part of an id, joined by hyphens."""
    return "-".join(folded(text))
