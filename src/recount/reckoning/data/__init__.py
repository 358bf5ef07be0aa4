"""What reckoning knows of words, as data files; README.md in this folder has their format."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from recount.model import DataError


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `name` as it stands. Raises DataError where it is missing or is not TOML."""
    import tomllib

    try:
        return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise DataError(f"reckoning/data/{name}", str(fault), "mend or restore the file") from fault


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list of words under `key` of a data file. Raises DataError where it is no list of words."""
    found = table(name).get(key)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise DataError(f"reckoning/data/{name}", f"{key!r} is no list of words", f"give {key} = [...]")
    return frozenset(found)
