"""Several events: a sentence's own words that its toll counts more than one ("in separate shootings", "citywide").

Such a figure is news, and no toll of any one of the events: what reckons a single event's toll leaves it out. The words
are `[several]` of `languages/<code>/scope.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from recount.model import Span

from ..counting.counts import Count
from ..language import Language, per_language
from ..view.line import Line
from ..view.view import View

SEVERAL = "several events"
"""The rule of the cue (kind `scope`) that such a claim has."""

_BETWEEN = 2
"""So many words stand at most between a number and the events that it counts ("five fatal overnight shootings")."""
_FEWEST = 3
"""Two shootings may be one event's."""


class _Words(NamedTuple):
    stems: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]

    @property
    def telling(self) -> frozenset[str]:
        """What any such sentence has."""
        return self.stems["events"] | self.stems["violence"] | self.stems["deaths"] | self.stems["everywhere"]


@per_language
def _words(language: Language) -> _Words:
    stems = {name: frozenset(words) for name, words in language.table("scope")["several"].items()}
    return _Words(stems, language.table("numbers")["units"])


def several_events(view: View, line: Line, count: Count) -> Span | None:
    """The words that say that a count's sentence counts several events; None where none do.

    Of one person told of with an article it is said only where the events are apart ("in separate shootings").
    """
    first, last = line.sentence.first, line.sentence.last
    words = _words(view.language)
    if words.telling.isdisjoint(view.stems[first:last]):
        return None
    for at in range(first, last):
        begins = _begins(view, first, at, last, words, apart_only=count.article)
        if begins is not None:
            return Span.of(view.text, view.tokens[begins[0]].start, view.tokens[begins[1] - 1].end)
    return None


def _begins(view: View, first: int, at: int, last: int, words: _Words, *, apart_only: bool) -> tuple[int, int] | None:
    """The stretch of such words that ends with, or is, the word at `at`."""
    stems, kinds = view.stems, words.stems
    if stems[at] in kinds["everywhere"] and not apart_only:
        return at, at + 1
    events = stems[at] in kinds["events"]
    deaths = stems[at] in kinds["deaths"]
    if not (events or deaths or stems[at] in kinds["violence"]):
        return None
    for before in range(at - 1, max(first, at - 1 - _BETWEEN) - 1, -1):
        if stems[before] in kinds["apart"] and not deaths:
            return before, at + 1
        if apart_only:
            continue
        if stems[before] == "of" and before > first and stems[before - 1] in kinds["rows"]:
            return before - 1, at + 1
        if (events and _many(view, before, words)) or (not deaths and stems[before] in kinds["stretches"]):
            return before, at + 1
    if not (apart_only or deaths) and at + 1 < last and stems[at + 1] in kinds["across"]:
        return at, at + 2
    return None


def _many(view: View, at: int, words: _Words) -> bool:
    token = view.tokens[at]
    if token.kind == "number":
        return token.text.isdigit() and int(token.text[:4]) >= _FEWEST
    return token.stem in words.stems["many"] or words.numbers.get(token.stem, 0) >= _FEWEST
