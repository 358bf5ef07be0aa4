"""`range_all`: the lowest to the highest of what credible sources say.

Reference: Every Casualty, "disagreement between sources", as this project's notes on the field give it: lowest to
highest of what credible sources say. The rule gives a range and no best number. The notes do not say who is credible;
here it is whoever is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import Derivation, Unused

from .evidence import Evidence, Judgement, Source
from .standing import credible, fixed, ids, of_parts, standing, unused
from .working import boundless, nothing, spread, term, worked


@dataclass(frozen=True, slots=True)
class RangeAll:
    """The range of the last figure of each credible source.

    Credible are named claimants, and, unless `probable` is False, those probably behind a generic phrase. Figures of
    unnamed claimants and in an outlet's own voice are used only where no credible source gives a number, and only if
    `fallback` allows it; the derivation then says so. The high end is None where any figure used is open above; the low
    end where every one is open below ("nearly 1,500"), or where one that is lies below all others ("up to 20").

    A figure of one day of several, or of those harmed by one side, is no figure of the whole, which has at least as
    many: such a figure above all others leaves the high end open, and where there are no others it is the low end.
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
        parts = of_parts(evidence)
        parts = credible(parts, probable=self.probable) or (parts if self.fallback and not named else [])
        if not used:
            return self._from_parts(parts, evidence, aside)
        found = spread(used)
        if found.is_boundless:
            return boundless(self.name, found, evidence, aside)
        most = _most(part for part in parts if not any(_replaces(source, part) for source in used))
        over = most if most and most.low is not None and found.high is not None and most.low > found.high else None
        says = f"The lowest of what sources say of {evidence.what} {found.low_words}; the highest {found.high_words}"
        if not named:
            says += "; no named claimant gives a number, so figures that nobody is named for are used"
        if over is None:
            why = Derivation("range_all", f"{says}.", ids(used), found.steps)
            return Judgement(
                found.low, None, found.high, why, used=ids(used), set_aside=unused(evidence.sources, used, aside)
            )
        says += f"; but {over.said} by {over.who} counts only a part of them and is more, so the high end is not known"
        rests = ids([*used, over])
        steps = tuple(step for step in found.steps if step.gives != "high")
        if found.low is None:
            steps = (worked("low", "greatest", (term(over, "low"),)),)
        why = Derivation("range_all.over", f"{says}.", rests, steps)
        low = over.low if found.low is None else found.low
        return Judgement(low, None, None, why, used=rests, set_aside=unused(evidence.sources, [*used, over], aside))

    def _from_parts(self, parts: list[Source], evidence: Evidence, aside: list[Unused]) -> Judgement:
        """At least as many as the largest part, where nobody counts the whole."""
        most = _most(parts)
        if most is None:
            says = f"No credible source gives a number of {evidence.what}."
            return nothing("range_all.none", says, evidence, unused(evidence.sources, (), aside))
        says = f"No source counts all of {evidence.what}; {most.said} by {most.who} counts a part: there are no fewer."
        why = Derivation(
            "range_all.parts", says, ids(parts), (worked("low", "greatest", (term(p, "low") for p in parts)),)
        )
        return Judgement(most.low, None, None, why, used=ids(parts), set_aside=unused(evidence.sources, parts, aside))


def _replaces(whole: Source, part: Source) -> bool:
    """Whether who gave the figure of a part speaks of the whole, and not before that."""
    return whole.voice == part.voice and not (whole.day and part.day and whole.day < part.day)


def _most(parts: Iterable[Source]) -> Source | None:
    """The part with the highest low end."""
    return min(parts, key=lambda source: (-(source.low or 0), *fixed(source)), default=None)
