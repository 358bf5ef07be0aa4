"""Who is meant: the people of a text as names, pronouns and descriptions lead to them.

A surname, a first name, "he" or "the boy" leads to the person told of before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from recount.model import Sex, Span

from ..record import Record
from ..sayings.speakers import Scene
from ..sayings.telling import name_span
from ..words.names import Name, given_names
from ..words.tokens import Token
from .asides import Asides
from .described_rows import OPENERS, row_of
from .doers import Doer
from .individuals import Person, Words
from .naming import Naming
from .personforms import PersonGrammar, Unit, unit_at
from .told_ages import NAMES, age_after

MEMORY = 4
"""Sentences through which a pronoun or "the boy" still finds the person told of."""

RECENT = 2
"""Sentences through which a pronoun may mean whom a sentence began with, though nothing was told of the person."""

_HOME = frozenset({"of", "in"})
_LISTS = frozenset({"comma", "semi", "and", "plus", "along"})
_HARMING = frozenset({"kill", "shot", "gunned", "wound", "strike"})
_DOING = _HARMING | frozenset({"adv", "have", "comma", "num", "age", "age_word", "fatally"})
"""What may stand between who did it and whom."""

_OWNED = frozenset({"kin", "noun", "group", "age", "num", "plain", "cap", "title"})


class Subject(Record, frozen=True):
    """Whom a sentence begins with: its number, the person, and the name there."""

    sentence: int
    person: Person
    mention: Span

    def told(self) -> Person:
        """The person, now that something is told: the name counts as a mention."""
        if self.mention not in self.person.mentions:
            self.person.mentions.append(self.mention)
        return self.person


class Cast(Naming):
    """The people met so far while a text is read sentence by sentence."""

    def __init__(self, view: Scene, grammar: PersonGrammar) -> None:
        super().__init__(view, grammar)
        self.described: list[Person] = []
        self.asides = Asides(view, grammar, self._full)
        self._last: list[tuple[int, Person]] = []
        self._subject: Subject | None = None
        self._sentence = 0
        self._victims = -RECENT - 1
        self.doer = Doer(view, grammar)
        self._before: list[tuple[int, Name, Span]] = []

    def _merge(self, known: Person, person: Person) -> None:
        if known in self.described:
            self.described.remove(known)
        self._last = [(s, p) for s, p in self._last if p is not known]
        person.take(known)

    def _span(self, units: Sequence[Unit], first: int, last: int) -> Span:
        tokens = self.view.tokens
        return Span.of(self.view.text, tokens[units[first].first].start, tokens[units[last - 1].last - 1].end)

    def _people(self, units: Sequence[Unit], stretch: tuple[int, int]) -> Iterator[Person]:
        """The people in a form's stretch of units, each with what stands beside the name."""
        first, last = stretch
        row = row_of(self.view, units, first, last, self.grammar)
        if row:
            together = [one for chunk in row for one in self._people(units, chunk)]
            for one in together:
                one.apart += [other for other in together if other is not one]
            yield from together
            return
        words, shared, found, home = Words(), Words(), False, False
        begin, end = first, last
        made: list[Person] = []
        owners: list[Person] = []
        for at in range(first, last):
            unit = units[at]
            home = unit.kind in _HOME or (home and unit.kind not in _LISTS)
            if home and unit.kind in NAMES:
                continue  # "Ann Lee, 30, of Glen Moor"
            if unit.kind == "group" and words.role is None:  # "23-year-old twins A and B"
                shared.sex, shared.age, words.age = self._sex_of(self.view.tokens[unit.first].stem), words.age, None
            if unit.kind in OPENERS or (unit.kind == "age" and not (at and units[at - 1].kind in OPENERS)):
                if found and words.role is not None and units[at - 1].kind == "and":
                    words = Words()  # "Ann Lee, her 5-year-old son and a neighbor"
                begin = at
            if unit.kind in {"noun", "kin", "age"}:
                end = at + 1
            stem = self.view.tokens[unit.first].stem
            if unit.kind in {"noun", "kin"}:
                words.sex, words.role = self._sex_of(stem), stem
            elif unit.kind == "age" or [u.kind for u in units[at : at + 3]] == ["num", "year", "old"]:
                words.age = unit.value if unit.value is not None else words.age
            elif unit.kind == "posname" and at + 1 < last and units[at + 1].kind in _OWNED:
                owners = [self._person(self._full(unit))]
                continue  # "Lee's sister, Ann Roth"
            elif unit.kind in NAMES:
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
        self._shares_ages(units, first, last, made)
        anew = found and begin < end and any(unit.kind in {"some", "another"} for unit in units[begin:end])
        if (not found or anew) and (words.role is not None or words.age is not None):
            after = age_after(units, end - 1) if words.age is None else None
            words.age = words.age if after is None else after[0]
            described = self._described(units, min(begin, end - 1), end, words)
            if described is not None:
                described.owners += owners or self._owners(units, min(begin, end - 1))
                yield described

    def _owners(self, units: Sequence[Unit], at: int) -> list[Person]:
        """Who is named right before "her 5-year-old son" in a row with him."""
        if units[at].kind != "possessive" or at < 2 or units[at - 1].kind not in _LISTS:
            return []
        k = at - 2 - (units[at - 2].kind == "comma")
        return [self._person(self._full(units[k]))] if k >= 0 and units[k].kind == "name" else []

    def _shares_ages(self, units: Sequence[Unit], first: int, last: int, people: Sequence[Person]) -> None:
        """Give the people of a stretch the age that is said of all: "A and B, both 72", "twins A and B Lee, 17"."""
        age = units[last - 1].value if [unit.kind for unit in units[first:last][-2:]] == ["adv", "num"] else None
        stems = [self.view.tokens[unit.first].stem for unit in units[max(0, first - 1) : last]]
        if not self.grammar.twins.isdisjoint(stems):
            ages = {person.age for person in people if person.age is not None}
            age = ages.pop() if len(ages) == 1 else age
        for person in people:
            person.age = age if person.age is None else person.age

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

    def said_at(self, time: Span) -> bool:
        """Whether a time stands right after a word of saying ("said on Tuesday")."""
        at = bisect_left(self.view.starts, time.start)
        return at > 0 and self.grammar.kinds.get(self.view.tokens[at - 1].stem) == "say"

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
        """Whom "the boy", "the 13-year-old" means: one of that age, else the last told of who did no harm."""
        fitting = [person for _, person in reversed(self._last) if person.fits(age, sex)]
        aged = next((person for person in fitting if age is not None and person.age == age), None)
        return aged or next((person for person in fitting if person.fates or not person.against), None)

    def _plural(self, unit: Unit) -> bool:
        """Whether "they", at a sentence's start, means the victims that the sentence before spoke of."""
        stem = self.view.tokens[unit.first].stem
        return stem in self.grammar.plural and self._sentence - self._victims <= RECENT

    def _meant(self, sex: Sex, units: Sequence[Unit], at: int) -> Person | None:
        """Whom "he" or "she" means.

        The person told of last, or whom a sentence since began with, or who alone is named before in the sentence.
        """
        if units[at].kind == "possessive" and sex == "unknown":
            return None
        struck = self._struck(sex, units, at)
        if struck is not None:
            return struck
        doer = self._who_did(units, at)
        if doer is not None and (harmed := self._harmed_before(units, at, doer)) is not None:
            return harmed
        told = next(((k, one) for k, one in reversed(self._last) if one.fits(None, sex) and one is not doer), None)
        subject = self._subject if self._subject is None or self._subject.person is not doer else None
        if (
            subject is not None
            and self._sentence - subject.sentence <= RECENT
            and (told is None or told[0] < subject.sentence)
            and not subject.person.against
            and subject.person.fits(None, sex)
        ):
            return subject.told()
        if told is not None:
            return told[1]
        named: dict[tuple[str, ...], int] = {}
        unsaid: dict[tuple[str, ...], int] = {}
        for k in range(at):
            if units[k].kind in NAMES and not (k and units[k - 1].kind == "title"):
                name = self._full(units[k])
                if doer is not None and doer.name is not None and name.bare == doer.name.bare:
                    continue
                if sex != "unknown" and self._person(name).sex == sex:
                    named.setdefault(name.bare, k)
                elif self._person(name).sex == "unknown" and self._acts(units, k):
                    unsaid.setdefault(name.bare, k)
        named = named or unsaid
        if len(named) == 1:
            [(bare, k)] = named.items()
            if not self.named[bare].against:
                return Subject(0, self.named[bare], name_span(self.view, self._name_at(units[k]))).told()
        if not any(unit.kind in NAMES for unit in units[:at]) and units[at].kind == "pronoun" and sex != "unknown":
            before = self._named_before() if len(self._before) == 1 else []
            known = next((person for person in before if person.fits(None, sex) and self._sure(person)), None)
            if known is not None:
                return known
        return self.doer.meant(units, at, self._sentence, sex)

    def _acts(self, units: Sequence[Unit], at: int) -> bool:
        """Whether a name is a person's by its age, or by what it does ("Ackeem Daley was playing")."""
        acts = at + 1 < len(units) and units[at + 1].kind in {"be", "have", "who"}
        return acts or (at > 0 and units[at - 1].kind == "age") or age_after(units, at) is not None

    def _who_did(self, units: Sequence[Unit], at: int) -> Person | None:
        """Whoever is named right before the verb whose object a pronoun is: "A, 41, shot him" is of somebody else."""
        if units[at].kind != "pronoun" or self.view.tokens[units[at].first].stem not in self.grammar.patients:
            return None
        k = at - 1
        while k > 0 and (units[k].kind in _DOING or (units[k].kind == "and" and units[k - 1].kind in _HARMING)):
            k -= 1  # "A shot and killed him", but not "walked up to A and shot him"
        named = 0 <= k < at - 1 and units[k].kind == "name" and units[at - 1].kind in _HARMING
        return self._person(self._full(units[k])) if named else None

    def _harmed_before(self, units: Sequence[Unit], at: int, doer: Person) -> Person | None:
        """Who alone of those named before in the sentence is told to be harmed: "A lured B there, where C shot him"."""
        named = [self._person(self._full(units[k])) for k in range(at) if units[k].kind == "name"]
        harmed = [one for one in dict.fromkeys(named) if one.fates and one is not doer and not one.against]
        return harmed[0] if len(harmed) == 1 else None

    def _struck(self, sex: Sex, units: Sequence[Unit], at: int) -> Person | None:
        """Whom "him" means after two names: the one named last ("A pointed a gun at B and fired, killing him")."""
        if units[at].kind != "pronoun" or self.view.tokens[units[at].first].stem not in self.grammar.patients:
            return None
        named = [k for k in range(at) if units[k].kind == "name" and not self._titled(units, k)]
        if len({self._full(units[k]).bare for k in named}) < 2 or (named[-1] and units[named[-1] - 1].kind == "say"):
            return None
        if any(unit.kind == "who" for unit in units[named[-1] : at]):
            return None  # "A argued with B, who shot him"
        person = self._person(self._full(units[named[-1]]))
        if person.against or not person.fits(None, sex):
            return None
        return Subject(self._sentence, person, name_span(self.view, self._name_at(units[named[-1]]))).told()

    def _names_of(self, units: Sequence[Unit]) -> None:
        """Remember whom a sentence names, but for officials and who speaks, for the next one."""
        made: dict[tuple[str, ...], tuple[int, Name, Span]] = {}
        for at in self._subjects(units, len(units)):
            name = self._full(units[at])
            made.setdefault(name.bare, (self._sentence, name, name_span(self.view, self._name_at(units[at]))))
        self._before = list(made.values())

    def _subjects(self, units: Sequence[Unit], last: int) -> Iterator[int]:
        """Where people are named before a unit, but for officials and those who speak there."""
        said = False
        for at in range(last - 1, -1, -1):
            kind = units[at].kind
            said = said or kind == "say"
            titled = self._titled(units, at) if kind in NAMES else True
            if titled or (at and units[at - 1].kind == "say"):
                continue
            if not said or kind == "posname" or (at and units[at - 1].kind == "of"):
                yield at

    def _named_before(self) -> list[Person]:
        """Whom the sentence before names, now that something is told of them."""
        made: list[Person] = []
        for sentence, name, mention in self._before:
            if self._sentence - sentence == 1:
                made.append(Subject(sentence, self._person(name), mention).told())
        return made

    def _only_named(self, units: Sequence[Unit], first: int, words: Words) -> Person | None:
        """Whom "the 22-year-old", "the teen" means: who alone is named before in the sentence, else in the last one."""
        here = {self._full(units[at]).bare: at for at in self._subjects(units, first)}
        owns = False
        if len(here) == 1:
            [at] = here.values()
            owns = units[at].kind == "posname"
            subject = Subject(
                self._sentence, self._person(self._full(units[at])), name_span(self.view, self._name_at(units[at]))
            )
        elif not here and len(self._before) == 1 and self._sentence - self._before[0][0] == 1:
            sentence, name, mention = self._before[0]
            subject = Subject(sentence, self._person(name), mention)
        else:
            return None
        person = subject.person
        bare = person.name.bare if person.name else ()
        beside = self.asides.beside.get(bare)
        if not owns and not self._sure(person):
            return None
        fits = person.fits(words.age, words.sex) and (beside is None or beside.fits(words.age, words.sex))
        return subject.told() if fits and not person.against else None

    def _sure(self, person: Person) -> bool:
        """Whether somebody named is a person for sure ("the Oak Hill apartments"), and not one who did harm."""
        bare = person.name.bare if person.name else ("",)
        beside = self.asides.beside.get(bare)
        aged = beside is not None and beside.age is not None
        return not person.against and (aged or bare[0] in given_names(self.view.code) or person.sex != "unknown")

    def _described(self, units: Sequence[Unit], first: int, last: int, words: Words) -> Person | None:
        """One without a name: told of before if the words are definite, else somebody new."""
        opener = units[first].kind
        person = None
        if opener == "the":
            person = self._told_before(words.age, words.sex) or self._only_named(units, first, words)
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
