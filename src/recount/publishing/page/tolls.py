"""The ledger's view: each toll with its estimates, its voices, its claimants' figures and their derivations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from recount.model import Bound, Relation, Series, Snapshot, Toll, Voices

from ..decided import confirmed_words
from ..index import LedgerIndex
from ..prose import link
from ..words import (
    ORDERS,
    OUTCOMES,
    RELATIONS,
    REVERSED,
    capital,
    count_words,
    day_words,
    estimate_words,
    interval_words,
    listed,
    period_words,
    policy_words,
    shown,
)
from .linker import Linker, named
from .whys import Beside, Why, Whys

_STANDS = 5


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
    through: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One claimant's series."""

    anchor: str
    id: str
    name: str
    nameless: bool
    order: str
    why: Markup
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One policy's estimate, linked to its derivation, and what stands beside it without being a part of it."""

    policy: str
    figure: Markup
    note: str
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class TollView:
    """One toll as the ledger shows it."""

    anchor: str
    id: str
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
        self.why = Whys(ledger, to)
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
        self.homeless = tuple(self.why.relation(r) for r in homeless)

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
        whys = [self.why.estimate(e) for e in estimates]
        whys += [self.why.bound(b, self._account(b)) for b in bounds]
        shared = () if background and ledger.series_of_toll(toll.id) else tuple(self.relations.get(toll.id, ()))
        return TollView(
            anchor=self.to.toll(ledger, toll.id) if not (background and ledger.series_of_toll(toll.id)) else "",
            id=shown(toll.id, 80),
            outcome=OUTCOMES[toll.outcome],
            heading=capital(ledger.toll_words(toll)),
            answers=tuple(
                Answer(
                    policy_words(e.policy),
                    link(estimate_words(e.low, e.best, e.high), self.to.why(ledger, e.id), "fig est"),
                    shown(e.none_because or ""),
                    self.why.beside(e),
                )
                for e in estimates
            ),
            bounds=tuple(told),
            voices_line=self.voices_line(voices) if voices is not None and not background else Markup(""),
            voices=tuple(self._voice(s) for s in series),
            whys=tuple(whys),
            relations=tuple(self.why.relation(r) for r in shared),
        )

    def voices_line(self, voices: Voices) -> Markup:
        """Who stands behind a toll, independence counted by claimants and never by outlets."""
        to, ledger = self.to, self.ledger
        lead = shown(voices.says.removesuffix("."), 200) if voices.says else ""
        lead = lead or capital(count_words(len(voices.named), "independent named voice"))
        parts = [Markup('<strong class="no-people">{}</strong>').format(lead)]
        if voices.named:
            parts.append(Markup(": {}").format(Markup(", ").join(self.claimant(c, voices) for c in voices.named)))
        probable = [c for c in voices.probable if c not in voices.named]
        if probable:
            names = Markup(", ").join(self.claimant(c, voices) for c in probable)
            parts.append(Markup("; only probably {}").format(names))
        if voices.unnamed:
            names = Markup(", ").join(self.claimant(c, voices) for c in voices.unnamed)
            parts.append(Markup("; without a name: {}").format(names))
        if voices.own_voice:
            names = Markup(", ").join(dict.fromkeys(to.report(r) for r in voices.own_voice))
            parts.append(Markup("; naming nobody: {}").format(names))
        outlets = count_words(len(ledger.all.outlets(voices.reports)), "outlet")
        carried = Markup(' Carried by <span class="no-people">{}</span>.').format(outlets)
        parts.append(Markup(".{}").format("" if voices.says else carried))
        return Markup("").join(parts)

    def claimant(self, claimant: str, voices: Voices) -> Markup:
        """A link to the claimant's line in this event; who takes part in the conflict is marked."""
        known = claimant in self.ledger.all.claimants
        anchor = self.to.anchors.of("claimant", self.ledger.event, claimant) if known else None
        name = link(self.ledger.all.claimant(claimant), anchor, "name")
        return name + Markup(' <span class="tag">party</span>') if claimant in voices.parties else name

    def _account(self, bound: Bound) -> str:
        return self.ledger.all.claimant(bound.claimant) if bound.claimant else shown(bound.outlet or "an outlet", 80)

    def _voice(self, series: Series) -> Voice:
        known = self.ledger.all.claimants.get(series.claimant or "")
        return Voice(
            anchor=self.to.series(self.ledger, series),
            id=shown(series.id, 80),
            name=self.ledger.voice(series),
            nameless=series.claimant is None or (known is not None and not known.named),
            order=ORDERS[series.order] if len(series.snapshots) > 1 else "",
            why=self.why.sentence(series.why.says, (*series.why.premises, *(s.id for s in series.snapshots)))
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
            confirmed=confirmed_words(self.ledger.confirmed[snapshot.id])
            if snapshot.id in self.ledger.confirmed
            else "",
            through=listed([self.ledger.all.claimant(name) for name in snapshot.through[:8]]),
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
