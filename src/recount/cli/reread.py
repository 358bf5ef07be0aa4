"""`recount reread`: the reports of a casebook, read by this version of the extractor."""

from __future__ import annotations

import click

from .exits import DONE, SOME_SET_ASIDE
from .kept import casebook_option, json_option, opened, print_data
from .work import progress_shown


@click.command()
@casebook_option
@json_option
def reread(place: str | None, as_json: bool) -> int:
    """Let this version of Recount read all reports that only earlier versions have read. Their readings stay.

    Commands that count do the same when they are first used after an update; here it is done on its own. It can be
    interrupted at any moment, and goes on when it is called again. `recount diff` then says what changed.

    \b
    Example:
      recount reread --casebook coast.casebook
    """
    with opened(place) as stored, progress_shown() as progress:
        done = stored.reread(progress)
    if as_json:
        print_data(done._asdict())
    else:
        again = f", {done.again:,} of them again" if done.again else ""
        click.echo(f"{done.read:,} reports read{again}, by {done.version}; {done.before:,} it had read before.")
    for aside in done.set_aside:
        click.echo(f"set aside: {aside.input}: {aside.wrong}; {aside.mend}", err=True)
    return SOME_SET_ASIDE if done.set_aside else DONE
