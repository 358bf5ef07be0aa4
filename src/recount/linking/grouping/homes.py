"""Homes: which group of cores each report is in, as one of them or as a follower that found a home with them."""

from __future__ import annotations

from collections.abc import Iterable

from .held import Group, Shelf


class Homes:
    """The groups of cores and their guests; what came before a shelf was opened is looked up there once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._of: dict[int, Group] = {}
        self._home: dict[int, Group] = {}
        self._guests: dict[Group, set[int]] = {}
        self._known: set[int] = set()

    def start(self, number: int) -> None:
        """A report that is new is in no group yet."""
        self._known.add(number)

    def forget(self, numbers: Iterable[int]) -> None:
        """Reports that are gone are in no group, and would be new if they came again."""
        for number in numbers:
            self._of.pop(number, None)
            self._known.discard(number)

    def of(self, number: int) -> Group | None:
        """The group that a report is a core of."""
        self._look_up(number)
        return self._of.get(number)

    def home(self, number: int) -> Group | None:
        """The group that a report is a guest of."""
        self._look_up(number)
        return self._home.get(number)

    def guests(self, group: Group) -> set[int]:
        """The guests of a group of cores."""
        for number in group:
            self._look_up(number)
        return set(self._guests.get(group, ()))

    def drop(self, group: Group) -> None:
        """Part a group; its guests are without a home."""
        for guest in self.guests(group):
            self._home.pop(guest, None)
        self._guests.pop(group, None)
        for number in group:
            if self._of.get(number) == group:
                del self._of[number]

    def make(self, group: Group) -> None:
        """Put cores into one group."""
        for number in group:
            self._look_up(number)
            self._of[number] = group

    def move(self, number: int, home: Group | None) -> None:
        """Find a follower a home, or none."""
        self._look_up(number)
        if number in self._home:
            self._guests.get(self._home.pop(number), set()).discard(number)
        if home is not None:
            self._home[number] = home
            self._guests.setdefault(home, set()).add(number)

    def _look_up(self, number: int) -> None:
        if number in self._known:
            return
        self._known.add(number)
        found = self._shelf.home(number)
        if found is None:
            return
        self._known |= found.cores | found.guests
        self._of.update(dict.fromkeys(found.cores, found.cores))
        if found.cores:
            self._home.update(dict.fromkeys(found.guests, found.cores))
            self._guests[found.cores] = set(found.guests)
