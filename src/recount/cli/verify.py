"""`recount verify`: whether a casebook, or an export of one, is as it was kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recount.model.errors import UsageError

from .exits import DONE, FAILED
from .kept import casebook_option, json_option, opened, print_data
from .work import progress_shown

if TYPE_CHECKING:
    from recount.casebook.checkpoints import Checkpoint
    from recount.casebook.faults import Fault


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@click.option("--checkpoint", type=click.Path(path_type=Path), metavar="FILE", help="What must still hold.")
@click.option("--key", type=click.Path(path_type=Path), metavar="PUBLIC", help="The key that signed the checkpoint.")
@casebook_option
@json_option
def verify(folder: Path | None, checkpoint: Path | None, key: Path | None, place: str | None, as_json: bool) -> int:
    """Check every byte of a casebook, or of the FOLDER that `recount export` wrote, against its hashes.

    The first broken link of the log is named first. A checkpoint that `recount checkpoint` wrote before says whether
    the log was written anew since. The exit status is 1 where anything is wrong.

    \b
    Example:
      recount verify --casebook coast.casebook
      recount verify coast-export
    """
    if key is not None and checkpoint is None:
        raise UsageError("--key", "was given without a checkpoint", "give --checkpoint FILE too")
    held = None
    if checkpoint is not None:
        from recount.casebook.checkpoints import read_checkpoint

        held = read_checkpoint(checkpoint)
    faults = _of_bundle(folder, held, key) if folder is not None else _of_casebook(place, held, key)
    if as_json:
        print_data({"sound": not faults, "faults": [fault._asdict() for fault in faults]})
    else:
        for fault in faults:
            click.echo(f"{fault.what}: {fault.wrong}")
        click.echo("All is as it was kept." if not faults else f"{len(faults):,} faults.")
    return FAILED if faults else DONE


def _of_bundle(folder: Path, held: Checkpoint | None, key: Path | None) -> list[Fault]:
    from recount.casebook.bundle_checks import state_of_bundle, verify_bundle
    from recount.casebook.checkpoints import faults_of
    from recount.casebook.protecting.part import is_part, verify_part

    faults = list(verify_part(folder) if is_part(folder) else verify_bundle(folder))
    if held is not None and not faults:
        faults += faults_of(held, state_of_bundle(folder), key)
    return faults


def _of_casebook(place: str | None, held: Checkpoint | None, key: Path | None) -> list[Fault]:
    from recount.casebook.checkpoints import faults_of, state_of
    from recount.casebook.verifying import verify as faults_in

    with opened(place) as stored, progress_shown() as progress:
        faults = list(faults_in(stored.store, progress))
        if held is not None:
            with stored.store.reading() as connection:
                faults += faults_of(held, state_of(connection), key)
    return faults
