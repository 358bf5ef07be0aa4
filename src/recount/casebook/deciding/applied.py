"""What came of decisions: those found and applied, by what they rule on, and those that need another look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from recount.model import Claim, Edit, Ruling, Value

from .fields import UnfitError
from .standing import Ruled

T = TypeVar("T")


class Look(msgspec.Struct, frozen=True, order=True):
    """A decision (by number) that needs another look, and why.

    `applied` tells whether it holds all the same: as where what it changed is now read otherwise than before it.
    """

    decision: int
    because: str
    applied: bool = False


class LeftOut(msgspec.Struct, frozen=True):
    """A claim (as decided) that a reviewer left out of the count: by which ruling, and which claims replace it."""

    claim: Claim
    ruling: Ruling
    decision: int
    by: tuple[str, ...] = ()


class Work:
    """What is gathered while decisions are applied: what was found on each subject (by id), and what needs a look."""

    def __init__(self) -> None:
        self.on: dict[str, list[Ruled]] = {}
        self.looks: list[Look] = []

    def found(self, id: str, ruled: Ruled) -> None:
        """Note that a decision rules on what is called `id`."""
        self.on.setdefault(id, []).append(ruled)

    def look(self, ruled: Ruled, because: str, *, applied: bool = False) -> None:
        """Note that a decision needs another look."""
        self.looks.append(Look(ruled.number, because, applied))

    def drop(self, id: str, ruled: Ruled, because: str) -> None:
        """Note that a decision that was found cannot be applied."""
        self.on[id] = [one for one in self.on.get(id, ()) if one is not ruled]
        self.look(ruled, because)

    def moved(self, some: Iterable[Ruled], now: Callable[[str], Value]) -> None:
        """Note what is read otherwise than when decisions on one subject changed it, unless as they rule.

        `now` has what a field is as read; each edit is held against what those before it made of it.
        """
        made: dict[str, Value] = {}
        for one in some:
            for edit in one.decision.changes if one.decision.ruling == "edit" else ():
                if edit.field == "level":
                    continue
                is_ = made[edit.field] if edit.field in made else now(edit.field)
                if edit.field in one.holds and is_ not in (edit.before, edit.after):
                    says = f"{edit.field} was {told(edit.before)} when it was ruled on, and is now {told(is_)}"
                    self.look(one, says, applied=True)
                made[edit.field] = edit.after


def told(value: Value) -> str:
    """A value in words: the words of a span, "none" for none."""
    if isinstance(value, (str, int)):
        return str(value)
    return "none" if value is None else f"“{value.exact}”"


def held_edits(ruled: Iterable[Ruled]) -> list[tuple[Ruled, tuple[Edit, ...]]]:
    """The edits among some decisions on one subject, with the changes that hold; levels change nothing that is read."""
    found = []
    for one in ruled:
        if one.decision.ruling == "edit":
            edits = tuple(edit for edit in one.changes() if edit.field != "level")
            if edits:
                found.append((one, edits))
    return found


def laid_over(
    subject: T, edits: list[tuple[Ruled, tuple[Edit, ...]]], lay: Callable[[T, list[Edit]], T], work: Work, id: str
) -> T:
    """A subject with all its edits, or with those that fit together where not all do: the others need a look."""
    try:
        return lay(subject, [edit for _, some in edits for edit in some])
    except UnfitError:
        pass
    kept: list[Edit] = []
    made = subject
    for ruled, some in edits:
        try:
            made = lay(subject, [*kept, *some])
            kept += some
        except UnfitError as fault:
            work.drop(id, ruled, f"it cannot be applied: {fault}")
    return made
