"""Finding events of a kept casebook by what is said of them: by reports, claimants, the names that a person writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Column, select
from sqlalchemy.engine import Connection

from ..deciding.grouping import keys_of
from ..deciding.standing import Ruled
from ..store import schema
from ..store.batches import MANY, batched
from ..store.grouped import read_home
from ..store.tied import Ties, read_ties
from .one import events_beginning

_UNNAMED = "unnamed:"
"""What the ids of claimants begin with whom their report does not name: the report's id follows."""


class Finding:
    """Events of one transaction; all are gone through once, and only where nothing else finds them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ties: list[tuple[str, Ties]] | None = None

    def events(self, ruled: Iterable[Ruled], about: Iterable[str]) -> set[str]:
        """The ids of the events that decisions touch, or that some names are about."""
        decisions = [one.decision for one in ruled]
        subjects = [one for each in decisions for one in (each.subject, *each.others)]
        names = {name for one in about for name in names_in(one)}
        claimants = {one.id for one in subjects if one.kind == "claimant"} | names
        held = {name.removeprefix(_UNNAMED).rpartition(":")[0] for name in (*claimants, *tied_to(ruled))}
        found = {*self._of(schema.reports.c.key, keys_of(*subjects)), *self._of(schema.linked.c.report, names | held)}
        found.update(id for name in names if name.startswith("e-") for id in events_beginning(self._connection, name))
        whom = {name for name in claimants if self._is_voice(name)}
        if whom:
            found.update(id for id, ties in self.ties() if not whom.isdisjoint(ties.claimants))
        return found

    def ties(self) -> Sequence[tuple[str, Ties]]:
        """What is tied in each event of the casebook, by the events' ids."""
        if self._ties is None:
            table = schema.events
            rows = self._connection.execute(select(table.c.id, table.c.ties))
            self._ties = [(row.id, read_ties(row.ties)) for row in rows]
        return self._ties

    def places(self) -> set[str]:
        """The ids of all places that events tell of, without those that hold them."""
        told = {id for _, ties in self.ties() for one in ties.placings for id in (one.place, *one.candidates) if id}
        homes = self._connection.execute(select(schema.events.c.home)).scalars()
        return told.union(*(read_home(home).event.places for home in homes))

    def _of(self, column: Column[str], values: Iterable[str]) -> Iterator[str]:
        """The events of reports, by their keys or ids."""
        reports, linked = schema.reports, schema.linked
        asked = select(linked.c.event).join(reports, reports.c.number == linked.c.number)
        for some in batched(sorted(set(values)), MANY):
            yield from self._connection.execute(asked.where(column.in_(some))).scalars()

    def _is_voice(self, name: str) -> bool:
        table = schema.voices
        asked = select(table.c.id).where(table.c.kind == "claimant", table.c.id == name)
        return self._connection.execute(asked).first() is not None


def tied_to(ruled: Iterable[Ruled]) -> set[str]:
    """The ids of the claimants, actors and places to which decisions tie claims."""
    return {
        edit.after
        for one in ruled
        for edit in one.decision.changes
        if edit.field in ("claimant", "actor", "place") and isinstance(edit.after, str)
    }


def names_in(name: str) -> set[str]:
    """What a name may be, and the reports that it may be of: `r1#c3`, `attribution:r1#c3`, `copy:r1,r2`."""
    ways = {name, name.partition(":")[2]}
    ways |= {part for one in ways for part in one.split(",")}
    ways |= {one.rpartition("#")[0] for one in ways}
    return ways - {""}
