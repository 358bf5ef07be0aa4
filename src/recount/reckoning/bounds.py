"""Bounds: the tightest low and high of each toll that follow within one voice's account.

DESIGN.md, "Reckoning, exactly": a part's low bound raises the total's, disjoint parts added; the total's high bound
caps its parts, less what disjoint other parts take of it. A total that was said before its part does not cap it.
Whoever is killed or injured is one or the other. What contradicts an account's own figures bounds nothing: that is told
as a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from recount.model import Bound, Derivation, Outcome, Step

from .accounts import Account, Cap, Part, added, at_once, high_term, low_term
from .book import Book
from .entries import Voice
from .ids import made_of
from .lattice import members
from .say import Teller, capital, listed
from .series import Run, Snap, said_before
from .tolls import order, toll_id

_OTHER: dict[Outcome, Outcome] = {"killed": "injured", "injured": "killed"}


class End(NamedTuple):
    """One end of a bound, why, and the figures that it rests on."""

    value: int | None
    why: Derivation
    rests: tuple[Snap, ...]


def accounts(book: Book) -> dict[Voice, Account]:
    """Every voice's account."""
    found = {}
    for voice, runs in book.accounts.items():
        of = tuple(runs.values())
        found[voice] = book.memo.piece("account", voice, of, Account, voice, of, book)
    return found


def bounds(book: Book, held: dict[Voice, Account], tell: Teller) -> tuple[Bound, ...]:
    """The bounds of every toll in every voice's account that has any, by toll and voice."""
    rows: list[tuple[tuple[object, ...], Bound]] = []
    for voice, account in held.items():
        rows += book.memo.rows("bounds", voice, (account,), _bounds, account, tell)
    rows.sort(key=lambda row: row[0])
    return tuple(row[1] for row in rows)


def _bounds(account: Account, tell: Teller) -> Iterator[tuple[tuple[object, ...], Bound]]:
    voice = account.voice
    for toll, run in account.by_toll.items():
        low = _low(account, toll, run, tell)
        high = _high(account, toll, run, low, tell)
        if low.value is not None and high.value is not None and low.value > high.value:
            low = _own_low(account, toll, run, tell)  # its own parts contradict it: a contradiction, not a bound
        if low.value is None and high.value is None:
            continue
        bound = Bound(
            id=made_of("b", toll_id(run.key), voice.claimant, voice.outlet),
            toll=toll_id(run.key),
            claimant=voice.claimant,
            outlet=voice.outlet,
            low=low.value,
            high=high.value,
            low_why=low.why,
            high_why=high.why,
        )
        yield (order(run.key), voice.rank), bound


def _said(account: Account, run: Run, tell: Teller) -> str:
    return f"By the account of {tell.who(account.voice)}, {tell.what(run.key)} number"


def _named(snap: Snap, tell: Teller) -> str:
    return tell.full(snap) + (", taken within 10%" if snap.figure.approximate else "")


def _own_low(account: Account, toll: int, run: Run, tell: Teller) -> End:
    own = account.floors.get(toll)
    if own is None:
        says = f"{capital(tell.who(account.voice))} gives no lowest number of {tell.what(run.key)}."
        return End(None, Derivation("bound.none", says, (run.id,)), ())
    says = f"{_said(account, run, tell)} at least {own.low:,}: {_named(own.snap, tell)}."
    return End(own.low, Derivation("bound.own", says, (own.snap.id,), (added("low", [own]),)), (own.snap,))


def _low(account: Account, toll: int, run: Run, tell: Teller) -> End:
    own = account.floors.get(toll)
    if run.key.is_rest:  # the rest of something bounds nothing beside itself
        return _own_low(account, toll, run, tell)
    least = own.low if own is not None else 0
    parts = account.heaviest(account.under(toll), least)
    total = sum(part.low for part in parts)
    said = _said(account, run, tell)
    other = _counted_the_other_way(account, run)
    if other is not None and other[0].low - other[1].high > max(total, least):
        either, cap = other
        value = either.low - cap.high
        says = (
            f"{said} at least {value:,}: {_named(either.snap, tell)}, less {_named(cap.snap, tell)}; whoever was "
            "killed or injured was one or the other."
        )
        step = Step("low", value, "sum", (low_term(either), high_term(cap, minus=True)))
        why = Derivation("bound.either", says, (either.snap.id, cap.snap.id), (step,))
        return End(value, why, (either.snap, cap.snap))
    if total <= least:
        return _own_low(account, toll, run, tell)
    rule = "bound.sum" if len(parts) > 1 else "bound.part"
    how = "adding parts that have nobody in common" if len(parts) > 1 else "as one part alone has so many"
    says = f"{said} at least {total:,}, {how}: {listed([_named(part.snap, tell) for part in parts])}."
    why = Derivation(rule, says, tuple(part.snap.id for part in parts), (added("low", parts),))
    return End(total, why, tuple(part.snap for part in parts))


def _counted_the_other_way(account: Account, run: Run) -> tuple[Part, Cap] | None:
    """All who were killed or injured of the same people, and the most that one of the two can be."""
    if run.key.outcome not in _OTHER:
        return None
    either = account.floors.get(account.lattice.number(run.key._replace(outcome="killed_or_injured")))
    other = account.caps.get(account.lattice.number(run.key._replace(outcome=_OTHER[run.key.outcome])))
    if either is None or other is None or not at_once(either.snap, other.snap):
        return None
    return either, other


def _high(account: Account, toll: int, run: Run, low: End, tell: Teller) -> End:
    who, what = tell.who(account.voice), tell.what(run.key)
    own = account.caps.get(toll)
    if own is not None and low.value is not None and low.value > own.high:
        later = [snap for snap in low.rests if said_before(own.snap, snap)]
        if later:
            says = (
                f"{capital(who)} gives no highest number of {what} that still holds: {_named(own.snap, tell)} was said "
                f"before {_named(later[0], tell)}."
            )
            return End(None, Derivation("bound.outdated", says, (own.snap.id, later[0].id)), ())
    best, by, taken = (own.high, own, []) if own is not None else (None, None, [])
    mine = run.last or run.snaps[-1]
    for wide in members(account.lattice.wider(toll)) if not run.key.is_rest else ():
        cap = account.caps.get(wide)
        if cap is None or said_before(cap.snap, mine):
            continue
        beside = account.under(wide, cap.snap, beside=toll)
        if best is not None and cap.high - sum(part.low for part in beside) >= best:
            continue
        others = account.heaviest(beside)
        value = cap.high - sum(part.low for part in others)
        if value >= (low.value or 0) and (best is None or value < best):
            best, by, taken = value, cap, others
    if best is None or by is None:
        says = f"{capital(who)} gives no highest number of {what}, nor of any toll that holds them."
        return End(None, Derivation("bound.none", says, (run.id,)), ())
    said = f"{_said(account, run, tell)} at most {best:,}: "
    premises = (by.snap.id, *(part.snap.id for part in taken))
    steps = (Step("high", best, "sum", (high_term(by), *(low_term(part, minus=True) for part in taken))),)
    if by is own:
        why = Derivation("bound.own", f"{said}{_named(by.snap, tell)}.", premises, steps)
    elif not taken:
        why = Derivation("bound.whole", f"{said}they are among {_named(by.snap, tell)}.", premises, steps)
    else:
        less = listed([_named(part.snap, tell) for part in taken])
        says = f"{said}they are among {_named(by.snap, tell)}, and so are others: {less}."
        why = Derivation("bound.rest", says, premises, steps)
    return End(best, why, tuple(part.snap for part in taken))
