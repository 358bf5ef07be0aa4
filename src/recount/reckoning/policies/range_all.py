"""`range_all`: the lowest to the highest of what credible sources say.

Reference: Every Casualty, "disagreement between sources", as this project's notes on the field give it: lowest to
highest of what credible sources say. The rule gives a range and no best number. The notes do not say who is credible;
here it is whoever is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import Derivation

from .evidence import Evidence, Judgement
from .standing import credible, ids, standing, unused
from .working import boundless, nothing, spread


@dataclass(frozen=True, slots=True)
class RangeAll:
    """The range of the last figure of each credible source.

    Credible are named claimants, and, unless `probable` is False, those probably behind a generic phrase. Figures of
    unnamed claimants and in an outlet's own voice are used only where no credible source gives a number, and only if
    `fallback` allows it; the derivation then says so. The high end is None where any figure used is open above; the low
    end where every one is open below ("nearly 1,500"), or where one that is lies below all others ("up to 20").
    """

    probable: bool = field(default=True, metadata={"says": "a claimant that is only probable is credible"})
    fallback: bool = field(
        default=True, metadata={"says": "where no claimant is named, figures that nobody is named for are used"}
    )
    name: str = "range_all"
    rule: ClassVar[str] = "Lowest to highest of the last figures of credible sources. No best number."
    reference: ClassVar[str] = "Every Casualty, “disagreement between sources”"

    def judge(self, evidence: Evidence) -> Judgement:
        """The range of one toll."""
        kept, aside = standing(evidence.sources)
        named = credible(kept, probable=self.probable)
        used = named or (kept if self.fallback else [])
        set_aside = unused(evidence.sources, used, aside)
        if not used:
            return nothing(
                "range_all.none", f"No credible source gives a number of {evidence.what}.", evidence, set_aside
            )
        found = spread(used)
        if found.is_boundless:
            return boundless(self.name, found, evidence, aside)
        says = f"The lowest of what sources say of {evidence.what} {found.low_words}; the highest {found.high_words}"
        if not named:
            says += "; no named claimant gives a number, so figures that nobody is named for are used"
        why = Derivation("range_all", f"{says}.", ids(used), found.steps)
        return Judgement(found.low, None, found.high, why, used=ids(used), set_aside=set_aside)
