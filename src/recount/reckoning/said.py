"""What each report says, with what linking knows of it; a report is looked at again where something of it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import is_
from typing import Generic, NamedTuple, TypeVar

from recount.model import Attribution, Claim, Extraction, Links, Perpetration, Placing, Report, UsageError

from .entries import claim_order
from .intervals import Interval
from .places import Placed, Spot, place_of
from .stretches import Days, days_named

L = TypeVar("L", Attribution, Placing, Perpetration)


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
        before, self._row = self._row, row
        head = _alike(before, row)
        gone, made = before[head:], row[head:]
        tail = _alike(gone[::-1], made[::-1])
        were = {id(one): one for one in gone[: len(gone) - tail]}
        are = {id(one): one for one in made[: len(made) - tail]}
        lost: list[L] = [were[key] for key in were.keys() - are.keys()]
        new: list[L] = [are[key] for key in are.keys() - were.keys()]
        for one in lost:
            self.by_claim.pop(one.claim, None)
        for one in new:
            self.by_claim[one.claim] = one
        if len(self.by_claim) != len(row):  # of two links of one claim the last counts
            self.by_claim = {one.claim: one for one in row}
        return {one.claim.rpartition("#")[0] for one in (*lost, *new)}


class Sayings:
    """What an event's reports say, kept from one time to the next.

    `of` has it by report, in the order of ids. `spots` counts the places of current claims, with the words that name
    them; `days` the reports that name the same days.
    """

    def __init__(self) -> None:
        self.of: dict[str, Said] = {}
        self.spots: Counter[Spot] = Counter()
        self.days: Counter[Days] = Counter()
        self.attributions: Linked[Attribution] = Linked()
        self.placings: Linked[Placing] = Linked()
        self._actors: Linked[Perpetration] = Linked()

    def take(self, reports: Mapping[str, Report], extractions: Sequence[Extraction], links: Links) -> None:
        """Look at what is new. Raises UsageError for an extraction whose report is not among `reports`."""
        stale = self.attributions.take(links.attributions)
        stale |= self.placings.take(links.placings) | self._actors.take(links.perpetrations)
        before, self.of = self.of, {}
        for report, extraction in _by_report(reports, extractions).items():
            known = before.pop(report, None)
            same = known is not None and known.extraction is extraction and known.report is reports[report]
            if known is None or not same or report in stale:
                if known is not None:
                    self._drop(known)
                known = self._said(reports[report], extraction)
                self.spots.update(known.spots)
                self.days[known.days] += 1
            self.of[report] = known
        for gone in before.values():
            self._drop(gone)

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


def _by_report(reports: Mapping[str, Report], extractions: Sequence[Extraction]) -> dict[str, Extraction]:
    """Extractions by report, in the order of the reports' ids; of several of one report the last."""
    found = {extraction.report: extraction for extraction in extractions}
    for id in found:
        if id not in reports:
            raise UsageError(f"the extraction of {id}", "its report was not given", "give the report with it")
    return {id: found[id] for id in sorted(found)}


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
