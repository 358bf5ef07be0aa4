"""Relations along one series: relays, updates, revisions; and figures that are taken back or denied.

Relations stand between snapshots, after relays are folded, so their number grows with what was said and not with how
often it was repeated.
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.model import Relation

from .book import Book
from .drafts import relation
from .entries import Entry
from .say import Teller, capital, clip
from .series import Run, Snap, takes_back, told


def along(book: Book, tell: Teller) -> Iterator[tuple[Relation, ...]]:
    """Relays of each snapshot, updates and revisions along each series; one tuple a series."""
    for run in book.runs:
        yield book.memo.rows("along", run.id, (run,), _along, run, tell)


def _along(run: Run, tell: Teller) -> Iterator[Relation]:
    for snap in run.snaps:
        yield from _relays(snap, tell)
    yield from _changes(run, tell)


def _relays(snap: Snap, tell: Teller) -> Iterator[Relation]:
    """Each report that carries a claimant's figure, where more than one does: one claim, relayed."""
    if snap.voice.claimant is None or len(snap.reports) < 2:
        return
    what = f"{tell.figure(snap)} {tell.what(snap.key)} stands in {len(snap.reports)} reports, here "
    whose = f"as the figure of {tell.who(snap.voice)}; they relay one claim and count as one voice"
    objects = (snap.id,)
    seen: set[str] = set()
    for entry in snap.entries:
        claim = entry.claim
        if claim.report in seen:
            continue
        seen.add(claim.report)
        probably = "" if entry.certainty == "certain" else "probably "
        repeats = "; this report repeats another report's text" if entry.source != claim.report else ""
        says = f"{what}{probably}{whose}{repeats}."
        yield relation("relays", claim.id, objects, "relays.same_figure", says, (claim.id, snap.id))


def _changes(run: Run, tell: Teller) -> Iterator[Relation]:
    """Each snapshot of a series against the one before it that counts the same days."""
    if run.key.is_rest:
        return
    before: dict[object, Snap] = {}
    for snap in run.snaps:
        if not snap.says_number or snap.withdrawn:
            continue
        earlier = before.get(snap.stretch)
        if earlier is not None and not _told_at_once(earlier, snap):
            yield _change(earlier, snap, tell)
        before[snap.stretch] = snap


def _told_at_once(a: Snap, b: Snap) -> bool:
    """Whether one report says both in one breath without contradiction: "hundreds", and further down "over 300"."""
    together = not set(a.reports).isdisjoint(b.reports) and a.day == b.day
    return together and a.figure.meets(b.figure)


def revises(a: Snap, b: Snap) -> bool:
    """Whether the later of two figures of one series goes down: it reaches lower, or leaves the earlier one out.

    A vague word with no upper end ("hundreds") goes down on nothing.
    """
    low, earlier = b.figure.low, a.figure.low
    if b.vague and b.figure.high is None:
        return False
    if low is None or earlier is None:
        return b.figure.high is not None and earlier is not None and b.figure.high < earlier
    return low < earlier


def _change(a: Snap, b: Snap, tell: Teller) -> Relation:
    by_date = told(a, b)
    lower = revises(a, b)
    if a.figure == b.figure:
        how = "it repeats the figure at a later time"
    elif not lower:
        how = "the later figure is consistent with a toll that grows"
    elif b.figure.below(a.figure):
        how = "the later figure is lower and excludes the earlier one"
    else:
        how = "the later figure reaches lower than the earlier one"
    order = (
        "dates tell the order" if by_date else "no date tells which came first, so the order is inferred from growth"
    )
    says = (
        f"{capital(tell.who(b.voice))} put {tell.what(b.key)} first at {tell.dated(a)}, then at {tell.dated(b)}: "
        f"{how}; {order}."
    )
    kind = "revises" if lower else "updates"
    rule = f"{kind}.{'dated' if by_date else 'growth'}"
    return relation(kind, b.id, (a.id,), rule, says, (b.id, a.id), inferred=not by_date)  # type: ignore[arg-type]


def denials(book: Book, tell: Teller) -> Iterator[Relation]:
    """Denied figures that somebody gave: a claimant takes its own back, or denies another's."""
    for entry in book.entries.denied:
        for run in book.by_key.get(entry.key, ()):
            for snap in run.snaps:
                if takes_back(entry, snap):
                    yield _denial(entry, snap, tell)


def _denial(entry: Entry, snap: Snap, tell: Teller) -> Relation:
    claim = entry.claim
    own = entry.voice == snap.voice and entry.voice.claimant is not None
    who = capital(tell.who(entry.voice))
    said = f"“{clip(claim.figure.words, 60)}” {tell.what(entry.key)}"
    premises = (claim.id, snap.id)
    if own:
        says = f"{who} denies {said}, its own figure of before ({tell.dated(snap)}), which therefore stands no more."
        return relation("retracts", claim.id, (snap.id,), "retracts.own_figure", says, premises)
    says = f"{who} denies {said}, the figure of {tell.who(snap.voice)} ({tell.dated(snap)})."
    return relation("denies", claim.id, (snap.id,), "denies.same_figure", says, premises)
