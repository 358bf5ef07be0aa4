"""Ties the page together: from sentences, figures and ids to the anchors of the words they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from recount.model import Series, Snapshot, Term, Use

from ..anchors import Anchors
from ..index import Index, LedgerIndex
from ..prose import link, linked, number_key
from ..summary import as_of_words
from ..words import OUTCOMES, RELATIONS, estimate_words, interval_words, lowered, shown


class Linker:
    """Makes the links of one page. A link is made only to what the page holds."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.anchors = Anchors()

    def claim(self, claim: str) -> str | None:
        """The anchor of a claim's highlighted words, or None where no report of the dossier holds it."""
        known = self.index.claims.get(claim)
        return self.anchors.claim(claim) if known and self._stands(known.report, known.span.end) else None

    def statement(self, statement: str) -> str | None:
        """The anchor of a statement's words, or None where no report holds it."""
        known = self.index.statements.get(statement)
        return self.anchors.of("said", statement) if known and self._stands(known.report, known.span.end) else None

    def words(self, use: Use) -> str | None:
        """The anchor of words in a report, or None where no report holds them."""
        stands = self._stands(use.report, use.span.end)
        return self.anchors.of("words", use.report, str(use.span.start), str(use.span.end)) if stands else None

    def victim(self, victim: str) -> str | None:
        """The anchor of the first words that speak of an individual, or None where there are none."""
        known = self.index.victims.get(victim)
        if known is None or not (known.mentions or known.fates):
            return None
        span = (*known.mentions, *(fate.span for fate in known.fates))[0]
        return self.anchors.of("person", victim) if self._stands(known.report, span.end) else None

    def _stands(self, report: str, end: int) -> bool:
        return report in self.index.reports and end <= len(self.index.reports[report].text)

    def report(self, report: str, anchor: str | None = None, label: str = "") -> Markup:
        """A link to a report's text, or to the words at `anchor` in it, under its outlet's name and number.

        `label` (a claim's `c3`) stands behind the number, so that the words are found on paper too.
        """
        name = self.index.outlet(report)
        if report not in self.index.reports:
            return escape(name)
        target = anchor or self.anchors.of("report", report)
        ref = f"{self.index.numbers[report]} {label}".strip()
        return Markup('<a class="outlet" href="#{}">{} <span class="ref">{}</span></a>').format(target, name, ref)

    def figure(self, snapshot: Snapshot) -> Markup:
        """A figure as said, linked to its words."""
        return link(shown(snapshot.words, 80), self.first(snapshot))

    def first(self, snapshot: Snapshot) -> str | None:
        """The anchor of the first claim of a snapshot whose words are on the page."""
        return next((anchor for anchor in map(self.claim, snapshot.claims) if anchor), None)

    def why(self, ledger: LedgerIndex, some_id: str) -> str:
        """The anchor of the derivation of an estimate, a bound, a relation, a contradiction or an own toll."""
        return self.anchors.of("why", ledger.event, some_id)

    def row(self, ledger: LedgerIndex, snapshot: str) -> str:
        """The anchor of a figure's row in the ledger."""
        return self.anchors.of("figure", ledger.event, snapshot)

    def series(self, ledger: LedgerIndex, series: Series) -> str:
        """The anchor of a series in the ledger."""
        return self.anchors.of("series", ledger.event, series.id)

    def toll(self, ledger: LedgerIndex, toll: str) -> str:
        """The anchor of a toll in the ledger."""
        return self.anchors.of("toll", ledger.event, toll)

    def explained(self, ledger: LedgerIndex, some_id: str) -> str | None:
        """Where an id of the ledger is explained: its derivation, its row, its toll, or its words."""
        derived = (ledger.relations, ledger.estimates, ledger.bounds, ledger.contradictions, ledger.own_tolls)
        if any(some_id in known for known in derived):
            return self.why(ledger, some_id)
        if some_id in ledger.persons:
            return self.anchors.of("identified", ledger.event, some_id)
        if some_id in ledger.snapshots:
            return self.row(ledger, some_id)
        if some_id in ledger.series:
            return self.series(ledger, ledger.series[some_id])
        if some_id in ledger.tolls:
            return self.toll(ledger, some_id)
        return self.claim(some_id) or self.statement(some_id) or self.victim(some_id)

    def sentence(self, ledger: LedgerIndex, says: str, ids: Iterable[str], fallback: str | None = None) -> Markup:
        """A sentence with its figures linked: to their words, to an estimate's derivation, or else to `fallback`."""
        ids = list(ids)
        phrases: dict[str, str] = {}
        numbers: dict[str, str] = {}
        for some_id in ids:
            if estimate := ledger.estimates.get(some_id):
                anchor = self.why(ledger, some_id)
                phrases.setdefault(estimate_words(estimate.low, estimate.best, estimate.high), anchor)
                _note(numbers, (estimate.low, estimate.best, estimate.high), anchor)
        for snapshot in ledger.snapshots_behind(ids):
            if first := self.first(snapshot):
                phrases.setdefault(snapshot.words, first)
                for claim in snapshot.claims:
                    phrases.setdefault(self.index.as_said(claim), first)
                over = snapshot.low - 1 if snapshot.low is not None and snapshot.high is None else None
                _note(numbers, (snapshot.low, snapshot.high, over), first)
        for some_id in ids:
            if bound := ledger.bounds.get(some_id):
                _note(numbers, (bound.low, bound.high), self.why(ledger, some_id))
            if said := self.claim(some_id):
                phrases.setdefault(self.index.as_said(some_id), said)
            for words, statement in self._changed(some_id):
                phrases.setdefault(words, statement)
        if fallback is None:
            fallback = next((found for found in (self.explained(ledger, i) for i in ids) if found), None)
        return linked(says, phrases, numbers, fallback, ledger.names)

    def _changed(self, statement: str) -> Iterator[tuple[str, str]]:
        """Words by which a wording says something else than the fullest, and the fullest’s, each with its anchor."""
        changes, fullest = self.index.changed.get(statement, ((), ""))
        here, there = self.statement(statement), self.statement(fullest)
        for change in changes:
            if change.here and here:
                yield shown(change.here, 80), here
            if change.there and there:
                yield shown(change.there, 80), there

    def number(self, ledger: LedgerIndex, term: Term) -> str | None:
        """Where a number that a step works with comes from: the words that say it, or the derivation of a bound."""
        snapshot = ledger.snapshots.get(term.id)
        said = snapshot is not None and term.value in (snapshot.low, snapshot.high)
        first = self.first(snapshot) if snapshot is not None and said else None
        return first or self.explained(ledger, term.id)

    def premise(self, ledger: LedgerIndex, some_id: str) -> Markup:
        """What a derivation rests on, in words, with links down to the words of the reports."""
        if snapshot := ledger.snapshots.get(some_id):
            when = as_of_words(snapshot)
            voice = ledger.voice(ledger.series_of[some_id])
            tail = f" ({when})" if when else ""
            toll = ledger.tolls.get(ledger.series_of[some_id].toll)
            what = f", {lowered(ledger.toll_words(toll, outcome=True))}" if toll else ""
            return Markup("{}{} — {}{}").format(
                self.figure(snapshot), what, named(voice), Markup("<time>{}</time>").format(tail)
            )
        if claim := self.index.claims.get(some_id):
            said = self.claim(some_id)
            words = link(self.index.as_said(some_id) or "?", said)
            return Markup("{} — {}").format(words, self.report(claim.report, said, claim.local_id))
        if relation := ledger.relations.get(some_id):
            return Markup("{} {} {}").format(
                self.figures(ledger, (relation.subject,)),
                link(RELATIONS[relation.kind], self.why(ledger, some_id), "step"),
                self.figures(ledger, relation.objects),
            )
        if bound := ledger.bounds.get(some_id):
            toll = ledger.tolls.get(bound.toll)
            what = lowered(ledger.toll_words(toll, outcome=True)) if toll else "a toll"
            number = link(interval_words(bound.low, bound.high), self.why(ledger, some_id))
            who = ledger.all.claimant(bound.claimant) if bound.claimant else shown(bound.outlet or "an outlet", 80)
            return Markup("{}, {}, bounds from the account of {}").format(number, what, named(who))
        if estimate := ledger.estimates.get(some_id):
            words_of = estimate_words(estimate.low, estimate.best, estimate.high)
            return link(words_of, self.why(ledger, some_id))
        return self._other(ledger, some_id)

    def _other(self, ledger: LedgerIndex, some_id: str) -> Markup:
        if some_id in ledger.contradictions:
            return link("figures that cannot all be true", self.why(ledger, some_id), "step")
        if own := ledger.own_tolls.get(some_id):
            return link(f"the event’s own toll, {OUTCOMES[own.outcome].lower()}", self.why(ledger, some_id), "step")
        if person := ledger.persons.get(some_id):
            return link(shown(person.name or "a person without a name", 100), self.explained(ledger, some_id), "step")
        if toll := ledger.tolls.get(some_id):
            return link(ledger.toll_words(toll, outcome=True), self.toll(ledger, some_id), "step")
        if series := ledger.series.get(some_id):
            return link(ledger.voice(series), self.series(ledger, series), "step")
        if some_id in self.index.reports:
            return self.report(some_id)
        if anchor := self.victim(some_id):
            victim = self.index.victims[some_id]
            return Markup("{} — {}").format(
                link(shown(victim.name or victim.role or "an individual", 80), anchor, "step"),
                self.report(victim.report),
            )
        if anchor := self.statement(some_id):
            statement = self.index.statements[some_id]
            return link(f"“{shown(statement.span.exact, 80)}”", anchor, "step")
        if some_id in self.index.claimants:
            return named(self.index.claimant(some_id))
        return Markup("<code>{}</code>").format(shown(some_id, 80))

    def figures(self, ledger: LedgerIndex, ids: Sequence[str], most: int = 8) -> Markup:
        """Some figures as said, linked to their words, as a list in prose."""
        found: list[Markup] = []
        for some_id in ids:
            if snapshot := ledger.snapshots.get(some_id):
                found.append(self.figure(snapshot))
            elif some_id in self.index.claims:
                found.append(link(self.index.as_said(some_id), self.claim(some_id)))
            else:
                found.append(self._other(ledger, some_id))
        more = [Markup("…")] if len(found) > most else []
        return Markup(", ").join([*found[:most], *more])


def named(name: str) -> Markup:
    """A name as it was given, fenced off from what stands around it; digits in it count nobody."""
    return Markup('<bdi class="who">{}</bdi>').format(name)


def _note(numbers: dict[str, str], values: Iterable[int | None], anchor: str) -> None:
    for value in values:
        if value is not None:
            numbers.setdefault(number_key(str(value)), anchor)
