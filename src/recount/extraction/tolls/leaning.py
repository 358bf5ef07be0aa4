"""Fields that a claim has from others: its total, its sentence, the same toll told twice, the sentence before.

News says once where, when and by whom, and then goes on counting. What a claim's own sentence does not say it takes,
in this order, from the total that it is part of, from another claim of its sentence, from the sentence before it, from
the same toll told elsewhere in the report, from the claim before it in its paragraph, and last from other sentences
that tell of the harm (`settings`). Claims of another scope lend nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from recount.model import Claim, Cue, Span, When

from ..calendar.when import TimeExpression
from ..harm.frames import Frame
from ..sayings.reporting import reporting
from ..scenes.actors import clash
from ..view.view import View
from ..words.syntax import parts_played
from .settings import Setting, Settings

TWIN = "as the same toll told elsewhere"
"""The rule for the same toll told twice. It lends no open stretch ("in recent days")."""

WIDTH = 40
"""Claims farther apart than so many lend each other nothing but what the same toll lends."""

NEAR = 3
"""So many sentences back the claim before lends what this one does not say."""


MANY = 100
"""A toll of so many covers more than one scene: it takes nothing from another paragraph."""


def lean(view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with what they take from one another. `placed` gives each claim's line and frame."""
    lenders = _Lenders(view, placed, claims)
    settings = Settings(view)
    made: list[Claim] = []
    for number in range(len(claims)):
        claim = claims[number]
        if claim.when is not None and claim.perpetrator is not None:
            made.append(claim)
            continue
        for other, rule in lenders.beside(number, made):
            claim = _take(settings, placed[number][0], claim, other, rule)
        claim = _from_sentence_before(settings, placed[number][0], claim)
        for other, rule in lenders.beyond(number, made):
            claim = _take(settings, placed[number][0], claim, other, rule)
        claim = _from_blame(settings, placed[number][0], claim)
        made.append(_from_setting(settings, placed[number][0], claim))
    return tuple(made)


def _from_setting(settings: Settings, number: int, claim: Claim) -> Claim:
    """What other sentences say of the same harm."""
    if not _of_the_report(claim) or claim.outcome == "displaced" or claim.part_of is not None:
        return claim  # a part has what its total has
    many = _large(claim)
    when = settings.when(number, many=many) if claim.when is None else None
    actor = settings.actor(number, many=many) if claim.perpetrator is None else None
    return _filled(settings.view, claim, when, actor)


TRIALS = ("a trial or an anniversary", "more of what is on trial")
"""The rules of scope by which a report is of an older event as a whole."""


def _of_the_report(claim: Claim) -> bool:
    """Whether a claim is of what the report is about: its news, or the older event that a trial is of."""
    return claim.scope == "current" or any(cue.kind == "scope" and cue.rule in TRIALS for cue in claim.cues)


def _from_blame(settings: Settings, number: int, claim: Claim) -> Claim:
    """Whom a sentence right after blames for the harm: "The US blamed the government for the attack"."""
    lines = settings.view.lines
    for other in range(number + 1, min(len(lines), number + 1 + BLAME)) if claim.perpetrator is None else ():
        who = settings.blamed(other) if lines[other].news and _anaphor(settings.view, other) else None
        if who is not None:
            return _filled(settings.view, claim, None, (who, "as blamed in a sentence after it"))
    return claim


BLAME = 2
"""So many sentences on somebody may be blamed for the harm."""


def _large(claim: Claim) -> bool:
    return max(claim.figure.low or 0, claim.figure.high or 0) >= MANY


class _Lenders:
    """Whom each claim may take from; found through indices, so that many claims cost no more than linearly."""

    def __init__(self, view: View, placed: Sequence[tuple[int, Frame]], claims: Sequence[Claim]) -> None:
        self.view, self.placed, self.claims = view, placed, claims
        self.by_id = {claim.id: number for number, claim in enumerate(claims)}
        self.twins: dict[tuple[object, ...], list[int]] = {}
        for number, claim in enumerate(claims):
            if claim.figure.modifier not in ("vague", "none_reported"):
                self.twins.setdefault(_toll(claim), []).append(number)

    def _lender(self, number: int, other: int, made: Sequence[Claim]) -> Claim:
        """The other claim; one before this already has what it took."""
        return made[other] if other < number else self.claims[other]

    def beside(self, number: int, made: Sequence[Claim]) -> Iterator[tuple[Claim, str]]:
        """The total of a claim, and the claims of its sentence, nearest first, with the rule."""
        claims, placed = self.claims, self.placed
        claim, line = claims[number], placed[number][0]
        if claim.part_of is not None:
            yield self._lender(number, self.by_id[claim.part_of], made), "as the total that it belongs to"
        near = range(max(0, number - WIDTH), min(len(claims), number + WIDTH + 1))
        same = [k for k in near if placed[k][0] == line and k != number and claims[k].scope == claim.scope]
        same = [k for k in same if not self._of_a_part(k, claim)]
        for other in sorted(same, key=lambda other: (abs(other - number), other)):
            yield self._lender(number, other, made), "as another claim of the sentence"

    def _of_a_part(self, other: int, claim: Claim) -> bool:
        """Whether a claim is a part of another total that has no perpetrator: its own says nothing of all."""
        part = self.claims[other]
        if part.part_of is None or part.part_of in (claim.part_of, claim.id) or part.perpetrator is None:
            return False
        return self.claims[self.by_id[part.part_of]].perpetrator is None

    def beyond(self, number: int, made: Sequence[Claim]) -> Iterator[tuple[Claim, str]]:
        """The same toll told elsewhere, and the claim before in the paragraph, with the rule."""
        claims, placed, view = self.claims, self.placed, self.view
        claim, line = claims[number], placed[number][0]
        for other in self.twins.get(_toll(claim), ())[:WIDTH]:
            if other != number and _may_be_one(claims[other], claim):
                yield self._lender(number, other, made), TWIN
        if not view.lines[line].news or (claim.scope == "background" and _large(claim)) or claim.outcome == "displaced":
            return  # whither some fled says nothing of the next
        goes_back = _anaphor(view, line)
        for other in range(number - 1, max(-1, number - WIDTH), -1):
            if claims[other].scope != claim.scope or (claims[other].part_of is not None and claim.part_of is None):
                continue  # where and when a part happened says nothing of the next whole
            far = line - placed[other][0]
            if goes_back or (far <= NEAR and view.lines[placed[other][0]].paragraph == view.lines[line].paragraph):
                yield self._lender(number, other, made), "as the claim before it"
                return


def _toll(claim: Claim) -> tuple[object, ...]:
    return claim.outcome, claim.figure.modifier, claim.figure.stated, claim.status, claim.scope


def _may_be_one(one: Claim, other: Claim) -> bool:
    """Whether two claims of one figure may be of one toll: no two sources, no two places, of this harm or of parts."""
    here, there = _words_of(one.place), _words_of(other.place)
    if here and there and here.isdisjoint(there):
        return False
    return one.claimant is None or other.claimant is None or one.claimant.exact == other.claimant.exact


def _words_of(span: Span | None) -> frozenset[str]:
    return frozenset(span.exact.lower().split()) if span is not None else frozenset()


def _from_sentence_before(settings: Settings, number: int, claim: Claim) -> Claim:
    """What the sentence before in the paragraph says: "They attacked it on Monday. Four …"."""
    lines = settings.view.lines
    claim = _filled_from(settings.view, claim, settings.opening(number), "as what opens the list")
    if number and claim.scope == "background" and _goes_back(settings.view, number, claim):
        told = settings.told(number - 1)
        return _filled_from(settings.view, claim, told, "as the sentence before it, of the same other event")
    if number == 0 or not _of_the_report(claim) or claim.outcome == "displaced":
        return claim
    if lines[number - 1].paragraph != lines[number].paragraph:
        return claim
    return _filled_from(settings.view, claim, settings.of(number - 1), "as the sentence before it")


def _filled_from(view: View, claim: Claim, said: Setting, rule: str) -> Claim:
    return _filled(
        view,
        claim,
        (said.when, rule) if said.when is not None else None,
        (said.actor, rule) if said.actor is not None else None,
    )


def _filled(
    view: View,
    claim: Claim,
    when: tuple[TimeExpression, str] | None,
    actor: tuple[Span, str] | None,
) -> Claim:
    """A claim with what it lacks, each with the rule that gave it."""
    cues: list[Cue] = []
    if when is not None and claim.when is None:
        cues.append(Cue("when", when[0].span, when[1]))
        claim = msgspec.structs.replace(claim, when=When(when[0].span, when[0].period))
    if actor is not None and claim.perpetrator is None and not clash(view, claim.victims, actor[0]):
        cues.append(Cue("perpetrator", *actor))
        claim = msgspec.structs.replace(claim, perpetrator=actor[0])
    return msgspec.structs.replace(claim, cues=(*claim.cues, *cues)) if cues else claim


def _anaphor(view: View, number: int) -> bool:
    """Whether a sentence speaks of the same harm by a definite noun: "the attack", "these strikes", "the dead"."""
    sentence = view.lines[number].sentence
    anaphors, definite = reporting(view.language).anaphors, parts_played(view.language)["definite"]
    stems, tags = view.stems, view.tags
    here = stems[sentence.first + 1 : sentence.last]
    if anaphors.isdisjoint(here):
        return False
    before = [k for k, stem in enumerate(here, sentence.first) if stem in anaphors]
    return bool([True for k in before if tags[k] == "D" and stems[k] in definite])


def _goes_back(view: View, number: int, claim: Claim) -> bool:
    """Whether a claim counts the harm of the sentence before: "that attack killed nine", "no casualties"."""
    return claim.figure.modifier == "none_reported" or _anaphor(view, number)


def _open(when: When) -> bool:
    return when.period.precision == "period" and when.period.start is None


def _take(settings: Settings, number: int, claim: Claim, lender: Claim, rule: str) -> Claim:
    """A claim with what it lacks and another has."""
    actor = (lender.perpetrator, rule) if lender.perpetrator is not None and claim.perpetrator is None else None
    if actor is not None and not settings.same_means(number, actor[0]):
        actor = None
    when = lender.when
    if claim.when is None and when is not None and not (rule == TWIN and _open(when)):
        claim = msgspec.structs.replace(claim, when=when, cues=(*claim.cues, Cue("when", when.span, rule)))
    return _filled(settings.view, claim, None, actor)
