"""What each claimant makes of what happened: whom it counts and since when, how it says so, and what it takes back.

An account is a set of people that grows as they are learned of, with some counted twice for a time. Its bulletins are
its figures of one day: a total and parts, each a true description of that set, except where a bulletin is said to be
misadded or mistaken.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .truth import Person, What

Knows = Callable[[Person], float]


class Words(NamedTuple):
    """A figure as said, with the people that it may mean: inclusive ends, None open; within 10% where `about`."""

    words: str
    low: int | None
    high: int | None
    about: bool = False
    vague: bool = False

    @property
    def number(self) -> int | None:
        """The number said: the low end, or the high end where the low end is open."""
        return self.low if self.low is not None else self.high


@dataclass(frozen=True)
class Plan:
    """Figures that a claimant gives again and again: a total with its parts, on which days, in which words.

    `parts` hold `(index of the whole, what)`: 0 is the total, n the nth part. `daily` puts the day itself in the place
    of the counted days; `since` counts from that day on.
    """

    total: What
    days: tuple[int, ...]
    parts: tuple[tuple[int, What], ...] = ()
    forms: tuple[str, ...] = ("exact",)
    part_forms: tuple[str, ...] = ("exact",)
    daily: bool = False
    since: int | None = None


@dataclass(frozen=True)
class Profile:
    """A claimant: its name, how it is known, whom it comes to know of and how late, and its plans.

    `twice` are stretches of days in which so many of its people are counted twice: `(first, last, of, number)`. The
    last of these, where `takes_back` names its first day, is taken back in words the day after its last.
    """

    name: str
    knows: Knows
    plans: tuple[Plan, ...]
    late: float = 0.3
    probable: bool = False
    party: str | None = None
    through: str | None = None
    twice: tuple[tuple[int, int, str, int], ...] = ()
    misadds: int | None = None
    takes_back: int | None = None
    denies: tuple[int, str] | None = None


class Figure(NamedTuple):
    """One figure of a bulletin: what it counts, how many that are in the account, the words, and what it is part of."""

    id: str
    what: What
    number: int
    said: Words
    whole: str | None


class Bulletin(NamedTuple):
    """A claimant's figures of one day, the total first. `plan` is the number of the claimant's plan."""

    id: str
    claimant: str
    plan: int
    day: int
    figures: tuple[Figure, ...]


class Denial(NamedTuple):
    """A figure denied, by its own claimant (then it is taken back) or by another."""

    by: str
    day: int
    figure: Figure


@dataclass
class Account:
    """One claimant's counted set along time, and all that it said."""

    profile: Profile
    learned: tuple[tuple[Person, int], ...]
    bulletins: list[Bulletin] = field(default_factory=list)
    denials: list[Denial] = field(default_factory=list)

    def number(self, what: What, day: int) -> int:
        """How many the account counts of `what` on a day; those counted twice are counted twice."""
        known = [person for person, since in self.learned if since <= day and what.counts(person, day)]
        return len(known) + sum(self._twice(known, row, day) for row in self.profile.twice)

    def _twice(self, known: Sequence[Person], row: tuple[int, int, str, int], day: int) -> int:
        first, last, of, number = row
        if not first <= day <= last:
            return 0
        doubled = [
            p for p, since in self.learned if since <= first and p.died == p.day and What(of=of).counts(p, first)
        ]
        return sum(1 for person in doubled[:number] if person in known)


def account(profile: Profile, people: Sequence[Person], dice: random.Random) -> Account:
    """A claimant's account of what happened, with all its bulletins in the order of days."""
    learned = tuple(
        (person, person.day + _delay(dice, profile.late)) for person in people if dice.random() < profile.knows(person)
    )
    made = Account(profile, learned)
    floors: dict[What, int] = {}
    for number, plan in enumerate(profile.plans):
        for day in plan.days:
            made.bulletins.append(_bulletin(made, number, plan, day, floors, dice))
    made.bulletins.sort(key=lambda bulletin: (bulletin.day, bulletin.plan))
    return made


def _delay(dice: random.Random, late: float) -> int:
    days = 0
    while dice.random() < late and days < 4:
        days += 1
    return days


def _bulletin(
    made: Account, number: int, plan: Plan, day: int, floors: dict[What, int], dice: random.Random
) -> Bulletin:
    name = made.profile.name
    id = f"{name}-{number}-{day}"
    figures: list[Figure] = []
    for at, (whole, bare) in enumerate(((-1, plan.total), *plan.parts)):
        what = bare
        if plan.daily:
            what = bare._replace(since=day, until=day)
        elif plan.since is not None:
            what = bare._replace(since=plan.since)
        n = made.number(what, day)
        said = phrase(dice.choice(plan.part_forms if at else plan.forms), n, floors.get(what, 0), dice)
        if said.low is not None and not plan.daily:
            floors[what] = said.low
        figures.append(Figure(f"{id}-{at}", what, n, said, None if whole < 0 else f"{id}-{whole}"))
    if number == 0 and day == made.profile.misadds:
        parts = sum(figure.number for figure in figures if figure.whole == figures[0].id)
        figures[0] = figures[0]._replace(said=phrase("exact", max(1, parts - max(3, parts // 8)), 0, dice))
    return Bulletin(id, name, number, day, tuple(figures))


def phrase(form: str, n: int, floor: int, dice: random.Random) -> Words:
    """`n` people in words of a form; where the form does not suit the number, just the number.

    `floor` is the number said before: an "at least" goes no lower while it still holds.
    """
    if n == 0:
        return Words("no", 0, 0)
    if form == "at least" and n >= 5:
        least = max(n - dice.randint(0, n // 12), floor if floor <= n else 0)
        return Words(f"at least {least:,}", least, None)
    if form == "more than" and n >= 25:
        than = (n - 1) // 5 * 5
        return Words(f"more than {than:,}", than + 1, None)
    if form == "about" and n >= 50:
        near = (n + 5) // 10 * 10
        return Words(f"about {near:,}", near, near, about=True)
    if form == "nearly" and n >= 60 and n % 10:
        to = (n // 10 + 1) * 10
        return Words(f"nearly {to:,}", None, to)
    if form == "range" and n >= 12:
        first, last = n - dice.randint(1, n // 6), n + dice.randint(1, n // 6)
        return Words(f"{first:,} to {last:,}", first, last)
    if form == "vague" and (24 <= n < 100 or n >= 200):
        word, least = ("dozens", 24) if n < 100 else ("hundreds", 200)
        return Words(word, least, None, vague=True)
    return Words(f"{n:,}", n, n)


def deny(accounts: Mapping[str, Account]) -> None:
    """Let each claimant take back and deny what its profile says, once all have spoken."""
    for made in accounts.values():
        profile = made.profile
        if profile.takes_back is not None:
            mistaken = next(b for b in made.bulletins if b.plan == 0 and b.day == profile.takes_back)
            made.denials.append(Denial(profile.name, profile.takes_back + 1, mistaken.figures[0]))
        if profile.denies is not None:
            day, other = profile.denies
            said = next(b for b in accounts[other].bulletins if b.plan == 0 and b.day == day)
            made.denials.append(Denial(profile.name, day, said.figures[0]))
