"""What stands beside each name of a report, whatever is told of the person: an age, a noun that tells a sex, "he".

Ages that stand beside no name ("the 13-year-old") are kept apart, for a person whose age nothing else tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from recount.model import Sex

from ..sayings.speakers import Scene
from ..words.names import Name
from ..words.tokens import stems_of
from .individuals import Person
from .personforms import PersonGrammar, Unit
from .told_ages import (
    NAMES,
    age_after,
    ages_in_order,
    said_of_both,
    said_of_each,
    said_of_pronoun,
    told_by_forms,
)

_BEFORE = frozenset({"plain", "cap", "title", "noun", "kin", "victim", "hyphen"})
_PRONOUNS = frozenset({"pronoun", "possessive"})
_BESIDE = NAMES | _PRONOUNS | {"say", "noun", "kin"}
"""Kinds that tell something of a name in their sentence, or end what is told of it."""

_ACCUSED = frozenset({"suspect", "charge", "charging", "face"})
_HARM = frozenset(
    {"shot", "kill", "killing", "wound", "strike", "die", "dead", "death", "shooting", "fatally", "gunned", "victim"}
)
_NEAR = 7
_BESIDE_SUSPECT = 3
"""Units around an age within which words tell that it is that of the accused."""

_OF_AGE = frozenset({"age", "old", "age_word"})
_OF_BOTH = frozenset({"group", "adv", "num"})
_TWO = 2
_OWNERS = frozenset({"possessive", "posname", "kin", "survive", "leave", "behind"})
"""Kinds before several people that tell that they are somebody's ("the mother of two boys, ages 3 and 5")."""

_NO_OPENING = frozenset({"stop", "quote"})
_MEMORY = 2
"""Sentences through which a pronoun still tells the sex of the one person named before."""

_AHEAD = 10
"""Words before a birthday among which one may look ahead ("on what would have been Ann Lee's 30th birthday")."""

_HEAD = 4
"""Units of a report's first line within which somebody's noun must stand ("Police: Man, 27, shot to death")."""

_SUFFERS = frozenset({"in", "to", "dead", "by", "stop", "and", "adv", "where"})
"""Kinds after a word of harm with which it is suffered, not done ("Man, 27, shoots wife")."""

_RANGE = frozenset({"to", "hyphen", "or"})
_LEFT = frozenset({"some", "num", "and", "comma"})
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\Z")


class Loose(NamedTuple):
    """An age that stands beside no name, with the sex that its noun tells; `victim` where it is a victim's.

    `number` is how many are of that age ("two 16-year-old boys").
    """

    age: int
    sex: Sex
    victim: bool = False
    number: int = 1


def sex_of(grammar: PersonGrammar, stem: str) -> Sex:
    """The sex that a word for a person tells."""
    known = grammar.sexes.get(stem)
    return "male" if known == "male" else "female" if known == "female" else "unknown"


class Asides:
    """Gathers ages and sexes beside names, sentence by sentence; `full` leads from a unit to the fullest name.

    `pronouns` are the sexes of all pronouns outside sentences about the accused, `kin` those of all relatives;
    `twins` whether the text speaks of twins.
    """

    def __init__(self, view: Scene, grammar: PersonGrammar, full: Callable[[Unit], Name]) -> None:
        self.beside: dict[tuple[str, ...], Person] = {}
        self.loose: list[Loose] = []
        self.pronouns: set[Sex] = set()
        self.kin: set[Sex] = set()
        self._view, self._grammar, self._full = view, grammar, full
        self._before: list[Person] = []
        self._group: list[Person] = []
        self._since = 0
        self._hidden: set[Sex] = set()
        self.twins = not grammar.twins.isdisjoint(stems_of(view.tokens))
        self._custody = not grammar.custody.isdisjoint(stems_of(view.tokens))
        self._birthdays = not grammar.birthdays.isdisjoint(stems_of(view.tokens))

    def read(self, units: Sequence[Unit], kinds: frozenset[str]) -> None:
        """Take what one sentence's units, which are of these kinds, tell."""
        if not kinds.isdisjoint(_PRONOUNS) and not _accusing(units, kinds):
            self.pronouns.update([self._sex(unit) for unit in units if unit.kind in _PRONOUNS])
        if "kin" in kinds:
            self.kin.update([self._sex(unit) for unit in units if unit.kind == "kin"])
        if units and units[0].first == 0 and "num" in kinds:
            self._headline(units)
        if kinds.isdisjoint(NAMES):
            self._alone(units, kinds)
            return
        here: list[Person] = []
        group: list[Person] = []
        taken: set[int] = set()
        last = self._before[0] if len(self._before) == 1 and self._since < _MEMORY else None
        hidden = set(self._hidden)
        for at, unit in enumerate(units):
            if unit.kind not in _BESIDE:
                continue
            if unit.kind in NAMES:
                last = self._named(units, at, taken)
                hidden.clear()
                if last not in here:
                    here.append(last)
                if last not in group and not _speaker(units, at) and not (at and units[at - 1].kind == "in"):
                    group.append(last)
            elif unit.kind == "say":
                last = None
            elif unit.kind in {"noun", "kin"} and not (at + 1 < len(units) and units[at + 1].kind in NAMES):
                hidden.add(self._sex(unit))
            elif unit.kind in _PRONOUNS and last is not None:
                sex = self._sex(unit)
                if sex != "unknown" and sex not in hidden:
                    last.tells(sex)
                    last = None
        for told in told_by_forms(self._view, units, kinds, self._grammar):
            person = self.beside[self._full(units[told.name]).bare]
            if person.age is None and told.at not in taken:
                person.age = told.age
                taken.add(told.at)
        if self._birthdays:
            self._birthday(units, group)
        self._before, self._since, self._hidden = here, 0, hidden
        self._group = [] if self._accusing(units, kinds) else group
        self._ages(units, kinds, taken)

    def _birthday(self, units: Sequence[Unit], people: Sequence[Person]) -> None:
        """ "whose 16th birthday", "on her 21st birthday", "a day before his 18th birthday": the age that it tells.

        It is that of the one of `people`, else an age that stands beside nobody.
        """
        tokens, grammar = self._view.tokens, self._grammar
        for at, unit in enumerate(units):
            k = unit.first
            if k and tokens[k].stem in grammar.birthdays and (told := _ORDINAL.match(tokens[k - 1].stem)):
                ahead = any(tokens[j].stem in grammar.ahead for j in range(max(units[0].first, k - _AHEAD), k))
                age = int(told[1]) - ahead
                whose = at > 2 and units[at - 2].kind == "whose"
                before = [u for u in units[:at] if u.kind in NAMES] if whose else []
                if before:
                    person = self.beside[self._full(before[-1]).bare]
                    person.age = age if person.age is None else person.age
                elif len(people) == 1:
                    people[0].age = age if people[0].age is None else people[0].age
                elif not people and at > 1 and units[at - 2].kind == "possessive":
                    self.loose.append(Loose(age, self._sex(units[at - 2])))
                return

    def pass_over(self, opening: Unit) -> None:
        """Count a sentence that tells of nobody, by the unit that opens it: a line's end is none."""
        self._since += opening.kind not in _NO_OPENING

    def _alone(self, units: Sequence[Unit], kinds: frozenset[str]) -> None:
        """A sentence without a name: its first pronoun means the one person of the sentence with names before it."""
        if units:
            self._since += units[0].kind not in _NO_OPENING
        one = self._before[0] if len(self._before) == 1 and self._since <= _MEMORY else None
        if one is not None:
            told = False
            for unit in units:
                if unit.kind in {"noun", "kin"}:
                    self._hidden.add(self._sex(unit))
                elif unit.kind in _PRONOUNS and not told:
                    sex = self._sex(unit)
                    if sex != "unknown" and sex not in self._hidden:
                        one.tells(sex)
                    told = sex != "unknown"
            if one.age is None:
                one.age = self._told_age(units, kinds)
        elif "num" in kinds or "age" in kinds:
            self._said_of_several(units)
        if self._birthdays:
            self._birthday(units, [] if one is None else [one])
        self._ages(units, kinds, set())

    def _said_of_several(self, units: Sequence[Unit]) -> None:
        """ "They were 34, 9 and 6.", "Both were 36.", "She was 62; he was 66.": ages of those of the sentence before.

        Those of both, or of him and her, stand beside nobody where no two were named.
        """
        group = self._group if self._since == 1 else []
        both = said_of_both(units)
        if both is not None and not group:
            self.loose.append(Loose(both, "unknown", number=2))
        told = [both] * 2 if both is not None else self._of_them(units, len(group))
        if len(told) == len(group) > 1:
            for person, age in zip(group, told, strict=True):
                person.age = age if person.age is None else person.age
        if len(self._group) > 1 and self._since <= _MEMORY:
            self.loose += [Loose(age, self._sex(unit)) for unit, age in said_of_each(units)]

    def _told_age(self, units: Sequence[Unit], kinds: frozenset[str]) -> int | None:
        """The age of the one named before: "He was 31.", "The former linebacker was 26.", "Her age was given as 40"."""
        told = [unit.kind for unit in units[-3:]] == ["be", "num", "stop"]
        if units and units[0].kind == "the" and told and not self._accusing(units, kinds):
            return units[-2].value
        if [unit.kind for unit in units if unit.kind not in {"stop", "colon"}] == ["age_word", "num"]:
            return next(unit.value for unit in units if unit.kind == "num")  # "Age 24.", "Age: 24"
        if [unit.kind for unit in units[:2]] == ["possessive", "age_word"]:
            return next((unit.value for unit in units[2:8] if unit.kind == "num"), None)
        return said_of_pronoun(units)

    def _accusing(self, units: Sequence[Unit], kinds: frozenset[str]) -> list[int]:
        """Where a sentence speaks of the accused, or of somebody in custody."""
        made = _accusing(units, kinds)
        if self._custody:
            tokens, words = self._view.tokens, self._grammar.custody
            made += [at for at, unit in enumerate(units) if tokens[unit.first].stem in words]
        return made

    def _headline(self, units: Sequence[Unit]) -> None:
        """The age in "Man, 27, shot to death", where a report begins so."""
        kinds = [unit.kind for unit in units]
        at = next((k for k, kind in enumerate(kinds[:_HEAD]) if kind == "noun"), None)
        told = at is not None and kinds[at + 1 : at + 4] == ["comma", "num", "comma"]
        if told and at is not None and units[at + 2].value is not None and not self._accusing(units, frozenset(kinds)):
            k = at + 4 + (kinds[at + 4 : at + 5] == ["adv"])
            if kinds[k : k + 1] and kinds[k] in _HARM and (kinds[k + 1 : k + 2] or ["stop"])[0] in _SUFFERS:
                self.loose.append(Loose(units[at + 2].value or 0, self._sex(units[at])))

    def _of_them(self, units: Sequence[Unit], number: int) -> list[int]:
        """The ages that "They were 34, 9 and 6." tells of so many people."""
        if number < 2 or [unit.kind for unit in units[:2]] != ["pronoun", "be"] or self._sex(units[0]) != "unknown":
            return []
        return [age for age, _ in ages_in_order(units, 2, number)]

    def _sex(self, unit: Unit) -> Sex:
        return sex_of(self._grammar, self._view.tokens[unit.first].stem)

    def _named(self, units: Sequence[Unit], at: int, taken: set[int]) -> Person:
        name = self._full(units[at])
        person = self.beside.setdefault(name.bare, Person(name))
        after = age_after(units, at)
        age, sex = self._ahead(units, at, taken)
        if after is not None:
            taken.add(after[1])
            age = after[0]
        person.age = person.age if person.age is not None else age
        person.tells(sex, 3)
        return person

    def _ahead(self, units: Sequence[Unit], at: int, taken: set[int]) -> tuple[int | None, Sex]:
        """The age and sex that the words right before a name tell."""
        sex: Sex = "unknown"
        begin = at - 2 if at > 1 and units[at - 1].kind == "comma" else at - 1
        for k in range(begin, max(-1, begin - 6), -1):
            unit = units[k]
            if unit.kind == "age":
                taken.add(k)
                return unit.value, sex
            if unit.kind == "old" and k > 1 and units[k - 2].kind == "num":
                taken.add(k - 2)
                return units[k - 2].value, sex
            if unit.kind in {"noun", "kin"} and sex == "unknown":
                sex = self._sex(unit)
            elif unit.kind not in _BEFORE:
                break
        return None, sex if begin == at - 1 else "unknown"

    def _ages(self, units: Sequence[Unit], kinds: frozenset[str], taken: set[int]) -> None:
        """The ages of a sentence that stand beside no name, and are not those of the accused."""
        if kinds >= _OF_BOTH and not self._accusing(units, kinds):
            self._both(units)
        if kinds.isdisjoint(_OF_AGE):
            return
        accusing = self._accusing(units, kinds)
        if "age_word" in kinds and "group" in kinds and not accusing:
            self.loose += [Loose(age, "unknown") for age in _listed(units)]
        for at, unit in enumerate(units):
            if at in taken or unit.value is None or (at and units[at - 1].kind == "possessive"):
                continue
            if accusing and _accused(units, at, accusing):
                continue
            if unit.kind == "age":
                nouns = [self._sex(u) for u in units[at + 1 : at + 3] if u.kind in {"noun", "group"}]
                if not self._relative(units, at, kinds):
                    victim = any(u.kind == "victim" for u in units[at + 1 : at + 3])
                    number = units[at - 1].value if at and units[at - 1].kind == "num" else None
                    self.loose.append(Loose(unit.value, nouns[0] if nouns else "unknown", victim, number or 1))
            elif unit.kind == "num" and [u.kind for u in units[at + 1 : at + 3]] == ["year", "old"]:
                who = [self._sex(u) for u in units[max(0, at - 2) : at] if u.kind == "pronoun"]
                if not (
                    at > 1 and units[at - 2].kind == "num" and units[at - 1].kind in _RANGE
                ):  # "20 to 25 years old"
                    self.loose.append(Loose(unit.value, who[0] if who else "unknown"))

    def _both(self, units: Sequence[Unit]) -> None:
        """The age of "two men, both 24, were": it stands beside nobody."""
        for at, unit in enumerate(units):
            kinds = [one.kind for one in units[at + 1 : at + 5]]
            both = (
                unit.kind == "group" and kinds[:3] == ["comma", "adv", "num"] and kinds[3:] in (["comma"], ["stop"], [])
            )
            value = units[at + 3].value if both and at and units[at - 1].value == _TWO else None
            if value is not None and self._view.tokens[units[at + 2].first].stem in self._grammar.both:
                self.loose.append(Loose(value, self._sex(unit), number=_TWO))

    def _relative(self, units: Sequence[Unit], at: int, kinds: frozenset[str]) -> bool:
        """Whether the age at `at` is that of a relative whom somebody has or leaves behind.

        "She leaves behind a 2-year-old son", "survived by a 12-year-old", "the mother of a 5-year-old girl".
        """
        begin = at - 1 if at and units[at - 1].kind in _LEFT else at
        ahead = {unit.kind for unit in units[:at]}
        if "behind" in kinds and ahead & {"leave", "behind"}:
            return True
        if "leave" in ahead or {"survive", "by"} <= ahead:
            return True
        owned = any(unit.kind == "kin" for unit in units[at + 1 : at + 3])
        before = [unit.kind for unit in units[max(0, begin - 2) : begin]]
        return (owned and before[-1:] == ["have"]) or before == ["kin", "of"]


def _speaker(units: Sequence[Unit], at: int) -> bool:
    """Whether the one named at `at` holds an office or speaks there."""
    before = units[at - 1].kind if at else "stop"
    return before in {"say", "title"} or (at + 1 < len(units) and units[at + 1].kind == "say")


def _accusing(units: Sequence[Unit], kinds: frozenset[str]) -> list[int]:
    """Where a sentence speaks of the accused; who "wanted to" do something is not wanted."""
    if kinds.isdisjoint(_ACCUSED):
        return []
    following = [*[unit.kind for unit in units[1:]], "stop"]
    pairs = enumerate(zip(units, following, strict=True))
    return [at for at, (unit, next_) in pairs if unit.kind in _ACCUSED and next_ != "to"]


def _accused(units: Sequence[Unit], at: int, accusing: Sequence[int]) -> bool:
    """Whether the age at `at` is that of one accused: "the suspect, a 19-year-old", "charged the 19-year-old".

    Not so in "charged with the murder of a 19-year-old", "a 15-year-old boy, shot as he ran from a gunman".
    """
    for k in accusing:
        first, last = sorted((at, k))
        harmed = any(unit.kind in _HARM for unit in units[first + 1 : last])
        beside = _BESIDE_SUSPECT if units[k].kind == "suspect" else _NEAR
        if last - first <= beside and not harmed:
            return True
    return False


def _listed(units: Sequence[Unit]) -> list[int]:
    """The ages of several who are nobody's relatives: "two men, ages 22 and 25, were killed"; not "ages 2 to 5"."""
    made: list[int] = []
    for at, unit in enumerate(units):
        group = at - 1 - (at > 1 and units[at - 1].kind in {"comma", "hyphen"})
        if unit.kind != "age_word" or units[group].kind != "group":
            continue
        if not _OWNERS.isdisjoint([before.kind for before in units[max(0, group - _NEAR) : group]]):
            continue
        ages: list[int] = []
        k = at + 1
        while k < len(units) and units[k].kind in {"num", "comma", "and"}:
            ages += [value] if (value := units[k].value) is not None else []
            k += 1
        made += ages if k == len(units) or units[k].kind not in _RANGE else []
    return made
