"""`gtd`: one number, as the Global Terrorism Database chooses among sources.

Reference: GTD codebook, 2017, pp. 48–49, as this project's notes on the field give it: the most recent source, unless
doubtful or a perpetrator's own claim; then the majority of independent sources; else the lowest. "At least 11" counts
11. Totals include dead attackers. Too vague: blank. GTD has one number, so there is a best and neither low nor high.

Where those notes are silent, the more cautious reading:

- Sources are claimants that are named; figures that nobody is named for are used only where no named one gives a
  number, and are then doubtful. So is a claimant that is only probable, and one that takes part in the conflict or is
  an armed group: its figure may be a perpetrator's own claim.
- Most recent is the source with the last day, where days tell it: a figure without a day that may be later, or another
  number of the same day, leaves the most recent unknown. One doubtful most recent source leads to the majority; it does
  not make the second most recent the most recent.
- Sources are independent by claimant, and a majority is more than half of them. The doubtful have no part in it, nor in
  choosing the lowest, unless there is nobody else.
- Where only a breakdown is given, one claimant's civilians and sides are added up: totals include dead attackers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import Derivation, Step, Unused

from ..groups import is_everyone
from .evidence import Evidence, Judgement, Source
from .standing import fixed, ids, standing, unused
from .trust import breakdown, trust
from .working import nothing, term, worked


@dataclass(frozen=True, slots=True)
class Gtd:
    """GTD's one number of a toll.

    `parties_doubtful` says whether the figure of whoever takes part in the conflict is taken for a perpetrator's own
    claim, `fallback` whether figures that nobody is named for are used where no named claimant gives a number.
    """

    parties_doubtful: bool = field(
        default=True,
        metadata={"says": "whoever takes part in the conflict may speak of its own deeds, and is doubtful"},
    )
    fallback: bool = field(
        default=True, metadata={"says": "where no claimant is named, figures that nobody is named for are used"}
    )
    name: str = "gtd"
    rule: ClassVar[str] = (
        "The most recent source, unless doubtful or a perpetrator's own claim; then the majority of independent "
        "sources; else the lowest."
    )
    reference: ClassVar[str] = "GTD codebook 2017, pp. 48–49"

    def judge(self, evidence: Evidence) -> Judgement:
        """The one number of a toll; none where all that is said is too vague."""
        kept, aside = standing(evidence.sources)
        pool = [source for source in kept if source.named] or (kept if self.fallback else [])
        if not pool:
            added = breakdown(evidence, lambda s: s.named) if is_everyone(evidence.group) else None
            set_aside = unused(evidence.sources, (), aside)
            if added is None:
                because = f"Nobody gives a number of {evidence.what} that is not too vague."
                return nothing("gtd.blank", because, evidence, set_aside)
            total = worked("best", "sum", (term(source, "number") for source in added.sources))
            says = (
                f"Only a breakdown is given of {evidence.what}, attackers included; {added.sources[0].who} counts "
                f"{added.words}, which makes {total.value:,}."
            )
            why = Derivation("gtd.breakdown", says, ids(added.sources), (total,))
            return Judgement(
                None, total.value, None, why, used=ids(added.sources), set_aside=(*set_aside, *added.aside)
            )
        used, best, rule, says, because = self._choose(pool, evidence.what)
        why = Derivation(f"gtd.{rule}", says, ids(used), (best,))
        aside += [Unused(s.snapshot, f"doubtful: {doubt}") for s in kept if (doubt := self._doubt(s))]
        set_aside = unused(evidence.sources, used, aside, because=because)
        return Judgement(None, best.value, None, why, used=ids(used), set_aside=set_aside)

    def _choose(self, pool: Sequence[Source], what: str) -> tuple[list[Source], Step, str, str, str]:
        """What is used, its number, the rule's name, its sentence, and why all else was set aside."""
        recent, unknown = _most_recent(pool)
        doubtful = next((source for source in sorted(recent, key=fixed) if self._doubt(source)), None)
        if recent and doubtful is None:
            one = min(recent, key=fixed)
            says = f"The most recent source puts {what} at {one.number:,}: {one.said} by {one.who}."
            best = worked("best", "least", (term(source, "number") for source in recent))
            return list(recent), best, "recent", says, "it is not the most recent figure"
        reason = unknown if doubtful is None else f"the most recent source is doubtful ({self._doubt(doubtful)})"
        sure = [source for source in pool if not self._doubt(source)]
        rest = sure or list(pool)
        per_voice = _one_each(rest)
        count = Counter(source.number for source in per_voice)
        number, times = min(count.items(), key=lambda item: (-item[1], item[0]))
        if 2 * times > len(per_voice) > 1:
            used = [source for source in rest if source.number == number]
            best = worked("best", "least", (term(source, "number") for source in used))
            says = (
                f"Not the most recent, because {reason}; {times:,} of {len(per_voice):,} independent sources put "
                f"{what} at {number:,}."
            )
            return used, best, "majority", says, "most independent sources give another number"
        best = worked("best", "least", (term(source, "number") for source in rest))
        one = min((source for source in rest if source.number == best.value), key=fixed)
        most = "no number has a majority of independent sources" if len(per_voice) > 1 else "no other source is better"
        says = (
            f"Not the most recent, because {reason}; {most}, so the lowest stands: {one.said} by {one.who} puts {what} "
            f"at {best.value:,}."
        )
        return rest, best, "lowest", says, ""

    def _doubt(self, source: Source) -> str:
        """Why a source is doubtful; empty where it is not."""
        if not source.named:
            return "nobody is named for it"
        if not source.certain:
            return f"it is only probably {source.who}"
        if self.parties_doubtful and (source.party is not None or source.kind == "armed_group"):
            return f"{source.who} takes part in the conflict"
        return ""


def _most_recent(pool: Sequence[Source]) -> tuple[list[Source], str]:
    """The sources that speak last with one number; or none, and why the most recent cannot be told."""
    if len({source.number for source in pool}) == 1:
        return list(pool), ""
    last = max((source.day for source in pool if source.day is not None), default=None)
    if last is None:
        return [], "no day tells which that is"
    recent = [source for source in pool if source.day == last]
    if len({source.number for source in recent}) > 1:
        return [], "the sources of the last day differ"
    number = recent[0].number
    for source in sorted(pool, key=fixed):
        may_be_later = source.day is None and (source.latest is None or source.latest >= last)
        if may_be_later and source.number != number:
            return [], f"{source.said} by {source.who} may be later"
    return recent, ""


def _one_each(sources: Sequence[Source]) -> list[Source]:
    """One source a voice: its most reliable."""
    rows: dict[tuple[str, str], Source] = {}
    for source in sorted(sources, key=trust):
        rows.setdefault(source.voice, source)
    return list(rows.values())
