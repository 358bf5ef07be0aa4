"""`ucdp`: low, best and high as the Uppsala Conflict Data Program codes deaths.

Reference: UCDP GED codebook, version 23.1, as this project's notes on the field give it: low = the most conservative,
best = the most reliable, high = the highest *reliable* figure; best = deaths of side a + side b + civilians + unknown.
Those notes say no more, so this is our reading where they are silent: a source is reliable when it is named; of
reliable sources the most reliable is one that certainly speaks rather than probably, that takes no side, that speaks
last and that more reports carry, and then the lower number. An open figure gives its known end as the best number, and
no low or no high. The splitting of a figure over several places, and the subtraction of separately known events, are
not done here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from recount.model import Derivation, Unused

from ..groups import EXCLUSIVE_STATUS, is_everyone
from .evidence import Evidence, Judgement, Source
from .standing import doubt, in_order, lowest_of, standing


@dataclass(frozen=True, slots=True)
class Ucdp:
    """UCDP's low, best and high of deaths.

    `probable` says whether a claimant that is only probable counts as reliable.
    """

    probable: bool = True
    name: str = "ucdp"

    def judge(self, evidence: Evidence) -> Judgement:
        """The estimate of one toll; none for other outcomes than deaths."""
        if evidence.outcome != "killed":
            because = "UCDP counts deaths only."
            return Judgement(None, None, None, Derivation("ucdp.deaths_only", because), none_because=because)
        kept, aside = standing(evidence.sources)
        reliable = [source for source in kept if self._is_reliable(source)]
        aside += [Unused(s.snapshot, f"not reliable: {doubt(s)}") for s in kept if s not in reliable]
        set_aside = in_order(evidence.sources, aside)
        if reliable:
            return _of_figures(reliable, evidence, set_aside)
        if is_everyone(evidence.group):
            added = self._of_breakdown(evidence, set_aside)
            if added is not None:
                return added
        because = f"No reliable source gives a number of {evidence.what}: a reliable source is one that is named."
        why = Derivation("ucdp.none", because, tuple(source.snapshot for source in evidence.sources))
        return Judgement(None, None, None, why, none_because=because, set_aside=set_aside)

    def _is_reliable(self, source: Source) -> bool:
        return source.named and (source.certain or self.probable)

    def _of_breakdown(self, evidence: Evidence, set_aside: tuple[Unused, ...]) -> Judgement | None:
        """Sides and civilians added up, of the source that counts most of them; None where none counts two of them."""
        parts: dict[tuple[str, str], dict[str, Source]] = {}
        for group, sources in evidence.groups:
            if group.status in EXCLUSIVE_STATUS and (group.age, group.sex, group.words) == ("unknown", "unknown", None):
                for source in standing(sources)[0]:
                    if self._is_reliable(source):
                        parts.setdefault(source.voice, {})[group.status] = source
        held = [row for row in parts.values() if len(row) > 1]
        if not held:
            return None
        row = min(held, key=lambda row: (-len(row), *_trust(next(iter(row.values())))))
        used = [row[status] for status in sorted(row)]
        best = sum(source.number or 0 for source in used)
        highs = [source.high for source in used if source.high is not None]
        high = sum(highs) if len(highs) == len(used) else None
        said = " + ".join(f"{source.said} ({_SIDES[status]})" for status, source in sorted(row.items()))
        ids = tuple(source.snapshot for source in used)
        says = f"Only a breakdown is given of {evidence.what}; {used[0].who} counts {said}, which makes {best:,}."
        why = Derivation("ucdp.breakdown", says, ids)
        low = best if all(source.low is not None for source in used) else None
        return Judgement(low, best, high, why, used=ids, set_aside=set_aside)


_SIDES = {"civilian": "civilians", "state_forces": "state forces", "armed_group": "armed groups"}


def _trust(source: Source) -> tuple[object, ...]:
    """Sort key: the most reliable first."""
    day = source.day or dt.date.min
    return (
        not source.certain,
        source.party is not None,
        -day.toordinal(),
        -source.reports,
        source.number,
        source.voice,
    )


def _of_figures(reliable: Sequence[Source], evidence: Evidence, set_aside: tuple[Unused, ...]) -> Judgement:
    low = lowest_of(reliable)
    trusted = min(reliable, key=_trust)
    best = trusted.number or 0
    open_above = [source for source in reliable if source.high is None]
    high = None if open_above else max(source.high or 0 for source in reliable)
    conservative = f"is {low:,}" if low is not None else "has no known low end"
    says = (
        f"The most conservative figure of {evidence.what} {conservative}; the most reliable is {trusted.said} by "
        f"{trusted.who}"
    )
    if open_above:
        says += f"; there is no highest, because {open_above[0].said} by {open_above[0].who} is open above"
    else:
        says += f"; the highest reliable one is {high:,}"
    ids = tuple(source.snapshot for source in reliable)
    return Judgement(low, best, high, Derivation("ucdp", f"{says}.", ids), used=ids, set_aside=set_aside)
