"""Relations as they are drawn, with their ids, and their order in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import get_args

from recount.model import Derivation, Difference, Relation, RelationKind, Step

from .ids import made_of
from .intervals import Interval

KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
_ANYTHING = Interval(None, None)


def relation(
    kind: RelationKind,
    subject: str,
    objects: tuple[str, ...],
    rule: str,
    says: str,
    premises: tuple[str, ...],
    *,
    differences: tuple[Difference, ...] = (),
    rest: Interval = _ANYTHING,
    inferred: bool = False,
    steps: tuple[Step, ...] = (),
) -> Relation:
    """A relation; `rest` is what a sum leaves unaccounted."""
    return Relation(
        id=made_of("r", kind, subject, *objects),
        kind=kind,
        subject=subject,
        objects=objects,
        why=Derivation(rule, says, premises, steps),
        differences=differences,
        low=rest.low,
        high=rest.high,
        inferred=inferred,
    )


def in_order(pieces: Iterable[Iterable[Relation]]) -> tuple[Relation, ...]:
    """The relations by kind, each kind in the order in which it came; one that was found twice stands once."""
    kinds: dict[RelationKind, dict[str, Relation]] = {kind: {} for kind in KINDS}
    for found in chain.from_iterable(pieces):
        kinds[found.kind].setdefault(found.id, found)
    return tuple(chain.from_iterable(rows.values() for rows in kinds.values()))
