"""The stage: reports and what was extracted from them in, all ties between them out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from recount.model import Extraction, Links, Report

from .grouping.rulings import Rulings


def link(reports: Sequence[Report], extractions: Sequence[Extraction], rulings: Rulings | None = None) -> Links:
    """Tie words to claimants, actors and places, and reports to copies, events and each other's quotations.

    Every report is in exactly one event, with or without an extraction; an extraction of no report given is left
    out. The same links come out in any order of reports and extractions. `rulings` are a reviewer's merges and splits,
    as pairs of report ids; the events keep to them. Raises DataError where the packaged
    knowledge breaks its format.
    """
    from .attributions import attribute, name_claimants
    from .context import Surroundings
    from .copies import find_copies
    from .grouping.accounts import accounts
    from .grouping.counts import counts
    from .grouping.events import Events
    from .grouping.parts import sub_incidents
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
    grouping = Events(rulings)
    grouping.add(accounts(ordered, taken, main, known, counts(taken, namings, at, known)), known)
    events = tuple(
        msgspec.structs.replace(event, parts=sub_incidents(event, by_id, taken, at, known))
        for event in grouping.events()
    )
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
        follow_ups=grouping.follow_ups(),
        quotations=find_quotations(by_id, taken, events, around),
    )
