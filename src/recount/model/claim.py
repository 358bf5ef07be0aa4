"""A toll claim: one expression, in one place of a report, of how many people suffered one outcome."""

from __future__ import annotations

from typing import Literal

import msgspec

from .figure import Figure
from .periods import AsOf, When
from .spans import Span

Outcome = Literal["killed", "injured", "killed_or_injured", "missing", "abducted", "displaced"]
Status = Literal["civilian", "state_forces", "armed_group", "mixed", "unknown"]
Age = Literal["child", "unknown"]
Sex = Literal["female", "male", "unknown"]
Scope = Literal["current", "background"]
Stance = Literal["asserted", "denied"]
CueKind = Literal[
    "figure", "outcome", "victims", "claimant", "relay", "perpetrator", "place", "when", "as_of", "scope",
    "part_of", "stance",
]  # fmt: skip


class Cue(msgspec.Struct, frozen=True, gc=False):
    """Words that led to one field of a claim: which field, the words, and the rule that read them."""

    kind: CueKind
    span: Span
    rule: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One toll claim, field by field as GUIDELINES.md defines it.

    `id` is `<report id>#c<n>` in order of appearance; `part_of` is such an id of the same report. `span` is the
    figure's. `claimant` is None for the outlet's own voice; `relay` names who passed the figure on between the
    claimant and the outlet, nearest to the claimant first. `as_of` is the day of the figure where words or the
    dateline tell it, else None (the report's published date is then only its latest day). `confidence` lies in
    0..1, None where the extractor does not say.
    """

    id: str
    report: str
    span: Span
    figure: Figure
    outcome: Outcome
    victims: Span | None = None
    status: Status = "unknown"
    age: Age = "unknown"
    sex: Sex = "unknown"
    claimant: Span | None = None
    relay: tuple[Span, ...] = ()
    perpetrator: Span | None = None
    place: Span | None = None
    when: When | None = None
    as_of: AsOf | None = None
    scope: Scope = "current"
    part_of: str | None = None
    stance: Stance = "asserted"
    cues: tuple[Cue, ...] = ()
    confidence: float | None = None

    @property
    def local_id(self) -> str:
        """The id inside its report (`c3`), as the annotations write it."""
        return self.id.rpartition("#")[2]
