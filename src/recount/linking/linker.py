"""The stage: reports and what was extracted from them in, all ties between them out."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Extraction, Links, Report


def link(reports: Sequence[Report], extractions: Sequence[Extraction]) -> Links:
    """Tie words to claimants, actors and places, and reports to copies, events and each other's quotations.

    Every report is in exactly one event, with or without an extraction; an extraction of no report given is left
    out. The same links come out in any order of reports and extractions. Raises DataError where the packaged
    knowledge breaks its format.
    """
    from .attributions import attribute, name_claimants
    from .context import Surroundings
    from .copies import find_copies
    from .counts import counts
    from .events import group
    from .likeness import accounts
    from .places import gathered, locate, looked_up
    from .quotations import find_quotations

    by_id = {report.id: report for report in sorted(reports, key=lambda report: report.id)}
    taken = {e.report: e for e in sorted(extractions, key=lambda e: e.report) if e.report in by_id}
    ordered = tuple(by_id.values())
    located = {id: locate(report, taken.get(id)) for id, report in by_id.items()}
    places, placings = gathered(located.values())
    known = {place.id: place for place in places}
    main = {id: one.main for id, one in located.items()}
    known |= looked_up(place for named in main.values() for place in named if place not in known)
    around = Surroundings(by_id)
    namings = name_claimants(taken, around)
    at = {placing.claim: placing for placing in placings}
    events = group(accounts(ordered, taken, main, counts(taken, namings, at, known)), known)
    used = {place.id for place in places} | {place for event in events for place in event.places}
    used |= {holder for place in used for holder in known[place].within}
    tied = attribute(by_id, taken, events, known, at, around, namings)
    return Links(
        claimants=tied.claimants,
        attributions=tied.attributions,
        actors=tied.actors,
        perpetrations=tied.perpetrations,
        places=tuple(known[id] for id in sorted(used) if id in known),
        placings=placings,
        copies=find_copies(ordered, taken),
        events=events,
        quotations=find_quotations(by_id, taken, events, around),
    )
