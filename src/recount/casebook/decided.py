"""A kept casebook as reviewers rule on it: rulings are drafted, kept, listed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from recount.model import Decision

from .progress import Progress, quiet
from .store.engine import Store
from .store.rulings import any_decision, keep_decision, read_decisions

if TYPE_CHECKING:
    from .deciding.drafting import Draft
    from .parts.part import Part


class Decided:
    """The decisions of a casebook in a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @abstractmethod
    def part(self, progress: Progress = quiet, about: Collection[str] = ()) -> Part:
        """The events that decisions touch, with those that some names are `about`, as decided."""

    @property
    def undecided(self) -> bool:
        """Whether no reviewer has ruled on anything: events are then as linking alone makes them."""
        with self.store.reading() as connection:
            return not any_decision(connection)

    def decisions(self, until: int | None = None) -> tuple[Decision, ...]:
        """All rulings in the order in which they were made, those up to the log entry `until` if it is given."""
        with self.store.reading() as connection:
            return read_decisions(connection, until)

    def decide(self, decision: Decision) -> int:
        """Keep a reviewer's ruling; the number under which the log has it."""
        with self.store.writing() as connection:
            return keep_decision(connection, decision)

    def decide_all(self, decisions: Sequence[Decision]) -> tuple[int, ...]:
        """Keep several rulings, all or none; the numbers under which the log has them."""
        with self.store.writing() as connection:
            return tuple(keep_decision(connection, one) for one in decisions)

    def rule(
        self,
        ruling: str,
        *on: str,
        reviewer: str,
        reason: str = "",
        standard: str | None = None,
        sets: Mapping[str, str] | None = None,
    ) -> tuple[int, ...]:
        """Rule on what is named as the dossier names it: `rule("edit", "r1#c3", sets={"status": "civilian"}, …)`.

        A merge, split or supersession names its others after it. Raises UsageError for what cannot be ruled.
        """
        draft = self.draft((*on, *(sets or {}).values()))
        made = draft.draft(ruling, on, reviewer=reviewer, reason=reason, standard=standard, sets=sets)
        return self.decide_all(made)

    def draft(self, about: Collection[str], progress: Progress = quiet) -> Draft:
        """What rulings are drafted with, on what some names are `about`: all that they name and set, as it is written.

        Many at once are drafted together, then kept by `decide_all`.
        """
        from .deciding.drafting import Draft

        return Draft(self.part(progress, about).casebook, self.decisions())
