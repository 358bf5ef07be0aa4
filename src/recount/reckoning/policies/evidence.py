"""What a policy is given, and what it gives back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from recount.model import Derivation, Group, Outcome, Unused


@dataclass(frozen=True, slots=True)
class Source:
    """One snapshot as a policy sees it.

    `who` is the claimant's name to show, None where the outlet speaks in its own voice; `said` the figure with its
    day, in words. `reports` counts the reports that carry it, copies once. `superseded_by` is a later figure (in
    words) of the same voice; `party` the side that the claimant is on. `only_day` marks a figure of one day of several.
    """

    snapshot: str
    voice: tuple[str, str]
    who: str
    said: str
    low: int | None
    high: int | None
    approximate: bool
    vague: bool
    named: bool
    own_voice: bool
    certain: bool
    party: str | None
    day: dt.date | None
    reports: int
    superseded_by: str | None
    only_day: bool

    @property
    def number(self) -> int | None:
        """The number said: the low end, or the high end where the low end is open."""
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is said of one toll of the event's whole, and of the groups of the same outcome beside it.

    `what` is the toll in words ("civilians killed"). `groups` has the sources of every narrower toll of the event's
    whole with the same outcome, in order.
    """

    outcome: Outcome
    group: Group
    what: str
    sources: tuple[Source, ...]
    groups: tuple[tuple[Group, tuple[Source, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a policy makes of the evidence: low, best, high; or none and why. Ids are snapshots', in evidence order."""

    low: int | None
    best: int | None
    high: int | None
    why: Derivation
    none_because: str | None = None
    used: tuple[str, ...] = ()
    set_aside: tuple[Unused, ...] = ()


class Policy(Protocol):
    """A rule under a name. It is a pure function of the evidence, and says what it used, what not, and why."""

    @property
    def name(self) -> str:
        """The name that it is asked for by."""
        ...

    def judge(self, evidence: Evidence) -> Judgement:
        """The estimate of one toll."""
        ...
