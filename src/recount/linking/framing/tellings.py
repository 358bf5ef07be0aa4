"""What some outlets of an event report and the others leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from recount.model import Claim, Event, Extraction, Links, Outcome, Report, Span, Status, Telling, TellingKind, Use

FEW_SILENT = 1
"""What all but so many outlets report is told as left out by those, where there are more outlets than two."""
_OUTCOMES: Mapping[Outcome, str] = {
    "killed": "people killed", "injured": "people injured", "killed_or_injured": "people killed or injured",
    "missing": "people missing", "abducted": "people taken", "displaced": "people displaced",
}  # fmt: skip
_STATUS: Mapping[Status, str] = {
    "civilian": "civilians", "state_forces": "members of state forces", "armed_group": "members of armed groups",
}  # fmt: skip
_KINDS: tuple[TellingKind, ...] = ("claimant", "actor", "outcome", "victims", "place", "quotation")


class _Told(NamedTuple):
    kind: TellingKind
    id: str
    what: str
    outlet: str
    use: Use


def tellings(
    event: Event, reports: Sequence[Report], extractions: Mapping[str, Extraction], links: Links
) -> tuple[Telling, ...]:
    """What one outlet alone reports of its event, and what all but one report, by kind and name.

    Only what is asserted of the event itself counts: figures of the background and denied ones are left out. One who
    only probably vouches in a report is told of in it.
    """
    outlets = sorted({report.outlet for report in reports})
    told: dict[tuple[TellingKind, str, str], dict[str, Use]] = {}
    for one in _told(reports, extractions, links):
        told.setdefault((one.kind, one.what, one.id), {}).setdefault(one.outlet, one.use)
    made = []
    for (kind, what, id), by in sorted(told.items(), key=lambda item: (_KINDS.index(item[0][0]), *item[0][1:])):
        silent = [outlet for outlet in outlets if outlet not in by]
        if silent and (len(by) == 1 or (len(silent) <= FEW_SILENT and len(outlets) > 2)):
            made.append(
                Telling(
                    id=f"{event.id}/{kind}/{id}",
                    kind=kind,
                    what=what,
                    told_by=tuple(sorted(by)),
                    silent=tuple(silent),
                    where=tuple(by[outlet] for outlet in sorted(by)),
                )
            )
    return tuple(made)


def _told(reports: Sequence[Report], extractions: Mapping[str, Extraction], links: Links) -> Iterator[_Told]:
    known = _Known(links)
    for report in reports:
        extraction = extractions.get(report.id)
        if extraction is None:
            continue
        for claim in extraction.claims:
            if claim.scope == "current" and claim.stance == "asserted":
                for kind, id, what, span in known.of(claim):
                    yield _Told(kind, id, what, report.outlet, Use(report=report.id, span=span))
        for statement in extraction.statements:
            quotation = known.quoted.get(statement.id)
            if quotation is not None:
                who = quotation.speaker or "a speaker without a name"
                yield _Told("quotation", quotation.id, who, report.outlet, Use(report=report.id, span=statement.span))


class _Known:
    """What linking knows of claims, by claim."""

    def __init__(self, links: Links) -> None:
        self._claimants = {one.id: one for one in links.claimants}
        self._actors = {one.id: one for one in links.actors}
        self._places = {one.id: one for one in links.places}
        self._attributions = {one.claim: one for one in links.attributions}
        self._perpetrations = {one.claim: one for one in links.perpetrations}
        self._placings = {one.claim: one for one in links.placings}
        self.quoted = {wording.statement: quotation for quotation in links.quotations for wording in quotation.wordings}

    def of(self, claim: Claim) -> Iterator[tuple[TellingKind, str, str, Span]]:
        """What a claim tells: who vouches, who did it, what befell whom, and where."""
        attribution = self._attributions.get(claim.id)
        claimant = self._claimants.get(attribution.claimant) if attribution is not None else None
        if claimant is not None and claimant.named and claim.claimant is not None:
            yield "claimant", claimant.id, claimant.name, claim.claimant
        perpetration = self._perpetrations.get(claim.id)
        actor = self._actors.get(perpetration.actor) if perpetration is not None else None
        if actor is not None and claim.perpetrator is not None:
            yield "actor", actor.id, actor.name, claim.perpetrator
        harmed = _OUTCOMES[claim.outcome]
        yield "outcome", claim.outcome, harmed, claim.span
        for whom in _groups(claim):
            yield "victims", f"{claim.outcome}-{whom}", f"{whom} among the {harmed}", claim.span
        placing = self._placings.get(claim.id)
        place = self._places.get(placing.place or "") if placing is not None else None
        if place is not None and claim.place is not None:
            yield "place", place.id, place.name, claim.place


def _groups(claim: Claim) -> Iterator[str]:
    if claim.status in _STATUS:
        yield _STATUS[claim.status]
    if claim.age == "child":
        yield "children"
    if claim.sex == "female":
        yield "women" if claim.age != "child" else "girls"
