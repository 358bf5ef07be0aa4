"""Confidence: the share of claims like this one that were right on annotated reports.

A claim is *right* where its figure, outcome, status, scope and claimant all are (the scorer's `full`). The weights are
`languages/<code>/confidence.toml`, which `make train` learns and writes; a language without the file gives none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

import msgspec

from recount.model import Claim

from ..language import Language, per_language
from .features import background_share, features


class Weights(NamedTuple):
    """A weight a feature (unknown ones weigh nothing), and the line that calibrates their sum: `slope`, `offset`."""

    feature: Mapping[str, float]
    slope: float
    offset: float

    def confidence(self, found: Sequence[str]) -> float:
        """How likely a claim with these features is right, in hundredths, never quite 0 or 1."""
        score = self.offset + self.slope * sum(map(self.feature.get, found, repeat(0.0)))
        return round(min(0.99, max(0.01, 1 / (1 + math.exp(-score)))), 2)


@per_language
def weights(language: Language) -> Weights | None:
    """The weights of a language, None where nobody trained any."""
    if not language.has("confidence"):
        return None
    table = language.table("confidence")
    return Weights(table["feature"], table["slope"], table["offset"])


def weigh(claims: Sequence[Claim], language: Language) -> tuple[Claim, ...]:
    """The claims of a report, each with its confidence."""
    known = weights(language)
    if known is None:
        return tuple(claims)
    share = background_share(claims)
    return tuple(
        msgspec.structs.replace(claim, confidence=known.confidence(features(claim, claims, share))) for claim in claims
    )
