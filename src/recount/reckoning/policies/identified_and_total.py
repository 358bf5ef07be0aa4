"""`identified_and_total`: the reported total, and beside it the identified, the pending and the unknown.

Reference: OCHA's subtotal of identified people in Gaza, which was misread as a revised total, as this project's notes
on the field give it: identified victims and reported totals are never merged; pending and unknown stay visible.

Where the notes are silent:

- The estimate is the reported total: the lowest to the highest of the last figures of named claimants, as `range_all`
  has it. Persons identified neither raise nor lower it.
- *Identified* are persons whom reports name. *Unknown* are persons whom reports single out and do not name ("a boy of
  eight"). *Pending* is what is reported beyond those who are named; the unknown are among the pending, or among the
  named in other words, and are taken off nothing.
- Persons are told of the toll of everybody only: nobody's status is known from a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from recount.model import Component, Derivation, Term

from ..groups import is_everyone
from .evidence import Evidence, Identified, Judgement, Source
from .standing import credible, ids, standing, unused
from .working import beside, both_ends, boundless, nothing, spread, term, worked


@dataclass(frozen=True, slots=True)
class IdentifiedAndTotal:
    """The reported total, with persons identified, pending and unknown beside it.

    `probable` says whether the figure of a claimant that is only probable counts as reported.
    """

    probable: bool = field(default=True, metadata={"says": "a claimant that is only probable reports"})
    name: str = "identified_and_total"
    rule: ClassVar[str] = (
        "The reported total; persons identified, pending and unknown stand beside it and are never merged with it."
    )
    reference: ClassVar[str] = "OCHA’s subtotal of the identified in Gaza, misread as a revised total"

    def judge(self, evidence: Evidence) -> Judgement:
        """The reported range of one toll, with its components."""
        kept, aside = standing(evidence.sources)
        used = credible(kept, probable=self.probable)
        set_aside = unused(evidence.sources, used, aside)
        parts = _components(evidence, used)
        named = sum(person.name is not None for person in evidence.identified)
        if not used:
            because = f"No named claimant gives a total of {evidence.what}."
            if named:
                because = f"{because[:-1]}; that {_persons(named)} identified by name gives none."
            return nothing("identified_and_total.none", because, evidence, set_aside, parts)
        found = spread(used)
        if found.is_boundless:
            return boundless(self.name, found, evidence, aside, parts)
        says = f"The lowest total that is reported of {evidence.what} {found.low_words}; the highest {found.high_words}"
        if is_everyone(evidence.group):
            says += f"; {_persons(named)} identified by name, which changes neither"
        why = Derivation("identified_and_total", f"{says}.", ids(used), found.steps)
        return Judgement(found.low, None, found.high, why, used=ids(used), set_aside=set_aside, components=parts)


def _components(evidence: Evidence, used: Sequence[Source]) -> tuple[Component, ...]:
    """The identified, the pending and the unknown, those that there are."""
    named = [person for person in evidence.identified if person.name is not None]
    described = [person for person in evidence.identified if person.name is None]
    found = []
    if named:
        says = f"{_persons(len(named)).capitalize()} identified by name in the reports."
        low, high = both_ends("sum", [_one(person) for person in named])
        found.append(beside("identified", "identified_and_total.identified", says, low, high))
        pending = _pending(evidence, used, named)
        found += [pending] if pending is not None else []
    if described:
        says = f"{_persons(len(described)).capitalize()} singled out in the reports and not named."
        low, high = both_ends("sum", [_one(person) for person in described])
        found.append(beside("unknown", "identified_and_total.unknown", says, low, high))
    return tuple(found)


def _pending(evidence: Evidence, used: Sequence[Source], named: Sequence[Identified]) -> Component | None:
    """What is reported beyond those who are named; None where nobody reports a total."""
    if not used:
        return None
    reported = spread(used)
    taken = [_one(person, minus=True) for person in named]
    low = high = None
    if reported.low is not None:
        lowest = next(source for source in used if source.low == reported.low)
        low = worked("low", "sum", [term(lowest, "low"), *taken])
    if reported.high is not None:
        highest = next(source for source in used if source.high == reported.high)
        high = worked("high", "sum", [term(highest, "high"), *taken])
    if low is None and high is None:
        return None
    says = f"What is reported of {evidence.what} beyond the {len(named):,} identified by name."
    if reported.high is not None and len(named) > reported.high:
        says = f"More persons are identified by name ({len(named):,}) than anybody reports; nobody is pending."
    return beside("pending", "identified_and_total.pending", says, low, high)


def _one(person: Identified, *, minus: bool = False) -> Term:
    return Term(person.person, "number", 1, minus)


def _persons(count: int) -> str:
    return "one person is" if count == 1 else f"{count:,} persons are" if count else "no person is"
