"""`recount key`: a key to sign checkpoints with."""

from __future__ import annotations

from pathlib import Path

import click

from .exits import DONE
from .kept import json_option, print_data


@click.command()
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), required=True, help="The private key's file.")
@json_option
def key(file: Path, as_json: bool) -> int:
    """Make a key pair (Ed25519). Keep the private one to yourself, and give away the other, which ends in .pub.

    \b
    Example:
      recount key -o desk.key
    """
    from recount.casebook.signing import make_key

    public = make_key(file)
    if as_json:
        print_data({"private": str(file), "public": str(public)})
    else:
        click.echo(f"Private key, for you alone: {file}\nPublic key, to give away:   {public}")
    return DONE
