"""Counts: every figure of a sentence with the noun phrase that it counts, before anything is known of harm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .figures import Found, find_figures
from .language import Language
from .tags import words
from .tokens import Token
from .victims import Phrase, article_figure, noun_phrase, people, years, years_apart


class Count(NamedTuple):
    """A figure and its noun phrase. `last` ends the phrase (or the figure, where it stands alone)."""

    figure: Found
    phrase: Phrase
    article: bool = False

    @property
    def first(self) -> int:
        """Where the figure's words begin."""
        return self.figure.first

    @property
    def last(self) -> int:
        """Where the phrase ends, exclusive."""
        return max(self.figure.last, self.phrase.last)


class Sentence(NamedTuple):
    """A sentence under analysis: all the report's tokens and classes, its own stretch, and its counts."""

    text: str
    tokens: Sequence[Token]
    tags: Sequence[str]
    first: int
    last: int
    counts: tuple[Count, ...]
    language: Language


def find_counts(text: str, tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, language: Language) -> list[Count]:
    """The counts among `tokens[first:last]` in order, none overlapping; what surely counts no people is left out."""
    made: list[Count] = []
    known = people(language)
    at = first
    while at < last:
        stem = tokens[at].stem
        if stem in ("a", "an", "another"):
            one = article_figure(text, tokens, tags, at, last, language)
            if one is not None and not _of_many(tokens, one[1].last, last):
                made.append(Count(one[0], one[1], True))
                at = max(one[0].last, one[1].last)
                continue
        at += 1
    taken = [(count.first, count.last) for count in made]
    for found in find_figures(text, tokens, first, last, language):
        if any(start < found.last and found.first < end for start, end in taken):
            continue
        if years_apart(tokens, found.core, last):
            continue
        phrase = noun_phrase(tokens, tags, found.last, last, language)
        if phrase.counts == "things" or _an_age(tokens, tags, found, last) or _a_time(tokens, tags, found, last):
            continue
        if phrase.counts == "nobody" and found.figure.words == "most" and not (found.last < last and tags[found.last] in "AEN"):
            continue
        made.append(Count(found, phrase))
    ages = [k for k in range(first, last) if tags[k] == "N" and years(tokens[k].stem, known) is not None]
    made = [count for count in made if not any(count.first <= k < count.figure.last for k in ages) or count.article]
    made.sort(key=lambda count: count.first)
    return made


def _of_many(tokens: Sequence[Token], end: int, last: int) -> bool:
    """ "a family of ten": the article counts nobody."""
    return end + 1 < last and tokens[end].stem == "of" and (tokens[end + 1].kind == "number")


_YEAR_WORDS = frozenset(["year", "years", "months", "month", "years-old", "year-old"])


def _an_age(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int) -> bool:
    """ "Ali Hassan, 17, of" and "aged 16": a bare number between a name and a comma."""
    at = found.core
    if found.last - found.first != 1 or tokens[at].kind != "number" or len(tokens[at].text) > 3:
        return False
    before = tokens[at - 1] if at else None
    if before is None:
        return False
    if before.text == "," and at >= 2 and tokens[at - 2].capital and tags[at - 2] in "NHPV" and tags[at - 2] != "H":
        return found.last >= last or tags[found.last] in ",.CPAW:)" or tokens[found.last].stem in ("said", "was", "died")
    return before.capital and tags[at - 1] == "N" and found.last < last and tags[found.last] == "," and at >= 2 and tokens[at - 2].capital


def _a_time(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int) -> bool:
    """A date or an hour: "March 8", "8 March", "at 5 in the morning"."""
    at = found.core
    if tokens[at].kind != "number":
        return False
    before = tags[at - 1] if at else "."
    bare = found.last - found.first == 1
    named = bare and at and (before == "H" or tokens[at - 1].stem in _MONTHS and tokens[at - 1].capital)
    if named and len(tokens[at].text) <= 4 and not (found.last < last and tags[found.last] in "NJ" and not tokens[found.last].capital):
        return tokens[at - 1].stem in _MONTHS or len(tokens[at].text) == 4 or not (found.last < last and tags[found.last] in "NJE")
    after = tokens[found.last] if found.last < last else None
    return bool(bare and after is not None and after.stem in _MONTHS and after.capital and len(tokens[at].text) <= 2)


_MONTHS = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"])  # fmt: skip


def is_abbreviation(stem: str, language: Language) -> bool:
    """Whether a stem is an abbreviation whose dot ends no sentence."""
    return stem in words(language).abbreviations
