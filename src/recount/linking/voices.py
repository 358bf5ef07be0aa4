"""Voices: under which names and spellings claimants and actors stand, event by event and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import cast

import msgspec

from recount.model import Actor, Claimant, ClaimantKind

MOST_SPELLINGS = 200
"""Spellings kept of one voice; a casebook that has more has read something else than names."""


class Voice(msgspec.Struct, array_like=True):
    """How often one claimant or actor stands under each name (with its kind), spelling and party."""

    names: dict[str, int] = {}
    spellings: dict[str, int] = {}
    parties: dict[str, int] = {}
    named: bool = True

    def add(self, other: Voice, times: int = 1) -> None:
        """Count another's in, or out again with `times` of -1."""
        for mine, more in ((self.names, other.names), (self.spellings, other.spellings), (self.parties, other.parties)):
            for key, number in more.items():
                mine[key] = mine.get(key, 0) + times * number
                if not mine[key]:
                    del mine[key]
        self.named = other.named


def voice(
    names: Iterable[tuple[str, str]], spellings: Iterable[str], parties: Iterable[str] = (), named: bool = True
) -> Voice:
    """The voice of some claims: their names with kinds and parties claim by claim, and all spellings."""
    return Voice(
        dict(Counter(f"{kind}\n{name}" for name, kind in names)),
        dict(Counter(spellings)),
        dict(Counter(parties)),
        named,
    )


def claimant(id: str, of: Voice) -> Claimant:
    """A claimant under its commonest name."""
    kind, name = _commonest(of)
    return Claimant(
        id=id,
        name=name,
        kind=cast("ClaimantKind", kind),
        named=of.named,
        spellings=tuple(sorted(of.spellings)[:MOST_SPELLINGS]),
        party=min(of.parties, key=lambda side: (-of.parties[side], side), default=None),
    )


def actor(id: str, of: Voice) -> Actor:
    """An actor under its commonest name."""
    return Actor(id=id, name=_commonest(of)[1], spellings=tuple(sorted(of.spellings)[:MOST_SPELLINGS]))


def _commonest(of: Voice) -> tuple[str, str]:
    pairs = {key: tuple(key.split("\n", 1)) for key in of.names}
    best = min(of.names, key=lambda key: (-of.names[key], pairs[key][1], pairs[key][0]))
    kind, name = pairs[best]
    return kind, name
