"""Which relations a made-up week's ledger must tell, which it may, and which it may not: everything else.

Worked out from how the figures were made, by the rules of DESIGN.md ("Reckoning, exactly") and docs/reckoning.md alone.
A relation that must be told may have several forms of which any one does ("the clash closest in time", where two are
equally close). What may be told is right where it stands, and no fault where it does not: a pair further apart in a
series, a wider toll beyond the nearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import NamedTuple

from .listed import sums
from .reports import Week
from .said import Said, Voice, holds, latest, said
from .truth import What

SYMMETRIC = ("agrees", "conflicts", "not_comparable")


class Line(NamedTuple):
    """One relation between figures (by their `Said.key`), or of a claim (by its label) to a figure."""

    kind: str
    subject: str
    objects: frozenset[str]
    differences: frozenset[str] = frozenset()
    low: int | None = None
    high: int | None = None
    inferred: bool = False


class Must(NamedTuple):
    """A relation that must be told in one of these forms, and why, in a few words."""

    forms: frozenset[Line]
    why: str


@dataclass
class Expected:
    """What a week's ledger must and may tell, with the figures that it is told of."""

    said: tuple[Said, ...]
    must: list[Must] = field(default_factory=list)
    may: set[Line] = field(default_factory=set)

    def require(self, why: str, forms: Iterable[Line]) -> None:
        """One of these must be told; any of them may."""
        found = frozenset(forms)
        self.may |= found
        if found:
            self.must.append(Must(found, why))


def line(kind: str, a: Said, b: Said, differences: frozenset[str] = frozenset(), inferred: bool = False) -> Line:
    """A relation of two figures; where it says the same both ways, the lesser key is the subject."""
    subject, other = sorted((a.key, b.key)) if kind in SYMMETRIC else (a.key, b.key)
    return Line(kind, subject, frozenset((other,)), differences, inferred=inferred)


def expected(week: Week) -> Expected:
    """What must and may be told of a week."""
    made = Expected(said(week))
    series: dict[tuple[Voice, What], list[Said]] = defaultdict(list)
    for one in made.said:
        series[one.voice, one.what].append(one)
    for row in series.values():
        _along(row, made)
        _relays(row, made)
    _denials(week, made)
    _between(series, made)
    _outlets(series, made)
    _parts_in_words(week, made)
    _parts_of_accounts(series, made)
    sums(week, made.said, made)
    return made


def _relays(row: Sequence[Said], made: Expected) -> None:
    for one in row:
        for report in sorted(one.reports) if one.voice.is_claimant and len(one.reports) > 1 else ():
            forms = [Line("relays", r["id"], frozenset((one.key,))) for r in one.rows if r["in"] == report]
            made.require("relays", forms)


def changes(a: Said, b: Said) -> tuple[str, ...]:
    """What a later figure does to an earlier one of its series: updates where it may have grown, else revises."""
    if b.vague and a.ends.meets(b.ends):
        return ("updates", "revises")
    if a.ends.low is not None and b.ends.low is not None:
        return ("updates",) if b.ends.low >= a.ends.low else ("revises",)
    if b.ends.low is None and a.ends.low is not None:
        return ("updates",) if (b.ends.high or 0) >= a.ends.low else ("revises",)
    return ("updates", "revises") if b.ends.number < a.ends.number else ("updates",)


def _along(row: Sequence[Said], made: Expected) -> None:
    """A series in the order in which it was said: each figure updates or revises the one before it."""
    sized = [one for one in row if one.has_size]
    for a, b in combinations(sized, 2):
        for kind in changes(a, b):
            made.may.add(line(kind, b, a, inferred=not a.told_before(b)))
    order_is_told = all(a.told_before(b) for a, b in combinations(sized, 2))
    grows = all(a.ends.number < b.ends.number for a, b in pairwise(sized))
    if not (order_is_told or grows):
        for a, b in [*combinations(sized, 2), *((b, a) for a, b in combinations(sized, 2))]:
            made.may |= {line(kind, b, a, inferred=mark) for kind in ("updates", "revises") for mark in (True, False)}
        return
    if not row or not row[0].voice.is_claimant:
        return
    for at, (a, b) in enumerate(pairwise(sized)):
        if b.taken_back or _in_one_breath(a, b) or (a.taken_back and not at):
            continue
        earlier = [a, sized[at - 1]] if a.taken_back and at else [a]
        forms = [line(kind, b, one, inferred=not one.told_before(b)) for one in earlier for kind in changes(one, b)]
        made.require("along", forms)


def _in_one_breath(a: Said, b: Said) -> bool:
    return bool(a.reports & b.reports) and a.days == b.days and a.ends.meets(b.ends)


def _denials(week: Week, made: Expected) -> None:
    told: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for row in week.rows:
        if row.get("denied"):
            kind = "retracts" if row["denies"].startswith(row["by"]) else "denies"
            for one in made.said:
                if row["denies"] in one.figures:
                    told[row["by"], row["denies"]].append(Line(kind, row["id"], frozenset((one.key,))))
                elif _is_repeated(row["denies"], one, week):
                    made.may.add(Line("denies", row["id"], frozenset((one.key,))))
    for forms in told.values():
        made.require(forms[0].kind, forms)


def _is_repeated(denied: str, one: Said, week: Week) -> bool:
    """Whether a figure says what was denied of another, of the same people."""
    figure = week.figures[denied]
    return one.what == figure.what and (one.ends.low, one.ends.high) == (figure.said.low, figure.said.high)


def _between(series: dict[tuple[Voice, What], list[Said]], made: Expected) -> None:
    """Claimants against each other: the same toll, or one that holds the other."""
    lines: dict[tuple[Voice, What], list[Said]] = defaultdict(list)
    for (voice, what), row in series.items():
        if voice.is_claimant:
            lines[voice, what.toll] += [one for one in row if one.has_size]
    counted: dict[Voice, set[What]] = defaultdict(set)
    for voice, what in lines:
        counted[voice].add(what)
    tolls = {what for _, what in lines}
    for ((voice, what), mine), ((other, wide), theirs) in combinations(lines.items(), 2):
        if voice == other or not mine or not theirs:
            continue
        if what == wide:
            _same_toll(mine, theirs, made)
            continue
        for one, two, a, b in ((mine, theirs, what, wide), (theirs, mine, wide, what)):
            if a.outcome == b.outcome and holds(b, a):
                nearest = not any(
                    t not in (a, b) and t.outcome == a.outcome and holds(b, t) and holds(t, a) for t in tolls
                )
                apart = a not in counted[two[0].voice] and b not in counted[one[0].voice]
                _contained(one, two, made, told=nearest and apart, whole_apart=b not in counted[one[0].voice])


def differences(a: Said, b: Said) -> frozenset[str]:
    """In what two figures differ."""
    found = set()
    if a.what.of != b.what.of:
        found.add("victims")
    for name in ("outcome", "place"):
        if getattr(a.what, name) != getattr(b.what, name):
            found.add(name)
    if a.what.by != b.what.by:
        found.add("perpetrator")
    if a.what.days != b.what.days:
        found.add("period")
    if a.apart(b):
        found.add("as_of")
    return frozenset(found)


def _agree(a: Said, b: Said) -> bool:
    """Whether one number can be true to both; "nearly 1,500" bears out only what comes within 10% of it."""
    for one, other in ((a, b), (b, a)):
        if one.ends.low is None and other.ends.number * 100 < one.ends.number * 90:
            return False
    return a.ends.meets(b.ends)


def _same_toll(mine: Sequence[Said], theirs: Sequence[Said], made: Expected) -> None:
    pairs = [(a, b) for a in mine for b in theirs]
    near = [(a, b) for a, b in pairs if a.what == b.what and not a.apart(b)]
    met = [(a, b) for a, b in near if _agree(a, b)]
    clashes = [(a, b) for a, b in near if not a.ends.meets(b.ends)]
    made.may |= {line("agrees", a, b) for a, b in near if a.ends.meets(b.ends)}
    for one, partners in _by_figure(met).items():
        firm = [p for p in partners if not (p.vague or p.taken_back)]
        if one.days and not any(p.days for p in firm):
            continue  # which of its figures an undated one speaks of is not known: that one agrees with one of them
        if firm and not one.vague and not one.taken_back:
            made.require("agrees", [line("agrees", one, partner) for partner in firm])
    agreeing = _by_figure((a, b) for a, b in met if not a.taken_back and not b.taken_back)
    made.may |= {line("conflicts", a, b) for a, b in clashes if a.taken_back or b.taken_back}
    left = [(a, b) for a, b in clashes if not (_settled(a, b, agreeing) or _settled(b, a, agreeing))]
    made.may |= {
        line("conflicts", a, b)
        for a, b in clashes
        if not (a.days and b.days) and not any(one in agreeing for one in (a, b) if not one.days)
    }
    firm_left = [(a, b) for a, b in left if not a.taken_back and not b.taken_back]
    made.may |= {line("conflicts", a, b) for a, b in left}
    if firm_left:
        closest = min(_days_between(a, b) for a, b in firm_left)
        made.require(
            "conflicts", [line("conflicts", a, b) for a, b in firm_left if _days_between(a, b) in (closest, UNKNOWN)]
        )
    unlike = [line("not_comparable", a, b, differences(a, b)) for a, b in pairs if differences(a, b)]
    made.may |= set(unlike)
    made.may |= {
        line("conflicts", part, whole)
        for a, b in pairs
        for part, whole in ((a, b), (b, a))
        if part.what.since is not None and whole.what.days == (None, None) and _exceeds(part, whole)
    }
    if not near and mine[0].voice.is_named and theirs[0].voice.is_named:
        made.require("not_comparable, same toll", unlike)


def _settled(one: Said, other: Said, agreeing: dict[Said, list[Said]]) -> bool:
    """Whether a figure that clashes with another agrees with one of the same voice that lies no further off in time.

    Of an undated one nothing tells how far off any lies: it may be the very one that it agrees with.
    """
    off = _days_between(one, other)
    return any(not one.days or _days_between(one, partner) <= off for partner in agreeing.get(one, ()))


UNKNOWN = 2
"""Days between two figures of which dates do not tell how far they lie apart: further than those known to be near."""


def _days_between(a: Said, b: Said) -> int:
    if not a.days or not b.days:
        return UNKNOWN
    return min(abs((x - y).days) for x in a.days for y in b.days)


def _by_figure(pairs: Iterable[tuple[Said, Said]]) -> dict[Said, list[Said]]:
    found: dict[Said, list[Said]] = defaultdict(list)
    for a, b in pairs:
        found[a].append(b)
        found[b].append(a)
    return found


def _contained(parts: Sequence[Said], wholes: Sequence[Said], made: Expected, *, told: bool, whole_apart: bool) -> None:
    """A toll against another claimant's that holds it: a conflict where it exceeds it, else not comparable."""
    wide = [one for one in wholes if one.what.days == (None, None)]
    made.may |= {line("conflicts", part, whole) for part in parts for whole in wide if _exceeds(part, whole)}
    exceeding = []
    for part in (one for one in parts if not one.taken_back):
        near = [whole for whole in wide if not whole.apart(part) and not whole.taken_back]
        if near and all(whole.ends.below(part.ends) for whole in near):
            exceeding += [line("conflicts", part, whole) for whole in near]
    unlike = [line("not_comparable", part, whole, differences(part, whole)) for part in parts for whole in wholes]
    if exceeding:
        if whole_apart:
            made.require("conflicts, part above whole", exceeding)
        made.may |= set(unlike)
    elif told and parts[0].voice.is_named and wholes[0].voice.is_named:
        made.require("not_comparable, held", unlike)
    made.may |= set(unlike)


def _exceeds(part: Said, whole: Said) -> bool:
    return not whole.apart(part) and whole.ends.below(part.ends)


def _outlets(series: dict[tuple[Voice, What], list[Said]], made: Expected) -> None:
    """Figures of nobody: they contradict each other only where no claimant counts the toll, and never agree."""
    claimed = {what.toll for voice, what in series if voice.is_claimant}
    clashing: dict[frozenset[object], list[Line]] = defaultdict(list)
    own = [one for one in made.said if not one.voice.is_claimant]
    for a, b in combinations(own, 2):
        if a.voice == b.voice:
            made.may |= {line("part_of", x, y) for x, y in ((a, b), (b, a)) if holds(y.what, x.what)}
        elif a.what == b.what and a.what.toll not in claimed and not a.apart(b) and not a.ends.meets(b.ends):
            clashing[frozenset((a.ends, b.ends))].append(line("conflicts", a, b))
    for forms in clashing.values():
        made.require("conflicts, outlets", forms)


def by_row(all_said: Iterable[Said]) -> dict[str, Said]:
    """Each claim's label to the figure that it relays."""
    return {row["id"]: one for one in all_said for row in one.rows}


def _parts_in_words(week: Week, made: Expected) -> None:
    figure_of = by_row(made.said)
    for row in week.rows:
        part, whole = figure_of.get(row["id"]), figure_of.get(row.get("part_of", ""))
        if part is not None and whole is not None and part is not whole:
            made.require("part_of, in words", [line("part_of", part, whole)])


def _parts_of_accounts(series: dict[tuple[Voice, What], list[Said]], made: Expected) -> None:
    """Within one account the last figure of a toll is part of the nearest toll that holds it, said then or later."""
    in_words = {one.subject for must in made.must if must.why == "part_of, in words" for one in must.forms}
    accounts: dict[Voice, dict[What, list[Said]]] = defaultdict(dict)
    for (voice, what), row in series.items():
        accounts[voice][what] = row
    for voice, account in accounts.items():
        for what, wide in _held(account):
            lawful = [
                (part, whole)
                for part in account[what]
                for whole in account[wide]
                if not (part.days and whole.days and whole.days[-1] < part.days[0])
                and not (part.days and whole.latest is not None and whole.latest < part.days[0])
            ]
            made.may |= {line("part_of", part, whole) for part, whole in lawful}
            last = latest(account[what])
            plain = what.days == wide.days == (None, None) and voice.is_claimant
            unsure = len(last) > 1 or last[0].taken_back or last[0].key in in_words
            forms = [line("part_of", part, whole) for part, whole in lawful if part in last and not whole.taken_back]
            if plain and not unsure and forms and _is_nearest(what, wide, account):
                made.require("part_of, of an account", forms)


def _held(account: dict[What, list[Said]]) -> Iterator[tuple[What, What]]:
    for part in account:
        for whole in account:
            inside = whole.days in ((None, None), part.days) or (
                whole.until is None and (part.since or 0) >= (whole.since or 0)
            )
            if part != whole and inside and holds(whole, part):
                yield part, whole


def _is_nearest(part: What, whole: What, account: dict[What, list[Said]]) -> bool:
    plain = [what for what in account if what.days == (None, None) and what not in (part, whole)]
    return not any(holds(whole, what) and holds(what, part) for what in plain)
