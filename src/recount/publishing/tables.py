"""The dossier as tables: RFC 4180 CSV, one row a claim and one row a report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from recount.model import Claim, Dossier, Report, Span

from .index import Index

CLAIM_COLUMNS = (
    "doc_id", "claim", "start", "end", "figure", "modifier", "min", "max", "outcome", "victims", "status", "age",
    "sex", "claimant", "claimant_id", "claimant_name", "certainty", "perpetrator", "place", "place_id", "latitude",
    "longitude", "when", "when_start", "when_end", "as_of", "scope", "part_of", "stance", "confidence",
    "event", "context", "decisions", "confirmed_by",
)  # fmt: skip
REPORT_COLUMNS = (
    "file", "doc_id", "title", "publisher", "published", "url", "language", "sha256", "event", "copies_of", "claims",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AROUND = 100


def claims_csv(dossier: Dossier) -> str:
    """One row a claim, in the order of reports and of appearance, under `CLAIM_COLUMNS`.

    RFC 4180 with a header row and CRLF; to be written as UTF-8. `start` and `end` count characters of the report's
    text, `context` is the sentence or line around the figure. Empty cells are "not known" or "open". A text cell that
    a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe
    before it; numbers are written as they are.
    """
    index = Index(dossier)
    texts = {report.id: report.text for report in dossier.reports}
    return _csv(
        CLAIM_COLUMNS,
        (
            _claim_row(index, claim, texts.get(extraction.report, ""))
            for extraction in dossier.extractions
            for claim in extraction.claims
        ),
    )


def reports_csv(dossier: Dossier) -> str:
    """One row a report under `REPORT_COLUMNS`; form and guarded cells as in `claims_csv`.

    `copies_of` names the reports that this one repeats, wholly or in passages, separated by spaces; where nothing
    tells which of two came first, each names the other. `claims` is the number of claims found in it.
    """
    index = Index(dossier)
    counts = {e.report: len(e.claims) for e in dossier.extractions}
    return _csv(REPORT_COLUMNS, (_report_row(index, report, counts.get(report.id, 0)) for report in dossier.reports))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> object:
    """The value as a cell: nothing for None, and text that looks like a formula made harmless."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _words(span: Span | None) -> str | None:
    return span.exact if span is not None else None


def _claim_row(index: Index, claim: Claim, text: str) -> tuple[object, ...]:
    low, high = claim.figure.stated
    attribution = index.attributions.get(claim.id)
    claimant = index.claimants.get(attribution.claimant) if attribution else None
    placing = index.placings.get(claim.id)
    place = index.places.get(placing.place) if placing and placing.place else None
    when = claim.when
    return (
        claim.report,
        claim.local_id,
        claim.span.start,
        claim.span.end,
        claim.span.exact,
        claim.figure.modifier,
        low,
        high,
        claim.outcome,
        _words(claim.victims),
        claim.status,
        claim.age,
        claim.sex,
        _words(claim.claimant),
        attribution.claimant if attribution else None,
        claimant.name if claimant else None,
        attribution.certainty if attribution else None,
        _words(claim.perpetrator),
        _words(claim.place),
        place.id if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        when.span.exact if when else None,
        when.period.start if when else None,
        when.period.end if when else None,
        claim.as_of.day if claim.as_of else None,
        claim.scope,
        claim.part_of.rpartition("#")[2] if claim.part_of else None,
        claim.stance,
        claim.confidence,
        index.event_of.get(claim.report),
        context(text, claim.span),
        " ".join(index.ruled.get(claim.id, ())),
        index.confirmed.get(claim.id),
    )


def _report_row(index: Index, report: Report, claims: int) -> tuple[object, ...]:
    copies = (c for c in index.dossier.links.copies if report.id in (c.first, c.second) and c.original != report.id)
    return (
        report.source or report.id,
        report.id,
        report.title,
        report.publisher,
        report.published,
        report.url,
        report.language,
        report.sha256,
        index.event_of.get(report.id),
        " ".join(sorted(c.second if c.first == report.id else c.first for c in copies)),
        claims,
    )


def context(text: str, span: Span, around: int = _AROUND) -> str:
    """The words around a span, on one line: its sentence, or as much of it as `around` characters on each side hold."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    before, after = text[start : span.start], text[span.end : end]
    for stop in ("\n", ". ", "! ", "? "):
        before = before.rpartition(stop)[2]
        kept, found, _ = after.partition(stop)
        after = kept + found.strip()
    if len(before) == span.start - start and start > 0:
        before = before.partition(" ")[2] or before
    if len(after) == end - span.end and end < len(text):
        after = after.rpartition(" ")[0] or after
    return " ".join(f"{before}{span.exact}{after}".split())
