"""A casebook in memory: reports in, dossier out, each stage run once on what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from recount import __version__
from recount.extraction import Extractor
from recount.linking import Rulings, link, with_follow_ups
from recount.linking.framing import framing
from recount.model import (
    Dossier,
    Event,
    Extraction,
    Framing,
    Ledger,
    Links,
    Notice,
    Protection,
    Reading,
    Report,
    SetAside,
    UsageError,
)
from recount.reading import read
from recount.reckoning import OWN_POLICY, POLICIES, reckon

from .deciding import Laid, Tied, marked
from .deciding.relinking import relinked
from .extracting import extract_from, grammar
from .progress import Progress, quiet
from .shares import shares

if TYPE_CHECKING:
    from recount.reckoning.persons import Identities

Found = TypeVar("Found")


class Casebook:
    """Keeps reports with what was extracted from them, and what linking and reckoning make of all of them.

    Adding is incremental and each report is taken once; links and ledgers are computed when asked for and kept until
    something is added. The order in which reports were added never shows in what comes out.
    """

    def __init__(
        self,
        extractor: Extractor | None = None,
        *,
        together: bool = False,
        laid: Laid | None = None,
        without: Callable[[], Casebook] | None = None,
    ) -> None:
        """`extractor` reads the reports; the grammar that ships with Recount when none is given.

        `together` counts what follows an event up, such as its trial, in with the event. `laid` are reviewers'
        decisions, to be laid over links and ledgers; what is taken in is to be as decided. `without` makes the casebook
        without them, which is only made where they change something.
        """
        self._extractor = extractor
        self._together = together
        self.protection: Protection | None = None
        self.laid = laid
        self.tied: Tied | None = None
        self._without = cache(without) if without is not None else None
        self._reports: dict[str, Report] = {}
        self._extractions: dict[str, Extraction] = {}
        self._set_aside: set[SetAside] = set()
        self._notices: set[Notice] = set()
        self._links: Links | None = None
        self._plain: Links | None = None
        self._shared: dict[str, Links] | None = None
        self._ledgers: dict[tuple[str, ...], tuple[Ledger, ...]] = {}

    @classmethod
    def of(
        cls,
        paths: Sequence[Path | str],
        progress: Progress = quiet,
        extractor: Extractor | None = None,
        *,
        together: bool = False,
    ) -> Casebook:
        """A casebook of what stands at `paths`: files and folders, as `recount.reading.read` takes them."""
        casebook = cls(extractor, together=together)
        casebook.add(read(paths, progress=lambda done, total: progress("read", done, total or 0)), progress)
        return casebook

    def add(self, reading: Reading, progress: Progress = quiet) -> None:
        """Take in what was read: extract from each report that is not here yet.

        A report on which the extractor fails is set aside with the reason, and the rest goes on.
        Raises DataError where the language data that the extractor reads with is broken.
        """
        extractor = self._extractor or grammar()
        new = [report for report in reading.reports if report.id not in self._reports]
        taken = []
        for done, report in enumerate(new):
            progress("extract", done, len(new))
            taken.append((report, extract_from(report, extractor)))
        self.take(taken, reading.set_aside, reading.notices)
        progress("extract", len(new), len(new))

    def take(
        self,
        taken: Iterable[tuple[Report, Extraction | SetAside]],
        set_aside: Iterable[SetAside] = (),
        notices: Iterable[Notice] = (),
    ) -> None:
        """Take in reports with what was extracted from them; one on which the extractor failed is set aside."""
        self._forget()
        self._set_aside.update(set_aside)
        self._notices.update(notices)
        for report, one in taken:
            if isinstance(one, SetAside):
                self._set_aside.add(one)
            else:
                self._reports[report.id] = report
                self._extractions[report.id] = one

    def _forget(self) -> None:
        self._links = self._plain = self._shared = None
        self._ledgers.clear()

    @property
    def together(self) -> bool:
        """Whether what follows an event up is counted in with it."""
        return self._together

    @property
    def reports(self) -> tuple[Report, ...]:
        """All reports, in the order of their ids."""
        return tuple(self._reports[id] for id in sorted(self._reports))

    @property
    def extractions(self) -> tuple[Extraction, ...]:
        """What was extracted, in the order of the reports."""
        return tuple(self._extractions[id] for id in sorted(self._extractions))

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What could not be taken in, and why."""
        return tuple(sorted(self._set_aside, key=lambda s: (s.input, s.wrong)))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a user should know of inputs that were taken in."""
        return tuple(sorted(self._notices, key=lambda n: (n.input, n.says)))

    def links(self, progress: Progress = quiet) -> Links:
        """All that linking ties over the reports that are here."""
        if self._links is None:
            links = self._linked(progress)
            links = with_follow_ups(links) if self._together else links
            self.tied = self.laid.tie(links) if self.laid is not None else None
            self._links = self.tied.links if self.tied is not None else links
            progress("link", len(self._reports), len(self._reports))
        return self._links

    def _link(self, progress: Progress) -> Links:
        rulings = self.laid.rulings if self.laid is not None else None
        if self.laid is None or rulings is None or self._without is None:
            return link(self.reports, self.extractions, rulings, partial(progress, "link"))
        plain = self._without()._linked(progress)
        changed = {id for id in self._reports if self.laid.changes(id)}

        def anew(reports: Sequence[Report], extractions: Sequence[Extraction], kept: Rulings) -> Links:
            return link(reports, extractions, kept)

        return relinked(plain, self._reports, self._extractions, changed, rulings, anew)

    def _linked(self, progress: Progress) -> Links:
        """What linking alone ties, without follow-ups counted in and without what reviewers say of links."""
        if self._plain is None:
            self._plain = self._link(progress)
        return self._plain

    def _portions(self, progress: Progress) -> dict[str, Links]:
        if self._shared is None:
            self._shared = shares(self.links(progress), self._extractions)
        return self._shared

    def ledgers(
        self, policies: Sequence[str] = POLICIES, progress: Progress = quiet, own_policy: str = OWN_POLICY
    ) -> tuple[Ledger, ...]:
        """One ledger an event, by its start (unknown last) and id, with the estimates of `policies`.

        `own_policy` gives the events' own tolls. Raises UsageError for a policy that nobody registered.
        """
        key = (*policies, own_policy)
        if key not in self._ledgers:
            events = self._in_order(progress)
            self._ledgers[key] = tuple(self._decided(events, tuple(policies), own_policy, progress))
        return self._ledgers[key]

    def ledger(self, event: str, policies: Sequence[str] = POLICIES, progress: Progress = quiet) -> Ledger:
        """The ledger of one event, by the event's id. Raises UsageError where there is none, or no such policy."""
        for one in self.links(progress).events:
            if one.id == event:
                return next(iter(self._decided([one], tuple(policies), OWN_POLICY, progress)))
        raise UsageError(event, "is no event here", "see recount events for those that are")

    def _in_order(self, progress: Progress) -> list[Event]:
        return sorted(
            self.links(progress).events, key=lambda e: (e.start is None, e.start.isoformat() if e.start else "", e.id)
        )

    def _decided(
        self, events: Sequence[Event], policies: tuple[str, ...], own_policy: str, progress: Progress
    ) -> Iterable[Ledger]:
        """The ledgers of events, with what reviewers decided of them."""
        ledgers = tuple(self._reckon(events, policies, own_policy, progress))
        if self.laid is None or self.tied is None or not self.laid.standing.ruled:
            return ledgers
        others = self._otherwise(events, progress)
        wanted = list({one.id: one for some in others.values() for one in some}.values())
        made: dict[str, Ledger] = {}
        if wanted and self._without is not None:
            made = {one.event.id: one for one in self._without()._reckon(wanted, policies, own_policy, quiet)}
        return [
            marked(one, self.laid, self.tied, [made[other.id] for other in others[one.event.id]] or None)
            for one in ledgers
        ]

    def _otherwise(self, events: Sequence[Event], progress: Progress) -> dict[str, list[Event]]:
        """By event, the events that hold its reports without decisions; none where they are the same, all of it."""
        if self._without is None or self.laid is None or not self._is_changed():
            return {event.id: [] for event in events}
        plain = self._without()
        were = {report: event for event in plain.links(progress).events for report in event.reports}
        here, there = self._portions(progress), plain._portions(progress)
        found = {}
        for event in events:
            held = list({were[report].id: were[report] for report in event.reports}.values())
            same = (
                len(held) == 1
                and here[event.id] == there.get(event.id)
                and not any(self.laid.changes(report) for report in event.reports)
                and not self.laid.decided.persons.of(event.reports)
            )
            found[event.id] = [] if same else held
        return found

    def _is_changed(self) -> bool:
        """Whether decisions change anything that is linked or counted."""
        if self.laid is None or self.tied is None:
            return False
        read = any(self.laid.changes(id) for id in self._reports)
        return read or any((*self.laid.rulings, *self.laid.decided.persons)) or self.tied.changed

    def _reckon(
        self, events: Sequence[Event], policies: tuple[str, ...], own_policy: str, progress: Progress
    ) -> Iterable[Ledger]:
        portions = self._portions(progress)
        for done, event in enumerate(events):
            progress("reckon", done, len(events))
            yield reckon(
                event,
                [self._reports[id] for id in event.reports],
                [self._extractions[id] for id in event.reports],
                portions[event.id],
                policies,
                own_policy,
                self.identities(),
            )
        progress("reckon", len(events), len(events))

    def identities(self) -> Identities | None:
        """A reviewer's word on who is one person."""
        return self.laid.decided.persons if self.laid is not None else None

    def events_known_as(self, asked: str) -> list[Event]:
        """The events whose id is `asked`, or else begins so."""
        events = self.links().events
        return [one for one in events if one.id == asked] or [one for one in events if one.id.startswith(asked)]

    def event_known_as(self, asked: str) -> Event:
        """The event whose id is `asked`, or begins so. Raises UsageError where there is none, or several."""
        return the_one(asked, self.events_known_as(asked))

    def framings(self, progress: Progress = quiet) -> tuple[Framing, ...]:
        """How the outlets of each event put it, by the events' ids; an event of one outlet has no framing."""
        portions = self._portions(progress)
        events = self.links(progress).events
        made = (framing(event, self._reports, self._extractions, portions[event.id]) for event in events)
        return tuple(sorted((one for one in made if one is not None), key=lambda one: one.event))

    def dossier(self, policies: Sequence[str] = POLICIES, progress: Progress = quiet) -> Dossier:
        """Everything that publishing shows.

        Raises UsageError for a policy that nobody registered.
        """
        return Dossier(
            recount=__version__,
            protection=self.protection,
            reports=self.reports,
            extractions=self.extractions,
            links=self.links(progress),
            ledgers=self.ledgers(policies, progress),
            framings=self.framings(progress),
            set_aside=self.set_aside,
            notices=self.notices,
        )

    def dossier_of(self, event: str, policies: Sequence[str] = POLICIES, progress: Progress = quiet) -> Dossier:
        """What publishing shows of one event, by its id: its reports, its share of the links, its ledger.

        Raises UsageError where there is no such event or policy.
        """
        ledger = self.ledger(event, policies, progress)
        own = ledger.event.reports
        portion = self._portions(progress)[event]
        framed = framing(ledger.event, self._reports, self._extractions, portion)
        ids = sorted(own)
        return Dossier(
            recount=__version__,
            protection=self.protection,
            reports=tuple(self._reports[id] for id in ids),
            extractions=tuple(self._extractions[id] for id in ids),
            links=portion,
            ledgers=(ledger,),
            framings=(framed,) if framed is not None else (),
        )


def the_one(asked: str, found: Sequence[Found]) -> Found:
    """The only event of those that fit what was asked. Raises UsageError where none does, or several do."""
    if not found or not asked:
        raise UsageError(f"event {asked!r}", "is not there", "see recount events for the ids that are")
    if len(found) > 1:
        raise UsageError(f"event {asked!r}", f"fits {len(found)} events", "give more of the id")
    return found[0]
