"""Hand-made reports, claims and statements, whose spans stand in their report's text."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from recount.model import (
    AsOf,
    Claim,
    Extraction,
    Figure,
    Outcome,
    Period,
    Report,
    Scope,
    Span,
    Statement,
    StatementKind,
    Status,
    When,
)


class Making:
    """Makes model values by hand, as an extractor would."""

    @staticmethod
    def report(id: str, text: str, published: str | None = "2024-06-10", **more: str) -> Report:
        day = dt.date.fromisoformat(published) if published else None
        return Report(
            id=id, sha256=hashlib.sha256(f"{id}{text}".encode()).hexdigest(), text=text, published=day, **more
        )

    @staticmethod
    def span(of: Report, words: str) -> Span:
        start = of.text.index(words)
        return Span.of(of.text, start, start + len(words))

    @staticmethod
    def claim(
        of: Report,
        number: int,
        words: str,
        low: int | None,
        high: int | None,
        *,
        claimant: str | None = None,
        perpetrator: str | None = None,
        place: str | None = None,
        status: Status = "unknown",
        outcome: Outcome = "killed",
        scope: Scope = "current",
        as_of: str | None = None,
        when: tuple[str, str, str] | None = None,
    ) -> Claim:
        """A claim of a report; `when` is its words, first and last day. A figure without a low bound is `up_to`."""
        modifier = "exact" if low == high else "at_least" if high is None else "up_to"
        return Claim(
            id=f"{of.id}#c{number}",
            report=of.id,
            span=Making.span(of, words),
            figure=Figure(words, modifier, low, high),  # type: ignore[arg-type]
            outcome=outcome,
            status=status,
            claimant=Making.span(of, claimant) if claimant else None,
            perpetrator=Making.span(of, perpetrator) if perpetrator else None,
            place=Making.span(of, place) if place else None,
            scope=scope,
            as_of=AsOf(dt.date.fromisoformat(as_of), "said") if as_of else None,
            when=When(
                Making.span(of, when[0]), Period(dt.date.fromisoformat(when[1]), dt.date.fromisoformat(when[2]), "day")
            )
            if when
            else None,
        )

    @staticmethod
    def statement(
        of: Report, number: int, words: str, speaker: str | None = None, kind: StatementKind = "quotation"
    ) -> Statement:
        return Statement(
            id=f"{of.id}#q{number}",
            report=of.id,
            kind=kind,
            span=Making.span(of, words),
            speaker=Making.span(of, speaker) if speaker else None,
        )

    @staticmethod
    def extraction(of: Report, *made: Claim | Statement) -> Extraction:
        return Extraction(
            report=of.id,
            extractor="by hand",
            claims=tuple(one for one in made if isinstance(one, Claim)),
            statements=tuple(one for one in made if isinstance(one, Statement)),
        )


@pytest.fixture(scope="session")
def making() -> type[Making]:
    """What makes model values by hand."""
    return Making
