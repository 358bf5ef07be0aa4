"""The stage: reports and what was extracted from them in, all ties between them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from recount.model import Event, Extraction, FollowUp, Links, Quotation, Report

from .all_places import AllPlaces
from .attributions import tie_event, tied
from .context import Surroundings
from .copies import weigh
from .copying.bodies import bodies, turn
from .copying.candidates import Marked
from .grouping.accounts import Account
from .grouping.events import Events
from .grouping.parts import Scenes, sub_incidents
from .grouping.rulings import Rulings
from .places import locate
from .quotations import quoted, voices_of
from .seeing import Asked, Seen, see
from .shelves import Made, Shelves, in_memory
from .workers import Workers, cores, portions

Progress = Callable[[int, int], None]
"""Told how many reports were read, and of how many."""

PORTION = 5_000
"""Reports that `link` takes in at once: what is known of each only until it is grouped is never that of very many."""
LARGE = 1_000
"""Reports from which on `link` hands them out to as many workers as there are cores."""


class Linker:
    """Links reports as they come, in any number and order.

    What it costs to add reports grows with them and with the events that they touch, not with all that is there. The
    same events, claimants, actors, places and quotations come out however the reports were batched; of more than a
    few near copies of one text, which of them are tied to each other may depend on the batches.

    With several `workers` large batches are read and compared in as many processes, which end with `close`.
    """

    def __init__(self, rulings: Rulings | None = None, workers: int = 1, shelves: Shelves | None = None) -> None:
        """`rulings` are a reviewer's merges and splits, as pairs of report ids; the events keep to them.

        `shelves` are where all that is known is held: in memory when none are given.
        """
        held = shelves or in_memory()
        self._workers = Workers(workers)
        self._reports, self._extractions = held.reports, held.extractions
        self._around = Surroundings(self._reports)
        self._scenes = Scenes()
        self._places = AllPlaces(held.places, held.told)
        self._placings, self._namings, self._actings = held.placings, held.namings, held.actings
        self._grouping = Events(rulings, held.grouping)
        self._index, self._copies = held.words, held.copies
        self._made = held.made
        self._looked_at: set[str] = set()

    def close(self) -> None:
        """End the workers, if there are any."""
        self._workers.close()

    def __enter__(self) -> Linker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
        ordered = sorted(new.values(), key=turn)
        asked = [Asked(report, taken.get(report.id)) for report in ordered]
        accounts: list[Account] = []
        words: list[Marked] = []
        for report, seen in zip(ordered, self._workers.map(see, asked), strict=True):
            if progress is not None:
                progress(len(accounts), len(new))
            self._enter(report, seen)
            accounts.append(seen.account)
            words.append(seen.marked._replace(body=seen.marked.body.of(report)))
        waiting = self._index.take(words)
        verdicts = self._workers.map(weigh, waiting.pairs)
        moved = self._places.settle()
        self._grouping.add(accounts, self._places.known, moved)
        touched = self._renew()
        found = self._index.settle(waiting, verdicts)
        self._copies.update(((copy.first, copy.second), copy) for copy in found)
        return touched

    def drop(self, ids: Iterable[str]) -> frozenset[str]:
        """Let go of reports, as if they had never come; the ids of the events that are gone or other than before.

        Of what is not here nothing is said. What it costs in a casebook's store grows with what they touch; in memory
        copies are found anew among all that are left.
        """
        gone = sorted(id for id in set(ids) if self._grouping.holds(id))
        for id in gone:
            self._places.drop(locate(self._reports[id], self._extractions.get(id)), id)
        gone_too = frozenset(gone)
        left = (one for id, one in self._reports.items() if id not in gone_too)
        waiting = self._index.drop(gone, bodies(left, self._extractions))
        verdicts = self._workers.map(weigh, waiting.pairs)
        self._grouping.drop(gone, self._places.known, self._places.settle())
        for id in gone:
            self._leave(id)
        touched = self._renew()
        found = self._index.settle(waiting, verdicts)
        self._copies.clear()
        self._copies.update(((copy.first, copy.second), copy) for copy in found)
        return touched

    def _leave(self, id: str) -> None:
        """Let go of what a report tells by itself."""
        taken = self._extractions.pop(id, None)
        for claim in taken.claims if taken is not None else ():
            for told in (self._placings, self._namings, self._actings):
                told.pop(claim.id, None)
        self._reports.pop(id, None)
        self._around.drop(id)
        self._scenes.drop(id)

    def _enter(self, report: Report, seen: Seen) -> None:
        """Take in what a report tells by itself."""
        self._places.add(seen.located, report.id)
        self._placings.update(seen.placings)
        self._namings.update(seen.namings)
        self._actings.update(seen.actings)
        self._scenes.hold(report.id, seen.scenes)
        if seen.context is not None:
            self._around.hold(report.id, seen.context)

    def _renew(self) -> frozenset[str]:
        """Tie anew in each event that is another than before, or one of whose places is."""
        renewed = self._grouping.renew()
        voices = [voices_of(event, self._reports, self._extractions, self._around) for event in renewed.made]
        for event, quotations in zip(renewed.made, self._workers.map(quoted, voices), strict=True):
            self._made[event.id] = self._tied(event, quotations)
        for id in renewed.gone:
            self._made.pop(id, None)
        self._looked_at.update(renewed.kept, (event.id for event in renewed.made))
        self._looked_at -= renewed.gone
        return frozenset((*(event.id for event in renewed.made), *renewed.gone))

    def follow_ups(self) -> dict[str, FollowUp | None]:
        """What the events follow up that reports touched since this was last asked, and those that names lead to."""
        asked, self._looked_at = self._looked_at, set()
        asked |= {other for event in asked for other in self._grouping.apart_in_time(event)}
        return {event: self._grouping.follow_up(event) for event in sorted(asked)}

    def _tied(self, event: Event, quotations: tuple[Quotation, ...]) -> Made:
        reports, taken, known = self._reports, self._extractions, self._places.known
        parts = sub_incidents(event, reports, taken, self._placings, known, self._scenes)
        ties = tie_event(event, reports, taken, known, self._placings, self._around, self._namings, self._actings)
        return Made(replace(event, parts=parts), ties, quotations)

    def _named(self) -> Iterator[str]:
        """The ids of the places that claims' words may mean."""
        for one in self._placings.values():
            yield from one.candidates
            if one.place is not None:
                yield one.place

    def links(self) -> Links:
        """All that is tied now; every report is in exactly one event, with or without an extraction."""
        made = [self._made[id] for id in sorted(self._made)]
        found = tied((one.ties for one in made), self._actings, self._extractions)
        return Links(
            claimants=found.claimants,
            attributions=found.attributions,
            actors=found.actors,
            perpetrations=found.perpetrations,
            places=self._places.named((*self._named(), *(place for one in made for place in one.event.places))),
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
    workers: int | None = None,
) -> Links:
    """Tie words to claimants, actors and places, and reports to copies, events and each other's quotations.

    The same links come out in any order of reports and extractions, and with any number of `workers`; where none is
    given, many reports are handed out to as many processes as there are cores. See `Linker`, which takes them as they
    come.
    """
    if workers is None:
        workers = cores() if len(reports) >= LARGE else 1
    taken = {one.report: one for one in extractions}
    done = 0
    with Linker(rulings, workers) as linker:
        for portion in portions(sorted(reports, key=turn), PORTION):
            said = [taken[one.id] for one in portion if one.id in taken]
            linker.add(portion, said, partial(_on_with, progress, done, len(reports)) if progress else None)
            done += len(portion)
        return linker.links()


def _on_with(progress: Progress, before: int, of: int, done: int, _: int) -> None:
    """Tell the progress of a portion as that of all."""
    progress(before + done, of)
