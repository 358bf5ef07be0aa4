"""A decision: a reviewer's ruling on what was extracted, linked or published, laid over it and never in its place."""

from __future__ import annotations

from typing import Literal

import msgspec

from .claim import Outcome
from .spans import Span

Ruling = Literal[
    "accept", "edit", "reject", "merge", "split", "supersede", "redact", "publish", "retract", "agree", "undo",
]  # fmt: skip
"""What is ruled. `agree` is a second reviewer's agreement with a decision, `undo` takes one back."""
SubjectKind = Literal[
    "report", "claim", "victim", "statement", "attribution", "perpetration", "placing", "copy", "event", "claimant",
    "decision",
]  # fmt: skip
Standard = Literal[
    "reported", "reasonable_suspicion", "reasonable_grounds", "balance_of_probabilities", "clear_and_convincing",
    "beyond_reasonable_doubt",
]  # fmt: skip
"""Standards of proof, ascending: commissions of inquiry mostly find on reasonable grounds, courts beyond doubt."""
Level = Literal["public", "restricted", "confidential"]
"""Who may see something, ascending in secrecy. The level of a subject is the change of its field `level`."""
Value = str | int | Span | None
"""A field's value: a word of the model, a number, a day (ISO 8601), an id, or words of the report."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What is ruled on, named so that it is found again when reports were read anew.

    `report` is the key of the document (the hash of all that makes it, as the casebook has it), `span` the words that
    it stands on: a claim's figure, a victim's or a statement's first words; with `outcome` they find a claim again.
    `id` is what it was called when the ruling was made (a claim's, an event's, a claimant's, an actor's). `reports`
    are the keys of an event's reports at that time, of the two of a copy, or of all documents ruled on at once.
    """

    kind: SubjectKind
    id: str = ""
    report: str | None = None
    span: Span | None = None
    outcome: Outcome | None = None
    reports: tuple[str, ...] = ()


class Edit(msgspec.Struct, frozen=True):
    """One field of a subject, what it was, and what it is to be."""

    field: str
    before: Value
    after: Value


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A reviewer's ruling. Nothing is ever changed by it: it is laid over what was read and tied, and can be undone.

    `number` and `at` (UTC, ISO 8601) are the log's, 0 and "" until it is kept. `others` are what the subject is merged
    with, what is split off from it, or what supersedes it; `of` is the number of the decision that is agreed with or
    undone. `reviewer` and `reason` are "" where they were erased.
    """

    number: int = 0
    at: str = ""
    ruling: Ruling
    subject: Subject
    reviewer: str
    reason: str
    standard: Standard | None = None
    changes: tuple[Edit, ...] = ()
    others: tuple[Subject, ...] = ()
    of: int | None = None
