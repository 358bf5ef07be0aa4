"""A casebook put together: documents out of the store, their readings, and decisions laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from recount.model import Decision, Extraction, SetAside

from .deciding import Laid
from .memory import Casebook
from .recalled import Kept, Recalled
from .store.lookup import Documents

Readings = Mapping[tuple[str, str], Extraction]
"""What was read in documents, by their keys and the ids under which they were read."""


def casebook_of(
    there: Documents,
    readings: Readings,
    aside: Iterable[SetAside],
    decisions: Sequence[Decision] | None = None,
    *,
    together: bool = False,
    kept: Kept | None = None,
) -> Casebook:
    """A casebook of the documents that have a reading, decisions laid over them if any are given.

    `aside` says why others have none. What is computed of it is remembered where it is `kept`, if that is given.
    """
    reports = [one for one in there.reading.reports if (there.keys[one.id], one.id) in readings]
    read = {one.id: readings[there.keys[one.id], one.id] for one in reports}
    laid = Laid(decisions, {there.keys[one.id]: one for one in reports}, read) if decisions is not None else None
    set_aside = (*there.reading.set_aside, *aside)

    def filled(casebook: Casebook, taken: Mapping[str, Extraction]) -> Casebook:
        casebook.take([(report, taken[report.id]) for report in reports], set_aside, there.reading.notices)
        return casebook

    def without() -> Casebook:
        of = casebook if isinstance(casebook, Recalled) else None
        return filled(made(None, None, of), read)

    def made(laid: Laid | None, without: Callable[[], Casebook] | None, of: Recalled | None = None) -> Casebook:
        if kept is None:
            return Casebook(together=together, laid=laid, without=without)
        return Recalled(kept, together=together, laid=laid, without=without, of=of)

    casebook = made(laid, without if laid is not None else None)
    return filled(casebook, laid.decided.extractions if laid is not None else read)


def without_reading(there: Documents, readings: Readings, why: str) -> list[SetAside]:
    """The word on each document that has no reading."""
    left = {one.id: one for one in there.reading.reports if (there.keys[one.id], one.id) not in readings}
    return [SetAside(one.source or one.id, why, "it shows where it is read") for one in left.values()]
