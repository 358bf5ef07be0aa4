"""`recount decide`: a reviewer's ruling on figures, persons, claimants, links and events of a casebook."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from recount.model.errors import InputError, UsageError

from .exits import DONE
from .kept import casebook_option, json_option, opened, print_data
from .work import progress_shown

RULINGS = ("accept", "edit", "reject", "merge", "split", "supersede", "redact", "publish", "retract", "agree", "undo")
KEYS = {"ruling", "on", "reviewer", "reason", "standard", "set"}
"""What a row of a file may say."""


@click.command()
@click.argument("ruling", type=click.Choice(RULINGS), required=False, metavar="[RULING]")
@click.argument("subjects", nargs=-1, metavar="[SUBJECT]...")
@click.option("--set", "sets", multiple=True, metavar="FIELD=VALUE", help="With edit: a field and its new value.")
@click.option("--reason", default="", metavar="WORDS", help="Why. Needed for all but accept and agree.")
@click.option("--standard", metavar="NAME", help="The standard of proof that was met, such as reasonable_grounds.")
@click.option("--reviewer", envvar="RECOUNT_REVIEWER", default="", metavar="NAME", show_envvar=True, help="Who rules.")
@click.option("--from", "file", type=click.Path(path_type=Path), help="Many rulings, as JSON lines; all or none.")
@casebook_option
@json_option
def decide(
    ruling: str | None,
    subjects: tuple[str, ...],
    sets: tuple[str, ...],
    reason: str,
    standard: str | None,
    reviewer: str,
    file: Path | None,
    place: str | None,
    as_json: bool,
) -> int:
    """Rule on what was read or linked. Nothing is overwritten: a ruling is laid over it, and can be undone.

    RULING is accept, edit, reject, merge, split, supersede, redact, publish, retract; or agree and undo, on a decision.
    SUBJECT is named as the dossier names it: r1#c3 (a figure), r1#v2 (a person), e-1a2b (an event), a claimant's id, a
    report's id, decision:12; attribution:r1#c3, placing:r1#c3, perpetration:r1#c3 and copy:r1,r2 are links. After
    merge, split and supersede come the others: what is merged with it, split off, or supersedes it.

    \b
    Example:
      recount decide accept r1#c3 --standard reasonable_grounds
      recount decide edit r1#c3 --set status=civilian --reason "the list says so"
      recount decide merge e-1a2b e-9f00 --reason "one strike"
      recount decide undo decision:12 --reason "wrong report"
    """
    if (ruling is None) == (file is None):
        raise UsageError("what to decide", "is not said", "give RULING and SUBJECT, or --from FILE")
    rows = list(_rows(file)) if file is not None else [("", _row(ruling, subjects, sets, reason, standard))]
    with opened(place) as stored, progress_shown() as progress:
        draft = stored.draft([name for _, row in rows for name in _names(row)], progress)
        made = []
        for where, row in rows:
            try:
                made += draft.draft(**{"reviewer": reviewer, **row})
            except UsageError as fault:
                raise UsageError(f"{where}{fault.input}", fault.wrong, fault.mend) from None
        numbers = stored.decide_all(made)
    if as_json:
        print_data(
            [
                {"decision": number, "ruling": one.ruling, "on": one.subject.id}
                for number, one in zip(numbers, made, strict=True)
            ]
        )
    else:
        for number, one in zip(numbers, made, strict=True):
            click.echo(f"decision:{number} {one.ruling} {one.subject.id}")
    return DONE


def _row(
    ruling: str | None, subjects: tuple[str, ...], sets: tuple[str, ...], reason: str, standard: str | None
) -> dict[str, Any]:
    for one in sets:
        if "=" not in one:
            raise UsageError(f"--set {one}", "has no =", "write --set field=value")
    fields = dict(one.partition("=")[::2] for one in sets)
    return {"ruling": ruling, "on": subjects, "sets": fields, "reason": reason, "standard": standard}


def _names(row: dict[str, Any]) -> Iterable[str]:
    """What a ruling may name: what it is on, and what it sets."""
    return (*row["on"], *row["sets"].values())


def _rows(file: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    """The rulings of a file, each with its line. Raises InputError and UsageError."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(str(file), "cannot be read", "give a file of JSON lines in UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{file.name} line {number}: "
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            raise UsageError(f"{where}the line", "is no JSON", _FORM) from None
        if not isinstance(row, dict) or not {"ruling", "on"} <= set(row) <= KEYS:
            raise UsageError(f"{where}the line", "does not have these keys", _FORM)
        on = row.pop("on")
        sets = row.pop("set", {})
        if not (isinstance(on, str) or (isinstance(on, list) and all(isinstance(one, str) for one in on))):
            raise UsageError(f"{where}on", "is no name and no list of names", _FORM)
        if not isinstance(sets, dict) or not all(isinstance(one, str) or one is None for one in row.values()):
            raise UsageError(f"{where}the line", "has a value of another kind", _FORM)
        told = {field: "none" if one is None else str(one) for field, one in sets.items()}
        said = {key: one for key, one in row.items() if one is not None}
        yield where, {**said, "on": [on] if isinstance(on, str) else on, "sets": told}


_FORM = 'write {"ruling": "edit", "on": "r1#c3", "set": {"status": "civilian"}, "reason": "…"}'
