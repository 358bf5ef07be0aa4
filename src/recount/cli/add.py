"""`recount add`: reports into a casebook."""

from __future__ import annotations

from pathlib import Path

import click

from .exits import status_of
from .kept import casebook_option, json_option, opened, print_data
from .work import paths_argument, progress_shown, tell_set_aside


@click.command()
@paths_argument
@click.option("--again", is_flag=True, help="Take in again what was erased from the casebook.")
@casebook_option
@json_option
def add(paths: tuple[Path, ...], again: bool, place: str | None, as_json: bool) -> int:
    """Add reports to a casebook: text files, saved pages, JSON lines, folders of them. Each is kept once.

    It can be interrupted at any moment: what was kept is whole, and adding the same again completes it. What was
    erased is refused.

    \b
    Example:
      recount add reports/ more.jsonl --casebook coast.casebook
    """
    with opened(place) as stored, progress_shown() as progress:
        added = stored.add(paths, progress, again=again)
        total = stored.counts().reports
    if as_json:
        told = {"new": added.new, "read": added.met, "reports": total}
        print_data({**told, "set_aside": added.set_aside, "notices": added.notices})
    else:
        click.echo(f"{added.new:,} new of {added.met:,} read; the casebook holds {total:,} reports.")
    tell_set_aside(added)
    return status_of(added.met, added.set_aside)
