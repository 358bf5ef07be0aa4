"""What grouping holds of each report, and where it holds it: in memory, or in a casebook's store."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, MutableMapping, Sequence, Set
from typing import NamedTuple, Protocol

from .accounts import Account
from .stretches import stretch_of
from .vectors import Row

Rank = tuple[str, str]
Group = frozenset[int]


class Held:
    """One report: its account (without weights and names), rare words, names, likenesses, and whether it is a core.

    `near` are the likenesses of reports within the window, by number; `far` those of other months.
    """

    __slots__ = ("account", "core", "far", "names", "near", "row")

    def __init__(self, account: Account, row: Row, names: array[int]) -> None:
        self.account = account
        self.row = row
        self.names = names
        self.near: dict[int, int] = {}
        self.far: dict[int, int] = {}
        self.core = True

    @property
    def rank(self) -> Rank:
        """Where the report stands in all orders that must not hang on chance."""
        return rank_of(self.account)


class Name:
    """A name that may lead across months: its words, and its holders by month; None while too many months have it.

    `unlisted` counts by month the holders that are not listed: all of them, where none is.
    """

    __slots__ = ("months", "unlisted", "words")

    def __init__(self, words: str, months: dict[int, list[int]] | None, unlisted: dict[int, int] | None = None) -> None:
        self.words = words
        self.months = months
        self.unlisted: dict[int, int] = {} if unlisted is None else unlisted


class Names(MutableMapping[int, Name]):
    """Names by number, in memory: most have one holder, and cost little. One that is changed is put again."""

    def __init__(self) -> None:
        self._held: dict[int, Name | tuple[str, int, int]] = {}

    def __getitem__(self, name: int) -> Name:
        held = self._held[name]
        return Name(held[0], {held[1]: [held[2]]}) if isinstance(held, tuple) else held

    def __setitem__(self, name: int, known: Name) -> None:
        held = list(known.months.items()) if known.months is not None and len(known.months) == 1 else []
        only = len(held) == 1 and len(held[0][1]) == 1 and not known.unlisted
        self._held[name] = (known.words, held[0][0], held[0][1][0]) if only else known

    def __delitem__(self, name: int) -> None:
        del self._held[name]

    def __iter__(self) -> Iterator[int]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class Posted(NamedTuple):
    """A report as it is looked for within the window."""

    number: int
    core: bool
    words: Sequence[int]


class Bearer(NamedTuple):
    """A report with the names (numbers) that may lead from it."""

    number: int
    rank: Rank
    day: dt.date | None
    names: Sequence[int]


class Home(NamedTuple):
    """A group as it stands: the cores that make it, and the followers that found a home with them."""

    cores: Group
    guests: Group


class Shelf(Protocol):
    """Where grouping holds what it knows of reports."""

    @property
    def held(self) -> MutableMapping[int, Held]:
        """Reports by number."""

    @property
    def names(self) -> MutableMapping[int, Name]:
        """Names by number."""

    def posted(self, stretch: int) -> Iterable[Posted]:
        """The reports of a stretch of days that came before this shelf was opened; asked once a stretch."""

    def home(self, number: int) -> Home | None:
        """The group of a report that came before this shelf was opened, as it then stood; asked once a report."""

    def number(self, report: str) -> int | None:
        """The number of a report that is here, by its id."""

    def bearers(self, stretches: Set[int]) -> Iterable[Bearer]:
        """The reports that are here of some stretches of days, with their names."""

    def add(self, report: str, held: Held) -> int:
        """Take in a report; its number."""

    def remove(self, number: int) -> None:
        """Let go of a report."""


class Memory:
    """All in memory; numbers are those of the order of arrival."""

    def __init__(self) -> None:
        self.held: MutableMapping[int, Held] = {}
        self.names: MutableMapping[int, Name] = Names()
        self._numbers: dict[str, int] = {}
        self._came = 0

    def posted(self, stretch: int) -> Iterable[Posted]:
        """Nothing came before."""
        return ()

    def home(self, number: int) -> Home | None:
        """Nothing came before."""
        return None

    def number(self, report: str) -> int | None:
        """The number of a report that is here, by its id."""
        return self._numbers.get(report)

    def add(self, report: str, held: Held) -> int:
        """Take in a report; its number."""
        number = self._numbers[report] = self._came
        self._came += 1
        self.held[number] = held
        return number

    def bearers(self, stretches: Set[int]) -> Iterable[Bearer]:
        """The reports that are here of some stretches of days, with their names."""
        for number, one in self.held.items():
            if stretch_of(one.account) in stretches:
                yield Bearer(number, one.rank, one.account.day, one.names)

    def remove(self, number: int) -> None:
        """Let go of a report."""
        del self._numbers[self.held.pop(number).account.report]


def rank_of(account: Account) -> Rank:
    """Where a report stands in all orders that must not hang on chance: by its bytes, then its id."""
    return (account.print, account.report)
