"""What is published of a dossier: the page, tables, lines and the plain summary. Publishing only shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .documents import ledger_json, schema_json
from .protection import protection_says
from .rows import EventRow, event_jsonl, event_row, extraction_jsonl
from .summary import Section, summary
from .tables import claims_csv, reports_csv

if TYPE_CHECKING:
    from recount.model import Dossier

__all__ = [
    "FILES",
    "EventRow",
    "Section",
    "claims_csv",
    "dossier_html",
    "event_jsonl",
    "event_row",
    "extraction_jsonl",
    "ledger_json",
    "protection_says",
    "reports_csv",
    "schema_json",
    "summary",
]


def dossier_html(dossier: Dossier) -> str:
    """The dossier as one self-contained page that works offline, prints whole and holds no script.

    The same dossier gives the same bytes. Every number of people in it is a link: a figure to its highlighted words
    in the report, an estimate or a sum to its derivation.
    """
    from .page.build import dossier_html as made  # the chart and the templates are heavy: loaded when needed

    return made(dossier)


FILES: dict[str, Callable[[Dossier], bytes]] = {
    "dossier.html": lambda dossier: dossier_html(dossier).encode(),
    "ledger.json": ledger_json,
    "claims.csv": lambda dossier: claims_csv(dossier).encode(),
    "reports.csv": lambda dossier: reports_csv(dossier).encode(),
}
"""What a dossier is published as: the names of its files, the page first, and what makes the bytes of each."""
