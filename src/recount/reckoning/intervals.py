"""Figures as intervals of people: open ends, "about", meeting, holding, adding and what is left over.

Source of the rules: DESIGN.md, "Reckoning, exactly". All arithmetic is on integers.
"""

from __future__ import annotations

from typing import NamedTuple

from recount.model import APPROXIMATION, Figure

EVERYBODY = 10_000_000_000
"""More people than live."""


def is_absurd(figure: Figure) -> bool:
    """Whether a figure can be no number of people: below none, more than live, or its ends the wrong way round."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return any(not 0 <= end <= EVERYBODY for end in ends) or ends != sorted(ends)


class Interval(NamedTuple):
    """People from `low` to `high`, both inclusive; None is an open end. `approximate` marks "about" figures."""

    low: int | None
    high: int | None
    approximate: bool = False

    @classmethod
    def of(cls, figure: Figure) -> Interval:
        """A figure's interval; one that no number of people can be tells nothing (`is_absurd`)."""
        if is_absurd(figure):
            return cls(None, None)
        return cls(figure.low, figure.high, figure.approximate)

    @property
    def says_something(self) -> bool:
        """Whether at least one end is known."""
        return self.low is not None or self.high is not None

    @property
    def number(self) -> int | None:
        """The one number said: the low end, or the high end where the low end is open; None where neither is known."""
        return self.low if self.low is not None else self.high

    def widened(self) -> Interval:
        """The interval within which another figure agrees: 10% wider on each side where it is approximate."""
        if not self.approximate:
            return self
        low = None if self.low is None else -(-self.low * (100 - APPROXIMATION) // 100)
        high = None if self.high is None else self.high * (100 + APPROXIMATION) // 100
        return Interval(low, high)

    def meets(self, other: Interval) -> bool:
        """Whether one number of people can be true to both, "about" figures taken within 10%."""
        a, b = self.widened(), other.widened()
        return not a.below(b) and not b.below(a)

    def below(self, other: Interval) -> bool:
        """Whether every number here is smaller than every number there (as stated, without the 10%)."""
        return self.high is not None and other.low is not None and self.high < other.low

    def reaches(self, other: Interval) -> bool:
        """Whether, if only the high end is known ("nearly 1,500"), the other figure comes within 10% of it."""
        if self.low is not None or self.high is None or other.number is None:
            return True
        return other.number * 100 >= self.high * (100 - APPROXIMATION)

    def holds(self, other: Interval) -> bool:
        """Whether every number of `other` is one of these (as stated, without the 10%)."""
        low = self.low is None or (other.low is not None and self.low <= other.low)
        high = self.high is None or (other.high is not None and other.high <= self.high)
        return low and high


ZERO = Interval(0, 0)


def total(parts: list[Interval]) -> Interval:
    """The sum of figures of disjoint groups. An open low end counts as none, an open high end leaves the sum open."""
    low = sum(part.low or 0 for part in parts)
    highs = [part.high for part in parts if part.high is not None]
    high = sum(highs) if len(highs) == len(parts) else None
    return Interval(low, high, any(part.approximate for part in parts))


def widened_total(parts: list[Interval]) -> Interval:
    """The sum with each approximate part within 10%."""
    return total([part.widened() for part in parts])


def remainder(whole: Interval, parts: Interval) -> Interval:
    """How many of `whole` the sum of its parts leaves unaccounted: never fewer than none; None is open."""
    low = 0 if whole.low is None or parts.high is None else max(0, whole.low - parts.high)
    high = None if whole.high is None else max(0, whole.high - (parts.low or 0))
    return Interval(low, high)


def growth(interval: Interval) -> tuple[int, int, int]:
    """A key by which figures of a growing toll are ordered: the number said, then how far up it may reach."""
    number = interval.number
    return (
        -1 if number is None else number,
        0 if interval.high is not None else 1,
        interval.high if interval.high is not None else 0,
    )


def same_figure(a: Interval, b: Interval) -> bool:
    """Whether two figures are one: the same ends, marked approximate alike."""
    return a == b
