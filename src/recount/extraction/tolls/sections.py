"""Sections: pages that gather the reports of many sources, each under the name of its source in a line of its own."""

from __future__ import annotations

from ..sayings.reporting import Reporting, reporting
from ..view.line import Line
from ..view.lists import titled
from ..view.view import View
from ..words.phrases import Np

LEAST = 2
"""A page with fewer names of outlets as headings gathers no reports."""

NAME = 9
"""So many words at most are a heading."""

REACH = 12
"""So many lines at most stand under one name."""


def gathered(view: View) -> dict[int, Np]:
    """Whose report a line belongs to, by line: those under "Harbour News Agency" on a page with more such names."""
    known = reporting(view.language)
    heads: dict[int, Np | None] = {}
    for number in range(1, len(view.lines) - 1):
        line = view.lines[number]
        if line.frames or not line.news or not _alone(view, number):
            continue
        name = _outlet(view, line, known)
        if name is not None or titled(line, line, view.tokens, view.tags):
            heads[number] = name
    if sum(name is not None for name in heads.values()) < LEAST:
        return {}
    found: dict[int, Np] = {}
    for number, name in heads.items():
        under = number + 1
        while name is not None and under < len(view.lines) and under not in heads and under - number <= REACH:
            found[under] = name
            under += 1
    return found


def _alone(view: View, number: int) -> bool:
    """Whether a line is a paragraph of its own."""
    here = view.lines[number].paragraph
    return view.lines[number - 1].paragraph != here != view.lines[number + 1].paragraph


def _outlet(view: View, line: Line, known: Reporting) -> Np | None:
    """The name of an outlet that a line consists of, perhaps with its day: "The Observatory", "Tell Net, 4 May"."""
    first, last = line.sentence.first, line.sentence.last
    if last - first > NAME or view.tags[last - 1] in ".:":
        return None
    dated = next((view.token_at(time.span.start) for time in line.times), last)
    end = next((k for k in range(first, dated) if view.tokens[k].text in ",("), dated)
    words = range(first, end)
    whose = end < last - 1 and view.tokens[end].text == "(" and view.tokens[last - 1].text == ")"  # "Amaq (its side)"
    whose = whose and view.tokens[end + 1].capital
    if len(words) < 2 - whose or any(not view.tokens[k].capital and view.tags[k] not in "DPC" for k in words):
        return None
    outlet = any(view.stems[k] in known.outlets for k in words)
    return Np(first, end) if outlet or whose or (dated < last and view.tokens[end].text == ",") else None
