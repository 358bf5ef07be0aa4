"""`recount demo`: the main job on the example inside the package."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from .build import build_dossier, policies_option


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("recount-demo"),
    show_default=True,
    help="The folder to write.",
)
@policies_option
def demo(folder: Path, policies: tuple[str, ...]) -> int:
    """Build the dossier of the example that ships with Recount.

    \b
    Example:
      recount demo -o out
    """
    with as_file(files("recount") / "examples" / "coast") as example:
        return build_dossier([example], folder, policies)
