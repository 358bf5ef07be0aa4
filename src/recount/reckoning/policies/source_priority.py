"""`source_priority`: the highest of a ranked list of claimants that speaks wins.

Reference: EM-DAT, "source entry", as this project's notes on the field give it: a ranked list of source types, the
highest that speaks wins. The notes do not give EM-DAT's list, so the default ranking is ours: first those who count the
harm of whoever did it and take no side (UN bodies, organisations, monitors), then those who see the dead and wounded
(medical and rescue services), then authorities, the military last of them, then whoever only passes on, then witnesses,
then claimants of a kind that is not known, and armed groups last. A user ranks otherwise by a policy of their own.

Where the notes are silent: a claimant that certainly speaks goes before any that only probably does; one that takes
part in the conflict keeps its kind's rank. Several claimants of the winning rank are a range, and nobody is chosen
among them. Figures that nobody is named for have no rank.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import ClaimantKind, Derivation

from .evidence import Evidence, Judgement, Source
from .standing import fixed, ids, standing, unused
from .working import boundless, nothing, spread, term, worked

RANKING: tuple[ClaimantKind, ...] = (
    "un_body", "ngo", "monitor", "medical", "rescue", "ministry", "government", "official", "police", "military",
    "agency", "outlet", "witness", "unknown", "armed_group",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourcePriority:
    """The figures of the claimants of the highest rank that speak.

    `ranking` are kinds of claimants, the highest first; a kind that is not in it is never used. Best is given where all
    of the winning rank say one number.
    """

    ranking: tuple[ClaimantKind, ...] = field(
        default=RANKING, metadata={"says": "the kinds of claimants, the highest first; others are not used"}
    )
    name: str = "source_priority"
    rule: ClassVar[str] = "The highest of a ranked list of kinds of claimants that speaks wins."
    reference: ClassVar[str] = "EM-DAT, “source entry”"

    def judge(self, evidence: Evidence) -> Judgement:
        """What the highest rank that speaks says of one toll."""
        kept, aside = standing(evidence.sources)
        place = {kind: number for number, kind in enumerate(self.ranking)}
        ranked = [source for source in kept if source.named and source.kind in place]
        if not ranked:
            because = f"Nobody of the ranked kinds gives a number of {evidence.what}."
            set_aside = unused(evidence.sources, (), aside, because="its source has no rank")
            return nothing("source_priority.none", because, evidence, set_aside)

        def rank(source: Source) -> tuple[bool, int]:
            return (not source.certain, place[source.kind])

        first = min(rank(source) for source in ranked)
        used = [source for source in ranked if rank(source) == first]
        found = spread(used)
        if found.is_boundless:
            return boundless(self.name, found, evidence, aside)
        one = min(used, key=fixed)
        kind = one.kind.replace("_", " ")
        steps = found.steps
        best = None
        said = {source.number for source in used}
        if len(said) == 1:
            work = worked("best", "least", (term(source, "number") for source in used))
            best, steps = work.value, (*steps, work)
        says = f"The highest rank that gives a number of {evidence.what} is {kind!r}"
        says += f": {one.said} by {one.who}" if len(used) == 1 else f"; the lowest {found.low_words}"
        if len(used) > 1:
            says += f", the highest {found.high_words}"
        why = Derivation("source_priority", f"{says}.", ids(used), steps)
        set_aside = unused(evidence.sources, used, aside, because="a source of higher rank speaks, or it has no rank")
        return Judgement(found.low, best, found.high, why, used=ids(used), set_aside=set_aside)
