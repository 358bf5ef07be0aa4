"""Evidence: what speaks for and against a place, by names of the learned table."""

from __future__ import annotations

from collections.abc import Sequence

from ..view.line import Line
from ..view.view import View
from .candidates import LED, NARROW, Asking, Candidate
from .places import Place

LEAD = 3
"""So many sentences are the lead: their places count for the whole report."""


def steps(name: str, edges: Sequence[float]) -> list[tuple[str, ...]]:
    """The traits of a number that has reached none, one, two … of the edges: each edge reached is a trait."""
    names = [f"{name} {edge:g} or more" for edge in edges]
    return [tuple(names[:reached]) for reached in range(len(names) + 1)]


def of_steps(table: Sequence[tuple[str, ...]], edges: Sequence[float], number: float) -> tuple[str, ...]:
    """The traits that a number has."""
    reached = 0
    for edge in edges:
        if number < edge:
            break
        reached += 1
    return table[reached]


QUIET = 2
"""So near in a paragraph a sentence that tells of no violence may still say where it was."""

FAR = (1, 3, 6, 10, 20)
BACK = (2, 3, 4, 7)
TURN = (1, 2, 3, 5)
SIZES = (3, 10, 50, 300, 2_000, 20_000)
LINES = (1, 2, 3, 6, 12)

_FAR = {side: steps(f"{side}, words", FAR) for side in ("after", "before")}
_GAP = {side: steps(f"{side}, sentences", BACK) for side in ("told before", "told after")}
_PLACES = {side: steps(f"{side}, places between", TURN) for side in ("told before", "told after")}
_ORDER = {level: steps(f"{level}, places named before", TURN) for level in NARROW}
_SIZE = {level: steps(f"{level}, size", SIZES) for level in NARROW}
_SIZE_WHERE = {where: steps(f"{where}, size", SIZES) for where in ("own", "told before", "told after")}
_NONE_SIZE = steps("none, size", SIZES)
_NONE_BACKGROUND = steps("none, background, size", SIZES)
_NONE_LINE = steps("none, line", LINES)
_NONE_PLACES = steps("none, places of the sentence", TURN)
NEAR = 3
"""Of the places of a sentence on one side of a figure those from the third on are alike."""


def standing(
    place: Place, gap: int, turn: int, order: int, named: Sequence[int], line: Line, beside: bool, quiet: bool
) -> tuple[str, ...]:
    """Traits of a place told `gap` sentences before (or after) a line, for all claims of that line.

    `turn` is how many places were named since, `order` how many before it, `named` the lines that name it.
    """
    side = "told before" if gap > 0 else "told after"
    level = place.level
    traits = [side, level, f"{side}, {level}", f"{side}, paragraph" if beside else f"{side}, apart"]
    traits += of_steps(_GAP[side], BACK, abs(gap))
    traits += of_steps(_PLACES[side], TURN, turn)
    traits += of_steps(_ORDER[level], TURN, order)
    traits += _often(named, "elsewhere")
    if place.first:
        traits += ["first there", f"first there, {level}"]
    if place.chained:
        traits.append("chained there")
    if place.listed:
        traits.append("listed there")
    if place.away:
        traits.append("away there")
    if place.kind != "led":
        traits.append(f"{place.kind} elsewhere")
    if quiet:
        traits.append("quiet" if abs(gap) <= QUIET and beside else "quiet, apart")
    if line.frames:
        traits.append("counted there")
    if not line.news:
        traits.append("no news")
    return tuple(traits)


def _often(named: Sequence[int], where: str) -> list[str]:
    """How often the lead names a place, and whether others do at all."""
    lead = sum(number < LEAD for number in named)
    traits = [f"{where}, in the lead"] if lead else []
    if lead > 1:
        traits.append(f"{where}, twice in the lead")
    if len(named) > 2:
        traits.append(f"{where}, named often")
    return traits


def own(
    view: View, asking: Asking, place: Place, sides: tuple[list[Place], list[Place]], named: Sequence[int]
) -> list[str]:
    """Traits of a place in the claim's own sentence; `sides` are its rivals after and before the figure."""
    count, level = asking.counted, place.level
    line = view.lines[asking.number]
    if place.kind in ("heading", "dateline"):
        return [place.kind, level, f"{place.kind}, {level}", *_often(named, "own")]
    after = place.at >= count.last
    side = "after" if after else "before"
    between = range(count.last, place.at) if after else range(place.np.last, count.first)
    traits = [side, level, f"{side}, {level}", *of_steps(_FAR[side], FAR, len(between)), *_often(named, side)]
    rank = next((n for n, rival in enumerate(sides[not after]) if rival is place), NEAR)
    traits.append(f"{side}, nearest" if rank == 0 else f"{side}, {'second' if rank == 1 else 'third'}")
    rank_name = traits[-1]
    if any(other.first in between for other in line.sentence.counts):
        traits.append("beyond a count, bound" if asking.bound else "beyond a count")
    if asking.bound:
        traits.append(f"{side}, bound")
    tags, stems = view.tags[between.start : between.stop], view.stems[between.start : between.stop]
    if any(saying.cue.first in between for saying in line.sayings):
        traits.append("beyond a saying")
    if "." in tags or ";" in stems or "S" in tags or "while" in stems or "but" in stems:
        traits.append("beyond a clause")
    if "W" in tags:
        traits.append("beyond a relative")
    verbs = tags.count("V") + tags.count("E")
    if verbs:
        traits.append(f"{side}, beyond a verb" if verbs == 1 else f"{side}, beyond verbs")
    if place.kind == "led":
        if view.stems[place.at] in PREPOSITIONS:
            traits.append(f"led by {view.stems[place.at]}")
    else:
        traits.append(f"{place.kind}, own")
    for name, so in (("first", place.first), ("chained", place.chained), ("listed", place.listed)):
        if so:
            traits += [f"{name}, {rank_name}", f"{name}, {level}"]
    if place.away:
        traits.append("away")
    return traits


PREPOSITIONS = frozenset(["in", "near", "at", "on", "of", "outside", "from", "to"])


def beside(place: Place, places: Sequence[Place], where: str) -> list[str]:
    """Whether a line names a narrower or a wider place too, and whether the next one tells where this one lies."""
    if len(places) < 2:
        return []
    level = NARROW[place.level]
    levels = [NARROW[other.level] for other in places]
    traits = [f"{where}, a narrower one beside"] if min(levels) < level else []
    if max(levels) > level:
        traits += [f"{where}, a wider one beside", f"{place.level}, a wider one beside"]
    at = next((n for n, other in enumerate(places) if other is place), len(places)) + 1
    if at < len(places) and places[at].chained:
        traits.append(f"{where}, within the next")
    return traits


def pointed(view: View, candidate: Candidate, gap: int, kinds: set[str], act: bool, town: bool) -> list[str]:
    """Whether the claim's sentence points back to a place: "the town", "the same square", "the attack"."""
    traits = ["the attack"] if act and gap == 1 else []
    if kinds:
        place = candidate.place
        if place.level in ("town", "site"):
            traits.append("the town")
            if town:
                traits.append("the town, nearest")
        if not kinds.isdisjoint(view.stems[place.np.first : place.np.last]):
            traits.append("the town, of its kind")
    return traits


def of_claim(asking: Asking, candidate: Candidate) -> list[str]:
    """Traits that follow from the claim and the claims before it."""
    claim, level = asking.claim, candidate.place.level
    own = bool(candidate.own)
    where = "own" if own else "told before" if candidate.number < asking.number else "told after"
    traits = [*of_steps(_SIZE[level], SIZES, asking.size)]
    traits += of_steps(_SIZE_WHERE[where], SIZES, asking.size)
    if claim.outcome == "displaced":
        traits.append(f"displaced, {where}")
    if claim.figure.modifier == "none_reported":
        traits.append(f"none reported, {where}")
    if claim.scope == "background":
        traits += [f"background, {level}", f"background, {where}", f"background, {where}, {level}"]
    words = candidate.span.exact
    if asking.total is not None and asking.total.exact == words:
        traits.append("of the total")
    if asking.mate is not None and asking.mate.exact == words:
        traits += ["of the claim beside", "of the claim beside, own" if own else "of the claim beside, elsewhere"]
    if asking.last is not None and asking.last.exact == words:
        traits += ["of the claim before", "of the claim before, own" if own else "of the claim before, elsewhere"]
    return traits


def of_none(asking: Asking, line: Line, places: int, first: bool) -> list[str]:
    """What speaks for no place; `first` where no claim stands before."""
    claim = asking.claim
    traits = ["none", *of_steps(_NONE_SIZE, SIZES, asking.size), *of_steps(_NONE_LINE, LINES, asking.number)]
    traits += of_steps(_NONE_PLACES, TURN, places)
    if claim.scope == "background":
        traits += ["none, background", *of_steps(_NONE_BACKGROUND, SIZES, asking.size)]
    if claim.outcome == "displaced":
        traits.append("none, displaced")
    if claim.figure.modifier == "none_reported":
        traits.append("none, none reported")
    if not line.news:
        traits.append("none, no news")
    if asking.mated and asking.mate is None:
        traits.append("none, beside")
    if asking.last is None and not first:
        traits.append("none, before")
    return traits


def rivals(asking: Asking, places: Sequence[Place]) -> tuple[list[Place], list[Place]]:
    """The places of a claim's sentence after its figure and before it, the nearest first; who tells it is none."""
    able = [place for place in places if place.kind not in NO_RIVALS and not place.away]
    after = [place for place in able if place.at >= asking.counted.last]
    return after, [place for place in reversed(able) if place.at < asking.counted.first]


NO_RIVALS = frozenset(["heading", "dateline", "force", "source"])


def best_own(asking: Asking, places: Sequence[Place]) -> Place:
    """Of the mentions of one place in a claim's sentence the one that tells most: led to, and nearest."""
    return min(
        places,
        key=lambda place: (place.kind in NO_RIVALS, place.kind not in LED, abs(place.at - asking.counted.first)),
    )
