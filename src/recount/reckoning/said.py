"""What each report says, with what linking knows of it; a report is looked at again where something of it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import is_
from typing import Generic, NamedTuple, TypeVar

from recount.model import Attribution, Claim, Extraction, Links, Perpetration, Placing, Report, UsageError

from .entries import claim_order
from .intervals import Interval
from .places import Placed, Spot, place_of
from .stretches import Days, days_named

L = TypeVar("L", Attribution, Placing, Perpetration)
T = TypeVar("T")


class Said(NamedTuple):
    """One report's claims, in order, with what linking knows of each: attribution, placing and actor.

    `placed` and `days` are what its current claims tell of the event's places and days.
    """

    report: Report
    extraction: Extraction
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution | None, ...]
    placings: tuple[Placing | None, ...]
    actors: tuple[str | None, ...]
    placed: tuple[Placed, ...]
    spots: tuple[Spot, ...]
    days: Days


class Linked(Generic[L]):
    """One kind of links by their claims, kept from one time to the next; links are told by identity."""

    def __init__(self) -> None:
        self.by_claim: dict[str, L] = {}
        self._row: tuple[L, ...] = ()

    def take(self, row: tuple[L, ...]) -> set[str]:
        """Look at what is new; the reports of which a link was made anew, or is gone, since the last time."""
        lost: list[L]
        new: list[L]
        lost, new = _between(self._row, row)
        self._row = row
        for gone in lost:
            self.by_claim.pop(gone.claim, None)
        for made in new:
            self.by_claim[made.claim] = made
        if len(self.by_claim) != len(row):  # of two links of one claim the last counts
            self.by_claim = {one.claim: one for one in row}
        return {one.claim.rpartition("#")[0] for one in [*lost, *new]}


class Sayings:
    """What an event's reports say, kept from one time to the next.

    `of` has it by report, in the order of ids, `reports` the reports by id. `spots` counts the places of current
    claims, with the words that name them; `days` the reports that name the same days.
    """

    def __init__(self) -> None:
        self.of: dict[str, Said] = {}
        self.reports: dict[str, Report] = {}
        self.spots: Counter[Spot] = Counter()
        self.days: Counter[Days] = Counter()
        self.attributions: Linked[Attribution] = Linked()
        self.placings: Linked[Placing] = Linked()
        self._actors: Linked[Perpetration] = Linked()
        self._taken: dict[str, Extraction] = {}
        self._rows: tuple[tuple[Report, ...], tuple[Extraction, ...]] = ((), ())

    def take(self, reports: Sequence[Report], extractions: Sequence[Extraction], links: Links) -> set[str]:
        """Look at what is new; the reports that say something else than the last time, or are new or gone.

        Raises UsageError for an extraction whose report is not among `reports`.
        """
        rows = (tuple(reports), tuple(extractions))
        moved, read = _between(self._rows[0], rows[0]), _between(self._rows[1], rows[1])
        by_id = _renewed(self.reports, moved, rows[0], lambda one: one.id)
        taken = _renewed(self._taken, read, rows[1], lambda one: one.report)
        for id in {one.report for one in read[1]} | {one.id for one in moved[0]}:
            if id in taken and id not in by_id:
                raise UsageError(f"the extraction of {id}", "its report was not given", "give the report with it")
        self.reports, self._taken, self._rows = by_id, taken, rows
        touched = self.attributions.take(links.attributions)
        touched |= self.placings.take(links.placings) | self._actors.take(links.perpetrations)
        touched |= {one.id for row in moved for one in row} | {one.report for row in read for one in row}
        joined = any(id in taken and id not in self.of for id in touched)
        for id in touched:
            known = self.of.pop(id, None) if id not in taken else self.of.get(id)
            if known is not None:
                self._drop(known)
            if id in taken:
                known = self.of[id] = self._said(by_id[id], taken[id])
                self.spots.update(known.spots)
                self.days[known.days] += 1
        if joined:
            self.of = {id: self.of[id] for id in sorted(self.of)}
        return touched

    def _drop(self, known: Said) -> None:
        self.spots -= Counter(known.spots)
        self.days -= Counter([known.days])

    def _said(self, report: Report, extraction: Extraction) -> Said:
        claims = _in_order(extraction)
        ids = [claim.id for claim in claims]
        attributions = tuple(map(self.attributions.by_claim.get, ids))
        placings = tuple(map(self.placings.by_claim.get, ids))
        harm = map(self._actors.by_claim.get, ids)
        actors = tuple(one.actor if one is not None else None for one in harm)
        placed = tuple(_placed(claims, attributions, placings))
        spots = tuple((one.place, one.words) for one in placed)
        return Said(report, extraction, claims, attributions, placings, actors, placed, spots, days_named(claims))


def _alike(a: Sequence[object], b: Sequence[object]) -> int:
    """How many of the first members of two rows are the same objects."""
    same = list(map(is_, a, b))
    return len(same) if all(same) else same.index(False)


def _between(before: tuple[T, ...], row: tuple[T, ...]) -> tuple[list[T], list[T]]:
    """What a row has no more, and what it has anew; things are told by identity."""
    head = _alike(before, row)
    gone, made = before[head:], row[head:]
    tail = _alike(gone[::-1], made[::-1])
    were = {id(one): one for one in gone[: len(gone) - tail]}
    are = {id(one): one for one in made[: len(made) - tail]}
    return [were[key] for key in were if key not in are], [are[key] for key in are if key not in were]


def _renewed(
    before: dict[str, T], moved: tuple[list[T], list[T]], row: tuple[T, ...], key: Callable[[T], str]
) -> dict[str, T]:
    """The things of a row by their keys, of several under one key the last."""
    lost, new = moved
    known = before if not lost and not new else dict(before)
    for one in lost:
        known.pop(key(one), None)
    for one in new:
        known[key(one)] = one
    return known if len(known) == len(row) else {key(one): one for one in row}


def _in_order(extraction: Extraction) -> tuple[Claim, ...]:
    """A report's claims in order, each id once."""
    return tuple(sorted({claim.id: claim for claim in extraction.claims}.values(), key=claim_order))


def asserted(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that are asserted of the event itself."""
    return tuple(claim for claim in claims if claim.scope == "current" and claim.stance == "asserted")


def _placed(
    claims: Sequence[Claim], attributions: Sequence[Attribution | None], placings: Sequence[Placing | None]
) -> Iterable[Placed]:
    for claim, attribution, placing in zip(claims, attributions, placings, strict=True):
        if claim.scope == "current" and claim.stance == "asserted":
            yield Placed(
                (claim.report, attribution.claimant if attribution is not None else ""),
                claim.outcome,
                (claim.status, claim.age, claim.sex),
                place_of(claim, placing),
                Interval.of(claim.figure),
                claim.id,
                claim.part_of,
                claim.place.exact if claim.place is not None else "",
            )
