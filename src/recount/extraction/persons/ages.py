"""Ages in words: "14-year-old", "three-month-old", "thirty-four-year-old", "22-year old", "34yo", "21 y/o", YOA."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..words.tokens import Token

OLDEST = 115

_AGE = re.compile(
    r"(\d{1,3}|[a-z]+(?:-[a-z]+)?)[‑‐-](year|month|week|day|yr)s?[‑‐-]olds?(?:[‑‐-](?:man|woman|boy|girl))?\Z"
)
_SHORT = re.compile(r"(\d{1,3})(?:yo|yrs?)\Z")
_CUT = ("y/o", "y.o", "yoa")
"""What "years old" is cut to."""


def age_in(stem: str, numbers: Mapping[str, int]) -> tuple[bool, int | None]:
    """Whether one word tells an age, and which."""
    age = _AGE.match(stem) if "old" in stem else None
    if age is not None:
        return True, age_of(age.group(1), age.group(2), numbers)
    short = _SHORT.match(stem)
    return short is not None, None if short is None else age_of(short.group(1), "year", numbers)


def split_age(tokens: Sequence[Token], at: int, last: int, numbers: Mapping[str, int]) -> tuple[int, int] | None:
    """The age that several tokens tell: where they end, and the age."""
    one, other = tokens[at], tokens[at + 1]
    if "old" in other.stem:
        if not ((other.stem == "old" and "-" in one.stem) or "-" in other.stem):
            return None
        words, end = f"{one.stem}-{other.stem}", at + 2
    elif at + 2 < last and tokens[at + 2].stem == "old" and "year" not in other.stem:
        words, end = f"{one.stem}-{other.stem}-old", at + 3
    elif other.stem[:1] == "y" and (cut := _cut(tokens, at + 1, last)) is not None:
        words, end = f"{one.stem}-year-old", cut
    else:
        return None
    age = _AGE.match(words)
    value = None if age is None else age_of(age.group(1), age.group(2), numbers)
    return None if value is None else (end, value)


def _cut(tokens: Sequence[Token], at: int, last: int) -> int | None:
    """Where "y/o" or "y.o." ends, None where none begins at `at`."""
    for end in (at + 1, at + 3):
        if end <= last and "".join(token.stem for token in tokens[at:end]).rstrip(".") in _CUT:
            return end
    return None


def age_of(number: str, unit: str, numbers: Mapping[str, int]) -> int | None:
    """The age in full years of a number of some unit; None where the number is none or too high."""
    value = int(number) if number.isdigit() else numbers.get(number)
    if value is None or value > OLDEST:
        return None
    years = {"year": value, "yr": value, "month": value // 12, "week": value // 52, "day": value // 365}
    return years[unit]
