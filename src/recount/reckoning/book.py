"""The book that the rules of reckoning read: an event's series with their ids, and who and where stands behind them."""

from __future__ import annotations

from collections.abc import Iterable

from recount.model import Actor, Claimant, Links

from .entries import Entries, Entry, Voice
from .groups import EXCLUSIVE_STATUS
from .places import Places
from .series import Run, Snap, runs
from .tolls import OUTCOMES, TollKey, order


class Book:
    """The event's series, numbered: tolls t1…, series s1…, snapshots f1…; first the current ones, then the background.

    The numbers of current things depend on nothing that is background.
    """

    def __init__(self, entries: Entries, links: Links) -> None:
        self.entries = entries
        self.places: Places = entries.places
        self.claimants: dict[str, Claimant] = {claimant.id: claimant for claimant in links.claimants}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in links.actors}
        self.runs: tuple[Run, ...] = tuple(runs(entries.current, "current"))
        self.background: tuple[Run, ...] = tuple(runs(entries.background, "background"))
        self.by_key: dict[TollKey, list[Run]] = {}
        self.accounts: dict[Voice, dict[TollKey, Run]] = {}
        self.snap_of_claim: dict[str, Snap] = {}
        self.run_of: dict[str, Run] = {}
        for run in self.runs:
            self.by_key.setdefault(run.key, []).append(run)
            self.accounts.setdefault(run.voice, {})[run.key] = run
        self._number()
        self.keys: tuple[TollKey, ...] = tuple(self.toll_ids)

    def _number(self) -> None:
        snap_number = 0
        for number, run in enumerate((*self.runs, *self.background), start=1):
            run.id = f"s{number}"
            for snap in run.snaps:
                snap_number += 1
                snap.id = f"f{snap_number}"
                self.run_of[snap.id] = run
                for entry in snap.entries:
                    self.snap_of_claim[entry.claim.id] = snap
        self.implied = frozenset(self._implied())
        current = {*self.by_key, *self.implied}
        later = {run.key for run in self.background} - current
        ordered = (*sorted(current, key=order), *sorted(later, key=order))
        self.toll_ids = {key: f"t{number}" for number, key in enumerate(ordered, start=1)}

    def _implied(self) -> Iterable[TollKey]:
        """The whole of each outcome of which only exclusive groups are counted: policies may add them up."""
        for outcome in OUTCOMES:
            keys = [key for key in self.by_key if key.outcome == outcome and key.is_whole]
            apart = {key.group.status for key in keys} & EXCLUSIVE_STATUS
            if len(apart) > 1 and not any(key.is_everyone for key in keys):
                yield TollKey(outcome)

    @property
    def snaps(self) -> Iterable[Snap]:
        """All current snapshots, in the order of their ids."""
        return (snap for run in self.runs for snap in run.snaps)

    def is_named(self, voice: Voice) -> bool:
        """Whether a voice is a claimant who is named."""
        known = self.claimants.get(voice.claimant or "")
        return voice.claimant is not None and (known is None or known.named)


def entries_by_report(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries by the report that holds them, in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.claim.report, []).append(entry)
    return found
