"""A victim: an individual whom reports say was harmed."""

from __future__ import annotations

import msgspec

from .claim import Outcome, Scope, Sex
from .periods import When
from .spans import Span


class Fate(msgspec.Struct, frozen=True):
    """One thing that a report says befell a person: outcome, the words that say so, and when, where told."""

    outcome: Outcome
    span: Span
    when: When | None = None


class Victim(msgspec.Struct, frozen=True, kw_only=True):
    """An individual whom one report says was harmed; the person is `<report id>#v<n>`.

    `name` is the fullest name in the report, None for one only described ("an 8-year-old girl"); `mentions` are all
    the spans that speak of the person. `age` is in years. `scope` is `background` for one whom the report only recalls
    from an event before its news. Identified victims are a floor under the tolls and never
    mixed with them.
    """

    id: str
    report: str
    name: str | None = None
    age: int | None = None
    sex: Sex = "unknown"
    role: str | None = None
    fates: tuple[Fate, ...] = ()
    mentions: tuple[Span, ...] = ()
    scope: Scope = "current"

    @property
    def outcome(self) -> Outcome:
        """What befell the person in the end: death where any fate says so, else the last fate told."""
        outcomes = [fate.outcome for fate in self.fates]
        if not outcomes:
            raise ValueError(f"victim {self.id} has no fate: a person whom nothing befell is no victim")
        return "killed" if "killed" in outcomes else outcomes[-1]
