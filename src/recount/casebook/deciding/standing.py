"""Which decisions stand: those that nobody took back, who stands behind each, and which of two that clash holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from recount.model import Decision, Edit, Standard, Subject, SubjectKind

STANDARDS: tuple[Standard, ...] = (
    "reported", "reasonable_suspicion", "reasonable_grounds", "balance_of_probabilities", "clear_and_convincing",
    "beyond_reasonable_doubt",
)  # fmt: skip
"""Standards of proof, the weakest first."""
_SLOTS = {"accept": "taken", "reject": "taken", "supersede": "taken", "publish": "state", "retract": "state"}
"""Rulings of which one of a subject holds: whether it is taken, and in what state it is."""


class Ruled(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that stands.

    `behind` are those who stand behind it, the reviewer first and each once, and `agreements` the numbers of the
    decisions by which others agreed. `standard` is the highest standard of proof that one of them gave. `holds` are
    the fields that it rules, and `overruled` those that a later decision (its number) rules otherwise.
    """

    decision: Decision
    behind: tuple[str, ...]
    agreements: tuple[int, ...] = ()
    standard: Standard | None = None
    holds: tuple[str, ...] = ()
    overruled: tuple[tuple[str, int], ...] = ()

    @property
    def number(self) -> int:
        """The decision's number."""
        return self.decision.number

    @property
    def reviewers(self) -> int:
        """How many reviewers stand behind it; those whose names were erased count as one."""
        return len(self.behind)

    def changes(self) -> Iterator[Edit]:
        """The changes that no later decision overrules."""
        return (edit for edit in self.decision.changes if edit.field in self.holds)


class Standing(msgspec.Struct, frozen=True):
    """All decisions that stand, in the order in which they were made."""

    ruled: tuple[Ruled, ...] = ()

    def fields(self, name: str, kind: SubjectKind | None = None) -> tuple[tuple[Subject, Edit], ...]:
        """Each subject (of a kind) of which a field was edited, with the change that holds: `fields("level")`."""
        return tuple(
            (one.decision.subject, edit)
            for one in self.ruled
            if one.decision.ruling == "edit" and kind in (None, one.decision.subject.kind)
            for edit in one.changes()
            if edit.field == name
        )

    def of(self, *rulings: str) -> tuple[Ruled, ...]:
        """The decisions of some rulings that hold."""
        return tuple(one for one in self.ruled if one.decision.ruling in rulings and one.holds)


def standing(decisions: Iterable[Decision]) -> Standing:
    """Which of all decisions stand.

    One that was undone does not, unless the undoing was undone. An agreement counts with what it agrees with, once
    for each other reviewer. Of two that rule on one field of one subject the later holds, and the earlier says so;
    two that rule the same of it (both accept it) hold both.
    """
    made = sorted(decisions, key=lambda one: one.number)
    undone = taken_back(made)
    stand = [one for one in made if one.number not in undone and one.ruling not in ("undo", "agree")]
    agreed: dict[int, list[Decision]] = {}
    for one in made:
        if one.ruling == "agree" and one.number not in undone and one.of is not None:
            agreed.setdefault(one.of, []).append(one)
    later = _later(stand)
    return Standing(tuple(_ruled(one, agreed.get(one.number, []), later[one.number]) for one in stand))


def decisions_then(decisions: Iterable[Decision], number: int) -> tuple[Decision, ...]:
    """The decisions that count in the state after an entry of the log: those made until then, and later redactions.

    What was hidden since stays hidden, unless that was taken back.
    """
    every = tuple(decisions)
    hidden = {one.number for one in standing(every).of("redact")}
    return tuple(one for one in every if one.number <= number or one.number in hidden)


def subject_key(subject: Subject) -> tuple[object, ...]:
    """What makes two subjects one, whatever they were called: the words that they stand on, else the reports, the id.

    A tie between reports and claims goes by its claim; a claim by its figure and outcome.
    """
    if subject.report is not None:
        span = (subject.span.start, subject.span.end) if subject.span is not None else None
        return (subject.kind, subject.report, span, subject.outcome)
    if subject.reports:
        return (subject.kind, *sorted(subject.reports))
    return (subject.kind, subject.id)


def highest(standards: Iterable[Standard | None]) -> Standard | None:
    """The highest of some standards of proof; None where none is given."""
    return max((one for one in standards if one is not None), key=STANDARDS.index, default=None)


def taken_back(decisions: Iterable[Decision]) -> set[int]:
    """The numbers of decisions that were taken back, by the latest word on each."""
    undone: set[int] = set()
    for one in sorted(decisions, key=lambda one: -one.number):
        if one.ruling == "undo" and one.of is not None and one.number not in undone:
            undone.add(one.of)
    return undone


def _later(stand: list[Decision]) -> dict[int, dict[str, int]]:
    """By decision and field, the number of the later decision that rules on the same field of the same subject."""
    last: dict[tuple[object, ...], Decision] = {}
    found: dict[int, dict[str, int]] = {}
    for one in reversed(stand):
        subject = subject_key(one.subject)
        found[one.number] = {}
        for field in _fields(one):
            later = last.get((*subject, field))
            same = later is not None and later.ruling == one.ruling != "edit" and not found[later.number][field]
            found[one.number][field] = 0 if later is None or same else later.number
            last[(*subject, field)] = one
    return found


def _fields(decision: Decision) -> tuple[str, ...]:
    """The fields of its subject that a decision rules."""
    if decision.ruling == "edit":
        return tuple(dict.fromkeys(edit.field for edit in decision.changes))
    if decision.ruling in ("merge", "split"):  # how several stand to each other: each such ruling is one of its own
        return (f"{decision.ruling} {decision.number}",)
    return (_SLOTS.get(decision.ruling, decision.ruling),)


def _ruled(decision: Decision, agreements: list[Decision], later: dict[str, int]) -> Ruled:
    behind = {decision.reviewer: None}
    counted = []
    for one in agreements:
        if one.reviewer not in behind:
            behind[one.reviewer] = None
            counted.append(one)
    return Ruled(
        decision=decision,
        behind=tuple(behind),
        agreements=tuple(one.number for one in counted),
        standard=highest([decision.standard, *(one.standard for one in counted)]),
        holds=tuple(field for field, number in later.items() if not number),
        overruled=tuple((field, number) for field, number in later.items() if number),
    )
