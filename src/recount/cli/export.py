"""`recount export`: a casebook as a folder of plain files."""

from __future__ import annotations

from pathlib import Path

import click

from recount.model import Level

from .exits import DONE
from .kept import as_of_option, casebook_option, json_option, opened, print_data, tell_moment
from .levels import level_option, tell_protection
from .work import progress_shown


@click.command()
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@casebook_option
@as_of_option
@level_option("public")
@json_option
def export(folder: Path, place: str | None, as_of: str | None, level: Level, as_json: bool) -> int:
    """Write all that a casebook holds as JSON lines, with the SHA-256 of each file, and its log beside them.

    Casebooks to which the same reports were added, in any order, write the same bytes, the log apart.

    \b
    Example:
      recount export -o coast-export --casebook coast.casebook
    """
    from recount.casebook.exporting import export as export_to
    from recount.casebook.protecting.part import export_part, withheld_at

    with opened(place) as stored, progress_shown() as progress:
        if as_of is not None:
            tell_moment(stored.moment(as_of))
        shown = withheld_at(stored, level, progress, as_of)
        sums = export_part(stored, shown, folder, progress) if shown else export_to(stored, folder, progress, as_of)
    if shown:
        tell_protection(shown.protection)
        click.echo("It is a part of the casebook; --level confidential exports the whole.", err=True)
    if as_json:
        print_data({"folder": str(folder), "files": sums})
    else:
        click.echo(f"Exported to {folder}: {', '.join(sums)}")
    return DONE
