"""The event's own killed and injured, as one number each for tables.

The rule: of the figures of everybody in the whole event, the one that most named claimants stand at, then most reports
(copies once), then the latest said, then the largest. Where nobody counts everybody, the disjoint groups that one
account counts are added up. Never fewer than the people whom reports identify. Nothing said is None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from recount.model import Derivation, Extraction, Outcome, OwnToll, Person

from . import groups
from .book import Book
from .persons import floor
from .say import Teller, capital, listed
from .series import Run, Snap, ids
from .tolls import TollKey, disjoint

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured")


def own_tolls(
    book: Book, persons: Sequence[Person], extractions: Sequence[Extraction], tell: Teller
) -> tuple[OwnToll, ...]:
    """The event's own tolls, killed and then injured."""
    return tuple(_own(outcome, book, persons, extractions, tell) for outcome in OUTCOMES)


def _own(
    outcome: Outcome, book: Book, persons: Sequence[Person], extractions: Sequence[Extraction], tell: Teller
) -> OwnToll:
    number, why = _counted(outcome, book, tell)
    identified, known = floor(persons, extractions, outcome)
    if identified > (number if number is not None else 0):
        says = f"Reports identify {identified:,} people {outcome}, by name or told apart in one report."
        if number is not None:
            says = f"{says[:-1]}, which is more than the {number:,} that they count."
        return OwnToll(outcome=outcome, number=identified, why=Derivation("own_toll.identified", says, known))
    return OwnToll(outcome=outcome, number=number, why=why)


def _counted(outcome: Outcome, book: Book, tell: Teller) -> tuple[int | None, Derivation]:
    whole = [
        snap
        for key, runs in book.by_key.items()
        if key.outcome == outcome and key.place is None and groups.is_everyone(key.group)
        for run in runs
        for snap in _standing(run)
    ]
    if whole:
        return _best(whole, book, tell)
    added = [_added(account, outcome, book) for account in book.accounts.values()]
    total, _, parts = max(((*row[:2], row[2]) for row in added if row[2]), default=(0, 0, ()), key=lambda r: r[:2])
    if parts:
        said = listed([f"{tell.figure(snap)} {tell.what(snap.key)}" for snap in parts])
        says = f"Nobody counts everybody {outcome}; the groups with nobody in common that {tell.who(parts[0].voice)} "
        return total, Derivation("own_toll.groups", f"{says}counts make {total:,}: {said}.", ids(parts))
    return None, Derivation("own_toll.none", f"No report counts anybody {outcome} in this event.")


def _number(snap: Snap) -> int | None:
    """The number that a figure states ("more than 30" states 30); a vague word states none."""
    low, high = snap.first.claim.figure.stated
    return low if low is not None else high


def _standing(run: Run) -> list[Snap]:
    """The last figure of a series that says a number; where it counts single days only, the largest."""
    snaps = [snap for snap in run.snaps if _number(snap) is not None]
    cumulative = [snap for snap in snaps if snap.only_day is None]
    if cumulative:
        return cumulative[-1:]
    return [max(snaps, key=lambda snap: (_number(snap) or 0, -int(snap.id[1:])))] if snaps else []


def _best(snaps: Sequence[Snap], book: Book, tell: Teller) -> tuple[int | None, Derivation]:
    support: dict[int, list[Snap]] = {}
    for snap in snaps:
        number = _number(snap)
        if number is not None:
            support.setdefault(number, []).append(snap)

    def weight(number: int) -> tuple[object, ...]:
        behind = support[number]
        named = {snap.voice for snap in behind if book.is_named(snap.voice)}
        sources = {source for snap in behind for source in snap.sources}
        latest = max((snap.day or snap.latest or dt.date.min for snap in behind), default=dt.date.min)
        return (len(named), len(sources), latest, number)

    number = max(support, key=weight)
    behind = support[number]
    voices = listed(sorted({tell.who(snap.voice) for snap in behind})[:5])
    first = min(behind, key=lambda snap: int(snap.id[1:]))
    says = (
        f"{capital(voices)} stand{'s' if len({s.voice for s in behind}) == 1 else ''} at {tell.dated(first)} "
        f"{tell.what(first.key)}, the best supported of the latest figures of everybody."
    )
    return number, Derivation("own_toll.whole", says, ids(behind))


def _added(account: dict[TollKey, Run], outcome: Outcome, book: Book) -> tuple[int, int, tuple[Snap, ...]]:
    """What the disjoint groups of one account make, how many reports tell of them, and their figures."""
    found = [snap for key, run in account.items() if key.outcome == outcome for snap in _standing(run)]
    found.sort(key=lambda snap: (-(_number(snap) or 0), int(snap.id[1:])))
    chosen: list[Snap] = []
    for snap in found:
        if all(disjoint(snap.key, other.key, book.places, told_together=True) for other in chosen):
            chosen.append(snap)
    sources = {source for snap in chosen for source in snap.sources}
    return sum(_number(snap) or 0 for snap in chosen), len(sources), tuple(chosen)
