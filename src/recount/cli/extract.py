"""`recount extract`: claims only."""

from __future__ import annotations

from pathlib import Path

import click

from .status import status_of
from .work import format_option, paths_argument, progress_shown, tell_set_aside


@click.command()
@paths_argument
@format_option("report")
def extract(paths: tuple[Path, ...], form: str) -> int:
    """Read toll claims out of reports: text files, folders, saved pages, JSON lines.

    \b
    Example:
      recount extract reports/ --format jsonl > claims.jsonl
    """
    from recount.casebook import Casebook
    from recount.publishing import extraction_jsonl

    from .tables import claims_table

    with progress_shown() as progress:
        casebook = Casebook.of(paths, progress)
    if form == "jsonl":
        for extraction in casebook.extractions:
            click.echo(extraction_jsonl(extraction))
    else:
        claims_table(casebook.reports, casebook.extractions)
    tell_set_aside(casebook)
    return status_of(len(casebook.reports), casebook.set_aside)
