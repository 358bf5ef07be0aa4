"""Acronyms, and the names in a report that they stand for: "Doctors for the Lowlands (DFL)"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..words.phrases import Np
from ..words.tokens import Token


def initials_only(token: Token) -> bool:
    """Whether a word is an acronym: "WHO", "UNAMA"."""
    return token.text.isupper() and len(token.text) > 2


def initials(tokens: Sequence[Token]) -> dict[str, Np]:
    """The names of three capitalised words or more by their initials, small words left out; the first of each."""
    found: dict[str, Np] = {}
    at = 0
    while at < len(tokens):
        if not tokens[at].capital or tokens[at].kind != "word":
            at += 1
            continue
        if tokens[at].text.isupper() and at > 2 and tokens[at - 1].text == "(" and tokens[at - 2].capital:
            first = at - 2
            while first and (tokens[first - 1].capital or _joins(tokens, first - 1)):
                first -= 1
            found[tokens[at].text] = Np(first, at - 1)
        last, letters = at, ""
        for k in range(at, min(at + 9, len(tokens))):
            if tokens[k].capital:
                letters += tokens[k].text[0]
                last = k + 1
                if len(letters) >= 3:
                    found.setdefault(letters, Np(at, last))
            elif tokens[k].kind != "word" or tokens[k].stem not in _SMALL:
                break
        at += 1
    return found


_SMALL = frozenset(["of", "for", "and", "the", "on"])


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether small words up to `at` stand inside a name: "Center in Syria", "Group for the Support"."""
    first = at
    while first > at - 2 and first and tokens[first].stem in _INSIDE:
        first -= 1
    return first < at and tokens[first].capital and tokens[first].kind == "word"


_INSIDE = _SMALL | {"in", "to", "against"}


def written_out(
    tokens: Sequence[Token], names: Sequence[tuple[str, ...]], where: Callable[[str], Sequence[int]]
) -> Np | None:
    """Where the first of some names (as stems) that the text has stands; `where` finds words in capitals."""
    for name in names:
        for at in where(name[0]):
            if at + len(name) <= len(tokens) and all(tokens[at + k].stem == stem for k, stem in enumerate(name)):
                return Np(at, at + len(name))
    return None
