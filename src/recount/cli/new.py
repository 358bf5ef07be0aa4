"""`recount new`: an empty casebook."""

from __future__ import annotations

import click

from .exits import DONE
from .kept import casebook_option, json_option, named, print_data


@click.command()
@casebook_option
@json_option
def new(place: str | None, as_json: bool) -> int:
    """Make an empty casebook: a file that is not there yet, or tables in an empty PostgreSQL database.

    \b
    Example:
      recount new --casebook coast.casebook
    """
    from recount.casebook import StoredCasebook

    with StoredCasebook.new(named(place)) as stored:
        shown = stored.store.place.shown
    if as_json:
        print_data({"casebook": shown})
    else:
        click.echo(f"A new casebook: {shown}")
    return DONE
