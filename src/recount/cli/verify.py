"""`recount verify`: whether a casebook, or an export of one, is as it was kept."""

from __future__ import annotations

from pathlib import Path

import click

from .exits import DONE, FAILED
from .kept import casebook_option, json_option, opened, print_data
from .work import progress_shown


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@casebook_option
@json_option
def verify(folder: Path | None, place: str | None, as_json: bool) -> int:
    """Check every byte of a casebook, or of the FOLDER that `recount export` wrote, against its hashes.

    The first broken link of the log is named first. The exit status is 1 where anything is wrong.

    \b
    Example:
      recount verify --casebook coast.casebook
      recount verify coast-export
    """
    from recount.casebook.verifying import Fault
    from recount.casebook.verifying import verify as faults_of

    if folder is not None:
        from recount.casebook.exporting import verify_bundle
        from recount.casebook.protecting.part import faults_of as faults_of_part
        from recount.casebook.protecting.part import is_part

        part = (Fault(*one) for one in faults_of_part(folder))
        faults = list(part if is_part(folder) else verify_bundle(folder))
    else:
        with opened(place) as stored, progress_shown() as progress:
            faults = list(faults_of(stored.store, progress))
    if as_json:
        print_data({"sound": not faults, "faults": [fault._asdict() for fault in faults]})
    else:
        for fault in faults:
            click.echo(f"{fault.what}: {fault.wrong}")
        click.echo("All is as it was kept." if not faults else f"{len(faults):,} faults.")
    return FAILED if faults else DONE
