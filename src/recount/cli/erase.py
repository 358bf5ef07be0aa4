"""`recount erase`: what must not be kept any longer."""

from __future__ import annotations

import click

from recount.model.errors import UsageError

from .exits import DONE
from .kept import casebook_option, json_option, opened, print_data
from .work import progress_shown

REASONS = {
    "consent": "consent was withdrawn",
    "safety": "it endangers somebody",
    "court": "a court or a law asks for it",
    "retention": "the time for which it may be kept is over",
    "mistake": "it should never have been taken in",
}


@click.command()
@click.argument("what", type=click.Choice(["report", "decision", "reviewer"]))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option(
    "--reason",
    type=click.Choice(list(REASONS)),
    required=True,
    help="; ".join(f"{name}: {says}" for name, says in REASONS.items()) + ". The log keeps this word and no other.",
)
@click.option("--levels-too", is_flag=True, help="Also where a level goes that may hide words in other reports.")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
@casebook_option
@json_option
def erase(
    what: str, names: tuple[str, ...], reason: str, levels_too: bool, yes: bool, place: str | None, as_json: bool
) -> int:
    """Erase reports (by id), decisions (by number) or a reviewer's name for good. What is erased cannot be had back.

    A report goes with its text, its bytes, all that was read in it and all that was ruled on its words; a reviewer's
    name goes with the reasons given, and the rulings stand. The log keeps that something was erased, and when.

    \b
    Example:
      recount erase report interview-7 --reason consent --casebook coast.casebook
      recount erase reviewer "M. Saleh" --reason safety --casebook coast.casebook
    """
    from recount.casebook.erasing import CATEGORIES, Gone, erase_decisions, erase_reports, erase_reviewer

    category = next(one for one in CATEGORIES if one == reason)
    if what == "reviewer" and len(names) > 1:
        raise UsageError("the reviewer", "is more than one name", 'put the name in quotation marks: "M. Saleh"')
    if what == "decision" and not all(name.isdecimal() and len(name) < 16 for name in names):
        raise UsageError("the decision", "is no number", "give the number that the log has")
    with opened(place) as stored:
        if not yes:
            click.confirm(f"Erase {what} {', '.join(names)} for good?", abort=True, err=True)
        gone: Gone
        with progress_shown() as progress:
            if what == "report":
                gone = erase_reports(stored.store, names, category, levels_too=levels_too, progress=progress)
            elif what == "decision":
                numbers = [int(name) for name in names]
                gone = erase_decisions(stored.store, numbers, category, levels_too=levels_too, progress=progress)
            else:
                gone = erase_reviewer(stored.store, names[0], category, progress=progress)
    if as_json:
        print_data(gone)
        return DONE
    if not gone.entry:
        click.echo("Nothing of that is there any more.")
    else:
        click.echo(
            f"Erased: {gone.reports:,} reports, {gone.originals:,} originals, {gone.readings:,} readings, "
            f"{gone.acts:,} rulings, {gone.persons:,} names with reasons (entry {gone.entry} of the log)."
        )
    if gone.named:
        click.echo(f"The name still stands in the words of decisions {', '.join(map(str, gone.named))}.")
    return DONE
