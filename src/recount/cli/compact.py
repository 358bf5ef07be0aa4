"""`recount compact`: a casebook takes no more room than what it holds."""

from __future__ import annotations

import click

from .exits import DONE
from .kept import casebook_option, json_option, opened, print_data
from .work import progress_shown


@click.command()
@casebook_option
@json_option
def compact(place: str | None, as_json: bool) -> int:
    """Drop what can be computed again and is not needed, and give back the room.

    All reports, readings (older ones too) and decisions stay. It needs as much room again while it works.

    \b
    Example:
      recount compact --casebook coast.casebook
    """
    from recount.casebook.compacting import compact as shrunk

    with opened(place) as stored, progress_shown() as progress:
        done = shrunk(stored, progress)
    if as_json:
        print_data(done._asdict())
    else:
        click.echo(f"{done.before:,} bytes before, {done.after:,} now.")
    return DONE
