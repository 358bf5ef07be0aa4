"""Derivations to unfold: the sentence, its numbers worked out, what it rests on, and what it did not rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from recount.model import Bound, Component, Contradiction, Derivation, Estimate, OwnToll, Relation, Step

from ..index import LedgerIndex, rests_on
from ..prose import link
from ..summary import sentence
from ..words import OUTCOMES, RELATIONS, estimate_words, interval_words, policy_words, shown
from ..worked import Piece, end_words, equation
from .linker import Linker, named

MOST_PARTS = 40
"""A step tells of so many of its numbers what they are."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A step: the equation, each number in it a link, and what each number is where that is not plain."""

    equation: Markup
    parts: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """One derivation: its sentence, its numbers worked out, its rule, its premises. `label` tells two of them apart."""

    label: str
    says: Markup
    worked: tuple[Worked, ...]
    rule: str
    premises: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A number that stands beside an estimate and is no part of it."""

    anchor: str
    name: str
    figure: Markup
    derived: Derived


@dataclass(frozen=True, slots=True)
class Why:
    """What unfolds: what is derived, under which id, how, what was set aside, and what stands beside it."""

    anchor: str
    id: str
    what: Markup
    derived: tuple[Derived, ...]
    unused: tuple[Markup, ...] = ()
    beside: tuple[Beside, ...] = ()


class Whys:
    """Makes the derivations of one ledger."""

    def __init__(self, ledger: LedgerIndex, to: Linker) -> None:
        self.ledger = ledger
        self.to = to

    def estimate(self, estimate: Estimate) -> Why:
        """Why a policy gives what it gives."""
        anchor = self.to.why(self.ledger, estimate.id)
        words = estimate_words(estimate.low, estimate.best, estimate.high)
        what = Markup("{}: {}").format(policy_words(estimate.policy), link(words, anchor, "fig est"))
        unused = (
            Markup("{} — {}").format(
                self.to.premise(self.ledger, u.snapshot),
                self.sentence(u.because, (u.snapshot, *estimate.used), self.to.row(self.ledger, u.snapshot)),
            )
            for u in estimate.set_aside
        )
        derived = self._derived(estimate.why, anchor, first=estimate.used)
        return Why(anchor, shown(estimate.id, 80), what, (derived,), tuple(unused), self.beside(estimate))

    def beside(self, estimate: Estimate) -> tuple[Beside, ...]:
        """What a policy shows beside its estimate and never adds to it."""
        return tuple(self._beside(estimate, number, part) for number, part in enumerate(estimate.components, 1))

    def _beside(self, estimate: Estimate, number: int, part: Component) -> Beside:
        anchor = self.to.anchors.of("beside", self.ledger.event, estimate.id, str(number))
        figure = link(interval_words(part.low, part.high), anchor, "fig est")
        return Beside(anchor, shown(part.name, 80), figure, self._derived(part.why, anchor))

    def bound(self, bound: Bound, who: str) -> Why:
        """Why each end of a bound follows; `who` gives the account."""
        anchor = self.to.why(self.ledger, bound.id)
        words = interval_words(bound.low, bound.high)
        what = Markup("Bounds from one account, {}: {}").format(named(who), link(words, anchor, "fig est"))
        ends = (("The lower end", bound.low_why), ("The upper end", bound.high_why))
        derived = tuple(self._derived(why, anchor, label) for label, why in ends if why.says or why.premises)
        if bound.low_why == bound.high_why:
            derived = (self._derived(bound.low_why, anchor),)
        return Why(anchor, shown(bound.id, 80), what, derived)

    def relation(self, relation: Relation) -> Why:
        """Why figures stand to each other as they do."""
        claim = self.ledger.all.claims.get(relation.subject)
        said = self.to.claim(relation.subject)
        subject = (
            self.to.report(claim.report, said, claim.local_id)
            if claim is not None
            else self.to.figures(self.ledger, (relation.subject,))
        )
        if claim is not None and relation.kind != "relays":
            subject = Markup("{} ({})").format(subject, self.to.figures(self.ledger, (relation.subject,)))
        others = self.to.figures(self.ledger, relation.objects)
        what = Markup("{} {} {}").format(subject, RELATIONS[relation.kind], others)
        if relation.differences:
            what += escape(f": other {', '.join(relation.differences)}".replace("_", "-"))
        if relation.inferred:
            what += Markup(' <span class="tag">order inferred</span>')
        anchor = self.to.why(self.ledger, relation.id)
        derived = self._derived(relation.why, anchor, first=(relation.subject, *relation.objects))
        return Why(anchor, shown(relation.id, 80), what, (derived,))

    def contradiction(self, contradiction: Contradiction) -> Why:
        """Why some figures cannot all be true."""
        anchor = self.to.why(self.ledger, contradiction.id)
        what = self.to.figures(self.ledger, contradiction.snapshots)
        who = [self.ledger.all.claimant(c) for c in contradiction.claimants]
        who += [shown(o, 80) for o in contradiction.outlets]
        if who:
            what = Markup("{} — {}").format(what, Markup(", ").join(named(name) for name in who))
        derived = self._derived(contradiction.why, anchor, first=contradiction.snapshots)
        return Why(anchor, shown(contradiction.id, 80), what, (derived,))

    def own_toll(self, own: OwnToll) -> Why:
        """Why the event counts as so many in tables."""
        anchor = self.own_anchor(own)
        number = estimate_words(None, own.number, None)
        by = f" ({policy_words(own.policy)})" if own.policy else ""
        what = Markup("{}: {}{}").format(OUTCOMES[own.outcome], link(number, anchor, "fig est"), by)
        return Why(anchor, shown(own.id, 80), what, (self._derived(own.why, anchor),))

    def own_anchor(self, own: OwnToll) -> str:
        """The anchor of the derivation of one of the event's own tolls."""
        return self.to.why(self.ledger, own.id or f"own {own.outcome}")

    def sentence(self, says: str, ids: Iterable[str], fallback: str | None = None) -> Markup:
        """A sentence with its figures linked."""
        return self.to.sentence(self.ledger, sentence(says), ids, fallback)

    def _derived(self, why: Derivation, anchor: str, label: str = "", first: tuple[str, ...] = ()) -> Derived:
        ids = tuple(dict.fromkeys((*first, *rests_on(why))))
        return Derived(
            label=label,
            says=self.sentence(why.says, ids, anchor) if why.says else Markup(""),
            worked=tuple(self._worked(step, anchor) for step in why.steps),
            rule=shown(why.rule, 80),
            premises=tuple(self.to.premise(self.ledger, i) for i in ids),
        )

    def _worked(self, step: Step, anchor: str) -> Worked:
        parts = []
        for term in step.terms[:MOST_PARTS]:
            snapshot = self.ledger.snapshots.get(term.id)
            exact = term.id in self.ledger.persons or (snapshot is not None and snapshot.low == snapshot.high)
            which = end_words(term, exact=exact)
            if which:
                number = link(f"{term.value:,}", self.to.number(self.ledger, term) or anchor)
                which = which.replace("10%", "a tenth")
                parts.append(Markup("{}: {} {}").format(number, which, self.to.premise(self.ledger, term.id)))
        pieces = (self._piece(piece, anchor) for piece in equation(step))
        return Worked(Markup("").join(pieces), tuple(parts))

    def _piece(self, piece: Piece, anchor: str) -> Markup:
        if piece.result:
            return link(piece.words, anchor)
        if piece.term is None:
            digits = any(c.isdigit() for c in piece.words)
            return Markup('<span class="no-people">{}</span>').format(piece.words) if digits else escape(piece.words)
        sign, _, number = piece.words.rpartition(" ")
        target = self.to.number(self.ledger, piece.term) or anchor
        return Markup("{}{}").format(f"{sign} " if sign else "", link(number, target))
