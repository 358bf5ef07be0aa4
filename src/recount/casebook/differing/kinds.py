"""What may be other in one dossier than in another."""

from __future__ import annotations

from typing import Literal

import msgspec

from recount.model import Group, Outcome, Ruling, Span, SubjectKind

Way = Literal["came", "went", "changed"]
EventWay = Literal["came", "went", "joined", "split", "regrouped", "changed"]


class FieldDifference(msgspec.Struct, frozen=True):
    """One field that is other: its name, and what it was and is in words; None where there was, or is, nothing."""

    field: str
    before: str | None
    after: str | None


class ReportDifference(msgspec.Struct, frozen=True):
    """A report that is there on one side alone, by its id, with how many claims were read in it."""

    way: Way
    report: str
    claims: int


class ThingDifference(msgspec.Struct, frozen=True, kw_only=True):
    """A claim or a person of a report that came, went or changed.

    It was called `before` and is called `after`. `span` are its words (a claim's figure, a person's first mention)
    and `around` the words around them; `fields` are what is other in it, none where it came or went.
    """

    way: Way
    report: str
    before: str | None
    after: str | None
    span: Span | None
    outcome: Outcome
    around: str = ""
    fields: tuple[FieldDifference, ...] = ()


class EventSeen(msgspec.Struct, frozen=True):
    """An event on one side: its id, its title, and how many reports it has."""

    id: str
    title: str
    reports: int


class EventDifference(msgspec.Struct, frozen=True, kw_only=True):
    """Events that came, went, were joined or split, changed their reports among each other, or otherwise changed.

    `came` and `went` are the reports (ids) in them that are there on one side alone.
    """

    way: EventWay
    before: tuple[EventSeen, ...] = ()
    after: tuple[EventSeen, ...] = ()
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    fields: tuple[FieldDifference, ...] = ()


class Estimated(msgspec.Struct, frozen=True):
    """What a policy made of a toll."""

    low: int | None
    best: int | None
    high: int | None


class NumberDifference(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate, or an event's own toll, that is other; None where it was, or is, not there.

    `event` is the event's id, on the side after where it is there; `what` its title. An own toll counts all victims of
    the event, and its number is low, best and high in one.
    """

    event: str
    what: str
    policy: str
    outcome: Outcome
    group: Group = Group()
    place: str | None = None
    perpetrator: str | None = None
    before: Estimated | None
    after: Estimated | None


Fate = Literal["holds", "needless", "look"]


class DecisionDifference(msgspec.Struct, frozen=True, kw_only=True):
    """A decision (by number) that nobody needs any more, or that needs another look, and why.

    `before` is what it was before: it was fine, it was so already, or it was not there (None). `applied` tells whether
    it holds all the same. `report`, `words` and `id` say what it rules on.
    """

    decision: int
    ruling: Ruling
    kind: SubjectKind
    before: Fate | None
    after: Fate
    applied: bool
    because: str
    report: str | None = None
    words: str = ""
    id: str = ""


class Count(msgspec.Struct, frozen=True):
    """How many of a kind are the same on both sides, came, went, and are other."""

    same: int = 0
    came: int = 0
    went: int = 0
    changed: int = 0


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """All that is other in one dossier than in another.

    `decisions` are those that stand on the side after and do not simply hold there, `fates` how many of all became
    what there. Claims and persons of reports that are there on one side alone are not listed, and do not count.
    """

    counts: dict[str, Count]
    fates: dict[Fate, int] = {}
    reports: tuple[ReportDifference, ...] = ()
    claims: tuple[ThingDifference, ...] = ()
    persons: tuple[ThingDifference, ...] = ()
    events: tuple[EventDifference, ...] = ()
    decisions: tuple[DecisionDifference, ...] = ()
    own_tolls: tuple[NumberDifference, ...] = ()
    estimates: tuple[NumberDifference, ...] = ()
