"""Accounts told of afterwards: a sentence that tells only whose account the one before it is."""

from __future__ import annotations

from ..sayings.reporting import reporting
from ..view.view import View
from ..words.syntax import parts_played
from .accounts import Named


def account_after(view: View, number: int, named: Named) -> tuple[int, int] | None:
    """The saying of the next sentence where that tells only whose account this is: "That is according to police"."""
    if number + 1 >= len(view.lines) or view.lines[number].sayings or not view.lines[number].news:
        return None
    after, known = view.lines[number + 1], reporting(view.language)
    first, last = after.sentence.first, after.sentence.last
    if after.frames or after.paragraph - view.lines[number].paragraph > 1 or last - first > SHORT:
        return None
    stems = view.stems[first : first + 2]
    definite = parts_played(view.language)["definite"]
    points = stems[0] in known.told_of_it and stems[0] != "it" and view.tags[first + 1] in "AVE"
    if not (points or (stems[0] in definite and len(stems) > 1 and stems[1] in known.given)):
        return None
    for at, saying in enumerate(after.sayings):
        if saying.kind == "according" and (number + 1, at) in named:
            return number + 1, at
    return None


SHORT = 30
"""A sentence that tells only whose account another is has at most so many words."""
