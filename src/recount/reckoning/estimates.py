"""Estimates: each policy asked about each toll of the event's whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from recount.model import Estimate, Group, Outcome, UsageError

from . import groups
from .book import Book
from .groups import EXCLUSIVE_STATUS
from .ids import made_of
from .people import People
from .policies import Evidence, Judgement, Policy, Source, get
from .policies.evidence import AtPlace, Identified, Told
from .say import Teller
from .series import Run, Snap
from .told import TOLD, Accounts, identified, told
from .tolls import TollKey, order, toll_id


def estimates(book: Book, policies: Sequence[str], tell: Teller, people: People) -> tuple[Estimate, ...]:
    """The estimates, by toll and then in the order of the policies asked for; `people` are those identified.

    Raises UsageError for a policy that nobody registered, or one whose judgement cannot stand.
    """
    asked = tuple(get(name) for name in dict.fromkeys(policies))
    around = _around(book)
    found: list[Estimate] = []
    for key in around.wholes:
        near = around.of(key)
        first = _first(key, book, people, tell)
        of = (asked, first, _figures(key, near, book))
        found += book.memo.rows("estimates", key, of, _judged, key, near, asked, first, book, tell)
    return tuple(found)


def _around(book: Book) -> _Around:
    return book.memo.piece("around", "", (tuple(book.by_key), book.implied), _Around, _wholes(book), book)


def _figures(key: TollKey, near: _Near, book: Book) -> tuple[tuple[Run, ...], ...]:
    return tuple(book.by_key.get(one, ()) for one in (key, *near.all))


def of_everybody(outcome: Outcome, asked: Policy, book: Book, people: People, tell: Teller) -> Judgement:
    """What a policy judges of everybody to whom an outcome was done in the whole of the event, counted or not."""
    key = TollKey(outcome)
    near = _around(book).of(key)
    first = _first(key, book, people, tell)

    def judged() -> Judgement:
        return asked.judge(_evidence(key, near, first, book, tell))

    return book.memo.piece("of everybody", outcome, (asked, first, near, _figures(key, near, book)), judged)


def _wholes(book: Book) -> list[TollKey]:
    return sorted((key for key in (*book.by_key, *book.implied) if key.is_whole and not key.is_rest), key=order)


class _First(NamedTuple):
    """What reports tell first of everybody's toll, and whom they identify."""

    told: tuple[Told, ...] = ()
    identified: tuple[Identified, ...] = ()


def _first(key: TollKey, book: Book, people: People, tell: Teller) -> _First:
    """Of everybody killed or injured; of other outcomes the persons, and of narrower groups nothing."""
    if not groups.is_everyone(key.group):
        return _First()
    accounts = Accounts.of(book, people)
    first = told(key.outcome, accounts, tell) if key.outcome in TOLD else ()
    return _First(first, identified(key.outcome, accounts))


class _Near(NamedTuple):
    """The tolls that are told beside one toll of the event's whole, in order."""

    narrower: tuple[TollKey, ...]
    wider: tuple[TollKey, ...]
    beside: tuple[TollKey, ...]
    places: tuple[TollKey, ...]
    by: tuple[TollKey, ...]

    @property
    def all(self) -> tuple[TollKey, ...]:
        """All of them."""
        return (*self.narrower, *self.wider, *self.beside, *self.places, *self.by)


class _Around:
    """What stands around each toll; it is found by going up from each toll, whose holders are few."""

    def __init__(self, wholes: Sequence[TollKey], book: Book) -> None:
        self.wholes = tuple(wholes)
        self._known = set(wholes)
        self._narrower: dict[TollKey, list[TollKey]] = {}
        self._places: dict[TollKey, list[TollKey]] = {}
        self._by: dict[TollKey, list[TollKey]] = {}
        for key in wholes:
            for group in _wider(key.group):
                if group != key.group:
                    self._narrower.setdefault(key._replace(group=group), []).append(key)
        for key in sorted(book.by_key, key=order):
            if key.place is not None and key.perpetrator is None:
                self._places.setdefault(key._replace(place=None), []).append(key)
            if key.place is None and key.perpetrator is not None:
                self._by.setdefault(key._replace(perpetrator=None), []).append(key)

    def of(self, key: TollKey) -> _Near:
        """The tolls around a toll of the event's whole."""
        holders = {key._replace(group=group) for group in _wider(key.group) if group != key.group}
        sides: Iterable[str] = EXCLUSIVE_STATUS if key.group.status in EXCLUSIVE_STATUS else ()
        others = {key._replace(group=_with_status(key.group, side)) for side in sides if side != key.group.status}
        return _Near(
            tuple(self._narrower.get(key, ())),
            tuple(sorted(holders & self._known, key=order)),
            tuple(sorted(others & self._known, key=order)),
            tuple(self._places.get(key, ())),
            tuple(self._by.get(key, ())),
        )


def _wider(group: Group) -> Iterator[Group]:
    """Every group that surely holds this one, itself included; there are at most sixteen."""
    fields = [
        dict.fromkeys(pair)
        for pair in ((group.status, "unknown"), (group.age, "unknown"), (group.sex, "unknown"), (group.words, None))
    ]
    for status, age, sex, narrow in product(*fields):
        yield Group(status, age, sex, narrow)  # type: ignore[arg-type]


def _with_status(group: Group, status: str) -> Group:
    return Group(status, group.age, group.sex, group.words)  # type: ignore[arg-type]


def _judged(
    key: TollKey, near: _Near, asked: Iterable[Policy], first: _First, book: Book, tell: Teller
) -> Iterator[Estimate]:
    evidence = _evidence(key, near, first, book, tell)
    for policy in asked:
        judged = policy.judge(evidence)
        _check(policy, judged, evidence)
        yield Estimate(
            id=made_of("e", policy.name, toll_id(key)),
            policy=policy.name,
            toll=toll_id(key),
            low=judged.low,
            best=judged.best,
            high=judged.high,
            why=judged.why,
            none_because=judged.none_because,
            used=judged.used,
            set_aside=judged.set_aside,
            components=judged.components,
        )


def _check(policy: Policy, judged: Judgement, evidence: Evidence) -> None:
    """Raise UsageError for a judgement that cannot stand, whoever wrote the policy."""
    numbers = [number for number in (judged.low, judged.best, judged.high) if number is not None]
    wrong = ""
    if numbers != sorted(numbers) or any(number < 0 for number in numbers):
        wrong = f"low, best and high of {evidence.what} are {judged.low}, {judged.best} and {judged.high}"
    elif (judged.none_because is None) != bool(numbers):
        wrong = f"it gives both a number of {evidence.what} and a reason for none, or neither"
    else:
        rows = (
            evidence.sources,
            evidence.by,
            *(sources for _, sources in (*evidence.groups, *evidence.wider, *evidence.beside)),
        )
        known = {source.snapshot for row in (*rows, *(at.sources for at in evidence.places)) for source in row}
        known |= {snapshot for one in evidence.told for snapshot in one.snapshots}
        strange = [id for id in (*judged.used, *(one.snapshot for one in judged.set_aside)) if id not in known]
        wrong = f"it speaks of {strange[0]!r}, which it was not given" if strange else ""
    if wrong:
        raise UsageError(f"policy {policy.name}", wrong, "mend its judge, or choose another policy")


def _evidence(key: TollKey, near: _Near, first: _First, book: Book, tell: Teller) -> Evidence:
    def rows(keys: Iterable[TollKey]) -> tuple[tuple[Group, tuple[Source, ...]], ...]:
        return tuple((other.group, _sources(other, book, tell)) for other in keys)

    return Evidence(
        outcome=key.outcome,
        group=key.group,
        what=tell.what(key),
        sources=_sources(key, book, tell),
        groups=rows(near.narrower),
        wider=rows(near.wider),
        beside=rows(near.beside),
        places=(*_joint_whole(key, book, tell), *(_at_place(other, book, tell) for other in near.places)),
        by=tuple(source for other in near.by for source in _sources(other, book, tell)),
        told=first.told,
        identified=first.identified,
    )


def _at_place(key: TollKey, book: Book, tell: Teller) -> AtPlace:
    return _placed(key.place or "", _sources(key, book, tell), book)


def _joint_whole(key: TollKey, book: Book, tell: Teller) -> Iterator[AtPlace]:
    """The figures of the event's whole that name several places, where these places are all of the event's."""
    rows: dict[str, list[Source]] = {}
    by_snap: Mapping[str, Source] = {source.snapshot: source for source in _sources(key, book, tell)}
    for run in book.by_key.get(key, ()):
        for snap in run.snaps:
            at = {entry.at for entry in snap.entries}
            place = at.pop() if len(at) == 1 else None
            if place is not None and book.places.together(place):
                rows.setdefault(place, []).append(by_snap[snap.id])
    for place in sorted(rows):
        yield _placed(place, tuple(rows[place]), book)


def _placed(place: str, sources: tuple[Source, ...], book: Book) -> AtPlace:
    places = book.places
    together = places.together(place)
    within = places.chain_of(place)[1:]
    return AtPlace(
        place=place,
        name=places.name(place),
        within=within,
        together=together,
        sources=sources,
        names=tuple(places.name(part) for part in together),
        holder=places.name(within[0]) if within else "",
        around=tuple(dict.fromkeys(holder for part in together for holder in places.chain_of(part)[1:])),
        located=all(places.is_plain(part) for part in together or (place,)),
    )


def _sources(key: TollKey, book: Book, tell: Teller) -> tuple[Source, ...]:
    runs = book.by_key.get(key, ())
    rows = (book.memo.rows("sources", run.id, (run,), _of_run, run, book, tell) for run in runs)
    sources = tuple(source for row in rows for source in row)
    overtaken = list(_overtaken(runs, tell))
    return tuple(_after(source, overtaken) for source in sources) if overtaken else sources


class _Overtaken(NamedTuple):
    """A figure of which a report says that another took its place: its ends, and until when it stood.

    `newer` is the snapshot that took its place, `said` its words.
    """

    ends: tuple[int | None, int | None]
    until: dt.date | None
    newer: str
    said: str


def _overtaken(runs: Iterable[Run], tell: Teller) -> Iterator[_Overtaken]:
    """What the claims of one voice in one report say of another figure's end ("lowered from 288 to 275")."""
    for run in runs:
        for old in run.older:
            for entry in old.entries:
                here = entry.claim.report
                newer = [s for s in run.snaps if not s.stood_before and any(e.claim.report == here for e in s.entries)]
                if newer and newer[-1].figure != old.figure:
                    ends = (old.figure.low, old.figure.high)
                    yield _Overtaken(ends, entry.latest, newer[-1].id, tell.dated(newer[-1]))


def _after(source: Source, overtaken: Iterable[_Overtaken]) -> Source:
    """A source with what took its place, where a later report says so."""
    said = source.day or source.latest
    for one in overtaken:
        in_time = said is None or one.until is None or said <= one.until
        if one.ends == (source.low, source.high) and in_time and source.snapshot != one.newer:
            return replace(source, overtaken=one.said)
    return source


def _of_run(run: Run, book: Book, tell: Teller) -> Iterator[Source]:
    for snap, later in _superseded(run):
        yield _source(snap, later, book, tell)


def _superseded(run: Run) -> Iterator[tuple[Snap, Snap | None]]:
    """Each snapshot with the later one that replaces it: the last that gives a number for the event's whole time.

    A figure that is only probably the claimant's replaces none that certainly is: then both stand. One that was taken
    back replaces nothing.
    """
    numbers = [s for s in run.cumulative if s.figure.says_something and not s.vague and not s.withdrawn]
    place = {snap.id: at for at, snap in enumerate(numbers)}
    last = len(numbers) - 1
    last_certain = max((at for at, snap in enumerate(numbers) if snap.certain), default=-1)
    for snap in run.snaps:
        end = last_certain if snap.certain else last
        yield snap, numbers[end] if end > place.get(snap.id, -1) else None


def _source(snap: Snap, later: Snap | None, book: Book, tell: Teller) -> Source:
    claimant = book.claimants.get(snap.voice.claimant or "")
    return Source(
        snapshot=snap.id,
        voice=(snap.voice.claimant or "", snap.voice.outlet or ""),
        who=tell.who(snap.voice),
        said=tell.dated(snap),
        low=snap.figure.low,
        high=snap.figure.high,
        approximate=snap.figure.approximate,
        vague=snap.vague,
        named=book.is_named(snap.voice),
        own_voice=snap.voice.claimant is None,
        certain=snap.certain,
        party=claimant.party if claimant is not None else None,
        day=snap.day,
        reports=len(snap.sources),
        superseded_by=None if later is None else tell.dated(later),
        only_day=snap.stretch is not None,
        words=snap.first.claim.figure.words,
        kind=claimant.kind if claimant is not None else "unknown",
        latest=snap.latest,
        withdrawn=snap.withdrawn,
    )
