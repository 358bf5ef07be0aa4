"""Whose age and sex they are: what a report tells of people without a name, given to the named whom it must mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .asides import Asides
from .individuals import DEADLY, UNSAID, Person


def settled(named: Sequence[Person], described: list[Person], known: Iterable[Person], asides: Asides) -> list[Person]:
    """The described people who are none of the named; what was told of the others is added to the named ones.

    `known` are all people whom the report names, harmed or not.

    The one whose age alone is not told is the one described with an age, where only one pair fits; and an age that
    stands beside nobody is that person's, where the report has no other such age.
    """
    for deadly in (True, False):
        aged = [p for p in described if p.age is not None and _may_be(p, deadly=deadly) and not p.another]
        ageless = [p for p in named if p.age is None and _may_be(p, deadly=deadly)]
        if deadly and any(DEADLY & p.gives for p in aged) and all(DEADLY & p.gives for p in ageless):
            aged = [p for p in aged if DEADLY & p.gives]  # who died is told of before who may have
        aged_named = [p for p in named if p.age is not None]
        open_ = [p for p in aged if not any(p.fits(n.age, n.sex) for n in aged_named)]
        if len(ageless) == 1 and len({p.age for p in open_}) == 1 and ageless[0].fits(open_[0].age, open_[0].sex):
            for person in open_:
                ageless[0].take(person)
            described = [p for p in described if p not in open_]
    described = _whose(named, described)
    ageless = [p for p in named if p.age is None]
    others = {p.age for p in known} | {p.age for p in described}
    loose = {one.age for one in asides.loose if one.age not in others}
    if len(ageless) == 1 and len(loose) == 1:
        [age] = loose
        sexes = {one.sex for one in asides.loose if one.age == age} - {"unknown"}
        if all(ageless[0].fits(age, sex) for sex in sorted(sexes)):
            ageless[0].age = age
            for sex in sorted(sexes):
                ageless[0].tells(sex)
    _sexes(named, described, asides)
    return described


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
        told = {person.told_sex for person in described if person.fits(named[0].age, "unknown")} - {"unknown"}
        spoken = asides.pronouns - {"unknown"}
        told = told or (spoken if not spoken & asides.kin else set())
        if len(told) == 1:
            named[0].tells(min(told))
