"""`recount policies`: the rules for conflicting figures that can be chosen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .choosing import chosen
from .exits import DONE

if TYPE_CHECKING:
    from recount.reckoning.policies.cards import Card, Parameter


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="The same as data.")
def policies(names: tuple[str, ...], as_json: bool) -> int:
    """List the rules for conflicting figures: what each does, where it is from, its parameters.

    Without NAME all that ship with Recount. NAME may be MODULE:NAME, for a policy of your own.

    \b
    Example:
      recount policies
      recount policies ucdp gtd
    """
    from recount.reckoning import POLICIES, get
    from recount.reckoning.policies.cards import card
    from recount.reckoning.policies.registry import SHIPPED

    every = [policy.name for policy in SHIPPED]
    cards = [card(get(name)) for name in chosen(names, every)]
    if as_json:
        click.echo(json.dumps([_data(one, POLICIES) for one in cards], indent=2, ensure_ascii=True))
    else:
        _print(cards, POLICIES)
    return DONE


def _data(one: Card, default: Sequence[str]) -> dict[str, object]:
    return {
        "name": one.name,
        "rule": one.rule,
        "reference": one.reference,
        "default": one.name in default,
        "parameters": [{"name": p.name, "value": p.value, "says": p.says} for p in one.parameters],
    }


def _print(cards: Sequence[Card], default: Sequence[str]) -> None:
    from rich.padding import Padding

    from .tables import console, plain

    out = console()
    for at, one in enumerate(cards):
        mark = "  (where none is named)" if one.name in default else ""
        out.print(f"{'' if at == 0 else chr(10)}[bold]{plain(one.name)}[/bold]{mark}")
        lines = [one.rule or "It tells no rule.", f"Source: {one.reference}" if one.reference else ""]
        for line in filter(None, lines):
            out.print(Padding(plain(line), (0, 0, 0, 2)))
        for parameter in one.parameters:
            says = f": {parameter.says}" if parameter.says else ""
            out.print(Padding(plain(f"{parameter.name} = {_value(parameter)}{says}"), (0, 0, 0, 4)))


def _value(parameter: Parameter) -> str:
    if isinstance(parameter.value, bool):
        return "yes" if parameter.value else "no"
    return ", ".join(parameter.value) if isinstance(parameter.value, tuple) else str(parameter.value)
