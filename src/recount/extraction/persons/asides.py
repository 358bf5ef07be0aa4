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

_NAMES = frozenset({"name", "posname"})
_BEFORE = frozenset({"plain", "cap", "title", "noun", "kin", "victim", "hyphen"})
_PRONOUNS = frozenset({"pronoun", "possessive"})
_BESIDE = _NAMES | _PRONOUNS | {"say", "noun", "kin"}
"""Kinds that tell something of a name in their sentence, or end what is told of it."""

_ACCUSED = frozenset({"suspect", "charge", "charging", "face"})
_AFTER_AGE = frozenset({"comma", "close", "stop", "and", "semi", "be", "in", "year", "who", "whose", "hyphen"})
_NO_OPENING = frozenset({"stop", "quote"})
_MEMORY = 2
"""Sentences through which a pronoun still tells the sex of the one person named before."""

_TRAILING = 20
"""Units within which a sentence that begins with a name may end with "was 24."."""

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\Z")

_LEAST = 10
"""The least age that "of" may tell ("a singer of 12"): a lower number counts things ("a player of two games")."""


class Loose(NamedTuple):
    """An age that stands beside no name, with the sex that its noun tells."""

    age: int
    sex: Sex


def sex_of(grammar: PersonGrammar, stem: str) -> Sex:
    """The sex that a word for a person tells."""
    known = grammar.sexes.get(stem)
    return "male" if known == "male" else "female" if known == "female" else "unknown"


class Asides:
    """Gathers ages and sexes beside names, sentence by sentence; `full` leads from a unit to the fullest name.

    `pronouns` are the sexes of all pronouns outside sentences about the accused, `kin` those of all relatives.
    """

    def __init__(self, view: Scene, grammar: PersonGrammar, full: Callable[[Unit], Name]) -> None:
        self.beside: dict[tuple[str, ...], Person] = {}
        self.loose: list[Loose] = []
        self.pronouns: set[Sex] = set()
        self.kin: set[Sex] = set()
        self._view, self._grammar, self._full = view, grammar, full
        self._before: list[Person] = []
        self._since = 0
        self._hidden: set[Sex] = set()
        self._birthdays = not grammar.birthdays.isdisjoint(stems_of(view.tokens))

    def read(self, units: Sequence[Unit], kinds: frozenset[str]) -> None:
        """Take what one sentence's units, which are of these kinds, tell."""
        if not kinds.isdisjoint(_PRONOUNS) and kinds.isdisjoint(_ACCUSED):
            self.pronouns.update([self._sex(unit) for unit in units if unit.kind in _PRONOUNS])
        if "kin" in kinds:
            self.kin.update([self._sex(unit) for unit in units if unit.kind == "kin"])
        if kinds.isdisjoint(_NAMES):
            self._alone(units, kinds)
            return
        here: list[Person] = []
        taken: set[int] = set()
        last = self._before[0] if len(self._before) == 1 and self._since < _MEMORY else None
        hidden = set(self._hidden)
        for at, unit in enumerate(units):
            if unit.kind not in _BESIDE:
                continue
            if unit.kind in _NAMES:
                last = self._named(units, at, taken)
                hidden.clear()
                if last not in here:
                    here.append(last)
            elif unit.kind == "say":
                last = None
            elif unit.kind in {"noun", "kin"} and not (at + 1 < len(units) and units[at + 1].kind in _NAMES):
                hidden.add(self._sex(unit))
            elif unit.kind in _PRONOUNS and last is not None:
                sex = self._sex(unit)
                if sex != "unknown" and sex not in hidden:
                    last.tells(sex)
                    last = None
        if self._birthdays and len(here) == 1 and here[0].age is None:
            here[0].age = self._birthday(units)
        self._before, self._since, self._hidden = here, 0, hidden
        self._ages(units, kinds, taken)

    def _birthday(self, units: Sequence[Unit]) -> int | None:
        """ "whose 16th birthday", "on her 21st birthday", "a day before his 18th birthday": the age that it tells."""
        tokens = self._view.tokens
        for unit in units:
            k = unit.first
            if k and tokens[k].stem in self._grammar.birthdays and (told := _ORDINAL.match(tokens[k - 1].stem)):
                ahead = any(tokens[j].stem in self._grammar.ahead for j in range(max(0, k - 6), k))
                return int(told[1]) - ahead
        return None

    def pass_over(self, opening: Unit) -> None:
        """Count a sentence that tells of nobody, by the unit that opens it: a line's end is none."""
        self._since += opening.kind not in _NO_OPENING

    def _alone(self, units: Sequence[Unit], kinds: frozenset[str]) -> None:
        """A sentence without a name: its first pronoun means the one person of the sentence with names before it."""
        if units:
            self._since += units[0].kind not in _NO_OPENING
        if len(self._before) == 1 and self._since <= _MEMORY:
            told = False
            for unit in units:
                if unit.kind in {"noun", "kin"}:
                    self._hidden.add(self._sex(unit))
                elif unit.kind in _PRONOUNS and not told:
                    sex = self._sex(unit)
                    if sex != "unknown" and sex not in self._hidden:
                        self._before[0].tells(sex)
                    told = sex != "unknown"
            self._told_age(units, self._before[0])
        self._ages(units, kinds, set())

    def _told_age(self, units: Sequence[Unit], person: Person) -> None:
        """ "He was 31.", "She was 17 when …": the age of the one named before."""
        told = [unit.kind for unit in units[-3:]] == ["be", "num", "stop"]
        if units and units[0].kind == "the" and told and person.age is None:
            person.age = units[-2].value  # "The former linebacker was 26."
            return
        if [unit.kind for unit in units[:2]] == ["possessive", "age_word"] and person.age is None:
            person.age = next((unit.value for unit in units[2:8] if unit.kind == "num"), None)
            return  # "Her age was given as 40."
        if len(units) < 4 or units[0].kind != "pronoun" or units[1].kind != "be" or person.age is not None:
            return
        said = _said(units, 2, [unit.kind for unit in units], 2)
        later = units[2].kind == "num" and units[3].kind == "in"
        if said is not None or later:
            person.age = units[2].value

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
        """The ages of a sentence that stand beside no name; none of one that speaks of the accused."""
        if not ("age" in kinds or "old" in kinds) or not kinds.isdisjoint(_ACCUSED):
            return
        for at, unit in enumerate(units):
            if at in taken or unit.value is None or (at and units[at - 1].kind == "possessive"):
                continue
            if unit.kind == "age":
                nouns = [self._sex(u) for u in units[at + 1 : at + 3] if u.kind == "noun"]
                self.loose.append(Loose(unit.value, nouns[0] if nouns else "unknown"))
            elif unit.kind == "num" and [u.kind for u in units[at + 1 : at + 3]] == ["year", "old"]:
                who = [self._sex(u) for u in units[max(0, at - 2) : at] if u.kind == "pronoun"]
                self.loose.append(Loose(unit.value, who[0] if who else "unknown"))


def age_after(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age that follows a name, and where it stands.

    "Ann Lee, 30, …", "(30)", "age 30", ", a 30-year-old nurse", ", who is nine,", ", a retired nurse of 61".
    """
    kinds = [unit.kind for unit in units[at + 1 : at + 10]]
    begin = 1 if kinds[:1] == ["jr"] else 0
    first = kinds[begin : begin + 1]
    if first == ["be"]:
        return _said(units, at + 2 + begin, kinds, begin + 1)
    if first == ["comma"] and [unit.kind for unit in units[-4:]] == ["comma", "be", "num", "stop"]:
        between = {unit.kind for unit in units[at + 1 : -4]}
        if units[-2].value is not None and len(units) - at < _TRAILING and not between & _NAMES:
            return units[-2].value, len(units) - 2  # "Lee, of the 400 block of Elm Street, was 24."
    if (
        first not in (["comma"], ["open"], ["age_word"])
        and kinds[begin : begin + 2] != ["hyphen", "age_word"]
        and (kinds[begin : begin + 3] != ["hyphen", "num", "hyphen"])
    ):
        return None
    begin += first != ["age_word"]
    if first == ["open"] and (aged := _bracketed(units, at + 1 + begin)) is not None:
        return aged
    if kinds[begin : begin + 3] == ["who", "turn", "num"] and units[at + 3 + begin].value is not None:
        return units[at + 3 + begin].value or 0, at + 3 + begin  # "who turned 18 last week"
    if kinds[begin : begin + 2] == ["who", "be"]:
        return _said(units, at + 3 + begin, kinds, begin + 2)
    begin += kinds[begin : begin + 1] == ["age_word"]
    opens = kinds[begin : begin + 1] in (["some"], ["the"])
    begin += opens
    if begin >= len(kinds):
        return None
    unit = units[at + 1 + begin]
    if unit.value is None:
        return _of(units, at + 1 + begin, kinds, begin) if opens else None
    after = kinds[begin + 1] if begin + 1 < len(kinds) else "stop"
    if unit.kind == "age":
        named = next(
            (kind for kind in kinds[begin + 1 :] if kind in {"comma", "name", "posname", "stop", "and", "of", "in"}),
            "stop",
        )
        return None if named in _NAMES else (unit.value, at + 1 + begin)
    if unit.kind == "num" and after == "month":
        return unit.value // 12, at + 1 + begin  # "Ann Lee, 8 months,"
    homed = after == "of" and kinds[begin + 2 : begin + 3] == ["cap"]
    return (unit.value, at + 1 + begin) if unit.kind == "num" and (after in _AFTER_AGE or homed) else None


def _bracketed(units: Sequence[Unit], at: int) -> tuple[int, int] | None:
    """The age in "(f/34)", "(m, 34)", where a number closes the bracket."""
    for k in range(at, min(at + 4, len(units) - 1)):
        value = units[k].value
        if units[k].kind == "num" and units[k + 1].kind == "close" and value is not None:
            return value, k
    return None


def _said(units: Sequence[Unit], at: int, kinds: Sequence[str], k: int) -> tuple[int, int] | None:
    """The age in "was 17.", "is nine,", "was 17 years old"."""
    value = units[at].value if at < len(units) else None
    if kinds[k : k + 1] == ["age"] and value is not None:
        return value, at
    if kinds[k : k + 1] != ["num"] or value is None:
        return None
    after = kinds[k + 1] if k + 1 < len(kinds) else "stop"
    fits = after in {"comma", "stop", "and"} or kinds[k + 1 : k + 3] == ["year", "old"]
    return (value, at) if fits else None


def _of(units: Sequence[Unit], at: int, kinds: Sequence[str], k: int) -> tuple[int, int] | None:
    """The age in ", a retired teacher of 61,"."""
    while k + 2 < len(kinds) and kinds[k] in {"plain", "cap", "noun", "kin", "hyphen", "adv"}:
        if kinds[k + 1 : k + 3] == ["of", "num"]:
            after = kinds[k + 3] if k + 3 < len(kinds) else "stop"
            value = units[at + 2].value
            counts = (
                kinds[k] == "kin" or after not in _AFTER_AGE or after == "year"
            )  # a mother of 12, a teacher of 30 years
            return (value, at + 2) if not counts and value is not None and value >= _LEAST else None
        at, k = at + 1, k + 1
    return None
