"""`recount import`: an exported casebook taken into this one."""

from __future__ import annotations

from pathlib import Path

import click

from .exits import DONE, SOME_SET_ASIDE
from .kept import casebook_option, json_option, opened, print_data
from .work import progress_shown, tell_set_aside


@click.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Take in again what was erased from this casebook.")
@casebook_option
@json_option
def import_(folder: Path, again: bool, place: str | None, as_json: bool) -> int:
    """Take the FOLDER that `recount export` wrote into a casebook, an empty one or one that holds other things.

    The folder is verified first. Reports, originals, remarks, decisions and tombstones are taken over, each once;
    what was read in the reports is read anew. It can be interrupted and run again.

    \b
    Example:
      recount import coast-export --casebook copy.casebook
    """
    from recount.casebook.importing import take_in

    with opened(place) as stored, progress_shown() as progress:
        done = take_in(stored, folder, progress, again=again)
    if as_json:
        print_data(done)
    else:
        click.echo(f"{done.reports:,} new of {done.met:,} reports, {done.decisions:,} new of {done.made:,} decisions.")
        if done.elsewhere:
            click.echo(f"{len(done.elsewhere):,} things that stand here were erased there (--json names them).")
    tell_set_aside(done)
    return SOME_SET_ASIDE if done.set_aside else DONE
