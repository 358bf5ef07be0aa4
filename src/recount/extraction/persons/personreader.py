"""Reading a report for its harmed people: each sentence's forms, gathered person by person.

A surname, a first name, "he" or "the boy" leads to the person told of before; a name takes over what was told of one
only described until then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recount.model import Sex, Span

from ..sayings.page import Page
from ..sayings.telling import name_span
from ..words.names import Name, given_names
from ..words.tokens import Token
from .asides import Asides, age_after, sex_of
from .families import Families
from .individuals import Person, Told, Words
from .personforms import Event, PersonGrammar, Unit, events_of, first_names_of, tells, unit_at, units_of

_MEMORY = 4
"""Sentences through which a pronoun or "the boy" still finds the person told of."""


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether a clause about the people goes on after them: …," said A, who was wounded."""
    return [unit.kind for unit in units[at : at + 2]] == ["comma", "who"]


_AGAINST = frozenset({"suspect", "agent"})
_SELF = {"killed_self": "killed_last", "hit_self": "hit"}
"""What a form of harm to oneself gives the person."""

_RECENT = 2
"""Sentences through which a pronoun may mean whom a sentence began with, though nothing was told of the person."""

_BEFORE_SUBJECT = frozenset({"title", "cap", "age", "some", "the", "noun", "kin", "possessive", "plain", "adv", "comma",
                             "num", "year", "old", "victim", "in", "stop", "quote", "hyphen"})  # fmt: skip
_NAMES = frozenset({"name", "posname"})
_HOME = frozenset({"of", "in"})
_LISTS = frozenset({"comma", "semi", "and", "plus", "along"})
_OWNED = frozenset({"kin", "noun", "group", "age", "num", "plain", "cap", "title"})
_HAS_SUBJECT = frozenset({"noun", "victim", "kin", "age", "name", "pronoun", "group", "cap", "title", "suspect"})
_OPENERS = frozenset({"some", "the", "another", "possessive"})
_DEATH = frozenset({"kill", "killing", "die", "dead", "death", "fatal", "fatally", "body"})
_INJURED = frozenset({"wound", "wounding"})
_HURT = frozenset({"hospital", "condition", "survive", "treatment", "taken"})


class _Subject(NamedTuple):
    """Whom a sentence begins with: its number, the person, and the name there."""

    sentence: int
    person: Person
    mention: Span

    def told(self) -> Person:
        """The person, now that something is told: the name counts as a mention."""
        if self.mention not in self.person.mentions:
            self.person.mentions.append(self.mention)
        return self.person


class Reader:
    """Reads a text once, sentence by sentence. `deaths`, `wounds` and `injuries` count
    the words for dying, for being treated, for being hurt in all of it."""

    def __init__(self, page: Page, grammar: PersonGrammar) -> None:
        view = page.view
        self.view, self.grammar, self._plan = view, grammar, page.plan
        self.named: dict[tuple[str, ...], Person] = {}
        self.described: list[Person] = []
        self.deaths = 0
        self.wounds = 0
        self.injuries = 0
        self.asides = Asides(view, grammar, self._full)
        self._first_names = first_names_of(view, view.code)
        self._families = Families(view, grammar, self._first_names)
        self._last: list[tuple[int, Person]] = []
        self._subject: _Subject | None = None
        self._sentence = 0
        self._victims = -_RECENT - 1

    def read(self) -> None:
        """Gather all people of the text."""
        plan = self._plan
        starts = [*plan.starts, len(self.view.tokens)]
        for k, first in enumerate(plan.starts):
            self._sentence = k
            if not tells(self.view, first, starts[k + 1], self.grammar):
                if first < starts[k + 1]:
                    self.asides.pass_over(unit_at(self.view, first, self.grammar))
                continue
            at = first
            while at < starts[k + 1]:
                units = units_of(self.view, at, starts[k + 1], self.grammar, self._first_names)
                self._read(self._families.seen(units))
                at = units[-1].last
        for bare, person in self.named.items():
            beside = self.asides.beside[bare]
            person.age = beside.age if person.age is None else person.age
            for sex, weight in beside.sexes.items():
                person.tells(sex, weight)

    def _read(self, units: Sequence[Unit]) -> None:
        victims = any(unit.kind == "victim" for unit in units)
        for at, unit in enumerate(units):
            self.deaths += unit.kind in _DEATH and not (at and units[at - 1].kind == "attempted")
            self.wounds += unit.kind in _HURT
            self.injuries += unit.kind in _INJURED
        self._opens(units)
        for event in events_of(units, self.grammar):
            if event.first and units[event.first - 1].kind in {"attempted", "not"}:
                continue
            self._event(units, event)
        self._victims = self._sentence if victims else self._victims
        self.asides.read(units)

    def _opens(self, units: Sequence[Unit]) -> None:
        """Remember whom the sentence begins with: whom "he", here or in the next sentences, may mean."""
        for at, unit in enumerate(units):
            if unit.kind == "name":
                titled = self._name_at(unit).head < unit.first
                said = any(u.kind == "say" for u in units[at + 1 : at + 3]) or _speaks(units, at)
                if not titled and not said:
                    mention = name_span(self.view, self._name_at(unit))
                    self._subject = _Subject(self._sentence, self._person(self._full(unit)), mention)
                return
            if unit.kind not in _BEFORE_SUBJECT:
                return

    def _event(self, units: Sequence[Unit], event: Event) -> None:
        tokens = self.view.tokens
        sentence = tokens[units[0].first].start, tokens[units[-1].last - 1].end
        kinds = [unit.kind for unit in units[event.first : event.last]]
        direct = event.people is not None and "pronoun" not in kinds[:1]
        told = Told(self._given(units, event), self._evidence(units, event), sentence, direct or "himself" in kinds)
        if event.people is None and (event.gives in _SELF or "himself" in kinds):
            self._himself(units, event, told)
            return
        if event.people is None:
            here = [person for sentence, person in self._last if sentence == self._sentence]
            if not here and self._subject is not None and self._subject.sentence == self._sentence:
                here = [self._subject.told()]
            if here:
                here[-1].fates.append(told)
            return
        if _speaks(units, event.people[0]) and not _goes_on(units, event.people[1]):
            return
        if event.gives == "victim_they":
            if not self._plural(units[event.first]):
                return
            told = told._replace(gives="victim")
        people = list(self._people(units, event.people))
        if event.gives == "named":
            self._is_named(units[event.first], people)
            return
        if event.names:
            sex = self._said_of(units, event)
            for person in people:
                person.tells(sex, 2)
            if len(people) == 1:
                self._takes_over(people[0])
        for person in people:
            if event.gives in _AGAINST:
                if told.direct or not person.fates:  # "he was charged" need not mean the one told of as hurt
                    person.against.add(event.gives)
            else:
                person.fates.append(told)
            self._last = [(s, p) for s, p in self._last if p is not person and self._sentence - s <= _MEMORY]
            self._last.append((self._sentence, person))

    def _given(self, units: Sequence[Unit], event: Event) -> str:
        """What a form gives, seen to the words; whom a coroner names is dead."""
        gives = _gives(units, event)
        if gives in {"hit", "hit_last"}:
            words = self.view.tokens[units[event.first].first : units[event.last - 1].last]
            return gives if self.grammar.survivable.isdisjoint(word.stem for word in words) else "injured"
        if gives == "victim" and event.names:
            if any(unit.kind == "survive" for unit in units[event.first : event.last]):
                return "injured"
            stems = (self.view.tokens[unit.first].stem for unit in units)
            if not self.grammar.found_dead.isdisjoint(stems):
                return "killed"
        return gives

    def _himself(self, units: Sequence[Unit], event: Event, told: Told) -> None:
        """Give "then killed himself" to the one of the sentence who did harm, else to its subject, else to the last."""
        k = event.first - 1
        while k > 0 and units[k].kind in {"adv", "have"}:
            k -= 1
        if k >= 0 and units[k].kind in _HAS_SUBJECT:
            return  # "the boy shot himself" is told of him
        sexes = {self._sex_of(self.view.tokens[unit.first].stem) for unit in units[event.first : event.last]}
        sex = min(sexes - {"unknown"}, default="unknown")
        here = [person for sentence, person in self._last if sentence == self._sentence and person.fits(None, sex)]
        subject = self._subject
        agents = [person for person in here if "agent" in person.against]
        if agents:
            person = agents[-1]
        elif subject is not None and subject.sentence == self._sentence and subject.person.fits(None, sex):
            person = subject.told()
        elif here:
            person = here[-1]
        else:
            meant = self._meant(sex, units, 0) if units[0].kind == "pronoun" else None
            if meant is None:
                return
            person = meant
        person.tells(sex)
        person.fates.append(told._replace(gives=_SELF.get(event.gives, event.gives), direct=True))

    def _is_named(self, possessive: Unit, people: Sequence[Person]) -> None:
        """ "His name was A": who was only described is A, and whom the next sentences speak of."""
        for person in people:
            person.tells(self._sex_of(self.view.tokens[possessive.first].stem))
            self._takes_over(person)
            self._subject = _Subject(self._sentence, person, person.mentions[-1])
            if person.fates:
                self._last.append((self._sentence, person))

    def _said_of(self, units: Sequence[Unit], event: Event) -> Sex:
        """The sex that the words before the names tell ("the two men killed were identified as …")."""
        last = event.people[0] if event.people else event.last
        nouns = [u for u in units[max(0, event.first - 2) : last] if u.kind in {"noun", "group"}]
        sexes = {self._sex_of(self.view.tokens[unit.first].stem) for unit in nouns} - {"unknown"}
        return sexes.pop() if len(sexes) == 1 else "unknown"

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
        words, shared, found, home = Words(), Words(), False, False
        begin, end = first, last
        made: list[Person] = []
        for at in range(first, last):
            unit = units[at]
            home = unit.kind in _HOME or (home and unit.kind not in _LISTS)
            if home and unit.kind in _NAMES:
                continue  # "Ann Lee, 30, of Glen Moor"
            if unit.kind == "group":  # "23-year-old twins A and B"
                shared.sex, shared.age, words.age = self._sex_of(self.view.tokens[unit.first].stem), words.age, None
            if unit.kind in _OPENERS or (unit.kind == "age" and not (at and units[at - 1].kind in _OPENERS)):
                begin = at
            if unit.kind in {"noun", "kin", "age"}:
                end = at + 1
            stem = self.view.tokens[unit.first].stem
            if unit.kind in {"noun", "kin"}:
                words.sex, words.role = self._sex_of(stem), stem
            elif unit.kind == "age" or (unit.kind == "num" and at + 1 < len(units) and units[at + 1].kind == "year"):
                words.age = unit.value if unit.value is not None else words.age
            elif unit.kind == "posname" and at + 1 < last and units[at + 1].kind in _OWNED:
                continue  # "Lee's sister, Ann Roth"
            elif unit.kind in _NAMES:
                words.age = shared.age if words.age is None else words.age
                words.sex = shared.sex if words.sex == "unknown" else words.sex
                made.append(self._named(units, at, words))
                yield made[-1]
                words, found, begin = Words(), True, at + 1
            elif unit.kind == "pronoun" or (unit.kind == "possessive" and last - first == 1):
                person = self._meant(self._sex_of(stem), units, at)
                if person is not None:
                    person.tells(self._sex_of(stem))
                    found = True
                    yield person
        for person in made:
            if last - first > 1 and [unit.kind for unit in units[last - 2 : last]] == ["adv", "num"]:
                person.age = units[last - 1].value if person.age is None else person.age  # "A and B, both 72"
        anew = found and begin < end and any(unit.kind in {"some", "another"} for unit in units[begin:end])
        if (not found or anew) and (words.role is not None or words.age is not None):
            after = age_after(units, end - 1) if words.age is None else None
            words.age = words.age if after is None else after[0]
            described = self._described(units, min(begin, end - 1), end, words)
            if described is not None:
                yield described

    def _sex_of(self, stem: str) -> Sex:
        return sex_of(self.grammar, stem)

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

    def shown(self, name: Name) -> str:
        """A person's name as the text writes it, with the surname that a relative's first name leaves out."""
        return self._families.shown.get(name.bare) or name_span(self.view, name).exact

    def _name_at(self, unit: Unit) -> Name:
        return self._families.names.get(unit.first) or self.view.names[unit.first]

    def _full(self, unit: Unit) -> Name:
        name = self._name_at(unit)
        if unit.first in self._families.names:
            return name
        if not self.view.register.knows(name):
            return self._first_names.get(name.words[0], name)
        return self.view.register.fullest(name)

    def _person(self, name: Name) -> Person:
        """The person of a full name; a given name tells the sex, a little less than a noun does."""
        person = self.named.get(name.bare)
        if person is None:
            person = self.named[name.bare] = Person(name)
            given = given_names(self.view.code).get(name.bare[0])
            if given is not None:
                person.tells(given, 2)
        return person

    def _named(self, units: Sequence[Unit], at: int, words: Words) -> Person:
        name = self._full(units[at])
        after = age_after(units, at)
        age = words.age if after is None else after[0]
        new = name.bare not in self.named or not self.named[name.bare].mentions
        person = self._person(name)
        if new:
            known = next(
                (p for p in reversed(self.described) if age is not None and p.age == age and p.fits(age, words.sex)),
                None,
            )
            if known is not None:
                self._merge(known, person)
        person.age = age if person.age is None else person.age
        person.tells(words.sex, 3)
        person.role = person.role or words.role
        person.mentions.append(name_span(self.view, self._name_at(units[at])))
        return person

    def _told_before(self, age: int | None, sex: Sex) -> Person | None:
        return next((person for _, person in reversed(self._last) if person.fits(age, sex)), None)

    def _plural(self, unit: Unit) -> bool:
        """Whether "they", at a sentence's start, means the victims that the sentence before spoke of."""
        stem = self.view.tokens[unit.first].stem
        return stem in self.grammar.plural and self._sentence - self._victims <= _RECENT

    def _meant(self, sex: Sex, units: Sequence[Unit], at: int) -> Person | None:
        """Whom "he" or "she" means.

        The person told of last, or whom a sentence since began with, or who alone is named before in the sentence.
        """
        if units[at].kind == "possessive" and sex == "unknown":
            return None
        told = next(((at, person) for at, person in reversed(self._last) if person.fits(None, sex)), None)
        subject = self._subject
        if (
            subject is not None
            and self._sentence - subject.sentence <= _RECENT
            and (told is None or told[0] < subject.sentence)
            and not subject.person.against
            and subject.person.fits(None, sex)
        ):
            return subject.told()
        if told is not None:
            return told[1]
        names = [k for k in range(at) if units[k].kind == "name"]
        if len(names) == 1 and not (names[0] and units[names[0] - 1].kind == "title"):
            person = self._person(self._full(units[names[0]]))
            if person.sex == sex != "unknown" and not person.against:
                return _Subject(0, person, name_span(self.view, self._name_at(units[names[0]]))).told()
        return None

    def _described(self, units: Sequence[Unit], first: int, last: int, words: Words) -> Person | None:
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


def _gives(units: Sequence[Unit], event: Event) -> str:
    """What a form gives, seen to the words: "wounded" is never more than that, and "hit" may be said of a place."""
    if event.gives not in {"hit", "hit_last"}:
        return event.gives
    kinds = {unit.kind for unit in units[event.first : event.last]}
    return "injured" if kinds & {"wound", "wounding"} else "struck" if kinds & {"strike", "striking"} else "hit"


def _speaks(units: Sequence[Unit], at: int) -> bool:
    """Whether the people at `at` come after a turned-round reporting verb: "…," said A."""
    while at and units[at - 1].kind in {"title", "cap"}:
        at -= 1
    return at > 1 and units[at - 1].kind == "say" and units[at - 2].kind in {"comma", "quote"}
