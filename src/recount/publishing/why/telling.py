"""The answer to "why": a derivation's sentence, its numbers worked out, and its premises down to words of reports."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

import msgspec

from recount.model import Derivation, Estimate, Snapshot, Step, Term

from ..decided import confirmed_words, ruled_notes, without_notes
from ..index import LedgerIndex, rests_on
from ..summary import as_of_words, sentence
from ..words import capital, count_words, interval_words, listed, period_words, policy_words, shown
from ..worked import end_words, equation_words
from .finding import line_words
from .lines import Lines
from .quoting import claim_notes, claim_words, words_of
from .shapes import Answer, Kind, Line, Part, Worked

DEEPEST = 10
"""Premises of premises are followed so many levels down; below that the answer says under which id it goes on."""
MOST = 40
"""A result shows so many of its premises, unless all are asked for."""
MOST_QUOTES = 8
"""A figure shows the words of so many of its claims, unless all are asked for."""
MOST_FURTHER = 24
"""So many things that lead on are named under what was asked about."""
LONGEST = 4000
"""Characters of a sentence."""


class Telling:
    """Answers why something stands in one ledger; each thing is explained once and referred to afterwards."""

    def __init__(self, ledger: LedgerIndex, *, everything: bool = False) -> None:
        """`everything` leaves no premise out for its number."""
        self.ledger = ledger
        self.say = Lines(ledger)
        self.everything = everything
        self._told: dict[tuple[str, str], str] = {}
        self._holders: tuple[tuple[Kind, Container[str]], ...] = (
            ("figure", ledger.snapshots),
            ("bound", ledger.bounds),
            ("relation", ledger.relations),
            ("estimate", ledger.estimates),
            ("contradiction", ledger.contradictions),
            ("person", ledger.persons),
            ("series", ledger.series),
            ("own_toll", ledger.own_tolls),
            ("toll", ledger.tolls),
            ("question", ledger.questions),
            ("claim", ledger.all.claims),
            ("victim", ledger.all.victims),
            ("statement", ledger.all.statements),
        )

    def answer(self, kind: Kind, some_id: str) -> Answer:
        """The whole answer about one thing of the ledger."""
        self._told.clear()
        made = self._one(kind, some_id, "", 0)
        return msgspec.structs.replace(made, further=tuple(self._further(kind, some_id)))

    def _premises(self, ids: Iterable[tuple[str, str]], at: str, depth: int, most: int = MOST) -> _Kept:
        """The premises (ids, with the end of a bound that is meant), each answered; and how many were left out."""
        wanted = list(dict.fromkeys((i, end if i in self.ledger.bounds else "") for i, end in ids))
        if depth >= DEEPEST and wanted:
            return _Kept((), 0, True)
        shown_ones = wanted if self.everything else wanted[:most]
        made = []
        for number, (some_id, end) in enumerate(shown_ones, 1):
            made.append(self._one(self._kind(some_id), some_id, f"{at}.{number}" if at else str(number), depth, end))
        return _Kept(tuple(made), len(wanted) - len(shown_ones), False)

    def _kind(self, some_id: str) -> Kind:
        return next((kind for kind, known in self._holders if some_id in known), "unknown")

    def _one(self, kind: Kind, some_id: str, at: str, depth: int, end: str = "") -> Answer:
        if kind == "bound":
            return self._bound(some_id, at, depth, end)
        if (some_id, "") in self._told:
            what = capital(line_words(self.ledger, kind, some_id))
            return Answer(id=some_id, kind=kind, what=what, at=at, see=self._told[some_id, ""])
        self._told[some_id, ""] = at
        match kind:
            case "figure":
                return self._figure(self.ledger.snapshots[some_id], at, depth)
            case "estimate":
                return self._estimate(self.ledger.estimates[some_id], at, depth)
            case "claim":
                return self._claim(some_id, at)
            case "victim":
                return self._victim(some_id, at)
            case "statement":
                span = self.ledger.all.statements[some_id].span
                words = words_of(self.ledger.all, self.ledger.all.statements[some_id].report, span)
                return Answer(id=some_id, kind=kind, what=self.say.statement(some_id), at=at, words=words)
            case "unknown":
                return Answer(id=some_id, kind=kind, what="nothing in this ledger has this id", at=at)
            case _:
                return self._derived(kind, some_id, at, depth)

    def _derived(self, kind: Kind, some_id: str, at: str, depth: int) -> Answer:
        """What has one derivation, or none: relations, contradictions, series, persons, own tolls, questions, tolls."""
        ledger = self.ledger
        why: Derivation | None = None
        also: Sequence[str] = ()
        notes: list[str] = []
        if kind == "relation":
            relation = ledger.relations[some_id]
            why, also = relation.why, (relation.subject, *relation.objects)
            if relation.inferred:
                notes.append("No date tells the order; it is inferred.")
            if relation.low is not None or relation.high is not None:
                notes.append(f"Left unaccounted: {interval_words(relation.low, relation.high)}.")
        elif kind == "contradiction":
            why, also = ledger.contradictions[some_id].why, ledger.contradictions[some_id].snapshots
            notes.append("Without any one of these figures the others can all be true.")
        elif kind == "series":
            why, also = ledger.series[some_id].why, [s.id for s in ledger.series[some_id].snapshots]
        elif kind == "person":
            why, also = ledger.persons[some_id].why, ledger.persons[some_id].victims
        elif kind == "own_toll":
            own = ledger.own_tolls[some_id]
            why = own.why
            notes += [f"By the policy {policy_words(own.policy)}."] if own.policy else []
        elif kind == "question":
            also = ledger.questions[some_id].about
        else:
            return self._toll(some_id, at, depth)
        kept = self._premises([*(_ends(why) if why is not None else ()), *((i, "") for i in also)], at, depth + 1)
        return Answer(
            id=some_id,
            kind=kind,
            what=capital(line_words(ledger, kind, some_id)),
            at=at,
            says=_whole(why.says) if why is not None else "",
            rule=shown(why.rule, 80) if why is not None else "",
            worked=self._worked(why) if why is not None else (),
            notes=tuple(notes),
            because=kept.answers,
            unshown=kept.unshown,
            deeper=kept.deeper,
        )

    def _toll(self, toll: str, at: str, depth: int) -> Answer:
        voices = next((v for v in self.ledger.ledger.voices if v.toll == toll), None)
        notes = [sentence(voices.says)] if voices is not None and voices.says else []
        if voices is not None and voices.parties:
            names = listed([self.ledger.all.claimant(c) for c in voices.parties[:MOST]])
            notes.append(f"Party to the conflict: {names}.")
        found = [*self.ledger.series_of_toll(toll), *self.ledger.series_of_toll(toll, background=True)]
        kept = self._premises([(series.id, "") for series in found], at, depth + 1)
        return Answer(
            id=toll,
            kind="toll",
            what=capital(self.say.toll(toll)),
            at=at,
            notes=tuple(notes),
            because=kept.answers,
            unshown=kept.unshown,
            deeper=kept.deeper,
        )

    def _bound(self, some_id: str, at: str, depth: int, end: str, *, parted: bool = False) -> Answer:
        """One end of a bound, or, where none is meant, each end as a premise of its own (`parted`)."""
        bound = self.ledger.bounds[some_id]
        what = capital(self.say.bound(bound))
        if end not in ("low", "high"):
            ends = ("low", "high")
            both = [
                self._bound(some_id, f"{at}.{number}" if at else str(number), depth, side, parted=True)
                for number, side in enumerate(ends, 1)
            ]
            return Answer(id=some_id, kind="bound", what=what, at=at, because=tuple(both))
        if (some_id, end) in self._told:
            return Answer(id=some_id, kind="bound", what=what, at=at, end=end, see=self._told[some_id, end])
        self._told[some_id, end] = at
        why = bound.low_why if end == "low" else bound.high_why
        kept = self._premises(_ends(why, end), at, depth + 1)
        if parted:
            value = bound.low if end == "low" else bound.high
            what = f"{'at least' if end == 'low' else 'at most'} {value:,}" if value is not None else "not known"
        return Answer(
            id=some_id,
            kind="bound",
            what=what,
            at=at,
            end=end,
            says=_whole(why.says),
            rule=shown(why.rule, 80),
            worked=self._worked(why),
            because=kept.answers,
            unshown=kept.unshown,
            deeper=kept.deeper,
        )

    def _estimate(self, estimate: Estimate, at: str, depth: int) -> Answer:
        kept = self._premises([*_ends(estimate.why), *((used, "") for used in estimate.used)], at, depth + 1)
        beside = []
        for number, part in enumerate(estimate.components, 1):
            place = f"{at}.{_letter(number)}" if at else _letter(number)
            under = self._premises(_ends(part.why), place, depth + 1)
            beside.append(
                Answer(
                    id=estimate.id,
                    kind="component",
                    what=f"{capital(shown(part.name, 80))}: {interval_words(part.low, part.high)}",
                    at=place,
                    says=_whole(part.why.says),
                    rule=shown(part.why.rule, 80),
                    worked=self._worked(part.why),
                    because=under.answers,
                    unshown=under.unshown,
                    deeper=under.deeper,
                )
            )
        event = self.ledger.event
        return Answer(
            id=estimate.id,
            kind="estimate",
            what=capital(self.say.estimate(estimate)),
            at=at,
            says=_whole(estimate.why.says),
            rule=shown(estimate.why.rule, 80),
            worked=self._worked(estimate.why),
            notes=tuple(without_notes(self.ledger, estimate)),
            because=kept.answers,
            beside=tuple(beside),
            aside=tuple(
                Line(id=u.snapshot, event=event, kind="figure", says=f"{self._brief(u.snapshot)}: {shown(u.because)}")
                for u in (estimate.set_aside if self.everything else estimate.set_aside[:MOST])
            ),
            unshown=kept.unshown,
            deeper=kept.deeper,
        )

    def _figure(self, snapshot: Snapshot, at: str, depth: int) -> Answer:
        stands = interval_words(snapshot.low, snapshot.high, snapshot.approximate)
        within = ", and agrees within 10%" if snapshot.approximate else ""
        notes = [f"Stands for {stands}{within}."] if stands != snapshot.words else []
        day = as_of_words(snapshot)
        notes.append(f"As of {day}." if day and not day.startswith("by ") else f"Said {day}." if day else "No date.")
        covers = period_words(snapshot.period)
        notes += [f"Covers {covers}."] if covers else []
        if snapshot.certainty == "probable":
            notes.append("Only probably this claimant’s.")
        if snapshot.through:
            names = listed([self.ledger.all.claimant(name) for name in snapshot.through[:MOST]])
            notes.append(f"Known only through {names}.")
        if snapshot.id in self.ledger.confirmed:
            notes.append(f"{capital(confirmed_words(self.ledger.confirmed[snapshot.id]))}.")
        reports = count_words(len(snapshot.reports), "report")
        if len(snapshot.claims) > 1:
            notes.append(f"It stands in {reports}, in {count_words(len(snapshot.claims), 'place')}; it counts once.")
        kept = self._premises([(claim, "") for claim in snapshot.claims], at, depth + 1, MOST_QUOTES)
        return Answer(
            id=snapshot.id,
            kind="figure",
            what=capital(self.say.figure(snapshot)),
            at=at,
            notes=tuple(notes),
            because=kept.answers,
            unshown=kept.unshown,
            deeper=kept.deeper,
        )

    def _claim(self, claim: str, at: str) -> Answer:
        known = self.ledger.all.claims[claim]
        return Answer(
            id=claim,
            kind="claim",
            what=self.say.claim(claim),
            at=at,
            words=claim_words(self.ledger.all, known),
            notes=(*claim_notes(self.ledger.all, known), *ruled_notes(self.ledger, claim)),
        )

    def _victim(self, victim: str, at: str) -> Answer:
        known = self.ledger.all.victims[victim]
        spans = (*known.mentions, *(fate.span for fate in known.fates))
        befell = [f"{capital(fate.outcome.replace('_', ' '))}: “{shown(fate.span.exact, 80)}”." for fate in known.fates]
        return Answer(
            id=victim,
            kind="victim",
            what=self.say.victim(victim),
            at=at,
            words=words_of(self.ledger.all, known.report, spans[0]) if spans else None,
            notes=tuple(befell[:MOST]),
        )

    def _worked(self, why: Derivation) -> tuple[Worked, ...]:
        return tuple(
            Worked(
                gives=shown(step.gives, 40),
                value=step.value,
                says=equation_words(step),
                parts=self._parts(step),
            )
            for step in why.steps
        )

    def _parts(self, step: Step) -> tuple[Part, ...]:
        terms = step.terms if self.everything else step.terms[:MOST]
        return tuple(Part(id=t.id, end=t.end, value=t.value, minus=t.minus, says=self._term(t)) for t in terms)

    def _term(self, term: Term) -> str:
        """Whose number a term is, and which: "“745”, killed, civilians — a monitor"."""
        snapshot = self.ledger.snapshots.get(term.id)
        exact = snapshot is not None and snapshot.low == snapshot.high
        which = end_words(term, exact=exact or term.id in self.ledger.persons)
        what = line_words(self.ledger, self._kind(term.id), term.id)
        return f"{which} {what}" if which else what

    def _brief(self, snapshot: str) -> str:
        known = self.ledger.snapshots.get(snapshot)
        return self.say.figure(known) if known is not None else shown(snapshot, 80)

    def _further(self, kind: Kind, some_id: str) -> list[Line]:
        """What else of the ledger speaks of a thing: where a figure is used, what is made of a toll."""
        ledger = self.ledger
        found: list[tuple[Kind, str]] = []
        if kind == "toll":
            found += [("estimate", e.id) for e in ledger.estimates.values() if e.toll == some_id]
            found += [("bound", b.id) for b in ledger.bounds.values() if b.toll == some_id]
        if kind in ("figure", "claim"):
            figure = ledger.snapshot_of_claim.get(some_id, some_id)
            found += [("figure", figure)] if kind == "claim" and figure in ledger.snapshots else []
            found += [("estimate", e.id) for e in ledger.estimates.values() if figure in (*e.used, *rests_on(e.why))]
            found += [("contradiction", k.id) for k in ledger.contradictions.values() if figure in k.snapshots]
            found += [
                ("relation", r.id) for r in ledger.relations.values() if {figure, some_id} & {r.subject, *r.objects}
            ]
            found += [
                ("bound", b.id)
                for b in ledger.bounds.values()
                if figure in (*rests_on(b.low_why), *rests_on(b.high_why))
            ]
        return [
            Line(id=i, event=ledger.event, kind=k, says=capital(line_words(ledger, k, i)))
            for k, i in (found if self.everything else found[:MOST_FURTHER])
        ]


class _Kept(NamedTuple):
    """Premises that were answered, how many were left out for their number, and whether all were for their depth."""

    answers: tuple[Answer, ...]
    unshown: int
    deeper: bool


def _ends(why: Derivation, own: str = "") -> list[tuple[str, str]]:
    """The ids that a derivation rests on, each with the end that its steps work with; only bounds are told apart by it.

    A bound that no step names is meant with the end that is being derived (`own`).
    """
    ends: dict[str, list[str]] = {}
    for step in why.steps:
        for term in step.terms:
            ends.setdefault(term.id, []).append("high" if term.end.startswith("high") else "low")
    return [(i, end) for i in rests_on(why) for end in dict.fromkeys(ends.get(i, [own]))]


def _whole(says: str) -> str:
    """A derivation's sentences, whole."""
    return capital(shown(says, LONGEST))


def _letter(number: int) -> str:
    """A, B, … for what stands beside."""
    return chr(ord("A") + number - 1) if number <= 26 else f"Z{number}"
