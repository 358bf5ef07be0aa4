"""What days a time expression means, against the day that a report was published.

News usage: "on Monday" in a Monday report is that day, a bare weekday the latest one not after the report, a month or
a day of a month without a year the latest one. What nothing fixes stays unknown; an impossible date is never mended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from recount.model import Period

from .times import Atom, Match

_DAY = dt.timedelta(days=1)
_MONTHS = frozenset({"month", "month_name", "month_short"})
_WEEKDAYS = frozenset({"weekday", "weekday_short"})
_COUNTS = frozenset({"number", "dayno", "integer", "article"})
_EDGES = frozenset({"edge", "start"})
UNKNOWN = Period()


def resolve(match: Match, published: dt.date | None, *, day_first: bool = False) -> Period:
    """The days of a matched form; a period open on both sides, precision `unknown`, where nothing fixes them."""
    try:
        return _READERS[match.read](match.atoms, published, day_first)
    except (OverflowError, ValueError):  # days before year 1 or after 9999: no date at all
        return UNKNOWN


def _point(atoms: Sequence[Atom], published: dt.date | None, day_first: bool) -> Period:
    """A day, month or year, from its calendar words; of "late February" the last days."""
    return _third(atoms, _whole(atoms, published, day_first))


def _third(atoms: Sequence[Atom], whole: Period) -> Period:
    """The third of a month (1st to 10th, 11th to 20th, the rest) or year that an edge leaves: "mid-2016"."""
    third = next((a.value for a in atoms if a.kind in _EDGES and isinstance(a.value, int) and a.value), 0)
    if not third or whole.start is None or whole.precision not in ("month", "year"):
        return whole
    year, month = whole.start.year, whole.start.month
    if whole.precision == "month":
        end = dt.date(year, month, 10 * third) if third < 3 else whole.end
        return Period(dt.date(year, month, 10 * third - 9), end, "period")
    return Period(dt.date(year, 4 * third - 3, 1), _month_end(year, 4 * third), "period")


def _whole(atoms: Sequence[Atom], published: dt.date | None, day_first: bool) -> Period:
    first = {atom.kind: atom.value for atom in reversed(atoms)}
    step = next((v for k in ("last", "this", "next") if isinstance(v := first.get(k), int)), None)
    year = first.get("year")
    if isinstance(date := first.get("date"), tuple):
        return _numeric(date, published, day_first)
    month = next((atom.value for atom in atoms if atom.kind in _MONTHS), None)
    if isinstance(holiday := first.get("holiday"), int):
        return _dated(holiday // 100, holiday % 100, year, published, step if "unit" in first else None)
    if isinstance(month, int):
        at = next(k for k, atom in enumerate(atoms) if atom.kind in _MONTHS)
        near = [*atoms[at + 1 : at + 3], *reversed(atoms[max(0, at - 2) : at])]
        day = next((atom.value for atom in near if atom.kind in {"dayno", "ordinal"}), None)
        if isinstance(day, int):
            return _dated(month, day, year, published, step if "unit" in first else None)
        return _month(month, year, published, step, named_year="unit" in first)
    if isinstance(offset := first.get("relday"), int):
        return _day(published + offset * _DAY) if published else UNKNOWN
    weekday = next((atom.value for atom in atoms if atom.kind in _WEEKDAYS), None)
    if isinstance(weekday, int):
        if published is not None and step is not None and first.get("unit") == 7:
            return _day(published + (7 * step - published.weekday() + weekday) * _DAY)
        return _weekday(weekday, published, step)
    if isinstance(year, int):
        return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")
    return UNKNOWN


def _day(day: dt.date) -> Period:
    return Period(day, day, "day")


def _numeric(date: tuple[int, int, int], published: dt.date | None, day_first: bool) -> Period:
    """2014-10-01, or 10/1/2014 (its third part negative), whose order is the language's unless only the other fits."""
    year, first, second = date
    orders = [(first, second)] if second > 0 else [(first, -second), (-second, first)]
    if day_first:
        orders.reverse()
    days = [dt.date(year, month, day) for month, day in orders if _possible(year, month, day)]
    past = [day for day in days if published is None or day <= published]
    return _day((past or days)[0]) if days else UNKNOWN


def _possible(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (_month_end(year, month).day)


def _month_end(year: int, month: int) -> dt.date:
    return (dt.date(year, month, 28) + 4 * _DAY).replace(day=1) - _DAY


def _dated(month: int, day: int, year: object, published: dt.date | None, years: int | None) -> Period:
    """A day of a month; without a year the latest one not after the report, leap days included."""
    if isinstance(year, int):
        return _day(dt.date(year, month, day)) if _possible(year, month, day) else UNKNOWN
    if published is None:
        return UNKNOWN
    if years is not None:
        return _dated(month, day, published.year + years, published, None)
    for tried in range(published.year, published.year - 9, -1):
        if _possible(tried, month, day) and dt.date(tried, month, day) <= published:
            return _day(dt.date(tried, month, day))
    return UNKNOWN


def _month(month: int, year: object, published: dt.date | None, step: int | None, *, named_year: bool) -> Period:
    if not isinstance(year, int):
        if published is None:
            return UNKNOWN
        year = published.year
        if named_year:
            year += step or 0
        elif step == 1:
            year += month <= published.month
        elif month > published.month or (step == -1 and month == published.month):
            year -= 1
    return Period(dt.date(year, month, 1), _month_end(year, month), "month")


def _weekday(weekday: int, published: dt.date | None, step: int | None) -> Period:
    if published is None:
        return UNKNOWN
    back = (published.weekday() - weekday) % 7
    if step == 1:
        return _day(published + (7 - back) * _DAY)
    return _day(published - ((back or 7) if step == -1 else back) * _DAY)


def _unit(atoms: Sequence[Atom], published: dt.date | None, _: bool) -> Period:
    """Last week, this month, the year: whole calendar stretches; the current one runs to the report's day."""
    if published is None:
        return UNKNOWN
    first = {atom.kind: atom.value for atom in reversed(atoms)}
    step = next((int(v) for k in ("last", "this", "next") if isinstance(v := first.get(k), int)), 0)
    whole = _stretch(published, _length(atoms), step)
    third = _third(atoms, whole)
    if third != whole and third.start is not None and third.start <= published:
        return third
    return Period(whole.start, published, whole.precision) if step == 0 else whole


def _stretch(day: dt.date, length: int, step: int) -> Period:
    """The calendar day, week, month, year or decade that lies `step` of them from a day."""
    if length == 1:
        return _day(day + step * _DAY)
    if length == 7:
        start = day + (7 * step - day.weekday()) * _DAY
        return Period(start, start + 6 * _DAY, "week")
    if length == 30:
        months = day.year * 12 + day.month - 1 + step
        year, month = months // 12, months % 12 + 1
        return Period(dt.date(year, month, 1), _month_end(year, month), "month")
    if length == 365:
        return Period(dt.date(day.year + step, 1, 1), dt.date(day.year + step, 12, 31), "year")
    return Period(dt.date(day.year + 10 * step - day.year % 10, 1, 1), day if not step else None, "period")


def _length(atoms: Sequence[Atom]) -> int:
    """Days in the unit that a form names; 0 for hours and minutes."""
    return next((int(a.value) for a in atoms if a.kind in {"unit", "short_unit"} and isinstance(a.value, int)), 0)


def _counted(atoms: Sequence[Atom]) -> int | None:
    return next((a.value for a in atoms if a.kind in _COUNTS and isinstance(a.value, int)), None)


def _past(atoms: Sequence[Atom], published: dt.date | None, _: bool) -> Period:
    """The past two weeks, the last 24 hours: counted back from the report."""
    if published is None:
        return UNKNOWN
    vague = any(atom.kind == "vague" for atom in atoms)
    count, length = _counted(atoms), _length(atoms)
    if vague:
        return Period(None, published, "period")
    days = (count or 1) * length if length else -(-(count or 24) // 24)
    return Period(published - min(days, 10**6) * _DAY, published, "period")


def _recent(atoms: Sequence[Atom], published: dt.date | None, _: bool) -> Period:
    return Period(None, published, "period") if published else UNKNOWN


def _ago(atoms: Sequence[Atom], published: dt.date | None, _: bool) -> Period:
    """Two days ago is a day; two weeks, months or years ago is the calendar stretch that holds the day counted to."""
    if published is None:
        return UNKNOWN
    count, length = _counted(atoms), _length(atoms)
    if not length:
        return Period(published - _DAY, published, "period")
    if count is None or count > 10**5:
        return Period(None, published - length * _DAY, "period")
    return _stretch(published, length, -count)


def _weekend(atoms: Sequence[Atom], published: dt.date | None, _: bool) -> Period:
    if published is None:
        return UNKNOWN
    saturday = published - ((published.weekday() - 5) % 7) * _DAY
    kinds = {atom.kind for atom in atoms}
    if "last" in kinds and saturday + _DAY >= published:
        saturday -= 7 * _DAY
    if "next" in kinds:
        saturday += 7 * _DAY
    return Period(saturday, saturday + _DAY, "period")


def _unfixed(atoms: Sequence[Atom], published: dt.date | None, _: bool) -> Period:
    return UNKNOWN


def _overnight(atoms: Sequence[Atom], published: dt.date | None, day_first: bool) -> Period:
    """The night to the report's day; "overnight into Sunday", "overnight Friday", "overnight from Friday to Monday"."""
    if published is None:
        return UNKNOWN
    kinds = [atom.kind for atom in atoms]
    if "from" in kinds:
        return _between(atoms, published, day_first)
    day = _point(atoms, published, day_first).start
    if day is None:
        return Period(published - _DAY, published, "period")
    into = "into" in kinds or day >= published
    return Period(day - _DAY, day, "period") if into else Period(day, day + _DAY, "period")


def _part(atoms: Sequence[Atom], published: dt.date | None, day_first: bool) -> Period:
    """The third week of February (its 15th to 21st), the last week of it (seven days), the first half of 2016."""
    cut = next(k for k, atom in enumerate(atoms) if atom.kind == "of")
    rest = list(atoms[cut + 1 :])
    stretch = any(atom.kind == "unit" for atom in rest) and not any(atom.kind in _MONTHS for atom in rest)
    whole = (_unit if stretch else _point)(rest, published, day_first)
    if stretch and published is not None and whole.precision == "year" and whole.start is not None:
        whole = Period(whole.start, dt.date(whole.start.year, 12, 31), "year")
    head = {atom.kind: atom.value for atom in atoms[:cut]}
    nth, length, parts = head.get("nth"), head.get("unit"), head.get("portion")
    if whole.start is None or whole.end is None:
        return UNKNOWN
    if isinstance(parts, int):
        if whole.precision != "year" or not isinstance(nth, int) or nth > parts:
            return whole
        months = 12 // parts
        last = _month_end(whole.start.year, nth * months)
        return Period(dt.date(whole.start.year, (nth - 1) * months + 1, 1), last, "period")
    if not isinstance(length, int) or length not in (1, 7):
        return whole
    if not isinstance(nth, int):
        return Period(whole.end - (length - 1) * _DAY, whole.end, "day" if length == 1 else "week")
    start = whole.start + (nth - 1) * length * _DAY
    return Period(start, min(whole.end, start + (length - 1) * _DAY), "day" if length == 1 else "week")


def _since(atoms: Sequence[Atom], published: dt.date | None, day_first: bool) -> Period:
    kinds = {atom.kind for atom in atoms}
    if "ago" in kinds:
        start = _ago(atoms, published, day_first).start
    elif "unit" in kinds and not kinds & _MONTHS:
        start = _unit(atoms, published, day_first).start
    else:
        start = _point(atoms, published, day_first).start
    if published is None and start is None:
        return UNKNOWN
    later = published is None or start is None or start <= published
    return Period(start, published if later else None, "period")


def _until(atoms: Sequence[Atom], published: dt.date | None, day_first: bool) -> Period:
    end = _point(atoms, published, day_first).end
    return Period(None, end, "period") if end else UNKNOWN


def _between(atoms: Sequence[Atom], published: dt.date | None, day_first: bool) -> Period:
    """Two ends; the first takes the year, and a bare day the month, of the second where it names none."""
    cut = next(k for k, atom in enumerate(atoms) if k and atom.kind in {"to", "until", "and"})
    left, right = list(atoms[:cut]), list(atoms[cut + 1 :])
    end = _point(right, published, day_first)
    if not any(atom.kind == "year" for atom in left) and end.end is not None:
        at = atoms[cut].start
        left.append(Atom("year", end.end.year, at, at))
        start = _point(left, published, day_first)
        if start.start is not None and start.start > end.end:
            left[-1] = Atom("year", end.end.year - 1, at, at)
            start = _point(left, published, day_first)
    else:
        start = _point(left, published, day_first)
    if start.start is not None and end.end is not None and start.start > end.end and _only_weekday(left):
        start = Period(start.start - 7 * _DAY, None, "day")  # "from Friday to Sunday"
    if start.start is None or end.end is None or start.start > end.end:
        return UNKNOWN
    return Period(start.start, end.end, "period")


def _only_weekday(atoms: Sequence[Atom]) -> bool:
    return any(atom.kind in _WEEKDAYS for atom in atoms) and not any(atom.kind in _MONTHS for atom in atoms)


def _days(atoms: Sequence[Atom], published: dt.date | None, day_first: bool) -> Period:
    """March 6-8: two days of one month."""
    first, last = [atom for atom in atoms if atom.kind == "dayno"]
    rest = [atom for atom in atoms if atom.kind in _MONTHS]
    years = [atom for atom in atoms if atom.kind == "year"]
    start = _point([first, *rest, *years], published, day_first).start
    end = _point([last, *rest, *years], published, day_first).end
    return Period(start, end, "period") if start and end and start <= end else UNKNOWN


_READERS = {
    "point": _point, "unit": _unit, "past": _past, "recent": _recent, "span": _recent, "ago": _ago,
    "weekend": _weekend, "length": _unfixed, "clock": _unfixed, "sameday": _unfixed, "overnight": _overnight,
    "since": _since, "until": _until, "between": _between, "days": _days, "part": _part, "feast": _unfixed,
}  # fmt: skip
READS = frozenset(_READERS)
