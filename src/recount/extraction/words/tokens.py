"""Tokens and sentences of a text, each with its offsets.

A token is a number ("1,068", "12.5"), a word ("pro-Assad", "17-year-old", "2nd", "Assad's"), or one mark. A clitic 's
stays on its word; `stem` is the word without it. Some sites mask words from filters with asterisks ("kil*led"): such
a word is one token, and its stem has no asterisk. The scan is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from sys import intern
from typing import Literal

import msgspec

from ..record import Record
from .memo import Latest, Memo

Kind = Literal["number", "word", "mark"]

_TOKEN = re.compile(
    r"(?:[A-Za-z]++ |[A-Za-z]{2,}+(?![\w’'‑‐*-])|[^\w\s]"  # most words and marks, found first to save time
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+[‑‐-][^\W\d_]+(?:[‑‐-][^\W\d_]+)*|\d+[^\W\d_]+"  # 17-year-old, 2nd
    r"|[^\W\d_][^\W_]*(?:(?:[’'‑‐*]|-(?!(?<=[A-Z]{3}-)[A-Z][a-z]+ [a-z]))[^\W_]+)*[’']?(?=\W|$|_)"  # not "SANA-Two men"
    r"|[^\W\d_][^\W_]*"
    r"|\d{1,3}(?:,\d{3}){1,9}(?!\d|,\d)|\d+(?:\.\d+)*"  # 1,068
    r"|\n|[^\s])[^\S\n]*+"  # with the white space after it, so that the next begins where it ends
)
_SPACE = re.compile(r"[^\S\n]*+")
_LETTER = re.compile(r"[^\W\d_]")
_ARTICLE = re.compile(r"(?:al|el|ul|ar|er|as|es|ash|esh|an|en|at|et|ath|az|ez|ad|ed|adh)[‑‐-][’'‘`]?[^\W\d_a-z]")
_CLITICS = ("’", "'")
_CLITIC = re.compile(r"[’']s?$")


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token: offsets into the text, the words, its lower-case stem without a clitic, and its kind.

    `capital` tells a word that begins with a capital letter, an Arabic article before it apart ("al-Bab");
    `possessive` one that ends in a clitic 's or a bare apostrophe. All but the offsets follows from the words alone.
    """

    start: int
    end: int
    text: str
    stem: str
    kind: Kind
    capital: bool = False
    possessive: bool = False


@lru_cache(maxsize=2)
def tokenize(text: str) -> tuple[Token, ...]:
    """All tokens of `text` in order. Line breaks are tokens (marks), other white space is not.

    Those of the last texts are kept: more than one stage asks for them.
    """
    pieces = _TOKEN.findall(text)
    leading = _SPACE.match(text)
    starts = accumulate(map(len, pieces), initial=leading.end() if leading is not None else 0)
    read = zip(starts, map(_SEEN.__getitem__, pieces), strict=False)  # one start more, that of the end
    return tuple(
        [
            Token(start, start + length, words, stem, kind, capital, possessive)
            for start, (length, words, stem, kind, capital, possessive) in read
        ]
    )


def _read(piece: str) -> tuple[int, str, str, Kind, bool, bool]:
    """Of a token with the white space after it: its length, words, stem and kind, capital, clitic.

    Words and stems that are equal are one object, so that sets and dictionaries know them at once.
    """
    words = intern(piece[0] + piece[1:].rstrip())
    if words != piece:
        return _SEEN[words]
    if not _LETTER.search(words):
        return len(words), words, words, "number" if words[0].isdecimal() else "mark", False, False
    bare = _CLITIC.sub("", words) if words[-1] in _CLITICS or words[-2:-1] in _CLITICS else words
    capital = words[0].isupper() or ("-" in words and _ARTICLE.match(words) is not None)
    return len(words), words, intern(bare.lower().replace("*", "")), "word", capital, bare != words


_SEEN = Memo(_read)


def token_of(words: str) -> Token:
    """One token by its words alone, as if it began the text."""
    return Token(0, *_SEEN[words])


def _starts(tokens: Sequence[Token]) -> list[int]:
    return [token.start for token in tokens]


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]


def _stems(tokens: Sequence[Token]) -> list[str]:
    return [token.stem for token in tokens]


def _breaks(tokens: Sequence[Token]) -> list[int]:
    return [at for at, stem in enumerate(stems_of(tokens)) if stem in _BREAKS]


starts_of = Latest(_starts)
"""Where each of some tokens begins. Like the others below not to be changed: those of the last tokens are kept."""

texts_of = Latest(_texts)
"""The words of each of some tokens, as they are written."""

stems_of = Latest(_stems)
"""The stem of each of some tokens."""

breaks_of = Latest(_breaks)
"""The indices of the tokens that may end a sentence: stops and line breaks."""


class Sentence(Record, frozen=True):
    """A run of tokens that reads as one sentence: indices into the token list, `last` exclusive."""

    first: int
    last: int


LONGEST = 200
"""A sentence of more tokens is cut: what looks at a whole sentence stays linear in the text, whatever the text."""

_STOPS = frozenset(".!?…")
_BREAKS = _STOPS | {"\n"}
_ENDS = _STOPS | frozenset("\"'”’)]»")


def sentences(tokens: Sequence[Token], abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a tokenised text; line breaks end them, abbreviations ("Mr", "Gen") do not.

    `abbreviations` are lower case, without their dot. A stop ends a sentence only where what follows may begin one:
    a capital, a number, an opening quotation mark, or the end.
    """
    first = past = 0
    for at in breaks_of(tokens):
        if at < past:
            continue
        while max(first + LONGEST, past) <= at:
            cut = max(first + LONGEST, past)
            yield Sentence(first, cut)
            first = cut
        if tokens[at].text == "\n":
            if at > first:
                yield Sentence(first, at)
            first = at + 1
        elif not _abbreviates(tokens, at, abbreviations):
            end = at + 1
            while end < len(tokens) and tokens[end].text in _ENDS and tokens[end].start == tokens[end - 1].end:
                end += 1
            if end == len(tokens) or _may_begin(tokens[end], tokens[end - 1].end):
                yield Sentence(first, end)
                first = end
            past = end
    while first < len(tokens):
        end = min(max(first + LONGEST, past), len(tokens))
        yield Sentence(first, end)
        first = end


def _abbreviates(tokens: Sequence[Token], at: int, abbreviations: frozenset[str]) -> bool:
    if at == 0 or tokens[at].text != "." or tokens[at - 1].end != tokens[at].start:
        return False
    before = tokens[at - 1]
    return before.stem in abbreviations or (len(before.text) == 1 and before.text.isupper())


def _may_begin(token: Token, end: int) -> bool:
    if token.kind == "word":
        return token.text[0].isupper() or (token.text[0].isdigit() and token.start > end)
    if token.text in (",", ";") and token.start == end:
        return False  # "in Tell, Pa., on Sunday"
    return token.kind == "mark" or token.start > end
