"""The grouper: reports come in any number and order, and after each batch every report is in exactly one group.

The groups are those that clustering all cores by their average likeness gives, but only the part that new reports touch
is clustered again. That is exact: average clustering of some of its own groups alone gives the same groups, so if the
groups around the new reports come out as they were, nothing beyond them can change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from .accounts import Account
from .clusters import average_groups
from .held import Group, Home, Shelf, rank_of
from .homes import Homes
from .likeness import ALIKE, LATER, why_one_toll
from .pairs import Pairs
from .rulings import Pair, Rulings

NONE: frozenset[Group] = frozenset()
NOBODY: Group = frozenset()


class Grouper:
    """Groups of reports, by the reports' numbers in `pairs`.

    `touched` are the reports whose group may be another than it was when it was last emptied.
    """

    def __init__(self, rulings: Rulings | None = None, shelf: Shelf | None = None) -> None:
        """`shelf` is where all that is known of reports is held: in memory when none is given."""
        self.pairs = Pairs(shelf)
        self.touched: set[int] = set()
        self._rulings = rulings or Rulings()
        self._friends: dict[int, set[int]] = {}
        self._foes: dict[int, set[int]] = {}
        self._homes = Homes(self.pairs.shelf)

    def add(self, accounts: Iterable[Account]) -> None:
        """Take in new reports; one that is here already is passed over. Each batch's order makes no difference."""
        ruled = self._rulings.reports()
        changed: set[int] = set()
        for account in sorted(accounts, key=rank_of):
            if self.pairs.shelf.number(account.report) is None:
                number, touched = self.pairs.add(account, account.report in ruled)
                self._homes.start(number)
                changed |= touched
        changed |= self._tie(self._rulings)
        self._regroup(changed)

    def drop(self, reports: Iterable[str]) -> None:
        """Let go of reports, as if they had never come; one that is not here is passed over."""
        gone = {number for id in reports if (number := self.pairs.shelf.number(id)) is not None}
        bereft = {group for number in gone if (group := self._homes.of(number))}
        for number in sorted(gone):
            self.touched |= self._homes.home(number) or frozenset()
            self._homes.move(number, None)
        changed = self._untie(gone) | self.pairs.drop(gone)
        self._regroup(changed - gone, bereft, gone)
        self._homes.forget(gone)
        self.touched -= gone

    def rule(self, rulings: Rulings) -> None:
        """Keep to further rulings, from now on."""
        self._rulings = Rulings(self._rulings.together | rulings.together, self._rulings.apart | rulings.apart)
        changed = self._tie(rulings)
        for id in sorted(rulings.reports()):
            number = self.pairs.shelf.number(id)
            if number is not None:
                changed |= self.pairs.pin(number)
        self._regroup(changed)

    def friends(self, number: int) -> frozenset[int]:
        """The reports that a reviewer put together with a report."""
        return frozenset(self._friends.get(number, ()))

    def groups(self) -> list[Group]:
        """The groups of the reports that are in memory, each report in one, in the order of their lowest ranks."""
        found = {self.group(number) for number in self.pairs.shelf.held}
        return sorted(found, key=lambda group: min(self.pairs.rank(number) for number in group))

    def group(self, number: int) -> Group:
        """The reports that a report is in one group with."""
        home = self.home(number)
        return home.cores | home.guests

    def home(self, number: int) -> Home:
        """The group of a report: its cores, and the followers that are in it with them."""
        core = self._homes.of(number) if self.pairs.is_core(number) else self._homes.home(number)
        return Home(core, frozenset(self._homes.guests(core))) if core else Home(frozenset(), frozenset((number,)))

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

    def _untie(self, gone: Set[int]) -> set[int]:
        """Let go of the rulings on some reports; those that they were ruled to be with or apart from."""
        freed: set[int] = set()
        for noted in (self._friends, self._foes):
            for one in gone:
                for other in noted.pop(one, ()):
                    noted.get(other, set()).discard(one)
                    freed.add(other)
        return freed

    def _here(self, pairs: Iterable[Pair]) -> Iterator[tuple[int, int]]:
        for pair in pairs:
            one, other = (self.pairs.shelf.number(id) for id in pair)
            if one is not None and other is not None:
                yield one, other

    def _regroup(self, changed: set[int], bereft: Set[Group] = NONE, gone: Set[int] = NOBODY) -> None:
        """Cluster again what changed and groups that are `bereft` of reports that are gone, as far as that reaches."""
        cores = {number for number in changed if self.pairs.is_core(number)}
        old = {group for number in changed if (group := self._homes.of(number))} | bereft
        inside = cores.union(*old) - gone
        inside = {number for number in inside if self.pairs.is_core(number)}
        while True:
            ring = {
                self._core_group(other) for number in inside for other in self._strong(number) if other not in inside
            }
            made = self._clustered(inside.union(*ring))
            moved = ring.difference(made)
            if not moved:
                break
            inside = inside.union(*moved)
            old |= moved
        fresh = {group for group in made if group not in ring}
        self.touched |= changed
        astray = {n for n in changed if not self.pairs.is_core(n) or self._homes.home(n) is not None}
        self._take_over(old, fresh, astray)

    def _core_group(self, number: int) -> Group:
        group = self._homes.of(number)
        if group is None:  # every core is in a group
            raise RuntimeError(f"report {number} is a core in no group")
        return group

    def _strong(self, number: int) -> Iterator[int]:
        """The other cores that may draw a core into their group."""
        for other, value in self.pairs.edges(number):
            if value >= ALIKE and self.pairs.is_core(other):
                yield other
        yield from self._friends.get(number, ())

    def _clustered(self, numbers: set[int]) -> set[Group]:
        """The groups of some cores."""
        order = sorted(numbers, key=lambda number: self.pairs.rank(number))
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
                    if value >= ALIKE and why_one_toll(self.pairs.account(number), self.pairs.account(other)):
                        tolls.append((i, j))
            friends.extend((i, place[o]) for o in self._friends.get(number, ()) if place.get(o, -1) > i)
            foes.update((i, place[o]) for o in self._foes.get(number, ()) if place.get(o, -1) > i)
        days = [account.day.toordinal() if (account := self.pairs.account(n)).day else None for n in order]
        together = [*sorted(friends), *sorted(tolls)]
        found = average_groups(len(order), alike, ALIKE, together, foes, days, LATER)
        return {frozenset(order[i] for i in items) for items in found}

    def _take_over(self, old: set[Group], fresh: set[Group], followers: set[int]) -> None:
        """Put new groups in the place of old ones, and find each follower touched by it a home."""
        for group in old - fresh:
            followers |= self._homes.guests(group)
            self.touched |= group
            self._homes.drop(group)
        for group in fresh - old:
            self.touched |= group
            self._homes.make(group)
            for number in group:
                followers.update(other for other, _ in self.pairs.edges(number) if not self.pairs.is_core(other))
        for number in sorted(followers):
            left = self._homes.home(number)
            found = None if self.pairs.is_core(number) else self._find_home(number)
            self._homes.move(number, found)
            self.touched |= {number, *(left or ()), *(found or ())}

    def _find_home(self, number: int) -> Group | None:
        """The group of cores to which a follower is most alike, on the average; None where it is to none enough."""
        sums: dict[Group, int] = {}
        tied: set[Group] = set()
        for other, value in self.pairs.edges(number):
            if self.pairs.is_core(other):
                group = self._core_group(other)
                sums[group] = sums.get(group, 0) + value
                if value >= ALIKE and why_one_toll(self.pairs.account(number), self.pairs.account(other)):
                    tied.add(group)
        fitting = [group for group in sums if group in tied or sums[group] >= ALIKE * len(group)]
        rank = self.pairs.rank
        return min(
            fitting,
            key=lambda group: (group not in tied, -sums[group] / len(group), min(rank(other) for other in group)),
            default=None,
        )
