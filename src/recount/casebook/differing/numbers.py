"""Estimates and own tolls on both sides: told by what they count, and what is other in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from recount.model import Group, Ledger, Outcome

from .events import Twin
from .kinds import Count, Estimated, NumberDifference


class What(NamedTuple):
    """What a number counts, and by which policy."""

    policy: str
    outcome: Outcome
    group: Group
    place: str | None
    perpetrator: str | None


Numbers = Mapping[What, Estimated]
T = TypeVar("T")


def estimates_of(ledger: Ledger) -> dict[What, Estimated]:
    """What each policy makes of each toll; tolls for which it gives nothing are there with no number."""
    tolls = {toll.id: toll for toll in ledger.tolls}
    found = {}
    for one in ledger.estimates:
        toll = tolls[one.toll]
        what = What(one.policy, toll.outcome, toll.group, toll.place, toll.perpetrator)
        found[what] = Estimated(one.low, one.best, one.high)
    return found


def own_tolls_of(ledger: Ledger) -> dict[What, Estimated]:
    """The event's own tolls, each one number."""
    return {
        What(one.policy, one.outcome, Group(), None, None): Estimated(one.number, one.number, one.number)
        for one in ledger.own_tolls
    }


def compared(
    twins: Iterable[Twin],
    ledgers: tuple[Mapping[str, Ledger], Mapping[str, Ledger]],
    numbers: Callable[[Ledger], Numbers],
    names: Mapping[str, str],
) -> tuple[Count, list[NumberDifference]]:
    """How many numbers are as they were, and those that are not, by event; `names` are places' and actors' by id."""
    same, came, went = 0, 0, 0
    found: list[NumberDifference] = []
    for twin in twins:
        was, is_ = (numbers(side[event.id]) if event else {} for event, side in zip(twin, ledgers, strict=True))
        event = twin.after or twin.before
        for what in sorted({*was, *is_}, key=_order):
            before, after = was.get(what), is_.get(what)
            if before == after:
                same += 1
                continue
            if _nothing(before) and _nothing(after):  # a toll without a number is no news
                continue
            came += before is None
            went += after is None
            found.append(
                NumberDifference(
                    event=event.id if event else "",
                    what=event.title if event else "",
                    policy=what.policy,
                    outcome=what.outcome,
                    group=what.group,
                    place=names.get(what.place, what.place) if what.place else None,
                    perpetrator=names.get(what.perpetrator, what.perpetrator) if what.perpetrator else None,
                    before=before,
                    after=after,
                )
            )
    return Count(same, came, went, len(found) - came - went), found


def _nothing(number: Estimated | None) -> bool:
    return number is None or number == Estimated(None, None, None)


def _order(what: What) -> tuple[object, ...]:
    group = what.group
    broad = (what.group != Group(), what.place is not None, what.perpetrator is not None)
    return (
        broad,
        what.outcome,
        group.status,
        group.age,
        group.sex,
        group.words or "",
        what.place or "",
        what.perpetrator or "",
        what.policy,
    )
