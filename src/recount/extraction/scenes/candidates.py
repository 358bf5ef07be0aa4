"""Candidates: the places that the sentences around a claim name, each once, and the claim that asks for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recount.model import Claim, Span

from ..counting.counts import Count
from ..record import Record
from ..view.view import View
from ..words.phrases import Np
from .grounds import ground_words, proper
from .places import Place

Key = tuple[frozenset[str], bool]
"""What two mentions of one place have in common: the words of its name, and whether it is land around that."""

NARROW = {"site": 0, "town": 1, "land": 2, "beside": 3, "unnamed": 4, "country": 5}
"""The levels of places from the narrowest on."""


class Mention(Record, frozen=True):
    """A place in the words of one line, its words, and what it shares with its other mentions."""

    number: int
    place: Place
    span: Span
    key: Key


class Candidate(Record, frozen=True):
    """A place that a claim may have: its mention nearest to the claim's line, those in the line itself, its words."""

    number: int
    place: Place
    span: Span
    own: tuple[Place, ...]
    lines: tuple[int, ...]
    """The line of each of its mentions."""
    traits: tuple[str, ...]
    """What speaks for it in all claims of the line, but for the traits of a mention in the line itself."""


class Asking(Record, frozen=True):
    """A claim that wants a place: its line, its count, and what was found for the claims before it."""

    claim: Claim
    number: int
    counted: Count
    total: Span | None
    mate: Span | None
    mated: bool
    last: Span | None
    """The place of the claim before it."""
    size: int
    bound: bool
    """Whether a place of its own follows its figure, before the next one."""


def key_of(view: View, np: Np, level: str) -> Key:
    """The key of a place: by its proper words, else by its countries, else by all its words."""
    known = ground_words(view.language)
    span = range(np.first, np.last)
    name = [view.stems[k] for k in span if proper(view, k, known)]
    if not name:
        name = [view.stems[k].removesuffix("s") for k in span if view.tokens[k].capital] or [
            view.stems[k] for k in span
        ]
    return frozenset(name), level in ("land", "beside")


def grouped(mentions: Iterable[Mention]) -> dict[Key, list[Mention]]:
    """The mentions of each place, in the order in which the places are first named."""
    groups: dict[Key, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.key, []).append(mention)
    return groups


def nearest(mentions: Sequence[Mention], number: int) -> Mention:
    """The mention that stands nearest to a line; of two as near the one before it, and one that words lead to."""
    best, least = mentions[0], (1_000, True)
    for one in mentions:
        gap = number - one.number
        far = (2 * gap if gap >= 0 else 1 - 2 * gap, one.place.kind not in LED)
        if far < least:
            best, least = one, far
    return best


LED = frozenset(["led", "heading", "dateline"])
"""The kinds of mention that tell where something was."""
