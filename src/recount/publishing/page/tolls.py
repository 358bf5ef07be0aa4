"""The ledger's view: each toll with its estimates, its voices, its claimants' figures and every derivation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup, escape

from recount.model import Bound, Derivation, Relation, Series, Snapshot, Toll, Voices

from ..index import LedgerIndex
from ..prose import link
from ..summary import estimate_words, sentence
from ..words import (
    ORDERS,
    OUTCOMES,
    RELATIONS,
    REVERSED,
    capital,
    count_words,
    day_words,
    interval_words,
    period_words,
    policy_words,
    shown,
)
from .linker import Linker, named

_STANDS = 5


@dataclass(frozen=True, slots=True)
class Why:
    """A derivation to unfold: what it derives, its sentence, its rule, its premises, and what it did not rest on."""

    anchor: str
    what: Markup
    says: Markup
    rule: str
    premises: tuple[Markup, ...]
    unused: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one claimant: the figure, its day, who reports it, how it stands, and marks of doubt."""

    anchor: str
    figure: Markup
    interval: str
    day: str
    basis: str
    covers: str
    outlets: tuple[Markup, ...]
    stands: tuple[Markup, ...]
    probable: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """One claimant's series."""

    anchor: str
    name: str
    nameless: bool
    order: str
    why: Markup
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One policy's estimate, linked to its derivation."""

    policy: str
    figure: Markup
    note: str


@dataclass(frozen=True, slots=True)
class TollView:
    """One toll as the ledger shows it."""

    anchor: str
    outcome: str
    heading: str
    answers: tuple[Answer, ...]
    bounds: tuple[Markup, ...]
    voices_line: Markup
    voices: tuple[Voice, ...]
    whys: tuple[Why, ...]
    relations: tuple[Why, ...]


class Tolls:
    """Makes the views of one ledger's tolls."""

    def __init__(self, ledger: LedgerIndex, to: Linker) -> None:
        self.ledger = ledger
        self.to = to
        self.relations: dict[str, list[Relation]] = defaultdict(list)
        self.standing: dict[str, list[tuple[Relation, str, tuple[str, ...]]]] = defaultdict(list)
        homeless: list[Relation] = []
        for relation in ledger.ledger.relations:
            found = (ledger.toll_of(i) for i in (relation.subject, *relation.objects))
            home = next((toll for toll in found if toll in ledger.tolls), None)
            (self.relations[home] if home is not None else homeless).append(relation)
            self.standing[relation.subject].append((relation, RELATIONS[relation.kind], relation.objects))
            for other in relation.objects if relation.kind in REVERSED else ():
                self.standing[other].append((relation, REVERSED[relation.kind], (relation.subject,)))
        self.homeless = tuple(self._relation(r) for r in homeless)

    def view(self, toll: Toll, *, background: bool = False) -> TollView:
        """A toll's view, of its current or of its background series."""
        ledger = self.ledger
        voices = next((v for v in ledger.ledger.voices if v.toll == toll.id), None)
        estimates = [] if background else [e for e in ledger.ledger.estimates if e.toll == toll.id]
        bounds = [] if background else [b for b in ledger.ledger.bounds if b.toll == toll.id]
        series = ledger.series_of_toll(toll.id, background=background)
        told = [
            Markup("{}: {}").format(
                named(self._account(b)),
                link(interval_words(b.low, b.high), self.to.why(ledger, b.id)),
            )
            for b in bounds
        ]
        whys = [
            self._why(
                e.id,
                Markup("{}: {}").format(
                    policy_words(e.policy), self._itself(e.id, estimate_words(e.low, e.best, e.high))
                ),
                e.why,
                tuple(dict.fromkeys((*e.used, *e.why.premises))),
                tuple(
                    Markup("{} — {}").format(
                        self.to.premise(ledger, u.snapshot), self._sentence(u.because, (u.snapshot, *e.used))
                    )
                    for u in e.set_aside
                ),
            )
            for e in estimates
        ]
        for b in bounds:
            both = b.low_why if b.low_why == b.high_why else _joined(b.low_why, b.high_why)
            what = Markup("Bounds from one account, {}: {}").format(
                named(self._account(b)), self._itself(b.id, interval_words(b.low, b.high))
            )
            whys.append(self._why(b.id, what, both, both.premises))
        shared = () if background and ledger.series_of_toll(toll.id) else tuple(self.relations.get(toll.id, ()))
        return TollView(
            anchor=self.to.toll(ledger, toll.id) if not (background and ledger.series_of_toll(toll.id)) else "",
            outcome=OUTCOMES[toll.outcome],
            heading=capital(ledger.toll_words(toll)),
            answers=tuple(
                Answer(
                    policy_words(e.policy),
                    link(estimate_words(e.low, e.best, e.high), self.to.why(ledger, e.id), "fig est")
                    if e.none_because is None
                    else link("none", self.to.why(ledger, e.id), "fig est"),
                    shown(e.none_because or ""),
                )
                for e in estimates
            ),
            bounds=tuple(told),
            voices_line=self.voices_line(voices) if voices is not None and not background else Markup(""),
            voices=tuple(self._voice(s) for s in series),
            whys=tuple(whys),
            relations=tuple(self._relation(r) for r in shared),
        )

    def voices_line(self, voices: Voices) -> Markup:
        """Who stands behind a toll, independence counted by claimants and never by outlets."""
        to, ledger = self.to, self.ledger
        parts = [
            Markup('<strong class="no-people">{}</strong>').format(
                capital(count_words(len(voices.named), "independent named voice"))
            )
        ]
        if voices.named:
            parts.append(Markup(": {}").format(Markup(", ").join(self.claimant(c) for c in voices.named)))
        probable = [c for c in voices.probable if c not in voices.named]
        if probable:
            names = Markup(", ").join(self.claimant(c) for c in probable)
            parts.append(Markup("; only probably {}").format(names))
        if voices.unnamed:
            names = Markup(", ").join(self.claimant(c) for c in voices.unnamed)
            parts.append(Markup("; without a name: {}").format(names))
        if voices.own_voice:
            names = Markup(", ").join(dict.fromkeys(to.report(r) for r in voices.own_voice))
            parts.append(Markup("; naming nobody: {}").format(names))
        outlets = ledger.all.outlets(voices.reports)
        parts.append(
            Markup('. Carried by <span class="no-people">{}</span>.').format(count_words(len(outlets), "outlet"))
        )
        return Markup("").join(parts)

    def claimant(self, claimant: str) -> Markup:
        """A link to the claimant's line in this event."""
        known = claimant in self.ledger.all.claimants
        anchor = self.to.anchors.of("claimant", self.ledger.event, claimant) if known else None
        return link(self.ledger.all.claimant(claimant), anchor, "name")

    def _account(self, bound: Bound) -> str:
        return self.ledger.all.claimant(bound.claimant) if bound.claimant else shown(bound.outlet or "an outlet", 80)

    def _itself(self, some_id: str, words: str) -> Markup:
        return link(words, self.to.why(self.ledger, some_id), "fig est")

    def _sentence(self, says: str, ids: tuple[str, ...], fallback: str | None = None) -> Markup:
        return self.to.sentence(self.ledger, sentence(says), ids, fallback)

    def _why(
        self, some_id: str, what: Markup, why: Derivation, premises: tuple[str, ...], unused: tuple[Markup, ...] = ()
    ) -> Why:
        anchor = self.to.why(self.ledger, some_id)
        return Why(
            anchor=anchor,
            what=what,
            says=self._sentence(why.says, (*premises, *why.premises), anchor),
            rule=shown(why.rule, 80),
            premises=tuple(self.to.premise(self.ledger, p) for p in premises),
            unused=unused,
        )

    def _relation(self, relation: Relation) -> Why:
        claim = self.ledger.all.claims.get(relation.subject)
        what = Markup("{} {} {}").format(
            self.to.report(claim.report, self.to.claim(claim.id), claim.local_id)
            if claim is not None and relation.kind == "relays"
            else self.to.figures(self.ledger, (relation.subject,)),
            RELATIONS[relation.kind],
            self.to.figures(self.ledger, relation.objects),
        )
        if relation.differences:
            what += escape(f": other {', '.join(relation.differences)}".replace("_", "-"))
        if relation.inferred:
            what += Markup(' <span class="tag">order inferred</span>')
        ids = tuple(dict.fromkeys((relation.subject, *relation.objects, *relation.why.premises)))
        return self._why(relation.id, what, relation.why, ids)

    def _voice(self, series: Series) -> Voice:
        known = self.ledger.all.claimants.get(series.claimant or "")
        return Voice(
            anchor=self.to.series(self.ledger, series),
            name=self.ledger.voice(series),
            nameless=series.claimant is None or (known is not None and not known.named),
            order=ORDERS[series.order] if len(series.snapshots) > 1 else "",
            why=self._sentence(series.why.says, (*series.why.premises, *(s.id for s in series.snapshots)))
            if len(series.snapshots) > 1
            else Markup(""),
            rows=tuple(self._row(s) for s in series.snapshots),
        )

    def _row(self, snapshot: Snapshot) -> Row:
        day = snapshot.as_of if snapshot.as_of_basis != "published" else None
        latest = day or snapshot.as_of or snapshot.latest
        basis = {"said": "", "dateline": "dateline", "published": ""}.get(snapshot.as_of_basis or "", "")
        return Row(
            anchor=self.to.row(self.ledger, snapshot.id),
            figure=self.to.figure(snapshot),
            interval=interval_words(snapshot.low, snapshot.high, snapshot.approximate),
            day=(day_words(latest) if day else f"by {day_words(latest)}") if latest else "no date",
            basis=basis,
            covers=period_words(snapshot.period),
            outlets=tuple(self._outlet(snapshot, report) for report in snapshot.reports),
            stands=self._stands(snapshot),
            probable=snapshot.certainty == "probable",
        )

    def _outlet(self, snapshot: Snapshot, report: str) -> Markup:
        claims = [
            c for c in snapshot.claims if c in self.ledger.all.claims and self.ledger.all.claims[c].report == report
        ]
        made = self.to.report(report, *self._first(claims))
        relays = dict.fromkeys(shown(s.exact, 60) for c in claims for s in self.ledger.all.claims[c].relay)
        return Markup("{} (via {})").format(made, ", ".join(relays)) if relays else made

    def _first(self, claims: list[str]) -> tuple[str | None, str]:
        found = ((self.to.claim(c), self.ledger.all.claims[c].local_id) for c in claims)
        return next(((anchor, label) for anchor, label in found if anchor), (None, ""))

    def _stands(self, snapshot: Snapshot) -> tuple[Markup, ...]:
        found = []
        for relation, says, others in self.standing.get(snapshot.id, ()):
            if relation.kind == "relays":
                continue
            words = Markup("{} {}").format(
                link(says, self.to.why(self.ledger, relation.id), f"step rel-{relation.kind}"),
                self.to.figures(self.ledger, others, most=4),
            )
            if relation.inferred:
                words += Markup(' <span class="tag">inferred</span>')
            found.append(words)
        if len(found) > _STANDS:
            rest = count_words(len(found) - _STANDS, "other relation")
            return (*found[:_STANDS], Markup('<span class="no-people">and {}, below</span>').format(rest))
        return tuple(found)


def _joined(low: Derivation, high: Derivation) -> Derivation:
    says = " ".join(sentence(d.says) for d in (low, high) if d.says)
    rules = ", ".join(dict.fromkeys(d.rule for d in (low, high) if d.rule))
    return Derivation(rules, says, tuple(dict.fromkeys((*low.premises, *high.premises))))
