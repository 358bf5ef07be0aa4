"""Names of people in a tokenised text: runs of capitalised words, titles trimmed, and the fullest form of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .tables import load_table
from .tokens import Token

MOST_WORDS = 5
"""A run of more capitalised words is a headline or a title, not a name."""


class NameWords(NamedTuple):
    """The table `names.toml` of one language."""

    particles: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    abbreviations: frozenset[str]
    not_names: frozenset[str]
    not_person: frozenset[str]


@cache
def name_words(code: str) -> NameWords:
    """What names are made of in a language."""
    table = load_table(code, "names")
    return NameWords(*(frozenset(table[field]) for field in NameWords._fields))


class Name(NamedTuple):
    """A name of a person: token indices (`last` exclusive), and its words folded for comparison.

    `first` is where the name itself begins, `head` where its titles do.
    """

    head: int
    first: int
    last: int
    words: tuple[str, ...]
    possessive: bool

    @property
    def bare(self) -> tuple[str, ...]:
        """The words without initials and suffixes: what two forms of one name share."""
        return tuple(word for word in self.words if len(word) > 1 and word not in _SUFFIXES) or self.words


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = ("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-")


def fold(word: str) -> str:
    """A word of a name as it is compared: lower case, typographic marks plain, without an Arabic article."""
    word = word.lower().replace("’", "'").replace("‑", "-").replace("‐", "-").rstrip(".")
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :]
    return word


def find_names(tokens: Sequence[Token], code: str = "en") -> list[Name]:
    """The runs of capitalised words that may name a person, in order; none crosses a mark, a line, or a clitic 's.

    Single words count too ("Türk said"): whether they name a person shows only with a fuller form or a verb.
    """
    known = name_words(code)
    made: list[Name] = []
    at = 0
    while at < len(tokens):
        if not _opens(tokens, at):
            at += 1
            continue
        last = _run(tokens, at, known)
        made.extend(_trimmed(tokens, at, last, known))
        at = last
    return made


def _opens(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.capital or (token.kind == "word" and token.text[:3] in _ARTICLES and token.text[3:4].isupper())


def _run(tokens: Sequence[Token], at: int, known: NameWords) -> int:
    """The end of the run of capitalised words that begins at `at`."""
    last = at
    while last < len(tokens):
        token = tokens[last]
        if _opens(tokens, last):
            last += 1
            if token.possessive or (token.stem in known.suffixes and last - at > 1):
                break
            if last < len(tokens) and tokens[last].text == "." and tokens[last].start == token.end:
                short = len(token.text) == 1 or token.stem in known.suffixes or token.stem in known.abbreviations
                if short and last + 1 < len(tokens) and _opens(tokens, last + 1):
                    last += 1
        elif token.kind == "word" and token.stem in known.particles and last > at:
            if last + 1 >= len(tokens) or not _opens(tokens, last + 1):
                break
            last += 1
        elif _suffixed(tokens, last, known) and last > at:
            last += 2
        else:
            break
    return last


def _suffixed(tokens: Sequence[Token], at: int, known: NameWords) -> bool:
    """Whether ", Jr." stands here."""
    return tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].stem in known.suffixes


def _trimmed(tokens: Sequence[Token], head: int, last: int, known: NameWords) -> list[Name]:
    """The name in a run, without words that begin none and without its titles; empty where nothing is left."""
    while head < last and (tokens[head].stem in known.not_names or tokens[head].kind != "word"):
        head += 1
    first = head
    while first < last and (tokens[first].stem in known.titles or tokens[first].kind != "word"):
        first += 1
    while last > first and tokens[last - 1].kind != "word":
        last -= 1
    inner = next((k for k in range(last - 2, first, -1) if tokens[k - 1].stem in known.titles), None)
    if inner is not None and sum(token.kind == "word" for token in tokens[inner:last]) >= 2:
        first = inner  # "Oakridge County Police Chief Dana Ortiz"
    while first < last and tokens[first].kind != "word":
        first += 1
    words = tuple(fold(token.stem) for token in tokens[first:last] if token.kind == "word")
    shouted = len(words) > 1 and all(
        t.text.isupper() and len(t.text) > 3 for t in tokens[first:last] if t.kind == "word"
    )
    if not words or len(words) > MOST_WORDS or shouted:
        return []
    return [Name(head, first, last, words, tokens[last - 1].possessive)]


def is_person(name: Name, code: str = "en") -> bool:
    """Whether a run can be the full name of a person: two words or more, none of a place's or a body's."""
    known = name_words(code)
    bare = name.bare
    return (
        len(bare) >= 2
        and not any(word in known.not_person for word in bare)
        and not any(c.isdigit() for w in bare for c in w)
    )


class Register:
    """The names of one text, to find the fullest form of each; built once, asked often."""

    def __init__(self, names: Sequence[Name], code: str = "en") -> None:
        self._ending: dict[tuple[str, ...], list[Name]] = {}
        for name in names:
            if not is_person(name, code):
                continue
            for cut in range(len(name.bare)):
                longest = self._ending.setdefault(name.bare[cut:], [])
                if longest and len(longest[0].bare) < len(name.bare):
                    longest.clear()
                if not longest or len(longest[0].bare) == len(name.bare):
                    longest.append(name)

    def fullest(self, name: Name) -> Name:
        """The longest name of the text whose last words are this name's, the nearest before it among equals."""
        found = self._ending.get(name.bare, [])
        if not found or len(found[0].bare) == len(name.bare):
            return name
        before = bisect_right(found, name.first, key=lambda other: other.first)
        return found[max(0, before - 1)]

    def knows(self, name: Name) -> bool:
        """Whether this name is, or ends, a person's full name of the text."""
        return name.bare in self._ending
