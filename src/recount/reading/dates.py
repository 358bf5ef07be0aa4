"""Published dates as people write them, and the order of day and month that a file's other dates show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

LONGEST = 64
IMPOSSIBLE = "is no day of the calendar"
EARLIEST, LATEST = 1900, 2100
"""Years between which a report may have been published; others are slips."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_TIME = r"(?:[Tt]|[,\s]+(?:at\s+)?)\d{1,2}[:.]\d{2}[^\n]*"
_DAY = r"(?:[a-z]{3,9}\.?,?\s+)?"  # a weekday; not checked against the date, which is the better witness
_ISO = re.compile(rf"(\d{{4}})([-/.]?)(\d{{2}})\2(\d{{2}})(?:{_TIME})?", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"{_DAY}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([a-z]+)\.?,?[\s-]+(\d{{4}})(?:{_TIME})?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"{_DAY}([a-z]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?:{_TIME})?", re.IGNORECASE)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}})(?:{_TIME})?", re.IGNORECASE)

Order = Literal["month first", "day first"]


class Numbers(NamedTuple):
    """A date in numbers with the year last: day and month stand in either order."""

    words: str
    first: int
    second: int
    year: int

    @property
    def shows(self) -> Order | None:
        """The order that the numbers themselves show: no month is above 12."""
        if self.first <= 12 < self.second and _day(self.year, self.first, self.second):
            return "month first"
        if self.second <= 12 < self.first and _day(self.year, self.second, self.first):
            return "day first"
        return None

    @property
    def open(self) -> bool:
        """Whether both orders give a day, and not the same one."""
        return self.first != self.second and 1 <= self.first <= 12 and 1 <= self.second <= 12

    def day(self, order: Order | None) -> dt.date | None:
        """The day, read in the order that the numbers show, else in `order`; None where there is none."""
        order = self.shows or order
        if order is None:
            return _day(self.year, self.first, self.second) if self.first == self.second else None
        month, day = (self.first, self.second) if order == "month first" else (self.second, self.first)
        return _day(self.year, month, day)


class Settled(NamedTuple):
    """The dates of one file.

    `days` and `faults` stand in the order of what was given: the day or None, and what is wrong ("" for nothing). A
    date whose order nothing tells has neither. `notices` are to be said once a file.
    """

    days: list[dt.date | None]
    faults: list[str]
    notices: list[str]


def settle(said: Sequence[str]) -> Settled:
    """The days that the published dates of one file mean; the empty string is no date and no fault.

    `10/1/2014` is read as the file's dates that leave no doubt (`7/22/2015`) are, where those agree.
    """
    parsed = [_parse(words) for words in said]
    numbers = [date for date in parsed if isinstance(date, Numbers)]
    shown = {order: date.words for date in reversed(numbers) if (order := date.shows)}
    order = next(iter(shown)) if len(shown) == 1 else None
    days = [_settled(date, order) for date in parsed]
    faults = [_fault(words, date, day) for words, date, day in zip(said, parsed, days, strict=True)]
    return Settled(days, faults, _notices([date for date in numbers if date.open], order, shown))


def spotted(words: str) -> str:
    """A whole date that stands in a few words ("By Our Reporter, 6 May 2024"); "" where none does."""
    for form in (_ISO, _DAY_FIRST, _MONTH_FIRST, _NUMBERS):
        for match in form.finditer(words):
            alone = not (words[: match.start()][-1:].isalnum() or words[match.end() :][:1].isalnum())
            if alone and not isinstance(_parse(match[0]), str):
                return match[0]
    return ""


def _settled(date: dt.date | Numbers | str | None, order: Order | None) -> dt.date | None:
    if isinstance(date, Numbers):
        return date.day(order)
    return date if isinstance(date, dt.date) else None


def _notices(doubtful: Sequence[Numbers], order: Order | None, shown: dict[Order, str]) -> list[str]:
    if not doubtful:
        return []
    count = "1 date" if len(doubtful) == 1 else f"{len(doubtful)} dates"
    such = f"{count} written like {doubtful[0].words}"
    if order is not None:
        return [f"{such}: read {order}, as {shown[order]} in the same file shows"]
    why = "the file's other dates disagree" if shown else "nothing in the file tells"
    return [f"{such}: day and month may stand in either order and {why}; left out (write the day as YYYY-MM-DD)"]


def _fault(words: str, date: dt.date | Numbers | str | None, day: object) -> str:
    if isinstance(date, str):
        return date
    if isinstance(date, Numbers) and day is None and not date.open:
        return f"the date {date.words} {IMPOSSIBLE}"
    return ""


def _parse(words: str) -> dt.date | Numbers | str | None:
    """A day, numbers in an order still to be found, a sentence on what is wrong, or None for no date at all."""
    words = " ".join(words[: LONGEST + 1].split())
    if not words:
        return None
    if len(words) > LONGEST:
        return "the date cannot be read"
    if match := _NUMBERS.fullmatch(words):
        return Numbers(match[0][: match.end(4)], int(match[1]), int(match[3]), int(match[4]))
    if match := _ISO.fullmatch(words):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif (match := _DAY_FIRST.fullmatch(words)) and match[2].lower() in MONTHS:
        year, month, day = int(match[3]), MONTHS[match[2].lower()], int(match[1])
    elif (match := _MONTH_FIRST.fullmatch(words)) and match[1].lower() in MONTHS:
        year, month, day = int(match[3]), MONTHS[match[1].lower()], int(match[2])
    else:
        return "the date cannot be read"
    return _day(year, month, day) or f"the date {match[0][: match.end(match.lastindex or 0)]} {IMPOSSIBLE}"


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
