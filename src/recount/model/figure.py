"""A figure: a number of people as said, and the interval it stands for."""

from __future__ import annotations

from typing import Literal

import msgspec

Modifier = Literal["exact", "at_least", "more_than", "up_to", "nearly", "about", "range", "vague", "none_reported"]

APPROXIMATION = 10
"""Percent within which an approximate figure agrees with another (DESIGN.md, "Reckoning, exactly")."""


class Figure(msgspec.Struct, frozen=True):
    """A number of people as said: raw words, modifier, and inclusive bounds (None is open).

    *at least 60* is [60, open), *more than 1,000* is [1001, open), *nearly 1,500* and *up to 1,500* are (open, 1500],
    *about 700* is [700, 700] marked approximate, *dozens* is [24, open) (a vague word's floor is language data),
    *no* is [0, 0]. A modifier's meaning: DESIGN.md and GUIDELINES.md, field `modifier`.
    """

    words: str
    modifier: Modifier
    low: int | None
    high: int | None

    @property
    def approximate(self) -> bool:
        """Whether the words mark the number as approximate; agreement is then within 10%."""
        return self.modifier == "about"

    @property
    def stated(self) -> tuple[int | None, int | None]:
        """The numbers as the annotation guidelines write them: `min`, `max`.

        They differ from the bounds in two places: "more than 1,000" states 1000, and vague words state nothing.
        """
        if self.modifier == "vague":
            return None, None
        if self.modifier == "more_than" and self.low is not None:
            return self.low - 1, None
        return self.low, self.high
