"""Copies of a casebook's reports, found as linking all at once finds them, whatever the order of coming.

What new reports may change is judged again: they, the reports that share runs of words with them which lead anywhere,
and each such report with all that it is a copy of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from recount.linking.copies import CopyIndex, Pair, Verdict, Waiting, closest, copy_of, exact_copy
from recount.linking.copying.bodies import Body
from recount.linking.copying.candidates import Led, Marked, marked
from recount.model import Copy

from .asking import Asking
from .copied import KeptCandidates, print_of, turn_of
from .lazy import Lazy
from .library import Library
from .tied import copy_body, read_copy, read_copy_row

Numbers = tuple[int, int]


class Stored(NamedTuple):
    """A copy's row: whether it is kept, and its body."""

    kept: bool
    body: bytes


class _AsBefore:
    """Which pairs of reports are judged as they were before new ones came."""

    def __init__(self, led: Mapping[int, Led], before: Mapping[int, Led], new: Set[int]) -> None:
        self._led = led
        self._before = before
        self._new = new
        self._others = {number: frozenset(one.others) for number, one in led.items()}

    def of(self, one: int, other: int) -> bool:
        """Whether two reports lead to each other as before, with the same formulas."""
        if one in self._new or other in self._new or not self._before:
            return False
        return self._leads(one, other) and self._leads(other, one)

    def _leads(self, one: int, other: int) -> bool:
        was = self._before.get(one)
        if was is None:  # nothing that came touches it
            return True
        led = self._led[one]
        there = other in self._others[one]
        return there == (other in was.others) and (not there or led.formulas == was.formulas)


class KeptCopies(CopyIndex):
    """The copies of one transaction."""

    def __init__(self, asking: Asking, library: Library, candidates: KeptCandidates) -> None:
        super().__init__(candidates)
        self._asking = asking
        self._library = library
        self._kept = candidates
        self._found = Lazy[int, "set[Numbers]"](self._fetch)
        self._stored: dict[Numbers, Stored] = {}
        self._made: dict[Numbers, Stored | None] = {}
        self._numbers: dict[int, str] = {}
        self._judged: set[int] = set()
        self._dropped: set[int] = set()
        self._as_before = _AsBefore({}, {}, set())
        self.prints: dict[int, int] = {}

    def take(self, given: Iterable[Marked]) -> Waiting:
        """Take in reports; what is left to be judged, of them and of those that they affect."""
        new: set[int] = set()
        for read in sorted(given, key=lambda one: turn_of(one.body)):
            if read.body.keys:
                first = self._first(read)
                if first is not None:
                    new.add(first)
        return self._to_judge(new)

    def drop(self, gone: Iterable[str], left: Iterable[Body]) -> Waiting:
        """Let go of reports, by their ids; what is left to be judged, of those that they affected.

        Where the first of several reports of the same words goes, the next one stands for them.
        """
        self._dropped = {self._number(id) for id in gone}
        new: set[int] = set()
        for print_ in sorted({found for number in self._dropped if (found := self._print(number)) is not None}):
            same = sorted(self._same_words(print_), key=self._turn)
            if same[0] not in self._dropped:
                continue
            self._kept.drop(same[0])
            others = [self._kept.body(number) for number in same if number not in self._dropped]
            for one in others[:1]:
                new.add(self._kept.add(marked(one)))
            for other in others[1:]:
                self._put(exact_copy(others[0], other), 1.0)
        return self._to_judge(new)

    def _to_judge(self, new: set[int]) -> Waiting:
        """What is to be judged, once some candidates are new and others gone."""
        led, before = self._affected()
        judged = new | {number for number in led if led[number] != before.get(number)}
        judged |= {other for number in self._gone for other in self._partners(number)}
        judged -= self._gone
        led |= self._kept.led(number for number in judged if number not in led)
        beside = {other for number in judged for other in (*led[number].others, *self._partners(number))} - judged
        beside -= self._gone
        led |= self._kept.led(number for number in beside if number not in led)
        as_before = _AsBefore(led, before, new | self._gone)
        sides: dict[Numbers, bool] = {}
        for number in sorted(led, key=self._kept.turns.__getitem__):
            for other in led[number].others:
                if (number in judged or other in judged) and not as_before.of(number, other):
                    if (other, number) in sides:
                        sides[other, number] = True
                    else:
                        sides[number, other] = False
        self._kept.fetch({number for pair in sides for number in pair})
        pairs = {pair: self._pair(*pair, led, both=both) for pair, both in sides.items()}
        self._judged, self._as_before = judged, as_before
        return Waiting((), tuple(pairs), tuple(pairs.values()))

    def settle(self, waiting: Waiting, verdicts: Iterable[Verdict]) -> tuple[Copy, ...]:
        """Put what was judged in the place of what stood there."""
        near: set[Numbers] = set()
        for number in (*self._judged, *self._gone):
            for pair in self._partners_rows(number):
                row = self._row(pair)
                if self._as_before.of(*pair):
                    continue
                if row is None or number in self._gone or read_copy_row(row.body).kind != "exact":
                    near.add(pair)
                    self._made[pair] = None
        for held, verdict in zip(waiting.pairs, verdicts, strict=True):
            if verdict.near:
                made = copy_of(held.one, held.other, verdict.near)
                near.add(self._put(made, verdict.near.share))
            elif verdict.partial:
                self._put(verdict.partial, 0.0)
        self._choose(near)
        return ()

    def changed(self) -> set[int]:
        """The reports (numbers) of which a copy is another than before."""
        return {number for pair, row in self._made.items() if row != self._stored.get(pair) for number in pair}

    def of(self, numbers: Sequence[int]) -> list[Copy]:
        """The copies of some reports that are kept, sorted."""
        pairs = {pair for number in numbers for pair in self._partners_rows(number)}
        pairs |= {pair for pair in self._made if not {*pair}.isdisjoint(numbers)}
        found = []
        for pair in pairs:
            row = self._row(pair)
            if row is not None and row.kept:
                first, second = self._id(pair[0]), self._id(pair[1])
                texts = {id: self._library.reports[id].text for id in (first, second)}
                found.append(read_copy(row.body, first, second, texts))
        return sorted(found, key=lambda one: (one.first, one.second))

    def rows(self) -> tuple[list[dict[str, Any]], list[Numbers]]:
        """What is to be written, and what is gone."""
        put = [
            {"one": pair[0], "other": pair[1], "kept": row.kept, "body": row.body}
            for pair, row in sorted(self._made.items())
            if row is not None and row != self._stored.get(pair)
        ]
        return put, sorted(pair for pair, row in self._made.items() if row is None and pair in self._stored)

    def _affected(self) -> tuple[dict[int, Led], dict[int, Led]]:
        """Where reports lead of which those that come or go may change that, now and before."""
        affected = self._kept.affected()
        led = self._kept.led(affected)
        with self._kept.before():
            return led, self._kept.led(affected)

    def _pair(self, one: int, other: int, led: Mapping[int, Led], *, both: bool) -> Pair:
        """Two reports to be held against each other, from the side of the first, or from both."""
        kept = self._kept
        others = kept.formulas(other, led[other]) if both else None
        return Pair(kept.body(one), kept.body(other), kept.formulas(one, led[one]), others)

    @property
    def _gone(self) -> set[int]:
        """The reports that are no candidates any more: let go of, or others of their words came before them."""
        return self._kept.gone | self._dropped

    def _first(self, read: Marked) -> int | None:
        """Take in a report unless others have exactly its words; its number if it is the first of these in turn."""
        one = read.body
        number = self._kept.number(one.report.id)
        self._numbers[number] = one.report.id
        self.prints[number] = print_of(one.digest)
        same = self._same_words(self.prints[number]) - {number}
        for other in same:
            self._kept.turns.setdefault(other, turn_of(self._kept.body(other)))
        first = min(same, key=self._kept.turns.__getitem__, default=None)
        if first is not None and self._kept.turns[first] < turn_of(one):
            self._kept.hold(number, one)
            self._put(exact_copy(self._kept.body(first), one), 1.0)
            return None
        self._kept.add(read)
        if first is not None:
            self._kept.drop(first)
            for other in same:
                self._put(exact_copy(one, self._kept.body(other)), 1.0)
        return number

    def _print(self, number: int) -> int | None:
        found = self._asking.one("SELECT print FROM linked WHERE number = ?", number).print
        return None if found is None else int(found)

    def _same_words(self, print_: int) -> set[int]:
        rows = self._asking.all("SELECT number FROM linked WHERE print = ?", print_)
        return {row.number for row in rows} | {number for number, one in self.prints.items() if one == print_}

    def _put(self, copy: Copy, share: float) -> Numbers:
        pair = (self._number(copy.first), self._number(copy.second))
        self._partners_rows(pair[0])
        self._made[pair] = Stored(True, copy_body(copy, share))
        return pair

    def _choose(self, near: Iterable[Numbers]) -> None:
        """Keep the closest of near copies anew, as far as those reach which were judged or are no more."""
        waiting = [number for pair in near for number in pair]
        fresh: dict[int, set[Numbers]] = {}
        for pair in self._made:
            for number in pair:
                fresh.setdefault(number, set()).add(pair)
        seen: set[int] = set()
        edges: dict[Numbers, float] = {}
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            for pair in self._partners_rows(number) | fresh.get(number, set()):
                row = self._row(pair)
                told = read_copy_row(row.body) if row is not None and pair not in edges else None
                if told is not None and told.kind == "near":
                    edges[pair] = told.share
                    waiting.extend(pair)
        order = {number: at for at, number in enumerate(sorted(seen, key=self._turn))}
        ranked = {(min(order[a], order[b]), max(order[a], order[b])): (a, b) for a, b in edges}
        kept = {ranked[pair] for pair in closest({pair: edges[ranked[pair]] for pair in ranked})}
        for pair in edges:
            row = self._row(pair)
            if row is not None and row.kept != (pair in kept):
                self._made[pair] = Stored(pair in kept, row.body)

    def _turn(self, number: int) -> tuple[bool, int, str]:
        if number not in self._kept.turns:
            self._kept.turns[number] = turn_of(self._kept.body(number))
        return self._kept.turns[number]

    def _partners(self, number: int) -> set[int]:
        """The reports that a report is a copy of, as far as that was judged: not those of the same words."""
        rows = {pair: self._stored[pair] for pair in self._partners_rows(number)}
        return {one for pair in rows if read_copy_row(rows[pair].body).kind != "exact" for one in pair} - {number}

    def _partners_rows(self, number: int) -> set[Numbers]:
        return self._found[number]

    def _row(self, pair: Numbers) -> Stored | None:
        return self._made[pair] if pair in self._made else self._stored.get(pair)

    def _fetch(self, number: int) -> set[Numbers]:
        found = set()
        for row in self._asking.all("SELECT one, other, kept, body FROM copies WHERE one = ?", number):
            self._stored[row.one, row.other] = Stored(bool(row.kept), bytes(row.body))
            found.add((row.one, row.other))
        for row in self._asking.all("SELECT one, other, kept, body FROM copies WHERE other = ?", number):
            self._stored[row.one, row.other] = Stored(bool(row.kept), bytes(row.body))
            found.add((row.one, row.other))
        return found

    def _number(self, report: str) -> int:
        return self._kept.number(report)

    def _id(self, number: int) -> str:
        if number not in self._numbers:
            self._numbers[number] = str(self._asking.one("SELECT report FROM linked WHERE number = ?", number).report)
        return self._numbers[number]
