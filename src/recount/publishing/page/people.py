"""Who speaks and who was harmed: claimants and who relays them, aligned quotations, persons identified."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from recount.model import Attribution, Change, Claimant, Piece, Quotation, Wording

from ..index import LedgerIndex
from ..prose import link
from ..words import OUTCOMES, count_words, days_words, kind_words, listed, shown
from .linker import Linker
from .tolls import Tolls


@dataclass(frozen=True, slots=True)
class ClaimantView:
    """A claimant of one event: its spellings, its figures, who relays it, and what is only probable."""

    anchor: str
    name: str
    kind: str
    nameless: bool
    party: str
    spellings: tuple[Markup, ...]
    figures: tuple[Markup, ...]
    outlets: tuple[Markup, ...]
    reasons: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class WordingView:
    """One report's wording of a quotation, with its differences from the fullest marked."""

    outlet: Markup
    speaker: str
    notes: str
    words: Markup


@dataclass(frozen=True, slots=True)
class QuotationView:
    """One utterance in its wordings."""

    anchor: str
    speakers: tuple[str, ...]
    reason: str
    wordings: tuple[WordingView, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """An identified victim: apart from the tolls and never added to them."""

    anchor: str
    id: str
    name: str
    described: bool
    age: str
    sex: str
    outcome: str
    told_by: tuple[Markup, ...]
    why: Markup


def claimants(ledger: LedgerIndex, to: Linker, tolls: Tolls) -> tuple[ClaimantView, ...]:
    """The claimants of one event: the named first, then by how many reports carry them."""
    found: dict[str, list[Attribution]] = {claimant: [] for claimant in ledger.claimants}
    for report in ledger.ledger.event.reports:
        for attribution in ledger.all.attributions_in.get(report, ()):
            found[attribution.claimant].append(attribution)
    views = [
        (not known.named, -len(_reports(ledger, found[known.id])), known.name, known.id, known)
        for known in (ledger.all.claimants[i] for i in found if i in ledger.all.claimants)
    ]
    return tuple(_claimant(ledger, to, known, found[known.id]) for *_, known in sorted(views, key=lambda v: v[:4]))


def _reports(ledger: LedgerIndex, attributions: list[Attribution]) -> list[str]:
    return sorted({ledger.all.claims[a.claim].report for a in attributions})


def _claimant(ledger: LedgerIndex, to: Linker, known: Claimant, attributions: list[Attribution]) -> ClaimantView:
    spellings: dict[str, Markup] = {}
    outlets: dict[str, Markup] = {}
    reasons: dict[str, Markup] = {}
    order = sorted(attributions, key=lambda a: (a.certainty != "certain", a.claim))
    for attribution in order:
        claim = ledger.all.claims[attribution.claim]
        words = shown(claim.claimant.exact, 80) if claim.claimant else ""
        probable = Markup(' <span class="tag doubt">probable</span>') if attribution.certainty == "probable" else ""
        if words:
            spellings.setdefault(words, link(f"“{words}”", to.claim(claim.id), "said") + probable)
        if attribution.certainty == "probable":
            reason = Markup("“{}”, {}: {}").format(words, to.report(claim.report), shown(attribution.reason, 400))
            reasons.setdefault(f"{words} {claim.report}", reason)
        outlets.setdefault(claim.report, to.report(claim.report, to.claim(claim.id), claim.local_id))
    figures = {
        snapshot.id: to.figure(snapshot)
        for series in (*ledger.ledger.series, *ledger.ledger.background)
        if series.claimant == known.id
        for snapshot in series.snapshots
    }
    return ClaimantView(
        anchor=to.anchors.of("claimant", ledger.event, known.id),
        name=ledger.all.claimant(known.id),
        kind=kind_words(known.kind),
        nameless=not known.named,
        party=shown(known.party or "", 80),
        spellings=tuple(spellings.values()),
        figures=tuple(figures.values()),
        outlets=tuple(outlets.values()),
        reasons=tuple(reasons.values()),
    )


def voices_in_all(ledger: LedgerIndex) -> str:
    """The event in one sentence: how many outlets, how many named claimants behind them."""
    named = {c for v in ledger.ledger.voices for c in v.named}
    outlets = count_words(len(ledger.all.outlets(ledger.ledger.event.reports)), "outlet")
    behind = count_words(len(named), "named claimant")
    names = sorted(ledger.all.claimant(c) for c in named)
    return f"{outlets}, {behind}{': ' + listed(names) if names else ''}"


def quotations(ledger: LedgerIndex, to: Linker) -> tuple[QuotationView, ...]:
    """The quotations that reports of this event carry."""
    found = {q.id: q for report in ledger.ledger.event.reports for q in ledger.all.quotations_in.get(report, ())}
    return tuple(_quotation(ledger, to, found[some_id]) for some_id in sorted(found))


def _quotation(ledger: LedgerIndex, to: Linker, quotation: Quotation) -> QuotationView:
    wordings = [w for w in quotation.wordings if w.statement in ledger.all.statements]
    wordings.sort(key=lambda w: (w.statement != quotation.fullest, w.statement))
    names = dict.fromkeys(shown(n, 80) for n in (quotation.speaker or "", *quotation.spellings))
    return QuotationView(
        anchor=to.anchors.of("quotation", ledger.event, quotation.id),
        speakers=tuple(name for name in names if name) or ("a speaker without a name",),
        reason=shown(quotation.reason, 400),
        wordings=tuple(_wording(ledger, to, quotation, w) for w in wordings),
    )


def _wording(ledger: LedgerIndex, to: Linker, quotation: Quotation, wording: Wording) -> WordingView:
    statement = ledger.all.statements[wording.statement]
    several = len(quotation.wordings) > 1
    notes = [
        "paraphrase" if statement.kind == "paraphrase" else "quotation",
        "fullest wording" if several and wording.statement == quotation.fullest else "",
        "earliest" if several and wording.statement == quotation.earliest else "",
        "" if statement.closed else "its quotation mark never closes",
        *(_changed(change) for change in wording.changes),
    ]
    outlet = to.report(statement.report, to.statement(statement.id), statement.id.rpartition("#")[2])
    pieces = wording.pieces or (Piece("same", statement.span.exact),)
    words = Markup(" ").join(_piece(p) for p in pieces if shown(p.words, 2000))
    return WordingView(
        outlet=outlet,
        speaker=shown(statement.speaker.exact, 80) if statement.speaker else "",
        notes=", ".join(note for note in notes if note),
        words=words,
    )


def _changed(change: Change) -> str:
    """ "says otherwise (negation): without “not”", "says otherwise (number): “40”, not “14”"."""
    here, there = shown(change.here, 80), shown(change.there, 80)
    said = f"“{here}”, not “{there}”" if here and there else f"“{here}” put in" if here else f"“{there}” left out"
    return f"says something else ({shown(change.kind, 40)}): {said}"


_PIECES = {
    "same": "{}",
    "other": '<mark class="other"><span class="vh">[other words: </span>{}<span class="vh">]</span></mark>',
    "only_here": '<ins><span class="vh">[only here: </span>{}<span class="vh">]</span></ins>',
    "missing_here": '<del><span class="vh">[missing here: </span>{}<span class="vh">]</span></del>',
}


def _piece(piece: Piece) -> Markup:
    return Markup(_PIECES[piece.kind]).format(shown(piece.words, 2000))  # noqa: S704 - the frames above are ours


def persons(ledger: LedgerIndex, to: Linker) -> tuple[PersonView, ...]:
    """The identified victims, the named before those only described."""
    views = []
    for person in sorted(ledger.ledger.persons, key=lambda p: (p.name is None, p.name or "", p.id)):
        told = []
        whens = []
        roles = []
        for victim in person.victims:
            known = ledger.all.victims.get(victim)
            if known is None:
                continue
            told.append(to.report(known.report, to.victim(victim)))
            roles.append(shown(known.role or "", 60))
            whens += [days_words(f.when.period.start, f.when.period.end) for f in known.fates if f.when]
        role = next((r for r in roles if r), "")
        when = next((w for w in whens if w), "")
        outcome = OUTCOMES[person.outcome].lower()
        views.append(
            PersonView(
                anchor=to.anchors.of("identified", ledger.event, person.id),
                id=shown(person.id, 80),
                name=shown(person.name, 100) if person.name else role or "not named",
                described=person.name is None,
                age=str(person.age) if person.age is not None else "",
                sex="" if person.sex == "unknown" else person.sex,
                outcome=f"{outcome}, {when}" if when else outcome,
                told_by=tuple(told),
                why=escape(shown(person.why.says, 300)),
            )
        )
    return tuple(views)
