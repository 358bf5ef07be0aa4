"""`acled`: the most conservative figure of deaths, as the Armed Conflict Location & Event Data project codes it.

Reference: ACLED coding rules, in a third party's copy, as this project's notes on the field give them: the most
conservative figure; tens = 10, dozens = 12, hundreds = 100; revised either way later. ACLED has one number of
fatalities an event, so there is a best and neither a low nor a high.

Where those notes are silent:

- The most conservative is the lowest number that any credible source says: "at least 45" and "nearly 45" say 45.
- *Revised either way later* means that a claimant's later figure stands for its earlier one, higher or lower. Another
  claimant's later figure revises nobody else's.
- Vague words are numbered (`vague.toml`) only where nobody credible gives a number: "dozens" does not contradict 45.
  Words that the notes do not number ("scores", "thousands") stay without one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import Derivation, Unused

from .coded import as_coded, coded
from .evidence import Evidence, Judgement, Source
from .standing import credible, fixed, ids, standing, unused, vague_words
from .working import nothing, term, worked


@dataclass(frozen=True, slots=True)
class Acled:
    """ACLED's one number of deaths: the lowest said by credible sources, else a vague word's.

    `probable` says whether a claimant that is only probable is credible, `fallback` whether figures that nobody is
    named for are used where no credible source says anything.
    """

    probable: bool = field(default=True, metadata={"says": "a claimant that is only probable is credible"})
    fallback: bool = field(
        default=True, metadata={"says": "where no claimant is named, figures that nobody is named for are used"}
    )
    name: str = "acled"
    rule: ClassVar[str] = (
        "Deaths: the most conservative figure; where there is no number, tens are 10, dozens 12, hundreds 100."
    )
    reference: ClassVar[str] = "ACLED coding rules (third-party copy)"

    def judge(self, evidence: Evidence) -> Judgement:
        """The one number of deaths; none for other outcomes."""
        if evidence.outcome != "killed":
            because = "ACLED counts deaths only."
            return Judgement(None, None, None, Derivation("acled.deaths_only", because), none_because=because)
        kept, aside = standing(evidence.sources)
        pool = self._chosen(kept)
        if pool:
            return self._lowest(pool, evidence, unused(evidence.sources, pool, aside))
        rows = coded("acled", self._chosen(vague_words(evidence.sources)))
        used = [row.source for row in rows]
        set_aside = unused(evidence.sources, used, aside)
        if not rows:
            because = f"No credible source gives a number of {evidence.what}, or a word that ACLED numbers."
            return nothing("acled.none", because, evidence, set_aside)
        best = as_coded("best", "least", rows, "low")
        lowest = min((row for row in rows if row.low == best.value), key=lambda row: fixed(row.source)).source
        says = (
            f"Nobody gives a number of {evidence.what}; {lowest.said} by {lowest.who} is coded as {best.value:,}, the "
            "most conservative of such words."
        )
        why = Derivation("acled.coded", says, ids(used), (best,))
        return Judgement(None, best.value, None, why, used=ids(used), set_aside=set_aside)

    def _chosen(self, sources: list[Source]) -> list[Source]:
        return credible(sources, probable=self.probable) or (sources if self.fallback else [])

    def _lowest(self, pool: list[Source], evidence: Evidence, set_aside: tuple[Unused, ...]) -> Judgement:
        best = worked("best", "least", (term(source, "number") for source in pool))
        lowest = min((source for source in pool if source.number == best.value), key=fixed)
        says = f"The most conservative figure of {evidence.what} is {best.value:,}, {lowest.said} by {lowest.who}"
        if not any(source.named for source in pool):
            says += "; no named claimant gives a number, so figures that nobody is named for are used"
        why = Derivation("acled", f"{says}.", ids(pool), (best,))
        return Judgement(None, best.value, None, why, used=ids(pool), set_aside=set_aside)
