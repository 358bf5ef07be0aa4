"""What the grammar knows of a language: its code, its tables, and what each module compiles of them.

Nothing is read at import. Each module that rests on a table compiles it for itself, once a language, by `per_language`,
and says in `languages/README.md` what the table's entries mean.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from .tables import code_of, has_table, load_table

T = TypeVar("T")


class Language(NamedTuple):
    """A language by its code ("en"). `language` makes it; the tables are read when first asked for."""

    code: str

    def table(self, subject: str) -> dict[str, Any]:
        """The table `languages/<code>/<subject>.toml`, not to be changed. Raises DataError where it is broken."""
        return load_table(self.code, subject)

    def has(self, subject: str) -> bool:
        """Whether the language has that table."""
        return has_table(self.code, subject)


@lru_cache(maxsize=64)
def language(code: str) -> Language:
    """The language of a report's code ("en", "en-GB"); where there are no tables for it, the one we have."""
    return Language(code_of(code))


class _Kept(dict[Language, T]):
    """What `compile` makes of each language."""

    def __init__(self, compile: Callable[[Language], T]) -> None:
        super().__init__()
        self._compile = compile

    def __missing__(self, language: Language) -> T:
        made = self[language] = self._compile(language)
        return made


def per_language(compile: Callable[[Language], T]) -> Callable[[Language], T]:
    """Keep what `compile` makes of a language's tables: once for each language in this process.

    It is asked for so often that a look-up in a dictionary, half the time of `functools.cache`, counts.
    """
    return _Kept(compile).__getitem__
