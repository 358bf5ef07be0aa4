"""The grouper: reports come in any number and order, and after each batch every report is in exactly one group.

The groups are those that clustering all cores by their average likeness gives, but only the part that new reports touch
is clustered again. That is exact: average clustering of some of its own groups alone gives the same groups, so if the
groups around the new reports come out as they were, nothing beyond them can change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .accounts import Account
from .clusters import average_groups
from .likeness import ALIKE, LATER, why_one_toll
from .pairs import Pairs, rank_of
from .rulings import Pair, Rulings

Group = frozenset[int]


class Grouper:
    """Groups of reports, by the reports' numbers in `pairs`."""

    def __init__(self, rulings: Rulings | None = None) -> None:
        self.pairs = Pairs()
        self._rulings = rulings or Rulings()
        self._number: dict[str, int] = {}
        self._friends: dict[int, set[int]] = {}
        self._foes: dict[int, set[int]] = {}
        self._of: dict[int, Group] = {}
        self._home: dict[int, Group] = {}
        self._guests: dict[Group, set[int]] = {}

    def add(self, accounts: Iterable[Account]) -> None:
        """Take in new reports; one that is here already is passed over. Each batch's order makes no difference."""
        ruled = self._rulings.reports()
        changed: set[int] = set()
        for account in sorted(accounts, key=rank_of):
            if account.report not in self._number:
                self._number[account.report] = len(self.pairs.accounts)
                changed |= self.pairs.add(account, account.report in ruled)
        changed |= self._tie(self._rulings)
        self._regroup(changed)

    def rule(self, rulings: Rulings) -> None:
        """Keep to further rulings, from now on."""
        self._rulings = Rulings(self._rulings.together | rulings.together, self._rulings.apart | rulings.apart)
        changed = self._tie(rulings)
        for id in sorted(rulings.reports() & self._number.keys()):
            changed |= self.pairs.pin(self._number[id])
        self._regroup(changed)

    def friends(self, number: int) -> frozenset[int]:
        """The reports that a reviewer put together with a report."""
        return frozenset(self._friends.get(number, ()))

    def groups(self) -> list[Group]:
        """The groups, each report in one, in the order of their lowest ranks."""
        return sorted(self._all_groups(), key=lambda group: min(self.pairs.ranks[number] for number in group))

    def _all_groups(self) -> Iterator[Group]:
        for core in set(self._of.values()):
            yield core | self._guests.get(core, set())
        for number, is_core in enumerate(self.pairs.core):
            if not is_core and number not in self._home:
                yield frozenset((number,))

    def _tie(self, rulings: Rulings) -> set[int]:
        """Note the rulings on reports that are here; these reports."""
        tied: set[int] = set()
        for pairs, noted in ((rulings.together, self._friends), (rulings.apart, self._foes)):
            for one, other in self._here(pairs):
                if other not in noted.setdefault(one, set()):
                    noted[one].add(other)
                    noted.setdefault(other, set()).add(one)
                    tied |= {one, other}
        return tied

    def _here(self, pairs: Iterable[Pair]) -> Iterator[tuple[int, int]]:
        for one, other in pairs:
            if one in self._number and other in self._number:
                yield self._number[one], self._number[other]

    def _regroup(self, changed: set[int]) -> None:
        """Cluster again what changed, as far as that reaches."""
        cores = {number for number in changed if self.pairs.core[number]}
        old = {self._of[number] for number in changed if number in self._of}
        inside = cores.union(*old)
        inside = {number for number in inside if self.pairs.core[number]}
        while True:
            ring = {self._of[other] for number in inside for other in self._strong(number) if other not in inside}
            made = self._clustered(inside.union(*ring))
            moved = ring.difference(made)
            if not moved:
                break
            inside = inside.union(*moved)
            old |= moved
        fresh = {group for group in made if group not in ring}
        self._take_over(old, fresh, {number for number in changed if not self.pairs.core[number]})

    def _strong(self, number: int) -> Iterator[int]:
        """The other cores that may draw a core into their group."""
        for other, value in self.pairs.edges(number):
            if value >= ALIKE and self.pairs.core[other]:
                yield other
        yield from self._friends.get(number, ())

    def _clustered(self, numbers: set[int]) -> set[Group]:
        """The groups of some cores."""
        order = sorted(numbers, key=lambda number: self.pairs.ranks[number])
        place = {number: i for i, number in enumerate(order)}
        alike: dict[tuple[int, int], int] = {}
        friends: list[tuple[int, int]] = []
        tolls: list[tuple[int, int]] = []
        foes: set[tuple[int, int]] = set()
        for i, number in enumerate(order):
            for other, value in self.pairs.edges(number):
                j = place.get(other, -1)
                if j > i:
                    alike[i, j] = value
                    if value >= ALIKE and why_one_toll(self.pairs.accounts[number], self.pairs.accounts[other]):
                        tolls.append((i, j))
            friends.extend((i, place[o]) for o in self._friends.get(number, ()) if place.get(o, -1) > i)
            foes.update((i, place[o]) for o in self._foes.get(number, ()) if place.get(o, -1) > i)
        days = [account.day.toordinal() if (account := self.pairs.accounts[n]).day else None for n in order]
        together = [*sorted(friends), *sorted(tolls)]
        found = average_groups(len(order), alike, ALIKE, together, foes, days, LATER)
        return {frozenset(order[i] for i in items) for items in found}

    def _take_over(self, old: set[Group], fresh: set[Group], followers: set[int]) -> None:
        """Put new groups in the place of old ones, and find each follower touched by it a home."""
        for group in old - fresh:
            followers |= self._guests.pop(group, set())
            for number in group:
                if self._of.get(number) == group:
                    del self._of[number]
        for group in fresh - old:
            for number in group:
                self._of[number] = group
                followers.update(other for other, _ in self.pairs.edges(number) if not self.pairs.core[other])
        for number in sorted(followers):
            if number in self._home:
                self._guests.get(self._home.pop(number), set()).discard(number)
            if not self.pairs.core[number] and (home := self._find_home(number)):
                self._home[number] = home
                self._guests.setdefault(home, set()).add(number)

    def _find_home(self, number: int) -> Group | None:
        """The group of cores to which a follower is most alike, on the average; None where it is to none enough."""
        sums: dict[Group, int] = {}
        tied: set[Group] = set()
        for other, value in self.pairs.edges(number):
            if self.pairs.core[other]:
                group = self._of[other]
                sums[group] = sums.get(group, 0) + value
                if value >= ALIKE and why_one_toll(self.pairs.accounts[number], self.pairs.accounts[other]):
                    tied.add(group)
        fitting = [group for group in sums if group in tied or sums[group] >= ALIKE * len(group)]
        ranks = self.pairs.ranks
        return min(
            fitting,
            key=lambda group: (group not in tied, -sums[group] / len(group), min(ranks[other] for other in group)),
            default=None,
        )
