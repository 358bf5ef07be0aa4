"""`recount checkpoint`: where a casebook's log stands, to publish or to sign."""

from __future__ import annotations

from pathlib import Path

import click

from .exits import DONE
from .kept import casebook_option, json_option, opened, print_data


@click.command()
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Write it to this file.")
@click.option("--sign", "key", type=click.Path(path_type=Path), metavar="KEY", help="Sign it with this private key.")
@casebook_option
@json_option
def checkpoint(file: Path | None, key: Path | None, place: str | None, as_json: bool) -> int:
    """Write down where a casebook's log stands: a few lines that tell nothing of what is in it.

    Publish it, or leave it with somebody. As long as `recount verify --checkpoint` finds it held, nothing that the
    log told of up to then was changed.

    \b
    Example:
      recount checkpoint -o monday.checkpoint --sign desk.key --casebook coast.casebook
    """
    from recount.casebook.checkpoints import checkpoint as checkpoint_of
    from recount.casebook.checkpoints import write_checkpoint

    with opened(place) as stored:
        made = checkpoint_of(stored.store, key)
    if file is not None:
        write_checkpoint(made, file)
    if as_json or file is None:
        print_data(made)
    else:
        click.echo(f"Entry {made.number:,} of the log, seal {made.seal}: {file}")
    return DONE
