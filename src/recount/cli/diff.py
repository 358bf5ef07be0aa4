"""`recount diff`: what is other in a casebook than it was, or than another version reads it."""

from __future__ import annotations

import click

from .build import policies_option
from .choosing import chosen
from .exits import DONE
from .kept import casebook_option, json_option, opened, print_data
from .work import progress_shown


@click.command()
@click.argument("before", required=False, metavar="[BEFORE]")
@click.argument("after", required=False, metavar="[AFTER]")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="So many of each kind are listed.")
@click.option("--all", "everything", is_flag=True, help="List all.")
@casebook_option
@policies_option
@json_option
def diff(
    before: str | None,
    after: str | None,
    limit: int,
    everything: bool,
    place: str | None,
    policies: tuple[str, ...],
    as_json: bool,
) -> int:
    """Say what changed from BEFORE to AFTER in claims, events and tolls, and which decisions need another look.

    Each is a day (its end), a time, an entry of the log (#120), or a version that `recount status` lists. Without
    AFTER: now. Without both: before the last re-reading, and after it.

    \b
    Example:
      recount diff --casebook coast.casebook
      recount diff 2026-11-20 --casebook coast.casebook
    """
    from recount.casebook.states import around_rereading, compared, state
    from recount.reckoning import POLICIES

    from .differences import print_difference

    asked = chosen(policies, POLICIES)
    with opened(place) as stored, progress_shown() as progress:
        if before is None:
            states = around_rereading(stored)
        else:
            states = state(stored, before, progress), state(stored, after, progress)
        found = compared(*states, asked, progress)
    says = tuple(one.says for one in states)
    if as_json:
        print_data({"before": says[0], "after": says[1], "difference": found})
    else:
        print_difference(says, found, None if everything else limit)
    return DONE
