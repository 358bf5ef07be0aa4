"""`recount extract`: claims only."""

from __future__ import annotations

from pathlib import Path

import click

from .status import status_of
from .work import casebook_of, paths_argument, progress_shown, tell_set_aside


@click.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="A table to read, or JSON lines: one report a line.",
)
def extract(paths: tuple[Path, ...], form: str) -> int:
    """Read toll claims out of reports: text files, folders, saved pages, JSON lines.

    \b
    Example:
      recount extract reports/ --format jsonl > claims.jsonl
    """
    from recount.publishing import extraction_jsonl

    from .tables import claims_table

    with progress_shown() as progress:
        casebook = casebook_of(paths, progress)
    if form == "jsonl":
        for extraction in casebook.extractions:
            click.echo(extraction_jsonl(extraction))
    else:
        claims_table(casebook.reports, casebook.extractions)
    tell_set_aside(casebook)
    return status_of(len(casebook.reports), casebook.set_aside)
