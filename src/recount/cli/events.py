"""`recount events`: the grouping of reports, with each event's own toll."""

from __future__ import annotations

from pathlib import Path

import click

from .choosing import chosen, policy_option
from .status import status_of
from .work import format_option, paths_argument, progress_shown, tell_set_aside


@click.command()
@paths_argument
@format_option("event")
@policy_option("told_first", "The rule that gives each event's killed and injured.", multiple=False)
@click.option(
    "--follow-ups",
    type=click.Choice(["apart", "together"]),
    default="apart",
    show_default=True,
    help="Whether trials and anniversaries stand apart from the event that they follow up, or are counted in with it.",
)
def events(paths: tuple[Path, ...], form: str, policy: str | None, follow_ups: str) -> int:
    """Group reports into events; say each event's killed, injured and identified victims.

    \b
    Example:
      recount events reports.jsonl --format jsonl > events.jsonl
      recount events reports --policy gtd
    """
    from recount.casebook import Casebook
    from recount.publishing import event_jsonl
    from recount.reckoning import OWN_POLICY

    from .tables import events_table

    (own_policy,) = chosen([policy] if policy else [], [OWN_POLICY])
    with progress_shown() as progress:
        casebook = Casebook.of(paths, progress, together=follow_ups == "together")
        ledgers = casebook.ledgers((), progress, own_policy)
    if form == "jsonl":
        for ledger in ledgers:
            click.echo(event_jsonl(ledger, casebook.links()))
    else:
        events_table(ledgers)
    tell_set_aside(casebook)
    return status_of(len(casebook.reports), casebook.set_aside)
