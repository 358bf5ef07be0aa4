"""The words of `scope.toml`, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from recount.model import Span

from ..language import Language, per_language
from ..record import Record

if TYPE_CHECKING:
    from ..view.view import View


class ScopeWords(Record, frozen=True):
    """The compiled phrases and stems."""

    phrases: Mapping[str, Mapping[str, list[tuple[list[str], str]]]]
    """By their first stem and their second ("" where they have one only): the stems of the phrase, and the kind."""
    stems: Mapping[str, frozenset[str]]
    attacks: frozenset[str]


@per_language
def scope_words(language: Language) -> ScopeWords:
    """The words of `scope.toml` of a language."""
    table = language.table("scope")
    phrases: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
    for name, said in table["phrases"].items():
        for phrase in said:
            parts = phrase.split()
            second = parts[1] if len(parts) > 1 else ""
            phrases.setdefault(parts[0], {}).setdefault(second, []).append((parts, name))
    stems = {name: frozenset(words) for name, words in table["stems"].items()}
    return ScopeWords(phrases, stems, frozenset(language.table("acts")["attacks"]) - stems["war"])


FROM_SAYING = frozenset(["words of another time", "a yearly or whole tally", "noted in passing"])
"""Phrases that count wherever they stand in the clause; others only in what a source tells."""


def phrases_in(view: View, first: int, last: int, told: int | None = None) -> dict[str, Span]:
    """The kinds of phrases of `scope.toml` in a stretch of tokens, each with the first of its words.

    What a source tells begins at `told`: "a day earlier it had put the toll at 60" says when it was told.
    """
    known = scope_words(view.language)
    phrases = known.phrases
    stems = view.stems[first:last]
    found: dict[str, Span] = {}
    for at in [at for at, stem in enumerate(stems) if stem in phrases]:
        seconds = phrases[stems[at]]
        for second in ("", *stems[at + 1 : at + 2]):
            for phrase, name in seconds.get(second, ()):
                end = at + len(phrase)
                if name in found or stems[at:end] != phrase:
                    continue
                if phrase == SINCE_EARLY and not known.stems["of_a_day"].isdisjoint(stems[end : end + 1]):
                    continue  # "since early morning"
                if phrase == A_YEAR and view.tags[first + at - 1] not in "N#":
                    continue  # "under siege for more than a year"
                aside = told is not None and first + at < told and name not in FROM_SAYING
                if not aside and not (name == "words of another time" and _measured(stems, at, known)):
                    found[name] = Span.of(view.text, view.tokens[first + at].start, view.tokens[first + end - 1].end)
    return found


SINCE_EARLY = ["since", "early"]
"""Before a part of a day it is no long time."""

A_YEAR = ["a", "year"]
"""After a number or a noun it is a rate."""


def _measured(stems: Sequence[str], at: int, known: ScopeWords) -> bool:
    """Whether words of time only measure how bad this is: "the deadliest attack in almost two decades"."""
    superlatives, lasting = known.stems["superlative"], known.stems["lasting"]
    near = range(max(0, at - 4), at)
    since = "since" in stems[max(0, at - 8) : at]  # "the worst since the war ended a decade ago"
    if not since and not any(stems[k] == "in" or stems[k] in lasting for k in near):
        return False
    return not superlatives.isdisjoint(stems[max(0, at - 12) : at])


def span_at(view: View, k: int) -> Span:
    """The span of one token."""
    return Span.of(view.text, view.tokens[k].start, view.tokens[k].end)


def first_of(view: View, first: int, last: int, stems: frozenset[str]) -> int | None:
    """The first of a stretch of tokens with one of some stems."""
    here = view.stems[first:last]
    if stems.isdisjoint(here):
        return None
    return next(k for k, stem in enumerate(here, first) if stem in stems)


def about(view: View, first: int, last: int, kind: str) -> bool:
    """Whether a stretch of tokens has one of the `kind` of stems of `scope.toml`."""
    return first_of(view, first, last, scope_words(view.language).stems[kind]) is not None


def stems_about(view: View, heads: Sequence[int], kind: str) -> bool:
    """Whether one of some tokens is of the `kind` of stems of `scope.toml`."""
    stems = scope_words(view.language).stems[kind]
    return any(view.tokens[k].stem in stems for k in heads)


def stems_of(view: View, kind: str) -> frozenset[str]:
    """The stems of one kind of `scope.toml`."""
    return scope_words(view.language).stems[kind]


def stems_before(view: View, at: int, number: int) -> list[str]:
    """The stems of so many tokens before one."""
    return view.stems[max(0, at - number) : at]
