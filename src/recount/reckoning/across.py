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
from .lattice import members
from .say import Teller, capital
from .series import Run, Snap, apart
from .tolls import TollKey, differences

MOST_VOICES = 24
"""So many voices about one toll are compared pair by pair; further ones are compared with none."""
MOST_HOLDERS = 6
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
    mine = {voice: lattice.mask(account) for voice, account in book.accounts.items()}
    for key, parts in held.items():
        number = lattice.number(key)
        most = max(part.most for part in parts) if parts else 0
        for wider in members(lattice.wider(number) & known):
            wide = lattice.keys[wider]
            wholes = tuple(run for run in held[wide] if run.least < most)
            if wide.outcome == key.outcome and wholes:
                between = lattice.narrower(wider) & lattice.wider(number)
                near = tuple(run for run in wholes if not mine[run.voice] & between)
                bare = tuple(part for part in parts if not mine[part.voice] & (between | 1 << wider))
                of = (near, bare)
                yield memo.rows("exceeds", (key, wide), of, _exceeding, bare, near, tell)
        for wide in lattice.nearest(key, known):
            if wide.outcome == key.outcome:
                wholes = held[wide]
                yield memo.rows("contained", (key, wide), (parts, wholes), _contained, parts, wholes, book, tell)


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
    near = [
        (a, b)
        for a in one.speaking
        for b in other.by_stretch.get(a.stretch, ())
        if b.until >= a.since - 1 and b.since <= a.until + 1
    ]
    bearing = [pair for pair in near if _bears_out(*pair)]
    named = one.voice.claimant is not None
    if named:
        told = _told(bearing)
        yield from (_agrees(a, b, tell) for a, b in bearing if (a.id, b.id) in told)
    clashes = [pair for pair in near if not pair[0].figure.meets(pair[1].figure)]
    if clashes and bearing:
        settled = _Settled(bearing)
        clashes = [pair for pair in clashes if not settled.is_settled(*pair)]
    if clashes:
        place = {snap.id: number for run in (one, other) for number, snap in enumerate(run.snaps)}
        yield _conflicts(*min(clashes, key=lambda pair: _closeness(pair, place)), tell)
    comparable = bool(near)
    if not clashes and not bearing:  # one clash is told of two voices about one toll
        for part, whole in ((one, other), (other, one)):
            exceeding = _impossible(part, whole, same=True)
            if exceeding is not None:
                comparable = True
                yield _exceeds(*exceeding, tell)
    if not comparable and named:
        yield _not_comparable(one.latest or one.snaps[-1], other.latest or other.snaps[-1], tell)


def _told(bearing: list[tuple[Snap, Snap]]) -> set[tuple[str, str]]:
    """Of the pairs that bear each other out, each figure's with the one that lies nearest to it.

    Vague words bear nobody out: of them none is told.
    """
    nearest: dict[str, tuple[tuple[bool, int], tuple[str, str]]] = {}
    for a, b in bearing:
        if a.vague or b.vague:
            continue
        gap, ids = _gap(a, b), (a.id, b.id)
        for id in ids:
            if id not in nearest or gap < nearest[id][0]:
                nearest[id] = (gap, ids)
    return {ids for _, ids in nearest.values()}


class _Settled:
    """Which figures are borne out by the other voice, and how many days off at the nearest (None: days not told)."""

    def __init__(self, bearing: list[tuple[Snap, Snap]]) -> None:
        self._days: dict[str, int | None] = {}
        for a, b in bearing:
            days = _days_off(a, b)
            for id in (a.id, b.id):
                known = self._days.get(id, days)
                self._days[id] = days if known is None else known if days is None else min(known, days)

    def is_settled(self, a: Snap, b: Snap) -> bool:
        """Whether one of two figures that clash is borne out at a time no further off than theirs.

        Where a day is not told, by any figure: the two may then speak of different times.
        """
        off = _days_off(a, b)
        for snap in (a, b):
            if snap.id in self._days:
                days = self._days[snap.id]
                if off is None or (days is not None and days <= off):
                    return True
        return False


def _days_off(a: Snap, b: Snap) -> int | None:
    """How many days apart two figures were said at the least; None where a day is not told."""
    if a.day is None or b.day is None:
        return None
    return max(0, a.since - b.until, b.since - a.until)


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
    off = _days_off(a, b)
    return (2 if off is None else off, -place[a.id] - place[b.id], -place[a.id])


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


def _exceeding(parts: tuple[Run, ...], wholes: tuple[Run, ...], tell: Teller) -> Iterator[Relation]:
    """Parts that exceed another voice's whole.

    `parts` are series whose voice counts nothing that holds them up to the whole, which would be compared instead;
    `wholes` those whose voice counts nothing in between.
    """
    for part in parts:
        for whole in [whole for whole in wholes if whole.voice != part.voice][:MOST_HOLDERS]:
            clash = _impossible(part, whole)
            if clash is not None:
                yield _exceeds(*clash, tell)


def _contained(parts: tuple[Run, ...], wholes: tuple[Run, ...], book: Book, tell: Teller) -> Iterator[Relation]:
    """A toll that another voice's toll holds, and does not exceed: the two are not comparable."""
    for part in parts:
        if not book.is_named(part.voice):
            continue
        for whole in [whole for whole in wholes if whole.voice != part.voice][:MOST_HOLDERS]:
            if book.is_named(whole.voice) and _impossible(part, whole) is None:
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
            and not _begins_after(snap, s)
        ]
        exceeded = [s for s in near if s.within.high is not None and s.within.high < low]
        if near and len(exceeded) == len(near):
            return snap, max(exceeded, key=lambda s: growth(s.figure))
    return None


def _begins_after(part: Snap, whole: Snap) -> bool:
    """Whether a stretch begins after a total was said, which cannot hold it then."""
    start = part.stretch.start if part.stretch is not None else None
    return start is not None and whole.until < start.toordinal()


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
