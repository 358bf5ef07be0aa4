"""`recount build`: the main job."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from recount.model.errors import OutputError

from .choosing import chosen, policy_option
from .exits import status_of
from .work import paths_argument, progress_shown, tell_set_aside

policies_option = policy_option(
    "range_all, identified_and_total", "A rule for conflicting figures; may be given several times."
)


@click.command()
@paths_argument
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@policies_option
def build(paths: tuple[Path, ...], folder: Path, policies: tuple[str, ...]) -> int:
    """Read reports and write the dossier: dossier.html, ledger.json, claims.csv, reports.csv.

    PATH is a text file, a saved page, a JSON lines file, or a folder of these, where a reports.csv (file, title,
    publisher, published, url) may say more of each.

    \b
    Example:
      recount build reports/ -o out
    """
    return build_dossier(paths, folder, policies)


def build_dossier(paths: Sequence[Path], folder: Path, policies: tuple[str, ...] = ()) -> int:
    """Build the dossier of what stands at `paths` into `folder`, print the summary, return the exit status.

    It is what `new`, `add` and `dossier` do, in a casebook that is thrown away.
    """
    from recount.casebook import StoredCasebook
    from recount.publishing import FILES
    from recount.reckoning import POLICIES

    from .summary import print_summary

    asked = chosen(policies, POLICIES)
    with (
        TemporaryDirectory(prefix="recount-") as home,
        StoredCasebook.new(Path(home) / "casebook") as stored,
        progress_shown() as progress,
    ):
        stored.add(paths, progress, link=False)
        casebook = stored.recall(progress, remember=False)
        if not casebook.reports:
            tell_set_aside(casebook)
            click.echo("recount: no report could be read, so there is nothing to count", err=True)
            return status_of(0, casebook.set_aside)
        dossier = casebook.dossier(asked, progress)
        progress("publish", 0, 1)
        write_all(folder, {name: make(dossier) for name, make in FILES.items()})
        progress("publish", 1, 1)
    print_summary(dossier)
    if not sys.stdout.isatty():
        # The summary names what was set aside; where it goes to a file, whoever watches must see it too.
        tell_set_aside(casebook)
    page, *beside = FILES
    click.echo(f"\nThe dossier: {folder / page}")
    click.echo(f"Beside it:   {', '.join(beside)}")
    return status_of(len(casebook.reports), casebook.set_aside)


def write_all(folder: Path, contents: dict[str, bytes]) -> None:
    """Write the files of a dossier; each appears whole or not at all, also when interrupted.

    Raises OutputError where the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in contents.items():
            half = folder / f".{name}.half"
            try:
                half.write_bytes(data)
                half.replace(folder / name)
            finally:
                half.unlink(missing_ok=True)
    except OSError as fault:
        raise OutputError(
            str(folder), f"cannot be written to ({fault.strerror})", "name a folder that you may write to, with -o"
        ) from fault
