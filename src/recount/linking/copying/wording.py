"""The words of copying: what is page furniture, what is a number, and what opens a credit."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from recount.model import DataError

from ..words import fold


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of words.toml; README.md beside it tells what each is for."""

    furniture: tuple[str, ...]
    numbers: frozenset[str]
    credits: frozenset[str]


@cache
def table() -> Table:
    """The packaged lists. Raises DataError where they break their format."""
    import tomllib

    name = "copying/words.toml"
    try:
        read = msgspec.convert(tomllib.loads((files(__package__) / "words.toml").read_text("utf-8")), Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise DataError(name, str(fault), "write it as copying/README.md says") from fault
    for phrase in read.furniture:
        if phrase != " ".join(phrase.lower().split()) or not phrase.replace(" ", "").isalnum():
            raise DataError(name, f"the phrase {phrase!r}", "write small letters, words parted by single blanks")
    return read


@cache
def furniture() -> dict[int, tuple[tuple[int, ...], ...]]:
    """The phrases of page furniture as numbers of their words, by their first."""
    found: dict[int, list[tuple[int, ...]]] = {}
    for phrase in table().furniture:
        row = tuple(number_of(fold(word)) for word in phrase.split())
        found.setdefault(row[0], []).append(row)
    return {first: tuple(rows) for first, rows in found.items()}


@lru_cache(maxsize=1 << 16)
def number_of(folded: str) -> int:
    """A folded word as a number from 1 to 2^64 - 1, the same in every run."""
    return int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=8).digest(), "big") or 1


def is_number(word: str) -> bool:
    """Whether a folded word is or holds a number, or denies one: where it differs, another thing is said."""
    return word in table().numbers or any(sign.isdigit() for sign in word)
