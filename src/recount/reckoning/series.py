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

from .entries import Entry, Voice, claim_order, stood_before
from .ids import made_of
from .intervals import EVERYBODY, Interval, growth
from .memo import Memo
from .tolls import TollKey, order, toll_id

SAME_TIME = dt.timedelta(days=1)
"""As-of days that lie no further apart are the same time (DESIGN.md, "Reckoning, exactly")."""


_FOREVER = 10_000_000
MOST_SNAPSHOTS = 64
"""So many of a series' last snapshots are compared with another voice's."""

SIZE = 12
"""A vague word whose floor is lower says nothing of a toll's size ("several", "many", "most")."""


class Snap:
    """One figure of one voice about one toll at one time. `id` and `rank` are set by the series that it stands in.

    `first` is the claim that said it first (the earliest published, then by place in its report). `day` is the as-of
    day where told, `last_day` the last of them where it was said again, `latest` the day after which it cannot have
    been said: the earliest published date of its reports. `stretch` is the part of the event's time that it counts
    alone, where it does. `certain` says whether at least one of its claims certainly is the claimant's, `sources` are
    its reports with copies counted once, `vague` marks a vague word ("dozens"). `within` is the figure with its 10%
    where it is approximate; `window` the days (ordinals) between which it was said, None where an end is not known;
    `since` and `until` are the same with ends for ever. `says_number` tells whether the figure can be told from others:
    a number, or a vague word with a size ("dozens", not "many"). `through` names those who relay it in every one of its
    reports. `withdrawn` says that the claimant took it back, `replaced` that another report has a later figure of the
    same series. `face` is all that is said of it beside who carries it.
    """

    __slots__ = (
        "certain", "day", "entries", "face", "figure", "first", "id", "key", "last_day", "latest", "rank", "replaced",
        "reports", "says_number", "since", "sources", "stood_before", "stretch", "through", "until", "vague", "voice",
        "window", "withdrawn", "within",
    )  # fmt: skip

    def __init__(self, entries: tuple[Entry, ...], day: dt.date | None, last_day: dt.date | None = None) -> None:
        """`entries` have one voice, toll, figure and stretch; `last_day` is the last day that it was said for."""
        one = entries[0]
        self.last_day = last_day or day
        self.id = ""
        self.rank: tuple[object, ...] = ()
        self.entries, self.day = entries, day
        self.voice, self.key, self.figure, self.stretch = one.voice, one.key, one.figure, one.stretch
        self.vague = one.claim.figure.modifier == "vague"
        self.first = min(entries, key=lambda e: (e.latest or dt.date.max, claim_order(e.claim)))
        self.latest = min((entry.latest for entry in entries if entry.latest is not None), default=None)
        self.certain = any(entry.certainty == "certain" for entry in entries)
        self.reports = tuple(sorted({entry.claim.report for entry in entries}))
        self.sources = frozenset(entry.source for entry in entries)
        self.within = self.figure.widened()
        self.window = self._window()
        self.since = self.window[0] if self.window[0] is not None else -_FOREVER
        self.until = self.window[1] if self.window[1] is not None else _FOREVER
        self.says_number = (self.figure.low or 0) >= SIZE if self.vague else self.figure.says_something
        self.through = _through(entries)
        self.stood_before = all(stood_before(entry.claim) for entry in entries)
        self.withdrawn = False
        self.replaced = False
        self.face: tuple[object, ...] = ()

    def _window(self) -> tuple[int | None, int | None]:
        """An outlet that names nobody speaks when it publishes; a claimant at any time before."""
        if self.day is not None:
            return self.day.toordinal(), (self.last_day or self.day).toordinal()
        latest = None if self.latest is None else self.latest.toordinal()
        return (latest if self.voice.claimant is None else None), latest


@dataclass(slots=True, eq=False)
class Run:
    """The snapshots of one voice about one toll in their order.

    `cumulative` are those that count the event's whole time and were not taken back, in their order; `speaking` those
    of its last snapshots that say a number, `by_stretch` the same by what they count, `most` their
    largest low end and `least` their smallest high end; `claims` has the snapshot of each claim, and `parts` are the
    claims that the text makes part of something; `older` are those of which words tell that another took their place;
    `rank` is the sort key of series.
    """

    voice: Voice
    key: TollKey
    scope: Scope
    snaps: tuple[Snap, ...]
    rank: tuple[object, ...]
    id: str
    cumulative: tuple[Snap, ...] = field(init=False)
    speaking: tuple[Snap, ...] = field(init=False)
    by_stretch: dict[Period | None, list[Snap]] = field(init=False)
    claims: dict[str, Snap] = field(init=False)
    parts: tuple[Entry, ...] = field(init=False)
    older: tuple[Snap, ...] = field(init=False)
    most: int = field(init=False)
    least: int = field(init=False)
    certain: bool = field(init=False)

    def __post_init__(self) -> None:
        """Number the snapshots and note which of them stand."""
        told: dict[tuple[object, ...], int] = {}
        for number, snap in enumerate(self.snaps):
            same = (snap.figure, _days(snap.stretch), snap.day)
            told[same] = told.get(same, 0) + 1
            snap.id = made_of("f", self.id, *snap.figure, *_days(snap.stretch), snap.day, told[same])
            snap.rank = (self.rank, number)
        standing = [snap for snap in self.snaps if not snap.withdrawn]
        self.cumulative = tuple(snap for snap in standing if snap.stretch is None)
        self.speaking = tuple(snap for snap in standing if snap.says_number)[-MOST_SNAPSHOTS:]
        self.claims = {entry.claim.id: snap for snap in self.snaps for entry in snap.entries}
        self.parts = tuple(e for snap in self.snaps for e in snap.entries if e.claim.part_of is not None)
        self.older = tuple(snap for snap in self.snaps if snap.stood_before)
        latest = set(self.latest.reports) if self.latest is not None else set()
        for snap in self.snaps:
            snap.replaced = bool(latest) and snap is not self.latest and latest.isdisjoint(snap.reports)
            snap.face = (snap.id, snap.rank, snap.first.claim.id, snap.day, snap.last_day, snap.latest, snap.certain,
                         snap.through, snap.withdrawn, snap.replaced)  # fmt: skip
        self.by_stretch = {}
        for snap in self.speaking:
            self.by_stretch.setdefault(snap.stretch, []).append(snap)
        self.most = max((snap.within.low or 0 for snap in self.speaking), default=0)
        self.least = min((s.within.high for s in self.speaking if s.within.high is not None), default=EVERYBODY)
        self.certain = any(snap.certain for snap in self.snaps)

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
        """The snapshots that an order can be told of: numbers of the whole time, or all of one stretch of it."""
        whole = tuple(snap for snap in self.cumulative if snap.says_number)
        if self.cumulative or len({snap.stretch for snap in self.snaps}) != 1:
            return whole
        return tuple(snap for snap in self.snaps if snap.says_number and not snap.withdrawn)

    @property
    def latest(self) -> Snap | None:
        """The last snapshot that counts the whole time of the event; None where all count stretches of it."""
        return self.cumulative[-1] if self.cumulative else None

    @property
    def last(self) -> Snap | None:
        """The figure that the series stands at: its last of the whole time that says a number."""
        return next((snap for snap in reversed(self.cumulative) if snap.figure.says_something), None)

    @property
    def sources(self) -> frozenset[str]:
        """The reports that carry it, copies counted once."""
        return frozenset().union(*(snap.sources for snap in self.snaps))


def _through(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Those who stand between the claimant and the outlet in every report that carries a figure."""
    ways: list[dict[str, str]] = []
    for entry in entries:
        ways.append({relay.casefold().removeprefix("the "): relay for relay in entry.relays})
        if not ways[-1]:
            return ()
    return tuple(ways[0][name] for name in sorted(set(ways[0]).intersection(*ways[1:])))


def runs(entries: Iterable[Entry], denied: Iterable[Entry], scope: Scope, memo: Memo) -> list[Run]:
    """All series of the entries, sorted by toll, then claimants before outlets. Cost grows with n log n.

    `denied` are the figures that a claimant denies; one that it gave itself before is taken back.
    """
    held: dict[int, list[Entry]] = {}
    for entry in entries:
        held.setdefault(entry.slot, []).append(entry)
    taken_back: dict[tuple[TollKey, Voice], list[Entry]] = {}
    for entry in denied:
        if entry.voice.claimant is not None:
            taken_back.setdefault((entry.key, entry.voice), []).append(entry)
    made = []
    for slot, ours in held.items():
        back = tuple(taken_back.get((ours[0].key, ours[0].voice), ())) if scope == "current" and taken_back else ()
        made.append(memo.piece("run", slot, (tuple(ours), back), _run, scope, ours, back))
    made.sort(key=lambda run: run.rank)
    return made


def _run(scope: Scope, entries: Sequence[Entry], denied: Sequence[Entry]) -> Run:
    key, voice = entries[0].key, entries[0].voice
    days = _days(entries[0].period) if scope == "background" else _NO_DAYS
    snaps = in_order(snapshots(entries))
    for snap in snaps:
        snap.withdrawn = any(takes_back(denial, snap) for denial in denied)
    id = made_of("s", toll_id(key), voice.claimant, voice.outlet, scope, *days)
    return Run(voice, key, scope, snaps, (order(key), voice.rank, days), id)


def takes_back(denial: Entry, snap: Snap) -> bool:
    """Whether a denial is of this very figure, and dates do not tell that it was made before the figure."""
    if denial.figure != snap.figure or _days(denial.stretch) != _days(snap.stretch):
        return False
    denied, said = denial.day or denial.latest, snap.day
    return denied is None or said is None or said <= denied


_NO_DAYS = ("", "")


def _days(period: Period | None) -> tuple[str, str]:
    if period is None:
        return _NO_DAYS
    return tuple("" if day is None else day.isoformat() for day in (period.start, period.end))  # type: ignore[return-value]


def snapshots(entries: Sequence[Entry]) -> list[Snap]:
    """The entries of one series folded into snapshots; they come in no order of time yet."""
    groups: dict[tuple[Interval, tuple[str, str]], list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: claim_order(e.claim)):
        groups.setdefault((entry.figure, _days(entry.stretch)), []).append(entry)
    made = []
    for group in groups.values():
        made.extend(_fold(group))
    return made


def _fold(entries: Sequence[Entry]) -> list[Snap]:
    """Claims of one figure as one snapshot for each stretch of as-of days that lie at most a day from each other.

    A claim without an as-of day repeats the last statement that was made when its report was published.
    """
    days = _days_of_totals(entries)
    stretches: list[list[dt.date]] = []
    for said in sorted({day for day in days if day is not None}):
        if stretches and said - stretches[-1][-1] <= SAME_TIME:
            stretches[-1].append(said)
        else:
            stretches.append([said])
    if not stretches:
        return [Snap(tuple(entries), None)]
    parts: list[list[Entry]] = [[] for _ in stretches]
    for entry, day in zip(entries, days, strict=True):
        at = 0
        for i, stretch in enumerate(stretches):
            begun = entry.latest is not None and stretch[0] <= entry.latest
            if day in stretch or (day is None and begun):
                at = i
        parts[at].append(entry)
    return [Snap(tuple(part), row[0], row[-1]) for part, row in zip(parts, stretches, strict=True) if part]


def _days_of_totals(entries: Sequence[Entry]) -> list[dt.date | None]:
    """Each claim's as-of day; where none is told, that of the total that the text makes it part of.

    A part whose figure was published, or said for a day, before its total's day may be older than the total: its day
    stays unknown.
    """
    days: list[dt.date | None] = [entry.day for entry in entries]
    if all(entry.day_of_total is None for entry in entries):
        return days
    before = [day for entry in entries for day in (entry.latest, entry.day) if day is not None]
    earliest = min(before, default=None)
    for number, entry in enumerate(entries):
        total = entry.day_of_total
        if entry.day is None and total is not None and (earliest is None or total <= earliest):
            days[number] = total
    return days


def in_order(snaps: Sequence[Snap]) -> tuple[Snap, ...]:
    """Snapshots along time.

    A snapshot without a day stands where growth puts it among those that have one and were said by the time it was
    published; one of which words tell that another took its place comes before the others without a day.
    """

    def grown(snap: Snap) -> tuple[object, ...]:
        return (*growth(snap.figure), snap.figure.approximate, _days(snap.stretch), claim_order(snap.entries[0].claim))

    dated = sorted((s for s in snaps if s.day is not None), key=lambda s: (s.day, *grown(s)))
    slots: list[list[Snap]] = [[] for _ in range(len(dated) + 1)]
    for snap in sorted((s for s in snaps if s.day is None), key=lambda s: (not s.stood_before, *grown(s))):
        at = 0
        for i, other in enumerate(dated, start=1):
            in_its_place = snap.stood_before and not set(snap.reports).isdisjoint(other.reports)
            if not (in_its_place or _said_before(snap, other)) and growth(other.figure) <= growth(snap.figure):
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
    """Whether dates tell that two snapshots were said more than a day apart; unknown days may be the same time."""
    return a.since - b.until > 1 or b.since - a.until > 1


def ids(snaps: Iterable[Snap]) -> tuple[str, ...]:
    """The ids of some snapshots in the order of the ledger."""
    return tuple(snap.id for snap in sorted(snaps, key=lambda snap: snap.rank))


def said_before(whole: Snap, part: Snap) -> bool:
    """Whether dates tell that a total was said before its part was counted, so that it cannot hold it."""
    said = whole.day or whole.latest
    counted = part.day or (part.stretch.start if part.stretch is not None else None)
    return said is not None and counted is not None and said < counted
