"""Who may see what a command writes: the option `--level`, and what is said of what is withheld."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from recount.model import LEVELS

if TYPE_CHECKING:
    from recount.model import Protection


def level_option(default: str) -> Callable[[Callable[..., Any]], Any]:
    """The option `--level`: what is above it is left out. What is handed on to others has a low `default`."""
    return click.option(
        "--level",
        type=click.Choice(LEVELS),
        default=default,
        show_default=True,
        help="For whose eyes: reports above this level are left out, names and words above it are hidden.",
    )


def tell_protection(protection: Protection | None, *, err: bool = True) -> None:
    """Say at which level an answer was made and how much is withheld, where anything was given a level."""
    from recount.publishing import protection_says

    for line in protection_says(protection):
        click.echo(line, err=err)
