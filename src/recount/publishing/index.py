"""Looking things up in a dossier: what stands behind an id, who claims, which outlet carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from recount.model import (
    Attribution,
    Bound,
    Change,
    Claim,
    Confirmation,
    Contradiction,
    Derivation,
    Dossier,
    Estimate,
    Framing,
    Ledger,
    OwnToll,
    Person,
    Question,
    Quotation,
    Relation,
    Report,
    Series,
    Snapshot,
    Statement,
    Toll,
    Victim,
)

from .words import OUTCOMES, group_words, shown

T = TypeVar("T")


class Index:
    """What the dossier as a whole holds, by id. Ids that hang in the air are left to the caller (`get`)."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reports: dict[str, Report] = {r.id: r for r in dossier.reports}
        self.numbers = {r.id: f"R{n}" for n, r in enumerate(dossier.reports, 1)}
        self.claims: dict[str, Claim] = {c.id: c for e in dossier.extractions for c in e.claims}
        self.left_out: dict[str, list[Claim]] = defaultdict(list)
        for ledger in dossier.ledgers:
            for one in ledger.out_of_count:
                self.claims.setdefault(one.claim.id, one.claim)
                self.left_out[one.claim.report].append(one.claim)
        self.ruled: dict[str, list[str]] = defaultdict(list)
        self.confirmed: dict[str, int] = {}
        for ledger in dossier.ledgers:
            for ruled in ledger.decisions:
                for about in ruled.about if ruled.kind == "claim" else ():
                    self.ruled[about].append(ruled.ruling)
            for one_figure in ledger.confirmed:
                self.confirmed.update(dict.fromkeys(one_figure.claims, one_figure.reviewers))
        self.victims: dict[str, Victim] = {v.id: v for e in dossier.extractions for v in e.victims}
        self.statements: dict[str, Statement] = {s.id: s for e in dossier.extractions for s in e.statements}
        links = dossier.links
        self.claimants = {c.id: c for c in links.claimants}
        self.attributions = {a.claim: a for a in links.attributions}
        self.attributions_in: dict[str, list[Attribution]] = defaultdict(list)
        for attribution in links.attributions:
            if claim := self.claims.get(attribution.claim):
                self.attributions_in[claim.report].append(attribution)
        self.quotations_in: dict[str, list[Quotation]] = defaultdict(list)
        self.changed: dict[str, tuple[tuple[Change, ...], str]] = {}
        for quotation in links.quotations:
            for wording in quotation.wordings:
                statement = self.statements.get(wording.statement)
                if wording.changes:
                    self.changed[wording.statement] = (wording.changes, quotation.fullest)
                if statement and quotation not in self.quotations_in[statement.report][-1:]:
                    self.quotations_in[statement.report].append(quotation)
        self.framings: dict[str, Framing] = {framing.event: framing for framing in dossier.framings}
        self.actors = {a.id: a for a in links.actors}
        self.places = {p.id: p for p in links.places}
        self.placings = {p.claim: p for p in links.placings}
        self.perpetrations = {p.claim: p for p in links.perpetrations}
        self.copies_of: dict[str, list[str]] = defaultdict(list)
        for copy in links.copies:
            if copy.original in (copy.first, copy.second):
                self.copies_of[copy.second if copy.original == copy.first else copy.first].append(copy.original)
        self.events = {e.id: e for e in (*links.events, *(ledger.event for ledger in dossier.ledgers))}
        self.event_of = {report: e.id for e in self.events.values() for report in e.reports}

    def outlet(self, report: str) -> str:
        """The name to show for who published a report."""
        known = self.reports.get(report)
        return shown(known.outlet if known else report, 80) or "an outlet without a name"

    def outlets(self, reports: Iterable[str]) -> list[str]:
        """The names of the outlets that published these reports, each once, in order of the reports."""
        return list(dict.fromkeys(self.outlet(report) for report in reports))

    def claimant(self, claimant: str) -> str:
        """The name to show for a claimant."""
        known = self.claimants.get(claimant)
        return shown(known.name if known else claimant, 120) or "a claimant without a name"

    def place(self, place: str) -> str:
        """The name to show for a place."""
        known = self.places.get(place)
        return shown(known.name if known else place, 80)

    def actor(self, actor: str) -> str:
        """The name to show for a perpetrator."""
        known = self.actors.get(actor)
        return shown(known.name if known else actor, 120)

    def as_said(self, claim: str) -> str:
        """A claim's figure as the report says it, on one line; empty where no such claim is known."""
        known = self.claims.get(claim)
        return shown(known.span.exact, 80) if known else ""


class LedgerIndex:
    """What one ledger holds, by id; ids of tolls, snapshots and relations are unique in their ledger only."""

    def __init__(self, index: Index, ledger: Ledger) -> None:
        self.all = index
        self.ledger = ledger
        self.event = ledger.event.id
        self.tolls: dict[str, Toll] = {t.id: t for t in ledger.tolls}
        self.series: dict[str, Series] = {s.id: s for s in (*ledger.series, *ledger.background)}
        self.snapshots: dict[str, Snapshot] = {s.id: s for x in self.series.values() for s in x.snapshots}
        self.series_of: dict[str, Series] = {s.id: x for x in self.series.values() for s in x.snapshots}
        self.relations: dict[str, Relation] = {r.id: r for r in ledger.relations}
        self.bounds: dict[str, Bound] = {b.id: b for b in ledger.bounds}
        self.estimates: dict[str, Estimate] = {e.id: e for e in ledger.estimates}
        self.contradictions: dict[str, Contradiction] = {k.id: k for k in ledger.contradictions}
        self.own_tolls: dict[str, OwnToll] = {o.id: o for o in ledger.own_tolls if o.id}
        self.persons: dict[str, Person] = {p.id: p for p in ledger.persons}
        self.questions: dict[str, Question] = {q.id: q for q in ledger.questions}
        self.confirmed: dict[str, Confirmation] = {c.snapshot: c for c in ledger.confirmed}
        self.snapshot_of_claim: dict[str, str] = {c: s.id for s in self.snapshots.values() for c in s.claims}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names with digits in them, which sentences of this event may hold and which count nobody."""
        named, event = self.all, self.ledger.event
        claimants = (named.claimant(c) for c in self.claimants)
        actors = (named.actor(t.perpetrator) for t in self.tolls.values() if t.perpetrator is not None)
        places = (
            named.place(p) for p in (*event.places, *(t.place for t in self.tolls.values() if t.place is not None))
        )
        found = {*named.outlets(event.reports), *map(shown, event.reports), *claimants, *actors, *places}
        return tuple(sorted(name for name in found if any(map(str.isdigit, name))))

    @cached_property
    def claimants(self) -> tuple[str, ...]:
        """The ids of all who vouch for a claim of this event."""
        found = {a.claimant for r in self.ledger.event.reports for a in self.all.attributions_in.get(r, ())}
        for voices in self.ledger.voices:
            found.update(voices.named, voices.probable, voices.unnamed)
        found.update(s.claimant for s in self.series.values() if s.claimant is not None)
        return tuple(sorted(found))

    def voice(self, series: Series) -> str:
        """Who speaks in a series: the claimant's name, or the outlet that names nobody."""
        if series.claimant is not None:
            return self.all.claimant(series.claimant)
        return f"{shown(series.outlet or 'an outlet', 80)}, naming nobody"

    def toll_words(self, toll: Toll, *, outcome: bool = False) -> str:
        """What a toll counts: "civilians in Baniyas, by government forces"; with the outcome before it if asked."""
        words = group_words(toll.group)
        if toll.place is not None:
            words += f" in {self.all.place(toll.place)}"
        if toll.perpetrator is not None:
            words += f", by {self.all.actor(toll.perpetrator)}"
        return f"{OUTCOMES[toll.outcome]}, {words}" if outcome else words

    def toll_order(self, toll: Toll) -> tuple[object, ...]:
        """Sort key: by outcome, the event's whole first, then groups, then places and perpetrators apart."""
        group = toll.group
        narrow = (toll.place is not None) + (toll.perpetrator is not None)
        said = sum((group.status != "unknown", group.age != "unknown", group.sex != "unknown"))
        return (
            list(OUTCOMES).index(toll.outcome),
            narrow,
            group.words is not None,
            said,
            group.status,
            group.age,
            group.sex,
            group.words or "",
            toll.place or "",
            toll.perpetrator or "",
            toll.id,
        )

    def tolls_in_order(self) -> list[Toll]:
        """The tolls that any current series counts, in the order of the page."""
        current = {s.toll for s in self.ledger.series}
        return sorted((t for t in self.ledger.tolls if t.id in current), key=self.toll_order)

    def series_of_toll(self, toll: str, *, background: bool = False) -> list[Series]:
        """A toll's series: named claimants first, then the nameless, then outlets that name nobody."""
        found = self.ledger.background if background else self.ledger.series

        def order(series: Series) -> tuple[object, ...]:
            known = self.all.claimants.get(series.claimant or "")
            rank = 2 if series.claimant is None else 0 if known is None or known.named else 1
            return (rank, -len({r for s in series.snapshots for r in s.reports}), self.voice(series), series.id)

        return sorted((s for s in found if s.toll == toll), key=order)

    def toll_of(self, some_id: str) -> str | None:
        """The toll that a snapshot, a claim, a series, a bound or an estimate belongs to."""
        snapshot = self.snapshot_of_claim.get(some_id, some_id)
        if snapshot in self.series_of:
            return self.series_of[snapshot].toll
        for holder in (self.series, self.bounds, self.estimates):
            if some_id in holder:
                return holder[some_id].toll
        return None

    def snapshots_behind(self, ids: Iterable[str], depth: int = 3) -> list[Snapshot]:
        """The snapshots that some ids lead down to, through relations, bounds and estimates, each once, in order."""
        found: dict[str, Snapshot] = {}
        for some_id in ids:
            snapshot = self.snapshots.get(self.snapshot_of_claim.get(some_id, some_id))
            if snapshot is not None:
                found[snapshot.id] = snapshot
                continue
            for below in self._below(some_id) if depth else ():
                found.update((s.id, s) for s in self.snapshots_behind([below], depth - 1))
        return list(found.values())

    def _below(self, some_id: str) -> tuple[str, ...]:
        if relation := self.relations.get(some_id):
            return (relation.subject, *relation.objects, *rests_on(relation.why))
        if estimate := self.estimates.get(some_id):
            return (*estimate.used, *rests_on(estimate.why))
        if bound := self.bounds.get(some_id):
            return (*rests_on(bound.low_why), *rests_on(bound.high_why))
        if contradiction := self.contradictions.get(some_id):
            return (*contradiction.snapshots, *rests_on(contradiction.why))
        if own := self.own_tolls.get(some_id):
            return rests_on(own.why)
        if series := self.series.get(some_id):
            return tuple(s.id for s in series.snapshots)
        return ()


def rests_on(why: Derivation) -> tuple[str, ...]:
    """The ids that a derivation rests on, each once: those that its steps work with, then its other premises."""
    return tuple(dict.fromkeys((*(term.id for step in why.steps for term in step.terms), *why.premises)))
