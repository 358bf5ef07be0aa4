"""What an extractor takes from one report."""

from __future__ import annotations

import msgspec

from .claim import Claim
from .person import Victim
from .statement import Statement


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """All that an extractor took from one report. `extractor` names it with its version."""

    report: str
    extractor: str
    claims: tuple[Claim, ...] = ()
    victims: tuple[Victim, ...] = ()
    statements: tuple[Statement, ...] = ()
