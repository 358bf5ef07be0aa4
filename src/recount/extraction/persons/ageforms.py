"""The forms of `persons.toml` that tell an age of a name: `[[age]]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..words.forms import Needs, compiled


class AgeForm(NamedTuple):
    """A compiled form: the kinds' characters that it needs, and its pattern, whose group is the age.

    It is that of the first name in the form, or of the `last`.
    """

    needs: tuple[frozenset[str], ...]
    pattern: str
    last: bool


def age_forms(
    source: str, table: Mapping[str, Any], codes: Mapping[str, str], common: frozenset[str]
) -> tuple[AgeForm, ...]:
    """The forms of ages of the table that `source` names. Raises DataError where one of them is broken."""
    macros = table["macro"]
    needs = Needs(codes, macros, common)
    return tuple(
        AgeForm(
            needs.of(form["say"]),
            compiled(source, form["say"], codes, macros),
            form.get("who") == "last",
        )
        for form in table["age"]
    )
