"""`python -m recount.workbench PATH...`: the dossier of reports in this machine's browser."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import uvicorn

from recount.casebook import Casebook

from .app import workbench


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--port", type=click.IntRange(1, 65535), default=8420, show_default=True, help="The port to listen on.")
def main(paths: tuple[Path, ...], port: int) -> None:
    """Show the dossier of reports as web pages, to this machine only.

    \b
    Example:
      python -m recount.workbench reports/
    """
    casebook = Casebook.of(paths)
    for aside in casebook.set_aside:
        click.echo(f"set aside: {aside.input}: {aside.wrong}; {aside.mend}", err=True)
    if not casebook.reports:
        click.echo("recount: no report could be read, so there is nothing to show", err=True)
        sys.exit(1)
    click.echo(f"The workbench: http://127.0.0.1:{port}/ (interrupt to stop)")
    uvicorn.run(workbench(casebook.dossier()), host="127.0.0.1", port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main(prog_name="python -m recount.workbench")
