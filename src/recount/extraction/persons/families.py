"""Relatives who are given by a first name alone: with whom they share a surname.

Reports leave out the surname of a relative who has the same one: "Greg Tanner, 50, his wife, Sheila, and their son
Adam, 4", "Brad and Billie Hettinger".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..sayings.speakers import Scene
from ..words.names import Name, fold, given_names, name_words
from .personforms import PersonGrammar, Unit

_NAMES = frozenset({"name", "posname"})
_KIN = frozenset({"kin", "group"})
_OPENING = ["cap", "comma", "num", "comma"]
_NEAR = 3
"""Sentences after one of relatives in which a first name may stand alone."""

_AND_NAMED = (["and", "name"], ["and", "posname"])
_RELATIVES = frozenset({"kin", "group", "noun"})
_AFTER = frozenset({"comma", "and", "semi", "stop", "open", "jr", "be", "num", "have", "die", "kill"})
_LISTED = 6
"""Units within which the next of several children must follow ("Collin, 5, and Courtney, 4")."""


class _Surname(NamedTuple):
    """A surname: folded as names are compared, and as the text writes it."""

    folded: str
    shown: str


class Families:
    """Finds first names of relatives in the units of one sentence after another.

    `names` are the full names made, by the token of the first name, `shown` the same in the text's letters; `firsts`
    leads from a first name to the person.
    """

    def __init__(self, view: Scene, grammar: PersonGrammar, firsts: dict[str, Name]) -> None:
        self.names: dict[int, Name] = {}
        self.shown: dict[tuple[str, ...], str] = {}
        self._view, self._grammar, self._firsts = view, grammar, firsts
        self._surname: _Surname | None = None
        self._since = _NEAR

    def seen(self, units: list[Unit]) -> list[Unit]:
        """The units of a sentence, with the first names of relatives as names."""
        kinds = [unit.kind for unit in units]
        held = frozenset(kinds)
        if "cap" in held and ("num" in held or "age" in held):
            self._aged(units, kinds)
        if ("cap" in held or "title" in held) and (not held.isdisjoint(_RELATIVES) or not _NAMES.isdisjoint(kinds)):
            self._joined(units, kinds)
            if not held.isdisjoint(_RELATIVES):
                self._related(units, kinds)
                if "identify" in held:
                    self._called(units, kinds)
        self._opening(units, kinds, held)
        for unit in reversed(units):
            if unit.kind in _NAMES and (surname := self._of(unit)) is not None:
                self._surname = surname
                break
        return units

    def _opening(self, units: list[Unit], kinds: list[str], held: frozenset[str]) -> None:
        """ "(A father was killed and his son hurt.) Ivan, 14, was …": a relative told of shortly before."""
        at = 1 if kinds[:1] == ["stop"] else 0
        opens = self._since < _NEAR and self._surname is not None and kinds[at : at + 4] == _OPENING
        if opens and self._first(units[at]) and self._plain(units[at]):
            self._name(units, at, self._surname)
        if not held.isdisjoint(_KIN):
            self._since = 0
        elif len(units) > 1:
            self._since += 1

    def _of(self, unit: Unit) -> _Surname | None:
        """The surname of the one whom a unit names; None where only a first name is known."""
        name = self.names.get(unit.first) or self._view.names[unit.first]
        full = self._firsts.get(name.bare[0], name) if len(name.bare) == 1 else name
        full = self._view.register.fullest(full)
        if len(full.bare) < 2:
            return None
        token = next(
            (t for t in reversed(self._view.tokens[full.first : full.last]) if fold(t.stem) == full.bare[-1]), None
        )
        return None if token is None else _Surname(full.bare[-1], token.text[: len(token.stem)])

    def _aged(self, units: list[Unit], kinds: list[str]) -> None:
        """ "Dallas Stone, 21,": two capitalised words with an age are a person, though the first is a place's too."""
        for at in range(len(units) - 2, -1, -1):
            if (
                kinds[at] != "cap"
                or kinds[at + 1] != "cap"
                or (at and kinds[at - 1] in {"cap", "title", "in", "of", "name"})
            ):
                continue
            after = kinds[at + 2 : at + 5]
            said = (
                after[:2] == ["comma", "num"] and after[2:] in (["comma"], ["semi"], ["stop"]) and units[at + 3].value
            )
            if said or (at and kinds[at - 1] == "age" and after[:1] not in (["cap"], ["noun"])):
                self._twofold(units, kinds, at)

    def _twofold(self, units: list[Unit], kinds: list[str], at: int) -> None:
        """Make a name of two units."""
        known = name_words(self._view.code)
        first, last = (self._view.tokens[unit.first] for unit in units[at : at + 2])
        if first.stem in known.not_names or last.stem in known.not_names or not first.text.istitle():
            return
        if last.stem in known.not_person and last.stem not in known.also_surnames:
            return
        bare = fold(first.stem), fold(last.stem)
        begin = units[at].first
        made = Name(begin, begin, units[at + 1].last, bare, last.possessive, bare)
        self.names[begin] = made
        self.shown.setdefault(bare, f"{first.text} {last.text[: len(last.stem)]}")
        for word in bare:
            self._firsts.setdefault(word, made)
        kind = "posname" if last.possessive else "name"
        units[at : at + 2] = [units[at]._replace(kind=kind, last=units[at + 1].last)]
        kinds[at : at + 2] = [kind]

    def _joined(self, units: list[Unit], kinds: list[str]) -> None:
        """ "Brad and Billie Hettinger": who stands before another's first name has the same surname.

        After a word for relatives an age may stand between: "brothers Cecil, 59, and David Rosen".
        """
        for at in range(len(units) - 2):
            if kinds[at] == "cap" and at and kinds[at - 1] in _RELATIVES and kinds[at + 1 : at + 3] == ["comma", "num"]:
                k = at + 3 + (kinds[at + 3 : at + 4] == ["comma"])
                surname = self._of(units[k + 1]) if kinds[k : k + 2] in _AND_NAMED else None
                if surname is not None and self._plain(units[at]):
                    self._name(units, at, surname)
                    kinds[at] = "name"
                    continue
            if kinds[at] == "cap" and kinds[at + 1] == "and" and kinds[at + 2] in _NAMES and self._first(units[at]):
                before = kinds[at - 1] if at else "stop"
                surname = self._of(units[at + 2])
                if before not in {"cap", "name"} and surname is not None:
                    self._name(units, at, surname)
                    kinds[at] = "name"

    def _related(self, units: list[Unit], kinds: list[str]) -> None:
        """ "his wife, Sheila", "their children, Collin, 5, and Courtney, 4": after a word for a relative."""
        surname, since = self._surname, -_LISTED
        tokens, relatives = self._view.tokens, self._grammar.same_surname
        for at, kind in enumerate(kinds):
            if kind in _NAMES:
                surname = self._of(units[at]) or surname
                since = at if at - since <= _LISTED else -_LISTED
            elif tokens[units[at].first].stem in relatives or (
                self._since < _NEAR and tokens[units[at].first].stem in self._grammar.oldest
            ):
                since = at  # "his daughter …", then "the girl, Sheila, …"
            elif kind == "cap" and surname is not None and at - since <= _LISTED and self._stands(units, kinds, at):
                self._name(units, at, surname)
                kinds[at], since = "name", at

    def _called(self, units: list[Unit], kinds: list[str]) -> None:
        """ "A boy named Jonah": one who has a first name only."""
        for at in range(2, len(units)):
            if kinds[at] == "cap" and kinds[at - 1] == "identify" and kinds[at - 2] in {"noun", "kin"}:
                after = kinds[at + 1] if at + 1 < len(kinds) else "stop"
                if after not in {"cap", "name", "title"} and self._plain(units[at]):
                    self._name(units, at, None)
                    kinds[at] = "name"

    def _stands(self, units: Sequence[Unit], kinds: Sequence[str], at: int) -> bool:
        """Whether a capitalised word stands as a name of its own: after the relative or a mark, and before one."""
        before = kinds[at - 1] if at else "stop"
        fits = before in {"kin", "group", "noun", "comma", "and", "age", "semi"}
        listed = before in {"as", "be"}  # "the children were identified as Annabelle, 6, and …"
        after = kinds[at + 1] if at + 1 < len(kinds) else "stop"
        aged = kinds[at + 1 : at + 3] == ["comma", "num"] or kinds[at + 1 : at + 3] == ["open", "num"]
        known = aged or (fits and self._first(units[at]))
        return (fits or listed) and after in _AFTER and known and self._plain(units[at])

    def _plain(self, unit: Unit) -> bool:
        known = name_words(self._view.code)
        stem = self._view.tokens[unit.first].stem
        return stem not in known.not_names and stem not in known.not_person

    def _first(self, unit: Unit) -> bool:
        """Whether a word is a given name."""
        return fold(self._view.tokens[unit.first].stem) in given_names(self._view.code)

    def _name(self, units: list[Unit], at: int, surname: _Surname | None) -> None:
        token = units[at].first
        word = self._view.tokens[token]
        first, possessive = fold(word.stem), word.possessive
        bare = (first,) if surname is None else (first, surname.folded)
        made = Name(token, token, units[at].last, bare, possessive, bare)
        self.names[token] = made
        if surname is not None:
            self.shown.setdefault(bare, f"{word.text[: len(word.stem)]} {surname.shown}")
        self._firsts.setdefault(first, made)
        units[at] = units[at]._replace(kind="posname" if possessive else "name")
