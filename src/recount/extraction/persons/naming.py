"""Which person a name leads to: the fullest name of a text, a relative's first name, the younger of two namesakes."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Sex

from ..sayings.speakers import Scene
from ..sayings.telling import name_span
from ..words.names import Name, given_names, sex_by_ending
from .asides import sex_of
from .families import Families
from .individuals import Person
from .namesakes import Namesakes
from .personforms import PersonGrammar, Unit


class Naming:
    """The people of a text by name: `named` leads from a full name to its person."""

    def __init__(self, view: Scene, grammar: PersonGrammar) -> None:
        self.view, self.grammar = view, grammar
        self.named: dict[tuple[str, ...], Person] = {}
        self._first_names = view.register.first_names()
        self._families = Families(view, grammar, self._first_names)
        self._namesakes = Namesakes(view, grammar, self._fullest)

    def shown(self, name: Name) -> str:
        """A person's name as the text writes it, with the surname that a relative's first name leaves out."""
        shown = self._families.shown.get(name.bare) or self._namesakes.shown.get(name.bare)
        return shown or name_span(self.view, name).exact

    def _name_at(self, unit: Unit) -> Name:
        return self._families.names.get(unit.first) or self.view.names[unit.first]

    def _full(self, unit: Unit) -> Name:
        name = self._name_at(unit)
        if unit.first in self._families.names:
            return name
        return self._namesakes.told(name, self._fullest(name))

    def _fullest(self, name: Name) -> Name:
        if not self.view.register.knows(name):
            return self._first_names.get(name.words[0], name)
        return self.view.register.fullest(name)

    def _person(self, name: Name) -> Person:
        """The person of a full name; a given name tells the sex, a little less than a noun does."""
        person = self.named.get(name.bare)
        if person is None:
            person = self.named[name.bare] = Person(name)
            known = given_names(self.view.code)
            given = known.get(name.bare[0])
            if len(name.bare) > 2 and name.bare[0] not in known:  # "Sophomore Kelly Dunn"
                given = known.get(name.bare[1])
            by_ending = None if name.bare[0] in known else sex_by_ending(name.bare[0], self.view.code)
            if given is not None:
                person.tells(given, 2)
            elif by_ending is not None:
                person.by_ending = by_ending
        return person

    def _sex_of(self, stem: str) -> Sex:
        return sex_of(self.grammar, stem)

    def _titled(self, units: Sequence[Unit], at: int) -> bool:
        return (at > 0 and units[at - 1].kind == "title") or self._headed(units[at])

    def _headed(self, unit: Unit) -> bool:
        """Whether a title stands before a name; a relative's word is none ("Grandmother Ann Lee")."""
        words = self.view.tokens[self._name_at(unit).head : unit.first]
        return any(self.grammar.kinds.get(word.stem) != "kin" for word in words)
