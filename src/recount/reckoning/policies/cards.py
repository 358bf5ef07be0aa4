"""What a policy tells of itself: its rule in a line, its reference, its parameters with what they mean."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from .evidence import Policy


@dataclass(frozen=True, slots=True)
class Parameter:
    """A policy's parameter: its name, its value as it is applied (a tuple where it has several), its meaning."""

    name: str
    value: bool | int | str | tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Card:
    """A policy for people to choose by. `rule` and `reference` are empty where a user's own policy tells none."""

    name: str
    rule: str
    reference: str
    parameters: tuple[Parameter, ...]


def card(policy: Policy) -> Card:
    """What a policy tells of itself; without a `rule`, its docstring's first line."""
    rule = getattr(policy, "rule", "") or (inspect.getdoc(policy) or "").partition("\n")[0]
    return Card(policy.name, str(rule), str(getattr(policy, "reference", "")), tuple(_parameters(policy)))


def _parameters(policy: object) -> Iterator[Parameter]:
    if not dataclasses.is_dataclass(policy):
        return
    for one in dataclasses.fields(policy):
        if one.name == "name":
            continue
        value = getattr(policy, one.name)
        if isinstance(value, tuple | list):
            value = tuple(str(item) for item in value)
        elif not isinstance(value, bool | int):
            value = str(value)
        yield Parameter(one.name, value, str(one.metadata.get("says", "")))
