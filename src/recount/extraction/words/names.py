"""Names of people in a tokenised text: runs of capitalised words, titles trimmed, and the fullest form of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from ..record import Record
from ..tables import load_table
from .memo import Memo
from .tokens import Token

MOST_WORDS = 5
"""A run of more capitalised words is a headline or a title, not a name."""

_SPELT_OUT, _LONGEST_ENDING = 4, 6
"""The letters of a name whose ending may tell a sex, and of the longest such ending."""

_PARTICLES = 3
"""Small words that may follow one another inside a name ("de la")."""

_NICKNAME = {'"': '"', "“": "”", "'": "'", "‘": "’", "(": ")"}
"""The marks around a nickname inside a name."""


class NameWords(Record, frozen=True):
    """The table `names.toml` of one language."""

    particles: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    abbreviations: frozenset[str]
    not_names: frozenset[str]
    not_person: frozenset[str]
    also_given: frozenset[str]
    also_surnames: frozenset[str]
    no_name_endings: frozenset[str]


@cache
def name_words(code: str) -> NameWords:
    """What names are made of in a language."""
    table = load_table(code, "names")
    return NameWords(*(frozenset(table[field]) for field in NameWords.field_names()))


@cache
def given_names(code: str) -> dict[str, Literal["male", "female"] | None]:
    """Given names, with the sex that they tell; None for those of either (the table `given.toml`)."""
    table = load_table(code, "given")
    told: dict[str, Literal["male", "female"] | None] = dict.fromkeys(table["either"])
    told.update((name, "male") for name in table["male"])
    told.update((name, "female") for name in table["female"])
    return told


@cache
def _endings(code: str) -> dict[str, Literal["male", "female"] | None]:
    table = load_table(code, "given")["endings"]
    told: dict[str, Literal["male", "female"] | None] = dict.fromkeys(table["either"])
    told.update((ending, "male") for ending in table["male"])
    told.update((ending, "female") for ending in table["female"])
    return told


def sex_by_ending(given: str, code: str) -> Literal["male", "female"] | None:
    """The sex that the ending of a given name of no list tells ("Tanisha"): its longest known ending counts."""
    known = _endings(code)
    if len(given) < _SPELT_OUT:
        return None
    for cut in range(max(1, len(given) - _LONGEST_ENDING), len(given)):
        if given[cut:] in known:
            return known[given[cut:]]
    return None


class Name(Record, frozen=True):
    """A name of a person: token indices (`last` exclusive), and its words folded for comparison.

    `first` is where the name itself begins, `head` where its titles do. `bare` are the words without initials and
    suffixes: what two forms of one name share.
    """

    head: int
    first: int
    last: int
    words: tuple[str, ...]
    possessive: bool
    bare: tuple[str, ...]


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = ("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-")


def fold(word: str) -> str:
    """A word of a name as it is compared: lower case, typographic marks plain, without an Arabic article."""
    return _FOLDED[word]


def _fold(word: str) -> str:
    word = word.lower().replace("’", "'").replace("‑", "-").replace("‐", "-").rstrip(".")
    if "-" in word:
        for article in _ARTICLES:
            if word.startswith(article) and len(word) > len(article) + 1:
                return word[len(article) :]
    return word


_FOLDED = Memo(_fold)


def find_names(tokens: Sequence[Token], code: str = "en") -> list[Name]:
    """The runs of capitalised words that may name a person, in order; none crosses a mark, a line, or a clitic 's.

    Single words count too ("Türk said"): whether they name a person shows only with a fuller form or a verb.
    """
    known = name_words(code)
    made: list[Name] = []
    last = 0
    for at in [at for at, token in enumerate(tokens) if token.capital]:
        if at >= last:
            last = _run(tokens, at, known)
            suffixed = tokens[last - 1].stem in known.suffixes
            if suffixed and _of_place(tokens, last, known):
                continue
            if last - at > 1 or tokens[at].stem not in known.not_names:
                made.extend(_trimmed(tokens, at, last, known))
    return made


def _of_place(tokens: Sequence[Token], last: int, known: NameWords) -> bool:
    """Whether a run that closes with a suffix goes on with a place's word ("Carl Roth Jr. Hospital")."""
    after = last + (last < len(tokens) and tokens[last].text == ".")
    return after < len(tokens) and tokens[after].capital and tokens[after].stem in known.not_person


def _run(tokens: Sequence[Token], at: int, known: NameWords) -> int:
    """The end of the run of capitalised words that begins with the one at `at`."""
    last, count = at, len(tokens)
    while last < count:
        token = tokens[last]
        if token.capital:
            last += 1
            if token.possessive or (token.stem in known.suffixes and last - at > 1):
                break
            if last < count and tokens[last].text == "." and tokens[last].start == token.end:
                short = len(token.text) == 1 or token.stem in known.suffixes or token.stem in known.abbreviations
                if short and last + 1 < count and tokens[last + 1].capital:
                    last += 1
        elif token.kind == "word":
            after = last
            while after < count and after - last < _PARTICLES and tokens[after].stem in known.particles:
                after += 1
            if after == last or after >= count or not tokens[after].capital:
                break
            last = after
        elif token.text == "," and _suffixed(tokens, last, known):
            last += 2
        elif token.text in _NICKNAME:
            after = _nicknamed(tokens, last)
            if after == last:
                break
            last = after
        else:
            break
    return last


def _nicknamed(tokens: Sequence[Token], at: int) -> int:
    """Where a name goes on after a nickname between marks that stands inside it (Tomás "Tommy" Ruiz), or `at`."""
    closing = _NICKNAME[tokens[at].text]
    for end in range(at + 2, min(at + 4, len(tokens) - 1)):
        if tokens[end].text == closing and tokens[end + 1].capital and tokens[at + 1].start == tokens[at].end:
            return end + 1
        if not tokens[end].capital:
            break
    return at


def _suffixed(tokens: Sequence[Token], at: int, known: NameWords) -> bool:
    """Whether "Jr." stands after the comma here."""
    return at + 1 < len(tokens) and tokens[at + 1].stem in known.suffixes


def _trimmed(tokens: Sequence[Token], head: int, last: int, known: NameWords) -> list[Name]:
    """The name in a run, without words that begin none and without its titles; empty where nothing is left."""
    if last - head == 1:
        stem, possessive = tokens[head].stem, tokens[head].possessive
        if stem in known.not_names or stem in known.titles or stem.rpartition("-")[2] in known.no_name_endings:
            return []
        return [Name(head, head, last, word := (_FOLDED[stem],), possessive, word)]
    while head < last and (
        tokens[head].stem in known.not_names
        or tokens[head].kind != "word"
        or tokens[head].stem.rpartition("-")[2] in known.no_name_endings  # "Five-year-old Mason Kirk"
    ):
        if last - head == 2 and tokens[head].stem in known.also_given and tokens[head + 1].stem not in known.not_names:
            break  # "Will Stone", "April Reyes"
        head += 1
    first = head
    while first < last and (tokens[first].stem in known.titles or tokens[first].kind != "word"):
        first += 1
    while last > first and tokens[last - 1].kind != "word":
        last -= 1
    inner = None
    if last - first > 2:
        inner = next((k for k in range(last - 2, first, -1) if tokens[k - 1].stem in known.titles), None)
    if inner is not None and sum(token.kind == "word" for token in tokens[inner:last]) >= 2:
        first = inner  # "Oakridge County Police Chief Dana Ortiz"
    while first < last and tokens[first].kind != "word":
        first += 1
    named = [token for token in tokens[first:last] if token.kind == "word"]
    if not named or len(named) > MOST_WORDS:
        return []
    ending = named[-1]
    if len(named) > 1 and ending.text.isupper():
        acronym = len(ending.text) > 1 and ending.stem not in known.suffixes  # "Alpine ISD"
        if acronym or all(token.text.isupper() and len(token.text) > 3 for token in named):
            return []
    words = tuple([_FOLDED[token.stem] for token in named])
    bare = tuple([word for word in words if len(word) > 1 and word not in _SUFFIXES]) or words
    return [Name(head, first, last, words, ending.possessive, bare)]


def is_person(name: Name, code: str = "en") -> bool:
    """Whether a run can be the full name of a person: two words or more, none of a place's or a body's.

    A word that is a place's and a name's as well counts as a name after, or as, a given name.
    """
    return len(name.bare) > 1 and _persons(name.bare, code)


@lru_cache(maxsize=1 << 14)
def _persons(bare: tuple[str, ...], code: str) -> bool:
    """Whether some words, two or more, can be a person's full name."""
    if any(c.isdigit() for w in bare for c in w):
        return False
    known = name_words(code)
    against = [at for at, word in enumerate(bare) if word in known.not_person]
    if not against:
        return True
    if len(bare) > 3:
        return False
    given = bare[0] in given_names(code) or bare[0] in known.also_given
    return given and all(
        bare[at] in known.also_given if at == 0 else at == len(bare) - 1 and bare[at] in known.also_surnames
        for at in against
    )


class Register:
    """The names of one text, to find the fullest form of each; built once, asked often.

    `people` are those that can be a person's full name, in order.
    """

    def __init__(self, names: Sequence[Name], code: str = "en") -> None:
        self.people: list[Name] = []
        self._ending: dict[tuple[str, ...], list[Name]] = {}
        self._places: set[tuple[str, ...]] = set()
        self._around: dict[tuple[str, str], list[Name]] = {}
        for name in names:
            if not is_person(name, code):
                if len(name.bare) > 2 and name.bare[0] not in given_names(code):
                    self._places.update(name.bare[:cut] for cut in range(2, len(name.bare)))
                continue
            self.people.append(name)
            if len(name.bare) > 2:
                self._around.setdefault((name.bare[0], name.bare[-1]), []).append(name)
            for cut in range(len(name.bare)):
                longest = self._ending.setdefault(name.bare[cut:], [])
                if longest and len(longest[0].bare) < len(name.bare):
                    longest.clear()
                if not longest or len(longest[0].bare) == len(name.bare):
                    longest.append(name)

    def fullest(self, name: Name) -> Name:
        """The longest name of the text whose last words are this name's, the nearest before it among equals.

        Of a first name and a surname it is also the one name that has more between the two.
        """
        found = self._ending.get(name.bare, [])
        if not found or len(found[0].bare) == len(name.bare):
            around = self._around.get((name.bare[0], name.bare[-1]), []) if len(name.bare) == 2 else []
            return around[0] if len({other.bare for other in around}) == 1 else name
        before = bisect_right(found, name.first, key=lambda other: other.first)
        return found[max(0, before - 1)]

    def knows(self, name: Name) -> bool:
        """Whether this name is, or ends, a person's full name of the text, and begins no place's or body's name."""
        return name.bare in self._ending and name.bare not in self._places

    def first_names(self) -> dict[str, Name]:
        """The first names that only one person of the text bears, each with the person's fullest name."""
        made: dict[str, Name | None] = {}
        for name in self.people:
            if not self.knows(name):
                continue
            full = self.fullest(name)
            known = made.setdefault(full.bare[0], full)
            if known is not None and known.bare[-1] != full.bare[-1]:
                made[full.bare[0]] = None
        return {first: name for first, name in made.items() if name is not None}
