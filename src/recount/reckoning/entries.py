"""Claims with all that linking tied to them: whose they are, which toll they count, as of when, over which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from recount.model import AsOfBasis, Certainty, Claim, Period

from .intervals import Interval
from .places import Places
from .tolls import TollKey

_STOOD_BEFORE = "stood before"
"""The rule of the cue by which extraction marks a claim whose figure another took the place of."""


class Voice(NamedTuple):
    """Who speaks: a claimant (id), or the outlet that names nobody. Exactly one of the two is set."""

    claimant: str | None
    outlet: str | None

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Sort key: claimants before outlets."""
        return (self.claimant is None, self.claimant or "", self.outlet or "")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One claim, tied. `source` is the report that it comes from where its own repeats another.

    `day` is the as-of day where words or a dateline tell it, `latest` the day its report was published, `stretch` the
    part of the event's time that it counts alone (a daily increment, "since Sunday"), None where it counts the whole.
    `day_of_total` is the as-of day of the total that the text makes it part of, where the claim itself has none.
    `relays` are those who stand between the claimant and the outlet. `at` is the place that the claim names, also where
    that is the event's whole. `slot` is the same for
    entries of one series, `bare` for those that differ in nothing but in whom they name as having done it.
    """

    claim: Claim
    source: str
    voice: Voice
    certainty: Certainty
    key: TollKey
    figure: Interval
    day: dt.date | None
    basis: AsOfBasis | None
    latest: dt.date | None
    stretch: Period | None
    day_of_total: dt.date | None = None
    relays: tuple[str, ...] = ()
    at: str | None = None
    slot: int = 0
    bare: int = 0

    @property
    def period(self) -> Period | None:
        """The days that the claim's words fix, None where they fix none."""
        found = self.claim.when.period if self.claim.when else None
        return None if found is None or (found.start is None and found.end is None) else found


class Entries(NamedTuple):
    """The event's claims, tied, each kind in the order of reports and of their places in them; and the places.

    `current` and `background` are asserted. `denied` raise nothing; they take back or deny figures. `by_report` has the
    current ones by the report that holds them.
    """

    current: tuple[Entry, ...]
    background: tuple[Entry, ...]
    denied: tuple[Entry, ...]
    places: Places
    by_report: Mapping[str, tuple[Entry, ...]]


def stood_before(claim: Claim) -> bool:
    """Whether a claim's own words say that another figure took its place ("from 288 to 275"), by extraction's mark."""
    return any(cue.rule == _STOOD_BEFORE for cue in claim.cues)


def claim_order(claim: Claim) -> tuple[str, int, str]:
    """Sort key of claims: by report, then as they stand in it."""
    return (claim.report, claim.span.start, claim.id)
