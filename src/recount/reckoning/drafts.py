"""Relations as they are drawn, with their ids, and their order in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from operator import attrgetter
from typing import get_args

from recount.model import Derivation, Difference, Relation, RelationKind, Step

from .ids import made_of
from .intervals import Interval

KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
_ID = attrgetter("id")
_ByKind = tuple[tuple[RelationKind, tuple[Relation, ...]], ...]
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


class InOrder:
    """The relations by kind, each kind in the order in which it came; one that was found twice stands once.

    Pieces that come again as the same tuples are not sorted out again.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[tuple[Relation, ...], _ByKind]] = {}

    def of(self, pieces: Iterable[tuple[Relation, ...]]) -> tuple[Relation, ...]:
        """All relations of some pieces, in order."""
        kinds: dict[RelationKind, list[Relation]] = {kind: [] for kind in KINDS}
        now = {}
        for piece in pieces:
            known = self._known.get(id(piece))
            if known is None or known[0] is not piece:
                known = (piece, _by_kind(piece))
            now[id(piece)] = known
            for kind, found in known[1]:
                kinds[kind].extend(found)
        self._known = now
        every = tuple(chain.from_iterable(kinds.values()))
        if len(set(map(_ID, every))) == len(every):
            return every
        once: dict[str, Relation] = {}
        for one in every:
            once.setdefault(one.id, one)
        return tuple(once.values())


def _by_kind(piece: tuple[Relation, ...]) -> _ByKind:
    found: dict[RelationKind, list[Relation]] = {}
    for one in piece:
        found.setdefault(one.kind, []).append(one)
    return tuple((kind, tuple(rows)) for kind, rows in found.items())
