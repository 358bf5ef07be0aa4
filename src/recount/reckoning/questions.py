"""Questions: what a reviewer should look into, in plain sentences with the ids that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

from recount.model import Attribution, Links, Period, Question, QuestionKind, Relation

from .book import Book
from .intervals import Interval
from .say import Teller, capital, clip, listed
from .series import Snap
from .tolls import TollKey

KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)
_FROM_RELATIONS: dict[str, QuestionKind] = {
    "conflicts": "conflict",
    "stale_mix": "stale_mix",
    "impossible_sum": "impossible_sum",
}


class _Draft(NamedTuple):
    kind: QuestionKind
    says: str
    about: tuple[str, ...]


def questions(book: Book, relations: Sequence[Relation], links: Links, tell: Teller) -> tuple[Question, ...]:
    """All open questions about the current figures, q1, q2, …, by kind and then in the order of what they ask about."""
    found = [
        *_of_relations(relations),
        *_no_claimant(book, tell),
        *_unnamed(book, tell),
        *_probable(book, links, tell),
        *_no_date(book, tell),
        *_inferred(book, tell),
        *_ambiguous(book, links, tell),
    ]
    found.sort(key=lambda draft: KINDS.index(draft.kind))
    return tuple(
        Question(id=f"q{number}", kind=draft.kind, says=draft.says, about=draft.about)
        for number, draft in enumerate(found, start=1)
    )


def _of_relations(relations: Sequence[Relation]) -> Iterator[_Draft]:
    for relation in relations:
        kind = _FROM_RELATIONS.get(relation.kind)
        if kind is not None:
            yield _Draft(kind, relation.why.says, (relation.id, relation.subject, *relation.objects))


def _no_claimant(book: Book, tell: Teller) -> Iterator[_Draft]:
    """Figures in an outlet's own voice, unless a claimant gives the same figure of the same toll: a headline, then."""
    vouched: set[tuple[TollKey, Interval]] = {
        (snap.key, snap.figure) for snap in book.snaps if snap.voice.claimant is not None
    }
    for snap in book.snaps:
        if snap.voice.claimant is None and (snap.key, snap.figure) not in vouched:
            words = sorted({clip(e.claim.claimant.exact, 80) for e in snap.entries if e.claim.claimant is not None})
            nobody = "names nobody who vouches for it"
            if words:
                nobody = f"gives it as that of {listed([f'“{word}”' for word in words])}, who could not be found out"
            says = (
                f"{capital(tell.what(snap.key))}: {clip(snap.voice.outlet or 'an outlet')} gives {tell.figure(snap)} "
                f"and {nobody}. Who counted them?"
            )
            yield _Draft("no_claimant", says, (snap.id, *_claim_ids(snap)))


def _unnamed(book: Book, tell: Teller) -> Iterator[_Draft]:
    for snap in book.snaps:
        if snap.voice.claimant is not None and not book.is_named(snap.voice):
            says = f"{capital(tell.what(snap.key))}: {tell.figure(snap)} is from {tell.who(snap.voice)}. Who is that?"
            yield _Draft("unnamed_claimant", says, (snap.id, *_claim_ids(snap)))


def _probable(book: Book, links: Links, tell: Teller) -> Iterator[_Draft]:
    tied: dict[str, Attribution] = {attribution.claim: attribution for attribution in links.attributions}
    for snap in book.snaps:
        claims = [entry.claim for entry in snap.entries if entry.certainty == "probable"]
        if not claims:
            continue
        words = sorted({clip(claim.claimant.exact, 80) for claim in claims if claim.claimant is not None})
        reasons = sorted({clip(tied[claim.id].reason, 400) for claim in claims if tied[claim.id].reason})
        said = listed([f"“{word}”" for word in words]) if words else "the claimant"
        because = f" ({'; '.join(reasons)})" if reasons else ""
        says = f"Is {said} {tell.who(snap.voice)}? {tell.figure(snap)} {tell.what(snap.key)} rests on it{because}."
        yield _Draft("probable_claimant", says, (snap.id, *sorted(claim.id for claim in claims)))


def _no_date(book: Book, tell: Teller) -> Iterator[_Draft]:
    """Figures of which nothing tells when they were said, and words of time that fix no day."""
    for snap in book.snaps:
        if snap.day is None and snap.latest is None:
            says = f"No date tells when {tell.who(snap.voice)} gave {tell.figure(snap)} {tell.what(snap.key)}."
            yield _Draft("no_date", says, (snap.id, *_claim_ids(snap)))
        unfixed = [e.claim for e in snap.entries if e.claim.when is not None and _fixes_nothing(e.claim.when.period)]
        if unfixed:
            words = sorted({clip(claim.when.span.exact, 80) for claim in unfixed if claim.when is not None})
            says = (
                f"Which days does {listed([f'“{word}”' for word in words])} mean, of {tell.figure(snap)} "
                f"{tell.what(snap.key)}?"
            )
            yield _Draft("no_date", says, (snap.id, *sorted(claim.id for claim in unfixed)))


def _fixes_nothing(period: Period) -> bool:
    return period.start is None and period.end is None


def _inferred(book: Book, tell: Teller) -> Iterator[_Draft]:
    for run in book.runs:
        if run.order == "inferred":
            said = listed([tell.figure(snap) for snap in run.sized])
            says = (
                f"In which order did {tell.who(run.voice)} give {said} {tell.what(run.key)}? No date tells the whole "
                "order; it is inferred from growth."
            )
            yield _Draft("inferred_order", says, (run.id, *(snap.id for snap in run.sized)))


def _ambiguous(book: Book, links: Links, tell: Teller) -> Iterator[_Draft]:
    open_places = {p.claim: p for p in links.placings if p.place is None and p.candidates}
    for snap in book.snaps:
        claims = [entry.claim for entry in snap.entries if entry.claim.id in open_places and entry.claim.place]
        if claims:
            words = sorted({clip(claim.place.exact, 80) for claim in claims if claim.place is not None})
            reasons = sorted({clip(open_places[claim.id].reason, 400) for claim in claims} - {""})
            because = f" ({'; '.join(reasons)})" if reasons else ""
            says = (
                f"Which place is {listed([f'“{word}”' for word in words])}, where {tell.who(snap.voice)} counts "
                f"{tell.figure(snap)}?{because}"
            )
            yield _Draft("ambiguous_place", says, (snap.id, *sorted(claim.id for claim in claims)))


def _claim_ids(snap: Snap) -> tuple[str, ...]:
    return tuple(sorted(entry.claim.id for entry in snap.entries))
