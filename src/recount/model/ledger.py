"""A ledger: an event's series, the relations between figures, and the estimates, each with its derivation."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from .claim import Age, Outcome, Scope, Sex, Status
from .links import Certainty, Event
from .periods import AsOfBasis, Period
from .ruled import Confirmation, EventState, EventWithout, OutOfCount, RuledOn

RelationKind = Literal[
    "relays", "updates", "revises", "retracts", "denies", "part_of", "agrees", "conflicts", "not_comparable",
    "stale_mix", "impossible_sum", "closes", "leaves_unaccounted",
]  # fmt: skip
Difference = Literal["outcome", "victims", "place", "perpetrator", "period", "as_of"]
SeriesOrder = Literal["single", "dated", "inferred", "unknown"]
QuestionKind = Literal[
    "conflict", "contradiction", "stale_mix", "impossible_sum", "absurd_figure", "no_claimant", "unnamed_claimant",
    "probable_claimant", "no_date", "inferred_order", "ambiguous_place", "changed_quotation",
]  # fmt: skip


End = Literal["low", "high", "low_within", "high_within", "number", "coded"]
"""Which number of a snapshot, bound, relation or person is meant.

`low_within` and `high_within` are an approximate snapshot's ends with the 10% within which it agrees; `number` is the
number said: the low end, or the high end where the low end is open. A person's `number` is 1. `coded` is the number by
which the policy's codebook codes a vague word ("dozens").
"""
Work = Literal["sum", "least", "greatest"]


class Term(msgspec.Struct, frozen=True):
    """One number that a step works with: whose (`id`), which of its ends, its value, and whether it is taken off."""

    id: str
    end: End
    value: int
    minus: bool = False


class Step(msgspec.Struct, frozen=True):
    """One number of a result, worked out: `gives` names the field, `value` is what `work` makes of the `terms`.

    `sum` adds the terms (those marked minus are taken off), never below none, and divides by `share` rounding down;
    `least` and `greatest` choose one of them.
    """

    gives: str
    value: int
    work: Work
    terms: tuple[Term, ...]
    share: int = 1


class Derivation(msgspec.Struct, frozen=True):
    """Why: the rule's name, a plain sentence, and the ids (claims, snapshots, relations) that it rests on.

    `steps` are the numbers of the result worked out, so that whoever has only the JSON can work them out again.
    """

    rule: str
    says: str
    premises: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


class Group(msgspec.Struct, frozen=True, order=True):
    """Who suffered, as far as tolls are told apart by it: status, age, sex, and what is said beyond them.

    `words` is set only where the victims' words narrow the group beyond its fields ("Alawite families", "others"),
    folded to lower case; such a group is comparable with none but itself and the whole that holds it.
    """

    status: Status = "unknown"
    age: Age = "unknown"
    sex: Sex = "unknown"
    words: str | None = None


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted: outcome x victims x place x perpetrator of one event. None is the event's whole."""

    id: str
    outcome: Outcome
    group: Group = Group()
    place: str | None = None
    perpetrator: str | None = None


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """One claimant's one figure of one toll at one time, with every claim that says it; relays are folded into it.

    `claims` and `reports` are sorted; `low` and `high` are the figure's inclusive bounds; `words` the figure as first
    said. `as_of` is the day it was said for, where told, and `as_of_last` the last day on which it was said again;
    `latest` the earliest published date of its reports, after which it cannot have been said. `certainty` is
    `probable` where every claim's claimant is only probable. `period` is the time that the figure covers, where told.
    `through` names those without whom the figure would not be known: the relays that stand between the claimant and
    the outlet in every one of its reports.
    """

    id: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    words: str
    low: int | None
    high: int | None
    approximate: bool = False
    as_of: dt.date | None = None
    as_of_last: dt.date | None = None
    as_of_basis: AsOfBasis | None = None
    latest: dt.date | None = None
    certainty: Certainty = "certain"
    period: Period | None = None
    through: tuple[str, ...] = ()


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """The snapshots of one claimant about one toll, in their order along as-of time.

    `claimant` is None where nobody is named and the outlet speaks in its own voice; `outlet` is then the report's
    publisher (or id). `order` says what the order rests on: said dates, inferred growth, or nothing.
    """

    id: str
    toll: str
    scope: Scope
    claimant: str | None
    outlet: str | None
    snapshots: tuple[Snapshot, ...]
    order: SeriesOrder
    why: Derivation


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """How figures stand to each other.

    `subject` is a snapshot id (for `relays`, `retracts` and `denies` a claim id), `objects` the ids that it stands to:
    the earlier snapshot (updates, revises), the figure taken back or denied (retracts, denies), the total (part_of),
    the other figure (agrees, conflicts, not_comparable), the parts of a sum (closes, leaves_unaccounted,
    impossible_sum, stale_mix). `differences` names what makes two not comparable;
    `low` and `high` bound what a sum leaves unaccounted. `inferred` marks an order that no date tells.
    """

    id: str
    kind: RelationKind
    subject: str
    objects: tuple[str, ...]
    why: Derivation
    differences: tuple[Difference, ...] = ()
    low: int | None = None
    high: int | None = None
    inferred: bool = False


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """The tightest low and high of one toll that follow within one claimant's account, parts and totals considered."""

    id: str
    toll: str
    claimant: str | None
    outlet: str | None
    low: int | None
    high: int | None
    low_why: Derivation
    high_why: Derivation


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """A smallest set of figures that cannot all be true: without any one of them the others can.

    `snapshots` are its figures, `claimants` and `outlets` whose they are: one voice contradicts itself, or the figures
    of several taken together cannot hold.
    """

    id: str
    snapshots: tuple[str, ...]
    why: Derivation
    claimants: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


class Unused(msgspec.Struct, frozen=True):
    """A snapshot that an estimate did not rest on, and why."""

    snapshot: str
    because: str


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a policy shows beside its estimate and never adds to it.

    `name` says what it is: "identified", "pending", "verified", "reported", or a place's share ("in Baniyas").
    """

    name: str
    low: int | None
    high: int | None
    why: Derivation


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """What a policy makes of a toll: low, best and high, or none and why; the snapshots used and set aside.

    `best` is None under a policy that gives only a range; `high` is None where the range is open. `components` are
    shown beside it and are no part of it.
    """

    id: str
    policy: str
    toll: str
    low: int | None
    best: int | None
    high: int | None
    why: Derivation
    none_because: str | None = None
    used: tuple[str, ...] = ()
    set_aside: tuple[Unused, ...] = ()
    components: tuple[Component, ...] = ()


class Voices(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands behind one toll. Independence is counted by claimants, never by outlets.

    `named` are claimants named in some report, `probable` those only probably behind a generic phrase, `unnamed`
    claimants like "local sources", `own_voice` reports that give a figure without a claimant. `parties` are those of
    them that take part in the conflict. `reports` are all reports that carry a figure of the toll, `outlets` their
    publishers. `says` tells it in a sentence ("Five outlets, one monitor").
    """

    toll: str
    named: tuple[str, ...] = ()
    probable: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    own_voice: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    says: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something a reviewer should look into: what, in a plain sentence, and the ids that it is about."""

    id: str
    kind: QuestionKind
    says: str
    about: tuple[str, ...] = ()


class OwnToll(msgspec.Struct, frozen=True, kw_only=True):
    """The event's own toll of one outcome as one number for tables, or None where its policy gives none."""

    id: str = ""
    policy: str = ""
    outcome: Outcome
    number: int | None
    why: Derivation


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """An identified victim across the event's reports: the report-level victims (ids) that are one person."""

    id: str
    name: str | None
    age: int | None
    sex: Sex
    outcome: Outcome
    victims: tuple[str, ...]
    why: Derivation


class EstimateWithout(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate as it would be without decisions, where that is another than with them.

    `event` is the event that it would be of; the `id` of its toll is "" where the ledger has no such toll. With neither
    a number nor `none_because` there would be no such estimate.
    """

    event: str
    policy: str
    toll: Toll
    low: int | None
    best: int | None
    high: int | None
    none_because: str | None = None


class Without(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger would be without reviewers' decisions: other events, where they are, and other estimates."""

    events: tuple[EventWithout, ...] = ()
    estimates: tuple[EstimateWithout, ...] = ()


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """One event's count. Everything in it can be computed again from the claims, links and decisions.

    `state` says whether a reviewer published or retracted the event. `decisions` are those that hold on what it counts,
    `confirmed` the figures that a person confirmed, `out_of_count` the claims that one left out, and `without` what it
    would be without any decision, where that is something else.
    """

    event: Event
    tolls: tuple[Toll, ...] = ()
    series: tuple[Series, ...] = ()
    background: tuple[Series, ...] = ()
    relations: tuple[Relation, ...] = ()
    bounds: tuple[Bound, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    voices: tuple[Voices, ...] = ()
    persons: tuple[Person, ...] = ()
    questions: tuple[Question, ...] = ()
    own_tolls: tuple[OwnToll, ...] = ()
    state: EventState | None = None
    decisions: tuple[RuledOn, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    out_of_count: tuple[OutOfCount, ...] = ()
    without: Without | None = None
