"""Each event's share of the links, so that reckoning one event costs nothing for the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from recount.model import Attribution, Extraction, Links, Perpetration, Placing

Tie = TypeVar("Tie", Attribution, Perpetration, Placing)


def shares(links: Links, extractions: Mapping[str, Extraction]) -> dict[str, Links]:
    """The links of each event: event id to what was tied of its own reports, and whom and what it was tied to.

    A copy of a report that is in none of these events is its other report's alone.
    """
    claimants = {claimant.id: claimant for claimant in links.claimants}
    actors = {actor.id: actor for actor in links.actors}
    places = {place.id: place for place in links.places}
    report_of = {claim.id: extraction.report for extraction in extractions.values() for claim in extraction.claims}
    said_in = {said.id: extraction.report for extraction in extractions.values() for said in extraction.statements}
    event_of = {report: event.id for event in links.events for report in event.reports}

    def sorted_out(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
        made: dict[str, list[Tie]] = {}
        for tie in ties:
            made.setdefault(event_of[report_of[tie.claim]], []).append(tie)
        return made

    attributions = sorted_out(links.attributions)
    perpetrations = sorted_out(links.perpetrations)
    placings = sorted_out(links.placings)
    copies: dict[str, list[int]] = {}
    for at, copy in enumerate(links.copies):
        for holder in sorted({event_of[id] for id in (copy.first, copy.second) if id in event_of}):
            copies.setdefault(holder, []).append(at)
    quotations: dict[str, list[int]] = {}
    for at, quotation in enumerate(links.quotations):
        for holder in sorted({event_of[said_in[wording.statement]] for wording in quotation.wordings}):
            quotations.setdefault(holder, []).append(at)
    made = {}
    for event in links.events:
        own = attributions.get(event.id, [])
        caused = perpetrations.get(event.id, [])
        placed = placings.get(event.id, [])
        spots = {id for tie in placed for id in (tie.place, *tie.candidates) if id} | set(event.places)
        around = {above for id in spots if id in places for above in places[id].within}
        made[event.id] = Links(
            claimants=tuple(claimants[id] for id in sorted({tie.claimant for tie in own})),
            attributions=tuple(own),
            actors=tuple(actors[id] for id in sorted({tie.actor for tie in caused})),
            perpetrations=tuple(caused),
            places=tuple(places[id] for id in sorted(spots | around) if id in places),
            placings=tuple(placed),
            copies=tuple(links.copies[at] for at in copies.get(event.id, ())),
            events=(event,),
            quotations=tuple(links.quotations[at] for at in quotations.get(event.id, ())),
        )
    return made
