"""`recount dossier`: what is published of a casebook, or of one event in it."""

from __future__ import annotations

from pathlib import Path

import click

from .build import policies_option, write_all
from .choosing import chosen
from .exits import DONE, FAILED
from .kept import as_of_notice, as_of_option, casebook_option, event_of, json_option, opened, print_data, recalled
from .work import progress_shown


@click.command()
@click.argument("event", required=False)
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@casebook_option
@as_of_option
@policies_option
@json_option
def dossier(
    event: str | None, folder: Path, place: str | None, as_of: str | None, policies: tuple[str, ...], as_json: bool
) -> int:
    """Write the dossier of one event of a casebook, or of all without EVENT: the files that `recount build` writes.

    EVENT is an event's id, or the beginning of one, as `recount events` lists them.

    \b
    Example:
      recount dossier e3k7 -o out --casebook coast.casebook
    """
    from msgspec import structs

    from recount.publishing import FILES
    from recount.reckoning import POLICIES

    asked = chosen(policies, POLICIES)
    with opened(place) as stored, progress_shown() as progress:
        casebook = recalled(stored, progress, as_of)
        if not casebook.reports:
            click.echo("recount: the casebook holds no report, so there is nothing to count", err=True)
            return FAILED
        if event is None:
            made = casebook.dossier(asked, progress)
        else:
            made = casebook.dossier_of(event_of(casebook, event).id, asked, progress)
        if as_of is not None:
            made = structs.replace(made, notices=(*made.notices, as_of_notice(stored.moment(as_of))))
        progress("publish", 0, 1)
        write_all(folder, {name: make(made) for name, make in FILES.items()})
        progress("publish", 1, 1)
    page, *beside = FILES
    if as_json:
        print_data({"folder": str(folder), "files": list(FILES), "events": [one.event.id for one in made.ledgers]})
    else:
        click.echo(f"The dossier: {folder / page}")
        click.echo(f"Beside it:   {', '.join(beside)}")
    return DONE
