"""Relations between claimants: agrees, conflicts, not comparable (DESIGN.md, "Reckoning, exactly").

Two figures are comparable when event, outcome, victims, place, perpetrator and period match or one contains the other.
Where one holds the other no agreement can be asserted; only a part above its whole contradicts. Where very many voices
count one toll, each is compared with the best supported ones only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from recount.model import Difference, Relation

from . import stretches
from .book import Book
from .drafts import relation
from .intervals import growth
from .say import Teller, capital
from .series import Run, Snap, apart
from .tolls import TollKey, differences

MOST_VOICES = 24
"""So many voices about one toll are compared pair by pair; further ones are compared with none."""
MOST_HOLDERS = 4
"""A figure is set against so many of the series that count a wider toll, the best supported ones."""


def across(book: Book, tell: Teller) -> Iterator[tuple[Relation, ...]]:
    """Agreements, conflicts and what is not comparable, between different voices; tuples in the order of tolls."""
    memo, lattice = book.memo, book.lattice
    held: dict[TollKey, tuple[Run, ...]] = {}
    for key, runs in book.by_key.items():
        if key.is_rest:
            continue
        claimants, outlets = memo.piece("speaking", key, runs, _chosen, runs, book)
        held[key] = claimants or outlets
        yield memo.rows("match", key, (claimants, outlets), _match, claimants, outlets, book, tell)
    known = lattice.mask(iter(held))
    for key, parts in held.items():
        for wide in lattice.nearest(key, known):
            if wide.outcome == key.outcome:
                wholes = held[wide]
                both = frozenset(part.voice for part in parts if wide in book.accounts[part.voice])
                of = (parts, wholes, both)
                yield memo.rows("contained", (key, wide), of, _contained, parts, wholes, both, book, tell)


def _match(claimants: tuple[Run, ...], outlets: tuple[Run, ...], book: Book, tell: Teller) -> Iterator[Relation]:
    """The relations between the series of one toll."""
    for one, other in _pairs(claimants, outlets):
        yield from book.memo.rows("pair", (one.id, other.id), (one, other), _pair, one, other, tell)


def _chosen(runs: tuple[Run, ...], book: Book) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The series of a toll that are compared: claimants', and outlets' that name nobody."""
    speaking = sorted((run for run in runs if run.speaking), key=lambda run: _weight(run, book))
    claimants = [run for run in speaking if run.voice.claimant is not None][:MOST_VOICES]
    outlets: dict[object, Run] = {}
    for run in speaking:
        if run.voice.claimant is None:  # of outlets with one latest figure, the best supported
            outlets.setdefault(run.snaps[-1].figure, run)
    return tuple(claimants), tuple(outlets.values())[:MOST_VOICES]


def _weight(run: Run, book: Book) -> tuple[object, ...]:
    """Sort key: named claimants first, then by how many reports carry the series."""
    return (not book.is_named(run.voice), run.voice.claimant is None, -len(run.sources), run.voice.rank)


def _pairs(claimants: tuple[Run, ...], outlets: tuple[Run, ...]) -> Iterator[tuple[Run, Run]]:
    """The series of one toll to compare.

    Nobody vouches for a figure in an outlet's own voice: it bears nobody out, and where claimants count the toll it is
    a question who counted it rather than a contradiction. Where none does, outlets are all there is.
    """
    yield from combinations(claimants, 2)
    if not claimants:
        yield from combinations(outlets, 2)


def _pair(one: Run, other: Run, tell: Teller) -> Iterator[Relation]:
    """Two voices about one toll: where they agree, and if they do not, the clash that lies closest in time.

    A figure of unknown time agrees if it meets any figure of the other's, and then conflicts with none of them.
    """
    agreeing: dict[str, str] = {}
    clashes: list[tuple[Snap, Snap]] = []
    comparable = False
    named = one.voice.claimant is not None
    for mine, theirs, forward in ((one, other, True), (other, one, False)):
        for snap in mine.speaking:
            first, last = snap.since - 1, snap.until + 1
            near = [s for s in theirs.by_stretch.get(snap.stretch, ()) if s.until >= first and s.since <= last]
            if not near:
                continue
            comparable = True
            bearing = [s for s in near if _bears_out(s, snap)]
            if not bearing:
                clashes += [(snap, s) if forward else (s, snap) for s in near if not s.figure.meets(snap.figure)]
                continue
            met = bearing[0] if len(bearing) == 1 else min(bearing, key=lambda s, snap=snap: _gap(s, snap))  # type: ignore[misc]
            a, b = (snap, met) if forward else (met, snap)
            if a.id not in agreeing and b.id not in agreeing:
                agreeing[a.id], agreeing[b.id] = b.id, a.id
                if named and not (a.vague or b.vague):  # "hundreds" bears nobody out
                    yield _agrees(a, b, tell)
    clashes = [pair for pair in clashes if pair[0].id not in agreeing and pair[1].id not in agreeing]
    if clashes:
        place = {snap.id: number for run in (one, other) for number, snap in enumerate(run.snaps)}
        yield _conflicts(*min(clashes, key=lambda pair: _closeness(pair, place)), tell)
    if not clashes and not agreeing:  # one clash is told of two voices about one toll
        for part, whole in ((one, other), (other, one)):
            exceeding = _impossible(part, whole, same=True)
            if exceeding is not None:
                comparable = True
                yield _exceeds(*exceeding, tell)
    if not comparable and named and one.latest is not None and other.latest is not None:
        yield _not_comparable(one.latest, other.latest, tell)


def _bears_out(a: Snap, b: Snap) -> bool:
    """Whether two figures meet, and the one reaches the other where only a highest number is known of it.

    "Nearly 1,500" and "803" exclude each other no more than they bear each other out.
    """
    x, y = a.within, b.within
    if (x.high is not None and y.low is not None and x.high < y.low) or (
        y.high is not None and x.low is not None and y.high < x.low
    ):
        return False
    return (x.low is not None and y.low is not None) or (a.figure.reaches(b.figure) and b.figure.reaches(a.figure))


def _closeness(pair: tuple[Snap, Snap], place: dict[str, int]) -> tuple[object, ...]:
    """Sort key of clashes: said on days that are known and closest, then the latest of each."""
    a, b = pair
    days = abs((a.day - b.day).days) if a.day is not None and b.day is not None else 2
    return (days, -place[a.id] - place[b.id], -place[a.id])


def _gap(a: Snap, b: Snap) -> tuple[bool, int]:
    """How far two figures lie apart, the same figure first."""
    return (a.figure != b.figure, abs((a.figure.number or 0) - (b.figure.number or 0)))


def _both(a: Snap, b: Snap, tell: Teller) -> str:
    return (
        f"{capital(tell.who(a.voice))} puts {tell.what(a.key)} at {tell.dated(a)}, {tell.who(b.voice)} at "
        f"{tell.dated(b)}"
    )


def _time(a: Snap, b: Snap) -> str:
    return "" if a.day and b.day else "; where no day is told the two are taken to speak of the same time"


def _agrees(a: Snap, b: Snap, tell: Teller) -> Relation:
    about = ", an approximate figure taken within 10%" if a.figure.approximate or b.figure.approximate else ""
    says = f"{_both(a, b, tell)}: one number can be true to both{about}{_time(a, b)}."
    return relation("agrees", a.id, (b.id,), "agrees.intervals", says, (a.id, b.id))


def _conflicts(a: Snap, b: Snap, tell: Teller) -> Relation:
    says = f"{_both(a, b, tell)}: no number can be true to both{_time(a, b)}."
    return relation("conflicts", a.id, (b.id,), "conflicts.intervals", says, (a.id, b.id))


def _contained(
    parts: tuple[Run, ...], wholes: tuple[Run, ...], both: frozenset[object], book: Book, tell: Teller
) -> Iterator[Relation]:
    """A toll that another voice's toll holds: a conflict where the part exceeds the whole, else not comparable.

    Where the part's voice counts the whole as well (`both`), the wholes are compared, and the parts add nothing.
    """
    for part in parts:
        named = book.is_named(part.voice)
        for whole in [whole for whole in wholes if whole.voice != part.voice][:MOST_HOLDERS]:
            clash = _impossible(part, whole)
            if clash is not None:
                if part.voice not in both:
                    yield _exceeds(*clash, tell)
            elif named and book.is_named(whole.voice):
                small, large = part.latest or part.snaps[-1], _beside(part, whole)
                yield _not_comparable(small, large, tell)


def _beside(part: Run, whole: Run) -> Snap:
    """The snapshot of the whole that a reader of the part may set against it.

    That is the last that a report tells together with the part, else the last that was published by then.
    """
    small = part.latest or part.snaps[-1]
    known = whole.speaking or whole.snaps
    told = frozenset(small.reports)
    together = [snap for snap in known if not told.isdisjoint(snap.reports)]
    by_then = [s for s in known if s.latest is not None and small.latest is not None and s.latest <= small.latest]
    return (together or by_then or list(known[:1]))[-1]


def _impossible(part: Run, whole: Run, *, same: bool = False) -> tuple[Snap, Snap] | None:
    """The part that exceeds every figure of the whole at what may be its time, with the largest of them.

    `same` says that both count one toll: the part is then a stretch of the event's time, the whole a longer one.
    """
    least = whole.least
    if part.most <= least:
        return None
    for snap in reversed(part.speaking):
        low = snap.within.low
        if low is None or low <= least or (same and snap.stretch is None):
            continue
        near = [
            s
            for s in whole.speaking
            if stretches.holds(s.stretch, snap.stretch)
            and not (same and s.stretch == snap.stretch)
            and not apart(s, snap)
            and not (snap.stretch is not None and s.day is not None and _begins_after(snap, s))
        ]
        exceeded = [s for s in near if s.within.high is not None and s.within.high < low]
        if near and len(exceeded) == len(near):
            return snap, max(exceeded, key=lambda s: growth(s.figure))
    return None


def _begins_after(part: Snap, whole: Snap) -> bool:
    """Whether a stretch begins after the day that a total was said for, which cannot hold it then."""
    start = part.stretch.start if part.stretch is not None else None
    return start is not None and whole.day is not None and whole.day < start


def _exceeds(part: Snap, whole: Snap, tell: Teller) -> Relation:
    says = (
        f"{capital(tell.who(part.voice))} puts {tell.what(part.key)} at {tell.dated(part)}, which is more than "
        f"{tell.dated(whole)} that {tell.who(whole.voice)} gives for {tell.what(whole.key)}, who include them."
    )
    return relation("conflicts", part.id, (whole.id,), "conflicts.part_above_whole", says, (part.id, whole.id))


def _not_comparable(a: Snap, b: Snap, tell: Teller) -> Relation:
    found = _differences(a, b)
    reasons = []
    if a.key != b.key:
        reasons.append(f"the figure of {tell.who(a.voice)} {tell.counts(a.key, b.key)}")
    if "period" in found:
        reasons.append("they count different stretches of the time")
    if "as_of" in found:
        reasons.append("they were said more than a day apart")
    says = (
        f"{capital(tell.who(a.voice))} puts {tell.what(a.key)} at {tell.dated(a)}, {tell.who(b.voice)} puts "
        f"{tell.what(b.key)} at {tell.dated(b)}; the two are not comparable: {'; '.join(reasons)}."
    )
    return relation("not_comparable", a.id, (b.id,), "not_comparable", says, (a.id, b.id), differences=found)


def _differences(a: Snap, b: Snap) -> tuple[Difference, ...]:
    """In what two figures differ, so that they cannot be compared."""
    found: tuple[Difference, ...] = differences(a.key, b.key)
    if a.stretch != b.stretch:
        found = (*found, "period")
    if apart(a, b):
        found = (*found, "as_of")
    return found
