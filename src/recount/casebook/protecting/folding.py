"""A text folded to its bare letters and digits, so that one name is found in every way of writing it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ħ": "h"}
)
"""Letters that Unicode does not take apart into a base letter and a mark."""
_BARE = re.compile(r"[\W_]+")


def compact(text: str) -> str:
    """The letters and digits of a text, without case, accents and whatever stands between them."""
    if text.isascii():
        return _BARE.sub("", text).casefold()
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    return _BARE.sub("", "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c)))


class Token(NamedTuple):
    """A run of letters or of digits: folded, where it stands in the text (end exclusive) and in the folded text."""

    folded: str
    start: int
    end: int
    at: int
    capital: bool


class Folded:
    """A text, its bare letters and digits, and where each of them stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.bare = "".join(token.folded for token in self.tokens)
        self.words = {token.folded for token in self.tokens}
        self._starts = {token.at: token for token in self.tokens}
        self._ends = {token.at + len(token.folded): token for token in self.tokens}

    def find(self, needle: str, *, whole: bool = True) -> list[tuple[int, int]]:
        """Where a run of bare letters stands in the text; `whole` words only, or within words too."""
        found: list[tuple[int, int]] = []
        at = self.bare.find(needle) if needle else -1
        while at >= 0:
            end = at + len(needle)
            if not whole or (at in self._starts and end in self._ends):
                found.append((self._first(at), self._last(end)))
            at = self.bare.find(needle, at + 1)
        return found

    def _first(self, at: int) -> int:
        token = self._starts.get(at) or self._around(at)
        return token.start + (at - token.at if len(token.folded) == token.end - token.start else 0)

    def _last(self, end: int) -> int:
        token = self._ends.get(end) or self._around(end - 1)
        if token.at + len(token.folded) == end or len(token.folded) != token.end - token.start:
            return token.end
        return token.start + end - token.at

    def _around(self, at: int) -> Token:
        return next(token for token in self.tokens if token.at <= at < token.at + len(token.folded))


def _tokens(text: str) -> list[Token]:
    made: list[Token] = []
    at, start, end, letters, numeric = 0, -1, -1, "", False

    def close() -> None:
        nonlocal at, start, letters
        if letters:
            made.append(Token(letters, start, end, at, text[start].isupper() or not text[start].islower()))
            at += len(letters)
        start, letters = -1, ""

    for place, char in enumerate(text):
        bare = _bare(char)
        if not bare:
            if letters and _unseen(char):
                end = place + 1
                continue
            if not _unseen(char):
                close()
            continue
        if letters and numeric != bare.isdigit():
            close()
        if start < 0:
            start, numeric = place, bare.isdigit()
        letters += bare
        end = place + 1
    close()
    return made


@lru_cache(maxsize=8192)
def _bare(char: str) -> str:
    return compact(char)


@lru_cache(maxsize=8192)
def _unseen(char: str) -> bool:
    """Whether a character shows nothing of its own: an accent to be combined, a soft hyphen, a joiner."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf")
