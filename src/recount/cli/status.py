"""`recount status`: how much a casebook holds."""

from __future__ import annotations

import click

from .exits import DONE
from .kept import as_of_option, casebook_option, json_option, opened, print_data
from .lines import one_line


@click.command()
@casebook_option
@as_of_option
@json_option
def status(place: str | None, as_of: str | None, as_json: bool) -> int:
    """Say how much a casebook holds, and what was last done to it.

    \b
    Example:
      recount status --casebook coast.casebook
    """
    with opened(place) as stored:
        until = stored.moment(as_of).number if as_of is not None else None
        counts, last, versions = stored.counts(until), stored.last(until), stored.versions(until)
        shown = stored.store.place.shown
    if as_json:
        done = {"at": last.at, "what": last.what, "entry": last.number} if last else None
        print_data({"casebook": shown, "counts": counts, "versions": versions, "last": done})
        return DONE
    click.echo(f"Casebook:  {one_line(shown)}")
    click.echo(f"Reports:   {counts.reports:,}, of {counts.raw_bytes:,} bytes as they came")
    click.echo(f"Readings:  {counts.extractions:,}, of all versions of extractors")
    for one in versions:
        click.echo(f"           {one.readings:,} by {one_line(one.name)}, from entry {one.first} of the log on")
    click.echo(f"Set aside: {counts.set_aside:,} inputs; {counts.notices:,} notices")
    if last:
        click.echo(f"Last done: {last.what}, {last.at} (entry {last.number} of the log)")
    return DONE
