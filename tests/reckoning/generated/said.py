"""What was said, worked out from how a week was made: each claimant's figures as the snapshots that they should be.

The rules are those of docs/reckoning.md, "Snapshots and series", worked out here anew; nothing of reckoning is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .accounts import Words
from .reports import Row, Week
from .truth import HOLDERS, What, date

DAY = dt.timedelta(days=1)
LEAST_SIZE = 12
"""A vague word whose least number is lower has no size."""


class Voice(NamedTuple):
    """Who speaks: a claimant's name (with its report where it is an unnamed one), or an outlet that names nobody."""

    name: str
    is_claimant: bool
    is_named: bool


class Ends(NamedTuple):
    """A figure's inclusive ends; None is open."""

    low: int | None
    high: int | None
    about: bool = False

    @property
    def wide(self) -> tuple[float, float]:
        """The ends as numbers, "about" taken within 10%."""
        low = float("-inf") if self.low is None else self.low * 90 / 100 if self.about else self.low
        high = float("inf") if self.high is None else self.high * 110 / 100 if self.about else self.high
        return low, high

    @property
    def number(self) -> int:
        """The number said."""
        return self.low if self.low is not None else self.high or 0

    def meets(self, other: Ends) -> bool:
        """Whether one number can be true to both."""
        mine, theirs = self.wide, other.wide
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]

    def below(self, other: Ends) -> bool:
        """Whether no number of the other is as low as any of these."""
        return self.wide[1] < other.wide[0]


@dataclass(frozen=True, eq=False)
class Said:
    """One figure of one voice about one toll at one time, with the claims that relay it.

    `days` are the days as of which it was said, empty where none is told; `latest` the earliest day on which a report
    with it was published. `made_on` is the day on which it was truly said, `figures` the ids of the figures made.
    """

    key: str
    voice: Voice
    what: What
    ends: Ends
    vague: bool
    days: tuple[dt.date, ...]
    latest: dt.date | None
    made_on: int
    figures: frozenset[str]
    rows: tuple[Row, ...]
    certain: bool
    taken_back: bool

    @property
    def has_size(self) -> bool:
        """Whether it is a number, or a vague word with a size."""
        return not self.vague or (self.ends.low or 0) >= LEAST_SIZE

    @property
    def reports(self) -> frozenset[str]:
        """The reports that carry it."""
        return frozenset(row["in"] for row in self.rows)

    @property
    def through(self) -> tuple[str, ...]:
        """Those who stand between the claimant and the outlet in every one of its reports."""
        first = self.rows[0].get("through", [])
        return tuple(one for one in first if all(one in row.get("through", []) for row in self.rows))

    @property
    def window(self) -> tuple[dt.date | None, dt.date | None]:
        """The days between which it was said; None is not known. Who names nobody speaks when it publishes.

        What counts from a day on was not said before that day.
        """
        if self.days:
            return self.days[0], self.days[-1]
        first = None if self.what.since is None else date(self.what.since)
        return (first if self.voice.is_claimant else self.latest), self.latest

    def apart(self, other: Said) -> bool:
        """Whether dates tell that the two were said more than a day apart."""
        (first, last), (begin, end) = self.window, other.window
        return (first is not None and end is not None and first - end > DAY) or (
            begin is not None and last is not None and begin - last > DAY
        )

    def told_before(self, other: Said) -> bool:
        """Whether dates tell that this one was said before the other."""
        if not other.days:
            return False
        if self.days:
            return self.days[0] < other.days[0]
        return self.latest is not None and self.latest < other.days[0]


def latest(row: Sequence[Said]) -> list[Said]:
    """The figures of a series at which it may stand: those that no date tells to have been said before another."""
    return [one for one in row if not any(one.told_before(other) for other in row)]


def holds(whole: What, part: What) -> bool:
    """Whether everybody whom the part counts is surely counted by the whole, their days left aside."""
    outcome = whole.outcome == part.outcome or (
        whole.outcome == "killed_or_injured" and part.outcome in ("killed", "injured")
    )
    groups = {"people": ("people", "civilians", "security forces", "fighters", "children", "women", "men"),
              "civilians": ("civilians", "children", "women")}  # fmt: skip
    place = whole.place is None or whole.place in (part.place, *HOLDERS.get(part.place or "", ()))
    return outcome and part.of in groups.get(whole.of, (whole.of,)) and place and whole.by in (None, part.by)


def said(week: Week) -> tuple[Said, ...]:
    """All figures of the week that are asserted and current, in the order in which they were made."""
    full = {row["says"]: row["from"] for row in week.rows if "from" in row}
    groups: dict[tuple[Voice, What, Ends], list[Row]] = {}
    for row in week.rows:
        if row.get("denied") or row.get("background"):
            continue
        figure = week.figures[row["says"]]
        what = figure.what if row.get("from") or row["says"] in full else figure.what._replace(by=None)
        groups.setdefault((voice(row, week), what, _ends(figure.said)), []).append(row)
    taken_back = {row["denies"] for row in week.rows if row.get("denied") and row["denies"].startswith(row["by"])}
    made = [
        one for (who, what, ends), rows in groups.items() for one in _folded(who, what, ends, rows, week, taken_back)
    ]
    return tuple(sorted(made, key=lambda one: (one.made_on, one.key)))


def voice(row: Row, week: Week) -> Voice:
    """Who speaks in a row. A copy speaks with the voices of the report that it repeats."""
    origin = {copy: first for first, copy in week.copies}
    report = row["in"]
    while report in origin:
        report = origin[report]
    if "by" not in row:
        return Voice(week.outlets[report], is_claimant=False, is_named=False)
    named = row["by"][0].isupper()
    return Voice(row["by"] if named else f"{row['by']} of {report}", is_claimant=True, is_named=named)


def _ends(words: Words) -> Ends:
    return Ends(words.low, words.high, words.about)


def _folded(
    who: Voice, what: What, ends: Ends, rows: Sequence[Row], week: Week, taken_back: Iterable[str]
) -> list[Said]:
    """One voice's claims of one figure, as one for each stretch of days that lie no more than a day from each other."""
    own = {row["id"]: _day(row, rows, week) for row in rows}
    stretches: list[list[dt.date]] = []
    for day in sorted({day for day in own.values() if day is not None}):
        if stretches and day - stretches[-1][-1] <= DAY:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    parts: list[list[Row]] = [[] for _ in stretches or [[]]]
    for row in rows:
        published = _published(row, week)
        begun = [at for at, days in enumerate(stretches) if published is not None and days[0] <= published]
        in_it = [at for at, days in enumerate(stretches) if own[row["id"]] in days]
        parts[(in_it or begun or [0])[-1]].append(row)
    return [
        _one(who, what, ends, tuple(days), part, week, taken_back)
        for days, part in zip(stretches or [[]], parts, strict=True)
        if part
    ]


def _day(row: Row, alike: Sequence[Row], week: Week) -> dt.date | None:
    """The day as of which a claim was said: its own, or its total's unless the figure was published before."""
    explicit = _explicit(row, week)
    if explicit is not None or "part_of" not in row:
        return explicit
    whole = next(other for other in week.rows if other["in"] == row["in"] and other["id"] == row["part_of"])
    day = _day(whole, [whole], week) if voice(whole, week) == voice(row, week) else None
    before = [published for one in alike if (published := _published(one, week)) is not None]
    return None if day is None or (before and min(before) < day) else day


def _explicit(row: Row, week: Week) -> dt.date | None:
    """The day that a claim's own words tell: that on which it was said, or the last that it counts."""
    if "as_of" in row and row.get("basis") != "published":
        return dt.date.fromisoformat(row["as_of"])
    first, _, last = row.get("when", "").partition("/")
    if not last or last in ("..", first):
        return None
    published, end = _published(row, week), dt.date.fromisoformat(last)
    return end if published is None or end < published else None


def _published(row: Row, week: Week) -> dt.date | None:
    day = week.published[row["in"]]
    return None if day is None else date(day)


def _one(
    who: Voice,
    what: What,
    ends: Ends,
    days: tuple[dt.date, ...],
    rows: Sequence[Row],
    week: Week,
    taken_back: Iterable[str],
) -> Said:
    figures = frozenset(row["says"] for row in rows)
    made = {figure.id: b.day for a in week.accounts.values() for b in a.bulletins for figure in b.figures}
    published = [day for row in rows if (day := _published(row, week)) is not None]
    origins = [made.get(id.partition("@")[0]) for id in figures]
    when = [day for day in origins if day is not None]
    return Said(
        key=min(row["id"] for row in rows),
        voice=who,
        what=what,
        ends=ends,
        vague=week.figures[next(iter(figures))].said.vague,
        days=days,
        latest=min(published, default=None),
        made_on=min(when, default=min((week.published[row["in"]] or 0 for row in rows), default=0)),
        figures=figures,
        rows=tuple(rows),
        certain=any(not row.get("maybe") for row in rows),
        taken_back=bool(figures & set(taken_back)),
    )
