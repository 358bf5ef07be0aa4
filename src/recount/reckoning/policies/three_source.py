"""`three_source`: verified is only what three independent sources bear out; what is reported is kept beside it.

Reference: the practice of the UN human rights office in Gaza (OHCHR), as this project's notes on the field give it:
counted as verified only with three independent sources; reported kept beside it.

Where the notes are silent, the more cautious reading:

- Independent sources are claimants that are named and certainly speak, each counted once.
- A number is borne out by whoever vouches for at least as many: of 10, 12, 15 and 40 three bear out 12. A figure that
  is open below ("nearly 45") vouches for none.
- What is verified is a least and neither the best nor the highest: more may have died than could be verified.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import Component, Derivation

from .evidence import Evidence, Judgement
from .standing import credible, fixed, ids, standing, unused, voices
from .working import beside, nothing, spread, term, worked


@dataclass(frozen=True, slots=True)
class ThreeSource:
    """What so many independent sources bear out, as a least; and beside it what is reported.

    `needed` is how many independent sources verify a number.
    """

    needed: int = field(default=3, metadata={"says": "so many independent sources verify a number"})
    name: str = "three_source"
    rule: ClassVar[str] = (
        "Verified is the number that three independent sources all reach; what is reported stands beside it."
    )
    reference: ClassVar[str] = "OHCHR practice in Gaza"

    def judge(self, evidence: Evidence) -> Judgement:
        """What is verified of one toll; none with too few independent sources."""
        kept, aside = standing(evidence.sources)
        reported = _reported(evidence)
        heard = sorted(
            (source for source in voices(kept) if source.low is not None),
            key=lambda source: (-(source.low or 0), fixed(source)),
        )
        if len(heard) < self.needed:
            count = {0: "No independent source gives", 1: "Only one independent source gives"}.get(
                len(heard), f"Only {len(heard):,} independent sources give"
            )
            because = f"{count} a number of {evidence.what}, and {self.needed:,} verify it."
            set_aside = unused(evidence.sources, (), aside, because="too few independent sources; shown as reported")
            return nothing("three_source.none", because, evidence, set_aside, reported)
        bearing = heard[: self.needed]
        used = [source for source in evidence.sources if source in bearing]
        low = worked("low", "least", (term(source, "low") for source in used))
        names = ", ".join(source.who for source in sorted(used, key=fixed))
        says = f"{low.value:,} {evidence.what} are verified: {self.needed:,} independent sources reach it ({names})."
        why = Derivation("three_source", says, ids(used), (low,))
        set_aside = unused(
            evidence.sources,
            used,
            aside,
            because="it is not among the figures of independent sources that reach highest",
        )
        return Judgement(low.value, None, None, why, used=ids(used), set_aside=set_aside, components=reported)


def _reported(evidence: Evidence) -> tuple[Component, ...]:
    """What named claimants report, from the lowest to the highest; nothing where none gives a number."""
    named = credible(standing(evidence.sources)[0], probable=True)
    if not named:
        return ()
    found = spread(named)
    if not found.steps:
        return ()
    steps = {step.gives: step for step in found.steps}
    says = f"The lowest that is reported of {evidence.what} {found.low_words}; the highest {found.high_words}."
    return (beside("reported", "three_source.reported", says, steps.get("low"), steps.get("high"), ids(named)),)
