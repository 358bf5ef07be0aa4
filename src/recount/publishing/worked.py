"""The numbers of a result worked out: a step as an equation, and what each of its numbers is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from recount.model import End, Step, Term

from .words import shown

MOST_TERMS = 12
"""An equation shows so many numbers; a longer one says how many more there are."""

_GIVES = {"low": "at least", "high": "at most", "best": "best", "number": "in all"}
_ENDS: dict[End, str] = {
    "low": "the lower end of",
    "high": "the upper end of",
    "low_within": "the lower end less 10% of",
    "high_within": "the upper end and 10% more of",
    "number": "the number of",
    "coded": "the codebook's number for",
}


class Piece(NamedTuple):
    """A piece of an equation: its words, the term whose number it is, where it is one, or that it is the result.

    Numbers in other pieces count no people.
    """

    words: str
    term: Term | None = None
    result: bool = False


def gives_words(gives: str) -> str:
    """Which number of the result a step gives: "at least", "at most", "best", "in all", or the field's own name."""
    return _GIVES.get(gives, shown(gives.replace("_", " "), 40))


def is_plain(step: Step) -> bool:
    """Whether a step only takes one number over."""
    return len(step.terms) == 1 and step.share == 1 and not step.terms[0].minus


def equation(step: Step) -> Iterator[Piece]:
    """A step in pieces: "at least 870 = 745 + 125", "at least 700: the least of 700, 745 and 973", "at most 50"."""
    yield Piece(f"{gives_words(step.gives)} ")
    yield Piece(f"{step.value:,}", result=True)
    if is_plain(step):
        return
    if step.work == "sum":
        yield Piece(" = ")
        shared = step.share != 1 and len(step.terms) > 1
        yield Piece("(" if shared else "")
        yield from _summed(step.terms)
        yield Piece(")" if shared else "")
        if step.share != 1:
            yield Piece(f" ÷ {step.share:,}, rounded down")
        if sum(-term.value if term.minus else term.value for term in step.terms) < 0:
            yield Piece(", and never below none")
    else:
        yield Piece(f": the {step.work} of ")
        yield from _chosen(step.terms)


def equation_words(step: Step) -> str:
    """A step as one line of plain words."""
    return "".join(piece.words for piece in equation(step))


def end_words(term: Term, *, exact: bool) -> str:
    """Which of a thing's numbers a term is, to stand before the thing; empty where it has only one (`exact`)."""
    return "" if exact and term.end in ("low", "high", "number") else _ENDS[term.end]


def _summed(terms: tuple[Term, ...]) -> Iterator[Piece]:
    for at, term in enumerate(terms[:MOST_TERMS]):
        if at or term.minus:
            yield Piece(f"{' ' if at else ''}{'−' if term.minus else '+'} ")
        yield Piece(f"{term.value:,}", term)
    if len(terms) > MOST_TERMS:
        yield Piece(f" and so on ({len(terms) - MOST_TERMS:,} more)")


def _chosen(terms: tuple[Term, ...]) -> Iterator[Piece]:
    shown = terms[:MOST_TERMS]
    for at, term in enumerate(shown):
        if at:
            yield Piece(" and " if at == len(terms) - 1 else ", ")
        yield Piece(f"{term.value:,}", term)
    if len(terms) > MOST_TERMS:
        yield Piece(f" and {len(terms) - MOST_TERMS:,} more")
