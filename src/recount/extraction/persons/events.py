"""The forms of `persons.toml` that a sentence's units hold: whom each tells of, and what it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ..words.forms import expression
from .personforms import TELLING, PersonGrammar, Unit

_PEOPLE = frozenset(
    {"both", "possessive", "name", "posname", "age", "noun", "kin", "group", "victim", "pronoun", "himself", "suspect"}
)
_NAMED_AGAIN = frozenset({"pronoun", "name"})
_OF_AGE = frozenset({"name", "be", "num"})
"""Kinds that together tell of a person where none of `TELLING` does: "His name was A", "A was 17"."""

_OF_TWO = frozenset({"the", "noun", "be", "num", "and"})
"""Kinds that together tell of two: "The woman was 27 and the man was 30"."""


class Event(NamedTuple):
    """One form found in a sentence: what it gives, whom it tells of (unit indices), and where its own words stand.

    `names` tells that it gives a name to one who may have been only described before.
    """

    gives: str
    names: bool
    first: int
    last: int
    people: tuple[int, int] | None


def events_of(units: Sequence[Unit], kinds: AbstractSet[str], grammar: PersonGrammar) -> list[Event]:
    """The forms found among a sentence's units, which are of these kinds, by where they begin."""
    if kinds.isdisjoint(_PEOPLE):
        return []
    if kinds.isdisjoint(TELLING) and not (kinds >= _NAMED_AGAIN or kinds >= _OF_AGE or kinds >= _OF_TWO):
        return []
    codes, by_need = grammar.codes, grammar.by_need
    line = "".join([codes[unit.kind] for unit in units])
    found: list[Event] = []
    for number in sorted({number for kind in kinds if kind in by_need for number in by_need[kind]}):
        gives, names, needs, pattern, rest = grammar.forms[number]
        for need in needs:
            if kinds.isdisjoint(need):
                break
        else:
            if not rest or expression(rest).search(line):
                _match(expression(pattern), line, gives, names, found)
    return sorted(found, key=lambda event: (event.first, event.last)) if len(found) > 1 else found


def _match(pattern: re.Pattern[str], line: str, gives: str, names: bool, found: list[Event]) -> None:
    """Add what one form finds in a sentence."""
    for match in pattern.finditer(line):
        if match.end() == match.start():
            continue
        group = next((k for k in range(1, pattern.groups + 1) if match.start(k) >= 0), None)
        found.append(Event(gives, names, match.start(), match.end(), None if group is None else match.span(group)))
