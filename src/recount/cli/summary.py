"""The summary that a person wants first, on a terminal."""

from __future__ import annotations

from recount.model import Dossier
from recount.publishing import summary

from .tables import console, plain


def print_summary(dossier: Dossier) -> None:
    """Print the summary's sections, wrapped to the terminal."""
    from rich.padding import Padding

    out = console()
    for section in summary(dossier):
        out.print(f"\n[bold]{plain(section.heading)}[/bold]")
        for line in section.lines:
            out.print(Padding(plain(line), (0, 0, 0, 2)))
