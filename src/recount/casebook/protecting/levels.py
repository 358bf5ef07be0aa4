"""Which levels reviewers gave, by the decisions that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.model import LEVELS, Decision, Level, Subject, above

from ..deciding.standing import standing, subject_key
from .hidden import KINDS, Leveled

REDACTED: Level = "confidential"
"""What was redacted is shown to those only who may see everything."""


def leveled(decisions: Iterable[Decision]) -> list[Leveled]:
    """Each subject with each level that it was given, the later word the last. What is redacted is confidential."""
    return list(_leveled(decisions))


def lost(before: Iterable[Decision], after: Iterable[Decision]) -> list[Subject]:
    """The subjects that had a level above public, and have it no more."""
    now = {subject_key(subject): level for subject, level in leveled(after)}
    was = {subject_key(subject): (subject, level) for subject, level in leveled(before)}
    return [subject for key, (subject, level) in was.items() if above(level, now.get(key, "public"))]


def _leveled(decisions: Iterable[Decision]) -> Iterator[Leveled]:
    for one in standing(decisions).ruled:
        subject = one.decision.subject
        if subject.kind not in KINDS or not one.holds:
            continue
        if one.decision.ruling == "redact":
            yield subject, REDACTED
        elif one.decision.ruling == "edit":
            for edit in one.changes():
                level = next((level for level in LEVELS if level == edit.after), None)
                if edit.field == "level" and level is not None:
                    yield subject, level
