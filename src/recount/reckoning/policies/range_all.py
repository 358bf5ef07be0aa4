"""`range_all`: the lowest to the highest of what credible sources say.

Reference: Every Casualty, "disagreement between sources", as this project's notes on the field give it: lowest to
highest of what credible sources say. The rule gives a range and no best number.
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.model import Derivation, Unused

from .evidence import Evidence, Judgement
from .standing import doubt, in_order, lowest_of, standing


@dataclass(frozen=True, slots=True)
class RangeAll:
    """The range of the last figure of each credible source.

    Credible are named claimants, and, unless `probable` is False, those probably behind a generic phrase. Figures of
    unnamed claimants and in an outlet's own voice are used only where no credible source gives a number, and only if
    `fallback` allows it; the derivation then says so. The high end is None where any figure used is open above, the low
    end where every one is open below ("nearly 1,500").
    """

    probable: bool = True
    fallback: bool = True
    name: str = "range_all"

    def judge(self, evidence: Evidence) -> Judgement:
        """The range of one toll."""
        kept, aside = standing(evidence.sources)
        credible = [s for s in kept if s.named and (s.certain or self.probable)]
        used = credible or (kept if self.fallback else [])
        chosen = {source.snapshot for source in used}
        aside += [Unused(s.snapshot, doubt(s)) for s in kept if s.snapshot not in chosen]
        set_aside = in_order(evidence.sources, aside)
        if not used:
            because = f"No credible source gives a number of {evidence.what}."
            why = Derivation("range_all.none", because, tuple(s.snapshot for s in evidence.sources))
            return Judgement(None, None, None, why, none_because=because, set_aside=set_aside)
        low = lowest_of(used)
        open_above = [source for source in used if source.high is None]
        high = None if open_above else max(source.high or 0 for source in used)
        if low is None:
            says = f"No lowest is said of {evidence.what}, because {used[0].said} by {used[0].who} is open below"
        else:
            lowest = min((s for s in used if s.low == low), key=lambda source: source.snapshot)
            says = f"The lowest of what sources say of {evidence.what} is {low:,}, {lowest.said} by {lowest.who}"
        if open_above:
            says += f"; there is no highest, because {open_above[0].said} by {open_above[0].who} is open above"
        else:
            says += f", the highest {high:,}"
        if not credible:
            says += "; no named claimant gives a number, so figures that nobody is named for are used"
        ids = tuple(source.snapshot for source in used)
        return Judgement(low, None, high, Derivation("range_all", f"{says}.", ids), used=ids, set_aside=set_aside)
