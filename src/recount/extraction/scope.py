"""Scope: whether a toll is the report's own news, or told of another time, a whole war, or another event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from recount.model import Scope, Span

from .language import Language, per_language
from .tokens import Token

if TYPE_CHECKING:
    from .counts import Count
    from .frames import Frame
    from .view import Line, View
    from .when import TimeExpression


class _Words(NamedTuple):
    navigation: frozenset[str]
    phrases: dict[str, list[tuple[str, ...]]]
    war: frozenset[str]
    began: frozenset[str]


@per_language
def _words(language: Language) -> _Words:
    table = language.table("scope")
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table["phrases"]:
        stems = tuple(phrase.split())
        phrases.setdefault(stems[0], []).append(stems)
    return _Words(frozenset(table["navigation"]), phrases, frozenset(table["war"]), frozenset(table["began"]))


def news_end(tokens: Sequence[Token], language: Language) -> int:
    """The index of the token where the report's own news ends and headlines of other reports begin."""
    known = _words(language)
    first = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].text != "\n":
            continue
        if 0 < at - first <= 4 and first > len(tokens) // 4:
            line = " ".join(tokens[k].stem for k in range(first, at) if tokens[k].kind == "word")
            if line in known.navigation:
                return first
        first = at + 1
    return len(tokens)


def scope_of(view: View, line: Line, count: Count, frame: Frame, when: TimeExpression | None) -> tuple[Scope, Span | None, str]:
    """The scope of a claim, the words that tell it, and the rule."""
    if not line.news:
        return "background", None, "among headlines of other reports"
    known = _words(view.language)
    tokens = view.tokens
    first, last = _clause(line, count)
    for k in range(first, last):
        for stems in known.phrases.get(tokens[k].stem, ()):
            if k + len(stems) <= last and all(tokens[k + n].stem == stem for n, stem in enumerate(stems)):
                return "background", Span.of(view.text, tokens[k].start, tokens[k + len(stems) - 1].end), "words of another time"
    if when is not None and when.kind == "past":
        return "background", when.span, "a time well before the report"
    return "current", None, "the report's own news"


def _clause(line: Line, count: Count) -> tuple[int, int]:
    """The stretch of a sentence that speaks of a count: bounded by semicolons."""
    sentence = line.sentence
    first, last = sentence.first, sentence.last
    for k in range(count.first - 1, sentence.first - 1, -1):
        if sentence.tokens[k].text in ";|":
            first = k + 1
            break
    for k in range(count.last, sentence.last):
        if sentence.tokens[k].text in ";|":
            last = k
            break
    return first, last
