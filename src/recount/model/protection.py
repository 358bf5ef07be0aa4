"""Protection: at which level something was made, and how much is withheld from it."""

from __future__ import annotations

import msgspec

from .decision import Level

LEVELS: tuple[Level, ...] = ("public", "restricted", "confidential")
"""The levels, ascending in secrecy."""


class Protection(msgspec.Struct, frozen=True, kw_only=True):
    """At which level a dossier was made of a casebook, and how many of the casebook are above it.

    They are numbers and no more: `reports` are left out as if they were not there; of `claimants` and `victims` the
    names are hidden, of `passages` the words, and their figures stand. `holds` is the highest level that anything
    shown has.
    """

    level: Level
    holds: Level = "public"
    reports: int = 0
    claimants: int = 0
    victims: int = 0
    passages: int = 0

    @property
    def withheld(self) -> int:
        """How many are above the level."""
        return self.reports + self.claimants + self.victims + self.passages


def above(one: Level, level: Level) -> bool:
    """Whether `one` must not be shown at `level`."""
    return LEVELS.index(one) > LEVELS.index(level)
