"""One call of `add`: reports wait until a batch of them is kept; what was erased does not come back unasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from recount.model import Level, Notice, Report, SetAside
from recount.reading import content_key

from .protecting.raising import Raising
from .store.batches import BATCH
from .store.engine import Store
from .store.erasing import speaks_of
from .store.keeping import Meeting, keep_documents
from .store.tombs import refused as erased_here


class Added:
    """One call of `add`: what waits to be kept, and what was kept so far."""

    def __init__(self, *, again: bool = False, level: Level = "public", reviewer: str = "") -> None:
        self.again = again
        self._keeps_remarks = level == "public"
        self._raising = Raising(level, reviewer)
        self.new = 0
        self.met = 0
        self.reports: list[Report] = []
        self.remarks: list[SetAside | Notice] = []
        self.said: list[SetAside | Notice] = []
        self._originals: dict[str, bytes] = {}
        self._times: Counter[Meeting] = Counter()

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What could not be taken in, and why."""
        return tuple(sorted({one for one in self.said if isinstance(one, SetAside)}, key=lambda s: (s.input, s.wrong)))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a user should know of inputs that were taken in."""
        return tuple(sorted({one for one in self.said if isinstance(one, Notice)}, key=lambda n: (n.input, n.says)))

    def keep_original(self, address: str, data: bytes) -> None:
        """Hold a report's raw bytes until the report is kept."""
        self._originals[address] = data

    def flush(self, store: Store) -> None:
        """Keep the first reports that wait, in one transaction."""
        batch, self.reports = self.reports[:BATCH], self.reports[BATCH:]
        remarks, self.remarks = self.remarks, []
        if not batch and not remarks:
            return
        self._times.update((content_key(report), report.source) for report in batch)
        with store.writing() as connection:
            taken, refused = (batch, []) if self.again else without_erased(connection, batch)
            said = [remark for remark in remarks if not speaks_of(remark, {one.input for one in refused})]
            # inputs that were set aside have no level: above the public, they are told of and not kept
            kept = said if self._keeps_remarks else ()
            self.new += keep_documents(connection, taken, self._originals, self._times, kept)
            self._raising.give(connection, taken)
        self.met += len(taken)
        self.said += [*said, *refused]
        for report in batch:
            self._originals.pop(report.sha256, None)


def without_erased(connection: Connection, reports: Sequence[Report]) -> tuple[list[Report], list[SetAside]]:
    """The reports that were never erased from the casebook, and the word on those that were."""
    keyed = [(content_key(report), report) for report in reports]
    days = erased_here(connection, {key: report.sha256 for key, report in keyed})
    left = [report for key, report in keyed if key not in days]
    return left, [refusal(report, days[key]) for key, report in keyed if key in days]


def refusal(report: Report, day: str) -> SetAside:
    """The word on a report that was erased from the casebook on that day, and comes again."""
    mend = "leave it out, or give --again to take it in all the same"
    return SetAside(report.source or report.id, f"was erased from this casebook on {day}", mend)
