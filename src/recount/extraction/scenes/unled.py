"""Names of places that no word leads to: "Tell was bombed", "residents of Tell", a country named in passing."""

from __future__ import annotations

from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np
from .grounds import GroundWords, ground_words, named_place, proper


def unled(view: View, line: Line, capitals: list[int]) -> list[tuple[int, Np, str]]:
    """Names among the capitalised words that no word leads to, each with its kind.

    "struck" ("Tell was bombed"), "people" ("residents of Tell", "Tell residents"), or of a country, which may be the
    place of its own sentence wherever it is "named".
    """
    known = ground_words(view.language)
    stems = view.stems
    found: list[tuple[int, Np, str]] = []
    end = line.sentence.first
    for k in capitals:
        if k < end:
            continue
        stem = stems[k]
        if stem in known.countries or (stem[-1] == "s" and stem[:-1] in known.countries):
            found.append((k, Np(k, k + 1), "named"))
        if not proper(view, k, known):
            continue
        end = k + 1
        while end < line.sentence.last and view.tokens[end].capital and proper(view, end, known):
            end += 1
        kind = _told_of(view, line, k, end, known)
        if kind is not None and known.never.isdisjoint(stems[k:end]) and known.actors.isdisjoint(stems[k:end]):
            np = named_place(view, line, Np(k, end), known)
            if np is not None:
                found.append((k, np, kind))
    return found


def _told_of(view: View, line: Line, first: int, end: int, known: GroundWords) -> str | None:
    """What makes a name that no word leads to a place's, or None."""
    stems, tags, last = view.stems, view.tags, line.sentence.last
    after = end
    while after < last and after < end + 2 and stems[after] in known.grounds and not view.tokens[after].capital:
        after += 1
    if after + 1 < last and stems[after] in known.be and stems[after + 1] in known.struck_by and tags[after + 1] == "E":
        return "struck"
    if after + 1 < last and stems[after] in known.comes and stems[after + 1] == "under":
        return "struck"
    if after < last and stems[after] in known.inhabitants and not view.tokens[after].capital:
        return "people"
    if first >= line.sentence.first + 2 and stems[first - 1] in ("of", "for"):
        return "people" if stems[first - 2] in known.over else None
    return None
