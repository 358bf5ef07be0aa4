"""Figures that stood before: "from 288 to 275", "revised down to 97 from 115", "an earlier toll of 14".

Such a figure is told of only as what another takes the place of; reckoning gives it no say about the time of its
report. The words are `[replaced]` of `languages/<code>/scope.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from recount.model import Span

from ..counting.counts import Count
from ..language import Language, per_language
from ..view.line import Line
from ..view.view import View

REPLACED = "stood before"
"""The rule of the cue (kind `as_of`) that such a claim has."""

_BEFORE = 4
"""So many words before a figure a word says that it is an older one."""
_NEWER = 8
"""So many words before "from" the newer figure stands."""


@per_language
def _words(language: Language) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in language.table("scope")["replaced"].items()}


def replaced(view: View, line: Line, count: Count) -> Span | None:
    """The words that say that another figure took this one's place; None where none do."""
    words, stems = _words(view.language), view.stems
    first = max(line.sentence.first, count.first - _BEFORE)
    at = count.first - 1
    if at < line.sentence.first:
        return None
    if stems[at] in words["from"] and (_newer_after(view, line, count, words) or _newer_before(view, line, at, words)):
        return _span(view, at, at + 1)
    for k in range(count.first - 1, first - 1, -1):
        if stems[k] in words["older"] and any(stems[j] in words["nouns"] for j in range(k + 1, count.first)):
            return _span(view, k, count.first)
    return None


def _newer_after(view: View, line: Line, count: Count, words: Mapping[str, frozenset[str]]) -> bool:
    """ "from 288 to 275": after a verb of change."""
    begins = {other.first for other in line.sentence.counts}
    changed = not words["changes"].isdisjoint(view.stems[line.sentence.first : count.first])
    return changed and count.last + 1 in begins and view.stems[count.last] in words["to"]


def _newer_before(view: View, line: Line, at: int, words: Mapping[str, frozenset[str]]) -> bool:
    """ "to 97 from 115", "97, up from 62"."""
    near = [other for other in line.sentence.counts if at - _NEWER <= other.last <= at]
    if not near:
        return False
    last = near[-1].last
    return view.stems[at - 1] in words["up"] or (
        last == at and view.stems[near[-1].first - 1] in words["to"]
        and not words["changes"].isdisjoint(view.stems[line.sentence.first : near[-1].first])
    )  # fmt: skip


def _span(view: View, first: int, last: int) -> Span:
    return Span.of(view.text, view.tokens[first].start, view.tokens[last - 1].end)
