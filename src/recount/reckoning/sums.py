"""Parts and sums: what is part of what, and whether the parts that an account lists add up to its total.

A breakdown is what one report lists as the parts of one figure: by the text's own words ("including"), or told by the
same voice beside it of people whom the figure counts. Only disjoint parts are added. The same breakdown in several
reports is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from recount.model import APPROXIMATION, Period, Relation, Step, Term

from .book import Book
from .drafts import relation
from .entries import Entry, Voice
from .intervals import Interval, remainder, total, widened_total
from .say import Teller, capital, listed, number
from .series import SAME_TIME, Run, Snap, ids, said_before
from .tolls import TollKey, disjoint

MOST_PARTS = 64
"""So many of a breakdown's parts, the largest first, are looked at for a sum."""


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """The parts that one report lists of one figure. `by_text` are those that its words call parts.

    `parts` are disjoint, the largest first; `older` says that the report itself dates them before the total.
    `figures` is what the parts say, whenever they said it; `sum` adds them up as stated, `widened` with approximate
    ones within 10%. `fits` says whether the sum closes the total: it meets it, and reaches it where only the total's
    high end is known. `misadds` says that all is one voice's and the parts are more than their total even so.
    """

    whole: Snap
    parts: tuple[Snap, ...]
    by_text: bool
    older: bool
    figures: frozenset[tuple[Voice, TollKey, Interval]] = field(init=False)
    sum: Interval = field(init=False)
    widened: Interval = field(init=False)
    fits: bool = field(init=False)
    misadds: bool = field(init=False)

    def __post_init__(self) -> None:
        """Add the parts up."""
        note = partial(object.__setattr__, self)
        note("figures", frozenset((part.voice, part.key, part.figure) for part in self.parts))
        note("sum", total([part.figure for part in self.parts]))
        note("widened", widened_total([part.figure for part in self.parts]))
        note("fits", self._fits())
        high = self.whole.within.high
        lows = sum(part.within.low or 0 for part in self.parts)
        note("misadds", high is not None and lows > high and _one_voice(self))

    @property
    def is_older(self) -> bool:
        """Whether all parts were said before the total: as the report dates them, or more than a day as others do."""
        day = self.whole.day
        days = [part.last_day for part in self.parts if part.last_day is not None]
        told = day is not None and len(days) == len(self.parts) > 1 and day - max(days) > SAME_TIME
        return self.older or told

    def _fits(self) -> bool:
        whole = self.whole.figure.widened()
        if whole.low is None and whole.high is not None:
            whole = Interval(whole.high * (100 - APPROXIMATION) // 100, whole.high)
        return self.widened.high is not None and not whole.below(self.widened) and not self.widened.below(whole)


def _one_voice(item: Breakdown) -> bool:
    return all(part.voice == item.whole.voice for part in item.parts)


def parts(book: Book, tell: Teller) -> Iterator[tuple[Relation, ...]]:
    """What is part of what: as the text says it, and, within one account, as the tolls themselves tell."""
    memo = book.memo
    in_text: set[str] = set()
    for run in book.runs:
        of = tuple([book.snap_of_claim.get(entry.claim.part_of or "") for entry in run.parts])
        if any(of):
            found = memo.rows("part of text", run.id, (run, *of), _by_words, run, book, tell)
            in_text.update(one.subject for one in found)
            yield found
    for voice, account in book.accounts.items():
        runs = tuple(account.values())
        loose = tuple(run for run in runs if not run.key.is_rest and run.snaps[-1].id not in in_text)
        if loose and len(runs) > 1:
            yield memo.rows("part of toll", voice, (runs, loose), _by_tolls, account, loose, book, tell)


def _by_words(run: Run, book: Book, tell: Teller) -> Iterator[Relation]:
    said: set[tuple[str, str]] = set()
    for snap in run.snaps:
        for entry in snap.entries:
            whole = book.snap_of_claim.get(entry.claim.part_of or "")
            if whole is None or whole is snap or (snap.id, whole.id) in said or not _is_current(whole):
                continue
            said.add((snap.id, whole.id))
            says = f"{capital(tell.full(snap))} are part of {tell.full(whole)}: the report's own words say so."
            premises = (snap.id, whole.id, entry.claim.id, entry.claim.part_of or "")
            yield relation("part_of", snap.id, (whole.id,), "part_of.text", says, premises)


def _by_tolls(account: dict[TollKey, Run], loose: tuple[Run, ...], book: Book, tell: Teller) -> Iterator[Relation]:
    known = book.lattice.mask(iter(account))
    for run in loose:
        snap = run.snaps[-1]
        for wide in book.lattice.nearest(run.key, known):
            same = [whole for whole in account[wide].snaps if whole.stretch == snap.stretch and not whole.withdrawn]
            holder = _holder(snap, tuple(same) or account[wide].cumulative)
            if holder is not None:
                says = (
                    f"{capital(tell.who(run.voice))} puts {tell.what(run.key)} at {tell.dated(snap)}, and "
                    f"{tell.what(wide)} at {tell.dated(holder)}: whom the first counts, the second counts too."
                )
                yield relation("part_of", snap.id, (holder.id,), "part_of.containment", says, (snap.id, holder.id))


def _is_current(snap: Snap) -> bool:
    return snap.entries[0].claim.scope == "current"


def _holder(part: Snap, wholes: tuple[Snap, ...]) -> Snap | None:
    """Of a series that holds the part's toll, the first snapshot said on the part's day or later, else the last.

    A cumulative count holds whatever was counted before it, and nothing that was counted after it.
    """
    later = [whole for whole in wholes if not said_before(whole, part)]
    if part.day is not None:
        for whole in later:
            if whole.day is not None and whole.day >= part.day:
                return whole
    return later[-1] if later else None


def sums(book: Book, found: Sequence[Breakdown], tell: Teller) -> Iterator[tuple[Relation, ...]]:
    """Each breakdown checked against its total; `found` are those of the event."""
    by_key: dict[TollKey, list[Breakdown]] = {}
    for item in found:
        by_key.setdefault(item.whole.key, []).append(item)
    for items in by_key.values():
        listing: dict[object, list[Breakdown]] = {}
        for item in items:
            for figure in item.figures:
                listing.setdefault(figure, []).append(item)
        for item in items:
            stale = None if item.fits else _stale(item, listing)
            id = (item.whole.id, *(part.id for part in item.parts))
            yield book.memo.rows("sum", id, (item, stale), _checked, item, stale, tell)


def _checked(item: Breakdown, stale: Breakdown | None, tell: Teller) -> Iterator[Relation]:
    if item.whole.figure.widened().below(_low_end(item.widened)):
        yield _impossible(item, tell)
    elif stale is not None or (item.is_older and not item.fits):
        yield _stale_mix(item, stale, tell)
    elif item.fits and item.whole.figure.says_something:
        yield _closes(item, tell)
    elif (item.by_text or len(item.parts) > 1) and _tells_something(item):
        yield _leaves(item, tell)


def _low_end(value: Interval) -> Interval:
    return Interval(value.low, value.low)


def _tells_something(item: Breakdown) -> bool:
    rest = remainder(item.whole.figure, item.sum)
    return rest.high is not None or bool(rest.low)


class Breakdowns:
    """The breakdowns of an event's reports, kept from one time to the next."""

    def __init__(self) -> None:
        self._of_report: dict[str, tuple[Breakdown, ...]] = {}

    def of(self, book: Book) -> list[Breakdown]:
        """All breakdowns, one for each figure and set of parts; one whose parts are some of another's is left out."""
        changed = book.changed
        for report in changed:
            self._of_report.pop(report, None)
        for report in changed:
            row = book.entries.by_report.get(report, ())
            found = tuple(_in_report(row, book)) if len(row) > 1 else ()
            if found:
                self._of_report[report] = found
        listed: dict[str, list[Breakdown]] = {}
        for report in sorted(self._of_report):
            for item in self._of_report[report]:
                listed.setdefault(item.whole.id, []).append(item)
        made: list[Breakdown] = []
        for run in book.runs:
            for whole in run.snaps:
                if whole.id in listed:
                    items = tuple(listed[whole.id])
                    made.extend(book.memo.piece("broken down", whole.id, items, _merged, items))
        return made


def _merged(items: Sequence[Breakdown]) -> tuple[Breakdown, ...]:
    """The breakdowns of one figure, each set of parts once, and none whose parts are some of another's."""
    same: dict[frozenset[str], Breakdown] = {}
    for item in items:
        parts = frozenset(part.id for part in item.parts)
        known = same.get(parts, item)
        by_text, older = known.by_text or item.by_text, known.older or item.older
        same[parts] = (
            known if (known.by_text, known.older) == (by_text, older) else replace(known, by_text=by_text, older=older)
        )
    return tuple(item for these, item in same.items() if not any(these < other for other in same))


def _in_report(report: Sequence[Entry], book: Book) -> Iterator[Breakdown]:
    """The breakdowns that one report lists, in the order of its figures."""
    snap_of = book.snap_of_claim
    wholes: dict[str, tuple[Snap, list[Entry]]] = {}
    text: dict[str, list[Entry]] = {}
    for entry in report:
        snap = snap_of[entry.claim.id]
        wholes.setdefault(snap.id, (snap, []))[1].append(entry)
        whole = snap_of.get(entry.claim.part_of or "")
        if whole is not None and whole is not snap and _is_current(whole):
            text.setdefault(whole.id, []).append(entry)
    beside = _told_beside(report, book)
    for id, (whole, entries) in wholes.items():
        by_text = text.get(id, [])
        chosen: dict[str, Snap] = {snap_of[e.claim.id].id: snap_of[e.claim.id] for e in by_text}
        for snap in beside.get(id, ()):
            chosen.setdefault(snap.id, snap)
        parts = _partition(whole, list(chosen.values()), book) or _apart(list(chosen.values()), book)
        if parts:
            days = {entry.day for entry in entries if entry.day is not None}
            dated = [e.day for e in by_text if e.day is not None and snap_of[e.claim.id] in parts]
            older = bool(days and dated) and len(dated) >= len(parts) and max(dated) < min(days)
            yield Breakdown(whole, tuple(parts), bool(by_text), older)


def _told_beside(report: Sequence[Entry], book: Book) -> dict[str, list[Snap]]:
    """For each figure (id) the figures that the same voice tells in the same report of people among its own."""
    accounts: dict[tuple[Voice, Period | None], dict[TollKey, list[Entry]]] = {}
    for entry in report:
        if entry.stretch is None or entry.stretch.precision != "day":
            accounts.setdefault((entry.voice, entry.stretch), {}).setdefault(entry.key, []).append(entry)
    found: dict[str, list[Snap]] = {}
    for account in accounts.values():
        known = book.lattice.mask(iter(account))
        for key, entries in account.items():
            loose = [entry for entry in entries if entry.claim.part_of is None][:MOST_PARTS]
            for wide in book.lattice.nearest(key, known) if loose else ():
                for whole in account[wide][:MOST_PARTS]:
                    row = found.setdefault(book.snap_of_claim[whole.claim.id].id, [])
                    row.extend(
                        book.snap_of_claim[part.claim.id]
                        for part in loose
                        if part.day == whole.day or None in (part.day, whole.day)
                    )
    return found


def _apart(candidates: list[Snap], book: Book) -> list[Snap]:
    """Disjoint parts, taken from the largest on."""
    chosen: list[Snap] = []
    known = [snap for snap in candidates if snap.figure.says_something]
    for snap in sorted(known, key=_largest)[:MOST_PARTS]:
        if all(disjoint(snap.key, other.key, book.places, told_together=True) for other in chosen):
            chosen.append(snap)
    return chosen


def _partition(whole: Snap, candidates: list[Snap], book: Book) -> list[Snap]:
    """Men, women and children, where they make just the total; else nothing: children may be girls, or boys.

    Told beside each other such a list means grown men and women, which only its sum can tell.
    """
    if whole.figure.high is None:
        return []
    people = [snap for snap in candidates if snap.figure.says_something][:MOST_PARTS]
    told = {(snap.key.group.age, snap.key.group.sex) for snap in people}
    grown = told & {("unknown", "female"), ("unknown", "male")}
    if len(told) != len(people) or not grown or told - grown != {("child", "unknown")}:
        return []
    tried = Breakdown(whole, tuple(sorted(people, key=_largest)), by_text=True, older=False)
    return list(tried.parts) if tried.fits else []


def _largest(snap: Snap) -> tuple[int, tuple[object, ...]]:
    """Sort key: the largest number first, then in the order of ids."""
    return (-(snap.figure.number or 0), snap.rank)


def _stale(item: Breakdown, listing: Mapping[object, Sequence[Breakdown]]) -> Breakdown | None:
    """The earlier, smaller total that already had these parts, where the parts do not add up to this one.

    `listing` has the breakdowns of the same toll under each figure that is among their parts.
    """
    if len(item.parts) < 2:
        return None
    for other in min((listing[figure] for figure in item.figures), key=len):
        if other.whole.id == item.whole.id or not item.figures <= other.figures:
            continue
        smaller, larger = other.whole.figure.number, item.whole.figure.number
        later = item.whole.day is None or other.whole.day is None or other.whole.day <= item.whole.day
        if smaller is not None and larger is not None and smaller < larger and later:
            return other
    return None


def _added(item: Breakdown, tell: Teller) -> tuple[str, tuple[str, ...]]:
    """The sum as prose ("“745” civilians killed and … make 1,018"), and the ids that it rests on."""
    said = listed([f"{tell.figure(part)} {tell.what(part.key)}" for part in item.parts])
    if len(item.parts) > 1:
        said += f" make {'about ' if item.sum.approximate else ''}{number(item.sum)}"
    return said, (item.whole.id, *(part.id for part in item.parts))


def _given(item: Breakdown, tell: Teller) -> str:
    return f"{tell.dated(item.whole)}, at which {tell.who(item.whole.voice)} puts {tell.what(item.whole.key)}"


def _closes(item: Breakdown, tell: Teller) -> Relation:
    added, premises = _added(item, tell)
    says = f"{capital(added)}: this agrees with {_given(item, tell)}."
    return relation("closes", item.whole.id, ids(item.parts), "closes.sum", says, premises)


def _leaves(item: Breakdown, tell: Teller) -> Relation:
    added, premises = _added(item, tell)
    rest = remainder(item.whole.figure, item.sum)
    about = "; the parts are approximate, and so is the rest" if item.sum.approximate else ""
    says = f"{capital(added)} out of {_given(item, tell)}: {number(rest)} are left unaccounted{about}."
    rule = "leaves_unaccounted.sum"
    return relation(
        "leaves_unaccounted", item.whole.id, ids(item.parts), rule, says, premises, rest=rest, steps=_rest(item, rest)
    )


def _rest(item: Breakdown, rest: Interval) -> tuple[Step, ...]:
    """How many are left, worked out: the whole's one end with the parts' other ends taken off."""
    whole, made = item.whole, []
    if rest.low is not None and whole.figure.low is not None and item.sum.high is not None:
        terms = (
            Term(whole.id, "low", whole.figure.low),
            *(Term(p.id, "high", p.figure.high or 0, True) for p in item.parts),
        )
        made.append(Step("low", rest.low, "sum", terms))
    if rest.high is not None and whole.figure.high is not None:
        lows = (Term(p.id, "low", p.figure.low, True) for p in item.parts if p.figure.low is not None)
        made.append(Step("high", rest.high, "sum", (Term(whole.id, "high", whole.figure.high), *lows)))
    return tuple(made)


def _impossible(item: Breakdown, tell: Teller) -> Relation:
    added, premises = _added(item, tell)
    excess = (item.sum.low or 0) - (item.whole.figure.high or 0)
    says = f"{capital(added)}: this is {excess:,} more than {_given(item, tell)}."
    return relation("impossible_sum", item.whole.id, ids(item.parts), "impossible_sum.sum", says, premises)


def _stale_mix(item: Breakdown, earlier: Breakdown | None, tell: Teller) -> Relation:
    added, premises = _added(item, tell)
    rest = remainder(item.whole.figure, item.sum)
    if earlier is not None:
        reason = f"the same parts already stood under the smaller, earlier {_given(earlier, tell)}"
        premises = (*premises, earlier.whole.id)
    else:
        reason = "the parts were said before the total"
    says = (
        f"{capital(added)}: this does not reach {_given(item, tell)}; {reason}, so the breakdown is older than its "
        "total."
    )
    rule, steps = "stale_mix.parts", _rest(item, rest)
    return relation("stale_mix", item.whole.id, ids(item.parts), rule, says, premises, rest=rest, steps=steps)
