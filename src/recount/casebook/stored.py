"""A casebook that is kept: in a file or on a server, added to many times, computed from when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from recount.model import Decision, Extraction, Level, Links, Report, SetAside

from .extracting import extract_from, grammar
from .progress import Progress, quiet
from .store.batches import BATCH, batched
from .store.caches import key_of, version_of
from .store.engine import WAIT, Store
from .store.history import Entry, last_entry
from .store.lookup import Counts, all_ids, counts, documents, documents_of, extracted, extractions, remarks
from .store.migrating import create, open_store
from .store.moments import Moment, moment
from .store.reader import Reader
from .store.readings import Reread, Version, unread, versions
from .store.rulings import any_decision, keep_decision, read_decisions
from .store.words import search

if TYPE_CHECKING:
    from recount.extraction import Extractor

    from .adding import Added
    from .deciding.drafting import Draft
    from .memory import Casebook
    from .one import Listing, OneEvent

# what links and reckons is loaded where it is needed: who searches needs none of it


class StoredCasebook:
    """A casebook in a store: documents are kept as they come, and read by the extractor once in each version.

    Whatever interrupts an `add`, what was kept is whole, and adding the same again completes it.
    """

    def __init__(self, store: Store, extractor: Extractor | None = None) -> None:
        """`extractor` reads the reports; the grammar that ships with Recount when none is given."""
        self.store = store
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
        False, or decisions are to be laid over what linking makes.
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
        if link and self.undecided:
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
                found = documents_of(connection, batch)
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

        if as_of is not None:
            return self._past(self.moment(as_of), remember=remember, together=together, decided=decided)
        extractor = self._extractor or grammar()
        version = self._version()
        with self.store.reading() as connection:
            there = documents(connection)
            texts = {there.keys[report.id]: report.text for report in there.reading.reports}
            readings = extractions(connection, extractor.name, version, texts)
            ruled = read_decisions(connection) if decided else None
        failed: tuple[SetAside, ...] = ()
        left = [key for id, key in there.keys.items() if (key, id) not in readings]
        if left:
            failed = self._extract(left, extractor, version, progress)
            with self.store.reading() as connection:
                readings = extractions(connection, extractor.name, version, texts)
        return casebook_of(
            there,
            readings,
            failed,
            ruled,
            together=together,
            store=self.store if remember else None,
            seals={id: key_of(key, id, extractor.name, version) for id, key in there.keys.items()},
            tied=self._tied,
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
            keys = documents(connection, until).keys
        return at_level(casebook, given, level, keys, progress)

    def _tied(self, reports: Sequence[Report], progress: Progress) -> Links | None:
        """The links of all reports as they are kept event by event; None where these are others than are linked."""
        from .one import all_links

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

        extractor = (self._extractor or grammar()).name
        return past(self.store, extractor, then, remember=remember, together=together, decided=decided)

    def read_by(self, version: Version) -> Casebook:
        """All documents as one version of an extractor read them; those that it did not read are set aside."""
        from .assembling import casebook_of, without_reading

        with self.store.reading() as connection:
            there = documents(connection)
            texts = {there.keys[report.id]: report.text for report in there.reading.reports}
            readings = extractions(connection, version.extractor, version.version, texts)
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
        reader = Reader((self._extractor or grammar()).name, self._version())
        with self.store.reading() as connection:
            again = unread(connection, *reader)
            read = extracted(connection, *reader)
            before = sum((key, id) in read for key, id in all_ids(connection).items())
        failed = self.extract(progress, tell=False)
        with self.store.reading() as connection:
            done = len(extracted(connection, *reader) - read)
        return Reread(f"{reader.name} {reader.version}".rstrip(), done, again, before, failed)

    def decide(self, decision: Decision) -> int:
        """Keep a reviewer's ruling; the number under which the log has it."""
        with self.store.writing() as connection:
            return keep_decision(connection, decision)

    def decide_all(self, decisions: Sequence[Decision]) -> tuple[int, ...]:
        """Keep several rulings, all or none; the numbers under which the log has them."""
        with self.store.writing() as connection:
            return tuple(keep_decision(connection, one) for one in decisions)

    def rule(
        self,
        ruling: str,
        *on: str,
        reviewer: str,
        reason: str = "",
        standard: str | None = None,
        sets: Mapping[str, str] | None = None,
    ) -> tuple[int, ...]:
        """Rule on what is named as the dossier names it: `rule("edit", "r1#c3", sets={"status": "civilian"}, …)`.

        A merge, split or supersession names its others after it. Raises UsageError for what cannot be ruled.
        """
        draft = self.draft()
        made = draft.draft(ruling, on, reviewer=reviewer, reason=reason, standard=standard, sets=sets)
        return self.decide_all(made)

    def draft(self, progress: Progress = quiet) -> Draft:
        """What rulings are drafted with: many at once are drafted together, then kept by `decide_all`."""
        from .deciding.drafting import Draft

        return Draft(self.recall(progress), self.decisions())

    def decisions(self, until: int | None = None) -> tuple[Decision, ...]:
        """All rulings in the order in which they were made, those up to the log entry `until` if it is given."""
        with self.store.reading() as connection:
            return read_decisions(connection, until)

    def link(self, progress: Progress = quiet, *, read: bool = True) -> Reader:
        """Link what is not linked yet, after reading (`read`) what is not read yet; with whose readings."""
        from .joining import join, linked_to

        extractor = self._extractor or grammar()
        reader = Reader(extractor.name, self._version())
        if read and not linked_to(self.store, reader):
            self.extract(progress)
        join(self.store, reader, progress)
        return reader

    @property
    def undecided(self) -> bool:
        """Whether no reviewer has ruled on anything: events are then as linking alone makes them."""
        with self.store.reading() as connection:
            return not any_decision(connection)

    def listing(self, progress: Progress = quiet) -> Listing:
        """All events as lists show them. It tells nothing of decisions: see `undecided`."""
        from .one import Listing, lines

        self.link(progress)
        with self.store.reading() as connection:
            held, said = lines(connection), remarks(connection)
            there = counts(connection).reports
        linked = sum(len(line.row.doc_ids) for line in held)
        failed = self.extract(progress) if linked < there else ()
        set_aside = sorted({*said.set_aside, *failed}, key=lambda one: (one.input, one.wrong))
        notices = sorted(set(said.notices), key=lambda one: (one.input, one.says))
        return Listing(tuple(held), linked, tuple(set_aside), tuple(notices))

    def one_event(self, asked: str, progress: Progress = quiet) -> OneEvent:
        """The event whose id is `asked`, or begins so. Raises UsageError where there is none, or several."""
        from .one import find_event, one_event

        reader = self.link(progress)
        with self.store.reading() as connection:
            return one_event(connection, reader, find_event(connection, asked))

    def counts(self, until: int | None = None) -> Counts:
        """How much the casebook holds, or held after the entry `until` of the log."""
        with self.store.reading() as connection:
            return counts(connection, until)

    def versions(self, until: int | None = None) -> tuple[Version, ...]:
        """The versions of extractors that read something, in the order in which they first did."""
        with self.store.reading() as connection:
            return versions(connection, until)

    def last(self, until: int | None = None) -> Entry | None:
        """What was last done to the casebook, up to the entry `until` of the log."""
        with self.store.reading() as connection:
            return last_entry(connection, until)

    def search(
        self, asked: str, limit: int, until: int | None = None, level: Level = "confidential"
    ) -> tuple[int, list[Report]]:
        """How many reports hold all that is asked, and the newest of them, by their settled ids.

        `until` is the entry of the log after which none counts, `level` that at which they are seen. Raises UsageError
        where nothing is asked.
        """
        if level != "confidential":
            from .protecting.searching import found_in
            from .protecting.shown import Shown

            shown = self.shown(level, as_of=f"#{until}" if until is not None else None)
            if isinstance(shown, Shown):
                found = found_in(shown, asked, self.search(asked, len(shown.masks.ids) + shown.left_out, until)[1])
                return len(found), found[:limit]
        with self.store.reading() as connection:
            count, keys = search(connection, asked, limit, until)
            by_key = documents_of(connection, keys, until)
        return count, [by_key[key] for key in keys]
