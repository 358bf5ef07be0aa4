"""Subjects found again in what was read: by report and words, never by a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from recount.model import Claim, Extraction, Report, Span, Statement, Subject, Victim

T = TypeVar("T", Claim, Victim, Statement)


class NotFoundError(Exception):
    """A subject that is not there, or not there for sure; its words say why, to follow "decision 12:"."""


class Read(msgspec.Struct, frozen=True):
    """One document and what an extractor read in it."""

    report: Report
    extraction: Extraction


def read_of(subject: Subject, read: Mapping[str, Read]) -> Read:
    """The document of a subject, by the documents' keys. Raises NotFoundError where it is not here."""
    found = read.get(subject.report or "")
    if found is None:
        raise NotFoundError("its report is not here, or was not read")
    if subject.span is not None and not subject.span.stands_in(found.report.text):
        raise NotFoundError("the words that it stands on are not in the report")
    return found


def claim_of(subject: Subject, read: Read) -> Claim:
    """The claim of a subject: of the same words and outcome, or else the only one of that outcome around the words.

    Raises NotFoundError where there is none, or more than one.
    """
    span = _span(subject)
    there = [one for one in read.extraction.claims if one.span == span]
    if not there:
        there = [one for one in read.extraction.claims if _around(one.span, span)]
    if not there:
        raise NotFoundError("no figure is read in its words any more")
    same = [one for one in there if subject.outcome in (None, one.outcome)]
    if not same:
        outcomes = " and ".join(sorted({one.outcome for one in there}))
        raise NotFoundError(f"its figure is now read as {outcomes}, not {subject.outcome}".replace("_", " "))
    return _only(same, "figures of its outcome are read in its words")


def victim_of(subject: Subject, read: Read) -> Victim:
    """The person of a subject: first spoken of in its words, or else the only one spoken of in them.

    Raises NotFoundError where there is none, or more than one.
    """
    span = _span(subject)
    there = [one for one in read.extraction.victims if one.mentions[:1] == (span,)]
    if not there:
        there = [one for one in read.extraction.victims if span in one.mentions]
    if not there:
        raise NotFoundError("no person is read in its words any more")
    return _only(there, "persons are read in its words")


def statement_of(subject: Subject, read: Read) -> Statement:
    """The statement of a subject. Raises NotFoundError where no statement has these words."""
    span = _span(subject)
    there = [one for one in read.extraction.statements if one.span == span]
    if not there:
        raise NotFoundError("no statement is read in its words any more")
    return _only(there, "statements are read in its words")


def _only(found: Sequence[T], what: str) -> T:
    if len(found) > 1:
        raise NotFoundError(f"{len(found)} {what}")
    return found[0]


def _span(subject: Subject) -> Span:
    if subject.span is None:
        raise NotFoundError("it names no words of the report")
    return subject.span


def _around(one: Span, other: Span) -> bool:
    """Whether one of two spans holds the other: a figure that is read with a word more or less."""
    return (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
