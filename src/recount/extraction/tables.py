"""The packaged language tables: one folder a language, one TOML file a subject, loaded once and late."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern
from typing import Any

from recount.model import DataError

DEFAULT = "en"


def code_of(language: object) -> str:
    """The code of a language given as itself (`"en"`, `"en-GB"`) or as an object that carries one as `.code`.

    Only the part before a hyphen counts. A language without a folder of ours is read as English: its tables are the
    only ones there are, and a wrong guess finds less but never lies about offsets.
    """
    given = language if isinstance(language, str) else getattr(language, "code", DEFAULT)
    return _known(str(given).lower().replace("_", "-").partition("-")[0])


@lru_cache(maxsize=64)
def _known(code: str) -> str:
    return code if code.isalpha() and _folder(code).is_dir() else DEFAULT


def _folder(code: str) -> Any:
    return files("recount.extraction").joinpath("languages").joinpath(code)


@cache
def has_table(code: str, subject: str) -> bool:
    """Whether a language has a table of that name: some are optional."""
    return bool(_folder(code).joinpath(f"{subject}.toml").is_file())


@cache
def load_table(code: str, subject: str) -> dict[str, Any]:
    """The table `languages/<code>/<subject>.toml`, as plain values. Callers read it and never change it.

    Raises DataError where the file is missing or is not TOML.
    """
    name = f"languages/{code}/{subject}.toml"
    try:
        table: dict[str, Any] = tomllib.loads(_folder(code).joinpath(f"{subject}.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise DataError(name, "cannot be read as TOML", "reinstall recount, or restore the file") from fault
    return {intern(key): _interned(value) for key, value in table.items()}


def _interned(value: Any) -> Any:
    """A value with each string in it the one object of its letters, as the words of texts are: sets find it sooner."""
    if isinstance(value, str):
        return intern(value)
    if isinstance(value, list):
        return [_interned(one) for one in value]
    return {intern(key): _interned(one) for key, one in value.items()} if isinstance(value, dict) else value
