"""Decisions on links, events and claimants, laid over what linking tied: a pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from msgspec.structs import replace

from recount.linking.words import slug
from recount.model import (
    Attribution,
    Claim,
    Claimant,
    Copy,
    EventState,
    Extraction,
    Links,
    Perpetration,
    Placing,
    Report,
    SubjectKind,
)

from .applied import Look, Work
from .events import decided_events
from .finding import NotFoundError, Read, claim_of, read_of
from .standing import Ruled, Standing


class Tied(msgspec.Struct, frozen=True, kw_only=True):
    """What linking tied, as decided.

    `on` has the decisions that were found on events and claimants (by id), and on the ties of a claim or of two
    reports (`attribution r1#c1`, `copy r1 r2`). `states` are the events that a reviewer published or retracted.
    `changed` tells whether the links are other than they were. `looks` are the decisions that need another look.
    """

    links: Links
    on: dict[str, tuple[Ruled, ...]] = {}
    states: dict[str, EventState] = {}
    redacted: frozenset[str] = frozenset()
    changed: bool = False
    looks: tuple[Look, ...] = ()


class _Ties:
    """The ties as they are changed: by claim id, by id, by the two reports."""

    def __init__(self, links: Links) -> None:
        self.claimants = {one.id: one for one in links.claimants}
        self.attributions = {one.claim: one for one in links.attributions}
        self.actors = {one.id for one in links.actors}
        self.perpetrations = {one.claim: one for one in links.perpetrations}
        self.places = {one.id for one in links.places}
        self.placings = {one.claim: one for one in links.placings}
        self.copies = {(one.first, one.second): one for one in links.copies}
        self.now: dict[str, str] = {}

    def claimant(self, id: str) -> Claimant:
        """The claimant of an id, or the one that it was merged into. Raises NotFoundError."""
        seen: set[str] = set()
        while id in self.now and id not in seen:
            seen.add(id)
            id = self.now[id]
        if id not in self.claimants:
            raise NotFoundError(f"no report names the claimant {id}")
        return self.claimants[id]


def tie(
    links: Links, documents: Mapping[str, Report], extractions: Mapping[str, Extraction], standing: Standing
) -> Tied:
    """Lay decisions over links. Nothing is guessed: what is not found again is listed, and changes nothing.

    `documents` are by the keys that decisions name them by, `extractions` (as read) by report id.
    """
    read = {key: Read(report, extractions[report.id]) for key, report in documents.items() if report.id in extractions}
    work, ties = Work(), _Ties(links)
    for ruled in standing.ruled:
        subject = ruled.decision.subject
        if subject.kind not in _RULE and subject.kind not in _OF_CLAIM and subject.kind != "copy":
            continue
        try:
            if subject.kind in _OF_CLAIM:
                claim = claim_of(subject, read_of(subject, read))
                _OF_CLAIM[subject.kind](ties, claim, ruled)
                work.found(f"{subject.kind} {claim.id}", ruled)
            elif subject.kind == "copy":
                work.found(_copy(ties, ruled, {key: report.id for key, report in documents.items()}), ruled)
            else:
                work.found(_RULE[subject.kind](ties, ruled, read), ruled)
        except NotFoundError as fault:
            work.look(ruled, str(fault))
    changed = _links(links, ties)
    events, states = decided_events(changed.events, {k: one.id for k, one in documents.items()}, standing, work)
    return Tied(
        links=replace(changed, events=events),
        on={id: tuple(some) for id, some in sorted(work.on.items()) if some},
        states=states,
        changed=changed is not links or events != links.events,
        redacted=frozenset(id for id, some in work.on.items() if any(one.decision.ruling == "redact" for one in some)),
        looks=tuple(sorted(set(work.looks))),
    )


def _links(links: Links, ties: _Ties) -> Links:
    """The links with all changes; a claimant whom nothing is tied to any more is left out."""
    behind = {one.claimant for one in ties.attributions.values()}
    lost = {one.claimant for one in links.attributions} - behind
    claimants = {id: one for id, one in ties.claimants.items() if id not in lost}
    made = replace(
        links,
        claimants=tuple(claimants[id] for id in sorted(claimants)),
        attributions=tuple(ties.attributions[id] for id in sorted(ties.attributions)),
        perpetrations=tuple(ties.perpetrations[id] for id in sorted(ties.perpetrations)),
        placings=tuple(ties.placings[id] for id in sorted(ties.placings)),
        copies=tuple(_renamed(ties.copies[pair], ties) for pair in sorted(ties.copies)),
    )
    return links if made == links else made


def _renamed(copy: Copy, ties: _Ties) -> Copy:
    if copy.agency is None or copy.agency not in ties.now:
        return copy
    return replace(copy, agency=ties.claimant(copy.agency).id)


def _attribution(ties: _Ties, claim: Claim, ruled: Ruled) -> None:
    known = ties.attributions.get(claim.id)
    ruling = ruled.decision.ruling
    if ruling == "edit":
        for edit in ruled.changes():
            if edit.field == "claimant":
                whom = ties.claimant(str(edit.after)).id
                known = Attribution(claim=claim.id, claimant=whom, certainty="certain", reason=_SAID)
            elif known is not None and edit.after in ("certain", "probable"):
                known = replace(known, certainty=edit.after, reason=_SAID)
        if known is not None:
            ties.attributions[claim.id] = known
    elif known is None:
        raise NotFoundError("the figure is tied to no claimant")
    elif ruling == "reject" and ruled.holds:
        del ties.attributions[claim.id]
    elif ruling == "accept" and ruled.holds:
        _as_accepted(ruled, "claimant", ties.claimant(known.claimant).id)
        ties.attributions[claim.id] = replace(known, certainty="certain", reason=f"{known.reason}; {_SAID}")


def _perpetration(ties: _Ties, claim: Claim, ruled: Ruled) -> None:
    known = ties.perpetrations.get(claim.id)
    if ruled.decision.ruling == "edit":
        for edit in ruled.changes():
            if edit.after not in ties.actors:
                raise NotFoundError(f"no report names the actor {edit.after}")
            ties.perpetrations[claim.id] = Perpetration(claim=claim.id, actor=str(edit.after), reason=_SAID)
    elif known is None:
        raise NotFoundError("the figure is tied to no actor")
    elif ruled.decision.ruling == "reject" and ruled.holds:
        del ties.perpetrations[claim.id]
    elif ruled.holds:
        _as_accepted(ruled, "actor", known.actor)


def _placing(ties: _Ties, claim: Claim, ruled: Ruled) -> None:
    known = ties.placings.get(claim.id)
    if ruled.decision.ruling == "edit":
        for edit in ruled.changes():
            if edit.after is not None and edit.after not in ties.places:
                raise NotFoundError(f"no report names the place {edit.after}")
            place = str(edit.after) if edit.after is not None else None
            ties.placings[claim.id] = Placing(claim=claim.id, place=place, reason=_SAID)
    elif known is None:
        raise NotFoundError("the figure is tied to no place")
    elif ruled.decision.ruling == "reject" and ruled.holds:
        ties.placings[claim.id] = Placing(claim=claim.id, place=None, candidates=known.candidates, reason=_SAID)
    elif ruled.holds:
        _as_accepted(ruled, "place", known.place)


def _as_accepted(ruled: Ruled, field: str, now: str | None) -> None:
    """Raises NotFoundError where what was accepted is not what is tied now."""
    for edit in ruled.decision.changes:
        if edit.field == field and edit.after != now:
            raise NotFoundError(f"{field} was accepted as {edit.after}, and is now {now or 'open'}")


def _copy(ties: _Ties, ruled: Ruled, ids: Mapping[str, str]) -> str:
    pair = tuple(sorted(ids.get(key, "") for key in ruled.decision.subject.reports))
    if len(pair) != 2 or not all(pair):
        raise NotFoundError("one of its two reports is not here")
    known = ties.copies.get((pair[0], pair[1]))
    if known is None:
        raise NotFoundError("neither of its two reports repeats the other any more")
    if ruled.decision.ruling == "reject" and ruled.holds:
        del ties.copies[known.first, known.second]
    for edit in ruled.changes():
        original = ids.get(str(edit.after)) if edit.after is not None else None
        if edit.after is not None and original not in pair:
            raise NotFoundError("its original is neither of the two reports")
        ties.copies[known.first, known.second] = replace(known, original=original, reason=_SAID)
    return f"copy {known.first} {known.second}"


def _claimant(ties: _Ties, ruled: Ruled, read: Mapping[str, Read]) -> str:
    known = ties.claimant(ruled.decision.subject.id)
    if ruled.decision.ruling == "edit":
        changes = {edit.field: edit.after for edit in ruled.changes() if edit.field in ("name", "kind", "party")}
        try:
            ties.claimants[known.id] = msgspec.convert({**msgspec.to_builtins(known), **changes}, Claimant)
        except msgspec.ValidationError as fault:
            raise NotFoundError(f"it cannot be applied: {fault}") from None
    elif ruled.decision.ruling == "merge":
        for other in [ties.claimant(one.id) for one in ruled.decision.others]:
            if other.id != known.id:
                _merge(ties, known.id, other)
    elif ruled.decision.ruling == "split":
        _split(ties, known, ruled, read)
    return known.id


def _merge(ties: _Ties, into: str, other: Claimant) -> None:
    known = ties.claimants[into]
    spellings = tuple(sorted({*known.spellings, *other.spellings}))
    ties.claimants[into] = replace(known, spellings=spellings, named=known.named or other.named)
    del ties.claimants[other.id]
    ties.now[other.id] = into
    for claim, one in ties.attributions.items():
        if one.claimant == other.id:
            reason = f"{one.reason}; {_SAID}: {other.name} is {known.name}"
            ties.attributions[claim] = replace(one, claimant=into, reason=reason)


def _split(ties: _Ties, known: Claimant, ruled: Ruled, read: Mapping[str, Read]) -> None:
    """Tie some of a claimant's figures to a new claimant, under the name that the decision gives."""
    name = next((str(edit.after) for edit in ruled.decision.changes if edit.field == "name"), "")
    id = slug(name)
    if not id or id == known.id:
        raise NotFoundError("it gives no name of its own to whom is split off")
    claims = [claim_of(one, read_of(one, read)).id for one in ruled.decision.others]
    off = [one for one in claims if one in ties.attributions and ties.attributions[one].claimant == known.id]
    if not off:
        raise NotFoundError(f"none of its figures is {known.name}'s any more")
    made = Claimant(id=id, name=name, kind=known.kind, named=True, spellings=(name,), party=None)
    ties.claimants.setdefault(id, made)
    for claim in off:
        ties.attributions[claim] = Attribution(claim=claim, claimant=id, certainty="certain", reason=_SAID)


_SAID = "a reviewer says so"
_OF_CLAIM: dict[SubjectKind, Callable[[_Ties, Claim, Ruled], None]] = {
    "attribution": _attribution,
    "perpetration": _perpetration,
    "placing": _placing,
}
_RULE: dict[SubjectKind, Callable[[_Ties, Ruled, Mapping[str, Read]], str]] = {"claimant": _claimant}
