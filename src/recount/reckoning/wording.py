"""What the words of a claim say of whom it counts: one person, a family, others than those told of before."""

from __future__ import annotations

from recount.model import Claim, Person, Span

from .data import table, words
from .entries import Entry
from .people import may_be

_CHILD = 20
"""One who is called a child is younger, in years."""
_SEVERAL, _ONLY_SHOT = "several events", "only shot"
"""Rules of the cues by which extraction marks such claims."""


def is_kin(entry: Entry) -> bool:
    """Whether a figure counts somebody's family."""
    return not words("told.toml", "kin").isdisjoint(_noun(entry.claim))


def is_everybody(entry: Entry) -> bool:
    """Whether a figure's noun narrows nothing, and its words do not count several events."""
    return set(_noun(entry.claim)) <= words("groups.toml", "plain") and not counts_several(entry.claim)


def counts_several(claim: Claim) -> bool:
    """Whether a claim's own sentence says that it counts several events."""
    return any(cue.kind == "scope" and cue.rule == _SEVERAL for cue in claim.cues)


def only_shot(claim: Claim) -> bool:
    """Whether a claim says that people were shot, and not whether they live."""
    return any(cue.rule == _ONLY_SHOT for cue in claim.cues)


def _noun(claim: Claim) -> list[str]:
    return [] if claim.victims is None else claim.victims.exact.lower().split()


def _said(claim: Claim) -> list[str]:
    return claim.figure.words.lower().split()


def is_one(claim: Claim) -> bool:
    """Whether a claim tells of one person and counts nobody: "a man", "another woman"."""
    said = _said(claim)
    return claim.figure.stated == (1, 1) and bool(said) and said[0] in words("told.toml", "articles")


def is_another(claim: Claim) -> bool:
    """Whether words set one person apart from all told of before."""
    return not words("told.toml", "anew").isdisjoint(_said(claim)) or ordinal(claim) is not None


def are_other(entry: Entry) -> bool:
    """Whether a figure is of others than those told of before it."""
    noun = _noun(entry.claim)
    return entry.key.is_rest or (bool(noun) and noun[0] in words("groups.toml", "complement") | {"more"})


def ordinal(claim: Claim) -> int | None:
    """The place in a count that words give one person: "a fifth person" is 5."""
    ordinals = table("told.toml").get("ordinals", {})
    return next((ordinals[word] for word in _said(claim)[1:2] if word in ordinals), None) if is_one(claim) else None


def whole_words(claim: Claim) -> Span:
    """The words of a claim from its figure to the end of its victims."""
    if claim.victims is None or claim.victims.end <= claim.span.end:
        return claim.span
    return Span(claim.span.start, claim.victims.end, "")


def says_died(claim: Claim) -> bool:
    """Whether a claim says that people died, which may be later on, rather than that they were killed."""
    said = {word for cue in claim.cues if cue.kind == "outcome" for word in cue.span.exact.lower().split()}
    return not words("told.toml", "died").isdisjoint(said)


def own_hand(words_of_death: Span) -> bool:
    """Whether the words of a death tell of harm to oneself."""
    return not words("told.toml", "own_hand").isdisjoint(words_of_death.exact.lower().split())


def may_tell_of(claim: Claim, person: Person | None, dead: Person) -> bool:
    """Whether one told of in a claim may be one of the dead, by age and sex."""
    if person is not None:
        return may_be(person, dead)
    if claim.sex != dead.sex and "unknown" not in (claim.sex, dead.sex):
        return False
    return claim.age != "child" or dead.age is None or dead.age < _CHILD
