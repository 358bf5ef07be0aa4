"""What reviewers' decisions are to one event's count: which hold, what they confirmed, and how it would be without."""

from __future__ import annotations

from typing import Literal

import msgspec

from .claim import Claim
from .decision import Edit, Ruling, Standard, SubjectKind

EventState = Literal["published", "retracted"]


class RuledOn(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on which a ledger rests; who made it, when and why stands in the casebook alone.

    `id` is d1, d2, … in this ledger. `about` are the ids of what it rules on (claims, victims, a claimant, an event),
    `others` of what that is merged with, split from or superseded by. `reviewers` counts those who stand behind it,
    `standard` is the highest standard of proof that one of them gave. `changes` are the fields that it changed and no
    later decision changed again.
    """

    id: str
    ruling: Ruling
    kind: SubjectKind
    about: tuple[str, ...]
    others: tuple[str, ...] = ()
    changes: tuple[Edit, ...] = ()
    reviewers: int = 1
    standard: Standard | None = None


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    """A figure (a snapshot, by its id) that a person confirmed: in which of its claims, and by which decisions (ids).

    `reviewers` counts the persons who stand behind these decisions, each once.
    """

    snapshot: str
    claims: tuple[str, ...]
    decisions: tuple[str, ...]
    reviewers: int
    standard: Standard | None = None


class OutOfCount(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that a reviewer left out of the count: rejected, retracted, or superseded by the claims (ids) `by`."""

    claim: Claim
    ruling: Ruling
    decision: str
    by: tuple[str, ...] = ()


class EventWithout(msgspec.Struct, frozen=True, kw_only=True):
    """An event that the reports of this one would be of without decisions."""

    id: str
    title: str
    reports: tuple[str, ...]
