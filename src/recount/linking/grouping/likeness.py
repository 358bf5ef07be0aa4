"""How alike two reports are as accounts of one happening: rare words, days, places, victims, and what both count."""

from __future__ import annotations

import math
from functools import cache

from .accounts import Account
from .counts import may_be_one, one_account, one_episode, one_harm, same_toll

UNIT = 1_000_000
"""Likenesses are whole millionths: sums of them are exact, so that no order of adding shows in a grouping."""
ALIKE = 90_000
"""The average likeness from which on reports are one event; tuned, like all of these, on two thirds of incidents-dev
(../knowledge/README.md)."""
LEAST = 25_000
"""Below it two reports have no likeness."""
FADES = 0.3
FADES_OVER = 2.0
"""Likeness fades with the days between two reports: divided by 1 + FADES * ln(1 + days / FADES_OVER)."""
WINDOW = 30
"""Days after which a likeness must rest on names that few reports have: courts speak of the same people for years."""
UNDATED_DAYS = 60
"""How far apart two reports count where one of them has no date: beyond the window, so that names must tie them."""
LATER = 300
"""Days after which a report is no more of the event that it speaks of, but follows it up: a trial, an anniversary."""
SAME_TOWN = 1.1
NAMED_TOWN = 0.9
SOME_TOWN = 0.6
OTHER_TOWNS = 0.7
"""What a likeness is multiplied by where both reports name towns: the same one above all others; the first of one among
those of the other; only some in common; none in common. Countries and provinces say too little to count."""
SAME_COAST = 1.3
"""The least that it is multiplied by where both are about one country's coast, whatever towns they name: what happens
all along it is told from many towns. Other sides of a country ("northern Syria") are too wide to say as much."""
SAME_DAY = 1.8
OTHER_DAYS = 0.4
"""What a likeness is multiplied by where both reports fix days of harm: within a day of each other; more than three
days apart. Between them, and with no such days, it stays."""
SAME_VICTIM = 2.0
OTHER_VICTIMS = 0.8
SAME_AGE = 1.2
OTHER_AGES = 0.4
"""What it is multiplied by where both name victims, or give victims' ages: one in common; none in common."""
FEW_PEOPLE = 20
"""Where a report counts more people, victims, ages and figures that differ say nothing: each report names others of the
many, and the toll grows."""
OTHER_FIGURES = 0.7
"""What it is multiplied by where both give exact figures of one outcome and none in common."""
FEWEST_WORDS = 3
"""Rare words that two reports must share to be compared at all: short texts are alike by chance. One fewer where they
have hardly others, or tell of one town, day and outcome; one where a claimant counts on in both."""
NEARLY_ALL = 0.9
SCENE_DAYS = 3
"""Days between two reports up to which they may tell of one scene, in one of the towns that both name first."""
FIRST_TOWNS = 2
"""So many of the towns that a report names may be its scene."""
SHORT = 40
"""Words, title included, up to which a report is too short for rare words to tell what it is about."""
SHORT_ALIKE = 200_000
"""The likeness of two such reports of one town, day and outcome."""


def likeness(one: Account, other: Account, cosine: float, shared: int) -> int:
    """How alike two reports are, in millionths, 0 for not at all; `shared` rare words give them their `cosine`."""
    made = 0
    if shared >= FEWEST_WORDS or (shared and shared >= _enough(one, other, cosine)):
        made = round(UNIT * cosine * _closeness(one, other))
    if one_brief(one, other):
        made = max(made, SHORT_ALIKE)
    return made if made >= LEAST else 0


def _enough(one: Account, other: Account, cosine: float) -> int:
    """How many rare words two reports must share to be compared, where these are fewer than most must."""
    if one_account(one.counts, other.counts) or why_one_toll(one, other):
        return 1
    return FEWEST_WORDS - 1 if cosine >= NEARLY_ALL or one_scene(one, other) else FEWEST_WORDS


def why_one_toll(one: Account, other: Account) -> str:
    """In words, why two reports count one happening's toll; empty where nothing says so."""
    if one.day is None or other.day is None or not one.counts or not other.counts:
        return ""
    return same_toll(one.counts, other.counts, max(one.day, other.day)) or ""


def one_brief(one: Account, other: Account) -> bool:
    """Whether two reports too short for rare words tell of one town, one day and one outcome."""
    if one.words > SHORT or other.words > SHORT or not one.towns or one.towns[:1] != other.towns[:1]:
        return False
    days = days_between(one, other)
    return days is not None and days <= 1 and may_be_one(one.counts, other.counts, one.day, other.day)


def one_scene(one: Account, other: Account) -> bool:
    """Whether two reports of nearly one day tell of one outcome on one day in one of the towns that they name first."""
    days = days_between(one, other)
    if days is None or days > SCENE_DAYS or set(one.towns[:FIRST_TOWNS]).isdisjoint(other.towns[:FIRST_TOWNS]):
        return False
    return one_harm(one.counts, other.counts, one.day, other.day)


def days_between(one: Account, other: Account) -> int | None:
    """The days between two reports, None where one has no date."""
    return abs((one.day - other.day).days) if one.day and other.day else None


def _closeness(one: Account, other: Account) -> float:
    days = days_between(one, other)
    factor = _fading(UNDATED_DAYS if days is None else days) * _day_factor(one, other) * _victims_factor(one, other)
    town = _town_factor(one.towns, other.towns)
    return factor * (max(town, SAME_COAST) if one.coasts & other.coasts else town)


def _outcomes(account: Account) -> set[str]:
    return {outcome for outcome, _ in account.figures}


@cache
def _fading(days: int) -> float:
    return 1 / (1 + FADES * math.log1p(days / FADES_OVER))


def _day_factor(one: Account, other: Account) -> float:
    """How days of harm speak for two reports; those from which both count on ("since Thursday") bring none apart."""
    if not one.harm or not other.harm:
        return 1.0
    gap = min(abs((here - there).days) for here in one.harm for there in other.harm)
    if gap <= 1:
        return SAME_DAY
    apart = gap > 3 and not one_episode(one.counts, other.counts)
    return OTHER_DAYS if apart else 1.0


def _victims_factor(one: Account, other: Account) -> float:
    """How named victims, ages and exact figures speak for two reports, and against them where the victims are few."""
    factor, few = 1.0, max(one.most, other.most) <= FEW_PEOPLE
    if one.persons and other.persons:
        same = not one.persons.isdisjoint(other.persons)
        factor *= SAME_VICTIM if same else OTHER_VICTIMS if few else 1.0
    if one.ages and other.ages:
        same = not one.ages.isdisjoint(other.ages)
        factor *= SAME_AGE if same else OTHER_AGES if few else 1.0
    if few and one.figures.isdisjoint(other.figures) and not _outcomes(one).isdisjoint(_outcomes(other)):
        factor *= OTHER_FIGURES
    return factor


def _town_factor(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 1.0
    if one[0] == other[0]:
        return SAME_TOWN
    if one[0] in other or other[0] in one:
        return NAMED_TOWN
    return SOME_TOWN if set(one) & set(other) else OTHER_TOWNS
