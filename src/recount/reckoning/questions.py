"""Questions: what a reviewer should look into, in plain sentences with the ids that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from recount.model import (
    Attribution,
    Change,
    Contradiction,
    Period,
    Placing,
    Question,
    QuestionKind,
    Quotation,
    Relation,
)

from .book import Book
from .ids import made_of
from .intervals import Interval, is_absurd
from .said import Sayings
from .say import Teller, capital, clip, listed
from .series import Run, Snap

KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)
_FROM_RELATIONS: dict[str, QuestionKind] = {
    "conflicts": "conflict",
    "stale_mix": "stale_mix",
    "impossible_sum": "impossible_sum",
}


def questions(
    book: Book,
    relations: Sequence[Relation],
    found: Sequence[Contradiction],
    said: Sayings,
    quotations: Sequence[Quotation],
    tell: Teller,
) -> tuple[Question, ...]:
    """All open questions about the current figures, by kind and then in the order of what they ask about."""
    kinds: dict[QuestionKind, list[Question]] = {kind: [] for kind in KINDS}
    for relation in relations:
        kind = _FROM_RELATIONS.get(relation.kind)
        if kind is not None:
            kinds[kind].append(book.memo.piece("doubt", relation.id, (relation,), _doubt, kind, relation))
    for one in found:
        kinds["contradiction"].append(_question("contradiction", one.why.says, (one.id, *one.snapshots)))
    for runs in book.by_key.values():
        vouched = book.memo.piece("vouched", runs[0].key, runs, _vouched, runs)
        for run in runs:
            own = vouched if run.voice.claimant is None else frozenset()
            asked = book.memo.rows("questions", run.id, (run, own), _of_run, run, own, book, said, tell)
            for question in asked:
                kinds[question.kind].append(question)
    kinds["changed_quotation"].extend(_changed(quotations, book))
    return tuple(question for row in kinds.values() for question in row)


def _changed(quotations: Iterable[Quotation], book: Book) -> Iterator[Question]:
    """Wordings of one quotation that say something else than its fullest, where both stand in the event's reports."""
    for quotation in quotations:
        first = book.outlet(quotation.fullest.rpartition("#")[0])
        for wording in quotation.wordings:
            outlet = book.outlet(wording.statement.rpartition("#")[0])
            if first is None or outlet is None or not wording.changes:
                continue
            speaker = clip(quotation.speaker or "the speaker", 80)
            differ = "; ".join(_differ(change) for change in wording.changes)
            says = f"What did {speaker} say? {clip(outlet)} has it otherwise than {clip(first)}: {differ}."
            yield _question("changed_quotation", says, (wording.statement, quotation.fullest))


def _differ(change: Change) -> str:
    here, there = clip(change.here, 80), clip(change.there, 80)
    if here and there:
        return f"“{here}” where the other has “{there}”"
    return f"“{here}”, which the other does not have" if here else f"without “{there}”"


def _doubt(kind: QuestionKind, relation: Relation) -> Question:
    return _question(kind, relation.why.says, (relation.id, relation.subject, *relation.objects))


def _vouched(runs: Sequence[Run]) -> frozenset[Interval]:
    """The figures of a toll that a claimant gives."""
    return frozenset(snap.figure for run in runs for snap in run.snaps if snap.voice.claimant is not None)


def _question(kind: QuestionKind, says: str, about: tuple[str, ...], of: str = "") -> Question:
    """A question; `of` tells two of one kind about the same things apart."""
    return Question(id=made_of("q", kind, of, *about), kind=kind, says=says, about=about)


def _of_run(
    run: Run,
    vouched: frozenset[Interval],
    book: Book,
    said: Sayings,
    tell: Teller,
) -> Iterator[Question]:
    unnamed = run.voice.claimant is not None and not book.is_named(run.voice)
    for snap in run.snaps:
        if run.voice.claimant is None:
            yield from _no_claimant(snap, vouched, tell)
        elif unnamed:
            says = f"{capital(tell.what(snap.key))}: {tell.figure(snap)} is from {tell.who(snap.voice)}. Who is that?"
            yield _question("unnamed_claimant", says, (snap.id, *_claim_ids(snap)))
        if is_absurd(snap.first.claim.figure):
            says = f"{capital(tell.what(snap.key))}: {tell.figure(snap)} can be no number of people. What was meant?"
            yield _question("absurd_figure", says, (snap.id, *_claim_ids(snap)))
        yield from _probable(snap, said.attributions.by_claim, tell)
        yield from _no_date(snap, tell)
        yield from _ambiguous(snap, said.placings.by_claim, tell)
    if run.order == "inferred":
        given = listed([tell.figure(snap) for snap in run.sized])
        says = (
            f"In which order did {tell.who(run.voice)} give {given} {tell.what(run.key)}? No date tells the whole "
            "order; it is inferred from growth."
        )
        yield _question("inferred_order", says, (run.id, *(snap.id for snap in run.sized)))


def _no_claimant(snap: Snap, vouched: frozenset[Interval], tell: Teller) -> Iterator[Question]:
    """A figure in an outlet's own voice, unless a claimant gives the same figure of the same toll: a headline, then."""
    if snap.figure in vouched:
        return
    words = sorted({clip(e.claim.claimant.exact, 80) for e in snap.entries if e.claim.claimant is not None})
    nobody = "names nobody who vouches for it"
    if words:
        nobody = f"gives it as that of {listed([f'“{word}”' for word in words])}, who could not be found out"
    says = (
        f"{capital(tell.what(snap.key))}: {clip(snap.voice.outlet or 'an outlet')} gives {tell.figure(snap)} and "
        f"{nobody}. Who counted them?"
    )
    yield _question("no_claimant", says, (snap.id, *_claim_ids(snap)))


def _probable(snap: Snap, tied: Mapping[str, Attribution], tell: Teller) -> Iterator[Question]:
    claims = [entry.claim for entry in snap.entries if entry.certainty == "probable"]
    if not claims:
        return
    words = sorted({clip(claim.claimant.exact, 80) for claim in claims if claim.claimant is not None})
    reasons = sorted({clip(tied[claim.id].reason, 400) for claim in claims if tied[claim.id].reason})
    said = listed([f"“{word}”" for word in words]) if words else "the claimant"
    because = f" ({'; '.join(reasons)})" if reasons else ""
    says = f"Is {said} {tell.who(snap.voice)}? {tell.figure(snap)} {tell.what(snap.key)} rests on it{because}."
    yield _question("probable_claimant", says, (snap.id, *sorted(claim.id for claim in claims)))


def _no_date(snap: Snap, tell: Teller) -> Iterator[Question]:
    """A figure of which nothing tells when it was said, and words of time that fix no day."""
    if snap.day is None and snap.latest is None:
        says = f"No date tells when {tell.who(snap.voice)} gave {tell.figure(snap)} {tell.what(snap.key)}."
        yield _question("no_date", says, (snap.id, *_claim_ids(snap)))
    unfixed = [e.claim for e in snap.entries if e.claim.when is not None and _fixes_nothing(e.claim.when.period)]
    if unfixed:
        words = sorted({clip(claim.when.span.exact, 80) for claim in unfixed if claim.when is not None})
        said = listed([f"“{word}”" for word in words])
        says = f"Which days does {said} mean, of {tell.figure(snap)} {tell.what(snap.key)}?"
        yield _question("no_date", says, (snap.id, *sorted(claim.id for claim in unfixed)), "days meant")


def _fixes_nothing(period: Period) -> bool:
    return period.start is None and period.end is None


def _ambiguous(snap: Snap, placings: Mapping[str, Placing], tell: Teller) -> Iterator[Question]:
    claims = [e.claim for e in snap.entries if e.claim.place is not None and _is_open(placings.get(e.claim.id))]
    if not claims:
        return
    words = sorted({clip(claim.place.exact, 80) for claim in claims if claim.place is not None})
    reasons = sorted({clip(placings[claim.id].reason, 400) for claim in claims} - {""})
    because = f" ({'; '.join(reasons)})" if reasons else ""
    said = listed([f"“{word}”" for word in words])
    says = f"Which place is {said}, where {tell.who(snap.voice)} counts {tell.figure(snap)}?{because}"
    yield _question("ambiguous_place", says, (snap.id, *sorted(claim.id for claim in claims)))


def _is_open(placing: Placing | None) -> bool:
    """Whether a name may be one of several places."""
    return placing is not None and placing.place is None and bool(placing.candidates)


def _claim_ids(snap: Snap) -> tuple[str, ...]:
    return tuple(sorted(entry.claim.id for entry in snap.entries))
