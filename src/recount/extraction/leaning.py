"""Fields that a claim has from others: its total, its sentence, the same toll told twice, the sentence before.

News says once where, when and by whom, and then goes on counting. What a claim's own sentence does not say it takes,
in this order, from the total that it is part of, from another claim of its sentence, from the same toll told elsewhere
in the report, and from the claim before it in its paragraph. Claims of another scope lend nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from recount.model import Claim, Cue, When

from .frames import Frame
from .phrases import span_of
from .places import find_places
from .reporting import reporting
from .settings import Settings
from .syntax import parts_played
from .timing import of_publication
from .view import View

TWIN = "as the same toll told elsewhere"
"""The rule for the same toll told twice. It lends days, not stretches: a stretch delimits the count beside it."""

WIDTH = 40
"""Claims farther apart than so many lend each other nothing but what the same toll lends."""

NEAR = 3
"""So many sentences back the claim before lends what this one does not say."""


WIDE = 1
"""So wide a place gives way to a narrower one that the text names of the same harm."""

MANY = 100
"""A toll of so many covers more than one scene: it takes nothing from another paragraph."""


def lean(view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with what they take from one another. `placed` gives each claim's line and frame."""
    lenders = _Lenders(view, placed, claims)
    settings = Settings(view)
    made: list[Claim] = []
    for number in range(len(claims)):
        claim = claims[number]
        for other, rule in lenders.of(number, made):
            claim = _take(claim, other, rule)
        claim = _from_sentence_before(view, placed[number][0], claim)
        made.append(_from_setting(settings, placed[number][0], claim))
    return tuple(made)


def _from_setting(settings: Settings, number: int, claim: Claim) -> Claim:
    """What other sentences say of the same harm."""
    if claim.scope != "current" or claim.outcome == "displaced":
        return claim
    cues: list[Cue] = []
    place, when = claim.place, claim.when
    many = max(claim.figure.low or 0, claim.figure.high or 0) >= MANY
    if place is None or (not many and settings.elsewhere(number, place) and settings.width(place) >= WIDE):
        found = settings.place(number, many=many, widest=0 if place is not None else 1)
        if found is None and place is None:
            found = settings.place(number, many=many)
        if found is not None:
            place = found[0]
            cues.append(Cue("place", *found))
    if when is None and (told := settings.when(number, many=many)) is not None:
        when = When(told[0].span, told[0].period)
        cues.append(Cue("when", when.span, told[1]))
    actor = claim.perpetrator
    if actor is None and (named := settings.actor(number, many=many)) is not None:
        actor = named[0]
        cues.append(Cue("perpetrator", *named))
    if not cues:
        return claim
    return msgspec.structs.replace(claim, place=place, when=when, perpetrator=actor, cues=(*claim.cues, *cues))


class _Lenders:
    """Whom each claim may take from; found through indices, so that many claims cost no more than linearly."""

    def __init__(self, view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim]) -> None:
        self.view, self.placed, self.claims = view, placed, claims
        self.by_id = {claim.id: number for number, claim in enumerate(claims)}
        self.twins: dict[tuple[object, ...], list[int]] = {}
        for number, claim in enumerate(claims):
            if claim.figure.modifier not in ("vague", "none_reported"):
                self.twins.setdefault(_toll(claim), []).append(number)

    def of(self, number: int, made: Sequence[Claim]) -> Iterator[tuple[Claim, str]]:
        """The lenders of a claim, nearest first, with the rule; those before it already have what they took."""
        claims, placed, view = self.claims, self.placed, self.view
        claim, line = claims[number], placed[number][0]

        def lender(other: int) -> Claim:
            return made[other] if other < number else claims[other]

        if claim.part_of is not None:
            yield lender(self.by_id[claim.part_of]), "as the total that it belongs to"
        near = range(max(0, number - WIDTH), min(len(claims), number + WIDTH + 1))
        for other in sorted(near, key=lambda other: (abs(other - number), other)):
            if other != number and placed[other][0] == line and claims[other].scope == claim.scope:
                yield lender(other), "as another claim of the sentence"
        for other in self.twins.get(_toll(claim), ())[:WIDTH]:
            if other != number and _may_be_one(claims[other], claim):
                yield lender(other), TWIN
        if not view.lines[line].news:
            return
        goes_back = _anaphor(view, line)
        for other in range(number - 1, max(-1, number - WIDTH), -1):
            if claims[other].scope != claim.scope:
                continue
            far = line - placed[other][0]
            if goes_back or (far <= NEAR and view.lines[placed[other][0]].paragraph == view.lines[line].paragraph):
                yield lender(other), "as the claim before it"
                return


def _toll(claim: Claim) -> tuple[object, ...]:
    return claim.outcome, claim.figure.modifier, claim.figure.stated, claim.status, claim.scope


def _may_be_one(one: Claim, other: Claim) -> bool:
    return one.claimant is None or other.claimant is None or one.claimant.exact == other.claimant.exact


def _from_sentence_before(view: View, number: int, claim: Claim) -> Claim:
    """What the sentence before in the paragraph says of time and place: "They attacked it on Monday. Four …"."""
    if number == 0 or claim.scope != "current" or (claim.when is not None and claim.place is not None):
        return claim
    before = view.lines[number - 1]
    if before.paragraph != view.lines[number].paragraph or before.sayings:
        return claim
    rule = "as the sentence before it"
    if (
        claim.when is None
        and before.times
        and before.times[-1].kind == "point"
        and not of_publication(view, before.times[-1])
    ):
        when = When(before.times[-1].span, before.times[-1].period)
        claim = msgspec.structs.replace(claim, when=when, cues=(*claim.cues, Cue("when", when.span, rule)))
    if claim.place is None:
        found = find_places(view, before)
        if found:
            place = span_of(view.text, view.tokens, found[0][1])
            claim = msgspec.structs.replace(claim, place=place, cues=(*claim.cues, Cue("place", place, rule)))
    return claim


def _anaphor(view: View, number: int) -> bool:
    """Whether a sentence speaks of the same harm by a definite noun: "the attack", "these strikes", "the dead"."""
    sentence = view.lines[number].sentence
    anaphors = reporting(view.language).anaphors
    return any(
        view.tags[k] == "D"
        and view.tokens[k].stem in parts_played(view.language)["definite"]
        and view.tokens[k + 1].stem in anaphors
        for k in range(sentence.first, sentence.last - 1)
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
    if when is None and lender.when is not None and not (rule == TWIN and lender.when.period.precision == "period"):
        when = lender.when
        cues.append(Cue("when", when.span, rule))
    if not cues:
        return claim
    return msgspec.structs.replace(claim, place=place, perpetrator=perpetrator, when=when, cues=(*claim.cues, *cues))
