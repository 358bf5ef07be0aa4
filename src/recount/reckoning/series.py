"""Series: the figures of one claimant about one toll, folded into snapshots and set in their order along time.

Claims of the same voice, toll, figure, day counted and compatible as-of day are one snapshot: its relays. Snapshots
stand in the order that dates tell, and where no date tells, in the order of growth, which is marked as inferred.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from recount.model import Period, Scope, SeriesOrder

from .entries import Entry, Voice, claim_order
from .intervals import Interval, growth
from .tolls import TollKey, order

SAME_TIME = dt.timedelta(days=1)
"""As-of days that lie no further apart are the same time (DESIGN.md, "Reckoning, exactly")."""


SIZE = 12
"""A vague word whose floor is lower says nothing of a toll's size ("several", "many", "most")."""


class Snap:
    """One figure of one voice about one toll at one time. `id` is set once all snapshots of the event are known.

    `first` is the claim that said it first (the earliest published, then by place in its report), `day` the as-of day
    where told, `latest` the day after which it cannot have been said: the earliest published date of its reports.
    `only_day` is the one day that it counts, where the event has several and it counts one. `certain` says whether at
    least one of its claims certainly is the claimant's, `sources` are its reports with copies counted once, `vague`
    marks a vague word ("dozens").
    """

    __slots__ = (
        "certain", "day", "entries", "figure", "first", "id", "key", "latest", "only_day", "reports", "sources",
        "vague", "voice",
    )  # fmt: skip

    def __init__(self, entries: tuple[Entry, ...], day: dt.date | None) -> None:
        """`entries` have one voice, toll, figure and day counted."""
        one = entries[0]
        self.id = ""
        self.entries, self.day = entries, day
        self.voice, self.key, self.figure, self.only_day = one.voice, one.key, one.figure, one.only_day
        self.vague = one.claim.figure.modifier == "vague"
        self.first = min(entries, key=lambda e: (e.latest or dt.date.max, claim_order(e.claim)))
        self.latest = min((entry.latest for entry in entries if entry.latest is not None), default=None)
        self.certain = any(entry.certainty == "certain" for entry in entries)
        self.reports = tuple(sorted({entry.claim.report for entry in entries}))
        self.sources = frozenset(entry.source for entry in entries)

    @property
    def says_number(self) -> bool:
        """Whether the figure can be told from others: a number, or a vague word with a size ("dozens", not "many")."""
        if self.vague:
            return (self.figure.low or 0) >= SIZE
        return self.figure.says_something


@dataclass(slots=True, eq=False)
class Run:
    """The snapshots of one voice about one toll in their order.

    `cumulative` are those that count the whole time of the event, in their order.
    """

    voice: Voice
    key: TollKey
    scope: Scope
    snaps: tuple[Snap, ...]
    id: str = ""
    cumulative: tuple[Snap, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Note the snapshots that count the whole time of the event."""
        self.cumulative = tuple(snap for snap in self.snaps if snap.only_day is None)

    @property
    def order(self) -> SeriesOrder:
        """What the order of the figures that can be ordered rests on."""
        if len(self.snaps) == 1:
            return "single"
        if len(self.sized) < 2 or self.key.is_rest:
            return "unknown"
        return "dated" if all(told(a, b) for a, b in pairwise(self.sized)) else "inferred"

    @property
    def sized(self) -> tuple[Snap, ...]:
        """The snapshots that an order can be told of: numbers of the whole time."""
        return tuple(snap for snap in self.cumulative if snap.says_number)

    @property
    def latest(self) -> Snap | None:
        """The last snapshot that counts the whole time of the event; None where all count single days."""
        return self.cumulative[-1] if self.cumulative else None

    @property
    def certain(self) -> bool:
        """Whether any of it certainly is the claimant's."""
        return any(snap.certain for snap in self.snaps)


def runs(entries: Iterable[Entry], scope: Scope) -> list[Run]:
    """All series of the entries, sorted by toll, then claimants before outlets. Cost grows with n log n."""
    held: dict[tuple[TollKey, Voice, tuple[str, str]], list[Entry]] = {}
    for entry in entries:
        # Background figures speak of other episodes; those of different episodes are no series of one toll.
        episode = entry.period if scope == "background" else None
        held.setdefault((entry.key, entry.voice, _days(episode)), []).append(entry)
    made = []
    for key, voice, days in sorted(held, key=lambda at: (order(at[0]), at[1].rank, at[2])):
        ours = held[(key, voice, days)]
        made.append(Run(voice, key, scope, in_order(snapshots(ours))))
    return made


def _days(period: Period | None) -> tuple[str, str]:
    if period is None:
        return ("", "")
    return tuple("" if day is None else day.isoformat() for day in (period.start, period.end))  # type: ignore[return-value]


def snapshots(entries: Sequence[Entry]) -> list[Snap]:
    """The entries of one series folded into snapshots; they come in no order of time yet."""
    groups: dict[tuple[Interval, tuple[str, str]], list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: claim_order(e.claim)):
        groups.setdefault((entry.figure, _days(entry.only_day)), []).append(entry)
    made = []
    for group in groups.values():
        made.extend(_fold(group))
    return made


def _fold(entries: Sequence[Entry]) -> list[Snap]:
    """Claims of one figure as one snapshot for each stretch of as-of days that lie at most a day from each other.

    A claim without an as-of day repeats the last statement that was made when its report was published.
    """
    stretches: list[list[dt.date]] = []
    for day in sorted({entry.day for entry in entries if entry.day is not None}):
        if stretches and day - stretches[-1][-1] <= SAME_TIME:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    if not stretches:
        return [Snap(tuple(entries), _day_of_totals(entries))]
    parts: list[list[Entry]] = [[] for _ in stretches]
    for entry in entries:
        at = 0
        for i, stretch in enumerate(stretches):
            begun = entry.latest is not None and stretch[0] <= entry.latest
            if entry.day in stretch or (entry.day is None and begun):
                at = i
        parts[at].append(entry)
    return [Snap(tuple(part), stretch[0]) for part, stretch in zip(parts, stretches, strict=True)]


def _day_of_totals(entries: Sequence[Entry]) -> dt.date | None:
    """The day of the totals that a figure is part of; none where it was published before, as a stale part is."""
    day = min((entry.day_of_total for entry in entries if entry.day_of_total is not None), default=None)
    if day is None or any(entry.latest is None or entry.latest < day for entry in entries):
        return None
    return day


def in_order(snaps: Sequence[Snap]) -> tuple[Snap, ...]:
    """Snapshots along time.

    A snapshot without a day stands where growth puts it among those that have one and were said by the time it was
    published.
    """

    def grown(snap: Snap) -> tuple[object, ...]:
        return (*growth(snap.figure), snap.figure.approximate, _days(snap.only_day), claim_order(snap.entries[0].claim))

    dated = sorted((s for s in snaps if s.day is not None), key=lambda s: (s.day, *grown(s)))
    slots: list[list[Snap]] = [[] for _ in range(len(dated) + 1)]
    for snap in sorted((s for s in snaps if s.day is None), key=grown):
        at = 0
        for i, other in enumerate(dated, start=1):
            if not _said_before(snap, other) and growth(other.figure) <= growth(snap.figure):
                at = i
        slots[at].append(snap)
    row = [*slots[0]]
    for snap, slot in zip(dated, slots[1:], strict=True):
        row.extend([snap, *slot])
    return tuple(row)


def _said_before(snap: Snap, dated: Snap) -> bool:
    """Whether a snapshot without a day was published before the other's day."""
    return snap.latest is not None and dated.day is not None and snap.latest < dated.day


def told(a: Snap, b: Snap) -> bool:
    """Whether dates tell that the first of two snapshots came before the second."""
    if b.day is None:
        return False
    return a.day < b.day if a.day is not None else _said_before(a, b)


def apart(a: Snap, b: Snap) -> bool:
    """Whether dates tell that two snapshots were said more than a day apart; unknown days may be the same time.

    An outlet that names nobody speaks when it publishes.
    """
    first, last = _window(a), _window(b)
    if first[0] is not None and last[1] is not None and first[0] - last[1] > SAME_TIME:
        return True
    return last[0] is not None and first[1] is not None and last[0] - first[1] > SAME_TIME


def _window(snap: Snap) -> tuple[dt.date | None, dt.date | None]:
    """The days between which a snapshot was said; None is not known."""
    if snap.day is not None:
        return snap.day, snap.day
    return (snap.latest if snap.voice.claimant is None else None), snap.latest


def ids(snaps: Iterable[Snap]) -> tuple[str, ...]:
    """The ids of some snapshots in the order of their numbers."""
    return tuple(snap.id for snap in sorted(snaps, key=lambda snap: int(snap.id[1:])))


def said_before(whole: Snap, part: Snap) -> bool:
    """Whether dates tell that a total was said before its part was counted, so that it cannot hold it."""
    said = whole.day or whole.latest
    counted = part.day or (part.only_day.start if part.only_day is not None else None)
    return said is not None and counted is not None and said < counted
