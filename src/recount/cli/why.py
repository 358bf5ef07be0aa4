"""`recount why`: how something in a ledger came to be, down to the words of the reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recount.model import Level
from recount.model.errors import DataError, InputError, UsageError

from .exits import DONE
from .kept import as_of_option, opened, recalled
from .levels import level_option, tell_protection
from .work import progress_shown

if TYPE_CHECKING:
    from recount.model import Dossier


LEDGER = "ledger.json"


@click.command()
@click.argument("ledger", required=False, type=click.Path(path_type=Path), metavar="[LEDGER]")
@click.argument("some_id", required=False, metavar="[ID]")
@click.option("--casebook", "place", metavar="PATH|URL", help="Ask a casebook, and no ledger.json.")
@as_of_option
@level_option("confidential")
@click.option("--json", "as_json", is_flag=True, help="The same as data.")
@click.option("--all", "everything", is_flag=True, help="Leave no premise out, however many there are.")
def why(
    ledger: Path | None,
    some_id: str | None,
    place: str | None,
    as_of: str | None,
    level: Level,
    as_json: bool,
    everything: bool,
) -> int:
    """Say why something stands in a ledger: the numbers worked out, and what each rests on, down to the words.

    LEDGER is a ledger.json, or the folder that `recount build` wrote. ID is the id of anything in it, or the beginning
    of one; EVENT/ID where events share it. Without ID, list what can be asked about. A ledger answers at the level at
    which it was made.

    \b
    Example:
      recount why out
      recount why out e3k7
      recount why e3k7 --casebook coast.casebook
    """
    from recount.publishing.why import Askable, Telling

    from .answers import print_answer, print_lines

    if place is None:
        if ledger is None or as_of is not None:
            missing = "LEDGER" if ledger is None else "the casebook of --as-of"
            raise UsageError(missing, "is missing", "give a ledger.json or its folder, or --casebook PATH")
        asked = Askable(read_ledger(ledger))
    else:
        if some_id is not None:
            raise UsageError(f"{str(ledger)!r}", "stands where only an ID may, beside --casebook", "leave it out")
        some_id = str(ledger) if ledger is not None else None
        with opened(place) as stored, progress_shown() as progress:
            made = recalled(stored, progress, as_of, level=level).dossier(progress=progress)
        tell_protection(made.protection)
        asked = Askable(made)
    if some_id is not None:
        home, kind, whole = asked.find(some_id)
        if kind != "event":
            answer = Telling(home, everything=everything).answer(kind, whole)
            if as_json:
                _data(answer)
            else:
                print_answer(answer, home.ledger.event.title)
            return DONE
        some_id = whole
    lines = list(asked.lines(some_id))
    if as_json:
        _data(lines)
    else:
        titles = {event: index.ledger.event.title for event, index in asked.ledgers.items()}
        print_lines(lines, titles, len(asked.index.claims))
    return DONE


def read_ledger(path: Path) -> Dossier:
    """The dossier in a ledger.json, or in the folder that holds one.

    Raises InputError where there is none that can be read, DataError where it is not a ledger.
    """
    from recount.model import Dossier, from_json

    file = path / LEDGER if path.is_dir() else path
    mend = f"give the {LEDGER} that recount build wrote, or its folder"
    if path.is_dir() and not file.is_file():
        raise InputError(str(path), f"holds no {LEDGER}", mend)
    if not file.is_file():
        raise InputError(str(path), "is not there" if not file.exists() else "is no file", mend)
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise InputError(str(path), f"cannot be read ({fault.strerror})", "allow it to be read") from fault
    try:
        return from_json(data, Dossier)
    except DataError as fault:
        raise DataError(str(path), f"is no ledger of Recount ({fault.wrong})", mend) from fault
    except RecursionError as fault:
        raise DataError(str(path), "is no ledger of Recount (nested too deeply)", mend) from fault


def _data(value: object) -> None:
    """Print a value as JSON. Letters beyond ASCII are escaped: nothing in a report reaches the terminal as it is."""
    from recount.model import to_json

    click.echo(json.dumps(json.loads(to_json(value)), indent=2, ensure_ascii=True))
