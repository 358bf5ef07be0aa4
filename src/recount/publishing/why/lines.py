"""What each thing of a ledger is, in one line."""

from __future__ import annotations

from recount.model import Bound, Contradiction, Estimate, OwnToll, Person, Relation, Series, Snapshot

from ..index import LedgerIndex
from ..summary import as_of_words
from ..words import (
    OUTCOMES,
    RELATIONS,
    count_words,
    estimate_words,
    interval_words,
    listed,
    lowered,
    policy_words,
    shown,
)

FIGURES = 4
"""A line names so many figures; further ones are counted."""


class Lines:
    """Says what the things of one ledger are."""

    def __init__(self, ledger: LedgerIndex) -> None:
        self.ledger = ledger

    def toll(self, toll: str) -> str:
        """What a toll counts: "killed, civilians in Baniyas"."""
        known = self.ledger.tolls.get(toll)
        return lowered(self.ledger.toll_words(known, outcome=True)) if known else f"toll {shown(toll, 80)}"

    def estimate(self, estimate: Estimate) -> str:
        """An estimate: its policy, its toll and its answer."""
        answer = estimate_words(estimate.low, estimate.best, estimate.high)
        return f"{policy_words(estimate.policy)}, {self.toll(estimate.toll)}: {answer}"

    def own_toll(self, own: OwnToll) -> str:
        """The event's own toll of one outcome."""
        number = estimate_words(None, own.number, None)
        policy = f" ({policy_words(own.policy)})" if own.policy else ""
        return f"the event’s own toll, {OUTCOMES[own.outcome].lower()}: {number}{policy}"

    def bound(self, bound: Bound) -> str:
        """A bound: the interval that follows from one account."""
        return f"{self.toll(bound.toll)}: {interval_words(bound.low, bound.high)}, by the account of {self.who(bound)}"

    def who(self, bound: Bound) -> str:
        """Whose account a bound follows from."""
        if bound.claimant is not None:
            return self.ledger.all.claimant(bound.claimant)
        return f"{shown(bound.outlet or 'an outlet', 80)}, naming nobody"

    def relation(self, relation: Relation) -> str:
        """A relation: "“745” updates “700” (killed, civilians)"."""
        toll = self.ledger.toll_of(relation.subject)
        counts = f" ({self.toll(toll)})" if toll is not None else ""
        subject = relation.subject
        first = f"claim {shown(subject, 80)}" if subject in self.ledger.all.claims else self.said(subject)
        return f"{first} {RELATIONS[relation.kind]} {self.figures(relation.objects)}{counts}"

    def contradiction(self, contradiction: Contradiction) -> str:
        """A contradiction: the figures that cannot all be true."""
        return f"{self.figures(contradiction.snapshots)} cannot all be true"

    def series(self, series: Series) -> str:
        """A series: who, of what, which figures."""
        said = self.figures([s.id for s in series.snapshots])
        return f"{self.ledger.voice(series)} on {self.toll(series.toll)}: {said}"

    def figure(self, snapshot: Snapshot) -> str:
        """A figure: its words and day, what it counts, and whose it is."""
        series = self.ledger.series_of[snapshot.id]
        probably = "probably" if snapshot.certainty == "probable" else ""
        notes = ", ".join(note for note in (as_of_words(snapshot), probably) if note)
        said = f"{self.said(snapshot.id)} ({notes})" if notes else self.said(snapshot.id)
        return f"{said}, {self.toll(series.toll)} — {self.ledger.voice(series)}"

    def person(self, person: Person) -> str:
        """A person: name or none, age, what befell them."""
        age = f", {person.age}" if person.age is not None else ""
        return f"{shown(person.name or 'not named', 100)}{age}, {OUTCOMES[person.outcome].lower()}"

    def claim(self, claim: str) -> str:
        """A claim: its figure as it stands in the report, and the outlet."""
        known = self.ledger.all.claims[claim]
        return f"“{self.ledger.all.as_said(claim)}”, {OUTCOMES[known.outcome].lower()} — {self.outlet(known.report)}"

    def outlet(self, report: str) -> str:
        """Who published a report."""
        return self.ledger.all.outlet(report)

    def said(self, snapshot: str) -> str:
        """A figure in quotation marks, whatever id it goes by."""
        known = self.ledger.snapshots.get(snapshot)
        if known is not None:
            return f"“{shown(known.words, 60)}”"
        return f"“{self.ledger.all.as_said(snapshot)}”" if snapshot in self.ledger.all.claims else shown(snapshot, 80)

    def figures(self, ids: tuple[str, ...] | list[str]) -> str:
        """Some figures in quotation marks, as prose."""
        said = [self.said(some_id) for some_id in ids[:FIGURES]]
        if len(ids) > FIGURES:
            said.append(count_words(len(ids) - FIGURES, "more", "more"))
        return listed(said)

    def question(self, question: str) -> str:
        """An open question."""
        return shown(self.ledger.questions[question].says, 600)

    def victim(self, victim: str) -> str:
        """An individual as one report tells of them."""
        known = self.ledger.all.victims[victim]
        return f"{shown(known.name or known.role or 'not named', 100)} — {self.outlet(known.report)}"

    def statement(self, statement: str) -> str:
        """What somebody said."""
        known = self.ledger.all.statements[statement]
        return f"“{shown(known.span.exact, 80)}” — {self.outlet(known.report)}"
