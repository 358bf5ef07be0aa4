"""Words as linking compares them: folded, with where they stand in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:[’'ʼ][^\W\d_]+)*")
"""A word as it is written, apostrophes within it included."""
_APOSTROPHES = str.maketrans("", "", "’'ʼ‘`")
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a base letter and a mark."""


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
    found = []
    for match in WORD.finditer(text):
        written, start = match.group(), match.start()
        folded = fold(written)
        if folded:
            found.append(_new(Word, (folded, start, start + len(written), written[0].isupper())))
    return found


def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word.folded for word in words(text))


def key(text: str) -> str:
    """A text's folded words, joined by blanks: equal keys are the same words."""
    return " ".join(folded(text))


def slug(text: str) -> str:
    """A text's folded words as part of an id, joined by hyphens."""
    return "-".join(folded(text))
