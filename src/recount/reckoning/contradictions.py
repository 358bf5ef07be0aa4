"""Contradictions: the smallest sets of figures that cannot all be true.

A total and disjoint parts of it that add up to more contradict each other; a set is told only where without any one of
its figures the others can be true. Within one voice's account that is its own contradiction. Across claimants it is a
finding (this monitor's parts exceed that ministry's total), and no number is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from recount.model import Contradiction, Derivation, Step

from .accounts import Account, Cap, Part, added, high_term
from .book import Book
from .cliques import smallest_above
from .entries import Voice
from .ids import made_of
from .say import Teller, capital, listed
from .series import Snap, said_before
from .sums import Breakdown


def contradictions(
    book: Book, held: Mapping[Voice, Account], found_sums: Sequence[Breakdown], tell: Teller
) -> tuple[Contradiction, ...]:
    """Each account's own contradictions, then those between claimants; each set of figures once.

    `found_sums` are the event's breakdowns: one that cannot be is a contradiction, also where a later total replaced
    its own.
    """
    memo = book.memo
    found: dict[str, Contradiction] = {}
    for item in found_sums:
        if item.misadds:
            id = (item.whole.id, *(part.id for part in item.parts))
            own = memo.rows("misadded", id, (item,), _misadded, item, book, tell)
            found.update((one.id, one) for one in own)
    for voice, account in held.items():
        if not account.is_tight:
            continue
        own = memo.rows("own contradictions", voice, (account,), _own, account, tell)
        found.update((one.id, one) for one in own)
    speaking = [account for voice, account in held.items() if voice.claimant is not None]
    caps: dict[int, list[tuple[Account, Cap]]] = {}
    for account in speaking:
        for toll, cap in account.caps.items():
            if not book.lattice.keys[toll].is_rest:
                caps.setdefault(toll, []).append((account, cap))
    adding = [account for account in speaking if len(account.parts) > 1]
    for toll, row in caps.items():
        lowest, capped = min(cap.high for _, cap in row), tuple(cap for _, cap in row)
        known: dict[Account, tuple[Contradiction, ...]] = memo.piece("capped", toll, (capped,), dict)
        now: dict[Account, tuple[Contradiction, ...]] = {}
        for account in adding:
            if account.total > lowest:
                told = known.get(account)
                if told is None:
                    told = tuple(_across(account, toll, row, lowest, tell))
                now[account] = told
                if told:
                    found.update((one.id, one) for one in told)
        known.clear()
        known.update(now)
    return tuple(found.values())


def _own(account: Account, tell: Teller) -> Iterator[Contradiction]:
    for cap in account.caps.values():
        parts = account.under(cap.toll, cap.snap)
        for chosen in _exceeding(account, parts, cap):
            yield _told(account.voice, chosen, cap, tell)


def _misadded(item: Breakdown, book: Book, tell: Teller) -> Iterator[Contradiction]:
    """The smallest sets of a breakdown's parts, which have nobody in common, that are more than its total."""
    high = item.whole.within.high
    known = [part for part in item.parts if part.within.low]
    if high is None:
        return
    number = book.lattice.number
    made = [Part(part, number(part.key), None, part.within.low or 0) for part in known]
    parts = sorted(made, key=lambda part: (-part.low, part.snap.rank))
    everyone = (1 << len(parts)) - 1
    apart = [everyone & ~(1 << one) for one in range(len(parts))]
    cap = Cap(item.whole, number(item.whole.key), high)
    for chosen in smallest_above([part.low for part in parts], apart, high):
        yield _told(item.whole.voice, [parts[one] for one in chosen], cap, tell)


def _exceeding(account: Account, parts: Sequence[Part], cap: Cap) -> Iterator[list[Part]]:
    """The smallest sets of disjoint parts that are more than a total."""
    if sum(part.low for part in parts) <= cap.high:
        return
    for chosen in smallest_above([part.low for part in parts], account.apart(parts), cap.high):
        yield [parts[one] for one in chosen]


def _across(
    account: Account, toll: int, caps: Sequence[tuple[Account, Cap]], lowest: int, tell: Teller
) -> Iterator[Contradiction]:
    """Parts of one claimant that together exceed another's total; one part alone is told as a conflict of the two."""
    parts = account.under(toll)
    if len(parts) < 2 or sum(part.low for part in parts) <= lowest:
        return
    own = account.floors.get(toll)
    for other, cap in caps:
        if other is account or (own is not None and own.low > cap.high):
            continue
        known = [part for part in parts if not said_before(cap.snap, part.snap)]
        for chosen in _exceeding(account, known, cap):
            if len(chosen) > 1:
                yield _told(account.voice, chosen, cap, tell)


def _told(voice: Voice, parts: Sequence[Part], cap: Cap, tell: Teller) -> Contradiction:
    snaps: tuple[Snap, ...] = (*(part.snap for part in parts), cap.snap)
    voices = dict.fromkeys((voice, cap.snap.voice))
    said = listed([tell.full(part.snap) for part in parts])
    total = added("low", parts)
    makes = f" make {total.value:,}, which is" if len(parts) > 1 else ", which is"
    if len(parts) == 1 and parts[0].snap.figure.approximate:
        makes = f", at least {total.value:,} within 10%, which is"
    whose = "its own" if len(voices) == 1 else f"the {cap.high:,} of {tell.who(cap.snap.voice)} in"
    says = f"{capital(tell.who(voice))} counts {said}{makes} more than {whose} {tell.full(cap.snap)}, who include them."
    cap_step = Step("high", cap.high, "sum", (high_term(cap),))
    ids = tuple(snap.id for snap in snaps)
    rule = "contradiction.parts" if len(voices) == 1 else "contradiction.across"
    return Contradiction(
        id=made_of("k", *sorted(ids)),
        snapshots=ids,
        why=Derivation(rule, says, ids, (total, cap_step)),
        claimants=tuple(one.claimant for one in voices if one.claimant is not None),
        outlets=tuple(one.outlet for one in voices if one.outlet is not None),
    )
