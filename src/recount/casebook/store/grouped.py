"""What grouping holds, in a store: fetched report by report as it is asked for, written back where it was changed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple

import msgspec

from recount.linking.grouping.accounts import Account
from recount.linking.grouping.held import Bearer, Group, Held, Home, Name, Posted
from recount.linking.grouping.pairs import looked_for_by
from recount.linking.grouping.stretches import stretch_of
from recount.linking.grouping.vectors import LEADING, Row
from recount.model import Event

from .asking import Asking
from .lazy import Lazy
from .packing import squeeze, unsqueeze


class _Account(msgspec.Struct, array_like=True):
    """A report's row, but for the words by which it is looked for, its id and its SHA-256."""

    account: Account
    terms: bytes
    weights: bytes
    names: bytes
    near: dict[int, int]
    far: dict[int, int]


class _Name(msgspec.Struct, array_like=True):
    words: str
    months: dict[int, list[int]] | None
    unlisted: dict[int, int]


class EventHome(msgspec.Struct, array_like=True):
    """An event without its sub-incidents, and the numbers of the reports that make it."""

    event: Event
    cores: tuple[int, ...]
    guests: tuple[int, ...]


class Rows(NamedTuple):
    """What is to be written: rows by table, whole; and what is gone: ids of events, numbers of reports and names."""

    linked: list[dict[str, Any]]
    names: list[dict[str, Any]]
    homes: dict[str, bytes]
    gone: list[str]
    left: list[int]
    unnamed: list[int]


_HELD = """SELECT l.report, l.core, l.words, l.body, l.event, l.print, r.raw
FROM linked l JOIN reports r ON r.number = l.number WHERE l.number = ?"""
_BEARERS = """SELECT l.number, l.report, l.body, r.raw
FROM linked l JOIN reports r ON r.number = l.number WHERE l.stretch = ?"""
_encoder = msgspec.msgpack.Encoder()
_account = msgspec.msgpack.Decoder(_Account)
_name = msgspec.msgpack.Decoder(_Name)
_home = msgspec.msgpack.Decoder(EventHome)


def read_home(body: bytes) -> EventHome:
    """What makes an event, as it was kept."""
    return _home.decode(unsqueeze(body))


class Grouped:
    """A shelf of grouping over one transaction; reports that are new to it are `numbers`, by id."""

    def __init__(self, asking: Asking, numbers: Mapping[str, int]) -> None:
        self._asking = asking
        self._new = dict(numbers)
        self._came: dict[str, int] = {}
        self._held = Lazy[int, Held](self._fetch)
        self._names = Lazy[int, Name](self._fetch_name)
        self._were: dict[int, tuple[object, ...]] = {}
        self._prints: dict[int, int | None] = {}
        self._names_were: dict[int, _Name] = {}
        self._events = Lazy[str, EventHome](self._fetch_event)
        self._event_of = Lazy[int, str](self._fetch_event_of)
        self._put: set[str] = set()
        self._dropped: set[str] = set()
        self._left: dict[str, int] = {}

    @property
    def held(self) -> Lazy[int, Held]:
        """Reports by number."""
        return self._held

    @property
    def names(self) -> Lazy[int, Name]:
        """Names by number."""
        return self._names

    def posted(self, stretch: int) -> Iterable[Posted]:
        """The reports of a stretch of days that were there before."""
        rows = self._asking.all("SELECT number, core, words FROM linked WHERE stretch = ?", stretch)
        left = set(self._left.values())
        return (Posted(number, bool(core), array("I", words)) for number, core, words in rows if number not in left)

    def bearers(self, stretches: Set[int]) -> Iterable[Bearer]:
        """The reports of some stretches of days that were there before, with their names."""
        left = set(self._left.values())
        for stretch in sorted(stretches):
            for row in self._asking.all(_BEARERS, stretch):
                if row.number not in left:
                    told = _account.decode(unsqueeze(row.body))
                    rank = (bytes(row.raw).hex(), row.report)
                    yield Bearer(row.number, rank, told.account.day, array("I", told.names))

    def home(self, number: int) -> Home | None:
        """The group of a report, as it stood."""
        found = self._events.get(self._event_of.get(number) or "")
        return None if found is None else Home(frozenset(found.cores), frozenset(found.guests))

    def number(self, report: str) -> int | None:
        """The number of a report that is linked, by its id."""
        known = self._came.get(report)
        if known is None and report not in self._new and report not in self._left:
            row = self._asking.one("SELECT number FROM linked WHERE report = ?", report)
            if row is not None:
                known = self._came[report] = int(row[0])
        return known

    def add(self, report: str, held: Held) -> int:
        """Take in a report; its number."""
        number = self._came[report] = self._new[report]
        self._held[number] = held
        return number

    def remove(self, number: int) -> None:
        """Let go of a report that was there before; others that come are taken in on another shelf."""
        report = self._held[number].account.report
        del self._held[number], self._event_of[number]
        self._came.pop(report, None)
        self._left[report] = number

    def event(self, id: str) -> Event | None:
        """An event by its id."""
        found = self._events.get(id)
        return None if found is None else found.event

    def event_of(self, number: int) -> str | None:
        """The id of the event that a report is in."""
        return self._event_of.get(number)

    def put(self, event: Event, group: Group, home: Home) -> None:
        """Hold an event, in the place of what stood under its id."""
        self._events[event.id] = EventHome(event, tuple(sorted(home.cores)), tuple(sorted(home.guests)))
        self._event_of.update(dict.fromkeys(group, event.id))
        self._put.add(event.id)
        self._dropped.discard(event.id)

    def drop(self, id: str) -> None:
        """Hold an event no longer."""
        self._events.pop(id, None)
        self._put.discard(id)
        self._dropped.add(id)

    def events(self) -> Iterable[Event]:
        """The events that are in memory."""
        return [self._events[id].event for id in self._put]

    def rows(self, prints: Mapping[int, int]) -> Rows:
        """What is to be written; `prints` are those of new reports, by number."""
        linked = []
        for number in sorted({*self._held, *(n for id in self._put for n in self._numbers(id))}):
            one = self._held[number]
            event = self._event_of[number]
            if _state(one, event) != self._were.get(number):
                linked.append(_row(number, one, event) | {"print": prints.get(number, self._prints.get(number))})
        names = []
        for id, name in sorted(self._names.items()):
            told = _Name(name.words, name.months, name.unlisted)
            if told != self._names_were.get(id):
                names.append({"number": id, "body": _encoder.encode(told)})
        homes = {id: squeeze(_encoder.encode(self._events[id])) for id in sorted(self._put)}
        unnamed = sorted(self._names_were.keys() - self._names.keys())
        return Rows(linked, names, homes, sorted(self._dropped), sorted(self._left.values()), unnamed)

    def _numbers(self, event: str) -> tuple[int, ...]:
        found = self._events[event]
        return (*found.cores, *found.guests)

    def _fetch(self, number: int) -> Held | None:
        row = self._asking.one(_HELD, number)
        if row is None:
            return None
        told = _account.decode(unsqueeze(row.body))
        weights = array("H", told.weights)
        leading = array("I", row.words)[: min(LEADING, len(weights))]
        account = told.account._replace(report=row.report, print=bytes(row.raw).hex())
        made = Held(account, Row(leading + array("I", told.terms), weights), array("I", told.names))
        made.near, made.far, made.core = told.near, told.far, bool(row.core)
        self._were[number] = _state(made, row.event)
        self._prints[number] = row.print
        return made

    def _fetch_name(self, number: int) -> Name | None:
        row = self._asking.one("SELECT body FROM names WHERE number = ?", number)
        if row is None:
            return None
        told = _name.decode(row.body)
        self._names_were[number] = _name.decode(row.body)
        return Name(told.words, told.months, told.unlisted)

    def _fetch_event(self, id: str) -> EventHome | None:
        row = None if id in self._dropped else self._asking.one("SELECT home FROM events WHERE id = ?", id)
        return None if row is None else read_home(row.home)

    def _fetch_event_of(self, number: int) -> str | None:
        row = self._asking.one("SELECT event FROM linked WHERE number = ?", number)
        return None if row is None else str(row.event)


def _state(one: Held, event: str) -> tuple[object, ...]:
    """All of a report's row that ever changes."""
    return (event, one.core, dict(one.near), dict(one.far))


def _row(number: int, one: Held, event: str) -> dict[str, Any]:
    told = _Account(
        one.account._replace(report="", print=""),
        one.row.terms[LEADING:].tobytes(),
        one.row.weights.tobytes(),
        one.names.tobytes(),
        one.near,
        one.far,
    )
    return {
        "number": number,
        "report": one.account.report,
        "event": event,
        "stretch": stretch_of(one.account),
        "core": one.core,
        "words": array("I", looked_for_by(one)).tobytes(),
        "body": squeeze(_encoder.encode(told)),
    }
