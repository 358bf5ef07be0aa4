"""The words of copying: what is page furniture, what is a number, and what opens a credit."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec

from recount.model import DataError


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
def furniture() -> re.Pattern[str]:
    """Any phrase of page furniture in a text in small letters; between its words stand up to three other signs."""
    phrases = ("\\W{1,3}".join(phrase.split()) for phrase in table().furniture)
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


def is_number(word: str) -> bool:
    """Whether a folded word is or holds a number, or denies one: where it differs, another thing is said."""
    return word in table().numbers or any(sign.isdigit() for sign in word)
