"""Erasing: what must not be kept any longer goes, a tombstone and an entry of the log stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Literal, get_args

import msgspec
from sqlalchemy.engine import Connection

from recount.model import Decision, UsageError

from .progress import Progress, quiet
from .protecting.levels import lost
from .store.engine import Store
from .store.erasing import drop_decisions, drop_documents, drop_reviewer, naming
from .store.history import read_log
from .store.lookup import documents
from .store.rulings import DECIDE, read_decisions
from .store.shrinking import shrink
from .store.tombs import ERASE, Tomb, bury, erased

Category = Literal["consent", "safety", "court", "retention", "mistake"]
"""Why something is erased: consent was withdrawn, somebody is in danger, a court or law asks for it, its time is over,
or it should never have been taken in. The log keeps this and no more."""
CATEGORIES: tuple[Category, ...] = get_args(Category)


class Gone(msgspec.Struct, frozen=True):
    """What an erasure took: how many documents, originals, readings, and parts of decisions; its entry in the log.

    `entry` is 0 where all of it was gone already. `named` are decisions in which an erased reviewer is still spoken of.
    """

    entry: int
    reports: int = 0
    originals: int = 0
    readings: int = 0
    acts: int = 0
    persons: int = 0
    named: tuple[int, ...] = ()


def erase_reports(
    store: Store, asked: Sequence[str], reason: Category, *, levels_too: bool = False, progress: Progress = quiet
) -> Gone:
    """Erase documents, by their ids or by the beginnings of their keys, with all that was read in and ruled on them.

    Erasing again what is gone writes nothing, and wipes the file anew. Raises UsageError where a name fits none, or
    several, and where a level would go with it that hides words in other reports too, unless `levels_too`;
    OutputError where another process holds the file: then all is erased, and compacting wipes it later.
    """

    from .joining import unlink  # what links is loaded where it is needed

    def drop(connection: Connection) -> list[Tomb]:
        keys = documents(connection).keys
        found = sorted({key for one in asked for key in _key(one, keys, connection)})
        unlink(connection, found)
        return drop_documents(connection, found)

    return _erase(store, "report", reason, drop, progress, levels_too=levels_too)


def erase_decisions(
    store: Store, numbers: Sequence[int], reason: Category, *, levels_too: bool = False, progress: Progress = quiet
) -> Gone:
    """Erase decisions by their numbers: what was ruled, who ruled and why. Raises as `erase_reports` does."""

    def drop(connection: Connection) -> list[Tomb]:
        there = {entry.number for entry in read_log(connection) if entry.what == DECIDE}
        for number in numbers:
            if number not in there:
                raise UsageError(f"decision {number}", "is not there", "check the number")
        return drop_decisions(connection, set(numbers))

    return _erase(store, "decision", reason, drop, progress, levels_too=levels_too)


def erase_reviewer(store: Store, reviewer: str, reason: Category, *, progress: Progress = quiet) -> Gone:
    """Erase a reviewer's name from all decisions, with the reasons given; the rulings stand. Raises as the others."""

    def drop(connection: Connection) -> list[Tomb]:
        return drop_reviewer(connection, reviewer)

    gone = _erase(store, "reviewer", reason, drop, progress)
    with store.reading() as connection:
        return msgspec.structs.replace(gone, named=tuple(naming(connection, reviewer)))


def _erase(
    store: Store,
    what: str,
    reason: Category,
    drop: Callable[[Connection], list[Tomb]],
    progress: Progress,
    *,
    levels_too: bool = False,
) -> Gone:
    progress("erase", 0, 0)
    with store.writing() as connection:
        before = read_decisions(connection)
        tombs = drop(connection)
        if not levels_too:
            _keep_hidden(before, read_decisions(connection), {tomb.name for tomb in tombs if tomb.what == "report"})
        number = bury(connection, ERASE, {"of": what, "reason": reason}, tombs) if tombs else 0
    progress("erase", len(tombs), len(tombs))
    progress("wipe", 0, 0)
    shrink(store)  # what was deleted stands in the file's log until then
    kinds = Counter(tomb.what for tomb in tombs)
    return Gone(number, kinds["report"], kinds["raw"], kinds["reading"], acts=kinds["act"], persons=kinds["person"])


def _keep_hidden(before: Sequence[Decision], after: Sequence[Decision], gone: Collection[str]) -> None:
    """Raise UsageError where a level would go that may hide words in what stays. A document takes its own with it."""
    bare = [one for one in lost(before, after) if not (one.kind == "report" and one.report in gone)]
    if not bare:
        return
    kinds = Counter(one.kind for one in bare)
    what = " and ".join(f"the level of {number} {kind}{'s' * (number > 1)}" for kind, number in sorted(kinds.items()))
    raise UsageError(
        "what is to be erased",
        f"holds {what}, which may hide words in other reports too",
        "give that level where others tell of it, then erase with --levels-too (levels_too=True in Python)",
    )


def _key(asked: str, keys: dict[str, str], connection: Connection) -> list[str]:
    """The key of the document that is meant; none where that was erased already."""
    if asked in keys:
        return [keys[asked]]
    begun = asked.lower()
    fit = {key for key in keys.values() if len(begun) >= 8 and key.startswith(begun)}
    if len(fit) > 1:
        raise UsageError(f"report {asked!r}", f"fits {len(fit)} reports", "give more of the key")
    if fit:
        return list(fit)
    if len(begun) >= 8 and any(name.startswith(begun) for kind, name in erased(connection, ["report"])):
        return []
    raise UsageError(f"report {asked!r}", "is not there", "see recount search for the ids that are")
