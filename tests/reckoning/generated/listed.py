"""Sums that a made-up week's ledger must tell: what each report lists under a total, and how it adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from .said import Ends, Said, holds
from .truth import HOLDERS, What

if TYPE_CHECKING:
    from .expected import Expected, Line
    from .reports import Row, Week

APART = {"civilians", "children", "women"}, {"security forces"}, {"fighters"}


class List(NamedTuple):
    """The parts that one report lists of a figure; `in_words` where its words call them parts."""

    total: Said
    parts: frozenset[Said]
    in_words: bool

    @property
    def figures(self) -> frozenset[tuple[What, Ends]]:
        """What the parts say, whenever they said it."""
        return frozenset((part.what, part.ends) for part in self.parts)


def sums(week: Week, all_said: Sequence[Said], made: Expected) -> None:
    """What each list must come to, and what it may."""
    figure_of = {row["id"]: one for one in all_said for row in one.rows}
    reports: dict[str, list[Row]] = defaultdict(list)
    for row in week.rows:
        if row["id"] in figure_of:
            reports[row["in"]].append(row)
    lists: dict[tuple[str, frozenset[Said]], List] = {}
    for rows in reports.values():
        for found in _lists(rows, figure_of):
            known = lists.get((found.total.key, found.parts), found)
            lists[found.total.key, found.parts] = found._replace(in_words=found.in_words or known.in_words)
    for one in lists.values():
        _told(one, list(lists.values()), made)


def _lists(rows: Sequence[Row], figure_of: dict[str, Said]) -> Iterable[List]:
    for total in rows:
        whole = figure_of[total["id"]]
        in_words = [figure_of[row["id"]] for row in rows if row.get("part_of") == total["id"]]
        loose = [row for row in rows if "part_of" not in row and row is not total]
        here = {figure_of[row["id"]].what for row in rows if figure_of[row["id"]].voice == whole.voice}
        beside = [
            part
            for row in loose
            if (part := figure_of[row["id"]]).voice == whole.voice and _directly(part.what, whole.what, here)
        ]
        if in_words or beside:
            yield List(whole, frozenset((*in_words, *beside)) - {whole}, bool(in_words))


def _directly(part: What, whole: What, here: set[What]) -> bool:
    if part == whole or part.days != whole.days or not holds(whole, part):
        return False
    return not any(what not in (part, whole) and holds(whole, what) and holds(what, part) for what in here)


def disjoint(a: What, b: What) -> bool:
    """Whether surely nobody is counted by both, where one account lists both beside each other."""
    if {a.outcome, b.outcome} == {"killed", "injured"} or {a.of, b.of} == {"men", "women"}:
        return True
    if any(a.of in one and b.of in other for one in APART for other in APART if one is not other):
        return True
    if a.by is not None and b.by is not None and a.by != b.by:
        return True
    if a.place is None or b.place is None:
        return False
    return a.place not in (b.place, *HOLDERS.get(b.place, ())) and b.place not in HOLDERS.get(a.place, ())


def _chosen(one: List) -> list[frozenset[Said]]:
    """The parts that may be added: all where nobody is in two of them, else any largest disjoint choice.

    Men, women and children are added where they make just the total.
    """
    parts = sorted(one.parts, key=lambda part: part.key)
    if {part.what.of for part in parts} >= {"children"} and any(part.what.of in ("men", "women") for part in parts):
        whole = frozenset(parts)
        if verdict(one.total.ends, [part.ends for part in parts])[0] == "closes":
            return [whole]
    found: list[frozenset[Said]] = []
    for size in range(len(parts), 0, -1):
        for some in combinations(parts, size):
            fit = all(disjoint(a.what, b.what) for a, b in combinations(some, 2))
            if fit and not any(set(some) < other for other in found):
                found.append(frozenset(some))
    return found


def verdict(total: Ends, parts: Sequence[Ends]) -> tuple[str, int | None, int | None]:
    """What disjoint parts make of their total, and how many they leave of it."""
    least = sum(max(0.0, part.wide[0]) for part in parts)
    most = sum(part.wide[1] for part in parts)
    low, high = total.wide
    if total.low is None and total.high is not None:
        low = total.high * 90 / 100
    if least > high:
        return "impossible_sum", None, None
    if most != float("inf") and least <= high and most >= low:
        return "closes", None, None
    stated_low = sum(part.low or 0 for part in parts)
    highs = [part.high for part in parts if part.high is not None]
    stated_high = sum(highs) if len(highs) == len(parts) else None
    rest_low = 0 if total.low is None or stated_high is None else max(0, total.low - stated_high)
    rest_high = None if total.high is None else max(0, total.high - stated_low)
    return "leaves_unaccounted", rest_low, rest_high


def _told(one: List, lists: Sequence[List], made: Expected) -> None:
    from .expected import Line

    forms: list[Line] = []
    needed = False
    for parts in _chosen(one):
        kind, low, high = verdict(one.total.ends, [part.ends for part in parts])
        if kind == "leaves_unaccounted":
            if high is None and not low:
                continue
            if _is_stale(one._replace(parts=parts), lists):
                kind = "stale_mix"
        forms.append(Line(kind, one.total.key, frozenset(part.key for part in parts), low=low, high=high))
        needed = needed or one.in_words or len(parts) > 1 or kind == "closes"
    larger = any(other.total is one.total and some < other.parts for other in lists for some in _chosen(one))
    unsure = one.total.taken_back or any(part.taken_back for part in one.parts)
    if needed and not larger and not unsure and one.total.voice.is_claimant:
        made.require(f"sums, {forms[0].kind}", forms)
    made.may |= set(forms)


def _is_stale(one: List, lists: Sequence[List]) -> bool:
    """Whether an earlier, smaller total already had the same parts, two or more of them."""
    if len(one.parts) < 2:
        return False
    return any(
        other.total is not one.total
        and other.total.what == one.total.what
        and one.figures <= other.figures
        and other.total.ends.number < one.total.ends.number
        and other.total.made_on <= one.total.made_on
        for other in lists
    )
