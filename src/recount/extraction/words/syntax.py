"""Function words by the part they play, from `syntax.toml`: the words that the grammar's rules name."""

from __future__ import annotations

from collections.abc import Mapping

from ..language import Language, per_language


@per_language
def parts_played(language: Language) -> Mapping[str, frozenset[str]]:
    """The sets of a language by name."""
    return {name: frozenset(stems) for name, stems in language.table("syntax").items()}
