"""Whose age and sex they are: what a report tells of people without a name, given to the named whom it must mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recount.model import Sex

from .asides import Asides, Loose
from .individuals import DEADLY, UNSAID, Person


def settled(
    named: Sequence[Person], described: list[Person], known: Iterable[Person], asides: Asides, oldest: Mapping[str, int]
) -> list[Person]:
    """The described people who are none of the named; what was told of the others is added to the named ones.

    `known` are all people whom the report names, harmed or not; `oldest` are the highest ages, in years, of whom words
    may be said.

    The one whose age alone is not told is the one described with an age, where only one pair fits; and an age that
    stands beside nobody is that person's, where the report has no other such age.
    """
    for deadly in (True, False):
        taken = _taken(named, described, oldest, deadly=deadly)
        described = [person for person in described if person not in taken]
    described = _whose(named, described)
    others = {p.age for p in known} | {p.age for p in described}
    _loose(named, [one for one in asides.loose if one.age not in others], oldest, twins=asides.twins)
    _sexes(named, described, asides)
    return described


def _taken(
    named: Sequence[Person], described: Sequence[Person], oldest: Mapping[str, int], *, deadly: bool
) -> list[Person]:
    """The described people with an age who are named ones without, each the only one whom the words may mean."""
    aged = [p for p in described if p.age is not None and _may_be(p, deadly=deadly) and not p.another]
    ageless = [p for p in named if p.age is None and _may_be(p, deadly=deadly)]
    if deadly and any(DEADLY & p.gives for p in aged) and all(DEADLY & p.gives for p in ageless):
        aged = [p for p in aged if DEADLY & p.gives]  # who died is told of before who may have
    aged_named = [p for p in named if p.age is not None]
    open_ = [p for p in aged if not any(p.fits(n.age, n.sex) for n in aged_named)]
    taken: list[Person] = []
    for one in ageless:
        alike = [p for p in open_ if one not in p.owners and _fits(one, p.age, p.sex, oldest)]
        others = [other for other in ageless if other is not one]
        if len({p.age for p in alike}) == 1 and not any(
            _fits(other, p.age, p.sex, oldest) for other in others for p in alike
        ):
            for person in alike:
                one.take(person)
            taken += alike
    return taken


def _loose(named: Sequence[Person], told: Sequence[Loose], oldest: Mapping[str, int], *, twins: bool) -> None:
    """Give ages that stand beside nobody to those of whom none is told: each to the only one whose it may be.

    One age may be of both twins, and of as many as it is said of ("two 16-year-old boys").
    """
    ageless = [p for p in named if p.age is None]
    if twins:
        ageless = _twins(named, ageless)
    ages = [_meant(person, told, oldest) for person in ageless]
    shared = (twins and _surnamed_alike(ageless)) or any(one.number == len(ageless) > 1 for one in told)
    for at, person in enumerate(ageless):
        others: set[int] = set().union(*ages[:at], *ages[at + 1 :])
        if len(ages[at]) == 1 and (shared or not ages[at] & others):
            [age] = ages[at]
            person.age = age
            for sex in sorted({one.sex for one in told if one.age == age}):
                person.tells(sex)


def _meant(person: Person, told: Sequence[Loose], oldest: Mapping[str, int]) -> set[int]:
    """The ages that may be a person's; those said of victims, where some are."""
    against = {one.age for one in told if not _fits(person, one.age, one.sex, oldest)}
    fitting = [one for one in told if one.age not in against]
    return {one.age for one in fitting if one.victim} or {one.age for one in fitting}


def _fits(person: Person, age: int | None, sex: Sex, oldest: Mapping[str, int]) -> bool:
    """Whether words of this age and sex may mean one whose age is not told; a name's ending tells no sex for sure."""
    old = age is not None and person.role is not None and age > oldest.get(person.role, age)
    return not old and (person.told_sex in (sex, "unknown") or sex == "unknown")


def _surnamed_alike(people: Sequence[Person]) -> bool:
    """Whether people are two of one surname."""
    return len(people) == 2 and len({person.name.bare[-1] for person in people if person.name is not None}) == 1


def _twins(named: Sequence[Person], ageless: list[Person]) -> list[Person]:
    """The people still without an age, where one of twins has the age of the other."""
    for person in ageless:
        pair = [p for p in named if p.name and person.name and p.name.bare[-1] == person.name.bare[-1]]
        if _surnamed_alike(pair):
            person.age = next((p.age for p in pair if p.age is not None), None)
    return [person for person in ageless if person.age is None]


def _whose(named: Sequence[Person], described: list[Person]) -> list[Person]:
    """The described but for whom a named one must be.

    "A man was killed and a woman wounded": the one man named, of whom no more is said than that he was shot.
    """
    left: list[Person] = []
    for one in described:
        deadly = bool(DEADLY & one.gives)
        told = one.age is None and not one.another and not one.gives <= UNSAID
        alike = [p for p in described if p is not one and p.fits(None, one.sex)]
        known = [
            p for p in named if not p.gives <= UNSAID and bool(DEADLY & p.gives) == deadly and p.fits(None, one.sex)
        ]
        open_ = [p for p in named if p.gives <= UNSAID and p.fits(None, one.sex)]
        if told and not alike and not known and len(open_) == 1 and (one.sex != "unknown" or len(named) == 1):
            open_[0].take(one)
        else:
            left.append(one)
    return left


def _may_be(person: Person, *, deadly: bool) -> bool:
    """Whether a person died (`deadly`) or lives, or may have, since words do not tell."""
    return bool(DEADLY & person.gives) == deadly or person.gives <= UNSAID


def _sexes(named: Sequence[Person], described: Sequence[Person], asides: Asides) -> None:
    """Sexes that nothing beside the names tells: from "the 17-year-old boy" of one who is 17, from who is described.

    Where only one person is named, what the report tells of the harmed without a name is that person's, or all its "he"
    and "she" are, if they agree and no relative of that sex is spoken of.
    """
    for person in named:
        sexes = {one.sex for one in asides.loose if one.age == person.age} - {"unknown"}
        alike = [p for p in named if p.age == person.age]
        if person.told_sex == "unknown" and person.age is not None and len(sexes) == 1 and len(alike) == 1:
            person.tells(sexes.pop())
    if len(named) == 1 and named[0].told_sex == "unknown":
        others = [person for person in described if named[0] not in person.owners]
        told = {person.told_sex for person in others if person.fits(named[0].age, "unknown")} - {"unknown"}
        spoken = asides.pronouns - {"unknown"}
        told = told or (spoken if not spoken & asides.kin else set())
        if len(told) == 1:
            named[0].tells(min(told))
