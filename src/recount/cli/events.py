"""`recount events`: the grouping of reports, with each event's own toll."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recount.model import Level
from recount.model.errors import UsageError

from .choosing import chosen, policy_option
from .exits import status_of
from .kept import as_of_option, casebook_option, json_option, opened, recalled
from .levels import level_option, tell_protection
from .lines import WRAPPED, print_lines
from .work import format_option, progress_shown, some_paths_argument, tell_set_aside

if TYPE_CHECKING:
    from recount.casebook.parts.listing import Listing


@click.command()
@some_paths_argument
@casebook_option
@as_of_option
@format_option("event")
@level_option("confidential")
@json_option
@policy_option("told_first", "The rule that gives each event's killed and injured.", multiple=False)
@click.option(
    "--follow-ups",
    type=click.Choice(["apart", "together"]),
    default="apart",
    show_default=True,
    help="Whether trials and anniversaries stand apart from the event that they follow up, or are counted in with it.",
)
def events(
    paths: tuple[Path, ...],
    place: str | None,
    as_of: str | None,
    form: str,
    level: Level,
    as_json: bool,
    policy: str | None,
    follow_ups: str,
) -> int:
    """Group reports into events; say each event's killed, injured and identified victims.

    The reports are those at PATH, or those of the casebook where no PATH is given.

    \b
    Example:
      recount events reports.jsonl --format jsonl > events.jsonl
      recount events reports --policy gtd
      recount events --casebook coast.casebook
    """
    from recount.reckoning import OWN_POLICY

    if paths and as_of is not None:
        raise UsageError("--as-of", "asks for an earlier state of a casebook, and PATH was given", "leave one out")
    (own_policy,) = chosen([policy] if policy else [], [OWN_POLICY])
    together = follow_ups == "together"
    if not paths and as_of is None and not together and own_policy == OWN_POLICY:
        with opened(place) as stored:
            if stored.shows_all(level):
                with progress_shown() as progress:
                    listing = stored.listing(progress)
                tell_protection(listing.protection)
                _show(listing, as_json, form)
                tell_set_aside(listing)
                return status_of(listing.reports, listing.set_aside)
    from recount.casebook import Casebook  # all that links and reckons: what is linked already is listed without it
    from recount.publishing import event_jsonl

    from .tables import events_table

    with progress_shown() as progress:
        if paths:
            casebook = Casebook.of(paths, progress, together=together)
            ledgers = casebook.ledgers((), progress, own_policy)
        else:
            with opened(place) as stored:
                casebook = recalled(stored, progress, as_of, level=level, together=together)
                ledgers = casebook.ledgers((), progress, own_policy)
    tell_protection(casebook.protection)
    if as_json:
        click.echo(json.dumps([json.loads(event_jsonl(one, casebook.links())) for one in ledgers], indent=2))
    elif form == "jsonl":
        for ledger in ledgers:
            click.echo(event_jsonl(ledger, casebook.links()))
    else:
        events_table(ledgers, with_ids=not paths)
    tell_set_aside(casebook)
    return status_of(len(casebook.reports), casebook.set_aside)


def _show(listing: Listing, as_json: bool, form: str) -> None:
    """Print events as they are listed."""
    from recount.model import to_json

    rows = [(line.title, line.row) for line in listing.lines]
    if as_json:
        click.echo(json.dumps([json.loads(to_json(row)) for _, row in rows], indent=2))
    elif form == "jsonl":
        click.echo(b"".join(to_json(row) + b"\n" for _, row in rows).decode(), nl=False)
    elif len(rows) > WRAPPED:
        print_lines(rows)
    else:
        from .tables import lines_table

        lines_table(rows)
