"""What a policy is given, and what it gives back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from recount.model import ClaimantKind, Component, Derivation, Group, Outcome, Sex, Term, Unused


@dataclass(frozen=True, slots=True)
class Source:
    """One snapshot as a policy sees it.

    `who` is the claimant's name to show, or the outlet's that names nobody; `said` the figure with its day, in words;
    `words` the figure as first said; `kind` what sort of claimant it is. `day` is the day it was said for, where told;
    `latest` the day after which it cannot have been said. `reports` counts the reports that carry it, copies once.
    `superseded_by` is a later figure (in words) of the same voice; `party` the side that the claimant is on.
    `overtaken` is a figure (in words) that a later report says took its place, whoever gave it.
    `only_day` marks a figure of a stretch of the event's time. `withdrawn` says that the claimant took it back.
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
    words: str = ""
    kind: ClaimantKind = "unknown"
    latest: dt.date | None = None
    withdrawn: bool = False
    overtaken: str | None = None

    @property
    def number(self) -> int | None:
        """The number said: the low end, or the high end where the low end is open."""
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class Told:
    """What one report (copies once) tells of the outcome first: a number, and the snapshots that make it.

    `named` are the voices of named claimants behind it; `replaced` says that its claimant gave a later figure of the
    same toll in another report, `withdrawn` that it took the figure back, `several` that the report itself says that it
    counts several events, `late` that it is one nameless dead of whom the report tells only after many wounded. `low`
    and `high` are the ends of the figures added (None is open). `terms` work the number out: its figures, and the dead
    taken off.
    """

    report: str
    number: int
    low: int | None
    high: int | None
    snapshots: tuple[str, ...]
    said: str
    who: tuple[str, ...]
    named: tuple[tuple[str, str], ...]
    day: dt.date | None
    replaced: bool
    withdrawn: bool = False
    several: bool = False
    late: bool = False
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Identified:
    """A person whom reports identify as one to whom the outcome was done: named or only described.

    `did_it` says that they only call the person by what was done ("the gunman"): that is none of the others.
    """

    person: str
    name: str | None
    age: int | None
    sex: Sex
    reports: int
    did_it: bool = False


@dataclass(frozen=True, slots=True)
class AtPlace:
    """What is said of the same outcome and group at one place of the event.

    `together` are the ids of the places that the figure counts as one ("Baniyas and Jableh") and `names` their names,
    both empty for a single place; `within` the ids of the places that hold it, nearest first, `holder` the name of the
    nearest, and `around` the ids of those that hold any of several places. `located` says that it is a place of the
    gazetteer: two such places share nobody where neither lies in the other, while names that no gazetteer knows may
    mean the same ground.
    """

    place: str
    name: str
    within: tuple[str, ...]
    together: tuple[str, ...]
    sources: tuple[Source, ...]
    names: tuple[str, ...] = ()
    holder: str = ""
    around: tuple[str, ...] = ()
    located: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is said of one toll of the event's whole, and beside it.

    `what` is the toll in words ("civilians killed"). `groups` has the sources of every narrower toll of the event's
    whole with the same outcome, in order; `wider` those of every wider one (everybody, for civilians), `beside` those
    of the other sides where this toll counts one (soldiers and fighters, for civilians); `places` those of the same
    outcome and group at each place, `by` those by one perpetrator each. `told` and `identified` are set for the toll of
    everybody only: what each report tells first, and the persons identified.
    """

    outcome: Outcome
    group: Group
    what: str
    sources: tuple[Source, ...]
    groups: tuple[tuple[Group, tuple[Source, ...]], ...] = ()
    wider: tuple[tuple[Group, tuple[Source, ...]], ...] = ()
    beside: tuple[tuple[Group, tuple[Source, ...]], ...] = ()
    places: tuple[AtPlace, ...] = ()
    by: tuple[Source, ...] = ()
    told: tuple[Told, ...] = ()
    identified: tuple[Identified, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a policy makes of the evidence: low, best, high; or none and why. Ids are snapshots', in evidence order.

    `why.steps` work out each number given from the snapshots' ends; `components` are shown beside the estimate.
    """

    low: int | None
    best: int | None
    high: int | None
    why: Derivation
    none_because: str | None = None
    used: tuple[str, ...] = ()
    set_aside: tuple[Unused, ...] = ()
    components: tuple[Component, ...] = ()


class Policy(Protocol):
    """A rule under a name. It is a pure function of the evidence, and says what it used, what not, and why.

    Beside what follows it may have `rule` and `reference`, each a line of text for `recount policies`; its parameters
    are then those of its dataclass.
    """

    @property
    def name(self) -> str:
        """The name that it is asked for by."""
        ...

    def judge(self, evidence: Evidence) -> Judgement:
        """The estimate of one toll."""
        ...
