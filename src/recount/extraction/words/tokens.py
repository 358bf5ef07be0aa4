"""Tokens and sentences of a text, each with its offsets.

A token is a number ("1,068", "12.5"), a word ("pro-Assad", "17-year-old", "2nd", "Assad's"), or one mark. A clitic 's
stays on its word; `stem` is the word without it. Some sites mask words from filters with asterisks ("kil*led"): such
a word is one token, and its stem has no asterisk. The scan is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["number", "word", "mark"]

_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+[‑‐-][^\W\d_]+(?:[‑‐-][^\W\d_]+)*|\d+[^\W\d_]+"  # 17-year-old, 2nd
    r"|[^\W\d_][^\W_]*(?:[’'‑‐*-][^\W_]+)*[’']?(?=\W|$|_)|[^\W\d_][^\W_]*)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d|,\d)|\d+(?:\.\d+)*)"
    r"|(?P<mark>\n|[^\s])"
)
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|an|at|ath|az|ad|adh)[‑‐-][’'‘`]?[^\W\d_a-z]")
_CLITICS = ("’", "'")
_CLITIC = re.compile(r"[’']s?$")


class Token(NamedTuple):
    """One token: offsets into the text, the words, its lower-case stem without a clitic, and its kind.

    `capital` tells a word that begins with a capital letter, an Arabic article before it apart ("al-Bab");
    `possessive` one that ends in a clitic 's or a bare apostrophe.
    """

    start: int
    end: int
    text: str
    stem: str
    kind: Kind
    capital: bool = False
    possessive: bool = False


def tokenize(text: str) -> list[Token]:
    """All tokens of `text` in order. Line breaks are tokens (marks), other white space is not."""
    made: list[Token] = []
    for match in _TOKEN.finditer(text):
        words = match.group()
        start, end = match.span()
        if match.lastgroup != "word":
            made.append(Token(start, end, words, words, "number" if match.lastgroup == "number" else "mark"))
            continue
        bare = _CLITIC.sub("", words) if words[-1] in _CLITICS or words[-2:-1] in _CLITICS else words
        capital = words[0].isupper() or ("-" in words and _ARTICLE.match(words) is not None)
        stem = bare.lower().replace("*", "") if "*" in bare else bare.lower()
        made.append(Token(start, end, words, stem, "word", capital, bare is not words and bare != words))
    return made


class Sentence(NamedTuple):
    """A run of tokens that reads as one sentence: indices into the token list, `last` exclusive."""

    first: int
    last: int


LONGEST = 400
"""A sentence of more tokens is cut: what looks at a whole sentence stays linear in the text, whatever the text."""

_STOPS = frozenset(".!?…")
_ENDS = _STOPS | frozenset("\"'”’)]»")


def sentences(tokens: Sequence[Token], abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a tokenised text; line breaks end them, abbreviations ("Mr", "Gen") do not.

    `abbreviations` are lower case, without their dot. A stop ends a sentence only where what follows may begin one:
    a capital, a number, an opening quotation mark, or the end.
    """
    first = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at - first >= LONGEST:
            yield Sentence(first, at)
            first = at
        if token.text == "\n":
            if at > first:
                yield Sentence(first, at)
            first = at + 1
        elif token.text in _STOPS and token.kind == "mark" and not _abbreviates(tokens, at, abbreviations):
            end = at + 1
            while end < len(tokens) and tokens[end].text in _ENDS and tokens[end].start == tokens[end - 1].end:
                end += 1
            if end == len(tokens) or _may_begin(tokens[end], tokens[end - 1].end):
                yield Sentence(first, end)
                first = end
            at = end - 1
        at += 1
    if first < len(tokens):
        yield Sentence(first, len(tokens))


def _abbreviates(tokens: Sequence[Token], at: int, abbreviations: frozenset[str]) -> bool:
    if at == 0 or tokens[at].text != "." or tokens[at - 1].end != tokens[at].start:
        return False
    before = tokens[at - 1]
    return before.stem in abbreviations or (len(before.text) == 1 and before.text.isupper())


def _may_begin(token: Token, end: int) -> bool:
    if token.kind == "word":
        return token.text[0].isupper() or (token.text[0].isdigit() and token.start > end)
    return token.kind == "mark" or token.start > end
