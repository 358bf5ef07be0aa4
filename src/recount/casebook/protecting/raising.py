"""Giving reports a level as they are added."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from sqlalchemy.engine import Connection

from recount.model import Decision, Edit, Level, Report, Subject, above
from recount.reading import content_key

from ..store import schema
from ..store.rulings import decision, decision_rows, keep_decision
from .levels import leveled


class Raising:
    """Raises documents to a level, each by a decision; those that are as high already stay as they are."""

    def __init__(self, level: Level, reviewer: str) -> None:
        self._level = level
        self._reviewer = reviewer
        self._known: list[Decision] = []
        self._held: dict[str, Level] = {}

    def give(self, connection: Connection, reports: Iterable[Report]) -> None:
        """Give documents their level; nothing where it is public.

        The transaction must be the one that keeps them, so that at no moment they are there without their level.
        """
        if self._level == "public":
            return
        self._look(connection)
        for key, report in {content_key(report): report for report in reports}.items():
            before = self._held.get(key, "public")
            if above(self._level, before):
                self._raise(connection, Subject(kind="report", id=report.id, report=key), before)
                self._held[key] = self._level

    def _look(self, connection: Connection) -> None:
        """Read what was decided since it was last looked, by whomever."""
        last = self._known[-1].number if self._known else 0
        rows = connection.execute(decision_rows().where(schema.decisions.c.number > last)).all()
        new = [one for row in rows if (one := decision(row)) is not None]
        if new:
            self._known += new
            given = [(subject, level) for subject, level in leveled(self._known) if subject.kind == "report"]
            self._held = {key: level for one, level in given for key in (one.report, *one.reports) if key}

    def _raise(self, connection: Connection, subject: Subject, before: Level) -> None:
        made = Decision(
            ruling="edit",
            subject=subject,
            reviewer=self._reviewer,
            reason="added at this level",
            changes=(Edit("level", before, self._level),),
        )
        self._known.append(replace(made, number=keep_decision(connection, made)))
