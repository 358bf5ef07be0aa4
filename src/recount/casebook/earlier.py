"""Casebooks of documents with readings that are not today's: of an earlier moment, or of another version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from recount.model import Decision, Extraction, SetAside

from .deciding import Laid, standing
from .memory import Casebook
from .recalled import Recalled
from .store.engine import Store
from .store.lookup import Documents


def casebook_of(
    there: Documents,
    readings: Mapping[tuple[str, str], Extraction],
    unread: str,
    decisions: Sequence[Decision] | None = None,
    *,
    together: bool = False,
    seals: Mapping[str, str] | None = None,
    store: Store | None = None,
) -> Casebook:
    """A casebook of documents with some readings (by keys and ids), decisions laid over them if any are given.

    Documents without a reading are set aside, and `unread` says why. What is computed of it is remembered in `store`,
    if that is given; `seals` then names what was read, as `Recalled` has it.
    """
    reports = [one for one in there.reading.reports if (there.keys[one.id], one.id) in readings]
    read = {one.id: readings[there.keys[one.id], one.id] for one in reports}
    left = {one.id: one for one in there.reading.reports if one.id not in read}
    aside = [SetAside(one.source or one.id, unread, "it shows where it is read") for one in left.values()]
    laid = Laid(decisions, {there.keys[one.id]: one for one in reports}, read) if decisions is not None else None

    def filled(casebook: Casebook, taken: Mapping[str, Extraction]) -> Casebook:
        each = [(report, taken[report.id]) for report in reports]
        casebook.take(each, (*there.reading.set_aside, *aside), there.reading.notices)
        return casebook

    def without() -> Casebook:
        of = casebook if isinstance(casebook, Recalled) else None
        return filled(made(None, None, of), read)

    def made(laid: Laid | None, without: Callable[[], Casebook] | None, of: Recalled | None = None) -> Casebook:
        if store is None:
            return Casebook(together=together, laid=laid, without=without)
        return Recalled(store, seals or {}, together=together, laid=laid, without=without, of=of, back=True)

    casebook = made(laid, without if laid is not None else None)
    return filled(casebook, laid.decided.extractions if laid is not None else read)


def decisions_then(decisions: Iterable[Decision], number: int) -> tuple[Decision, ...]:
    """The decisions that count in the state after an entry of the log: those made until then, and later redactions.

    What was hidden since stays hidden, unless that was taken back.
    """
    every = tuple(decisions)
    hidden = {one.number for one in standing(every).of("redact")}
    return tuple(one for one in every if one.number <= number or one.number in hidden)
