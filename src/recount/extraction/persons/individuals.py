"""What is gathered of one individual while a report is read: what befell the person, age, sex, role, mentions."""

from __future__ import annotations

from recount.model import Sex, Span

from ..record import Record
from ..words.names import Name

DEADLY = frozenset({"killed", "killed_last"})
"""What a form gives that tells of a death."""

UNSAID = frozenset({"hit", "struck", "victim"})
"""What a form gives that leaves open whether one lives."""


class Told(Record, frozen=True):
    """What one form tells of a person: what it gives (see `persons.toml`), its words, its sentence's offsets.

    `direct` tells that the form names the person and does not lead there by a pronoun or a sentence's subject.
    """

    gives: str
    span: Span
    sentence: tuple[int, int]
    direct: bool = True


class Person:
    """What is gathered of one person while a report is read; `against` is what speaks against a harmed person.

    `another` tells that words set the person apart from all told of before; `apart` are those of one row with it;
    `owners` are those of whom it is a relative ("Lee's son"), and so somebody else.
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
        self.apart: list[Person] = []
        self.owners: list[Person] = []
        self.by_ending: Sex = "unknown"

    @property
    def sex(self) -> Sex:
        """The sex that words tell, else the ending of the given name."""
        told = self.told_sex
        return self.by_ending if told == "unknown" else told

    @property
    def told_sex(self) -> Sex:
        """The sex that most words about the person tell; unknown where none does, or both do alike."""
        male, female = self.sexes.get("male", 0), self.sexes.get("female", 0)
        return "unknown" if male == female else "male" if male > female else "female"

    @property
    def gives(self) -> set[str]:
        """What the forms that tell of the person give."""
        return {told.gives for told in self.fates}

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


class Words:
    """What stands before a name or makes up a description: an age, a noun with its sex."""

    def __init__(self) -> None:
        self.age: int | None = None
        self.sex: Sex = "unknown"
        self.role: str | None = None
