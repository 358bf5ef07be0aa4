"""Names of people: whether two names may be one person's."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_YOUNGER = _SUFFIXES - {"sr"}
_ARTICLES = frozenset({"al", "el", "abu", "bin", "ibn", "de", "la", "van", "von", "der", "mr", "mrs", "ms", "dr"})
_LONGEST = 200
_CUT_SHORT = 3
"""The fewest letters of a first name cut short."""

_SPELT_ALIKE = 5
"""From so many letters on, two words that differ in one letter may be spellings of one."""


@lru_cache(maxsize=16_384)
def words(name: str) -> tuple[str, ...]:
    """A name's words without marks, case, suffixes and articles; what is left of "Dr. José al-Marí Jr."."""
    plain = unicodedata.normalize("NFKD", name[:_LONGEST])
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    found = [word for word in _WORD.findall(bare) if word not in _SUFFIXES]
    kept = tuple(word for word in found if word not in _ARTICLES)
    return kept or tuple(found)


def is_suffixed(name: str) -> bool:
    """Whether a name ends in the suffix of a younger of that name: "Rolando Pardo Jr."."""
    found = _WORD.findall(name.casefold())
    return bool(found) and found[-1] in _YOUNGER


def same(a: str, b: str) -> bool:
    """Whether two words are one word, or one spelt with one letter more, less or other, or two letters swapped."""
    if a == b:
        return True
    if min(len(a), len(b)) < _SPELT_ALIKE or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(a, b, score_cutoff=1) <= 1


def may_be_one(a: tuple[str, ...], b: tuple[str, ...], *, spellings: bool) -> bool:
    """Whether two names' words may be one person's: the last word, and where both have more, a first name or initial.

    A first name may be cut short ("Josh" for "Joshua"), and the last of several surnames left out.
    `spellings` also takes words for the same that differ in one letter.
    """
    if not a or not b:
        return False
    alike = same if spellings else str.__eq__
    if len(a) == 1 or len(b) == 1:
        single, other = (a[0], b) if len(a) == 1 else (b[0], a)
        return any(alike(single, word) for word in other)
    if a == b[: len(a)] or b == a[: len(b)]:
        return True
    if not alike(a[-1], b[-1]):
        return False
    return any(alike(x, y) or _cut_short(x, y) for x in a[:-1] for y in b[:-1])


def _cut_short(a: str, b: str) -> bool:
    """Whether one of two first names is the other's beginning or initial."""
    short, full = (a, b) if len(a) < len(b) else (b, a)
    return (len(short) == 1 or len(short) >= _CUT_SHORT) and full.startswith(short)
