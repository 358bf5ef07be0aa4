"""What a model may reply: the shape of its JSON, and nothing of it believed yet."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from recount.model import InputError, Outcome
from recount.model.claim import Age, Scope, Sex, Stance, Status
from recount.model.statement import StatementKind

T = TypeVar("T")


class SaidClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A toll claim as a model tells it: words only, to be sought in the report."""

    figure: str
    outcome: Outcome
    context: str = ""
    id: str = ""
    victims: str | None = None
    status: Status = "unknown"
    age: Age = "unknown"
    sex: Sex = "unknown"
    claimant: str | None = None
    relay: tuple[str, ...] | None = ()
    perpetrator: str | None = None
    place: str | None = None
    when: str | None = None
    scope: Scope = "current"
    part_of: str | None = None
    stance: Stance = "asserted"


class SaidStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as a model tells it."""

    words: str
    kind: StatementKind = "quotation"
    speaker: str | None = None
    cue: str | None = None


class _Lists(msgspec.Struct, frozen=True):
    claims: tuple[msgspec.Raw, ...] = ()
    statements: tuple[msgspec.Raw, ...] = ()


class Reply(msgspec.Struct, frozen=True):
    """All that a model said of one stretch of a report and that has the right shape."""

    claims: tuple[SaidClaim, ...] = ()
    statements: tuple[SaidStatement, ...] = ()


def reply_of(answer: str, who: str) -> Reply:
    """The reply in a model's answer: its outermost JSON object, be there talk or a code fence around it.

    An entry of the wrong shape is left out and costs no other. Raises InputError, naming the model `who`, where there
    is no such object.
    """
    first, last = answer.find("{"), answer.rfind("}")
    try:
        lists = msgspec.json.decode(answer[first : last + 1].encode(), type=_Lists)
    except msgspec.MsgspecError as fault:
        raise InputError(who, "the model's answer holds no list of claims as JSON", "try another model") from fault
    return Reply(_well_shaped(lists.claims, SaidClaim), _well_shaped(lists.statements, SaidStatement))


def _well_shaped(entries: tuple[msgspec.Raw, ...], kind: type[T]) -> tuple[T, ...]:
    kept: list[T] = []
    for entry in entries:
        try:
            kept.append(msgspec.json.decode(entry, type=kind))
        except msgspec.ValidationError:
            continue  # one entry of the wrong shape says nothing of the others
    return tuple(kept)
