"""Differing: what is other in one dossier than in another, of the same casebook at two moments or by two readers."""

from .difference import difference
from .kinds import (
    Count,
    DecisionDifference,
    Difference,
    Estimated,
    EventDifference,
    EventSeen,
    Fate,
    FieldDifference,
    NumberDifference,
    ReportDifference,
    ThingDifference,
)

__all__ = [
    "Count",
    "DecisionDifference",
    "Difference",
    "Estimated",
    "EventDifference",
    "EventSeen",
    "Fate",
    "FieldDifference",
    "NumberDifference",
    "ReportDifference",
    "ThingDifference",
    "difference",
]
