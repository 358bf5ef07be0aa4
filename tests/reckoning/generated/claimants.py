"""The week's six claimants: two monitors, a ministry that is a party, a hospital, a UN office, one only probable."""

from __future__ import annotations

import random

from .accounts import Plan, Profile
from .truth import FORCES, LOYALISTS, TOWNS, Person, What

KILLED, WOUNDED, HARMED = What(), What("injured"), What("killed_or_injured")
CIVILIANS = What(of="civilians")
_BY_STATUS = ((0, CIVILIANS), (0, What(of="security forces")), (0, What(of="fighters")))


def six(dice: random.Random, size: int) -> tuple[Profile, ...]:
    """The six, each with whom it knows of, its own way to count and its own way to speak, of `size` people harmed."""
    return (_observatory(size), _network(), _ministry(dice), _hospital(), _office(dice), _watch(dice))


def _share(civilian: float, soldier: float, fighter: float) -> dict[str, float]:
    return {"civilian": civilian, "state_forces": soldier, "armed_group": fighter}


def _observatory(size: int) -> Profile:
    """Counts everybody, gives daily increments beside running totals, and corrects itself downward late."""
    shares = _share(0.95, 0.85, 0.8)
    towns = tuple((0, CIVILIANS._replace(place=town)) for town in TOWNS)
    sides = tuple((0, CIVILIANS._replace(by=side)) for side in (FORCES, LOYALISTS))
    return Profile(
        "Observatory",
        lambda person: shares[person.status],
        (
            Plan(KILLED, (1, 2, 3, 4, 5, 6, 7), (*_BY_STATUS, (1, What(of="children"))),
                 forms=("exact", "exact", "at least", "more than")),
            Plan(WOUNDED, (2, 4, 6), forms=("about", "exact")),
            Plan(KILLED, (2, 3, 4, 5), daily=True),
            Plan(CIVILIANS, (5,), towns),
            Plan(CIVILIANS, (6,), sides),
        ),
        late=0.25,
        twice=((3, 5, "civilians", size // 12),),
    )  # fmt: skip


def _network() -> Profile:
    """Counts the civilians killed by one side only, by town."""
    ours = CIVILIANS._replace(by=FORCES)
    towns = tuple((0, ours._replace(place=town)) for town in TOWNS)
    return Profile(
        "Network",
        lambda person: 0.8 if person.status == "civilian" and person.by == FORCES else 0.0,
        (
            Plan(ours, (2, 3, 5, 6), towns, forms=("at least", "exact"), part_forms=("exact", "at least")),
            Plan(ours, (4, 7), ((0, What(of="women", by=FORCES)), (0, What(of="children", by=FORCES)))),
        ),
    )


def _ministry(dice: random.Random) -> Profile:
    """A party: all of its own dead, few of the others; misadds once, revises downward, denies the monitor's figure."""
    shares = _share(0.35, 1.0, 0.45)
    own = What(of="security forces", by=LOYALISTS)
    return Profile(
        "Ministry",
        lambda person: shares[person.status],
        (
            Plan(KILLED, (1, 2, 3, 4, 6), ((0, own), (0, CIVILIANS)), forms=("exact", "about", "nearly")),
            Plan(WOUNDED, (3, 5), forms=("about", "range")),
        ),
        late=0.2,
        party="state",
        through="State Agency",
        twice=((2, 4, "security forces", dice.randint(5, 9)),),
        misadds=3,
        denies=(4, "Observatory"),
    )


def _hospital() -> Profile:
    """One town's dead and wounded since the second day; the wounded who die move over."""
    killed, wounded = (what._replace(place="Marrow") for what in (KILLED, WOUNDED))
    return Profile(
        "Hospital",
        lambda person: 0.75 if person.place == "Marrow" and person.day >= 2 else 0.0,
        (
            Plan(HARMED._replace(place="Marrow"), (2, 4, 6), ((0, killed), (0, wounded)), since=2),
            Plan(killed, (3, 5, 7), since=2),
            Plan(wounded, (5,), since=2),
        ),
        late=0.1,
    )


def _office(dice: random.Random) -> Profile:
    """Late and careful: civilians, men, women and children; takes back a mistaken figure; counts "since" as well."""
    thirds = ((0, What(of="men")), (0, What(of="women")), (0, What(of="children")))
    return Profile(
        "Office",
        lambda person: 0.55 if person.status == "civilian" else 0.0,
        (
            Plan(CIVILIANS, (4, 5, 6, 7), thirds),
            Plan(CIVILIANS, (6,), since=3, forms=("at least", "exact")),
        ),
        late=0.55,
        twice=((5, 5, "civilians", dice.randint(12, 18)),),
        takes_back=5,
    )


def _watch(dice: random.Random) -> Profile:
    """Never named for certain; speaks in vague words, ranges and round numbers."""
    share = dice.uniform(0.6, 0.95)

    def knows(person: Person) -> float:
        return share

    return Profile(
        "Watch",
        knows,
        (
            Plan(KILLED, (1, 3, 5, 7), forms=("vague", "range", "about")),
            Plan(CIVILIANS, (2, 6), forms=("vague", "at least")),
        ),
        late=0.4,
        probable=True,
    )
