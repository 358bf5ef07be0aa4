"""One step of linking in a store: some reports that came are taken in, and only what they touch is made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import bindparam, delete
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from recount.linking.attributions import actor_voices, claimant_voices
from recount.linking.grouping.recall import Recall
from recount.linking.grouping.vectors import number_of
from recount.linking.linker import Linker
from recount.linking.seeing import Asked, see
from recount.linking.shelves import Made, Shelves
from recount.linking.workers import cores
from recount.model import FollowUp, Perpetration
from recount.publishing import EventRow

from . import schema
from .asking import Asking
from .copied import KeptCandidates
from .copying import KeptCopies
from .grouped import Grouped
from .kept import Share
from .library import Arrival, Library
from .lines import Line, read_line
from .packing import squeeze
from .reader import Reader
from .tied import Tied, Ties, read_ties, ties_row
from .upsert import put

Reckoned = Callable[[Share, Library], EventRow]
"""What makes an event's line."""


class Changes(NamedTuple):
    """What a step has to write: rows to put, and the keys of rows that are gone, by table."""

    put: Mapping[Table, Sequence[Mapping[str, Any]]]
    gone: Mapping[Table, Sequence[tuple[Any, ...]]]

    def write(self, connection: Connection) -> None:
        """Write it all."""
        for table, keys in self.gone.items():
            columns = list(table.primary_key)
            same = [column == bindparam(f"key_{column.name}") for column in columns]
            rows = [{f"key_{column.name}": part for column, part in zip(columns, key, strict=True)} for key in keys]
            if rows:
                connection.execute(delete(table).where(*same), rows)
        for table, rows_put in self.put.items():
            put(connection, table, rows_put)


def step(
    connection: Connection,
    reader: Reader,
    arrivals: Sequence[Arrival],
    reckoned: Reckoned,
    progress: Callable[[int, int], None] | None = None,
) -> Changes:
    """Link reports that came; nothing is written yet."""
    reports, readings = [one.report for one in arrivals], [one.extraction for one in arrivals]
    return _Step(connection, reader, arrivals).run(lambda linker: linker.add(reports, readings, progress), reckoned)


def letting_go(
    connection: Connection, reader: Reader, reports: Sequence[str], reckoned: Reckoned, *, for_good: bool = False
) -> Changes | None:
    """Let go of reports that are linked, by their ids, as if they had never come; nothing is written yet.

    None where one is not kept as it was linked: what it told can then not be taken back. And where no word of theirs is
    to be left, for they go `for_good`, but one may be.
    """
    letting = _Step(connection, reader, ())
    if not letting.has(reports):
        return None
    names = letting.names_of(reports) if for_good else ()
    changes = letting.run(lambda linker: linker.drop(reports), reckoned, 1 if for_good else cores())
    return changes if not for_good or letting.spells(names) else None


class _Step:
    def __init__(self, connection: Connection, reader: Reader, arrivals: Sequence[Arrival]) -> None:
        self._asking = Asking(connection)
        self._connection = connection
        self._numbers = {one.report.id: one.number for one in arrivals}
        self._new = frozenset(self._numbers.values())
        self._library = Library(connection, reader, arrivals)
        self._grouped = Grouped(self._asking, self._numbers)
        self._tied = Tied(self._asking)
        self._words = KeptCandidates(self._asking, self._library, self._numbers)
        self._copies = KeptCopies(self._asking, self._library, self._words)
        self._made: dict[str, Made] = {}
        library = self._library
        self._shelves = Shelves(
            library.reports, library.extractions, library.placings, library.namings, library.actings,
            self._tied.places, self._tied.told, self._grouped, self._copies, {}, self._made,
        )  # fmt: skip

    def has(self, reports: Iterable[str]) -> bool:
        """Whether reports are linked and kept, each with its reading under its id."""
        return all(id in self._library.extractions for id in reports)

    def names_of(self, reports: Iterable[str]) -> set[int]:
        """The names (numbers) by which reports that are linked can be told again."""
        return {name for id in reports for name in self._grouped.held[self._number(id)].names}

    def spells(self, names: Iterable[int]) -> bool:
        """Whether all of some names that are left are spelt as reports spell them that are left.

        Two names may have one number, though they seldom do: the spelling kept is then that of the first that came.
        """
        recall = Recall(self._grouped)
        spelt: dict[int, dict[int, str]] = {}
        for name in sorted(names):
            if name in self._grouped.names:
                number = recall.holder(name)
                if number not in spelt:
                    account = self._grouped.held[number].account
                    report = self._library.reports[account.report]
                    told = see(Asked(report, self._library.extractions.get(account.report))).account
                    spelt[number] = {number_of(one): one for one in told.names}
                if spelt[number].get(name) != self._grouped.names[name].words:
                    return False
        return True

    def run(self, change: Callable[[Linker], Set[str]], reckoned: Reckoned, workers: int | None = None) -> Changes:
        """What is to be written once reports came or went; `change` gives the ids of the events that they touch."""
        with Linker(workers=workers or cores(), shelves=self._shelves) as linker:
            touched = change(linker)
        before = {id: row for id in sorted(touched) if (row := self._row(id)) is not None}
        ties = {id: self._ties(made) for id, made in sorted(self._made.items())}
        for row in before.values():
            self._tied.count(read_ties(row.ties), -1)
        for one in ties.values():
            self._tied.count(one, 1)
        follow_ups = linker.follow_ups()
        lines = self._lines(ties, follow_ups, reckoned)
        grouped, tied = self._grouped.rows(self._copies.prints), self._tied.rows()
        copies, parted = self._copies.rows()
        homes, runs = grouped.homes, self._words.rows()
        events = []
        for id in sorted({*homes, *lines}):
            event = self._grouped.event(id)
            row = before.get(id) or self._row(id)
            events.append(
                {
                    "id": id,
                    "start": event.start.isoformat() if event is not None and event.start else "~",
                    "home": homes.get(id) or row.home,
                    "ties": ties_row(ties[id]) if id in ties else row.ties,
                    "line": squeeze(msgspec.msgpack.encode(lines[id])) if id in lines else row.line,
                }
            )
        rows: dict[Table, Sequence[Mapping[str, Any]]] = {
            schema.events: events,
            schema.linked: grouped.linked,
            schema.runs: [row for row in runs if row["size"]],
            schema.names: grouped.names,
            schema.places: tied["places"],
            schema.voices: tied["voices"],
            schema.copies: copies,
        }
        silent, unheard = self._tied.gone()
        gone: dict[Table, Sequence[tuple[Any, ...]]] = {
            schema.events: [(id,) for id in grouped.gone],
            schema.linked: [(number,) for number in grouped.left],
            schema.names: [(number,) for number in grouped.unnamed],
            schema.places: [(id,) for id in silent],
            schema.voices: unheard,
            schema.copies: parted,
            schema.runs: [(row["number"],) for row in runs if not row["size"]],
        }
        return Changes(rows, gone)

    def _ties(self, made: Made) -> Ties:
        library = self._library
        reports = made.event.reports
        claims = [claim.id for id in reports if id in library.extractions for claim in library.extractions[id].claims]
        actings = {id: acting for id in claims if (acting := library.actings.get(id)) is not None}
        read = [library.extractions[id] for id in reports if id in library.extractions]
        return Ties(
            parts=made.event.parts,
            attributions=tuple(sorted(made.ties.attributions, key=lambda one: one.claim)),
            perpetrations=tuple(
                Perpetration(claim=id, actor=actings[id].id, reason=actings[id].reason) for id in sorted(actings)
            ),
            placings=tuple(one for id in sorted(claims) if (one := library.placings.get(id)) is not None),
            quotations=tuple(sorted(made.quotations, key=lambda one: one.id)),
            claimants=claimant_voices(made.ties.held),
            actors=actor_voices(actings, read),
        )

    def _lines(
        self, ties: Mapping[str, Ties], follow_ups: Mapping[str, FollowUp | None], reckoned: Reckoned
    ) -> dict[str, Line]:
        lines = {}
        copied = {id for number in self._copies.changed() if (id := self._grouped.event_of(number)) is not None}
        for id in sorted({*follow_ups, *copied}):
            if id not in ties:
                line = read_line(self._row(id).line)
                follow_up = follow_ups.get(id, line.follow_up)
                if id not in copied:
                    if line.follow_up != follow_up:
                        row = msgspec.structs.replace(line.row, follows=follow_up.follows if follow_up else None)
                        lines[id] = Line(line.title, row, follow_up)
                    continue
                tied = read_ties(self._row(id).ties)
                event = msgspec.structs.replace(self._grouped.event(id) or self._made[id].event, parts=tied.parts)
            else:
                event, tied, follow_up = self._made[id].event, ties[id], follow_ups.get(id)
            copies = self._copies.of([self._number(report) for report in event.reports])
            links = self._tied.links_of(event, tied, copies)
            lines[id] = Line(event.title, reckoned(Share(event, links, follow_up), self._library), follow_up)
        return lines

    def _number(self, report: str) -> int:
        found = self._grouped.number(report)
        if found is None:  # all that are tied are linked
            raise KeyError(report)
        return found

    def _row(self, id: str) -> Any:
        return self._asking.one("SELECT home, ties, line FROM events WHERE id = ?", id)
