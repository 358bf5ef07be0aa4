"""Indirect speech without "that": where what was said begins after the word of reporting.

"Police said the road was closed", "Lena Roth told reporters two men had fled", "The envoy urged both sides to stop".
"""

from __future__ import annotations

from collections.abc import Sequence

from ..words.tokens import Token
from .speakers import Scene

_ASIDE = 6
"""Tokens of a time or of whom one told that may stand between the verb and what was said."""


def bare_clause(view: Scene, first: int, last: int, end: int) -> int | None:
    """The token with which the words of indirect speech begin that no "that" opens; None where they are none.

    `first` and `last` (exclusive) are the word of reporting, `end` the sentence's end.
    """
    tokens, words = view.tokens, view.words
    stem = tokens[first].stem
    if any(tokens[k].stem in words.negations for k in range(max(0, first - 2), first)):
        return None
    at = last
    while at < min(end, last + _ASIDE) and tokens[at].stem in words.times:
        at += 1
    bounded = at + 1 < end and tokens[at + 1].stem in words.bounds  # "said at least ten had died"
    if at < end and tokens[at].stem in words.asides and not bounded:
        return _past_aside(view, at, end) if stem in words.bare else None
    if stem in words.addressing:
        listener = _past_listener(view, at, end)
        if listener is None:
            return None
        at = listener
    if at >= end or tokens[at].kind == "mark" or (tokens[at].stem in words.no_clause and not bounded):
        return None
    opens = bounded or tokens[at].stem in words.openers or tokens[at].capital or tokens[at].kind == "number"
    if stem in words.bare or stem in words.addressing:
        return at if opens or _finite(view, tokens[at + 1 : end]) else None
    return at if stem in words.indirect and opens and _finite(view, tokens[at + 1 : end]) else None


def _past_listener(view: Scene, at: int, end: int) -> int | None:
    """Behind whom one told: "reporters", "the Daily Post", "him"."""
    name = view.names.get(at)
    if name is not None and name.last < end:
        numbered = view.tokens[name.last].kind == "number"  # "told Channel 9"
        return name.last + (numbered and name.last + 1 < end)
    for k in range(at + 1, min(end, at + _ASIDE)):
        if view.tokens[k].kind == "mark":
            return None
        if view.tokens[k].stem in view.words.openers or view.tokens[k].kind == "number":
            return k
    return None


def _past_aside(view: Scene, at: int, end: int) -> int | None:
    """Behind where or how one said it: "said in a statement it had …"."""
    for k in range(at + 2, min(end, at + _ASIDE)):
        if view.tokens[k].kind == "mark":
            return None
        if view.tokens[k].stem in view.words.openers:
            return k if _finite(view, view.tokens[k + 1 : end]) else None
    return None


def _finite(view: Scene, tokens: Sequence[Token]) -> bool:
    """Whether words hold a finite verb: an auxiliary, or a word with the ending of a past."""
    known = view.words
    return any(t.stem in known.finite or (t.stem.endswith(known.past_endings) and not t.capital) for t in tokens)


def asked_of(view: Scene, first: int, last: int, end: int) -> int | None:
    """Where "urged both sides to stop", "accused the army of …" begin to tell what was said, and of whom."""
    tokens, words = view.tokens, view.words
    stem = tokens[first].stem
    marks = words.infinitive_marks if stem in words.urging else words.blame_marks if stem in words.blaming else None
    if marks is None or last >= end or tokens[last].stem in marks or tokens[last].stem in words.no_clause:
        return None
    for k in range(last + 1, min(end, last + _ASIDE + 1)):
        if tokens[k].kind == "mark":
            return None
        if tokens[k].stem in marks:
            return last
    return None
