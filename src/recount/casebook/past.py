"""A kept casebook as it was after some entry of its log."""

from __future__ import annotations

from .assembling import casebook_of, without_reading
from .deciding.standing import decisions_then
from .memory import Casebook
from .recalled import Kept
from .store.caches import key_of
from .store.engine import Store
from .store.lookup import documents
from .store.moments import Moment
from .store.readings import newest
from .store.rulings import read_decisions


def past(store: Store, extractor: str, then: Moment, *, remember: bool, together: bool, decided: bool) -> Casebook:
    """The state after an entry of the log, as an extractor had read by then; nothing is read for it."""
    with store.reading() as connection:
        there = documents(connection, then.number)
        texts = {there.keys[report.id]: report.text for report in there.reading.reports}
        read = newest(connection, extractor, then.number, texts)
        ruled = decisions_then(read_decisions(connection), then.number) if decided else None
    readings = {named: extraction for named, (_, extraction) in read.items()}
    seals = {id: key_of(key, id, *read[key, id][0]) for id, key in there.keys.items() if (key, id) in read}
    return casebook_of(
        there,
        readings,
        without_reading(there, readings, f"was added but not read yet ({then})"),
        ruled,
        together=together,
        kept=Kept(store, seals, back=True) if remember else None,
    )
