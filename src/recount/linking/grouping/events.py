"""Events: what linking knows of each happening that reports are grouped into, and why each report is in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from recount.model import Event, FollowUp, Place

from .accounts import Account
from .following import following, reason
from .grouper import Grouper
from .held import Group, Home, Memory, Shelf
from .likeness import days_between, one_brief, why_one_toll
from .pairs import Pairs
from .rulings import Rulings

LONGEST_EPISODE = 366
"""Days before the first report beyond which a claim's time is taken for another happening's."""
SOME_REPORTS = 3
"""A place is an event's if one in so many of its reports is about it."""
MOST_PLACES = 12
DIGITS = 12
"""Hexadecimal digits of an event's id."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


class EventShelf(Shelf, Protocol):
    """Where events are held too."""

    def event(self, id: str) -> Event | None:
        """An event by its id."""

    def event_of(self, number: int) -> str | None:
        """The id of the event that a report is in."""

    def put(self, event: Event, group: Group, home: Home) -> None:
        """Hold an event, in the place of what stood under its id."""

    def drop(self, id: str) -> None:
        """Hold an event no longer."""

    def events(self) -> Iterable[Event]:
        """The events that are in memory."""


class InMemory(Memory):
    """All in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._events: dict[str, Event] = {}
        self._event_of: dict[int, str] = {}

    def event(self, id: str) -> Event | None:
        """An event by its id."""
        return self._events.get(id)

    def event_of(self, number: int) -> str | None:
        """The id of the event that a report is in."""
        return self._event_of.get(number)

    def put(self, event: Event, group: Group, home: Home) -> None:
        """Hold an event, in the place of what stood under its id."""
        self._events[event.id] = event
        self._event_of.update(dict.fromkeys(group, event.id))

    def drop(self, id: str) -> None:
        """Hold an event no longer."""
        del self._events[id]

    def remove(self, number: int) -> None:
        """Let go of a report."""
        super().remove(number)
        self._event_of.pop(number, None)

    def events(self) -> Iterable[Event]:
        """The events that are in memory."""
        return self._events.values()


class Renewed(NamedTuple):
    """Events that are new or other than before, by id, and the ids of those that are gone, or came out as they were."""

    made: tuple[Event, ...]
    gone: frozenset[str]
    kept: frozenset[str]


class Events:
    """Events of reports that come in batches: what new reports do not touch is not made again."""

    def __init__(self, rulings: Rulings | None = None, shelf: EventShelf | None = None) -> None:
        """`shelf` is where all that is known of reports and events is held: in memory when none is given."""
        self._shelf: EventShelf = shelf or InMemory()
        self._grouper = Grouper(rulings, self._shelf)
        self._known: Mapping[str, Place] = {}
        self._stale: set[str] = set()
        self._bereft: set[str] = set()

    def add(self, accounts: Iterable[Account], known: Mapping[str, Place], moved: Collection[str] = ()) -> None:
        """Take in new reports; `known` are all places by id. They join, start or merge events.

        `moved` are the ids of reports that name a place that is not what it was: their events are told anew.
        """
        self._grouper.add(accounts)
        self._move(known, moved)

    def drop(self, reports: Iterable[str], known: Mapping[str, Place], moved: Collection[str] = ()) -> None:
        """Let go of reports, as if they had never come; one that is not here is passed over. The rest as in `add`."""
        gone = sorted(reports)
        for report in gone:
            number = self._shelf.number(report)
            if number is not None and (event := self._shelf.event_of(number)) is not None:
                self._bereft.add(event)
        self._grouper.drop(gone)
        self._move(known, moved)

    def _move(self, known: Mapping[str, Place], moved: Collection[str]) -> None:
        """Know all places by id, and tell the events anew of the reports that name one that is not what it was."""
        self._known = known
        for report in sorted(moved):
            number = self._shelf.number(report)
            if number is not None:
                self._grouper.touched.add(number)
                self._stale.add(report)

    def holds(self, report: str) -> bool:
        """Whether a report is here, by its id."""
        return self._shelf.number(report) is not None

    def rule(self, rulings: Rulings) -> None:
        """Keep to a reviewer's merges and splits, from now on."""
        self._grouper.rule(rulings)

    def renew(self) -> Renewed:
        """Bring the events up to date: those that are new or other than before, and the ids of those that are gone."""
        touched, self._grouper.touched = self._grouper.touched, set()
        stale, self._stale = self._stale, set()
        bereft, self._bereft = self._bereft, set()
        homes = {group: self._grouper.home(number) for number in sorted(touched) for group in [self.group(number)]}
        before = {id for number in touched if (id := self._shelf.event_of(number)) is not None} | bereft
        made: dict[str, Event] = {}
        kept: set[str] = set()
        for group, home in homes.items():
            event = event_of(sorted(group), self._grouper, self._known)
            if self._shelf.event(event.id) == event and stale.isdisjoint(event.reports):
                kept.add(event.id)
            else:
                made[event.id] = event
            self._shelf.put(event, group, home)
        gone = before - made.keys() - kept
        for id in sorted(gone):
            self._shelf.drop(id)
        kept.update(self._relisted() - made.keys())
        return Renewed(tuple(made[id] for id in sorted(made)), frozenset(gone), frozenset(kept))

    def _relisted(self) -> set[str]:
        """The events of reports that other names lead from than before."""
        pairs = self._grouper.pairs
        relisted, pairs.relisted = pairs.relisted, set()
        return {id for number in relisted if (id := self._shelf.event_of(number)) is not None}

    def group(self, number: int) -> Group:
        """The reports (numbers) that a report is in one event with."""
        return self._grouper.group(number)

    def follow_up(self, event: str) -> FollowUp | None:
        """The earlier event that an event follows up, if any; all must be up to date."""
        pairs = self._grouper.pairs
        number = self._shelf.number(self._of(event).reports[0])
        found = following(self.group(number), self.group, pairs) if number is not None else None
        if found is None:
            return None
        follows = self._shelf.event_of(found.of)
        if follows is None:  # every report is in an event
            raise RuntimeError(f"report {found.of} is in no event")
        return FollowUp(
            event=event,
            follows=follows,
            reports=(pairs.account(found.report).report, pairs.account(found.of).report),
            names=found.names,
            reason=reason(found, pairs),
        )

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """The events that follow up earlier ones, by the later event's id, of those in memory."""
        return tuple(found for event in self.events() if (found := self.follow_up(event.id)) is not None)

    def apart_in_time(self, event: str) -> set[str]:
        """The events that names lead to from an event: those that it may follow up, or that may follow it up."""
        found = set()
        for report in self._of(event).reports:
            number = self._shelf.number(report)
            if number is not None:
                for other, _ in self._grouper.pairs.apart_in_time(number):
                    found.add(self._shelf.event_of(other) or "")
        return found - {event, ""}

    def events(self) -> tuple[Event, ...]:
        """The events that are in memory, sorted by id; every report is in exactly one."""
        self.renew()
        return tuple(sorted(self._shelf.events(), key=lambda event: event.id))

    def _of(self, id: str) -> Event:
        found = self._shelf.event(id)
        if found is None:
            raise KeyError(id)
        return found


def event_id(held: Iterable[Account]) -> str:
    """The id of an event: made of its earliest report's, so that it stays when reports join that are later."""
    first = min((account.day or dt.date.max, account.report) for account in held)[1]
    return f"e-{hashlib.sha256(first.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def event_of(numbers: Sequence[int], grouper: Grouper, known: Mapping[str, Place]) -> Event:
    """The event of some reports, given by their numbers."""
    pairs = grouper.pairs
    held = [pairs.account(number) for number in numbers]
    inside = frozenset(numbers)
    reasons = {pairs.account(number).report: _why(number, inside, grouper, known) for number in numbers}
    start, end = _span(held)
    places = _places(held, known)
    reports = tuple(sorted(account.report for account in held))
    return Event(
        id=event_id(held),
        title=_title(places, len(held), start, end, known),
        reports=reports,
        start=start,
        end=end,
        places=places,
        reasons=tuple(reasons[report] for report in reports),
    )


def _why(number: int, inside: Group, grouper: Grouper, known: Mapping[str, Place]) -> str:
    """Why a report is in its event, in one plain sentence: the report of it that it is most alike to, and by what."""
    pairs = grouper.pairs
    if len(inside) == 1:
        return "stands alone: no other report shares its days, places and rare words"
    ruled = sorted(grouper.friends(number) & inside, key=lambda other: pairs.rank(other))
    if ruled:
        return f"with {pairs.account(ruled[0]).report}: a reviewer put the two together"
    alike = [(-value, pairs.rank(other), other) for other, value in pairs.edges(number) if other in inside]
    if not alike:
        return "is tied to another of its reports by a reviewer's ruling"
    return _reason(number, min(alike)[2], pairs, known)


def _reason(number: int, best: int, pairs: Pairs, known: Mapping[str, Place]) -> str:
    one, other = pairs.account(number), pairs.account(best)
    there = set(other.places)
    met = [place for place in one.places if place in there and place in known and not _is_country(place, known)]
    wide = [place for place in one.places if place in there and _is_country(place, known)]
    names = list(dict.fromkeys(known[place].name for place in met or wide))[:3]
    days = days_between(one, other)
    common = pairs.shared(number, best)
    figures = [f"{number} {outcome.replace('_', ' ')}" for outcome, number in sorted(one.figures & other.figures)][:2]
    parts = [
        f"same {'place' if met else 'country'} ({', '.join(names)})" if names else "",
        "no date to compare" if days is None else f"{days} day{'' if days == 1 else 's'} apart",
        "both too short to compare by words, and of one outcome" if one_brief(one, other) else "",
        why_one_toll(one, other) or (f"same toll ({', '.join(figures)})" if figures else ""),
        "a victim in common" if one.persons & other.persons else "",
        f"{common} rare word{'' if common == 1 else 's'} in common" if common else "",
    ]
    return f"with {other.report}: {', '.join(part for part in parts if part)}"


def _span(held: Sequence[Account]) -> tuple[dt.date | None, dt.date | None]:
    """The event's first and last day: as claims of the current harm say, else as reports were first published."""
    published = [account.day for account in held if account.day]
    if not published:
        return None, None
    earliest, latest = min(published), max(published)
    floor = dt.date.fromordinal(max(1, earliest.toordinal() - LONGEST_EPISODE))
    days = [day for account in held for day in account.days if floor <= day <= latest]
    return min(days, default=earliest), max(days, default=earliest)


def _places(held: Sequence[Account], known: Mapping[str, Place]) -> tuple[str, ...]:
    """The event's places: those that many of its reports are about, the commonest first, countries last.

    A place that only few reports name (where an outlet sits, what a speaker compares with) is none of the event's.
    """
    count = Counter(place for account in held for place in dict.fromkeys(account.places))
    rank = {place: min(a.places.index(place) for a in held if place in a.places) for place in count}
    many = [place for place in count if place in known and count[place] * SOME_REPORTS >= len(held)]
    holding = {holder for place in many if not _is_country(place, known) for holder in known[place].within}
    kept = [place for place in many if not holding or not _is_country(place, known) or place in holding]
    return tuple(sorted(kept, key=lambda p: (_is_country(p, known), -count[p], rank[p], p)))[:MOST_PLACES]


def _is_country(place: str, known: Mapping[str, Place]) -> bool:
    return place in known and known[place].precision == "country"


def _title(
    places: Sequence[str], reports: int, start: dt.date | None, end: dt.date | None, known: Mapping[str, Place]
) -> str:
    """The first of an event's places, no more than it has reports, and its days; a country only for want of others."""
    narrow = [place for place in places if not _is_country(place, known)] or places
    named = list(dict.fromkeys(known[place].name for place in narrow))[: min(3, reports)]
    where = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0] if named else "Place unknown"
    return f"{where}, {days_in_words(start, end)}"


def days_in_words(start: dt.date | None, end: dt.date | None) -> str:
    """A stretch of days as a reader writes it: `6–10 March 2025`, `30 April – 2 May 2025`, `undated`."""
    if start is None or end is None:
        return "undated"
    last = f"{end.day} {MONTHS[end.month - 1]} {end.year}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {MONTHS[start.month - 1]}{year} – {last}"
