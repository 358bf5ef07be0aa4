"""`recount show`: one event of a casebook."""

from __future__ import annotations

import click

from recount.model import Level

from .exits import DONE
from .kept import as_of_option, casebook_option, json_option, opened, print_data, recalled
from .levels import level_option, tell_protection
from .work import progress_shown


@click.command()
@click.argument("event")
@casebook_option
@as_of_option
@level_option("confidential")
@json_option
def show(event: str, place: str | None, as_of: str | None, level: Level, as_json: bool) -> int:
    """Show one event of a casebook: what is known, who says so, what conflicts.

    EVENT is an event's id, or the beginning of one, as `recount events` lists them. With --json, its ledger.

    \b
    Example:
      recount show e3k7 --casebook coast.casebook
    """
    from .summary import print_summary

    with opened(place) as stored, progress_shown() as progress:
        if as_of is None and stored.shows_all(level):
            casebook = stored.one_event(event, progress)
        else:
            casebook = recalled(stored, progress, as_of, level=level)
        dossier = casebook.dossier_of(casebook.event_known_as(event).id, progress=progress)
    if as_json:
        tell_protection(dossier.protection)
        print_data(dossier.ledgers[0])
    else:
        print_summary(dossier)
    return DONE
