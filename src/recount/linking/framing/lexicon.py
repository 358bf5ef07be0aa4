"""The words of which it is told who uses them: a language's table, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from recount.model import FramingKind

from ..rarity import UNSEEN, background
from ..tables import table
from ..words import Word, folded

_ANY = "*"
_COMMON = 0.3
"""A word in more than this share of reports is not what `*` stands for; first in a phrase it stands for a name."""
_END = ""
_Trie = dict[str, Any]


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing for which reports have several words."""

    id: str
    kind: FramingKind
    what: str
    words: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    concept: tuple[Concept, ...] = ()
    apart: tuple[str, ...] = ()


class Found(NamedTuple):
    """Words of a concept: the index of the first and of the one behind the last, and what the same words share."""

    start: int
    end: int
    concept: Concept
    key: str


class Lexicon:
    """A language's concepts, and the words for them in a text."""

    def __init__(self, table: _Table) -> None:
        self.concepts = table.concept
        self._trie: _Trie = {}
        for phrase in table.apart:
            self._add(phrase, None)
        for concept in table.concept:
            for phrase in concept.words:
                self._add(phrase, concept)

    def _add(self, phrase: str, concept: Concept | None) -> None:
        node = self._trie
        for part in phrase.split():
            for word in (part,) if part == _ANY else folded(part):
                node = node.setdefault(word, {})
        node[_END] = concept

    def find(self, text: str, row: Sequence[Word]) -> Iterator[Found]:
        """The words for concepts among a text's words, the longest at each place; none across punctuation."""
        at = 0
        while at < len(row):
            end, concept = self._longest(text, row, at)
            if concept is not None:
                yield Found(at, end, concept, " ".join(stem(word.folded) for word in row[at:end]))
            at = max(end, at + 1)

    def _longest(self, text: str, row: Sequence[Word], at: int) -> tuple[int, Concept | None]:
        best: tuple[int, Concept | None] = (at, None)
        open_: list[tuple[int, _Trie]] = [(at, self._trie)]
        while open_:
            here, node = open_.pop()
            if _END in node and here > best[0]:
                best = (here, node[_END])
            if here < len(row) and (here == at or not text[row[here - 1].end : row[here].start].strip(" -\n\u00a0")):
                word = row[here].folded
                if _ANY in node and (row[here].capital if here == at else background().get(word, UNSEEN) <= _COMMON):
                    open_.append((here + 1, node[_ANY]))
                open_.extend((here + 1, node[step]) for step in {word, stem(word)} & node.keys())
        return best


def stem(word: str) -> str:
    """A word without a final s: one word is often in both numbers."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def lexicon(language: str) -> Lexicon:
    """A language's lexicon; an empty one where it has none. Raises DataError where the table breaks its format."""
    return Lexicon(table(language, "framing.toml", _Table))
