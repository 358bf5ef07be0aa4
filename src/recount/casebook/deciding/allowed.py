"""What may be ruled of what."""

from __future__ import annotations

from recount.model import Ruling, SubjectKind

RULINGS: dict[SubjectKind, frozenset[Ruling]] = {
    "report": frozenset({"edit", "redact"}),
    "claim": frozenset({"accept", "edit", "reject", "supersede", "redact", "publish", "retract"}),
    "victim": frozenset({"accept", "edit", "reject", "merge", "split", "redact"}),
    "statement": frozenset({"accept", "edit", "reject", "redact"}),
    "attribution": frozenset({"accept", "edit", "reject"}),
    "perpetration": frozenset({"accept", "edit", "reject"}),
    "placing": frozenset({"accept", "edit", "reject"}),
    "copy": frozenset({"accept", "edit", "reject"}),
    "event": frozenset({"accept", "edit", "merge", "split", "publish", "retract"}),
    "claimant": frozenset({"accept", "edit", "merge", "split", "redact"}),
    "decision": frozenset({"agree", "undo"}),
}
"""The rulings that each kind of subject allows."""

FIELDS: dict[SubjectKind, tuple[str, ...]] = {
    "report": ("level",),
    "claim": (
        "low", "high", "modifier", "outcome", "status", "age", "sex", "scope", "stance", "victims", "claimant", "place",
        "perpetrator", "when", "when_start", "when_end", "as_of", "part_of", "level",
    ),
    "victim": ("name", "age", "sex", "role", "outcome", "scope", "level"),
    "statement": ("speaker",),
    "attribution": ("claimant", "certainty"),
    "perpetration": ("actor",),
    "placing": ("place",),
    "copy": ("original",),
    "event": ("title", "start", "end"),
    "claimant": ("name", "kind", "party", "level"),
}  # fmt: skip
"""The fields that an edit may change, by the kind of subject; `level` says who may see it and changes nothing else."""
