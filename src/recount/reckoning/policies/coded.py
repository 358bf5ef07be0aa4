"""Vague words as the codebooks number them: `vague.toml` in this folder has the words, their numbers and the source."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from recount.model import DataError, End, Step, Term, Work

from .evidence import Source

_FILE = "vague.toml"
_WHERE = f"reckoning/policies/{_FILE}"


class Coded(NamedTuple):
    """A source's word and the people that it is coded as; `high` None is open."""

    source: Source
    low: int
    high: int | None


@cache
def _table(codebook: str) -> dict[str, tuple[int, int | None]]:
    """The words that a codebook numbers. Raises DataError where the file breaks the format that it states."""
    try:
        rows = tomllib.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))[codebook]
        found: dict[str, tuple[int, int | None]] = {}
        for row in rows:
            low, high = row["low"], row.get("high")
            if not isinstance(low, int) or not (high is None or (isinstance(high, int) and high >= low)):
                raise ValueError(f"{codebook}: {row} does not end at or above where it begins")
            for word in row["words"]:
                if word in found:
                    raise ValueError(f"{codebook}: {word!r} stands in two entries")
                found[word] = (low, high)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise DataError(_WHERE, str(fault), "mend or restore the file") from fault
    return found


def coded(codebook: str, sources: list[Source]) -> list[Coded]:
    """The sources whose word a codebook numbers, in their order. Raises DataError for a broken file."""
    table = _table(codebook)
    found = []
    for source in sources:
        word = " ".join(source.words.lower().split()).removesuffix(" of")
        if word in table:
            found.append(Coded(source, *table[word]))
    return found


def as_coded(gives: str, work: Work, rows: list[Coded], end: End) -> Step:
    """A step that works with the numbers by which words are coded: with their `low` or their `high` ends."""
    values = [(row, row.high if end == "high" and row.high is not None else row.low) for row in rows]
    terms = tuple(Term(row.source.snapshot, "coded", value) for row, value in values)
    return Step(gives, (min if work == "least" else max)(one.value for one in terms), work, terms)
