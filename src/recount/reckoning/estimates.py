"""Estimates: each policy asked about each toll of the event's whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.model import Estimate

from . import groups
from .book import Book
from .ids import made_of
from .policies import Evidence, Source, get
from .say import Teller
from .series import Run, Snap
from .tolls import TollKey, order, toll_id


def estimates(book: Book, policies: Sequence[str], tell: Teller) -> tuple[Estimate, ...]:
    """The estimates, by toll and then in the order of the policies asked for.

    Raises UsageError for a policy that nobody registered.
    """
    asked = [get(name) for name in dict.fromkeys(policies)]
    keys = (*book.by_key, *book.implied)
    wholes = sorted((key for key in keys if key.is_whole and not key.is_rest), key=order)
    found: list[Estimate] = []
    for key in wholes:
        evidence = _evidence(key, wholes, book, tell)
        for policy in asked:
            judged = policy.judge(evidence)
            found.append(
                Estimate(
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
            )
    return tuple(found)


def _evidence(key: TollKey, wholes: Sequence[TollKey], book: Book, tell: Teller) -> Evidence:
    narrower = [
        (other.group, _sources(other, book, tell))
        for other in wholes
        if other != key and other.outcome == key.outcome and groups.holds(key.group, other.group)
    ]
    return Evidence(key.outcome, key.group, tell.what(key), _sources(key, book, tell), tuple(narrower))


def _sources(key: TollKey, book: Book, tell: Teller) -> tuple[Source, ...]:
    return tuple(
        _source(snap, later, book, tell) for run in book.by_key.get(key, ()) for snap, later in _superseded(run)
    )


def _superseded(run: Run) -> Iterator[tuple[Snap, Snap | None]]:
    """Each snapshot with the later one that replaces it: the last that gives a number for the event's whole time.

    A figure that is only probably the claimant's replaces none that certainly is: then both stand.
    """
    numbers = [snap for snap in run.cumulative if snap.figure.says_something and not snap.vague]
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
