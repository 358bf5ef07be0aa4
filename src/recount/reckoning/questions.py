"""Questions: what a reviewer should look into, in plain sentences with the ids that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import get_args

from recount.model import (
    Attribution,
    Contradiction,
    Links,
    Period,
    Placing,
    Question,
    QuestionKind,
    Relation,
)

from .book import Book
from .ids import made_of
from .intervals import Interval, is_absurd
from .say import Teller, capital, clip, listed
from .series import Run, Snap

KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)
_FROM_RELATIONS: dict[str, QuestionKind] = {
    "conflicts": "conflict",
    "stale_mix": "stale_mix",
    "impossible_sum": "impossible_sum",
}


def questions(
    book: Book, relations: Sequence[Relation], found: Sequence[Contradiction], links: Links, tell: Teller
) -> tuple[Question, ...]:
    """All open questions about the current figures, by kind and then in the order of what they ask about."""
    kinds: dict[QuestionKind, list[Question]] = {kind: [] for kind in KINDS}
    for relation in relations:
        kind = _FROM_RELATIONS.get(relation.kind)
        if kind is not None:
            about = (relation.id, relation.subject, *relation.objects)
            kinds[kind].append(_question(kind, relation.why.says, about))
    for one in found:
        kinds["contradiction"].append(_question("contradiction", one.why.says, (one.id, *one.snapshots)))
    known = _Linked(links)
    for runs in book.by_key.values():
        vouched = book.memo.piece("vouched", runs[0].key, runs, _vouched, runs)
        for run in runs:
            own = vouched if run.voice.claimant is None else frozenset()
            asked = book.memo.rows("questions", run.id, (run, own), _of_run, run, own, book, known, tell)
            for question in asked:
                kinds[question.kind].append(question)
    return tuple(question for row in kinds.values() for question in row)


def _vouched(runs: Sequence[Run]) -> frozenset[Interval]:
    """The figures of a toll that a claimant gives."""
    return frozenset(snap.figure for run in runs for snap in run.snaps if snap.voice.claimant is not None)


class _Linked:
    """Attributions and open placings by claim, put together when the first is asked for."""

    def __init__(self, links: Links) -> None:
        self._links = links

    @cached_property
    def tied(self) -> Mapping[str, Attribution]:
        return {attribution.claim: attribution for attribution in self._links.attributions}

    @cached_property
    def open_places(self) -> Mapping[str, Placing]:
        return {p.claim: p for p in self._links.placings if p.place is None and p.candidates}


def _question(kind: QuestionKind, says: str, about: tuple[str, ...], of: str = "") -> Question:
    """A question; `of` tells two of one kind about the same things apart."""
    return Question(id=made_of("q", kind, of, *about), kind=kind, says=says, about=about)


def _of_run(
    run: Run,
    vouched: frozenset[Interval],
    book: Book,
    known: _Linked,
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
        yield from _probable(snap, known.tied, tell)
        yield from _no_date(snap, tell)
        yield from _ambiguous(snap, known.open_places, tell)
    if run.order == "inferred":
        said = listed([tell.figure(snap) for snap in run.sized])
        says = (
            f"In which order did {tell.who(run.voice)} give {said} {tell.what(run.key)}? No date tells the whole "
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


def _ambiguous(snap: Snap, open_places: Mapping[str, Placing], tell: Teller) -> Iterator[Question]:
    claims = [entry.claim for entry in snap.entries if entry.claim.id in open_places and entry.claim.place]
    if not claims:
        return
    words = sorted({clip(claim.place.exact, 80) for claim in claims if claim.place is not None})
    reasons = sorted({clip(open_places[claim.id].reason, 400) for claim in claims} - {""})
    because = f" ({'; '.join(reasons)})" if reasons else ""
    said = listed([f"“{word}”" for word in words])
    says = f"Which place is {said}, where {tell.who(snap.voice)} counts {tell.figure(snap)}?{because}"
    yield _question("ambiguous_place", says, (snap.id, *sorted(claim.id for claim in claims)))


def _claim_ids(snap: Snap) -> tuple[str, ...]:
    return tuple(sorted(entry.claim.id for entry in snap.entries))
