"""Links of what was read, made anew only in the events that decisions touch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from recount.linking import Rulings
from recount.model import Attribution, Extraction, FollowUp, Links, Perpetration, Placing, Report

Tie = TypeVar("Tie", Attribution, Perpetration, Placing)
Link = Callable[[Sequence[Report], Sequence[Extraction], Rulings], Links]


def relinked(
    plain: Links,
    reports: Mapping[str, Report],
    decided: Mapping[str, Extraction],
    changed: Collection[str],
    rulings: Rulings,
    link: Link,
) -> Links:
    """The links of what was read, with those of the events that decisions touch made anew of what was decided.

    `plain` are the links without decisions, `changed` the reports of which something else was decided than read.
    Which reports are one event is a reviewer's to say by merging and splitting; no other decision moves a report.
    """
    touched = {*changed, *rulings.reports()}
    held = [event for event in plain.events if not touched.isdisjoint(event.reports)]
    if not held:
        return plain
    within = {report for event in held for report in event.reports}
    stars = [pair for event in held for block in _blocks(event.reports, rulings) for pair in _star(block)]
    kept = Rulings.of((*rulings.together, *stars), rulings.apart)
    ids = sorted(within)
    made = link([reports[id] for id in ids], [decided[id] for id in ids if id in decided], kept)
    attributions = _spliced(plain.attributions, made.attributions, within)
    perpetrations = _spliced(plain.perpetrations, made.perpetrations, within)
    claimants = {one.id: one for one in (*made.claimants, *plain.claimants)}
    actors = {one.id: one for one in (*made.actors, *plain.actors)}
    places = {one.id: one for one in (*made.places, *plain.places)}
    gone = {event.id for event in held}
    events = sorted((*(one for one in plain.events if one.id not in gone), *made.events), key=lambda one: one.id)
    own = {event.id for event in events}
    event_of = {report: event.id for event in events for report in event.reports}
    outside = [q for q in plain.quotations if _report(q.wordings[0].statement) not in within]
    return replace(
        plain,
        claimants=tuple(claimants[id] for id in sorted({one.claimant for one in attributions})),
        attributions=attributions,
        actors=tuple(actors[id] for id in sorted({one.actor for one in perpetrations})),
        perpetrations=perpetrations,
        places=tuple(places[id] for id in sorted(places)),
        placings=_spliced(plain.placings, made.placings, within),
        events=tuple(events),
        follow_ups=tuple(_following(plain.follow_ups, event_of, own)),
        quotations=tuple(sorted((*outside, *made.quotations), key=lambda one: one.id)),
    )


def _blocks(reports: Sequence[str], rulings: Rulings) -> list[list[str]]:
    """The reports of an event, those apart that a reviewer set apart; the others stay together."""
    blocks: list[list[str]] = []
    for report in sorted(reports):
        free = (b for b in blocks if not any((min(report, o), max(report, o)) in rulings.apart for o in b))
        block = next(free, None)
        if block is None:
            blocks.append([report])
        else:
            block.append(report)
    return blocks


def _star(block: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((block[0], other) for other in block[1:])


def _spliced(plain: Sequence[Tie], made: Sequence[Tie], within: Collection[str]) -> tuple[Tie, ...]:
    """The ties of claims, those of some reports in place of what they were."""
    ties: list[Tie] = [one for one in plain if _report(one.claim) not in within]
    ties.extend(made)
    return tuple(sorted(ties, key=_claim))


def _claim(tie: Attribution | Perpetration | Placing) -> str:
    return tie.claim


def _report(id: str) -> str:
    return id.rpartition("#")[0]


def _following(plain: Iterable[FollowUp], event_of: Mapping[str, str], own: Collection[str]) -> Iterable[FollowUp]:
    """The follow-ups between the events that there are now; within one event there is none.

    An earlier event of which no report is here is what it was.
    """
    found: dict[str, FollowUp] = {}
    for one in plain:
        later, earlier = event_of[one.reports[0]], event_of.get(one.reports[1], one.follows)
        if later != earlier and later in own:
            found.setdefault(later, replace(one, event=later, follows=earlier))
    return (found[id] for id in sorted(found))
