"""Every report's text with its claims highlighted, and what is known of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from recount.model import Claim, Copy, Extraction, Report, Span, Use

from ..highlight import FIGURE, PERSON, STATEMENT, WORDS, Cue, Mark, highlighted
from ..index import LedgerIndex
from ..words import OUTCOMES, count_words, day_words, shown
from .framings import framing_of, uses_shown
from .linker import Linker
from .related import words_of

_CUES = ("victims", "claimant", "place", "perpetrator", "when")


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report: its masthead, where it came from, and its text."""

    anchor: str
    number: str
    outlet: str
    title: str
    published: str
    address: str
    safe_address: str
    source: str
    id: str
    sha256: str
    extractor: str
    language: str
    claims: str
    copies: tuple[Markup, ...]
    text: Markup


def reports(ledgers: list[LedgerIndex], to: Linker) -> tuple[ReportView, ...]:
    """The reports in the order of the dossier."""
    rows: dict[str, str] = {}
    for ledger in ledgers:
        for claim, snapshot in ledger.snapshot_of_claim.items():
            rows.setdefault(claim, to.row(ledger, snapshot))
    dossier = to.index.dossier
    extractions = {e.report: e for e in dossier.extractions}
    empty = Extraction(report="", extractor="")
    words = _words_shown(ledgers, to)
    return tuple(_report(to, r, extractions.get(r.id, empty), rows, words.get(r.id, ())) for r in dossier.reports)


def _words_shown(ledgers: list[LedgerIndex], to: Linker) -> dict[str, list[Use]]:
    """The words of each report that the page leads to, each once."""
    found: dict[str, dict[Span, Use]] = {}
    for ledger in ledgers:
        uses = words_of(ledger.ledger.event)
        framing = framing_of(ledger)
        if framing is not None:
            uses += uses_shown(framing)
        for use in uses:
            found.setdefault(use.report, {}).setdefault(use.span, use)
    return {report: list(uses.values()) for report, uses in found.items()}


def _report(
    to: Linker, report: Report, extraction: Extraction, rows: dict[str, str], words: Sequence[Use]
) -> ReportView:
    copies = [c for c in to.index.dossier.links.copies if report.id in (c.first, c.second)]
    return ReportView(
        anchor=to.anchors.of("report", report.id),
        number=to.index.numbers[report.id],
        outlet=to.index.outlet(report.id),
        title=shown(report.title, 300),
        published=day_words(report.published) if report.published else "",
        address=shown(report.url, 500),
        safe_address=web_address(report.url),
        source=shown(report.source, 200),
        id=shown(report.id, 200),
        sha256=shown(report.sha256, 64),
        extractor=shown(extraction.extractor, 80),
        language=shown(report.language, 20),
        claims=count_words(len(extraction.claims), "claim"),
        copies=tuple(_copy(to, report.id, c) for c in copies),
        text=_text(to, report, extraction, rows, words),
    )


def web_address(url: str) -> str:
    """The address where it is plainly one of the web, else an empty string: nothing else becomes a link."""
    if not url.isascii() or any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _copy(to: Linker, report: str, copy: Copy) -> Markup:
    other = copy.second if copy.first == report else copy.first
    if copy.original == report:
        says = "repeated by"
    elif copy.original == other:
        says = "repeats"
    else:
        says = "shares its words with"
    kind = {"exact": "word for word", "near": "nearly word for word", "partial": "in passages"}[copy.kind]
    return Markup("{} {}, {}").format(says, to.report(other), kind)


def _text(to: Linker, report: Report, extraction: Extraction, rows: dict[str, str], words: Sequence[Use]) -> Markup:
    marks: list[Mark] = []
    cues: list[Cue] = []
    for claim in (*extraction.claims, *to.index.left_out.get(report.id, ())):
        marks.append(
            Mark(
                claim.span.start,
                claim.span.end,
                "fig-mark background" if claim.scope == "background" else "fig-mark",
                FIGURE,
                to.claim(claim.id),
                rows.get(claim.id),
                claim.local_id,
                described(claim),
            )
        )
        cues += _cues(claim)
    for statement in extraction.statements:
        span = statement.span
        marks.append(Mark(span.start, span.end, "said-mark", STATEMENT, to.statement(statement.id)))
    for victim in extraction.victims:
        spans = (*victim.mentions, *(fate.span for fate in victim.fates))
        for nth, span in enumerate(spans[: max(1, len(victim.mentions))]):
            anchor = to.victim(victim.id) if nth == 0 else None
            marks.append(Mark(span.start, span.end, "person-mark", PERSON, anchor))
    marks += [Mark(use.span.start, use.span.end, "word-mark", WORDS, to.words(use)) for use in words]
    return highlighted(report.text, marks, cues)


def _cues(claim: Claim) -> list[Cue]:
    spans = [(kind, getattr(claim, kind)) for kind in _CUES]
    spans = [(kind, span.span if kind == "when" and span else span) for kind, span in spans]
    return [Cue(span.start, span.end, kind) for kind, span in spans if span is not None]


def described(claim: Claim) -> str:
    """What the extractor read in a figure, for who points at it."""
    parts = [
        OUTCOMES[claim.outcome],
        shown(claim.victims.exact, 60) if claim.victims else "",
        f"claimed by {shown(claim.claimant.exact, 60)}" if claim.claimant else "in the outlet’s own voice",
        "denied" if claim.stance == "denied" else "",
        "background" if claim.scope == "background" else "",
    ]
    return f"{claim.local_id}: {', '.join(p for p in parts if p)}"
