"""Totals that the claims after them break down: "22 were killed … raids killed 16 in Tell … six more in Amur".

Parts need not stand in the total's sentence, but right after it, and they must add up to it exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from recount.model import Claim, Cue

from ..harm.look import Frame

Placed = Sequence[tuple[int, Frame]]
"""Each claim's line and frame."""

LEAST = 5
"""Smaller totals are met by chance."""

REACH = 3
"""So many lines lie at most between the total and its first part, and between two parts."""

MOST = 24
"""So many parts at most."""


def add_up(placed: Placed, claims: Sequence[Claim], headed: Callable[[int, int], bool]) -> list[Claim]:
    """The claims, those that break down a total right before them made its parts.

    `headed` tells whether a heading stands between two lines, so that they speak of two things.
    """
    found = list(claims)
    for at, total in enumerate(claims):
        number = _number(total)
        if number is None or number < LEAST or found[at].part_of is not None:
            continue
        parts = _parts(placed, found, at, number)
        if parts and headed(placed[at][0], placed[parts[-1]][0]):
            continue
        for part in parts:
            near = len(parts) >= SEVERAL and placed[part][0] - placed[at][0] <= NEXT
            made = replace(found[part], part_of=total.id)
            found[part] = _as_told(made, total) if near else made
    return found


def apart(placed: Placed, lists: Mapping[int, int], claims: Sequence[Claim]) -> list[Claim]:
    """The claims, items of a list that come to more than the toll they seemed to break down made no part of it."""
    sums: dict[tuple[int, str], int] = {}
    items: dict[int, tuple[int, str]] = {}
    for at, claim in enumerate(claims):
        line, frame = placed[at]
        if claim.part_of is None or frame.relation != "part" or frame.head is not None or line not in lists:
            continue
        items[at] = (lists[line], claim.part_of)
        sums[items[at]] = sums.get(items[at], 0) + (claim.figure.low or 0)
    most = {claim.id: claim.figure.high for claim in claims}
    return [
        replace(claim, part_of=None, cues=tuple(cue for cue in claim.cues if cue.kind != "part_of"))
        if at in items and (high := most.get(items[at][1])) is not None and sums[items[at]] > high
        else claim
        for at, claim in enumerate(claims)
    ]


def _as_told(part: Claim, total: Claim) -> Claim:
    """A part with whoever vouches for its total, where nobody else vouches for it."""
    if part.claimant is not None or total.claimant is None:
        return part
    return replace(part, claimant=total.claimant, cues=(*part.cues, Cue("claimant", total.claimant, RULE)))


NEXT = 1
"""So many lines after its total a part is told by the same source, where it is one of `SEVERAL`."""

SEVERAL = 4

RULE = "as the total that it adds up to"


def _number(claim: Claim) -> int | None:
    """The number that a total's words name."""
    figure = claim.figure
    if figure.modifier == "exact":
        return figure.low
    return figure.low if figure.modifier == "at_least" else None


def _parts(placed: Placed, claims: Sequence[Claim], at: int, number: int) -> list[int]:
    """The claims after `at` that add up to its number; none where they do not."""
    total = claims[at]
    rest, line = number, placed[at][0]
    parts: list[int] = []
    last: int | None = None
    for k in range(at + 1, len(claims)):
        claim, (here, frame) = claims[k], placed[k]
        if here - line > REACH or len(parts) == MOST or _listed(placed, at, k):
            break
        if claim.outcome != total.outcome or claim.part_of is not None or _another_kind(claim, total):
            continue
        if _of_another_day(claim, total):
            break
        low = claim.figure.low if claim.figure.modifier == "exact" else None
        if low is None or claim.scope != total.scope or low >= number or frame.relation == "toll":
            break
        if low == last and low > 2:
            parts.append(k)  # told once more: "As well as the ten killed on the bus"
            continue
        rest, line, last = rest - low, here, low
        parts.append(k)
        if rest <= 0:
            return parts if rest == 0 and len(parts) > 1 else []
    return []


def _listed(placed: Placed, at: int, k: int) -> bool:
    """Whether a claim stands in one list with the total: "seven in Tell, four in Amur"."""
    (line, total), (here, frame) = placed[at], placed[k]
    return line == here and frame.relation == "joined" and frame.head is not None and frame.head >= total.at


def _of_another_day(claim: Claim, total: Claim) -> bool:
    """Whether two claims are of two days: what befell on the 16th is no part of the toll of the 18th."""
    if claim.when is None or total.when is None:
        return False
    here, there = claim.when.period, total.when.period
    return here.precision == there.precision == "day" and not here.meets(there)


def _another_kind(claim: Claim, total: Claim) -> bool:
    """Whether a claim speaks of other people than the total counts: fighters are no part of so many civilians."""
    statuses = {claim.status, total.status}
    return len(statuses) == 2 and statuses.isdisjoint(("unknown", "mixed"))
