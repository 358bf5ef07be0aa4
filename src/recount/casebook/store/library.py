"""Reports that are linked, with their readings and what they tell by themselves, fetched as they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from recount.linking.actors import Acting
from recount.linking.attributions import name_actors, name_claimants
from recount.linking.context import Surroundings
from recount.linking.naming import Naming
from recount.linking.places import locate
from recount.model import Extraction, Placing, Report

from . import schema
from .lazy import Lazy
from .lookup import document, of_readings, reading, rows_of
from .originals import Originals
from .reader import Reader


class Arrival(NamedTuple):
    """A document that is not linked yet, by its number, with its reading."""

    number: int
    report: Report
    extraction: Extraction


class Library:
    """Reports and readings by report id, and by claim id what each report tells by itself of where and who."""

    def __init__(self, connection: Connection, reader: Reader, arrivals: Iterable[Arrival] = ()) -> None:
        self._connection = connection
        self._reader = reader
        self._read: set[str] = set()
        self._originals = Originals(connection)
        self.reports = Lazy[str, Report](self._fetch)
        self.extractions = Lazy[str, Extraction](self._extraction)
        self.placings = Lazy[str, Placing](lambda claim: self._tell(claim).placings.get(claim))
        self.namings = Lazy[str, Naming](lambda claim: self._tell(claim).namings.get(claim))
        self.actings = Lazy[str, Acting](lambda claim: self._tell(claim).actings.get(claim))
        for one in arrivals:
            self.reports[one.report.id] = one.report
            self.extractions[one.report.id] = one.extraction
            self._read.add(one.report.id)

    def fetch(self, numbers: Mapping[int, str]) -> None:
        """Fetch reports by number, each with its id, and their readings, all at once."""
        readings, reports = schema.extractions, schema.reports
        asked = rows_of(reports).where(reports.c.number.in_(list(numbers)))
        keys: dict[str, str] = {}
        for row in self._connection.execute(asked):
            id = numbers[row.number]
            keys[row.key] = id
            self.reports[id] = msgspec.structs.replace(document(row, self._originals.of(row)), id=id)
        of = (readings.c.extractor == self._reader.name) & (readings.c.version == self._reader.version)
        for row in self._connection.execute(
            of_readings(readings, reports.c.key).where(of, readings.c.number.in_(list(numbers)))
        ):
            if row.report == keys.get(row.key):
                self.extractions[row.report] = reading(row, self.reports[row.report].text)

    def _fetch(self, id: str) -> Report | None:
        linked = schema.linked
        number = self._connection.execute(select(linked.c.number).where(linked.c.report == id)).scalar_one_or_none()
        if number is None:
            return None
        self.fetch({number: id})
        return dict.get(self.reports, id)

    def _extraction(self, id: str) -> Extraction | None:
        if id not in self.reports:
            return None
        return dict.get(self.extractions, id)

    def _tell(self, claim: str) -> _Told:
        """Read a claim's report again, once."""
        id = claim.rpartition("#")[0]
        if id in self._read or id not in self.extractions:
            return _Told({}, {}, {})
        self._read.add(id)
        report, extraction = self.reports[id], self.extractions[id]
        around = Surroundings({id: report})
        told = _Told(
            {one.claim: one for one in locate(report, extraction).placings},
            name_claimants({id: extraction}, around),
            name_actors({id: extraction}, around),
        )
        self.placings.update(told.placings)
        self.namings.update(told.namings)
        self.actings.update(told.actings)
        return told


class _Told(NamedTuple):
    """What one report tells, by claim id."""

    placings: dict[str, Placing]
    namings: dict[str, Naming]
    actings: dict[str, Acting]
