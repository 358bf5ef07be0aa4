"""People: the event's persons with the words that speak of them, and who a claim of one may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from recount.model import Claim, Extraction, Outcome, Person, Span, Victim

from .persons import AGE_SLACK
from .rows import Rows


class People:
    """The persons of an event, and what its reports' words tell of them."""

    def __init__(
        self, persons: Sequence[Person], extractions: Sequence[Extraction], text_of: Callable[[str], str]
    ) -> None:
        """`persons` are those of the extractions; the reports' texts (`text_of` their ids) tell who stands in one row
        with whom.
        """
        self.persons = tuple(persons)
        self.rows = Rows(text_of)
        self._victims: dict[str, Victim] = {v.id: v for extraction in extractions for v in extraction.victims}
        self._mentions: dict[str, list[tuple[Span, Person]]] = {}
        self._reports: dict[str, frozenset[str]] = {}
        for person in self.persons:
            victims = [self._victims[id] for id in person.victims]
            self._reports[person.id] = frozenset(victim.report for victim in victims)
            for victim in victims:
                found = self._mentions.setdefault(victim.report, [])
                found.extend((mention, person) for mention in victim.mentions)

    def with_outcome(self, outcome: Outcome) -> tuple[Person, ...]:
        """The persons to whom an outcome was done in the end, named ones first."""
        return tuple(person for person in self.persons if person.outcome == outcome)

    def reports(self, person: Person) -> frozenset[str]:
        """The reports that tell of a person."""
        return self._reports[person.id]

    def told_of(self, person: Person) -> tuple[Victim, ...]:
        """What all reports tell of a person."""
        return tuple(self._victims[id] for id in person.victims)

    def told_in(self, report: str, person: Person) -> tuple[Victim, ...]:
        """What one report tells of a person."""
        return tuple(victim for victim in self.told_of(person) if victim.report == report)

    def of(self, claim: Claim) -> Person | None:
        """The person of whom a claim's words speak; None where they name or describe nobody known."""
        return next(
            (person for span, person in self._mentions.get(claim.report, ()) if span.overlaps(claim.span)), None
        )


def may_be(one: Person, other: Person) -> bool:
    """Whether two persons told apart may be one all the same: neither age nor sex excludes it."""
    if one.sex != other.sex and "unknown" not in (one.sex, other.sex):
        return False
    return one.age is None or other.age is None or abs(one.age - other.age) <= AGE_SLACK
