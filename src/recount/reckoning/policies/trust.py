"""Which source is the most reliable, and the breakdown by sides that one source gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from recount.model import Unused

from ..groups import EXCLUSIVE_STATUS
from .evidence import Evidence, Source
from .standing import fixed, standing

SAME_TIME = dt.timedelta(days=1)
SIDES = {"civilian": "civilians", "state_forces": "state forces", "armed_group": "armed groups"}


def trust(source: Source) -> tuple[object, ...]:
    """Sort key, the most reliable first.

    One that certainly speaks goes before one that probably does, then one that takes no side, that speaks last, and
    that gives the lower number. How many reports carry it says nothing: outlets that relay a claimant add no voice.
    """
    day = source.day or dt.date.min
    return (
        not source.certain,
        source.party is not None,
        -day.toordinal(),
        source.number,
        fixed(source),
    )


class Breakdown(NamedTuple):
    """One claimant's figures of civilians and sides, by side; `aside` are older ones that were not added to them."""

    by_side: tuple[tuple[str, Source], ...]
    aside: tuple[Unused, ...]

    @property
    def sources(self) -> list[Source]:
        """The figures that are added."""
        return [source for _, source in self.by_side]

    @property
    def words(self) -> str:
        """The figures as a sum: "“9” (civilians) + “4” (state forces)"."""
        return " + ".join(f"{source.said} ({SIDES[side]})" for side, source in self.by_side)


def breakdown(evidence: Evidence, reliable: Callable[[Source], bool]) -> Breakdown | None:
    """The civilians and sides of the claimant that counts most of them; None where none counts two of them at one time.

    Figures of days that lie more than a day apart are no breakdown of one total, and the older are left out.
    """
    rows: dict[tuple[str, str], dict[str, list[Source]]] = {}
    for group, sources in evidence.groups:
        if group.status in EXCLUSIVE_STATUS and (group.age, group.sex, group.words) == ("unknown", "unknown", None):
            for source in standing(sources)[0]:
                if reliable(source):
                    rows.setdefault(source.voice, {}).setdefault(group.status, []).append(source)
    found = [_of_one(row) for row in rows.values()]
    held = [one for one in found if len(one.by_side) > 1]
    return min(held, key=lambda one: (-len(one.by_side), *trust(one.sources[0])), default=None)


def _of_one(row: dict[str, list[Source]]) -> Breakdown:
    chosen = {side: min(sources, key=trust) for side, sources in sorted(row.items())}
    last = max((source.day for source in chosen.values() if source.day is not None), default=None)
    old = {
        side: source
        for side, source in chosen.items()
        if last is not None and source.day is not None and last - source.day > SAME_TIME
    }
    return Breakdown(
        tuple((side, source) for side, source in chosen.items() if side not in old),
        tuple(Unused(s.snapshot, f"{s.said} is older than the breakdown it would belong to") for s in old.values()),
    )


def later(source: Source, other: Source) -> bool:
    """Whether days tell that one source speaks later than another."""
    return source.day is not None and other.day is not None and source.day > other.day


def most_trusted(sources: Sequence[Source]) -> Source:
    """The most reliable of some sources."""
    return min(sources, key=trust)
