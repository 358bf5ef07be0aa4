"""A ledger measured against what a made-up week must have: relations, snapshots, voices, bounds, contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from recount.model import Bound, Ledger, Relation, Toll

from .expected import SYMMETRIC, Expected, Line, changes, expected
from .listed import disjoint
from .reports import Week
from .said import Said, holds, latest
from .truth import GROUPS, What


@dataclass
class Score:
    """What was found right and wrong. `wrong` are `(kind, sentence)`; `right` and `pairs` are counted by what of.

    `relays` are relays, `relations` all other relations, `figures` the snapshots, `voices` who stands behind a toll.
    Pairs are what must be told, and what is told that may not be.
    """

    right: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    bounds: int = 0

    def count(self, of: str, right: bool, kind: str = "", says: str = "") -> None:
        """Count a pair; one that is wrong with its kind and a sentence."""
        self.pairs[of] += 1
        self.right[of] += right
        if not right:
            self.wrong.append((kind, says))

    def share(self, *of: str) -> float:
        """The share of pairs of these that are right, 1.0 where there are none."""
        pairs = sum(self.pairs[one] for one in of)
        return sum(self.right[one] for one in of) / pairs if pairs else 1.0

    def of(self, kind: str) -> list[str]:
        """The sentences of the faults of one kind."""
        return [says for found, says in self.wrong if found == kind]


def score(week: Week, ledger: Ledger) -> Score:
    """A ledger of the week, measured."""
    wanted = expected(week)
    found = Score()
    owner = {row["id"]: one for one in wanted.said for row in one.rows}
    snaps = {
        snap.id: [claim.rpartition("#")[2] for claim in snap.claims]
        for series in ledger.series
        for snap in series.snapshots
    }
    _folding(wanted, snaps, owner, found)
    _relations(ledger, wanted, snaps, owner, found)
    _bounds(week, ledger, wanted, found)
    _voices(week, ledger, wanted, owner, snaps, found)
    _contradictions(ledger, wanted, snaps, owner, found)
    return found


def _folding(wanted: Expected, snaps: dict[str, list[str]], owner: dict[str, Said], found: Score) -> None:
    """Each figure stands as one snapshot with all that relay it, and with nothing else."""
    claims = {frozenset(labels) for labels in snaps.values()}
    for one in wanted.said:
        mine = frozenset(row["id"] for row in one.rows)
        others = sorted({label for labels in claims if labels & mine for label in labels} - mine)
        apart = [sorted(labels & mine) for labels in claims if labels & mine]
        says = f"{describe(one)} is {len(apart)} snapshots {apart}, with {others} besides"
        found.count("figures", mine in claims, "folding", says)


def told(relation: Relation, snaps: dict[str, list[str]], owner: dict[str, Said]) -> Line:
    """A relation of the ledger as a line of figures."""

    def key(id: str) -> str:
        return min(owner[label].key for label in snaps[id]) if id in snaps else id.rpartition("#")[2]

    subject, objects = key(relation.subject), frozenset(key(one) for one in relation.objects)
    if relation.kind in SYMMETRIC:
        subject, other = (
            sorted((subject, *objects)) if len(objects) == 1 and objects != {subject} else (subject, subject)
        )
        objects = frozenset((other,))
    numbers = (relation.low, relation.high) if relation.kind in ("leaves_unaccounted", "stale_mix") else (None, None)
    return Line(relation.kind, subject, objects, frozenset(relation.differences), *numbers, relation.inferred)


def _relations(
    ledger: Ledger, wanted: Expected, snaps: dict[str, list[str]], owner: dict[str, Said], found: Score
) -> None:
    lines = {told(relation, snaps, owner): relation for relation in ledger.relations}
    by_key = {one.key: one for one in wanted.said}
    for must in wanted.must:
        near = [one for one in lines if any((one.subject, one.objects) == (f.subject, f.objects) for f in must.forms)]
        said = "; ".join(sorted(_read(form, by_key) for form in must.forms)[:3])
        says = f"{said} | instead: {[_read(one, by_key) for one in near]}"
        found.count(_of(must.why), bool(must.forms & set(lines)), f"not told: {must.why}", says)
    for one in lines:
        if one not in wanted.may and not _is_own(one, by_key):
            found.count(_of(one.kind), False, f"told: {one.kind}", _read(one, by_key))


def _of(kind: str) -> str:
    return "relays" if kind == "relays" else "relations"


def _is_own(one: Line, by_key: dict[str, Said]) -> bool:
    """Whether a relation stands among the figures of one outlet that names nobody: it may order and part them."""
    voices = {by_key[key].voice for key in (one.subject, *one.objects) if key in by_key}
    mild = one.kind in ("updates", "revises", "part_of", "closes", "leaves_unaccounted")
    return mild and len(voices) == 1 and not next(iter(voices)).is_claimant


def _read(one: Line, by_key: dict[str, Said]) -> str:
    ends = f" {one.low}..{one.high}" if (one.low, one.high) != (None, None) else ""
    marks = f" ({', '.join(sorted(one.differences))})" * bool(one.differences) + ends + " inferred" * one.inferred
    names = [describe(by_key[key]) if key in by_key else key for key in (one.subject, *sorted(one.objects))]
    return f"{one.kind}{marks}: {' > '.join((names[0], ' + '.join(names[1:])))}"


def describe(one: Said) -> str:
    """A figure in a few words, for a person."""
    what = " ".join(str(part) for part in one.what if part is not None)
    days = "-".join(f"{day.day}" for day in (one.days[:1] + one.days[-1:] if len(one.days) > 1 else one.days)) or "?"
    latest = one.latest.day if one.latest else "?"
    mark = " taken back" * one.taken_back
    return f"[{one.key} {one.voice.name} {one.rows[0]['figure']} {what} as of {days} out {latest}{mark}]"


def _what(toll: Toll) -> What | None:
    of = next(
        (of for of, group in GROUPS.items() if group == (toll.group.status, toll.group.age, toll.group.sex)), None
    )
    return None if of is None or toll.group.words else What(toll.outcome, of, toll.place, toll.perpetrator)


def _bounds(week: Week, ledger: Ledger, wanted: Expected, found: Score) -> None:
    """Each claimant's bounds hold what its account counted when its figures were said."""
    tolls = {toll.id: _what(toll) for toll in ledger.tolls}
    for bound in ledger.bounds:
        made, what = week.accounts.get(bound.claimant or ""), tolls[bound.toll]
        if made is None or what is None:
            continue
        found.bounds += 1
        said = [one for one in wanted.said if one.voice.name == bound.claimant and not one.taken_back]
        own = latest([one for one in said if one.what == what and one.has_size])
        first = min((one.made_on for one in own), default=min(one.made_on for one in said))
        last = max(b.day for b in made.bulletins if any(f.id in one.figures for one in said for f in b.figures))
        numbers = {day: made.number(_restricted(what, week, bound), day) for day in range(first, last + 1)}
        about = any(one.ends.about for one in said)
        if not any(_within(bound, number, about) for number in numbers.values()):
            rests = f"{bound.low_why.says} {bound.high_why.says}"
            found.wrong.append(
                ("bound", f"{bound.claimant} {what}: {bound.low}..{bound.high}, truth {numbers}: {rests}")
            )


def _restricted(what: What, week: Week, bound: Bound) -> What:
    """What the account counts of a toll: from its first day on, where it only ever counts from a day."""
    plans = week.accounts[bound.claimant or ""].profile.plans
    since = {plan.since for plan in plans}
    return what._replace(since=plans[0].since) if None not in since and len(since) == 1 else what


def _within(bound: Bound, number: int, about: bool) -> bool:
    slack = 10 if about else 0
    low = bound.low is None or bound.low * (100 - slack) <= number * 100
    return low and (bound.high is None or number * 100 <= bound.high * (100 + slack))


def _voices(
    week: Week, ledger: Ledger, wanted: Expected, owner: dict[str, Said], snaps: dict[str, list[str]], found: Score
) -> None:
    """Who stands behind each toll, and through whom each figure is known."""
    tolls = {toll.id: _what(toll) for toll in ledger.tolls}
    for voices in ledger.voices:
        here = [one for one in wanted.said if one.what.toll == tolls[voices.toll]]
        sure = {one.voice.name for one in here if one.voice.is_named and one.certain}
        maybe = {one.voice.name for one in here if one.voice.is_named} - sure
        parties = {name for name in sure | maybe if week.accounts[name].profile.party}
        outlets = {week.outlets[report] for one in here for report in one.reports}
        pairs = {
            "named": (set(voices.named), sure),
            "probable": (set(voices.probable), maybe),
            "unnamed": (
                len(voices.unnamed),
                len({o.voice for o in here if o.voice.is_claimant and not o.voice.is_named}),
            ),
            "parties": (set(voices.parties), parties),
            "outlets": (set(voices.outlets), outlets),
        }
        for name, (got, want) in pairs.items():
            found.count("voices", got == want, f"voices: {name}", f"{tolls[voices.toll]}: {got}, not {want}")
    for series in ledger.series:
        for snap in series.snapshots:
            one = owner[snaps[snap.id][0]]
            if set(snap.through) != set(one.through) and series.claimant is not None:
                found.wrong.append(("through", f"{describe(one)}: {snap.through}, not {one.through}"))


def _contradictions(
    ledger: Ledger, wanted: Expected, snaps: dict[str, list[str]], owner: dict[str, Said], found: Score
) -> None:
    """Each set named cannot all be true, and every sum that was made impossible is named."""
    named = [{owner[snaps[id][0]] for id in one.snapshots} for one in ledger.contradictions]
    for one, figures in zip(ledger.contradictions, named, strict=True):
        if not _clash(list(figures)) or _revised_since(list(figures), wanted):
            found.wrong.append(("contradiction unfounded", f"{[describe(f) for f in figures]}: {one.why.says}"))
    for must in wanted.must:
        if must.why == "sums, impossible_sum":
            sets = [{form.subject, *form.objects} for form in must.forms]
            if not any({f.key for f in figures} <= keys for figures in named for keys in sets):
                found.wrong.append(("contradiction not named", str(sets)))


def _clash(figures: Sequence[Said]) -> bool:
    """Whether figures cannot all be true: two of one toll that exclude each other, or parts above a whole."""
    for whole in figures:
        parts = [one for one in figures if one is not whole and holds(whole.what, one.what)]
        chosen = _apart(sorted(parts, key=lambda one: -max(0.0, one.ends.wide[0])))
        if sum(max(0.0, part.ends.wide[0]) for part in chosen) > whole.ends.wide[1]:
            return True
    return any(a.what == b.what and not a.ends.meets(b.ends) for a in figures for b in figures)


def _revised_since(figures: Sequence[Said], wanted: Expected) -> bool:
    """Whether one voice's parts stood under a larger total that it came down from before the total of this set.

    Who corrects a toll downward, and says so, does not contradict itself by the parts that it gave before.
    """
    if len({one.voice for one in figures}) > 1:
        return False
    last = max(figures, key=lambda one: one.made_on)
    parts = [one for one in figures if one is not last and holds(last.what, one.what)]
    for series in (
        [one for one in wanted.said if one.voice == last.voice and one.what == what]
        for what in {one.what for one in wanted.said if one.what.days == (None, None) and holds(last.what, one.what)}
    ):
        for earlier, later in combinations(series, 2):
            came_down = changes(earlier, later) == ("revises",) and later.made_on <= last.made_on
            if came_down and any(holds(later.what, part.what) and part.made_on < later.made_on for part in parts):
                return True
    return False


def _apart(parts: Iterable[Said]) -> list[Said]:
    chosen: list[Said] = []
    for part in parts:
        if all(disjoint(part.what, other.what) for other in chosen):
            chosen.append(part)
    return chosen


def kinds(scores: Iterable[Score]) -> Counter[str]:
    """How often each kind of fault was found."""
    return Counter(kind for one in scores for kind, _ in one.wrong)
