"""A casebook in memory: reports in, dossier out, each stage run once on what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from recount import __version__
from recount.extraction import Extractor
from recount.linking import link, with_follow_ups
from recount.linking.framing import framing
from recount.model import (
    DataError,
    Dossier,
    Extraction,
    Framing,
    Ledger,
    Links,
    Notice,
    Reading,
    RecountError,
    Report,
    SetAside,
)
from recount.reading import read
from recount.reckoning import OWN_POLICY, POLICIES, reckon

from .shares import shares

Progress = Callable[[str, int, int], None]
"""Told how far a stage has come: the stage's name, how many are done, and of how many."""


def _quiet(stage: str, done: int, total: int) -> None:
    """The progress that nobody looks at."""


class Casebook:
    """Keeps reports with what was extracted from them, and what linking and reckoning make of all of them.

    Adding is incremental and each report is taken once; links and ledgers are computed when asked for and kept until
    something is added. The order in which reports were added never shows in what comes out.
    """

    def __init__(self, extractor: Extractor | None = None, *, together: bool = False) -> None:
        """`extractor` reads the reports; the grammar that ships with Recount when none is given.

        `together` counts what follows an event up, such as its trial, in with the event.
        """
        self._extractor = extractor
        self._together = together
        self._reports: dict[str, Report] = {}
        self._extractions: dict[str, Extraction] = {}
        self._set_aside: set[SetAside] = set()
        self._notices: set[Notice] = set()
        self._links: Links | None = None
        self._shared: dict[str, Links] | None = None
        self._ledgers: dict[tuple[str, ...], tuple[Ledger, ...]] = {}

    @classmethod
    def of(
        cls,
        paths: Sequence[Path | str],
        progress: Progress = _quiet,
        extractor: Extractor | None = None,
        *,
        together: bool = False,
    ) -> Casebook:
        """A casebook of what stands at `paths`: files and folders, as `recount.reading.read` takes them."""
        casebook = cls(extractor, together=together)
        casebook.add(read(paths, progress=lambda done, total: progress("read", done, total or 0)), progress)
        return casebook

    def add(self, reading: Reading, progress: Progress = _quiet) -> None:
        """Take in what was read: extract from each report that is not here yet.

        A report on which the extractor fails is set aside with the reason, and the rest goes on.
        Raises DataError where the language data that the extractor reads with is broken.
        """
        extractor = self._extractor or _grammar()
        self._set_aside.update(reading.set_aside)
        self._notices.update(reading.notices)
        new = [report for report in reading.reports if report.id not in self._reports]
        self._forget()
        for done, report in enumerate(new):
            progress("extract", done, len(new))
            try:
                extraction = extractor.extract(report)
            except DataError:  # broken language data is no report's fault: nothing can be read with it
                raise
            except RecountError as fault:  # the extractor's own word of what is wrong
                self._set_aside.add(SetAside(report.source or report.id, f"{fault.input}: {fault.wrong}", fault.mend))
                continue
            except Exception as fault:  # an extractor's defect must not cost the other reports
                self._set_aside.add(_failed(report, fault))
                continue
            self._reports[report.id] = report
            self._extractions[report.id] = extraction
        progress("extract", len(new), len(new))

    def _forget(self) -> None:
        self._links = self._shared = None
        self._ledgers.clear()

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

    def links(self, progress: Progress = _quiet) -> Links:
        """All that linking ties over the reports that are here."""
        if self._links is None:
            links = link(self.reports, self.extractions, progress=partial(progress, "link"))
            self._links = with_follow_ups(links) if self._together else links
            progress("link", len(self._reports), len(self._reports))
        return self._links

    def _portions(self, progress: Progress) -> dict[str, Links]:
        if self._shared is None:
            self._shared = shares(self.links(progress), self._extractions)
        return self._shared

    def ledgers(
        self, policies: Sequence[str] = POLICIES, progress: Progress = _quiet, own_policy: str = OWN_POLICY
    ) -> tuple[Ledger, ...]:
        """One ledger an event, by its start (unknown last) and id, with the estimates of `policies`.

        `own_policy` gives the events' own tolls. Raises UsageError for a policy that nobody registered.
        """
        key = (*policies, own_policy)
        if key not in self._ledgers:
            self._ledgers[key] = tuple(self._reckon(tuple(policies), own_policy, progress))
        return self._ledgers[key]

    def _reckon(self, policies: tuple[str, ...], own_policy: str, progress: Progress) -> Iterable[Ledger]:
        portions = self._portions(progress)
        events = sorted(
            self.links(progress).events, key=lambda e: (e.start is None, e.start.isoformat() if e.start else "", e.id)
        )
        for done, event in enumerate(events):
            progress("reckon", done, len(events))
            yield reckon(
                event,
                [self._reports[id] for id in event.reports],
                [self._extractions[id] for id in event.reports],
                portions[event.id],
                policies,
                own_policy,
            )
        progress("reckon", len(events), len(events))

    def framings(self, progress: Progress = _quiet) -> tuple[Framing, ...]:
        """How the outlets of each event put it, by the events' ids; an event of one outlet has no framing."""
        portions = self._portions(progress)
        events = self.links(progress).events
        made = (framing(event, self._reports, self._extractions, portions[event.id]) for event in events)
        return tuple(sorted((one for one in made if one is not None), key=lambda one: one.event))

    def dossier(self, policies: Sequence[str] = POLICIES, progress: Progress = _quiet) -> Dossier:
        """Everything that publishing shows.

        Raises UsageError for a policy that nobody registered.
        """
        return Dossier(
            recount=__version__,
            reports=self.reports,
            extractions=self.extractions,
            links=self.links(progress),
            ledgers=self.ledgers(policies, progress),
            framings=self.framings(progress),
            set_aside=self.set_aside,
            notices=self.notices,
        )


def _grammar() -> Extractor:
    from recount.extraction.grammar import GRAMMAR

    return GRAMMAR


def _failed(report: Report, fault: Exception) -> SetAside:
    return SetAside(
        report.source or report.id,
        f"the extractor failed on it ({type(fault).__name__}), which is a defect of Recount and not of the report",
        "tell the developers which report it is; the other reports went through",
    )
