"""`ucdp`: low, best and high as the Uppsala Conflict Data Program codes deaths.

Reference: UCDP GED codebook, version 23.1, as this project's notes on the field give it: low = the most conservative,
best = the most reliable, high = the highest *reliable* figure; best = deaths of side a + side b + civilians + unknown;
a figure for several places is split evenly, and where that gives too few it is one event at the smallest place that
holds them all; separately known events are subtracted from an aggregate.

Those notes say no more, so this is our reading where they are silent, the more cautious one wherever there are two:

- A source is reliable when it is named. Of reliable sources the most reliable is one that certainly speaks rather than
  probably, that takes no side, that speaks last, and then the lower number. How many reports carry it says nothing:
  outlets that relay a claimant add no voice.
- An open figure gives its known end as the best number, and no low or no high.
- Sides and civilians are added up only where nobody gives the whole, only from one claimant, and only of one time.
- Splitting and subtracting tell how many fall to each place (`shares.py`). They are shown beside the estimate and never
  change it: one event here may be several of UCDP's, which are events of one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import Component, Derivation, Unused

from ..groups import is_everyone
from .evidence import Evidence, Judgement, Source
from .shares import by_place
from .standing import doubt, ids, standing, unused
from .trust import Breakdown, breakdown, most_trusted
from .working import nothing, spread, term, worked


@dataclass(frozen=True, slots=True)
class Ucdp:
    """UCDP's low, best and high of deaths, with each place's share beside them.

    `probable` says whether a claimant that is only probable counts as reliable; `least` is how many a place must get
    when a figure is split evenly: with fewer it is one event at the smallest place that holds them all.
    """

    probable: bool = field(default=True, metadata={"says": "a claimant that is only probable is reliable"})
    least: int = field(default=1, metadata={"says": "a place must get at least so many when a figure is split evenly"})
    name: str = "ucdp"
    rule: ClassVar[str] = (
        "Deaths: the most conservative figure of a reliable source, the most reliable, the highest reliable. Figures "
        "for several places are split evenly; events known apart are subtracted."
    )
    reference: ClassVar[str] = "UCDP GED codebook 23.1"

    def judge(self, evidence: Evidence) -> Judgement:
        """The estimate of one toll; none for other outcomes than deaths."""
        if evidence.outcome != "killed":
            because = "UCDP counts deaths only."
            return Judgement(None, None, None, Derivation("ucdp.deaths_only", because), none_because=because)
        kept, aside = standing(evidence.sources)
        reliable = [source for source in kept if self._is_reliable(source)]
        aside += [Unused(s.snapshot, f"not reliable: {doubt(s)}") for s in kept if s not in reliable]
        set_aside = unused(evidence.sources, reliable, aside)
        if reliable:
            trusted = most_trusted(reliable)
            places = by_place(evidence, trusted, self._is_reliable, self.least)
            return _of_figures(reliable, trusted, evidence, set_aside, places)
        places = by_place(evidence, None, self._is_reliable, self.least)
        if is_everyone(evidence.group):
            added = breakdown(evidence, self._is_reliable)
            if added is not None:
                return _of_breakdown(added, evidence, set_aside, places)
        because = f"No reliable source gives a number of {evidence.what}: a reliable source is one that is named."
        return nothing("ucdp.none", because, evidence, set_aside, places)

    def _is_reliable(self, source: Source) -> bool:
        return source.named and (source.certain or self.probable)


def _of_figures(
    reliable: Sequence[Source],
    trusted: Source,
    evidence: Evidence,
    set_aside: tuple[Unused, ...],
    places: tuple[Component, ...],
) -> Judgement:
    found = spread(reliable)
    best = worked("best", "least", [term(trusted, "number")])
    says = (
        f"The most conservative figure of {evidence.what} {found.low_words}; the most reliable is {trusted.said} by "
        f"{trusted.who}; the highest reliable one {found.high_words}."
    )
    why = Derivation("ucdp", says, ids(reliable), (*found.steps, best))
    return Judgement(found.low, best.value, found.high, why, used=ids(reliable), set_aside=set_aside, components=places)


def _of_breakdown(
    added: Breakdown, evidence: Evidence, set_aside: tuple[Unused, ...], places: tuple[Component, ...]
) -> Judgement:
    used = added.sources
    best = worked("best", "sum", (term(source, "number") for source in used))
    steps = [best]
    if all(source.low is not None for source in used):
        steps.append(worked("low", "sum", (term(source, "low") for source in used)))
    if all(source.high is not None for source in used):
        steps.append(worked("high", "sum", (term(source, "high") for source in used)))
    ends = {step.gives: step.value for step in steps}
    says = (
        f"Only a breakdown is given of {evidence.what}; {used[0].who} counts {added.words}, which makes {best.value:,}."
    )
    return Judgement(
        ends.get("low"),
        best.value,
        ends.get("high"),
        Derivation("ucdp.breakdown", says, ids(used), tuple(steps)),
        used=ids(used),
        set_aside=(*set_aside, *added.aside),
        components=places,
    )
