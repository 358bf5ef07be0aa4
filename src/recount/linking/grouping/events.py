"""Events: what linking knows of each happening that reports are grouped into, and why each report is in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from recount.model import Event, FollowUp, Place

from .accounts import Account
from .following import followings, reason
from .grouper import Group, Grouper
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


class Events:
    """Events of reports that come in batches: what new reports do not touch is not made again."""

    def __init__(self, rulings: Rulings | None = None) -> None:
        self._grouper = Grouper(rulings)
        self._known: Mapping[str, Place] = {}
        self._made: dict[Group, Event] = {}

    def add(self, accounts: Iterable[Account], known: Mapping[str, Place], moved: Collection[str] = ()) -> None:
        """Take in new reports; `known` are all places by id. They join, start or merge events.

        `moved` are the places that are not what they were: events at them are told anew.
        """
        self._known = known
        self._grouper.add(accounts)
        if moved:
            held = self._grouper.pairs.accounts
            self._made = {
                group: event
                for group, event in self._made.items()
                if all(place not in moved for number in group for place in held[number].places)
            }

    def rule(self, rulings: Rulings) -> None:
        """Keep to a reviewer's merges and splits, from now on."""
        self._grouper.rule(rulings)

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """The events that follow up earlier ones, by the later event's id."""
        self.events()
        pairs = self._grouper.pairs
        found = [
            FollowUp(
                event=self._made[each.later].id,
                follows=self._made[each.earlier].id,
                reports=(pairs.accounts[each.report].report, pairs.accounts[each.of].report),
                names=each.names,
                reason=reason(each, pairs),
            )
            for each in followings(self._made, pairs)
        ]
        return tuple(sorted(found, key=lambda each: each.event))

    def events(self) -> tuple[Event, ...]:
        """The events, sorted by id; every report is in exactly one."""
        groups = self._grouper.groups()
        self._made = {
            group: self._made.get(group) or event_of(sorted(group), self._grouper, self._known) for group in groups
        }
        return tuple(sorted(self._made.values(), key=lambda event: event.id))


def event_id(held: Iterable[Account]) -> str:
    """The id of an event: made of its earliest report's, so that it stays when reports join that are later."""
    first = min((account.day or dt.date.max, account.report) for account in held)[1]
    return f"e-{hashlib.sha256(first.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def event_of(numbers: Sequence[int], grouper: Grouper, known: Mapping[str, Place]) -> Event:
    """The event of some reports, given by their numbers."""
    pairs = grouper.pairs
    held = [pairs.accounts[number] for number in numbers]
    inside = frozenset(numbers)
    reasons = {pairs.accounts[number].report: _why(number, inside, grouper, known) for number in numbers}
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
    ruled = sorted(grouper.friends(number) & inside, key=lambda other: pairs.ranks[other])
    if ruled:
        return f"with {pairs.accounts[ruled[0]].report}: a reviewer put the two together"
    alike = [(-value, pairs.ranks[other], other) for other, value in pairs.edges(number) if other in inside]
    if not alike:
        return "is tied to another of its reports by a reviewer's ruling"
    return _reason(number, min(alike)[2], pairs, known)


def _reason(number: int, best: int, pairs: Pairs, known: Mapping[str, Place]) -> str:
    one, other = pairs.accounts[number], pairs.accounts[best]
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
