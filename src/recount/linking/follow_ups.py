"""Follow-ups counted in: each event together with what follows it up, for tables that know no follow-ups."""

from __future__ import annotations

from msgspec.structs import replace

from recount.model import Event, Links


def with_follow_ups(links: Links) -> Links:
    """The links with every follow-up's reports in the event that it follows, in the end.

    The event keeps its id, title, time and places: they are those of the harm, not of its trial. Gun violence archives
    count so: all reports of one incident, the verdict years on included.
    """
    follows = {one.event: one.follows for one in links.follow_ups}
    held: dict[str, list[Event]] = {}
    for event in links.events:
        held.setdefault(_first(event.id, follows), []).append(event)
    known = {event.id: event for event in links.events}
    return replace(
        links,
        events=tuple(_joined(known[id], events) for id, events in sorted(held.items())),
        follow_ups=(),
    )


def _first(event: str, follows: dict[str, str]) -> str:
    """The event that an event follows up in the end, itself where it follows none."""
    seen = {event}
    while (before := follows.get(event)) is not None and before not in seen:
        seen.add(before)
        event = before
    return event


def _joined(event: Event, events: list[Event]) -> Event:
    if len(events) == 1:
        return event
    why = {report: reason for one in events for report, reason in zip(one.reports, one.reasons, strict=True)}
    reports = tuple(sorted(why))
    return replace(event, reports=reports, reasons=tuple(why[report] for report in reports))
