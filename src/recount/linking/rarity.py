"""How rare words are: weights that hang on the words alone, so that a report weighs the same in every casebook."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from recount.model import DataError

from .words import Word

UNSEEN = 0.002
"""The share of reports in which a word is taken to stand that the background has not seen."""
COMMON = 0.05
"""A word in so large a share of reports at large says nothing of which happening it is; rarer ones are called rare."""
NAME_WEIGHT = 2.0
"""How much more a word counts that is mostly written with a capital: names tell events apart better than verbs do."""
SHARPER = 1.3
"""The power of a word's rarity that it weighs: the rarest count for more than their logarithm says."""


@cache
def background() -> dict[str, float]:
    """The share of reports at large in which each common word stands, 0..1.

    Raises DataError where the packaged table breaks its format.
    """
    return {word: number / 1000 for word, number in numbered_words("background.txt", 1000).items()}


def numbered_words(name: str, most: int) -> dict[str, int]:
    """A table of the packaged knowledge with a folded word, a tab and a number from 1 to `most` a line.

    Raises DataError where the table breaks its format.
    """
    found: dict[str, int] = {}
    for at, line in enumerate((files(__package__) / "knowledge" / name).read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        word, _, number = line.partition("\t")
        if not number.isdecimal() or not 0 < int(number) <= most:
            raise DataError(
                f"knowledge/{name}, line {at}", f"no word, tab and number from 1 to {most}", "write one such a line"
            )
        found[word] = int(number)
    return found


def rate(word: str) -> float:
    """The share of reports at large in which a folded word is taken to stand, 0..1."""
    return background().get(word, UNSEEN)


@lru_cache(maxsize=1 << 12)
def _weight(share: float, name: bool) -> float:
    """What a word of such a share of reports weighs that stands in a text once."""
    return float((-math.log(share) * (NAME_WEIGHT if name else 1.0)) ** SHARPER)


def weigh(row: Iterable[Word]) -> dict[str, float]:
    """The weights of a text's rare words, a unit vector in the order of the words; no words, no weights.

    Nothing but the text and the packaged background counts: a word's weight is the same whatever else a casebook
    holds, so that what was compared once need not be compared again.
    """
    given = list(row)
    count = Counter([word.folded for word in given])
    capitals = Counter([word.folded for word in given if word.capital])
    rates = background()
    raw: dict[str, float] = {}
    for folded in sorted(count):
        share = rates.get(folded, UNSEEN)
        if share < COMMON and len(folded) > 1:
            number = count[folded]
            raw[folded] = (1 + math.log(number)) * _weight(share, capitals[folded] >= 0.7 * number)
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items()}
