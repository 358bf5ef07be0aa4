"""A statement: a quotation or paraphrase with its speaker."""

from __future__ import annotations

from typing import Literal

import msgspec

from .spans import Span

StatementKind = Literal["quotation", "paraphrase"]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Words that a report gives as somebody's; `<report id>#q<n>` in order of appearance.

    `span` is what was said, without its quotation marks; `speaker` the fullest name in the report for who said it,
    None where it names nobody; `cue` the reporting word ("said", "according to"); `closed` is False for a quotation
    whose closing mark never comes.
    """

    id: str
    report: str
    kind: StatementKind
    span: Span
    speaker: Span | None = None
    cue: Span | None = None
    closed: bool = True
