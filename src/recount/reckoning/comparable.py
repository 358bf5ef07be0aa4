"""Whether two figures can be compared: their tolls match, or one holds the other, or neither.

DESIGN.md: two claims are comparable when event, outcome, victims, place, perpetrator and period match or one contains
the other. Where one holds the other no agreement can be asserted; only a part above its whole contradicts.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from recount.model import Difference

from .places import Places
from .series import Snap, apart
from .tolls import differences, holds

Fit = Literal["match", "first_holds", "second_holds", "none"]


class Comparison(NamedTuple):
    """How two figures' tolls fit, in what they differ, and whether their times may be the same."""

    fit: Fit
    differences: tuple[Difference, ...]
    same_time: bool

    @property
    def comparable(self) -> bool:
        """Whether agreement or conflict can be asserted between the two."""
        return self.fit == "match" and self.same_time


def compare(a: Snap, b: Snap, places: Places) -> Comparison:
    """How two snapshots compare. A single day of several is held by the whole time, and by no other day."""
    found: tuple[Difference, ...] = differences(a.key, b.key)
    if a.only_day != b.only_day:
        found = (*found, "period")
    together = not apart(a, b)
    if not together:
        found = (*found, "as_of")
    first = holds(a.key, b.key, places) and a.only_day in (None, b.only_day)
    second = holds(b.key, a.key, places) and b.only_day in (None, a.only_day)
    fit: Fit = "match" if first and second else "first_holds" if first else "second_holds" if second else "none"
    return Comparison(fit, found, together)
