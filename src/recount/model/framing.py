"""Framing: the words that each outlet uses of the same people and deeds, and what only some of them report."""

from __future__ import annotations

from typing import Literal

import msgspec

from .spans import Span

FramingKind = Literal["actor", "people", "deed", "hedge", "quotation_marks"]
"""What words stand for: one actor whom linking knows; people of a kind; deeds of a kind; a reserve; words set apart."""
TellingKind = Literal["claimant", "actor", "outcome", "victims", "place", "quotation"]


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """Words in one report. `speaker` is whose words they are where the report only passes them on."""

    report: str
    span: Span
    speaker: str | None = None


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet's words for something: as they are mostly written, how often, and how often in somebody else's mouth.

    `uses` has the first of them, its own before others'.
    """

    outlet: str
    words: str
    times: int
    passed_on: int
    uses: tuple[Use, ...]


class FramingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing and the words for it, by outlet and the commonest first. `what` says what thing, in plain words."""

    id: str
    kind: FramingKind
    what: str
    choices: tuple[Choice, ...]


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """Something that some outlets of the event report and the others do not; `where` has its first words in each."""

    id: str
    kind: TellingKind
    what: str
    told_by: tuple[str, ...]
    silent: tuple[str, ...]
    where: tuple[Use, ...]


class Framing(msgspec.Struct, frozen=True, kw_only=True):
    """How the outlets of one event put it. Nothing in it is a judgement: it only sets words beside each other."""

    event: str
    outlets: tuple[str, ...]
    rows: tuple[FramingRow, ...]
    tellings: tuple[Telling, ...]
