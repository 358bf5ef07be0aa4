"""The stage: reports and what was extracted from them in, all ties between them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from recount.model import Copy, Event, Extraction, Links, Placing, Quotation, Report

from .actors import Acting
from .all_places import AllPlaces
from .attributions import EventTies, name_actors, name_claimants, tie_event, tied
from .context import Surroundings
from .copies import CopyIndex
from .copying.bodies import bodies
from .grouping.accounts import Account, account
from .grouping.counts import counts
from .grouping.events import Events
from .grouping.parts import sub_incidents
from .grouping.rulings import Rulings
from .naming import Naming
from .places import locate
from .quotations import find_quotations

Progress = Callable[[int, int], None]
"""Told how many reports were read, and of how many."""


class Seen(NamedTuple):
    """What one report tells by itself: its account for grouping, and by claim id where, who says it and who did it."""

    account: Account
    placings: Mapping[str, Placing]
    namings: Mapping[str, Naming]
    actings: Mapping[str, Acting]


def see(report: Report, extraction: Extraction | None, places: AllPlaces, around: Surroundings) -> Seen:
    """Read one report; its places go into `places`, and `around` must hold it."""
    located = locate(report, extraction)
    known = places.add(located)
    placings = {placing.claim: placing for placing in located.placings}
    only = {report.id: extraction} if extraction is not None else {}
    namings = name_claimants(only, around)
    counted = counts(only, namings, placings, known)
    told = account(report, extraction, located.main, known, counted.get(report.id, ()))
    return Seen(told, placings, namings, name_actors(only, around))


class _Made(NamedTuple):
    """One event with what was tied in it: who stands behind its claims, and its quotations."""

    event: Event
    whole: Event
    ties: EventTies
    quotations: tuple[Quotation, ...]


class Linker:
    """Links reports as they come, in any number and order.

    What it costs to add reports grows with them and with the events that they touch, not with all that is there. The
    same events, claimants, actors, places and quotations come out however the reports were batched; of more than a
    few near copies of one text, which of them are tied to each other may depend on the batches.
    """

    def __init__(self, rulings: Rulings | None = None) -> None:
        """`rulings` are a reviewer's merges and splits, as pairs of report ids; the events keep to them."""
        self._reports: dict[str, Report] = {}
        self._extractions: dict[str, Extraction] = {}
        self._around = Surroundings(self._reports)
        self._places = AllPlaces()
        self._placings: dict[str, Placing] = {}
        self._namings: dict[str, Naming] = {}
        self._actings: dict[str, Acting] = {}
        self._grouping = Events(rulings)
        self._index = CopyIndex()
        self._copies: dict[tuple[str, str], Copy] = {}
        self._made: dict[str, _Made] = {}

    def add(
        self, reports: Iterable[Report], extractions: Iterable[Extraction], progress: Progress | None = None
    ) -> frozenset[str]:
        """Take in reports that are not here yet; the ids of the events that are new or other than before.

        An extraction of no report among these is left out. Raises DataError where the packaged knowledge breaks its
        format.
        """
        new = {one.id: one for one in sorted(reports, key=lambda one: one.id) if one.id not in self._reports}
        taken = {one.report: one for one in sorted(extractions, key=lambda one: one.report) if one.report in new}
        self._reports.update(new)
        self._extractions.update(taken)
        accounts = []
        for done, report in enumerate(new.values()):
            if progress is not None:
                progress(done, len(new))
            seen = see(report, taken.get(report.id), self._places, self._around)
            self._placings.update(seen.placings)
            self._namings.update(seen.namings)
            self._actings.update(seen.actings)
            accounts.append(seen.account)
        moved = self._places.settle()
        self._grouping.add(accounts, self._places.known, moved)
        found = self._index.add(bodies(new.values(), taken))
        self._copies.update(((copy.first, copy.second), copy) for copy in found)
        return self._renew(moved)

    def _renew(self, moved: frozenset[str]) -> frozenset[str]:
        """Tie anew in each event that is another than before, or one of whose places is (`moved`, by id)."""
        before, self._made = self._made, {}
        touched = []
        for event in self._grouping.events():
            known = before.get(event.id)
            if known is None or known.event is not event or (moved and self._is_at(event, moved)):
                touched.append(event.id)
                known = self._tied(event)
            self._made[event.id] = known
        return frozenset((*touched, *(before.keys() - self._made.keys())))

    def _is_at(self, event: Event, places: frozenset[str]) -> bool:
        here = (self._placings.get(claim.id) for id in event.reports if id in self._extractions
                for claim in self._extractions[id].claims)  # fmt: skip
        return any(one is not None and not places.isdisjoint((one.place or "", *one.candidates)) for one in here)

    def _tied(self, event: Event) -> _Made:
        reports, taken, known = self._reports, self._extractions, self._places.known
        parts = sub_incidents(event, reports, taken, self._placings, known)
        ties = tie_event(event, reports, taken, known, self._placings, self._around, self._namings, self._actings)
        return _Made(event, replace(event, parts=parts), ties, find_quotations(reports, taken, [event], self._around))

    def links(self) -> Links:
        """All that is tied now; every report is in exactly one event, with or without an extraction."""
        made = [self._made[id] for id in sorted(self._made)]
        found = tied((one.ties for one in made), self._actings, self._extractions)
        return Links(
            claimants=found.claimants,
            attributions=found.attributions,
            actors=found.actors,
            perpetrations=found.perpetrations,
            places=self._places.named(place for one in made for place in one.event.places),
            placings=tuple(self._placings[claim] for claim in sorted(self._placings)),
            copies=tuple(self._copies[pair] for pair in sorted(self._copies)),
            events=tuple(one.whole for one in made),
            follow_ups=self._grouping.follow_ups(),
            quotations=tuple(sorted((q for one in made for q in one.quotations), key=lambda one: one.id)),
        )


def link(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    rulings: Rulings | None = None,
    progress: Progress | None = None,
) -> Links:
    """Tie words to claimants, actors and places, and reports to copies, events and each other's quotations.

    The same links come out in any order of reports and extractions. See `Linker`, which takes them as they come.
    """
    linker = Linker(rulings)
    linker.add(reports, extractions, progress)
    return linker.links()
