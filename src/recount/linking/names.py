"""Names as linking compares them: bodies word by word, persons by surname and first name, whatever the spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from recount.model import DataError

from .words import Word, words

Key = tuple[str, ...]
"""A name's words for comparison: folded, without articles, in one spelling, without plural or possessive s."""


_new = tuple.__new__


class Writing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of names.toml."""

    articles: frozenset[str]
    particles: frozenset[str]
    compounds: dict[str, str]
    spelling: dict[str, str]


@cache
def writing() -> Writing:
    """How names are written. Raises DataError where the packaged table breaks its format."""
    import tomllib

    try:
        text = (files(__package__) / "knowledge" / "names.toml").read_text("utf-8")
        return msgspec.convert(tomllib.loads(text), Writing)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise DataError("knowledge/names.toml", str(fault), "write it as knowledge/README.md says") from fault


@lru_cache(maxsize=65536)
def one_form(word: str) -> str:
    """A folded word in the one form that names are compared by: American spelling, no final s, `gunmen` as `gunman`."""
    if len(word) > 4 and word.endswith("men"):
        word = word[:-3] + "man"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return writing().spelling.get(word, word)


def name_words(text: str) -> list[Word]:
    """A name's words with their places: articles left out, letters with full stops between them joined (`U.N.`)."""
    return names_among(words(text), text)


def names_among(row: Iterable[Word], text: str) -> list[Word]:
    """The words of a text as words of names."""
    kept: list[Word] = []
    articles = writing().articles
    for word in row:
        folded = word[0]
        if len(folded) > 1:
            if folded not in articles:
                kept.append(word)
        elif kept and text[kept[-1].end : word.start] in {".", ". "} and _initials(kept[-1], text):
            last = kept.pop()
            kept.append(Word(last.folded + folded, last.start, word.end, True))
        elif folded not in articles or _opens_initials(word, text):
            kept.append(word)
    formed = map(one_form, [word[0] for word in kept])
    return [
        word if form == word[0] else _new(Word, (form, word[1], word[2], word[3]))
        for word, form in zip(kept, formed, strict=True)
    ]


def name_key(text: str) -> Key:
    """A name's words for comparison."""
    return tuple(word.folded for word in name_words(text))


def alike(one: str, other: str) -> bool:
    """Whether two words of a name are the same, but for a slip or another transliteration.

    One edit in words of four letters or more, two in words of eight or more, and the same first letter: "Ghani" and
    "Ghany", "Mohammed" and "Muhammad", "Karim" and "Kareem".
    """
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < 4 or one[0] != other[0] or one[-1:].isdigit() or other[-1:].isdigit():
        return False
    if sounded(one) == sounded(other):
        return True
    allowed = 2 if shorter >= 8 else 1
    return _edits()(one, other, score_cutoff=allowed) <= allowed


@cache
def _edits() -> Callable[..., int]:
    """Optimal string alignment; what is read in a function anew each time is paid for each time."""
    from rapidfuzz.distance import OSA

    return OSA.distance


@lru_cache(maxsize=65536)
def sounded(word: str) -> str:
    """A word with the letters alike that transliterations choose among: `kareem` as `karim`, `hussein` as `husein`."""
    for written, form in (("ee", "i"), ("ou", "u"), ("oo", "u"), ("y", "i")):
        word = word.replace(written, form)
    return "".join(letter for i, letter in enumerate(word) if not i or letter != word[i - 1])


def person_key(name: str) -> Key:
    """A person's name for comparison: particles left out, compounds joined (`Abdul Ghany` is one word)."""
    found: list[str] = []
    start = ""
    table = writing()
    for word in words(name):
        if word.folded in table.compounds:
            start += table.compounds[word.folded]
        elif word.folded not in table.particles:
            found.append(start + _joined(word.folded, table))
            start = ""
    if start:
        found.append(start)
    return tuple(found)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: surnames alike, and the first names where both have one.

    "Hassan Abdul Ghany" and "Abdul Ghani" may be; "Hassan Abdul Ghany" and "Fadel Abdul Ghany" are not.
    """
    here, there = person_key(one), person_key(other)
    if not here or not there or not alike(here[-1], there[-1]):
        return False
    if len(here) == 1 or len(there) == 1:
        return True
    return any(alike(a, b) or ((len(a) == 1 or len(b) == 1) and a[0] == b[0]) for a in here[:-1] for b in there[:-1])


def _joined(word: str, table: Writing) -> str:
    """A word that opens with a compound's first part, with that part in its one spelling: `abdelrahman`."""
    for part, form in table.compounds.items():
        if len(part) > 4 and word.startswith(part):
            return form + word[len(part) :]
    return word


def _opens_initials(word: Word, text: str) -> bool:
    return len(word.folded) == 1 and word.capital and text[word.end : word.end + 1] == "."


def _initials(word: Word, text: str) -> bool:
    """Whether a word is initials so far: single letters with full stops between them."""
    stretch = text[word.start : word.end]
    return all(len(part) == 1 for part in stretch.replace(" ", "").split("."))
