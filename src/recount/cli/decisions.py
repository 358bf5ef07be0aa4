"""`recount decisions`: what reviewers ruled in a casebook, and what needs another look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from rich.padding import Padding
from rich.text import Text

from .exits import DONE
from .kept import as_of_option, casebook_option, json_option, opened, print_data, recalled
from .work import progress_shown

if TYPE_CHECKING:
    from recount.model import Decision


@click.command()
@click.argument("subject", required=False)
@click.option("--look", "only_looks", is_flag=True, help="Only those that need another look.")
@casebook_option
@as_of_option
@json_option
def decisions(subject: str | None, only_looks: bool, place: str | None, as_of: str | None, as_json: bool) -> int:
    """List what reviewers ruled, with who, when and why; say what was undone and what needs another look.

    SUBJECT is a figure, an event, a report, a claimant: only what was ruled on it, or on what it holds. A decision
    needs another look where what it rules on is not found any more, or is read otherwise than when it was made.

    \b
    Example:
      recount decisions --look --casebook coast.casebook
      recount decisions e-1a2b
    """
    from recount.casebook.deciding.telling import rows_of

    with opened(place) as stored, progress_shown() as progress:
        if as_of is None:
            casebook = stored.part(progress, [subject] if subject is not None else []).casebook
        else:
            casebook = recalled(stored, progress, as_of, level="confidential")
        casebook.links(progress)
        until = stored.moment(as_of).number if as_of is not None else None
        rows = rows_of(casebook, stored.decisions(until), subject)
    if only_looks:
        rows = [row for row in rows if row["look"]]
    if as_json:
        print_data(rows)
        return DONE
    if not rows:
        click.echo("No decision needs another look." if only_looks else "Nothing was decided yet.")
        return DONE
    _print(rows)
    return DONE


def _print(rows: list[dict[str, Any]]) -> None:
    from .lines import one_line
    from .tables import console

    out = console()
    for row in rows:
        made: Decision = row["decision"]
        head = f"decision:{made.number}  {row['says']}"
        out.print(Text(one_line(head), style="bold"))
        who = one_line(made.reviewer) or "a reviewer whose name was erased"
        told = [f"{who}, {made.at[:16].replace('T', ' ')} UTC"]
        if row["agreed"]:
            told.append(f"agreed: {', '.join(one_line(one) or 'name erased' for one in row['agreed'])}")
        if made.standard:
            told.append(made.standard.replace("_", " "))
        out.print(Padding(Text(" · ".join(told)), (0, 0, 0, 4)))
        for line in (
            made.reason and f"“{one_line(made.reason)}”",
            row["state"],
            row["look"] and f"LOOK AGAIN: {row['look']}",
        ):
            if line:
                out.print(Padding(Text(line), (0, 0, 0, 4)))
