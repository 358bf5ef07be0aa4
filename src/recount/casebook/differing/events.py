"""Events on both sides, told by their reports: which are the same, which were joined or split, which came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from recount.model import Event

from .kinds import EventDifference, EventSeen, EventWay, FieldDifference
from .pairs import Pair


class Twin(NamedTuple):
    """An event on each side; None where there is none."""

    before: Event | None
    after: Event | None


def twins(before: Sequence[Event], after: Sequence[Event], reports: Iterable[Pair]) -> tuple[Twin, ...]:
    """Each event once, with the one on the other side that shares the most reports with it, if any is left."""
    is_ = {pair.before: pair.after for pair in reports if pair.before and pair.after}
    holds = {report: at for at, event in enumerate(after) for report in event.reports}
    shared: Counter[tuple[int, int]] = Counter()
    for at, event in enumerate(before):
        for report in event.reports:
            to = holds.get(is_.get(report, ""))
            if to is not None:
                shared[at, to] += 1
    left, right = set(range(len(before))), set(range(len(after)))
    found: list[Twin] = []
    for (at, to), _ in sorted(
        shared.items(), key=lambda one: (-one[1], before[one[0][0]].id != after[one[0][1]].id, one[0])
    ):
        if at in left and to in right:
            found.append(Twin(before[at], after[to]))
            left.remove(at)
            right.remove(to)
    found += [Twin(before[at], None) for at in left]
    found += [Twin(None, after[to]) for to in right]
    return tuple(sorted(found, key=lambda twin: [(one.id if one else "") for one in reversed(twin)]))


def compared(
    before: Sequence[Event], after: Sequence[Event], reports: Sequence[Pair]
) -> tuple[int, list[EventDifference]]:
    """How many events are as they were, and those that are not, the joined and split first."""
    same = 0
    found: list[EventDifference] = []
    alone = (
        {pair.before for pair in reports if pair.after is None},
        {pair.after for pair in reports if pair.before is None},
    )
    for was, is_ in _knots(before, after, reports):
        one = _compared(was, is_, *alone)
        if one is None:
            same += 1
        else:
            found.append(one)
    return same, sorted(found, key=lambda one: (_ORDER.index(one.way), _ids(one.after), _ids(one.before)))


_ORDER: tuple[EventWay, ...] = ("joined", "split", "regrouped", "came", "went", "changed")


def _compared(
    was: list[Event], is_: list[Event], only_before: Container[str | None], only_after: Container[str | None]
) -> EventDifference | None:
    went = tuple(id for event in was for id in event.reports if id in only_before)
    came = tuple(id for event in is_ for id in event.reports if id in only_after)
    fields = _fields(was[0], is_[0]) if len(was) == len(is_) == 1 else ()
    way = _way(len(was), len(is_))
    if way == "changed" and not (came or went or fields):
        return None
    return EventDifference(
        way=way,
        before=tuple(EventSeen(one.id, one.title, len(one.reports)) for one in was),
        after=tuple(EventSeen(one.id, one.title, len(one.reports)) for one in is_),
        came=came if was else (),
        went=went if is_ else (),
        fields=fields,
    )


def _way(before: int, after: int) -> EventWay:
    if not before:
        return "came"
    if not after:
        return "went"
    if before == after == 1:
        return "changed"
    return "joined" if after == 1 else "split" if before == 1 else "regrouped"


def _fields(was: Event, is_: Event) -> tuple[FieldDifference, ...]:
    def days(event: Event) -> str | None:
        return f"{event.start or '…'} to {event.end or '…'}" if event.start or event.end else None

    values = {"id": (was.id, is_.id), "title": (was.title, is_.title), "days": (days(was), days(is_))}
    return tuple(FieldDifference(name, one, two) for name, (one, two) in values.items() if one != two)


def _knots(
    before: Sequence[Event], after: Sequence[Event], reports: Sequence[Pair]
) -> list[tuple[list[Event], list[Event]]]:
    """Events that hang together by the reports that are there on both sides."""
    sides = (before, after)
    groups = [{(side, at)} for side in (0, 1) for at in range(len(sides[side]))]
    of = {node: group for group in groups for node in group}
    holds = [{report: at for at, event in enumerate(events) for report in event.reports} for events in sides]
    for pair in reports:
        if pair.before in holds[0] and pair.after in holds[1]:
            one, other = of[0, holds[0][pair.before]], of[1, holds[1][pair.after]]
            if one is not other:
                one |= other
                of.update(dict.fromkeys(other, one))
    knots = {id(group): group for group in of.values()}.values()
    return [
        ([before[at] for side, at in sorted(knot) if not side], [after[at] for side, at in sorted(knot) if side])
        for knot in knots
    ]


def _ids(events: tuple[EventSeen, ...]) -> list[str]:
    return [event.id for event in events]
