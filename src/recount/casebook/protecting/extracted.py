"""What was extracted from a report, standing in the words that are shown of it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from recount.model import Claim, Extraction, Fate, Span, Statement, Victim, When
from recount.reckoning.groups import narrower_words

from .masking import Masked
from .masks import PASSAGE, Masks


def extraction_shown(extraction: Extraction, text: str, masks: Masks, names: Mapping[str, str]) -> Extraction:
    """An extraction over the shown text; `names` are the marks of hidden victims, by their ids.

    Hidden victims keep their age and role: reckoning tells people apart by them. `without_traits` takes them away.
    """
    masked, old, new = masks.texts[extraction.report], extraction.report, masks.ids[extraction.report]
    return replace(
        extraction,
        report=new,
        claims=tuple(_claim(one, text, masked, masks, old, new) for one in extraction.claims),
        victims=tuple(_victim(one, masked, masks, old, new, names.get(one.id)) for one in extraction.victims),
        statements=tuple(_statement(one, masked, old, new) for one in extraction.statements),
    )


def without_traits(extraction: Extraction, hidden: frozenset[str]) -> Extraction:
    """An extraction in which hidden victims (their ids now) have neither age nor role."""
    if not any(one.id in hidden for one in extraction.victims):
        return extraction
    victims = (replace(one, age=None, role=None) if one.id in hidden else one for one in extraction.victims)
    return replace(extraction, victims=tuple(victims))


def renamed(id: str, old: str, new: str) -> str:
    """The id of something in a report, by the report's new id."""
    return f"{new}#{id.rpartition('#')[2]}" if id.startswith(f"{old}#") else id


def _claim(claim: Claim, text: str, masked: Masked, masks: Masks, old: str, new: str) -> Claim:
    mark = masked.touched(claim.span)
    words = masks.clean(claim.figure.words, (old,))
    if mark and not mark.startswith(PASSAGE):  # the figure is somebody's name: "a teacher", "Mira Solen"
        words = masked.span(claim.span).exact
    victims = claim.victims
    if victims is not None and masked.touched(victims).startswith(PASSAGE):
        # hidden words that say no more than status, age and sex must not come to stand for a group of its own
        victims = victims if narrower_words(claim, text, frozenset()) else None
    return replace(
        claim,
        id=renamed(claim.id, old, new),
        report=new,
        span=masked.span(claim.span),
        figure=replace(claim.figure, words=words),
        victims=_span(victims, masked),
        claimant=_span(claim.claimant, masked),
        relay=tuple(masked.span(one) for one in claim.relay),
        perpetrator=_span(claim.perpetrator, masked),
        place=_span(claim.place, masked),
        when=_when(claim.when, masked),
        as_of=replace(claim.as_of, span=_span(claim.as_of.span, masked)) if claim.as_of else None,
        part_of=renamed(claim.part_of, old, new) if claim.part_of else None,
        cues=tuple(replace(one, span=masked.span(one.span), rule=masks.clean(one.rule)) for one in claim.cues),
    )


def _victim(victim: Victim, masked: Masked, masks: Masks, old: str, new: str, mark: str | None) -> Victim:
    name = victim.name
    if name is not None:
        name = mark or masks.clean(name, (old,))
    return replace(
        victim,
        id=renamed(victim.id, old, new),
        report=new,
        name=name,
        role=masks.clean(victim.role, (old,)) if victim.role else victim.role,
        fates=tuple(Fate(one.outcome, masked.span(one.span), _when(one.when, masked)) for one in victim.fates),
        mentions=tuple(dict.fromkeys(masked.span(one) for one in victim.mentions)),
    )


def _statement(statement: Statement, masked: Masked, old: str, new: str) -> Statement:
    return replace(
        statement,
        id=renamed(statement.id, old, new),
        report=new,
        span=masked.span(statement.span),
        speaker=_span(statement.speaker, masked),
        cue=_span(statement.cue, masked),
    )


def _span(span: Span | None, masked: Masked) -> Span | None:
    return masked.span(span) if span is not None else None


def _when(when: When | None, masked: Masked) -> When | None:
    return replace(when, span=masked.span(when.span)) if when is not None else None
