"""Navigation: where a page's headlines of other reports begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..language import Language, per_language
from ..words.tokens import Sentence, Token


class _Words(NamedTuple):
    navigation: frozenset[str]
    inline: frozenset[str]
    leads: frozenset[str]
    amid: frozenset[str]


@per_language
def _words(language: Language) -> _Words:
    table = language.table("scope")
    return _Words(
        frozenset(table["navigation"]), frozenset(table["inline"]), frozenset(table["leads"]), frozenset(table["amid"])
    )


def news_end(tokens: Sequence[Token], stems: Sequence[str], language: Language) -> int:
    """The index of the token where the report's own news ends and headlines of other reports begin.

    `stems` are the tokens' own.
    """
    known = _words(language)
    first, count = 0, len(tokens)
    ends = known.inline | {"\n"}
    for at in [*[k for k, stem in enumerate(stems) if stem in ends], count]:
        if at < count and (token := tokens[at]).text != "\n":
            if (
                token.capital and at > len(tokens) // 2 and tokens[at - 1].text in ".)"
                and at + 1 < len(tokens) and tokens[at + 1].capital
            ):  # fmt: skip
                return at
            continue
        if 0 < at - first <= 5 and first > len(tokens) // 8:
            line = " ".join(tokens[k].stem for k in range(first, at) if tokens[k].kind == "word")
            if line in known.navigation and not (line in known.amid and _goes_on(tokens, at)):
                return first
        first = at + 1
    return len(tokens)


PROSE = 12
"""A line of so many tokens that ends in a stop is a sentence of a report, not a headline."""

GOES_ON = 2
"""So many lines of prose in a row behind a link show that the report goes on."""

TEASERS = 6
"""Among so many lines behind a link these are sought: a list of teasers may stand between."""


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether lines of prose follow the line break at `at`: pages have links amid a report, too."""
    prose = 0
    first = last = at
    for _ in range(TEASERS):
        first = last
        while first < len(tokens) and tokens[first].text == "\n":
            first += 1
        last = first
        while last < len(tokens) and tokens[last].text != "\n":
            last += 1
        prose = prose + 1 if last - first >= PROSE and tokens[last - 1].text in '.”"' else 0
        if prose == GOES_ON:
            return True
    return False


def parted(parts: Iterable[Sentence], end: int) -> Iterator[Sentence]:
    """Sentences, the one within which the report's own news ends cut in two: text without stops has none there."""
    for part in parts:
        if part.first < end < part.last:
            yield Sentence(part.first, end)
            yield Sentence(end, part.last)
        else:
            yield part


def leads_away(tokens: Sequence[Token], first: int, last: int, language: Language) -> bool:
    """Whether a sentence is a link to another report: "Read more: Train crash kills ten"."""
    if not tokens[first].capital:
        return False
    colon = next((k for k in range(first + 1, min(first + 6, last)) if tokens[k].text == ":"), None)
    return colon is not None and " ".join(token.stem for token in tokens[first:colon]) in _words(language).leads
