"""Who did the harm and died of it, where no name is told: "the gunman was shot dead", "the shooter killed himself"."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Sex, Span

from ..sayings.speakers import Scene
from .individuals import Person
from .personforms import PersonGrammar, Unit

_FIRST = frozenset({"name", "posname", "pronoun", "noun", "kin", "age", "group", "victim", "suspect"})
"""Kinds of words for people: the first of them is whom a sentence speaks of."""

_RECENT = 1
"""Sentences through which "he" may still mean the one of whom a sentence spoke."""


class Doer:
    """The one of whom a report speaks as "the gunman"; nobody as long as nothing befell that one."""

    def __init__(self, view: Scene, grammar: PersonGrammar) -> None:
        self.person: Person | None = None
        self._view, self._grammar = view, grammar
        self._seen: tuple[int, int] | None = None

    def see(self, units: Sequence[Unit], sentence: int) -> None:
        """Remember the sentence if the first whom it speaks of is one who did the harm."""
        at = next((at for at, unit in enumerate(units) if unit.kind in _FIRST), None)
        if at is not None and self._is_one(units[at]):
            self._seen = (sentence, units[at].first)

    def of(self, units: Sequence[Unit], first: int, last: int) -> Person | None:
        """The one that a form's own words name ("the gunman was killed").

        None for several ("the gunmen"), and where it only may have been so ("if the gunman was killed").
        """
        stems = {self._view.tokens[unit.first].stem for unit in units[max(0, first - 2) : last]}
        found = next((unit for unit in units[first:last] if self._is_one(unit)), None)
        return None if found is None or not stems.isdisjoint(self._grammar.unreal) else self._told(found.first)

    def subject(self, units: Sequence[Unit], last: int, sentence: int) -> Person | None:
        """The one, where the sentence speaks first of that one before the unit `last`."""
        if self._seen is None or self._seen[0] != sentence or last >= len(units):
            return None
        return self._told(self._seen[1]) if self._seen[1] < units[last].first else None

    def meant(self, units: Sequence[Unit], at: int, sentence: int, sex: Sex) -> Person | None:
        """The one, where the pronoun at `at` means that one: "he"; "him" only of whom police did something to."""
        if self._seen is None or sentence - self._seen[0] > _RECENT or units[at].kind != "pronoun":
            return None
        here = self._seen[0] == sentence
        before = [unit for unit in units[:at] if not here or unit.first > self._seen[1]]
        if here and self._seen[1] > units[at].first:
            return None
        stems = {self._view.tokens[unit.first].stem for unit in before}
        if any(unit.kind in {"name", "noun", "kin", "age", "victim"} for unit in before):
            return None
        if self._view.tokens[units[at].first].stem in self._grammar.patients and stems.isdisjoint(self._grammar.police):
            return None
        if self.person is not None and not self.person.fits(None, sex):
            return None
        person = self._told(self._seen[1])
        person.tells(sex)
        return person

    def _is_one(self, unit: Unit) -> bool:
        return unit.kind == "suspect" and self._view.tokens[unit.first].stem in self._grammar.doers

    def _told(self, at: int) -> Person:
        """The person, now that something is told, with the words at token `at` as a mention."""
        token = self._view.tokens[at]
        if self.person is None:
            self.person = Person(None)
            self.person.role, self.person.another = token.stem, True
        mention = Span.of(self._view.text, token.start, token.start + len(token.text))
        if mention not in self.person.mentions:
            self.person.mentions.append(mention)
        return self.person
