"""Persons: identified victims across reports. They are a floor under the tolls and never mixed with them.

Two victims are one person where name, age and sex may be the same person's. A single name that fits several persons
stays by itself, and one who is only described is told from others by age and sex, if at all: it is the one of that age,
or the one of that fate whose age alone no report tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import msgspec

from recount.model import Derivation, Extraction, Outcome, Person, Sex, Victim

from .say import listed
from .spellings import is_suffixed, may_be_one, words

T = TypeVar("T")
Pair = tuple[str, str]


class Identities(NamedTuple):
    """Pairs of victims (ids) that a reviewer said to be one person, and pairs that are not; the latter win."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def of(self, reports: Iterable[str]) -> list[list[Pair]]:
        """The pairs, together and apart, of which the first is a victim of one of some reports; [] where none is."""
        within = frozenset(reports)
        found = [sorted(pair for pair in pairs if pair[0].rpartition("#")[0] in within) for pairs in self]
        return found if any(found) else []

    def part(self, victim: str, others: Iterable[str]) -> bool:
        """Whether a victim is none of the others by a reviewer's word."""
        return any((min(victim, other), max(victim, other)) in self.apart for other in others)


NOBODY = Identities()

AGE_SLACK = 1
"""Years by which two reports' ages of one named person may differ: birthdays, and the day of the report."""
_BEFORE_DEATH = ("injured", "killed_or_injured", "missing", "abducted", "displaced")


@dataclass(slots=True, eq=False)
class _Draft:
    victims: list[Victim] = field(default_factory=list)
    spellings: list[tuple[str, ...]] = field(default_factory=list)
    ages: set[int] = field(default_factory=set)
    sexes: set[Sex] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    ruled: bool = False

    def take(self, victim: Victim) -> None:
        self.victims.append(victim)
        self.reports.add(victim.report)
        if victim.name and words(victim.name) not in self.spellings:
            self.spellings.append(words(victim.name))
        if victim.age is not None:
            self.ages.add(victim.age)
        if victim.sex != "unknown":
            self.sexes.add(victim.sex)

    def may_be(self, victim: Victim) -> bool:
        """Whether the victim's age and sex allow it to be this person; of one full name and age sexes may differ."""
        if victim.sex != "unknown" and self.sexes and victim.sex not in self.sexes:
            name = words(victim.name or "")
            alike = any(may_be_one(name, known, spellings=False) for known in self.spellings if len(known) > 1)
            return len(name) > 1 and alike and victim.age is not None and victim.age in self.ages
        return victim.age is None or not self.ages or any(abs(victim.age - age) <= AGE_SLACK for age in self.ages)

    def is_named(self, victim: Victim) -> bool:
        """Whether the victim's name fits this person's; a spelling that differs in a letter needs a known age."""
        name = words(victim.name or "")
        spellings = victim.age is not None and victim.age in self.ages
        return any(may_be_one(name, known, spellings=spellings) for known in self.spellings)


def persons(extractions: Iterable[Extraction], identities: Identities = NOBODY) -> tuple[Person, ...]:
    """The event's identified victims, p1, p2, …, named ones first, each in the order of names.

    Those of events before it, whom a report only recalls, are left out. `identities` are a reviewer's word on who is
    one person.
    """
    victims = sorted(
        (
            victim
            for extraction in extractions
            for victim in extraction.victims
            if victim.fates and victim.scope == "current"
        ),
        key=_victim_order,
    )
    drafts: list[_Draft] = []
    by_word: dict[str, list[_Draft]] = {}
    for victim in victims:
        if victim.name is not None and words(victim.name):
            _place_named(victim, drafts, by_word, identities)
    described = [victim for victim in victims if victim.name is None or not words(victim.name)]
    for victim in _without_ageless(described, drafts, identities):
        _place_described(victim, drafts, identities)
    drafts = _put_together(drafts, identities)
    made = sorted((_shown(draft) for draft in drafts), key=_person_order)
    return tuple(msgspec.structs.replace(person, id=f"p{number}") for number, person in enumerate(made, start=1))


def _victim_order(victim: Victim) -> tuple[object, ...]:
    """Fuller names first, so that a bare surname meets all whom it may mean; known ages before unknown."""
    name = words(victim.name or "")
    return (-len(name), name, victim.age is None, victim.age or 0, victim.sex, victim.report, victim.id)


def _put_together(drafts: list[_Draft], identities: Identities) -> list[_Draft]:
    """The persons, those made one whom a reviewer said to be one and nobody to be two."""
    if not identities.together:
        return drafts
    of = {victim.id: draft for draft in drafts for victim in draft.victims}
    for one, other in sorted(identities.together):
        first, second = of.get(one), of.get(other)
        if first is None or second is None or first is second:
            continue
        if any(identities.part(victim.id, [each.id for each in first.victims]) for victim in second.victims):
            continue
        first.ruled = True
        for victim in second.victims:
            first.take(victim)
            of[victim.id] = first
    return list({id(draft): draft for draft in of.values()}.values())


def _place_named(
    victim: Victim, drafts: list[_Draft], by_word: dict[str, list[_Draft]], identities: Identities
) -> None:
    name = words(victim.name or "")
    # Words that begin alike are looked at, so that the cost does not grow with the square of the names.
    near: dict[int, _Draft] = {}
    for word in name:
        near.update((id(draft), draft) for draft in by_word.get(word[:1], ()))
    fitting = [
        draft
        for draft in near.values()
        if draft.may_be(victim) and draft.is_named(victim) and not _apart(victim, draft, identities)
    ]
    if len(name) > 1:
        chosen = min(fitting, key=lambda draft: name not in draft.spellings, default=None)
    else:
        chosen = fitting[0] if len(fitting) == 1 else None
    if chosen is None:
        chosen = _Draft()
        drafts.append(chosen)
    chosen.take(victim)
    for word in name:
        row = by_word.setdefault(word[:1], [])
        if not any(draft is chosen for draft in row):
            row.append(chosen)


def _apart(victim: Victim, draft: _Draft, identities: Identities) -> bool:
    return bool(identities.apart) and identities.part(victim.id, [one.id for one in draft.victims])


def _place_described(victim: Victim, drafts: list[_Draft], identities: Identities) -> None:
    """One without a name is a known person only where age and sex point to exactly one of another report."""
    fitting = [
        draft
        for draft in drafts
        if victim.age is not None
        and victim.age in draft.ages
        and victim.report not in draft.reports
        and draft.may_be(victim)
        and any(other.outcome == victim.outcome for other in draft.victims)
        and not _apart(victim, draft, identities)
    ]
    if len(fitting) == 1:
        fitting[0].take(victim)
    else:
        draft = _Draft()
        draft.take(victim)
        drafts.append(draft)


def _without_ageless(described: Sequence[Victim], drafts: Sequence[_Draft], identities: Identities) -> list[Victim]:
    """The victims without a name but for those who are a named person of their fate whose age no report tells.

    They are, where all of that fate and sex whom no named person's age explains are of one age, no other named person
    may be they, and no report that tells of them names that person.
    """
    known = {age for draft in drafts for age in draft.ages}
    unknown = [victim for victim in described if victim.age is not None and victim.age not in known]
    taken: set[str] = set()
    for outcome in sorted({victim.outcome for victim in unknown}):
        ageless = [draft for draft in drafts if not draft.ages and _outcome(draft.victims) == outcome]
        open_ = [victim for victim in unknown if victim.outcome == outcome]
        meant = [[victim for victim in open_ if one.may_be(victim)] for one in ageless]
        for at, (one, victims) in enumerate(zip(ageless, meant, strict=True)):
            others = {victim.id for k, theirs in enumerate(meant) if k != at for victim in theirs}
            if len({victim.age for victim in victims}) == 1 and not any(
                victim.id in others or victim.report in one.reports or _apart(victim, one, identities)
                for victim in victims
            ):
                for victim in victims:
                    one.take(victim)
                    taken.add(victim.id)
    return [victim for victim in described if victim.id not in taken]


def _shown(draft: _Draft) -> Person:
    victims = sorted(draft.victims, key=lambda v: v.id)
    names = Counter(victim.name for victim in victims if victim.name)
    name = min(names, key=lambda n: (-len(words(n)), -names[n], -len(n), n), default=None)
    age = _commonest([victim.age for victim in victims if victim.age is not None])
    sex = _commonest([victim.sex for victim in victims if victim.sex != "unknown"]) or "unknown"
    reports = len(draft.reports)
    if len(victims) == 1:
        says = "One report tells of this person."
    elif draft.ruled:
        told_in = f"{reports} report{'' if reports == 1 else 's'}"
        says = f"{len(victims)} mentions in {told_in} are one person: a reviewer says so."
    else:
        told = ["name" if name else "", "age" if draft.ages else "", "sex" if draft.sexes else ""]
        told = [one for one in told if one]
        says = (
            f"{len(victims)} mentions in {reports} report{'' if reports == 1 else 's'} are one person: "
            f"{listed(told)} may be the same in all of them."
        )
    why = Derivation("person.identity", says, tuple(victim.id for victim in victims))
    ids = tuple(victim.id for victim in victims)
    return Person(id="", name=name, age=age, sex=sex, outcome=_outcome(victims), victims=ids, why=why)


def _commonest(values: Sequence[T]) -> T | None:
    count = Counter(values)
    return min(count, key=lambda value: (-count[value], str(value)), default=None)


def _outcome(victims: Sequence[Victim]) -> Outcome:
    """Death where any report says so, else what most reports say."""
    outcomes = [victim.outcome for victim in victims]
    if "killed" in outcomes:
        return "killed"
    return min(set(outcomes), key=lambda outcome: (-outcomes.count(outcome), _BEFORE_DEATH.index(outcome)))


def _person_order(person: Person) -> tuple[object, ...]:
    """By name, the elder of two namesakes before the one with a suffix ("Jr."); then by age."""
    name = person.name or ""
    suffixed = is_suffixed(name)
    return (person.name is None, words(name), suffixed, person.age is None, person.age or 0, person.victims)


def named(found: Sequence[Person], outcome: Outcome) -> tuple[str, ...]:
    """The ids of the people whom reports identify by name with an outcome."""
    return tuple(person.id for person in found if person.outcome == outcome and person.name is not None)
