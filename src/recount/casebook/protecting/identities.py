"""Somebody whose name must not show: the name in all its spellings, and where it stands in a text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from recount.linking.known import SHORT, knowledge
from recount.linking.names import alike, writing
from recount.linking.rarity import background

from .folding import Folded, Token, compact

Stretch = tuple[int, int]
Name = tuple[str, ...]
SURE = 8
"""A name of several words and so many letters is one wherever it stands, also within a longer word or an address."""
SHORTEST = 3
"""Letters of a single word of a name that is looked for by itself."""
AROUND = 3
"""Words that may stand between a first name and a surname."""
AGE_NEAR = 8
"""Words that may stand between a name and an age ("a retired teacher of 61")."""
COMMON = 0.004
"""The share of reports at large from which on a word is a common one, which in small letters is no name."""


class Identity:
    """A person or a body that is above the level. `ages` are a person's, hidden beside the name."""

    def __init__(self, spellings: Iterable[str], *, person: bool, ages: Iterable[int] = ()) -> None:
        self.person = person
        self.ages = frozenset(str(age) for age in ages)
        found = {name_of(spelling): spelling for spelling in sorted(spellings)}
        found.pop((), None)
        self.names: frozenset[Name] = frozenset(name for name in found if len(name) > 1 or not person)
        self.in_capitals = frozenset(
            name for name, written in found.items() if len(name) == 1 and len(name[0]) <= SHORT and written.isupper()
        )
        self.parts: frozenset[str] = frozenset(
            word for name in found if person for word in name if len(word) >= SHORTEST and not _title(word)
        )
        self.surnames: frozenset[str] = frozenset(name[-1] for name in found if person)

    def may_stand_in(self, bare: str) -> bool:
        """Whether it is worth looking, given a text's bare letters."""
        return any(part in bare for part in self.parts) or any("".join(name) in bare for name in self.names)

    def stands_in(self, folded: Folded) -> list[Stretch]:
        """Where the whole name stands: in any order, with words or initials between, or a letter other."""
        found: list[Stretch] = []
        for name in self.names:
            needle = "".join(name)
            hits = folded.find(needle, whole=len(name) == 1 or len(needle) < SURE)
            found.extend(hit for hit in hits if len(name) > 1 or self._written_as_name(name, hit, folded))
            if self.person:
                found.extend(_around(folded.tokens, name))
        return found

    def parts_in(self, folded: Folded, *, loose: bool = False) -> list[Stretch]:
        """Where single words of a person's name stand, where it is known to be spoken of.

        A first name that goes on to another surname is another's. In small letters a common word is no name, unless
        `loose`.
        """
        found: list[Stretch] = []
        for at, token in enumerate(folded.tokens):
            if token.folded not in self.parts and not any(_slip(token.folded, part) for part in self.surnames):
                continue
            if not (loose or token.capital) and background().get(token.folded, 0.0) >= COMMON:
                continue
            if token.folded not in self.surnames and not loose and self._goes_on(folded, at):
                continue
            found.append((token.start, token.end))
        return found

    def ages_in(self, folded: Folded, stretches: Iterable[Stretch]) -> list[Stretch]:
        """Where the person's age stands beside the name."""
        found: list[Stretch] = []
        for start, end in stretches:
            inside = [at for at, token in enumerate(folded.tokens) if token.start < end and start < token.end]
            if inside:
                near = folded.tokens[max(0, inside[0] - AGE_NEAR) : inside[-1] + AGE_NEAR + 1]
                found.extend((token.start, token.end) for token in near if token.folded in self.ages)
        return found

    def _written_as_name(self, name: Name, hit: Stretch, folded: Folded) -> bool:
        written = folded.text[hit[0] : hit[1]]
        return written.isupper() if name in self.in_capitals else not written[0].islower()

    def _goes_on(self, folded: Folded, at: int) -> bool:
        """Whether a first name is followed by a surname that is not this person's."""
        after = folded.tokens[at + 1] if at + 1 < len(folded.tokens) else None
        return (
            after is not None
            and folded.text[folded.tokens[at].end : after.start].isspace()
            and after.capital
            and after.folded.isalpha()
            and after.folded not in self.parts
        )


@lru_cache(maxsize=4096)
def name_of(spelling: str) -> Name:
    """A name's folded words, without articles, titles and what one holds for an office."""
    words = [token.folded for token in Folded(spelling).tokens]
    kept = [word for word in words if word not in writing().articles]
    while len(kept) > 1 and _title(kept[0]):
        kept = kept[1:]
    return tuple(kept)


def _title(word: str) -> bool:
    known = knowledge()
    return word in known.phrases.titles or word in known.phrases.roles or word in writing().particles


def _slip(word: str, part: str) -> bool:
    """Whether a word is a long surname, but for a slip or another transliteration."""
    return word != part and len(part) > 4 and len(word) > 4 and word[0] == part[0] and alike(word, part)


def _around(tokens: list[Token], name: Name) -> Iterable[Stretch]:
    """Where a surname stands with a first name or its initial near it."""
    *first, last = name
    for at, token in enumerate(tokens):
        if token.folded != last and not _slip(token.folded, last):
            continue
        low = max(0, at - AROUND)
        for other in range(low, min(len(tokens), at + AROUND + 1)):
            one = tokens[other]
            initial = len(one.folded) == 1 and one.capital and abs(other - at) == 1 and one.folded == first[0][0]
            if other != at and (initial or any(_same(one.folded, word) for word in first)):
                yield min(one.start, token.start), max(one.end, token.end)


def _same(word: str, part: str) -> bool:
    return len(part) >= SHORTEST and (word == part or _slip(word, part))


__all__ = ["Identity", "Name", "Stretch", "compact", "name_of"]
