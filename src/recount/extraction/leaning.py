"""Fields that a claim has from others: its total, its sentence, the same toll told twice, the sentence before.

News says once where, when and by whom, and then goes on counting. What a claim's own sentence does not say it takes,
in this order, from the total that it is part of, from another claim of its sentence, from the same toll told elsewhere
in the report, and from the claim before it in its paragraph. Claims of another scope lend nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from recount.model import Claim, Cue

from .frames import Frame
from .view import View

NEAR = 3
"""So many sentences back the claim before lends what this one does not say."""


def lean(view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with what they take from one another. `placed` gives each claim's line and frame."""
    by_id = {claim.id: number for number, claim in enumerate(claims)}
    made = list(claims)
    for number, claim in enumerate(claims):
        for other, rule in _lenders(view, placed, claims, by_id, number):
            made[number] = _take(made[number], made[other], rule)
    return tuple(made)


def _lenders(
    view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim], by_id: dict[str, int], number: int
) -> Iterator[tuple[int, str]]:
    """Whom a claim may take from, nearest first, with the rule."""
    claim = claims[number]
    line = placed[number][0]
    if claim.part_of is not None:
        yield by_id[claim.part_of], "as the total that it belongs to"
    same = [other for other in range(len(claims)) if other != number and claims[other].scope == claim.scope]
    for other in sorted(same, key=lambda other: (abs(other - number), other)):
        if placed[other][0] == line:
            yield other, "as another claim of the sentence"
    for other in same:
        if _same_toll(claims[other], claim):
            yield other, "as the same toll told elsewhere"
    paragraph = view.lines[line].paragraph
    for other in reversed([other for other in same if other < number]):
        far = line - placed[other][0]
        if far <= NEAR and view.lines[placed[other][0]].paragraph == paragraph and view.lines[line].news:
            yield other, "as the claim before it"
            return


def _same_toll(one: Claim, other: Claim) -> bool:
    return (
        one.outcome == other.outcome
        and one.figure.stated == other.figure.stated
        and one.figure.modifier not in ("vague", "none_reported")
        and one.status == other.status
    )


def _take(claim: Claim, lender: Claim, rule: str) -> Claim:
    cues: list[Cue] = []
    place, perpetrator, when = claim.place, claim.perpetrator, claim.when
    if place is None and lender.place is not None:
        place = lender.place
        cues.append(Cue("place", place, rule))
    if perpetrator is None and lender.perpetrator is not None:
        perpetrator = lender.perpetrator
        cues.append(Cue("perpetrator", perpetrator, rule))
    if when is None and lender.when is not None:
        when = lender.when
        cues.append(Cue("when", when.span, rule))
    if not cues:
        return claim
    return msgspec.structs.replace(
        claim, place=place, perpetrator=perpetrator, when=when, cues=(*claim.cues, *cues)
    )



