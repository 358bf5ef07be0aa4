"""Which levels reviewers gave, by the decisions that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.model import LEVELS, Decision, Level

from .hidden import KINDS, Leveled

REDACTED: Level = "confidential"
"""What was redacted is shown to those only who may see everything."""


def leveled(decisions: Iterable[Decision]) -> list[Leveled]:
    """Each subject with each level that it was given, the later word the last. What is redacted is confidential."""
    return list(_leveled(decisions))


def _leveled(decisions: Iterable[Decision]) -> Iterator[Leveled]:
    made = sorted(decisions, key=lambda one: one.number)
    undone: set[int] = set()
    for one in reversed(made):
        if one.ruling == "undo" and one.of is not None and one.number not in undone:
            undone.add(one.of)
    for one in made:
        if one.number in undone or one.subject.kind not in KINDS:
            continue
        if one.ruling == "redact":
            yield one.subject, REDACTED
        elif one.ruling == "edit":
            for edit in one.changes:
                level = next((level for level in LEVELS if level == edit.after), None)
                if edit.field == "level" and level is not None:
                    yield one.subject, level
