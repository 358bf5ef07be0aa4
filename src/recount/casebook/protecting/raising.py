"""Giving reports a level as they are added."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.engine import Connection

from recount.model import Decision, Edit, Level, Subject, above

from ..store.rulings import keep_decision, read_decisions
from .levels import leveled


def give_level(connection: Connection, level: Level, keys: Iterable[str], reviewer: str) -> None:
    """Raise documents (their keys) to a level, by a decision; those that are as high already stay as they are.

    The transaction must be the one that keeps them, so that at no moment they are there without their level.
    """
    if level == "public":
        return
    held: dict[str, Level] = {}
    for subject, given in leveled(read_decisions(connection)):
        if subject.kind == "report":
            held.update(dict.fromkeys((*subject.reports, *([subject.report] if subject.report else [])), given))
    lower: dict[Level, set[str]] = {}
    for key in keys:
        before = held.get(key, "public")
        if above(level, before):
            lower.setdefault(before, set()).add(key)
    for before, found in sorted(lower.items()):
        keep_decision(
            connection,
            Decision(
                ruling="edit",
                subject=Subject(kind="report", reports=tuple(sorted(found))),
                reviewer=reviewer,
                reason="added at this level",
                changes=(Edit("level", before, level),),
            ),
        )
