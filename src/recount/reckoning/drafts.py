"""Relations before they have numbers, and their order in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, get_args

from recount.model import Derivation, Difference, Relation, RelationKind

from .intervals import Interval

KINDS: tuple[RelationKind, ...] = get_args(RelationKind)


class Draft(NamedTuple):
    """A relation without its id; `rest` is what a sum leaves unaccounted."""

    kind: RelationKind
    subject: str
    objects: tuple[str, ...]
    why: Derivation
    differences: tuple[Difference, ...] = ()
    rest: Interval = Interval(None, None)
    inferred: bool = False

    @property
    def rank(self) -> tuple[object, ...]:
        """Sort key: by kind, then subject and objects by their numbers."""
        return (KINDS.index(self.kind), _natural(self.subject), tuple(_natural(one) for one in self.objects))


def _natural(id: str) -> tuple[int, int, str]:
    number = id[1:]
    return (0, int(number), "") if id[:1] == "f" and number.isdecimal() else (1, 0, id)


def numbered(drafts: Iterable[Draft]) -> tuple[Relation, ...]:
    """The relations in their order, r1, r2, …; a relation that was found twice stands once."""
    found: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        found.setdefault(draft.rank, draft)
    return tuple(
        Relation(
            id=f"r{number}",
            kind=draft.kind,
            subject=draft.subject,
            objects=draft.objects,
            why=draft.why,
            differences=draft.differences,
            low=draft.rest.low,
            high=draft.rest.high,
            inferred=draft.inferred,
        )
        for number, draft in enumerate((found[rank] for rank in sorted(found)), start=1)
    )
