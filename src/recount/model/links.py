"""What linking ties: words to claimants, actors and places; reports to copies and events; wordings to one quotation."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from .spans import Span

ClaimantKind = Literal[
    "monitor", "government", "ministry", "military", "police", "medical", "rescue", "un_body", "ngo", "agency",
    "outlet", "armed_group", "official", "witness", "unnamed", "unknown",
]  # fmt: skip
Certainty = Literal["certain", "probable"]
CopyKind = Literal["exact", "near", "partial"]
PlacePrecision = Literal["exact", "region", "country", "unknown"]
DiffKind = Literal["same", "other", "only_here", "missing_here"]


class Claimant(msgspec.Struct, frozen=True, kw_only=True):
    """Who vouches for claims, under all the spellings seen. `named` is False for "local sources" and the like.

    `id` is the knowledge base's where it knows the claimant, else made from the name; an unnamed claimant belongs to
    one report alone and is never taken for another report's. `party` names the side it takes part in the conflict
    on, where the knowledge base says so.
    """

    id: str
    name: str
    kind: ClaimantKind = "unknown"
    named: bool = True
    spellings: tuple[str, ...] = ()
    party: str | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A claim's claimant words tied to a claimant, certainly or probably, with the reason in a plain sentence.

    A claim in the outlet's own voice has no attribution.
    """

    claim: str
    claimant: str
    certainty: Certainty
    reason: str


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody said to have caused harm, under all the spellings seen."""

    id: str
    name: str
    spellings: tuple[str, ...] = ()


class Perpetration(msgspec.Struct, frozen=True, kw_only=True):
    """A claim's perpetrator words tied to an actor, with the reason."""

    claim: str
    actor: str
    reason: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the gazetteer, or a name that it does not know (`precision` unknown, no coordinates).

    `within` are the ids of the places that hold it, nearest first (province, country). Coordinates are WGS 84
    degrees.
    """

    id: str
    name: str
    country: str = ""
    within: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision = "unknown"


class Placing(msgspec.Struct, frozen=True, kw_only=True):
    """A claim's place words tied to a place; an ambiguous name is left open (`place` None) with its candidates."""

    claim: str
    place: str | None
    candidates: tuple[str, ...] = ()
    reason: str = ""


class Passage(msgspec.Struct, frozen=True):
    """A shared passage of a copy: its span in the one report and in the other."""

    first: Span
    second: Span


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports of which one repeats the other, wholly or in passages. Copies are kept and linked, never dropped.

    `first` and `second` are report ids (sorted); `original` is the one of the two that came first where dates or
    credits tell it. `similarity` is the Jaccard similarity of their word shingles, 0..1. The spans of a passage may
    differ in single words, never in a number. `agency` is the claimant id of the agency that they credit for the text.
    """

    first: str
    second: str
    kind: CopyKind
    similarity: float
    original: str | None = None
    passages: tuple[Passage, ...] = ()
    agency: str | None = None
    reason: str = ""


class Mention(msgspec.Struct, frozen=True):
    """Words of one report."""

    report: str
    span: Span


class SubIncident(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an event: the harm in one of its places, or one scene of it (an ambush, a mass grave).

    `parent` is the id of the sub-incident that it is part of, None where it is the event's own; so the sub-incidents
    of an event make a tree. `kind` is `place`, or the scene's. `claims` are ids; `mentions` the words that tell it.
    """

    id: str
    title: str
    kind: str = "place"
    parent: str | None = None
    place: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    claims: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reason: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What reports are grouped into: a time, places, and why each report was taken in.

    `title` is made of what linking knows (places and days), never a report's words. `places` are place ids, the
    commonest first. `reasons` has one plain sentence a report, in the order of `reports`. `parts` are its
    sub-incidents, each after what it is part of.
    """

    id: str
    title: str
    reports: tuple[str, ...]
    start: dt.date | None = None
    end: dt.date | None = None
    places: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    parts: tuple[SubIncident, ...] = ()


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """A later event that speaks of an earlier one: a trial, a verdict, an anniversary. It is linked and never merged.

    `event` and `follows` are event ids; `reports` are the later and the earlier report that tell it best, and `names`
    (folded words) what both have and few other months' reports do.
    """

    event: str
    follows: str
    reports: tuple[str, str]
    names: tuple[str, ...] = ()
    reason: str = ""


class Piece(msgspec.Struct, frozen=True):
    """A run of one wording's words, compared with the fullest wording: the same, other words there, or only here.

    `missing_here` has the words of the fullest wording that this one lacks, and no place in this one's text.
    """

    kind: DiffKind
    words: str


class Change(msgspec.Struct, frozen=True):
    """Words by which one wording says something else than another: in what ("negation", "number", "certainty"), its
    own words, and the other's; either may be empty.
    """

    kind: str
    here: str
    there: str


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """One report's wording of a quotation, aligned word by word with the fullest.

    `changes` are the words by which it says something else than the fullest, and not only in other words.
    """

    statement: str
    pieces: tuple[Piece, ...] = ()
    changes: tuple[Change, ...] = ()


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """One utterance, reported in several wordings, under one or more spellings of its speaker.

    `fullest` and `earliest` are statement ids (`earliest` is None where dates do not tell).
    """

    id: str
    speaker: str | None
    spellings: tuple[str, ...]
    wordings: tuple[Wording, ...]
    fullest: str
    earliest: str | None = None
    reason: str = ""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """All that linking tied, over all reports given; every tuple sorted by id or by what it links."""

    claimants: tuple[Claimant, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    actors: tuple[Actor, ...] = ()
    perpetrations: tuple[Perpetration, ...] = ()
    places: tuple[Place, ...] = ()
    placings: tuple[Placing, ...] = ()
    copies: tuple[Copy, ...] = ()
    events: tuple[Event, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    quotations: tuple[Quotation, ...] = ()
