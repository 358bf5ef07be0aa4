"""Candidates: the places where a claim may have happened, the claim that asks, and what they are weighed against."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Claim, Span

from ..counting.counts import Count
from ..record import Record
from ..view.view import View
from .clauses import hangs_on
from .places import Place


class Candidate(Record, frozen=True):
    """A place, with the number of its line, for the claims of another: `traits` follow from the two lines alone.

    `beside` tells that the two stand in one paragraph.
    """

    number: int
    place: Place
    span: Span
    traits: tuple[str, ...]
    beside: bool


class Asking(Record, frozen=True):
    """A claim that wants a place: its line, its count, and what was found for the claims before it."""

    claim: Claim
    number: int
    counted: Count
    total: Span | None
    mate: Span | None
    mated: bool
    size: int
    bound: bool
    """Whether a place of its own follows its figure, before the next one."""


class Rivals(Record, frozen=True):
    """What the candidates of a claim are weighed against: the nearest places of its own sentence after and before its
    figure, and the town or site named last before its sentence."""

    after: Place | None
    before: Place | None
    town: str | None
    heading: bool
    hung: bool
    """Whether the figure stands in a clause about what the place before it is of."""


def rivals(view: View, asking: Asking, candidates: Sequence[Candidate]) -> Rivals:
    """The rivals among a claim's candidates; who tells of it, and where somebody was brought, are none."""
    after = before = town = None
    heading = False
    for one in candidates:
        number, place = one.number, one.place
        if number < asking.number and place.level in ("town", "site"):
            town = one.span.exact
        heading = heading or (number == asking.number and place.kind == "heading")
        if number != asking.number or place.away or place.chained or place.kind in NO_RIVALS:
            continue
        if place.at >= asking.counted.last:
            after = place if after is None else after
        elif place.at < asking.counted.first:
            before = place
    hung = before is not None and hangs_on(view, before.np, asking.counted.first)
    return Rivals(after, before, town, heading, hung)


NO_RIVALS = frozenset(["origin", "heading", "dateline", "force", "source", "held"])
