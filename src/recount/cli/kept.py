"""What the commands of a kept casebook share: which casebook, and answers as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from recount import __version__
from recount.model.errors import UsageError

if TYPE_CHECKING:
    from recount.casebook import Casebook, StoredCasebook
    from recount.casebook.progress import Progress
    from recount.casebook.store.moments import Moment
    from recount.model import Level, Notice

VARIABLE = "RECOUNT_CASEBOOK"
"""The environment variable that names the casebook where no option does."""

casebook_option = click.option(
    "--casebook",
    "place",
    envvar=VARIABLE,
    metavar="PATH|URL",
    help=f"The casebook: a file, or postgresql://user@host/database. [default: what {VARIABLE} names]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="The same as data.")


as_of_option = click.option(
    "--as-of",
    "as_of",
    metavar="TIME",
    help="The casebook as it was: a day (its end), a time (UTC, or with its offset), or an entry of the log (#120).",
)


def named(place: str | None) -> str:
    """The casebook that was named. Raises UsageError where none was."""
    if not place:
        raise UsageError("the casebook", "is not named", f"give --casebook PATH, or set {VARIABLE}")
    return place


def opened(place: str | None) -> StoredCasebook:
    """The casebook that was named, open. Raises UsageError where none was, or as `StoredCasebook.open` does."""
    from recount.casebook import StoredCasebook

    stored = StoredCasebook.open(named(place))
    stored.tell_again = _tell_again
    return stored


def recalled(
    stored: StoredCasebook,
    progress: Progress,
    as_of: str | None = None,
    *,
    level: Level,
    together: bool = False,
) -> Casebook:
    """What may be seen of the casebook at a level, now or as it was at an earlier moment; of that, standard error
    tells.
    """
    if as_of is not None:
        tell_moment(stored.moment(as_of))
    return stored.shown(level, progress, together=together, as_of=as_of)


def tell_moment(then: Moment) -> None:
    """One line on standard error: which moment is shown."""
    click.echo(f"as of {then}: what was known then, counted as Recount {__version__} counts", err=True)


def as_of_notice(then: Moment) -> Notice:
    """What a dossier of an earlier state says of it."""
    from recount.model import Notice

    says = f"this is the casebook as of {then}: what was known then, counted as Recount {__version__} counts"
    return Notice("--as-of", says)


def _tell_again(documents: int) -> None:
    click.echo(
        f"reading {documents:,} reports again, which another version read; its readings stay "
        "(recount diff says what changed)",
        err=True,
    )


def print_data(value: object) -> None:
    """Print a value as JSON. Letters beyond ASCII are escaped: nothing in a report reaches the terminal as it is."""
    from recount.model import to_json

    click.echo(json.dumps(json.loads(to_json(value)), indent=2, ensure_ascii=True))
