"""Relations along one series (relays, updates, revises) and between claimants (agrees, conflicts, not comparable).

Relations stand between snapshots, after relays are folded, so their number grows with what was said and not with how
often it was repeated. Where very many voices count one toll, each is compared with the best supported ones only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Literal

from recount.model import Derivation, RelationKind

from .book import Book
from .comparable import compare
from .drafts import Draft
from .intervals import growth
from .say import Teller, capital
from .series import Run, Snap, apart, told
from .tolls import TollKey, nearest

MOST_VOICES = 24
"""So many voices about one toll are compared pair by pair; further ones are compared with none."""
MOST_HOLDERS = 4
"""A figure is set against so many of the series that count a wider toll, the best supported ones."""
MOST_SNAPSHOTS = 64
"""So many of a series' last snapshots are compared with another voice's."""


def along(book: Book, tell: Teller) -> Iterator[Draft]:
    """Relays of each snapshot; updates and revisions along each series."""
    for run in book.runs:
        for snap in run.snaps:
            yield from _relays(snap, tell)
        yield from _changes(run, tell)


def _relays(snap: Snap, tell: Teller) -> Iterator[Draft]:
    """Each report that carries a claimant's figure, where more than one does: one claim, relayed."""
    if snap.voice.claimant is None or len(snap.reports) < 2:
        return
    seen: set[str] = set()
    for entry in snap.entries:
        claim = entry.claim
        if claim.report in seen:
            continue
        seen.add(claim.report)
        probably = "" if entry.certainty == "certain" else "probably "
        says = (
            f"{tell.figure(snap)} {tell.what(snap.key)} stands in {len(snap.reports)} reports, here {probably}as the "
            f"figure of {tell.who(snap.voice)}; they relay one claim and count as one voice"
        )
        if entry.source != claim.report:
            says += "; this report repeats another report's text"
        yield Draft("relays", claim.id, (snap.id,), Derivation("relays.same_figure", f"{says}.", (claim.id, snap.id)))


def _changes(run: Run, tell: Teller) -> Iterator[Draft]:
    """Each snapshot of a series against the one before it that counts the same days."""
    if run.key.is_rest:
        return
    before: dict[object, Snap] = {}
    for snap in run.snaps:
        if not snap.says_number:
            continue
        earlier = before.get(snap.only_day)
        if earlier is not None and not _told_at_once(earlier, snap):
            yield _change(earlier, snap, tell)
        before[snap.only_day] = snap


def _told_at_once(a: Snap, b: Snap) -> bool:
    """Whether one report says both in one breath without contradiction: "hundreds", and further down "over 300"."""
    together = not set(a.reports).isdisjoint(b.reports) and a.day == b.day
    return together and a.figure.meets(b.figure)


def _change(a: Snap, b: Snap, tell: Teller) -> Draft:
    by_date = told(a, b)
    low, earlier = b.figure.low, a.figure.low
    if low is None or earlier is None:
        grows = b.figure.high is None or earlier is None or b.figure.high >= earlier
    else:
        grows = low >= earlier
    if a.figure == b.figure:
        how = "it repeats the figure at a later time"
    elif grows:
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
    kind: RelationKind = "updates" if grows else "revises"
    rule = f"{kind}.{'dated' if by_date else 'growth'}"
    return Draft(kind, b.id, (a.id,), Derivation(rule, says, (b.id, a.id)), inferred=not by_date)


def across(book: Book, tell: Teller) -> Iterator[Draft]:
    """Agreements, conflicts and what is not comparable, between different voices."""
    held: dict[TollKey, list[Run]] = {}
    for key, runs in book.by_key.items():
        if key.is_rest:
            continue
        speaking = sorted((run for run in runs if _speaks(run)), key=lambda run: _weight(run, book))
        chosen = [run for run in speaking if run.voice.claimant is not None][:MOST_VOICES]
        outlets = _by_figure([run for run in speaking if run.voice.claimant is None])[:MOST_VOICES]
        for one, other in _pairs(chosen, outlets):
            yield from _pair(one, other, book, tell)
        held[key] = chosen or outlets
    for key, runs in held.items():
        for wide in nearest(key, held, book.places):
            if wide.outcome == key.outcome:
                yield from _contained(runs, held[wide], book, tell)


def _speaks(run: Run) -> bool:
    return any(snap.says_number for snap in run.snaps)


def _weight(run: Run, book: Book) -> tuple[object, ...]:
    """Sort key: named claimants first, then by how many reports carry the series."""
    sources = {source for snap in run.snaps for source in snap.sources}
    return (not book.is_named(run.voice), run.voice.claimant is None, -len(sources), run.voice.rank)


def _by_figure(runs: list[Run]) -> list[Run]:
    """One series of each latest figure, the best supported."""
    found: dict[object, Run] = {}
    for run in runs:
        found.setdefault(run.snaps[-1].figure, run)
    return list(found.values())


def _pairs(claimants: list[Run], outlets: list[Run]) -> Iterator[tuple[Run, Run]]:
    """The series of one toll to compare.

    Nobody vouches for a figure in an outlet's own voice: it bears nobody out, and where claimants count the toll it is
    a question who counted it rather than a contradiction. Where none does, outlets are all there is.
    """
    yield from combinations(claimants, 2)
    if not claimants:
        yield from combinations(outlets, 2)


def _pair(one: Run, other: Run, book: Book, tell: Teller) -> Iterator[Draft]:
    """Two voices about one toll: where they agree, and if they do not, the clash that lies closest in time.

    A figure of unknown time agrees if it meets any figure of the other's, and then conflicts with none of them.
    """
    agreeing: dict[str, str] = {}
    clashes: list[tuple[Snap, Snap]] = []
    comparable = False
    for mine, theirs, forward in ((one, other, True), (other, one, False)):
        for snap in _speaking(mine):
            near = [s for s in _speaking(theirs) if s.only_day == snap.only_day and not apart(s, snap)]
            comparable = comparable or bool(near)
            met = min((s for s in near if _bears_out(s, snap)), key=lambda s: _gap(s, snap), default=None)
            if met is None:
                clashes += [(snap, s) if forward else (s, snap) for s in near if not s.figure.meets(snap.figure)]
                continue
            a, b = (snap, met) if forward else (met, snap)
            if a.id not in agreeing and b.id not in agreeing:
                agreeing[a.id], agreeing[b.id] = b.id, a.id
                if one.voice.claimant is not None and not (a.vague or b.vague):  # "hundreds" bears nobody out
                    yield _verdict("agrees", a, b, tell)
    clashes = [pair for pair in clashes if pair[0].id not in agreeing and pair[1].id not in agreeing]
    if clashes:
        yield _verdict("conflicts", *min(clashes, key=_closeness), tell)
    if not comparable and one.latest is not None and other.latest is not None and one.voice.claimant is not None:
        yield _not_comparable(one.latest, other.latest, book, tell)


def _bears_out(a: Snap, b: Snap) -> bool:
    """Whether two figures meet, and the one reaches the other where only a highest number is known of it.

    "Nearly 1,500" and "803" exclude each other no more than they bear each other out.
    """
    return a.figure.meets(b.figure) and a.figure.reaches(b.figure) and b.figure.reaches(a.figure)


def _closeness(pair: tuple[Snap, Snap]) -> tuple[object, ...]:
    """Sort key of clashes: said on days that are known and closest, then the latest of each."""
    a, b = pair
    days = abs((a.day - b.day).days) if a.day is not None and b.day is not None else 2
    return (days, -int(a.id[1:]) - int(b.id[1:]), -int(a.id[1:]))


def _speaking(run: Run) -> list[Snap]:
    """The last snapshots of a series that say a number."""
    return [snap for snap in run.snaps if snap.says_number][-MOST_SNAPSHOTS:]


def _gap(a: Snap, b: Snap) -> tuple[object, ...]:
    """How far two figures lie apart, the same figure first; ties by the order of ids."""
    x, y = a.figure.number or 0, b.figure.number or 0
    return (a.figure != b.figure, abs(x - y), int(a.id[1:]))


def _verdict(kind: Literal["agrees", "conflicts"], a: Snap, b: Snap, tell: Teller) -> Draft:
    met = "one number can be true to both" if kind == "agrees" else "no number can be true to both"
    if kind == "agrees" and (a.figure.approximate or b.figure.approximate):
        met += ", an approximate figure taken within 10%"
    unknown = "" if a.day and b.day else "; where no day is told the two are taken to speak of the same time"
    says = (
        f"{capital(tell.who(a.voice))} puts {tell.what(a.key)} at {tell.dated(a)}, {tell.who(b.voice)} at "
        f"{tell.dated(b)}: {met}{unknown}."
    )
    why = Derivation(f"{kind}.intervals", says, (a.id, b.id))
    return Draft(kind, a.id, (b.id,), why)


def _contained(parts: list[Run], wholes: list[Run], book: Book, tell: Teller) -> Iterator[Draft]:
    """A toll that another voice's toll holds: a conflict where the part exceeds the whole, else not comparable.

    Where the part's voice counts the whole as well, the wholes are compared, and the parts add nothing to that.
    """
    for part in parts:
        for whole in [whole for whole in wholes if whole.voice != part.voice][:MOST_HOLDERS]:
            clash = _impossible(part, whole)
            if clash is not None and whole.key not in book.accounts[part.voice]:
                yield _exceeds(*clash, tell)
            elif clash is None and book.is_named(part.voice) and book.is_named(whole.voice):
                small, large = part.latest or part.snaps[-1], _beside(part, whole)
                yield _not_comparable(small, large, book, tell)


def _beside(part: Run, whole: Run) -> Snap:
    """The snapshot of the whole that a reader of the part may set against it.

    That is the last that a report tells together with the part, else the last that was published by then.
    """
    small = part.latest or part.snaps[-1]
    known = _speaking(whole) or list(whole.snaps)
    together = [snap for snap in known if not set(snap.reports).isdisjoint(small.reports)]
    by_then = [s for s in known if s.latest is not None and small.latest is not None and s.latest <= small.latest]
    return (together or by_then or known[:1])[-1]


def _impossible(part: Run, whole: Run) -> tuple[Snap, Snap] | None:
    """The part that exceeds every figure of the whole at what may be its time, with the largest of them."""
    wide = [snap for snap in _speaking(whole) if snap.only_day is None]
    for snap in reversed(_speaking(part)):
        near = [s for s in wide if not apart(s, snap)]
        exceeded = [s for s in near if s.figure.widened().below(snap.figure.widened())]
        if near and len(exceeded) == len(near):
            return snap, max(exceeded, key=lambda s: growth(s.figure))
    return None


def _exceeds(part: Snap, whole: Snap, tell: Teller) -> Draft:
    says = (
        f"{capital(tell.who(part.voice))} puts {tell.what(part.key)} at {tell.dated(part)}, which is more than "
        f"{tell.dated(whole)} that {tell.who(whole.voice)} gives for {tell.what(whole.key)}, who include them."
    )
    return Draft("conflicts", part.id, (whole.id,), Derivation("conflicts.part_above_whole", says, (part.id, whole.id)))


def _not_comparable(a: Snap, b: Snap, book: Book, tell: Teller) -> Draft:
    found = compare(a, b, book.places).differences
    reasons = []
    if a.key != b.key:
        reasons.append(f"the figure of {tell.who(a.voice)} {tell.counts(a.key, b.key)}")
    if "period" in found:
        reasons.append("one of them counts a single day and the other does not count that day alone")
    if "as_of" in found:
        reasons.append("they were said more than a day apart")
    says = (
        f"{capital(tell.who(a.voice))} puts {tell.what(a.key)} at {tell.dated(a)}, {tell.who(b.voice)} puts "
        f"{tell.what(b.key)} at {tell.dated(b)}; the two are not comparable: {'; '.join(reasons)}."
    )
    why = Derivation("not_comparable", says, (a.id, b.id))
    return Draft("not_comparable", a.id, (b.id,), why, differences=found)
