"""`ibc`: the lowest to the highest count of civilians killed, as Iraq Body Count gives it.

Reference: Iraq Body Count, methods 1 and 3, as this project's notes on the field give them: min–max over sources; it
needs two independent ones, else *provisional*; uncertain civilian status widens the range.

Where those notes are silent, the more cautious reading:

- It counts civilians killed and nothing else: a toll of everybody is none of its tolls, so it has no estimate there.
- Sources are named claimants. Independent are claimants that certainly speak; outlets that relay one add nothing.
- With fewer than two independent sources there is no estimate; the range is shown beside it as *provisional*.
- Uncertain civilian status raises the maximum and never the minimum: the figure of a claimant that counts people of
  whom it does not say whether they were civilians, and no civilians. A claimant that tells its civilians apart leaves
  nobody's status uncertain.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import Derivation

from .evidence import Evidence, Judgement, Source
from .standing import credible, ids, standing, unused, voices
from .working import Spread, beside, boundless, nothing, spread, term, worked


@dataclass(frozen=True, slots=True)
class Ibc:
    """Iraq Body Count's minimum and maximum of civilians killed.

    `needed` is how many independent sources an estimate takes; `probable` says whether the figure of a claimant that is
    only probable is in the range (it is never an independent source).
    """

    needed: int = field(default=2, metadata={"says": "an estimate takes so many independent sources"})
    probable: bool = field(default=True, metadata={"says": "the range takes in a claimant that is only probable"})
    name: str = "ibc"
    rule: ClassVar[str] = (
        "Civilians killed: lowest to highest of at least two independent sources, else provisional; uncertain civilian "
        "status raises the highest."
    )
    reference: ClassVar[str] = "Iraq Body Count, methods 1 and 3"

    def judge(self, evidence: Evidence) -> Judgement:
        """The range of a toll of civilians killed; none for any other toll."""
        if evidence.outcome != "killed" or evidence.group.status != "civilian":
            because = "Iraq Body Count counts civilians killed only."
            return Judgement(None, None, None, Derivation("ibc.civilians_only", because), none_because=because)
        kept, aside = standing(evidence.sources)
        sure = credible(kept, probable=self.probable)
        uncertain = self._uncertain(evidence)
        set_aside = unused(evidence.sources, sure, aside)
        if not sure:
            because = f"No named source gives a number of {evidence.what}."
            return nothing("ibc.none", because, evidence, set_aside)
        found = _widened(sure, uncertain)
        if found.is_boundless:
            return boundless(self.name, found, evidence, aside)
        used = [*sure, *uncertain]
        says = f"The minimum of {evidence.what} {found.low_words}; the maximum {found.high_words}"
        if uncertain:
            says += f", those counted of whom {uncertain[0].who} does not say whether they were civilians"
        independent = voices(used)
        if len(independent) >= self.needed:
            why = Derivation("ibc", f"{says}.", ids(used), found.steps)
            return Judgement(found.low, None, found.high, why, used=ids(used), set_aside=set_aside)
        has = f"only {len(independent):,} independent source" + ("" if len(independent) == 1 else "s")
        because = f"There {'is' if len(independent) == 1 else 'are'} {has}, and an estimate takes {self.needed:,}."
        steps = {step.gives: step for step in found.steps}
        part = beside("provisional", "ibc.provisional", f"{says}.", steps.get("low"), steps.get("high"), ids(used))
        set_aside = unused(evidence.sources, (), aside, because="too few independent sources; shown as provisional")
        return nothing("ibc.provisional", because, evidence, set_aside, (part,) if steps else ())

    def _uncertain(self, evidence: Evidence) -> list[Source]:
        """Figures of people of unknown status, of claimants that count no civilians among them."""
        telling = {source.voice for source in evidence.sources}
        group = evidence.group
        for wider, sources in evidence.wider:
            alike = (wider.age, wider.sex, wider.words) == (group.age, group.sex, group.words)
            if wider.status == "unknown" and alike:
                kept = credible(standing(sources)[0], probable=self.probable)
                return [source for source in kept if source.voice not in telling]
        return []


def _widened(sure: list[Source], uncertain: list[Source]) -> Spread:
    """The range of the sure, its high end raised to what the uncertain say."""
    narrow, wide = spread(sure), spread([*sure, *uncertain])
    steps = [step for step in narrow.steps if step.gives == "low"]
    if wide.high is not None:
        steps.append(worked("high", "greatest", (term(source, "high") for source in (*sure, *uncertain))))
    return narrow._replace(high=wide.high, above=wide.above, steps=tuple(steps))
