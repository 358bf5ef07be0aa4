"""Bounds: the tightest low and high of each toll that follow within one voice's account.

A part's low bound raises its total's, disjoint parts added; a total's high bound caps its parts. A bound rests on the
last figure of each series. A total that was said before its part does not cap it, and what contradicts a toll's own
figure bounds nothing: that is a question, not a bound.
"""

from __future__ import annotations

from typing import NamedTuple

from recount.model import Bound, Derivation

from .book import Book
from .say import Teller, capital, listed
from .series import Run, Snap, said_before
from .tolls import TollKey, disjoint, order, wider

MOST_PARTS = 64
"""So many parts of a toll, the largest first, are looked at for its low bound."""


class End(NamedTuple):
    """One end of a bound and why."""

    value: int | None
    why: Derivation


def bounds(book: Book, tell: Teller) -> tuple[Bound, ...]:
    """The bounds of every toll in every voice's account that has any, by toll and voice."""
    found = []
    for voice, account in book.accounts.items():
        parts = _parts(account, book)
        for key, run in account.items():
            low = _low(run, parts.get(key, []), account, book, tell)
            high = _high(run, low.value, account, book, tell)
            if low.value is not None or high.value is not None:
                found.append((key, voice, low, high))
    found.sort(key=lambda row: (order(row[0]), row[1].rank))
    return tuple(
        Bound(
            id=f"b{number}",
            toll=book.toll_ids[key],
            claimant=voice.claimant,
            outlet=voice.outlet,
            low=low.value,
            high=high.value,
            low_why=low.why,
            high_why=high.why,
        )
        for number, (key, voice, low, high) in enumerate(found, start=1)
    )


def _parts(account: dict[TollKey, Run], book: Book) -> dict[TollKey, list[TollKey]]:
    """The tolls of an account under each toll that holds them."""
    found: dict[TollKey, list[TollKey]] = {}
    for key in account:
        for wide in wider(key, book.places):
            if wide in account:
                found.setdefault(wide, []).append(key)
    return found


def last(run: Run) -> Snap | None:
    """The figure that a series stands at: its last of the whole time that says a number."""
    return next((snap for snap in reversed(run.cumulative) if snap.figure.says_something), None)


def _floor(run: Run) -> tuple[int, Snap] | None:
    """The fewest that a series stands for, and the figure that says so; the largest of single days where it has only
    those."""
    snap = last(run)
    if snap is not None:
        return (snap.figure.low, snap) if snap.figure.low is not None else None
    days = [(one.figure.low, one) for one in run.snaps if one.figure.low is not None]
    return max(days, key=lambda pair: (pair[0], -int(pair[1].id[1:])), default=None)


def _low(run: Run, parts: list[TollKey], account: dict[TollKey, Run], book: Book, tell: Teller) -> End:
    own = _floor(run)
    ceiling = _ceiling(run)
    best: tuple[int, tuple[Snap, ...]] = (own[0], (own[1],)) if own else (-1, ())
    rule = "bound.own"
    floors = [(found[0], key, found[1]) for key in parts if (found := _floor(account[key])) is not None]
    floors.sort(key=lambda row: (-row[0], order(row[1])))
    chosen: list[tuple[int, TollKey, Snap]] = []
    for row in floors[:MOST_PARTS]:
        if all(disjoint(row[1], other[1], book.places) for other in chosen):
            chosen.append(row)
    added = sum(row[0] for row in chosen)
    if added > best[0] and (ceiling is None or added <= ceiling) and not run.key.is_rest:
        best, rule = (added, tuple(row[2] for row in chosen)), "bound.sum" if len(chosen) > 1 else "bound.part"
    if not best[1]:
        says = f"{capital(tell.who(run.voice))} gives no lowest number of {tell.what(run.key)}."
        return End(None, Derivation("bound.none", says, (run.id,)))
    said = listed([tell.full(snap) for snap in best[1]])
    what, who = tell.what(run.key), tell.who(run.voice)
    if rule == "bound.own":
        says = f"By the account of {who}, {what} number at least {best[0]:,}: {said}."
    else:
        how = "adding parts that have nobody in common" if rule == "bound.sum" else "as one part alone has so many"
        says = f"By the account of {who}, {what} number at least {best[0]:,}, {how}: {said}."
    return End(best[0], Derivation(rule, says, tuple(snap.id for snap in best[1])))


def _ceiling(run: Run) -> int | None:
    snap = last(run)
    return None if snap is None else snap.figure.widened().high


def _high(run: Run, low: int | None, account: dict[TollKey, Run], book: Book, tell: Teller) -> End:
    own = last(run)
    best, by = (own.figure.high, own) if own is not None else (None, None)
    for wide in wider(run.key, book.places):
        holder = last(account[wide]) if wide in account else None
        if holder is None or holder.figure.high is None or (own is not None and said_before(holder, own)):
            continue
        high = holder.figure.high
        if (best is None or high < best) and (low is None or low <= high):
            best, by = high, holder
    who, what = tell.who(run.voice), tell.what(run.key)
    if best is None or by is None:
        says = f"{capital(who)} gives no highest number of {what}, nor of any toll that holds them."
        return End(None, Derivation("bound.none", says, (run.id,)))
    if by is own:
        says = f"By the account of {who}, {what} number at most {best:,}: {tell.dated(by)}."
        return End(best, Derivation("bound.own", says, (by.id,)))
    among = f"they are among {tell.full(by)}"
    says = f"By the account of {who}, {what} number at most {best:,}: {among}."
    return End(best, Derivation("bound.whole", says, (by.id,)))
