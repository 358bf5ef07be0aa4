"""Reading a report for its harmed people: each sentence's forms, gathered person by person.

A name takes over what was told of one only described until then.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Sex, Span

from ..sayings.page import Page
from ..sayings.telling import name_span
from .cast import MEMORY, RECENT, Cast, Subject
from .events import Event, events_of
from .individuals import DEADLY, Person, Told, Words
from .personforms import PersonGrammar, Unit, tells, unit_at, units_of
from .told_ages import age_after


def _goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether a clause about the people goes on after them: …," said A, who was wounded."""
    return [unit.kind for unit in units[at : at + 2]] == ["comma", "who"]


_AGAINST = frozenset({"suspect", "agent"})
_SELF = {"killed_self": "killed_last", "hit_self": "hit"}
"""What a form of harm to oneself gives the person."""

_UNKNOWN = frozenset({"not", "never", "suspect", "name", "charge"})
"""Kinds with which a sentence that ends in "identified" leads to nobody named next."""

_BEFORE_SUBJECT = frozenset({"title", "cap", "age", "some", "the", "noun", "kin", "possessive", "plain", "adv", "comma",
                             "num", "year", "old", "victim", "in", "stop", "quote", "hyphen"})  # fmt: skip
_UNREAL = frozenset({"attempted", "not", "to"})
_PEOPLE = frozenset({"age", "possessive", "some", "the", "another"})
_OPEN_LISTS = (("kill", "killed"), ("dead", "killed"), ("die", "killed"), ("wound", "injured"), ("survive", "injured"),
               ("shot", "hit"), ("victim", "victim"))  # fmt: skip
_BULLET = 5
"""Units within which a line of a list comes to its name."""

_HAS_SUBJECT = frozenset({"noun", "victim", "kin", "age", "name", "pronoun", "group", "cap", "title", "suspect"})
_DEATH = frozenset({"kill", "killing", "die", "dead", "death", "fatal", "fatally", "body", "gunned"})
_INJURED = frozenset({"wound", "wounding"})
_HURT = frozenset({"hospital", "condition", "survive", "treatment"})
_WORDS = _INJURED | _HURT | _DEATH
"""Kinds of the words that are counted."""

_NAMES = frozenset({"name", "posname"})
_HIT = frozenset({"shot", "wound", "strike", "victim"})
_BOTH = {"killed_both": "killed", "hit_both": "hit"}
"""What a form gives each of the two told of before."""

_BARE = 3
"""Units of a form of harm to oneself that tells of nobody else."""

_NEAR = 6
"""Words after a form that may still tell where somebody was hit."""


class Reader(Cast):
    """Reads a text once, sentence by sentence. `deaths`, `wounds` and `injuries` count
    the words for dying, for being treated, for being hurt in all of it; `by_own_hand` are who turned on themselves."""

    def __init__(self, page: Page, grammar: PersonGrammar) -> None:
        super().__init__(page.view, grammar)
        self._plan = page.plan
        self.deaths = 0
        self.wounds = 0
        self.injuries = 0
        self.by_own_hand: list[Person] = []
        self._listed: str | None = None
        self._accused = -RECENT - 1
        self._identified = -RECENT - 1
        self._of_victim = False

    def read(self) -> None:
        """Gather all people of the text."""
        plan = self._plan
        starts = [*plan.starts, len(self.view.tokens)]
        for k, first in enumerate(plan.starts):
            self._sentence = k
            if not tells(self.view, first, starts[k + 1], self.grammar):
                if first < starts[k + 1]:
                    self._listed = self._listed if self.view.tokens[first].text == "\n" else None
                    self.asides.pass_over(unit_at(self.view, first, self.grammar))
                continue
            at = first if not self._links(first) else starts[k + 1]
            while at < starts[k + 1]:
                units = units_of(self.view, at, starts[k + 1], self.grammar, self._first_names)
                self._read(self._families.seen(units))
                at = units[-1].last
        for bare, person in self.named.items():
            beside = self.asides.beside[bare]
            person.age = beside.age if person.age is None else person.age
            for sex, weight in beside.sexes.items():
                person.tells(sex, weight)

    def _links(self, first: int) -> bool:
        """Whether a line links to another report ("RELATED: Man dies after …")."""
        tokens = self.view.tokens
        at = first + (tokens[first].text == "\n")
        ahead = tokens[at : at + 2]
        return (
            len(ahead) == 2
            and (at == 0 or tokens[at - 1].text == "\n")
            and ahead[0].stem in self.grammar.links
            and ahead[1].text == ":"
        )

    def _read(self, units: Sequence[Unit]) -> None:
        kinds = frozenset([unit.kind for unit in units])
        victims = "victim" in kinds or ("group" in kinds and bool(kinds & (_DEATH | _HIT)))
        for at in [] if kinds.isdisjoint(_WORDS) else [at for at, unit in enumerate(units) if unit.kind in _WORDS]:
            kind = units[at].kind
            self.deaths += kind in _DEATH and not (at and units[at - 1].kind == "attempted")
            self.wounds += kind in _HURT and not self._examines(units, at)
            self.injuries += kind in _INJURED
        if "wounds" in kinds:
            stems = {self.view.tokens[unit.first].stem for unit in units}
            self.wounds += not stems.isdisjoint(self.grammar.survivable)
        self._opens(units)
        if "suspect" in kinds:
            self.doer.see(units, self._sentence)
        self._listed = self._listing(units) if self._listed is not None or "colon" in kinds else None
        for event in events_of(units, kinds, self.grammar):
            before = event.first - 1 - (event.first > 1 and units[event.first - 1].kind == "dead")
            if before >= 0 and units[before].kind in _UNREAL and units[event.first].kind not in _PEOPLE:
                continue  # "the attempted murder of A", "the nearly lifeless body of A"
            self._event(units, event)
        self._victims = self._sentence if victims else self._victims
        self._accused = self._sentence if "suspect" in kinds and not kinds & (_DEATH | _HIT) else self._accused
        if [unit.kind for unit in units[-2:]] == ["identify", "stop"] and kinds.isdisjoint(_UNKNOWN):
            self._identified, self._of_victim = self._sentence, "victim" in kinds
        self._names_of([] if kinds.isdisjoint(_NAMES) else units)
        self.asides.read(units, kinds)

    def _examines(self, units: Sequence[Unit], at: int) -> bool:
        """Whether "medical" belongs to who sees to the dead ("the Medical Examiner's Office")."""
        after = units[at + 1 : at + 2]
        return any(self.view.tokens[unit.first].stem in self.grammar.found_dead for unit in after)

    def _listing(self, units: Sequence[Unit]) -> str | None:
        """What the lines of a list tell, which a line that ends in a colon opened ("The victims were identified as:").

        Each line begins with a name and an age ("Ann Lee, 30, of Glen Moor"); the first that does not ends the list.
        """
        body = [unit for unit in units if self.view.tokens[unit.first].text != "\n"]
        if not body:
            return self._listed
        if body[-1].kind == "colon":
            kinds = {unit.kind for unit in body}
            gives = next((gives for kind, gives in _OPEN_LISTS if kind in kinds), None)
            stems = {self.view.tokens[unit.first].stem for unit in body}
            return "hit" if gives == "victim" and stems & self.grammar.others else gives
        if self._listed is None:
            return None
        at = next((k for k, unit in enumerate(body[:_BULLET]) if unit.kind == "name"), None)
        aged = None if at is None else age_after(body, at)
        if at is None or (aged is None and not any(unit.kind == "age" for unit in body[:at])):
            return None
        sentence = self.view.tokens[body[0].first].start, self.view.tokens[body[-1].last - 1].end
        for person in self._people(body, (0, _listed_to(body, at) + 1)):
            person.fates.append(Told(self._listed, person.mentions[-1], sentence))
            self._last.append((self._sentence, person))
        return self._listed

    def _opens(self, units: Sequence[Unit]) -> None:
        """Remember whom the sentence begins with: whom "he", here or in the next sentences, may mean."""
        for at, unit in enumerate(units):
            if unit.kind == "name":
                titled = self._headed(unit)
                said = any(u.kind == "say" for u in units[at + 1 : at + 3]) or _speaks(units, at)
                if not titled and not said:
                    mention = name_span(self.view, self._name_at(unit))
                    self._subject = Subject(self._sentence, self._person(self._full(unit)), mention)
                    if self._sentence - self._identified <= RECENT:
                        self._is_identified(self._subject)
                return
            if unit.kind not in _BEFORE_SUBJECT:
                return

    def _event(self, units: Sequence[Unit], event: Event) -> None:
        tokens = self.view.tokens
        sentence = tokens[units[0].first].start, tokens[units[-1].last - 1].end
        kinds = [unit.kind for unit in units[event.first : event.last]]
        if event.gives == "agent" and tokens[units[event.last - 1].first].stem in self.grammar.days:
            return
        direct = event.people is not None and "pronoun" not in kinds[:1]
        told = Told(self._given(units, event), self._evidence(units, event), sentence, direct or "himself" in kinds)
        if event.gives == "doer_killed":
            one = self.doer.of(units, event.first, event.last)
            if one is not None:
                one.fates.append(told._replace(gives="killed", direct=True))
            return
        if event.people is None and (event.gives in _SELF or "himself" in kinds):
            self._himself(units, event, told)
            return
        if event.gives in _BOTH:
            self._both(units, event, told._replace(gives=_BOTH[event.gives]))
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
        if event.names and event.gives == "victim" and self._is_accused(units):
            for person in people:
                person.against.add("suspect")
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
            self._last = [(s, p) for s, p in self._last if p is not person and self._sentence - s <= MEMORY]
            self._last.append((self._sentence, person))

    def _given(self, units: Sequence[Unit], event: Event) -> str:
        """What a form gives, seen to the words; whom a coroner names is dead."""
        gives = _gives(units, event)
        if gives in {"hit", "hit_last", "struck"}:
            last = min(len(units), event.last + _NEAR)
            words = {word.stem for word in self.view.tokens[units[event.first].first : units[event.last - 1].last]}
            near = words | {self.view.tokens[unit.first].stem for unit in units[event.last : last]}
            limb = not near.isdisjoint(self.grammar.limbs) and near.isdisjoint(self.grammar.vital)
            return "injured" if limb or not words.isdisjoint(self.grammar.survivable) else gives
        if gives == "victim" and any(self.view.tokens[u.first].stem in self.grammar.others for u in units):
            return "hit"  # "the other victims are A and B"
        if gives == "victim" and event.names:
            if any(unit.kind == "survive" for unit in units[event.first : event.last]):
                return "injured"
            if any(unit.kind == "body" for unit in units[event.first : event.last]):
                return "killed"
            stems = (self.view.tokens[unit.first].stem for unit in units)
            if not self.grammar.found_dead.isdisjoint(stems):
                return "killed"
        return gives

    def _is_accused(self, units: Sequence[Unit]) -> bool:
        """Whether one "identified as A" is the suspect, of whom alone the sentence before speaks."""
        kinds = {unit.kind for unit in units}
        return self._sentence - self._accused == 1 and not kinds & (_DEATH | _HIT)

    def _both(self, units: Sequence[Unit], event: Event, told: Told) -> None:
        """ "Both died": give it to the two told of before, else to the two whom the sentence before names."""
        harmed = [person for at, person in self._last if self._sentence - at <= RECENT and person.fates]
        people = harmed if len(harmed) == 2 else self._named_before()
        if len(people) != 2 or any(person.against for person in people):
            return
        nouns = [self._sex_of(self.view.tokens[unit.first].stem) for unit in units[event.first + 1 : event.first + 2]]
        for person in people:
            person.tells(nouns[0])
            person.fates.append(told)
            self._last = [(s, p) for s, p in self._last if p is not person]
            self._last.append((self._sentence, person))

    def _himself(self, units: Sequence[Unit], event: Event, told: Told) -> None:
        """Give "then killed himself" to the one of the sentence who did harm, else to its subject, else to the last."""
        k = event.first - 1
        while k > 0 and units[k].kind in {"adv", "have"}:
            k -= 1
        if k >= 0 and units[k].kind in _HAS_SUBJECT and event.last - event.first <= _BARE:
            return  # "the boy shot himself" is told of him
        own = [unit for unit in units[event.first : event.last] if unit.kind in {"himself", "possessive"}]
        sex: Sex = self._sex_of(self.view.tokens[own[-1].first].stem) if own else "unknown"
        here = [person for sentence, person in self._last if sentence == self._sentence and person.fits(None, sex)]
        subject = self._subject
        agents = [person for person in here if "agent" in person.against]
        doer = None
        if not agents and (subject is None or subject.sentence != self._sentence):
            doer = self._doer(units, event.first, sex) or self.doer.subject(units, event.first, self._sentence)
        if agents:
            person = agents[-1]
        elif doer is not None:
            person = doer
        elif subject is not None and subject.sentence == self._sentence and subject.person.fits(None, sex):
            person = subject.told()
        elif here:
            person = here[-1]
        else:
            meant = self._meant(sex, units, 0 if units[0].kind == "pronoun" else event.first)
            if meant is None:
                return
            person = meant
        person.tells(sex)
        self.by_own_hand.append(person)
        gives = _SELF.get(event.gives, event.gives)
        person.fates.append(told._replace(gives=gives, direct=gives in DEADLY or bool(agents)))

    def _doer(self, units: Sequence[Unit], last: int, sex: Sex) -> Person | None:
        """Whom a sentence first tells of, and only describes, before the words at `last`: "a man shot his wife and"."""
        begin = next((at for at in range(last) if units[at].kind in {"some", "pronoun", "suspect", *_NAMES}), None)
        if begin is None or units[begin].kind != "some":
            return None
        end, words = begin + 1, Words()
        for at in range(begin + 1, last):
            kind, stem = units[at].kind, self.view.tokens[units[at].first].stem
            if kind == "noun":
                end, words.sex, words.role = at + 1, self._sex_of(stem), stem
            elif kind == "age":
                end, words.age = at + 1, units[at].value
            elif kind not in {"plain", "cap", "title"} or words.role is not None:
                break
        if end == begin + 1 or (sex != "unknown" and words.sex not in ("unknown", sex)):
            return None
        span = self._span(units, begin, end)
        known = next((person for _, person in self._last if any(span.overlaps(m) for m in person.mentions)), None)
        return known or self._described(units, begin, end, words)

    def _is_named(self, possessive: Unit, people: Sequence[Person]) -> None:
        """ "His name was A": who was only described is A, and whom the next sentences speak of."""
        for person in people:
            person.tells(self._sex_of(self.view.tokens[possessive.first].stem))
            self._takes_over(person)
            self._subject = Subject(self._sentence, person, person.mentions[-1])
            if person.fates:
                self._last.append((self._sentence, person))

    def _is_identified(self, subject: Subject) -> None:
        """ "The girl who was killed has been identified. Ann Lee was …": who was only described is whom this names."""
        self._identified = -RECENT - 1
        person = subject.person
        if person.against or not self._sure(person):
            return
        self._takes_over(person)
        if self._of_victim and not person.fates:
            sentence = subject.mention.start, subject.mention.end
            person.fates.append(Told("victim", subject.mention, sentence))
        if person.fates:
            self._last.append((self._sentence, subject.told()))

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

    def _evidence(self, units: Sequence[Unit], event: Event) -> Span:
        """The form's own words, without the people's."""
        first, last = event.first, event.last
        if event.people is not None:
            begins, ends = event.people
            first, last = (ends, last) if last - ends > begins - first else (first, begins)
        if first < last and units[first].kind == "comma":
            first += 1
        return self._span(units, first, last) if first < last else self._span(units, event.first, event.last)


def _gives(units: Sequence[Unit], event: Event) -> str:
    """What a form gives, seen to the words: "wounded" is never more than that, and "hit" may be said of a place."""
    if event.gives not in {"hit", "hit_last"}:
        return event.gives
    kinds = {unit.kind for unit in units[event.first : event.last]}
    return "injured" if kinds & {"wound", "wounding"} else "struck" if kinds & {"strike", "striking"} else "hit"


def _listed_to(units: Sequence[Unit], at: int) -> int:
    """The last name of a line of a list: "Brothers Adam, 30, and Bo Lee, 28" has two."""
    while (aged := age_after(units, at)) is not None:
        k = aged[1] + 1
        k += [unit.kind for unit in units[k : k + 2]] == ["comma", "and"]
        if [unit.kind for unit in units[k : k + 2]] != ["and", "name"]:
            break
        at = k + 1
    return at


def _speaks(units: Sequence[Unit], at: int) -> bool:
    """Whether the people at `at` come after a turned-round reporting verb: "…," said A."""
    while at and units[at - 1].kind in {"title", "cap"}:
        at -= 1
    return at > 1 and units[at - 1].kind == "say" and units[at - 2].kind in {"comma", "quote"}
