"""`recount extract`: claims only."""

from __future__ import annotations

from pathlib import Path

import click

from .exits import status_of
from .work import extractor_of, format_option, model_options, paths_argument, progress_shown, tell_set_aside


@click.command()
@paths_argument
@format_option("report")
@click.option("--explain", "explained", is_flag=True, help="Show which words and which rule led to each field.")
@model_options
def extract(paths: tuple[Path, ...], form: str, explained: bool, model_url: str | None, model: str | None) -> int:
    """Read toll claims out of reports: text files, folders, saved pages, JSON lines.

    \b
    Example:
      recount extract reports/ --format jsonl > claims.jsonl
      recount extract report.html --explain
    """
    if explained and form == "jsonl":
        raise click.UsageError("--explain shows claims to read; JSON lines are for programs: choose one")
    from recount.casebook import Casebook
    from recount.publishing import extraction_jsonl

    from .tables import claims_table

    with progress_shown() as progress:
        casebook = Casebook.of(paths, progress, extractor_of(model_url, model))
    if form == "jsonl":
        for extraction in casebook.extractions:
            click.echo(extraction_jsonl(extraction))
    elif explained:
        from .explain import explain

        explain(casebook.reports, casebook.extractions)
    else:
        claims_table(casebook.reports, casebook.extractions)
    tell_set_aside(casebook)
    return status_of(len(casebook.reports), casebook.set_aside)
