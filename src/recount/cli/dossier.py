"""`recount dossier`: what is published of a casebook, or of one event in it."""

from __future__ import annotations

from pathlib import Path

import click

from recount.model import Dossier, Level

from .build import policies_option, write_all
from .choosing import chosen
from .exits import DONE, FAILED
from .kept import as_of_notice, as_of_option, casebook_option, json_option, opened, print_data, recalled
from .levels import level_option, tell_protection
from .work import progress_shown


@click.command()
@click.argument("event", required=False)
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@casebook_option
@as_of_option
@policies_option
@level_option("public")
@json_option
def dossier(
    event: str | None,
    folder: Path,
    place: str | None,
    as_of: str | None,
    policies: tuple[str, ...],
    level: Level,
    as_json: bool,
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
        if event is not None and as_of is None and stored.shows_all(level):
            casebook = stored.one_event(event, progress)
        else:
            casebook = recalled(stored, progress, as_of, level=level)
        if not casebook.reports:
            tell_protection(casebook.protection)
            click.echo("recount: there is no report to be shown, so there is nothing to count", err=True)
            return FAILED
        if event is None:
            made = casebook.dossier(asked, progress)
        else:
            made = casebook.dossier_of(casebook.event_known_as(event).id, asked, progress)
        if as_of is not None:
            made = structs.replace(made, notices=(*made.notices, as_of_notice(stored.moment(as_of))))
        progress("publish", 0, 1)
        write_all(folder, {name: make(made) for name, make in FILES.items()} | beside_tables(made))
        progress("publish", 1, 1)
    tell_protection(made.protection)
    page, *beside = (*FILES, *beside_tables(made))
    if as_json:
        print_data({"folder": str(folder), "files": [page, *beside], "events": [one.event.id for one in made.ledgers]})
    else:
        click.echo(f"The dossier: {folder / page}")
        click.echo(f"Beside it:   {', '.join(beside)}")
    return DONE


def beside_tables(dossier: Dossier) -> dict[str, bytes]:
    """A file that says what is withheld, for tables have no place for it; none where nothing has a level."""
    from recount.publishing import protection_says

    says = protection_says(dossier.protection)
    return {"protection.txt": "".join(f"{line}\n" for line in says).encode()} if says else {}
