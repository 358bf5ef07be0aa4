"""The stage: reports and what was extracted from them in, all ties between them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from recount.model import Event, Extraction, FollowUp, Links, Placing, Report

from .actors import Acting
from .all_places import AllPlaces
from .attributions import name_actors, name_claimants, tie_event, tied
from .context import Surroundings
from .copying.bodies import bodies
from .grouping.accounts import Account, account
from .grouping.counts import counts
from .grouping.events import Events
from .grouping.parts import sub_incidents
from .grouping.rulings import Rulings
from .naming import Naming
from .places import locate
from .quotations import find_quotations
from .shelves import Made, Shelves, in_memory

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
    known = places.add(located, report.id)
    placings = {placing.claim: placing for placing in located.placings}
    only = {report.id: extraction} if extraction is not None else {}
    namings = name_claimants(only, around)
    counted = counts(only, namings, placings, known)
    told = account(report, extraction, located.main, known, counted.get(report.id, ()))
    return Seen(told, placings, namings, name_actors(only, around))


class Linker:
    """Links reports as they come, in any number and order.

    What it costs to add reports grows with them and with the events that they touch, not with all that is there. The
    same events, claimants, actors, places and quotations come out however the reports were batched; of more than a
    few near copies of one text, which of them are tied to each other may depend on the batches.
    """

    def __init__(self, rulings: Rulings | None = None, shelves: Shelves | None = None) -> None:
        """`rulings` are a reviewer's merges and splits, as pairs of report ids; the events keep to them.

        `shelves` are where all that is known is held: in memory when none are given.
        """
        held = shelves or in_memory()
        self._reports, self._extractions = held.reports, held.extractions
        self._around = Surroundings(self._reports)
        self._places = AllPlaces(held.places, held.told)
        self._placings, self._namings, self._actings = held.placings, held.namings, held.actings
        self._grouping = Events(rulings, held.grouping)
        self._index, self._copies = held.words, held.copies
        self._made = held.made
        self._looked_at: set[str] = set()

    def add(
        self, reports: Iterable[Report], extractions: Iterable[Extraction], progress: Progress | None = None
    ) -> frozenset[str]:
        """Take in reports that are not here yet; the ids of the events that are new or other than before.

        An extraction of no report among these is left out. Raises DataError where the packaged knowledge breaks its
        format.
        """
        new = {one.id: one for one in sorted(reports, key=lambda one: one.id) if not self._grouping.holds(one.id)}
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
        renewed = self._grouping.renew()
        for event in renewed.made:
            self._made[event.id] = self._tied(event)
        for id in renewed.gone:
            self._made.pop(id, None)
        self._looked_at = {*self._looked_at, *renewed.kept, *(event.id for event in renewed.made)} - renewed.gone
        return frozenset((*(event.id for event in renewed.made), *renewed.gone))

    def follow_ups(self) -> dict[str, FollowUp | None]:
        """What the events follow up that reports touched since this was last asked, and those that names lead to."""
        asked, self._looked_at = self._looked_at, set()
        asked |= {other for event in asked for other in self._grouping.apart_in_time(event)}
        return {event: self._grouping.follow_up(event) for event in sorted(asked)}

    def _tied(self, event: Event) -> Made:
        reports, taken, known = self._reports, self._extractions, self._places.known
        parts = sub_incidents(event, reports, taken, self._placings, known)
        ties = tie_event(event, reports, taken, known, self._placings, self._around, self._namings, self._actings)
        return Made(replace(event, parts=parts), ties, find_quotations(reports, taken, [event], self._around))

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
            events=tuple(one.event for one in made),
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
