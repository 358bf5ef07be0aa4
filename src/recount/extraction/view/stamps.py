"""Stamps: an agency and a whole date between a headline and its report, on a page that lost its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..calendar.when import TimeExpression
from ..language import Language
from ..words.syntax import parts_played
from ..words.tokens import Sentence, Token

STAMP = 80
"""Within so many words of its beginning a report has its stamp."""


def stamped(
    parts: Iterable[Sentence], tokens: Sequence[Token], times: Sequence[TimeExpression], language: Language
) -> Iterator[Sentence]:
    """The sentences, cut after a stamp: "Raid kills 12 AFP Saturday 2 Jul 2016 At least 12 people …" is two."""
    cut = _after(tokens, times, language)
    for part in parts:
        if part.first < cut < part.last:
            yield Sentence(part.first, cut)
            yield Sentence(cut, part.last)
        else:
            yield part


def _after(tokens: Sequence[Token], times: Sequence[TimeExpression], language: Language) -> int:
    """The index of the word after a report's stamp; 0 where it has none."""
    outlets = parts_played(language)["outlets"]
    for at, token in enumerate(tokens[:STAMP]):
        if token.stem not in outlets or not token.capital:
            continue
        time = next((time for time in times if token.end < time.span.start <= token.end + 2), None)
        if time is None or not time.span.exact[-4:].isdecimal():
            continue
        after = at + 1
        while after < len(tokens) and tokens[after].start < time.span.end:
            after += 1
        if after < len(tokens) and (tokens[after].capital or tokens[after].text[:1].isdecimal()):
            return after
    return 0
