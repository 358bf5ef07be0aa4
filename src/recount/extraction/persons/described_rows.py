"""Rows of people of whom none is named: "a man and his daughter", "his wife, her mother and a neighbor"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..sayings.speakers import Scene
from .personforms import PersonGrammar, Unit
from .told_ages import NAMES

OPENERS = frozenset({"some", "the", "another", "possessive"})
"""Kinds that open a description."""


def row_of(scene: Scene, units: Sequence[Unit], first: int, last: int, grammar: PersonGrammar) -> list[tuple[int, int]]:
    """The stretches of the people of a row among the units from `first` to `last`; empty where there is no such row."""
    kinds = [unit.kind for unit in units[first:last]]
    if "and" not in kinds or "pronoun" in kinds or not NAMES.isdisjoint(kinds):
        return []
    cuts = [first - 1, *(first + k for k, kind in enumerate(kinds) if kind in {"and", "comma"}), last]
    row = [(begin + 1, end) for begin, end in pairwise(cuts) if _is_described(scene, units[begin + 1 : end], grammar)]
    return row if len(row) > 1 else []


def _is_described(scene: Scene, units: Sequence[Unit], grammar: PersonGrammar) -> bool:
    """Whether words describe one person: "a man", "his 7-month-old daughter"; a bare noun only by its sex."""
    kinds = {unit.kind for unit in units}
    if not kinds & {"noun", "kin"} or "group" in kinds:
        return False
    if len(units) == 1:
        return grammar.sexes.get(scene.tokens[units[0].first].stem) in ("male", "female")
    return units[0].kind in OPENERS
