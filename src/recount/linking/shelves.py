"""Where linking holds what it knows: in memory, or in a casebook's store."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import NamedTuple

from recount.model import Copy, Event, Extraction, Place, Placing, Quotation, Report

from .actors import Acting
from .all_places import Told
from .attributions import EventTies
from .copies import CopyIndex
from .copying.candidates import Candidates
from .copying.kept import KeptBodies
from .grouping.events import EventShelf, InMemory
from .naming import Naming
from .packed import Packed


class Made(NamedTuple):
    """One event with what was tied in it: who stands behind its claims, and its quotations."""

    event: Event
    ties: EventTies
    quotations: tuple[Quotation, ...]


class Shelves(NamedTuple):
    """Reports and extractions by report id; what reports tell by themselves, by claim id; places and events by id."""

    reports: MutableMapping[str, Report]
    extractions: MutableMapping[str, Extraction]
    placings: MutableMapping[str, Placing]
    namings: MutableMapping[str, Naming]
    actings: MutableMapping[str, Acting]
    places: MutableMapping[str, Place]
    told: MutableMapping[str, Told]
    grouping: EventShelf
    words: CopyIndex
    copies: MutableMapping[tuple[str, str], Copy]
    made: MutableMapping[str, Made]


def in_memory() -> Shelves:
    """Everything in memory, reports and extractions of long ago packed."""
    reports = Packed(Report)
    words = CopyIndex(Candidates(KeptBodies(reports)))
    return Shelves(reports, Packed(Extraction), {}, {}, {}, {}, {}, InMemory(), words, {}, {})
