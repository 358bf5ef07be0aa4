"""Reading a report for its harmed people: each sentence's forms, gathered person by person.

A surname, a first name, "he" or "the boy" leads to the person told of before; a name takes over what was told of one
only described until then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recount.model import Sex, Span

from .names import Name, name_words
from .personforms import Event, PersonGrammar, Unit, events_of, first_names_of, unit_at, units_of
from .quotes import find_quotes
from .speakers import Scene
from .telling import layout, name_span
from .tokens import Token

_MEMORY = 4
"""Sentences through which a pronoun or "the boy" still finds the person told of."""

_AGAINST = frozenset({"suspect", "agent"})
_OPENERS = frozenset({"some", "the", "another", "possessive"})
_DEATH = frozenset({"kill", "killing", "die", "dead", "death", "fatal", "fatally", "body"})
_HURT = frozenset({"hospital", "condition", "survive", "treatment", "taken"})


class Told(NamedTuple):
    """What one form tells of a person: what it gives (see `persons.toml`), its words, its sentence's offsets."""

    gives: str
    span: Span
    sentence: tuple[int, int]


class Person:
    """What is gathered of one person while a report is read; `against` is what speaks against a harmed person.

    `another` tells that words set the person apart from all told of before.
    """

    def __init__(self, name: Name | None) -> None:
        self.name = name
        self.age: int | None = None
        self.sexes: dict[Sex, int] = {}
        self.role: str | None = None
        self.fates: list[Told] = []
        self.mentions: list[Span] = []
        self.against: set[str] = set()
        self.another = False

    @property
    def sex(self) -> Sex:
        """The sex that most words about the person tell; unknown where none does, or both do alike."""
        male, female = self.sexes.get("male", 0), self.sexes.get("female", 0)
        return "unknown" if male == female else "male" if male > female else "female"

    def tells(self, sex: Sex, weight: int = 1) -> None:
        """Take a word that tells the person's sex."""
        if sex != "unknown":
            self.sexes[sex] = self.sexes.get(sex, 0) + weight

    def fits(self, age: int | None, sex: Sex) -> bool:
        """Whether words of this age and sex may mean the person."""
        return (None in (age, self.age) or age == self.age) and ("unknown" in (sex, self.sex) or sex == self.sex)

    def take(self, other: Person) -> None:
        """Add what was gathered of the same person under a description."""
        self.age = self.age if self.age is not None else other.age
        for sex, weight in other.sexes.items():
            self.tells(sex, weight)
        self.role = self.role or other.role
        self.fates += other.fates
        self.mentions += other.mentions
        self.against |= other.against


class _Words:
    """What stands before a name or makes up a description: an age, a noun with its sex."""

    def __init__(self) -> None:
        self.age: int | None = None
        self.sex: Sex = "unknown"
        self.role: str | None = None


class Reader:
    """Reads a text once, sentence by sentence. `deaths` and `wounds` count the words for either in all of it."""

    def __init__(self, view: Scene, grammar: PersonGrammar) -> None:
        self.view, self.grammar = view, grammar
        self.named: dict[tuple[str, ...], Person] = {}
        self.described: list[Person] = []
        self.deaths = 0
        self.wounds = 0
        self._beside: dict[tuple[str, ...], Person] = {}
        self._first_names = first_names_of(view, view.code)
        self._last: list[tuple[int, Person]] = []
        self._sentence = 0

    def read(self) -> None:
        """Gather all people of the text."""
        quotes = find_quotes(self.view.text)
        plan = layout(self.view.tokens, quotes, name_words(self.view.code).abbreviations)
        starts = [*plan.starts, len(self.view.tokens)]
        for k, first in enumerate(plan.starts):
            self._sentence = k
            at = first
            while at < starts[k + 1]:
                units = units_of(self.view, at, starts[k + 1], self.grammar, self._first_names)
                self._read(units)
                at = units[-1].last
        for bare, person in self.named.items():
            beside = self._beside[bare]
            person.age = beside.age if person.age is None else person.age
            for sex, weight in beside.sexes.items():
                person.tells(sex, weight)
            if person.sex == "unknown":
                person.tells(_sex(self.grammar.first_names.get(bare[0])))

    def _read(self, units: Sequence[Unit]) -> None:
        for at, unit in enumerate(units):
            self.deaths += unit.kind in _DEATH and not (at and units[at - 1].kind == "attempted")
            self.wounds += unit.kind in _HURT
        for event in events_of(units, self.grammar):
            if event.first and units[event.first - 1].kind in {"attempted", "not"}:
                continue
            self._event(units, event)
        self._asides(units)

    def _event(self, units: Sequence[Unit], event: Event) -> None:
        tokens = self.view.tokens
        sentence = tokens[units[0].first].start, tokens[units[-1].last - 1].end
        told = Told(_gives(units, event), self._evidence(units, event), sentence)
        if event.people is None:
            here = [person for sentence, person in self._last if sentence == self._sentence]
            if here:
                here[-1].fates.append(told)
            return
        if _speaks(units, event.people[0]):
            return
        people = list(self._people(units, event.people))
        if event.names and len(people) == 1:
            self._takes_over(people[0])
        for person in people:
            if event.gives in _AGAINST:
                person.against.add(event.gives)
            else:
                person.fates.append(told)
            self._last = [(s, p) for s, p in self._last if p is not person and self._sentence - s <= _MEMORY]
            self._last.append((self._sentence, person))

    def _takes_over(self, person: Person) -> None:
        """Give one just named what was told of the one described last, where they may be the same."""
        known = next((p for _, p in reversed(self._last) if p.name is None), None)
        if known is not None and person.name is not None and not person.fates and person.fits(known.age, known.sex):
            self._merge(known, person)

    def _merge(self, known: Person, person: Person) -> None:
        if known in self.described:
            self.described.remove(known)
        self._last = [(s, p) for s, p in self._last if p is not known]
        person.take(known)

    def _span(self, units: Sequence[Unit], first: int, last: int) -> Span:
        tokens = self.view.tokens
        return Span.of(self.view.text, tokens[units[first].first].start, tokens[units[last - 1].last - 1].end)

    def _evidence(self, units: Sequence[Unit], event: Event) -> Span:
        """The form's own words, without the people's."""
        first, last = event.first, event.last
        if event.people is not None:
            begins, ends = event.people
            first, last = (ends, last) if last - ends > begins - first else (first, begins)
        if first < last and units[first].kind == "comma":
            first += 1
        return self._span(units, first, last) if first < last else self._span(units, event.first, event.last)

    def _people(self, units: Sequence[Unit], stretch: tuple[int, int]) -> Iterator[Person]:
        """The people in a form's stretch of units, each with what stands beside the name."""
        first, last = stretch
        words, found = _Words(), False
        begin, end = first, last
        for at in range(first, last):
            unit = units[at]
            if unit.kind in _OPENERS or (unit.kind == "age" and not (at and units[at - 1].kind in _OPENERS)):
                begin = at
            if unit.kind in {"noun", "kin", "age"}:
                end = at + 1
            stem = self.view.tokens[unit.first].stem
            if unit.kind in {"noun", "kin"}:
                words.sex, words.role = self._sex_of(stem), stem
            elif unit.kind == "age" or (unit.kind == "num" and at + 1 < len(units) and units[at + 1].kind == "year"):
                words.age = unit.value if unit.value is not None else words.age
            elif unit.kind in {"name", "posname"}:
                yield self._named(units, at, words)
                words, found = _Words(), True
            elif unit.kind == "pronoun":
                person = self._told_before(None, self._sex_of(stem))
                if person is not None:
                    person.tells(self._sex_of(stem))
                    found = True
                    yield person
        if not found and (words.role is not None or words.age is not None):
            described = self._described(units, min(begin, end - 1), end, words)
            if described is not None:
                yield described

    def _sex_of(self, stem: str) -> Sex:
        return _sex(self.grammar.sexes.get(stem))

    def described_by(self, tokens: Sequence[Token], span: Span) -> tuple[int | None, Sex, str | None]:
        """The age, sex and role that a stretch of words gives one person ("an 8-year-old girl")."""
        age: int | None = None
        sex: Sex = "unknown"
        role: str | None = None
        for at in range(bisect_left(tokens, span.start, key=lambda token: token.start), len(tokens)):
            if tokens[at].end > span.end:
                break
            unit = unit_at(self.view, at, self.grammar)
            if unit.kind == "age":
                age = unit.value
            elif unit.kind in {"noun", "kin"}:
                sex, role = self._sex_of(tokens[at].stem), tokens[at].stem
        return age, sex, role

    def _full(self, unit: Unit) -> Name:
        name = self.view.names[unit.first]
        if not self.view.register.knows(name):
            return self._first_names.get(name.words[0], name)
        return self.view.register.fullest(name)

    def _named(self, units: Sequence[Unit], at: int, words: _Words) -> Person:
        name = self._full(units[at])
        age = _age_after(units, at)
        age = words.age if age is None else age
        person = self.named.get(name.bare)
        if person is None:
            person = self.named[name.bare] = Person(name)
            known = next(
                (p for p in reversed(self.described) if age is not None and p.age == age and p.fits(age, words.sex)),
                None,
            )
            if known is not None:
                self._merge(known, person)
        person.age = age if person.age is None else person.age
        person.tells(words.sex, 3)
        person.role = person.role or words.role
        person.mentions.append(name_span(self.view, self.view.names[units[at].first]))
        return person

    def _told_before(self, age: int | None, sex: Sex) -> Person | None:
        for _, person in reversed(self._last):
            if person.fits(age, sex):
                return person
        return None

    def _described(self, units: Sequence[Unit], first: int, last: int, words: _Words) -> Person | None:
        """One without a name: told of before if the words are definite, else somebody new."""
        opener = units[first].kind
        person = self._told_before(words.age, words.sex) if opener == "the" else None
        if person is None:
            if opener == "the" and words.age is None:
                return None
            person = Person(None)
            person.another = opener == "another"
            self.described.append(person)
        person.age = words.age if person.age is None else person.age
        person.tells(words.sex)
        person.role = person.role or words.role
        person.mentions.append(self._span(units, first, last))
        return person

    def _asides(self, units: Sequence[Unit]) -> None:
        """What stands beside each name, whatever is told of the person: an age, a noun, "he" or "her" after it."""
        last: Person | None = None
        for at, unit in enumerate(units):
            if unit.kind in {"name", "posname"}:
                name = self._full(unit)
                last = self._beside.setdefault(name.bare, Person(name))
                age, sex = self._before(units, at)
                after = _age_after(units, at)
                last.age = last.age if last.age is not None else age if after is None else after
                last.tells(sex, 3)
            elif unit.kind in {"pronoun", "possessive"} and last is not None:
                last.tells(self._sex_of(self.view.tokens[unit.first].stem))
                last = None

    def _before(self, units: Sequence[Unit], at: int) -> tuple[int | None, Sex]:
        """The age and sex that the words right before a name tell."""
        sex: Sex = "unknown"
        begin = at - 2 if at > 1 and units[at - 1].kind == "comma" else at - 1
        for k in range(begin, max(-1, begin - 6), -1):
            unit = units[k]
            if unit.kind == "age":
                return unit.value, sex
            if unit.kind == "old" and k > 1 and units[k - 2].kind == "num":
                return units[k - 2].value, sex
            if unit.kind in {"noun", "kin"} and sex == "unknown":
                sex = self._sex_of(self.view.tokens[unit.first].stem)
            elif unit.kind not in {"plain", "cap", "title", "noun", "kin", "victim", "hyphen"}:
                break
        return None, sex if begin == at - 1 else "unknown"


def _sex(known: str | None) -> Sex:
    return "male" if known == "male" else "female" if known == "female" else "unknown"


def _gives(units: Sequence[Unit], event: Event) -> str:
    """What a form gives, seen to the words: "wounded" is never more than that, and "hit" may be said of a place."""
    if event.gives != "hit":
        return event.gives
    kinds = {unit.kind for unit in units[event.first : event.last]}
    return "injured" if kinds & {"wound", "wounding"} else "struck" if kinds & {"strike", "striking"} else "hit"


def _speaks(units: Sequence[Unit], at: int) -> bool:
    """Whether the people at `at` come after a turned-round reporting verb: "…," said A."""
    while at and units[at - 1].kind in {"title", "cap"}:
        at -= 1
    return at > 1 and units[at - 1].kind == "say" and units[at - 2].kind in {"comma", "quote"}


_AFTER_AGE = frozenset({"comma", "close", "stop", "and", "semi", "of", "be", "in", "year"})


def _age_after(units: Sequence[Unit], at: int) -> int | None:
    """The age that follows a name: "Ann Lee, 30, …", "(30)", "age 30", ", a 30-year-old nurse"."""
    kinds = [unit.kind for unit in units[at + 1 : at + 8]]
    begin = 1 if kinds[:1] == ["jr"] else 0
    if kinds[begin : begin + 1] not in (["comma"], ["open"], ["age_word"]):
        return None
    begin += kinds[begin] != "age_word"
    begin += kinds[begin : begin + 1] == ["age_word"]
    begin += kinds[begin : begin + 1] in (["some"], ["the"])
    unit = units[at + 1 + begin] if begin < len(kinds) else None
    if unit is None or unit.kind not in {"num", "age"}:
        return None
    after = kinds[begin + 1] if begin + 1 < len(kinds) else "stop"
    if unit.kind == "age":
        named = next(
            (kind for kind in kinds[begin + 1 :] if kind in {"comma", "name", "posname", "stop", "and"}), "stop"
        )
        return None if named in {"name", "posname"} else unit.value
    return unit.value if after in _AFTER_AGE else None
