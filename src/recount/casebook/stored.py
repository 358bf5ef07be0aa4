"""A casebook that is kept: in a file or on a server, added to many times, computed from when asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from recount.model import LEVELS, Extraction, Level, Links, Report, SetAside

from .decided import Decided
from .extracting import extract_from, grammar
from .progress import Progress, quiet
from .store import lookup
from .store.batches import BATCH, batched
from .store.caches import key_of, version_of
from .store.engine import WAIT, Store
from .store.history import Entry, last_entry
from .store.migrating import create, open_store
from .store.moments import Moment, moment
from .store.reader import Reader
from .store.readings import Reread, Version, unread, versions
from .store.rulings import read_decisions
from .store.words import search

if TYPE_CHECKING:
    from recount.extraction import Extractor

    from .adding import Added
    from .memory import Casebook
    from .parts.listing import Listing
    from .parts.part import Part

# what links and reckons is loaded where it is needed: who searches needs none of it


class StoredCasebook(Decided):
    """A casebook in a store: documents are kept as they come, and read by the extractor once in each version.

    Whatever interrupts an `add`, what was kept is whole, and adding the same again completes it.
    """

    def __init__(self, store: Store, extractor: Extractor | None = None) -> None:
        """`extractor` reads the reports; the grammar that ships with Recount when none is given."""
        super().__init__(store)
        self._extractor = extractor
        self.tell_again: Callable[[int], None] = lambda _: None
        """What is told how many documents are read again, before they are: those that only other versions have read."""

    @classmethod
    def new(cls, place: str | Path, extractor: Extractor | None = None, wait: float = WAIT) -> StoredCasebook:
        """Make an empty casebook at a path or a PostgreSQL address. Raises OutputError where one is there already."""
        return cls(create(place, wait), extractor)

    @classmethod
    def open(cls, place: str | Path, extractor: Extractor | None = None, wait: float = WAIT) -> StoredCasebook:
        """The casebook at a path or a PostgreSQL address; `wait` is for how many seconds a lock is waited for.

        Raises InputError where there is none, DataError where it is damaged or of a later Recount.
        """
        return cls(open_store(place, wait), extractor)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def __enter__(self) -> StoredCasebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self,
        paths: Sequence[Path | str],
        progress: Progress = quiet,
        *,
        again: bool = False,
        level: Level = "public",
        reviewer: str = "",
        link: bool = True,
    ) -> Added:
        """Take in what stands at `paths`. What is there already is not kept twice; what is not yet read is read.

        What was erased here is refused, unless it is to be taken in `again`. `level` is who may see it, by a decision
        of `reviewer`; what is there already at a higher level stays there. What came is linked too, unless `link` is
        False.
        """
        from recount.reading import read_each

        from .adding import Added

        adding = Added(again=again, level=level, reviewer=reviewer)
        read = read_each(paths, progress=lambda done, of: progress("read", done, of or 0), keep=adding.keep_original)
        for reading in read:
            adding.reports.extend(reading.reports)
            adding.remarks.extend((*reading.set_aside, *reading.notices))
            while len(adding.reports) >= BATCH:
                adding.flush(self.store)
                progress("keep", adding.met, adding.met + len(adding.reports))
        adding.flush(self.store)
        progress("keep", adding.met, adding.met)
        adding.said.extend(self.extract(progress))
        if link:
            self.link(progress, read=False)
        return adding

    def extract(self, progress: Progress = quiet, *, tell: bool = True) -> tuple[SetAside, ...]:
        """Let the extractor read what it has not read in this version; what it failed on, and why."""
        from .joining import unread_by

        extractor, version = self._extractor or grammar(), self._version()
        with self.store.reading() as connection:
            left = unread_by(connection, Reader(extractor.name, version))
        return self._extract(left, extractor, version, progress, tell=tell)

    def _extract(
        self, left: Sequence[str], extractor: Extractor, version: str, progress: Progress, *, tell: bool = True
    ) -> tuple[SetAside, ...]:
        """Let the extractor read the documents of some keys."""
        from .store.keeping import keep_extractions

        if left and tell:
            with self.store.reading() as connection:
                again = unread(connection, extractor.name, version)
            if again:
                self.tell_again(again)
        failed: set[SetAside] = set()
        at = 0
        for batch in batched(left, BATCH):
            made: list[tuple[str, Report, Extraction]] = []
            with self.store.reading() as connection:
                found = lookup.documents_of(connection, batch)
            for key in batch:
                progress("extract", at, len(left))
                at += 1
                report = found.get(key)
                if report is None:  # it was erased meanwhile
                    continue
                taken = extract_from(report, extractor)
                if isinstance(taken, SetAside):
                    failed.add(taken)
                else:
                    made.append((key, report, taken))
            with self.store.writing() as connection:
                keep_extractions(connection, extractor.name, version, made)
        progress("extract", len(left), len(left))
        return tuple(sorted(failed, key=lambda aside: (aside.input, aside.wrong)))

    @property
    def extractor(self) -> str:
        """The name of what reads the reports."""
        return (self._extractor or grammar()).name

    def _version(self) -> str:
        """The extractor's version beside its name: the grammar's is that of its code and data."""
        return version_of("extraction", "model") if self._extractor is None else ""

    def recall(
        self,
        progress: Progress = quiet,
        *,
        remember: bool = True,
        together: bool = False,
        decided: bool = True,
        as_of: str | None = None,
    ) -> Casebook:
        """All that is kept, to compute from; links and ledgers are remembered for the next time, if wanted.

        `together` counts what follows an event up in with the event. Reviewers' decisions are laid over what was read
        and tied, unless `decided` is False. `as_of` asks for the state at an earlier moment (`moment`), in which
        redactions of today hold too. What this version of the extractor has not read is read first.
        """
        from .assembling import casebook_of
        from .recalled import Kept

        if as_of is not None:
            return self._past(self.moment(as_of), remember=remember, together=together, decided=decided)
        extractor = self._extractor or grammar()
        version = self._version()
        with self.store.reading() as connection:
            there = lookup.documents(connection)
            texts = {there.keys[report.id]: report.text for report in there.reading.reports}
            readings = lookup.extractions(connection, extractor.name, version, texts)
            ruled = read_decisions(connection) if decided else None
        failed: tuple[SetAside, ...] = ()
        left = [key for id, key in there.keys.items() if (key, id) not in readings]
        if left:
            failed = self._extract(left, extractor, version, progress)
            with self.store.reading() as connection:
                readings = lookup.extractions(connection, extractor.name, version, texts)
        seals = {id: key_of(key, id, extractor.name, version) for id, key in there.keys.items()}
        return casebook_of(
            there,
            readings,
            failed,
            ruled,
            together=together,
            kept=Kept(self.store, seals, self._tied) if remember else None,
        )

    def shown(
        self,
        level: Level,
        progress: Progress = quiet,
        *,
        remember: bool = True,
        together: bool = False,
        as_of: str | None = None,
    ) -> Casebook:
        """What may be seen at a level, to compute from: all that is kept where nothing is above it.

        Earlier states too are shown by the levels of now: what is protected since is protected there.
        """
        casebook = self.recall(progress, remember=remember, together=together, as_of=as_of)
        return self.seen(casebook, level, self.moment(as_of).number if as_of is not None else None, progress)

    def seen(self, casebook: Casebook, level: Level, until: int | None, progress: Progress = quiet) -> Casebook:
        """What may be seen at a level, by the levels of now, of this casebook as it was after the entry `until`."""
        from .protecting.levels import leveled

        given = leveled(self.decisions())
        if not given:
            return casebook
        from .protecting.shown import at_level

        with self.store.reading() as connection:
            keys = lookup.documents(connection, until).keys
        return at_level(casebook, given, level, keys, progress)

    def _tied(self, reports: Sequence[Report], progress: Progress) -> Links | None:
        """The links of all reports as they are kept event by event; None where these are others than are linked."""
        from .parts.one import all_links

        self.link(progress, read=False)
        texts = {report.id: report.text for report in reports}
        with self.store.reading() as connection:
            return all_links(connection, texts)

    def held(self, progress: Progress = quiet) -> str:
        """The key of the links as they stand: what was computed and rests on others is not needed any more."""
        from .recalled import Recalled

        recalled = self.recall(progress)
        return recalled.held if isinstance(recalled, Recalled) else ""

    def _past(self, then: Moment, *, remember: bool, together: bool, decided: bool) -> Casebook:
        """The state after an entry of the log; nothing is read for it."""
        from .past import past

        return past(self.store, self.extractor, then, remember=remember, together=together, decided=decided)

    def read_by(self, version: Version) -> Casebook:
        """All documents as one version of an extractor read them; those that it did not read are set aside."""
        from .assembling import casebook_of, without_reading

        with self.store.reading() as connection:
            there = lookup.documents(connection)
            texts = {there.keys[report.id]: report.text for report in there.reading.reports}
            readings = lookup.extractions(connection, version.extractor, version.version, texts)
            ruled = read_decisions(connection)
        aside = without_reading(there, readings, f"was not read by {version.name}")
        return casebook_of(there, readings, aside, ruled)

    def moment(self, asked: str) -> Moment:
        """The last moment that is not after the end of a day, a time (UTC, or with its offset), an entry of the log.

        Raises UsageError where it is none of these, or lies before the casebook was made.
        """
        with self.store.reading() as connection:
            return moment(connection, asked)

    def reread(self, progress: Progress = quiet) -> Reread:
        """Let this version of the extractor read what only others have read, and what none has; all stays as it was.

        It can be interrupted at any moment; called again it goes on.
        """
        reader = Reader(self.extractor, self._version())
        with self.store.reading() as connection:
            again = unread(connection, *reader)
            read = lookup.extracted(connection, *reader)
            before = sum((key, id) in read for key, id in lookup.all_ids(connection).items())
        failed = self.extract(progress, tell=False)
        with self.store.reading() as connection:
            done = len(lookup.extracted(connection, *reader) - read)
        return Reread(f"{reader.name} {reader.version}".rstrip(), done, again, before, failed)

    def link(self, progress: Progress = quiet, *, read: bool = True) -> Reader:
        """Link what is not linked yet, after reading (`read`) what is not read yet; with whose readings."""
        from .standing import linked_to

        reader = Reader(self.extractor, self._version())
        if linked_to(self.store, reader):
            return reader
        from .joining import join

        if read:
            self.extract(progress)
        join(self.store, reader, progress)
        return reader

    def part(self, progress: Progress = quiet, about: Collection[str] = ()) -> Part:
        """The events that decisions touch, with those that some names are `about`, as decided: nothing else is read."""
        from .parts.part import part

        reader = self.link(progress)
        return part(self.store, reader, self.decisions(), about)

    def shows_all(self, level: Level) -> bool:
        """Whether nothing that is kept is above a level: it can be shown event by event then."""
        from .protecting.levels import leveled

        return level == LEVELS[-1] or not leveled(self.decisions())

    def listing(self, progress: Progress = quiet) -> Listing:
        """All events as lists show them, as decided."""
        from .parts.listing import Listing, lines

        self.link(progress)
        with self.store.reading() as connection:
            held, said = lines(connection), lookup.remarks(connection)
            there = lookup.report_count(connection)
        linked = sum(len(line.row.doc_ids) for line in held)
        failed = self.extract(progress) if linked < there else ()
        set_aside = sorted({*said.set_aside, *failed}, key=lambda one: (one.input, one.wrong))
        notices = sorted(set(said.notices), key=lambda one: (one.input, one.says))
        if self.undecided:
            return Listing(tuple(held), linked, tuple(set_aside), tuple(notices))
        from .parts.part import decided_lines

        some = self.part(progress)
        decided = tuple(decided_lines(held, some, progress))
        return Listing(decided, linked, tuple(set_aside), tuple(notices), some.casebook.protection)

    def one_event(self, asked: str, progress: Progress = quiet) -> Casebook:
        """A casebook that has the event whose id is `asked`, or begins so, as decided, and few others.

        Raises UsageError where there is none, or several.
        """
        from .memory import the_one
        from .parts.one import events_beginning, one_event

        reader = self.link(progress)
        some = None if self.undecided else self.part(progress)
        with self.store.reading() as connection:
            plain = events_beginning(connection, asked)
            if some is None:
                return one_event(connection, reader, the_one(asked, plain))
            touched = [event.id for event in some.casebook.events_known_as(asked)]
            id = the_one(asked, [*touched, *(id for id in plain if id not in some.plain)])
            if id in touched:
                return some.casebook
            casebook = one_event(connection, reader, id)
        casebook.protection = some.casebook.protection
        return casebook

    def report_count(self) -> int:
        """How many documents the casebook holds."""
        with self.store.reading() as connection:
            return lookup.report_count(connection)

    def counts(self, until: int | None = None) -> lookup.Counts:
        """How much the casebook holds, or held after the entry `until` of the log."""
        with self.store.reading() as connection:
            return lookup.counts(connection, until)

    def versions(self, until: int | None = None) -> tuple[Version, ...]:
        """The versions of extractors that read something, in the order in which they first did."""
        with self.store.reading() as connection:
            return versions(connection, until)

    def last(self, until: int | None = None) -> Entry | None:
        """What was last done to the casebook, up to the entry `until` of the log."""
        with self.store.reading() as connection:
            return last_entry(connection, until)

    def search(
        self,
        asked: str,
        limit: int,
        until: int | None = None,
        level: Level = "confidential",
        progress: Progress = quiet,
    ) -> tuple[int, list[Report]]:
        """How many reports hold all that is asked, and the newest of them, by their settled ids.

        `until` is the entry of the log after which none counts, `level` that at which they are seen. Raises UsageError
        where nothing is asked.
        """
        if level != "confidential":
            from .protecting.searching import found_at

            shown = self.shown(level, progress, as_of=f"#{until}" if until is not None else None)
            found = found_at(shown, asked, lambda most: self.search(asked, most, until)[1])
            if found is not None:
                return len(found), found[:limit]
        with self.store.reading() as connection:
            count, keys = search(connection, asked, limit, until)
            by_key = lookup.documents_of(connection, keys, until)
        return count, [by_key[key] for key in keys]
