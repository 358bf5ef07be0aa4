"""What happened: everybody whom a made-up stretch of violence harmed, one by one, and what may be counted of them."""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

START = dt.date(2031, 5, 1)
COUNTRY = "Arland"
HOLDERS: dict[str, tuple[str, ...]] = {
    "Marrow": ("Eastmark", COUNTRY),
    "Quill": ("Eastmark", COUNTRY),
    "Tarn": ("Westmark", COUNTRY),
    "Eastmark": (COUNTRY,),
    "Westmark": (COUNTRY,),
    **{f"Hamlet {n}": (("Eastmark", "Westmark", "Northmark")[n % 3], COUNTRY) for n in range(1, 19)},
    "Northmark": (COUNTRY,),
    COUNTRY: (),
}
"""Each place to what holds it, nearest first."""
TOWNS = ("Marrow", "Quill", "Tarn")
FORCES, LOYALISTS = "government forces", "loyalists"
GROUPS = {
    "people": ("unknown", "unknown", "unknown"),
    "civilians": ("civilian", "unknown", "unknown"),
    "security forces": ("state_forces", "unknown", "unknown"),
    "fighters": ("armed_group", "unknown", "unknown"),
    "children": ("civilian", "child", "unknown"),
    "women": ("civilian", "unknown", "female"),
    "men": ("unknown", "unknown", "male"),
}
"""The victims' words to status, age and sex, as the words are read. Men and women are grown."""
WEEK = (0.22, 0.3, 0.2, 0.12, 0.08, 0.05, 0.03)
"""How much of a week's harm each day brings."""


class Person(NamedTuple):
    """Somebody harmed: on which day (1 is the first), where, by whom; the day of death, None who lived, wounded."""

    day: int
    place: str
    status: str
    age: str
    sex: str
    by: str | None
    died: int | None
    wounded: bool


class What(NamedTuple):
    """What a figure counts: the outcome, the victims' words, the place, whose killings, and the days, None all.

    `since` is the first day that it counts, `until` the last: both alike for a day's increment.
    """

    outcome: str = "killed"
    of: str = "people"
    place: str | None = None
    by: str | None = None
    since: int | None = None
    until: int | None = None

    @property
    def toll(self) -> What:
        """The same without its days."""
        return self._replace(since=None, until=None)

    @property
    def days(self) -> tuple[int | None, int | None]:
        """The days that it counts; both None where it counts all."""
        return self.since, self.until

    def counts(self, person: Person, day: int) -> bool:
        """Whether somebody is one of these on that day: the wounded move over to the killed when they die."""
        dead = person.died is not None and person.died <= day
        outcome = "killed" if dead else "injured" if person.wounded else ""
        return (
            person.day <= day
            and outcome in (("killed", "injured") if self.outcome == "killed_or_injured" else (self.outcome,))
            and _is_of(person, self.of)
            and (self.place is None or self.place in (person.place, *HOLDERS.get(person.place, ())))
            and self.by in (None, person.by)
            and (self.since is None or person.day >= self.since)
            and (self.until is None or person.day <= self.until)
        )


def _is_of(person: Person, of: str) -> bool:
    grown = person.age != "child"
    return {
        "people": True,
        "civilians": person.status == "civilian",
        "security forces": person.status == "state_forces",
        "fighters": person.status == "armed_group",
        "children": not grown,
        "women": grown and person.sex == "female",
        "men": grown and person.sex == "male",
    }[of]


def date(day: int) -> dt.date:
    """The date of a day of the event, 1 the first."""
    return START + dt.timedelta(days=day - 1)


def happened(
    dice: random.Random,
    size: int,
    towns: tuple[str, ...] = ("Marrow", "Quill", "Tarn"),
    course: tuple[float, ...] = WEEK,
) -> tuple[Person, ...]:
    """About `size` people harmed in `towns`, day by day as `course` has it."""
    weights = [1 / (n + 2) for n in range(len(towns))]
    return tuple(
        _person(dice, day, dice.choices(towns, weights)[0])
        for day, share in enumerate(course, start=1)
        for _ in range(round(size * share))
    )


def _person(dice: random.Random, day: int, place: str) -> Person:
    status = dice.choices(("civilian", "state_forces", "armed_group"), (0.65, 0.2, 0.15))[0]
    age = "child" if status == "civilian" and dice.random() < 0.2 else "unknown"
    sex = "female" if status == "civilian" and dice.random() < 0.4 else "male"
    usual = {"civilian": FORCES, "state_forces": LOYALISTS, "armed_group": FORCES}[status]
    other = LOYALISTS if status == "civilian" else None
    by = dice.choices((usual, other, None), (0.65, 0.2, 0.15))[0]
    wounded = dice.random() < 0.4
    died = None
    if not wounded:
        died = day
    elif dice.random() < 0.2:
        died = day + dice.randint(1, 4)
    return Person(day, place, status, age, sex, by, died, wounded)
