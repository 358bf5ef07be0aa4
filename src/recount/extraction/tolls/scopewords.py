"""Words of scope: what `languages/<code>/scope.toml` compiles to, and how its stems are sought among tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from recount.model import Span

from ..language import Language, per_language
from ..record import Record

if TYPE_CHECKING:
    from ..view.view import View


class ScopeWords(Record, frozen=True):
    """Phrases, stems by the part that they play, and the nouns of attacks that are no war."""

    phrases: Mapping[str, Mapping[str, list[tuple[list[str], str]]]]
    """By their first stem and their second ("" where they have one only): the stems of the phrase, and the kind."""
    stems: Mapping[str, frozenset[str]]
    attacks: frozenset[str]


@per_language
def scope_words(language: Language) -> ScopeWords:
    """The words of scope of a language."""
    table = language.table("scope")
    phrases: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
    for name, said in table["phrases"].items():
        for phrase in said:
            parts = phrase.split()
            second = parts[1] if len(parts) > 1 else ""
            phrases.setdefault(parts[0], {}).setdefault(second, []).append((parts, name))
    stems = {name: frozenset(words) for name, words in table["stems"].items()}
    return ScopeWords(phrases, stems, frozenset(language.table("acts")["attacks"]) - stems["war"])


def span_at(view: View, k: int) -> Span:
    """The span of one token."""
    return Span.of(view.text, view.tokens[k].start, view.tokens[k].end)


def first_of(view: View, first: int, last: int, stems: frozenset[str]) -> int | None:
    """The first token from `first` to `last` (exclusive) that is one of some stems."""
    here = view.stems[first:last]
    if stems.isdisjoint(here):
        return None
    return next(k for k, stem in enumerate(here, first) if stem in stems)
