"""The tables of a language: `languages/<code>/`, whose README tells their formats."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

import msgspec

from recount.model import DataError

T = TypeVar("T", bound=msgspec.Struct)


def table(language: str, name: str, kind: type[T]) -> T:
    """A language's table as a value of a type; the empty one where the language has none.

    Raises DataError where the table breaks its format.
    """
    import tomllib

    code = language.partition("-")[0].lower()
    path = files(__package__) / "languages" / code / name
    if not code.isalpha() or not path.is_file():
        return kind()
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise DataError(f"{code}/{name}", str(fault), "write it as languages/README.md says") from fault
