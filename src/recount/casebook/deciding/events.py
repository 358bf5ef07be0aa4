"""Decisions on events, laid over the events that linking made: what they are called, when they were, their state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from recount.model import Event, EventState

from .applied import Work
from .finding import NotFoundError
from .grouping import keys_of, parted
from .standing import Ruled, Standing

_STATES: dict[str, EventState] = {"publish": "published", "retract": "retracted"}


def decided_events(
    events: Sequence[Event], ids: Mapping[str, str], standing: Standing, work: Work
) -> tuple[tuple[Event, ...], dict[str, EventState]]:
    """The events as decided, and those that were published or retracted; `ids` are report ids by documents' keys."""
    made = {event.id: event for event in events}
    event_of = {report: event.id for event in events for report in event.reports}
    states: dict[str, EventState] = {}
    for ruled in standing.ruled:
        decision = ruled.decision
        if decision.subject.kind != "event":
            continue
        try:
            if decision.ruling == "split":
                for one in _split(ruled, ids, event_of):
                    work.found(one, ruled)
                continue
            event = made[_event(ruled, ids, event_of)]
            if decision.ruling != "merge" and ruled.holds:
                _grown(ruled, event, ids, work)
            made[event.id] = replace(event, **_changes(ruled, event))
            if decision.ruling in _STATES and ruled.holds:
                states[event.id] = _STATES[decision.ruling]
            work.found(event.id, ruled)
        except NotFoundError as fault:
            work.look(ruled, str(fault))
    return tuple(made[id] for id in sorted(made)), states


def _event(ruled: Ruled, ids: Mapping[str, str], event_of: Mapping[str, str]) -> str:
    """The one event that holds all reports of a decision's events. Raises NotFoundError where several share them."""
    keys = keys_of(ruled.decision.subject, *ruled.decision.others)
    found = sorted({event_of[ids[key]] for key in keys if key in ids and ids[key] in event_of})
    if not found:
        raise NotFoundError("none of its reports is here")
    if len(found) > 1:
        raise NotFoundError(f"its reports are now in {len(found)} events: {', '.join(found)}")
    return found[0]


def _split(ruled: Ruled, ids: Mapping[str, str], event_of: Mapping[str, str]) -> list[str]:
    """The events that a split made of one. Raises NotFoundError where there is nothing left to keep apart."""
    sides = [
        {event_of[ids[key]] for key in keys if key in ids and ids[key] in event_of} for keys in parted(ruled.decision)
    ]
    if not all(sides):
        raise NotFoundError("the reports on one of its sides are not here any more")
    if sides[0] & sides[1]:
        raise NotFoundError("a later decision put some of its reports together again")
    return sorted(sides[0] | sides[1])


def _grown(ruled: Ruled, event: Event, ids: Mapping[str, str], work: Work) -> None:
    """Note that reports have joined an event since it was ruled on.

    Raises NotFoundError where it was accepted as it was then, or where most of it is new.
    """
    more = set(event.reports) - {ids[key] for key in keys_of(ruled.decision.subject) if key in ids}
    if not more:
        return
    joined = f"since then, {len(more)} more report{'s' if len(more) > 1 else ''} joined it"
    if ruled.decision.ruling == "accept" or len(more) * 2 >= len(event.reports):
        raise NotFoundError(joined)
    work.look(ruled, joined, applied=True)


def _changes(ruled: Ruled, event: Event) -> dict[str, Any]:
    if ruled.decision.ruling != "edit":
        return {}
    made: dict[str, Any] = {}
    for edit in ruled.changes():
        if edit.field == "title":
            made["title"] = str(edit.after or event.title)
        elif edit.field in ("start", "end"):
            try:
                made[edit.field] = dt.date.fromisoformat(str(edit.after)) if edit.after is not None else None
            except ValueError:
                raise NotFoundError(f"it cannot be applied: {edit.after} is no day") from None
    start, end = made.get("start", event.start), made.get("end", event.end)
    if start is not None and end is not None and start > end:
        raise NotFoundError(f"it cannot be applied: {start} is after {end}")
    return made
