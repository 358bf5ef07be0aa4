"""What is above a level: reviewers' rulings on who may see something, found again in what is there now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from recount.model import (
    LEVELS,
    Claim,
    Extraction,
    Level,
    Links,
    Protection,
    Report,
    Span,
    Statement,
    Subject,
    SubjectKind,
    above,
)

Leveled = tuple[Subject, Level]
"""A subject and the level that it was given; of two for one subject the later holds."""
KINDS: tuple[SubjectKind, ...] = ("report", "claimant", "victim", "claim", "statement")
"""The kinds of subjects that may have a level."""


class Record(msgspec.Struct, frozen=True):
    """All that a casebook holds, whoever may see it: reports and extractions by id, ids by documents' keys, links."""

    reports: Mapping[str, Report]
    extractions: Mapping[str, Extraction]
    ids: Mapping[str, str]
    links: Callable[[], Links]


class Stands(msgspec.Struct, frozen=True, order=True):
    """Words of one report."""

    report: str
    span: Span


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """What is above a level. `victims` are ids of extractions'; `persons` the words of such as are read no more."""

    protection: Protection
    reports: frozenset[str] = frozenset()
    claimants: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    persons: tuple[Stands, ...] = ()
    passages: tuple[Stands, ...] = ()


_Target = tuple[SubjectKind, str | Stands]


def hidden_at(level: Level, leveled: Iterable[Leveled], record: Record) -> Hidden:
    """What of a record is above a level.

    A subject that is read no more is hidden by the words that it stood on: what once was protected stays so.
    """
    held: dict[_Target, Level] = {}
    for subject, given in leveled:
        for target in _targets(subject, record):
            held[target] = given
    over = [target for target, given in held.items() if above(given, level)]
    under = [given for given in held.values() if not above(given, level)]

    def ids(kind: SubjectKind) -> frozenset[str]:
        return frozenset(what for one, what in over if one == kind and isinstance(what, str))

    def words(*kinds: SubjectKind) -> tuple[Stands, ...]:
        return tuple(sorted(what for one, what in over if one in kinds and isinstance(what, Stands)))

    victims, persons, passages = ids("victim"), words("victim"), words("claim", "statement")
    return Hidden(
        protection=Protection(
            level=level,
            holds=max(under, key=LEVELS.index, default="public"),
            reports=len(ids("report")),
            claimants=len(ids("claimant")),
            victims=len(victims) + len(persons),
            passages=len(passages),
        ),
        reports=ids("report"),
        claimants=ids("claimant"),
        victims=victims,
        persons=persons,
        passages=passages,
    )


def _targets(subject: Subject, record: Record) -> Iterator[_Target]:
    if subject.kind == "claimant":
        yield "claimant", subject.id
    elif subject.kind == "report":
        keys = subject.reports or ((subject.report,) if subject.report else ())
        found = [record.ids[key] for key in keys if key in record.ids]
        yield from (("report", id) for id in found or ([subject.id] if subject.id in record.reports else []))
    elif subject.kind in KINDS:
        yield from _in_report(subject, record)


def _in_report(subject: Subject, record: Record) -> Iterator[_Target]:
    """The words of a claim or a statement, or the person of whom the words speak."""
    report = record.ids.get(subject.report or "", subject.id.rpartition("#")[0])
    if report not in record.reports:
        return
    extraction = record.extractions.get(report)
    held: list[Claim | Statement] = [*extraction.claims, *extraction.statements] if extraction is not None else []
    span = subject.span or next((one.span for one in held if one.id == subject.id), None)
    if subject.kind != "victim":
        if span is not None and span.stands_in(record.reports[report].text):
            yield subject.kind, Stands(report, span)
        return
    there = extraction.victims if extraction is not None else ()
    if span is None:
        found = [one for one in there if one.id == subject.id]
    else:
        found = [one for one in there if span in one.mentions]
        found = found or [one for one in there if any(span.overlaps(mention) for mention in one.mentions)]
    yield from (("victim", victim.id) for victim in found)
    if not found and span is not None and span.stands_in(record.reports[report].text):
        yield "victim", Stands(report, span)
