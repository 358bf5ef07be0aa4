"""Places: where the text says the harm happened, by grammar alone (what the words mean on a map is for linking)."""

from __future__ import annotations

from typing import NamedTuple

from recount.model import Span

from .counts import Count
from .language import Language, per_language
from .phrases import Np, head_of, np_after, span_of
from .view import Line, View


class _Words(NamedTuple):
    prepositions: frozenset[str]
    kinds: frozenset[str]
    regions: frozenset[str]
    sites: frozenset[str]
    peoples: frozenset[str]
    directions: frozenset[str]
    hits: frozenset[str]
    acts: frozenset[str]
    never: frozenset[str]


@per_language
def _words(language: Language) -> _Words:
    table = language.table("places")
    return _Words(
        frozenset(table["prepositions"]),
        frozenset(table["kinds"]),
        frozenset(table["regions"]),
        frozenset(table["sites"]),
        frozenset(language.table("acts")["adjectives"]),
        frozenset(table["directions"]),
        frozenset(table["hits"]),
        frozenset(table["acts"]),
        frozenset(table["never"]),
    )


_OF = frozenset(["of"])


def find_places(view: View, line: Line) -> list[tuple[int, Np]]:
    """The places of a sentence with the index of the word that leads to each, in order."""
    tokens, tags = view.tokens, view.tags
    known = _words(view.language)
    found: list[tuple[int, Np]] = []
    first, last = line.sentence.first, line.sentence.last
    k = first
    while k < last - 1:
        stem = tokens[k].stem
        leads = stem in known.prepositions or stem in known.hits
        if stem == "on" and leads:
            leads = any(tokens[j].stem in known.acts for j in range(max(first, k - 4), k))
        if stem == "of":
            leads = k > first and tokens[k - 1].stem in known.acts
        if not leads:
            k += 1
            continue
        np = np_after(tokens, tags, k + 1, last, links=_OF)
        place = _place(view, line, np, known) if np is not None else None
        if place is None:
            k += 1
            continue
        found.append((k, place))
        k = max(k + 1, place.last)
    return found


def _place(view: View, line: Line, np: Np, known: _Words) -> Np | None:
    """The part of a phrase that names a place, or None."""
    tokens, tags = view.tokens, view.tags
    head = head_of(tokens, tags, np)
    if tokens[head].stem in known.never or any(tokens[k].stem in known.never for k in range(np.first, head)):
        return None
    if any(tags[k] == "H" for k in range(np.first, np.last)):
        return None
    if any(time.span.start < tokens[np.last - 1].end and tokens[np.first].start < time.span.end for time in line.times):
        return None
    capital = [
        k
        for k in range(np.first, np.last)
        if tokens[k].capital and tags[k] in "NJ" and tokens[k].stem not in known.peoples
    ]
    if not capital:
        if tokens[head].stem in known.regions and any(
            tokens[k].stem in known.directions for k in range(np.first, head)
        ):
            first = np.first + 1 if tags[np.first] == "D" else np.first
            while first < head and tokens[first].possessive:
                first += 1
            return Np(first, np.last)
        return None
    if (
        not tokens[head].capital
        and tokens[head].stem not in known.kinds
        and tokens[head].stem not in known.regions
        and tokens[head].stem not in known.sites
    ):
        return None
    if tokens[head].stem in known.kinds and head + 1 < np.last and tokens[head + 1].stem == "of":
        return Np(next((k for k in range(head + 2, np.last) if tags[k] != "D"), np.first), np.last)
    return np


def told_places(view: View, line: Line) -> list[tuple[int, Np]]:
    """The places of a sentence, without those where its sources sit or speak."""
    said = [(saying.source.first, saying.source.last) for saying in line.sayings]
    said += [(saying.cue.first, saying.end) for saying in line.sayings]  # "told reporters in Geneva"
    return [(k, np) for k, np in find_places(view, line) if not any(first <= k < last for first, last in said)]


def place_of(view: View, line: Line, count: Count) -> tuple[Span, str] | None:
    """The place of a claim as its own sentence names one: the nearest after the figure, else the nearest before it."""
    places = told_places(view, line)
    after = [np for k, np in places if k >= count.last]
    before = [np for k, np in places if k < count.first]
    if after:
        return span_of(view.text, view.tokens, after[0]), "nearest place after the figure"
    if before:
        at = len(before) - 1
        while at and 0 <= before[at].first - before[at - 1].last <= 2:
            at -= 1  # "in Sarmin in Idlib province": of a chain the first is the most specific
        return span_of(view.text, view.tokens, before[at]), "nearest place before the figure"
    return _heading(view, line)


def _heading(view: View, line: Line) -> tuple[Span, str] | None:
    """The place that heads a line: "Daraa | …", "Aleppo province: …"."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    np = np_after(tokens, tags, first, min(first + 6, line.sentence.last), links=_OF)
    if np is None or np.last >= line.sentence.last or tokens[np.last].text not in "|:" or not tokens[np.first].capital:
        return None
    known = _words(view.language)
    head = tokens[np.last - 1]
    named = tokens[np.last].text == "|" or head.stem in known.kinds or head.stem in known.regions
    if not named or head.stem in known.never or tokens[np.first].stem in known.peoples:
        return None
    return (span_of(view.text, tokens, np), "heads the line") if _place(view, line, np, known) else None
