"""The book that the rules of reckoning read: an event's series, and who and where stands behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from recount.model import Actor, Claimant, Links, Report

from .entries import Entries, Voice
from .groups import EXCLUSIVE_STATUS
from .lattice import Lattice
from .memo import Memo
from .places import Places
from .series import Run, Snap, runs
from .tolls import OUTCOMES, TollKey, order


class Book:
    """The event's series: those of current figures and those of the background, which touch nothing current.

    `changed` are the reports of which a figure is new, gone, or stands otherwise than the last time that the event was
    reckoned: in another series, at another place in it, with another day.
    `by_key` has the current series of each toll in the order of tolls, `accounts` those of each voice by toll, and
    `snap_of_claim` the snapshot that holds each claim. What is made of a part of it is kept in `memo`.
    """

    def __init__(
        self,
        entries: Entries,
        links: Links,
        memo: Memo,
        lattice: Lattice,
        reports: Mapping[str, Report],
        before: Book | None = None,
    ) -> None:
        """`reports` are the event's by id; `before` is the book of the last time, which is used up."""
        self.reports = reports
        self.entries = entries
        self.memo = memo
        self.lattice = lattice
        self.places: Places = entries.places
        self.claimants: dict[str, Claimant] = {claimant.id: claimant for claimant in links.claimants}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in links.actors}
        self.runs: tuple[Run, ...] = tuple(runs(entries.current, entries.denied, "current", memo))
        self.background: tuple[Run, ...] = tuple(runs(entries.background, (), "background", memo))
        self.accounts: dict[Voice, dict[TollKey, Run]] = {}
        self.snap_of_claim: dict[str, Snap] = before.snap_of_claim if before is not None else {}
        self.run_of: dict[str, Run] = before.run_of if before is not None else {}
        by_key: dict[TollKey, list[Run]] = {}
        for run in self.runs:
            by_key.setdefault(run.key, []).append(run)
            self.accounts.setdefault(run.voice, {})[run.key] = run
        self._all = {id(run): run for run in (*self.runs, *self.background)}
        self.changed = self._changed(before._all if before is not None else {})
        self.by_key: dict[TollKey, tuple[Run, ...]] = {key: tuple(found) for key, found in by_key.items()}
        self.implied = frozenset(self._implied())

    def _changed(self, before: Mapping[int, Run]) -> frozenset[str]:
        """The reports of series that were made anew, or are gone; the look-ups of figures are brought up to date."""
        gone = [run for key, run in before.items() if key not in self._all]
        made = [run for key, run in self._all.items() if key not in before]
        for run in gone:
            for claim in run.claims:
                self.snap_of_claim.pop(claim, None)
            for snap in run.snaps:
                self.run_of.pop(snap.id, None)
        for run in made:
            self.snap_of_claim.update(run.claims)
            self.run_of.update(dict.fromkeys([snap.id for snap in run.snaps], run))
        were = {snap.id: snap for run in gone for snap in run.snaps}
        changed: set[str] = set()
        for run in made:
            for snap in run.snaps:
                changed.update(_touched(were.pop(snap.id, None), snap))
        for snap in were.values():
            changed.update(snap.reports)
        return frozenset(changed)

    def outlet(self, report: str) -> str | None:
        """Who published a report of the event; None for another."""
        known = self.reports.get(report)
        return known.outlet if known is not None else None

    @property
    def keys(self) -> tuple[TollKey, ...]:
        """All tolls in order: the current ones, then those that only the background counts."""
        current = {*self.by_key, *self.implied}
        later = {run.key for run in self.background} - current
        return (*sorted(current, key=order), *sorted(later, key=order))

    def _implied(self) -> Iterable[TollKey]:
        """The whole of each outcome of which only exclusive groups are counted: policies may add them up."""
        for outcome in OUTCOMES:
            keys = [key for key in self.by_key if key.outcome == outcome and key.is_whole]
            apart = {key.group.status for key in keys} & EXCLUSIVE_STATUS
            if len(apart) > 1 and not any(key.is_everyone for key in keys):
                yield TollKey(outcome)

    @property
    def snaps(self) -> Iterator[Snap]:
        """All current snapshots, in the order of the ledger."""
        return (snap for run in self.runs for snap in run.snaps)

    def is_named(self, voice: Voice) -> bool:
        """Whether a voice is a claimant who is named."""
        known = self.claimants.get(voice.claimant or "")
        return voice.claimant is not None and (known is None or known.named)


def _touched(before: Snap | None, now: Snap) -> Iterable[str]:
    """The reports for which a snapshot is another than before: all of them, or those that carry it anew or no more."""
    if before is None or before.face != now.face:
        return (*now.reports, *(before.reports if before is not None else ()))
    return {entry.claim.report for entry in {*before.entries} ^ {*now.entries}}
