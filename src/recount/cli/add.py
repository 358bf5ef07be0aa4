"""`recount add`: reports into a casebook."""

from __future__ import annotations

from pathlib import Path

import click

from recount.model import LEVELS, Level
from recount.model.errors import UsageError

from .exits import status_of
from .kept import casebook_option, json_option, opened, print_data
from .work import paths_argument, progress_shown, tell_set_aside


@click.command()
@paths_argument
@click.option("--again", is_flag=True, help="Take in again what was erased from the casebook.")
@casebook_option
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="public",
    show_default=True,
    help="Who may see these reports. What is there already at a higher level stays there.",
)
@click.option("--reviewer", default="", envvar="RECOUNT_REVIEWER", metavar="NAME", help="Who gives the level.")
@json_option
def add(paths: tuple[Path, ...], again: bool, place: str | None, level: Level, reviewer: str, as_json: bool) -> int:
    """Add reports to a casebook: text files, saved pages, JSON lines, folders of them. Each is kept once.

    It can be interrupted at any moment: what was kept is whole, and adding the same again completes it. What was
    erased is refused.

    \b
    Example:
      recount add reports/ more.jsonl --casebook coast.casebook
    """
    if level != "public" and not reviewer:
        raise UsageError("--level", "is a decision, and nobody is named for it", "give --reviewer NAME")
    with opened(place) as stored, progress_shown() as progress:
        added = stored.add(paths, progress, again=again, level=level, reviewer=reviewer)
        total = stored.report_count()
    if as_json:
        told = {"new": added.new, "read": added.met, "reports": total}
        print_data({**told, "set_aside": added.set_aside, "notices": added.notices})
    else:
        click.echo(f"{added.new:,} new of {added.met:,} read; the casebook holds {total:,} reports.")
    tell_set_aside(added)
    return status_of(added.met, added.set_aside)
