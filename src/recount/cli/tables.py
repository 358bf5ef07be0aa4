"""Claims and events as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from recount.model import Extraction, Ledger, Report, Span

from .lines import cells, one_line, tally

if TYPE_CHECKING:
    from recount.publishing import EventRow


def console() -> Console:
    """Standard output; 80 columns where it is no terminal, so that the same input prints the same bytes."""
    out = Console(highlight=False)
    return out if out.is_terminal else Console(width=80, highlight=False, no_color=True)


def _words(span: Span | None) -> str:
    return plain(span.exact) if span else "—"


def plain(words: str) -> str:
    """Words of a report made safe for a terminal and for markup: one line, nothing in it a command."""
    return escape(one_line(words))


def claims_table(reports: Sequence[Report], extractions: Sequence[Extraction]) -> None:
    """Print a table of claims for each report."""
    out = console()
    for report, extraction in zip(reports, extractions, strict=True):
        day = report.published.isoformat() if report.published else "date not known"
        named = [plain(report.id)] if report.publisher else []
        title = " · ".join([*named, plain(report.outlet), day, f"{len(extraction.claims)} claims"])
        out.print(f"[bold]{title}[/bold]")
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        table.add_column("id", no_wrap=True)
        table.add_column("figure", overflow="fold")
        table.add_column("outcome")
        table.add_column("victims", overflow="fold")
        table.add_column("claimant", overflow="fold")
        table.add_column("when, where", overflow="fold")
        for claim in extraction.claims:
            around = [span for span in (claim.when.span if claim.when else None, claim.place) if span]
            table.add_row(
                claim.local_id,
                plain(claim.figure.words),
                claim.outcome.replace("_", " ") + (" (background)" if claim.scope == "background" else ""),
                _words(claim.victims),
                _words(claim.claimant),
                ", ".join(_words(span) for span in around) or "—",
            )
        out.print(table if extraction.claims else "")


SHORT = 8
"""Characters of an event's id that are shown at least: its beginning is enough to ask for it."""


def lines_table(rows: Sequence[tuple[str, EventRow]]) -> None:
    """Print one line an event of a casebook, given by titles and rows."""
    table = _events_table(with_ids=True)
    shortest = _shortest([row.event for _, row in rows])
    for title, row in rows:
        table.add_row(escape(one_line(row.event[:shortest])), escape(one_line(title)), *cells(row))
    console().print(table)


def events_table(ledgers: Sequence[Ledger], *, with_ids: bool = False) -> None:
    """Print one line an event; with the ids by which a casebook's commands ask for it."""
    table = _events_table(with_ids)
    shortest = _shortest([ledger.event.id for ledger in ledgers])
    for ledger in ledgers:
        own = {toll.outcome: toll.number for toll in ledger.own_tolls}
        table.add_row(
            *([plain(ledger.event.id[:shortest])] if with_ids else []),
            plain(ledger.event.title),
            ledger.event.start.isoformat() if ledger.event.start else "not known",
            str(len(ledger.event.reports)),
            *(tally(own.get(outcome)) for outcome in ("killed", "injured")),
            str(len(ledger.persons)),
        )
    console().print(table)


def _events_table(with_ids: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    if with_ids:
        table.add_column("id", no_wrap=True)
    table.add_column("event", overflow="fold")
    table.add_column("from", no_wrap=True)
    for heading in ("reports", "killed", "injured", "identified"):
        table.add_column(heading, no_wrap=True, justify="right")
    return table


def _shortest(ids: Sequence[str]) -> int:
    """How much of each id tells it from all others; never less than `SHORT` of it."""
    return next(
        (
            length
            for length in range(SHORT, max(map(len, ids), default=SHORT))
            if len({i[:length] for i in ids}) == len(ids)
        ),
        max(map(len, ids), default=SHORT),
    )
