"""Decisions made of what a person says: a ruling, the names of what it is on, fields, who and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, get_args

from recount.model import (
    Attribution,
    Decision,
    Edit,
    Perpetration,
    Placing,
    Ruling,
    Statement,
    Subject,
    SubjectKind,
    UsageError,
    Value,
    Victim,
)

from .allowed import RULINGS
from .claims import now
from .fields import UnfitError, edited_claim, edited_victim, value_of
from .naming import Names
from .standing import STANDARDS, subject_key, taken_back
from .values import figure, value

if TYPE_CHECKING:
    from recount.casebook.memory import Casebook

ALL_RULINGS: tuple[Ruling, ...] = get_args(Ruling)
WITH_OTHERS: dict[str, str] = {
    "merge": "what it is merged with",
    "split": "what is split off from it",
    "supersede": "the figure that supersedes it",
}
"""Rulings that name more than one subject, and what the others are."""
NO_REASON: frozenset[str] = frozenset({"accept", "agree"})
"""Rulings that need no reason."""
ACCEPTED: dict[SubjectKind, tuple[str, ...]] = {
    "claim": ("low", "high", "modifier", "outcome", "status", "age", "sex", "scope", "stance"),
    "attribution": ("claimant",),
    "perpetration": ("actor",),
    "placing": ("place",),
}
"""What an acceptance notes of its subject: where it is read or tied otherwise later, it needs another look."""


class Draft:
    """Decisions as they are drafted, one after the other, each on top of those before it."""

    def __init__(self, casebook: Casebook, decisions: Sequence[Decision]) -> None:
        """`casebook` is to be recalled with `decisions`, all that were made."""
        self.names = Names(casebook)
        self.made = {one.number: one for one in decisions}
        self._undone = taken_back(decisions)
        self._agreed = {(one.of, one.reviewer) for one in decisions if one.ruling == "agree" and self._stands(one)}
        self._set: dict[tuple[object, ...], Value] = {}

    def draft(
        self,
        ruling: str,
        on: Sequence[str],
        *,
        reviewer: str,
        reason: str = "",
        standard: str | None = None,
        sets: Mapping[str, str] | None = None,
    ) -> list[Decision]:
        """The decisions that rule so on the subjects named `on`: one on each, or one on the first with the others.

        Raises UsageError, which says how to mend it, for whatever cannot be ruled.
        """
        if ruling not in ALL_RULINGS:
            raise UsageError(f"ruling {ruling!r}", "is none", f"give one of: {', '.join(ALL_RULINGS)}")
        if not reviewer.strip():
            raise UsageError("the reviewer", "is not named", "give --reviewer NAME, or set RECOUNT_REVIEWER")
        if not reason.strip() and ruling not in NO_REASON:
            raise UsageError(f"the reason to {ruling}", "is not given", "give --reason WORDS: somebody will ask for it")
        if standard is not None and standard not in STANDARDS:
            raise UsageError(f"standard {standard!r}", "is none", f"give one of: {', '.join(STANDARDS)}")
        if not on:
            raise UsageError(f"what to {ruling}", "is not named", "name it as the dossier does, such as r1#c3")
        subjects = [self.names.subject(name) for name in on]
        others = subjects[1:] if ruling in WITH_OTHERS else []
        if ruling in WITH_OTHERS and not others:
            raise UsageError(f"{ruling} {on[0]}", "is not all", f"name {WITH_OTHERS[ruling]} too")
        return [
            Decision(
                ruling=ruling,
                subject=self._allowed(ruling, subject),
                reviewer=reviewer.strip(),
                reason=reason.strip(),
                standard=standard,
                changes=self._changes(ruling, subject, dict(sets or {})),
                others=tuple(self._other(ruling, subject, one) for one in others),
                of=self._of(ruling, subject, reviewer.strip()),
            )
            for subject in (subjects[:1] if others else subjects)
        ]

    def _allowed(self, ruling: str, subject: Subject) -> Subject:
        allowed = RULINGS[subject.kind]
        if ruling not in allowed:
            wrong = f"is no ruling on a {subject.kind}"
            raise UsageError(f"{ruling} {subject.id}", wrong, f"what can be ruled: {', '.join(sorted(allowed))}")
        return subject

    def _other(self, ruling: str, subject: Subject, other: Subject) -> Subject:
        fits: dict[tuple[str, SubjectKind], tuple[SubjectKind, ...]] = {
            ("split", "event"): ("report",),
            ("split", "claimant"): ("claim", "attribution"),
        }
        kinds = fits.get((ruling, subject.kind), (subject.kind,))
        if other.kind not in kinds:
            raise UsageError(f"{ruling} {subject.id}", f"goes with a {kinds[0]}, and {other.id} is a {other.kind}", "")
        if subject_key(other) == subject_key(subject):
            raise UsageError(f"{ruling} {subject.id}", "names the same twice", "name two")
        if ruling == "split" and subject.kind == "event" and other.report not in subject.reports:
            raise UsageError(f"split {subject.id}", f"does not hold {other.id}", "name reports of the event")
        return other

    def _of(self, ruling: str, subject: Subject, reviewer: str) -> int | None:
        if subject.kind != "decision":
            return None
        number = int(subject.id)
        found = self.made.get(number)
        if found is None:
            raise UsageError(f"decision {number}", "is none", "see recount decisions for those that are")
        if number in self._undone:
            raise UsageError(f"decision {number}", "was undone", "undo the undoing, or decide anew")
        if ruling == "undo":
            self._undone.add(number)
            return number
        if found.ruling in ("agree", "undo"):
            raise UsageError(f"decision {number}", f"is itself to {found.ruling}", "agree with a decision on the case")
        if reviewer == found.reviewer or (number, reviewer) in self._agreed:
            raise UsageError(f"decision {number}", f"is {reviewer}'s already", "another reviewer has to agree")
        self._agreed.add((number, reviewer))
        return number

    def _stands(self, decision: Decision) -> bool:
        return decision.number not in self._undone

    def _changes(self, ruling: str, subject: Subject, sets: dict[str, str]) -> tuple[Edit, ...]:
        if ruling == "accept":
            seen = [(field, self._now(subject, field)) for field in ACCEPTED.get(subject.kind, ())]
            return tuple(Edit(field, is_, is_) for field, is_ in seen)
        if ruling == "split" and subject.kind == "claimant":
            if set(sets) != {"name"} or not sets["name"].strip():
                raise UsageError(f"split {subject.id}", "names nobody new", 'give --set name="…" for whom is split off')
            return (Edit("name", self._now(subject, "name"), sets["name"].strip()),)
        if ruling != "edit":
            if sets:
                raise UsageError(f"{ruling} {subject.id}", "sets no fields", "use edit for that")
            return ()
        if not sets:
            raise UsageError(f"edit {subject.id}", "sets no field", "give --set field=value")
        edits = []
        for field, said in self._spelt_out(subject, sets):
            after = value(self.names, subject.kind, subject.id, field, said)
            before = self._now(subject, field)
            if before == after:
                raise UsageError(f"{field}={said}", "is what it is already", "leave it out, or accept it")
            edits.append(Edit(field, before, after))
            self._set[(*subject_key(subject), field)] = after
        self._fits(subject, edits)
        return tuple(edits)

    def _spelt_out(self, subject: Subject, sets: dict[str, str]) -> list[tuple[str, str]]:
        """The fields as they are kept: `figure` is low, high and modifier; what is so already is left out."""
        said = sets.pop("figure", None)
        if said is None or subject.kind != "claim":
            return [*([("figure", said)] if said is not None else []), *sets.items()]
        claim = self.names.claim(subject.id)
        made = dict(figure(said, sets.get("modifier", claim.figure.modifier))) | sets
        kept = {
            field: words
            for field, words in made.items()
            if value(self.names, "claim", subject.id, field, words) != self._now(subject, field)
        }
        return list((kept or made).items())

    def _now(self, subject: Subject, field: str) -> Value:
        """What a field of a subject is as decided, with what was drafted before."""
        key = (*subject_key(subject), field)
        if key in self._set:
            return self._set[key]
        if field == "level":
            held = self.names.laid.standing.fields("level", subject.kind)
            return next((edit.after for one, edit in held if subject_key(one) == key[:-1]), "public")
        return self._tied(subject, field) if subject.kind not in _READ else self._is(subject, field)

    def _is(self, subject: Subject, field: str) -> Value:
        if subject.kind == "claim":
            return now(self.names.claim(subject.id), field, self.names.read(subject.id).claims)
        return value_of(self._victim_or_statement(subject), field)

    def _victim_or_statement(self, subject: Subject) -> Victim | Statement:
        read = self.names.read(subject.id)
        decided = self.names.laid.decided.extractions[read.report]
        there: tuple[Victim | Statement, ...] = (*decided.victims, *decided.statements, *read.victims, *read.statements)
        return next(one for one in there if one.id == subject.id)

    def _tied(self, subject: Subject, field: str) -> Value:
        links = self.names.links
        if subject.kind == "event":
            found = getattr(self.names.events[subject.id], field)
            return found.isoformat() if isinstance(found, dt.date) else found
        if subject.kind == "claimant":
            return getattr(self.names.claimants[subject.id], field)  # type: ignore[no-any-return]
        if subject.kind == "copy":
            ids = sorted(self.names.laid.documents[key].id for key in subject.reports)
            original = next((one.original for one in links.copies if [one.first, one.second] == ids), None)
            return self.names.keys[original] if original is not None else None
        ties: dict[SubjectKind, Sequence[Attribution | Perpetration | Placing]] = {
            "attribution": links.attributions,
            "perpetration": links.perpetrations,
            "placing": links.placings,
        }
        return next((getattr(one, field) for one in ties.get(subject.kind, ()) if one.claim == subject.id), None)

    def _fits(self, subject: Subject, edits: Sequence[Edit]) -> None:
        """Whether a subject can be as it was edited. Raises UsageError."""
        plain = [edit for edit in edits if edit.field not in ("level", "part_of")]
        try:
            if subject.kind == "claim":
                edited_claim(self.names.claim(subject.id), plain, self.names.report(subject.id.rpartition("#")[0]).text)
            elif subject.kind == "victim":
                victim = self._victim_or_statement(subject)
                if isinstance(victim, Victim):
                    edited_victim(victim, plain)
        except UnfitError as fault:
            raise UsageError(f"edit {subject.id}", str(fault), "set fields that fit together") from None


_READ: frozenset[SubjectKind] = frozenset({"claim", "victim", "statement"})
