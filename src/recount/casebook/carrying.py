"""What became of decisions when reports were read anew: which hold, which nobody needs any more, which need a look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from recount.model import Claim, Extraction, Report, Ruling, Span, Statement, Subject, SubjectKind, Value, Victim

from .deciding import Look, Ruled, Standing
from .deciding.claims import now
from .deciding.fields import value_of
from .deciding.finding import NotFoundError, Read, claim_of, read_of, statement_of, victim_of
from .differing import DecisionDifference, Fate
from .memory import Casebook

Thing = Claim | Victim | Statement


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one decision (by number).

    `fate` is `holds` where it was applied, `needless` where what was read is as it rules without it, `look` where a
    reviewer should look again; `applied` tells whether it holds all the same. `report` and `words` are what it rules
    on, where it rules on words of a report; `id` is what that was called.
    """

    decision: int
    ruling: Ruling
    kind: SubjectKind
    fate: Fate
    applied: bool = True
    because: str = ""
    report: str | None = None
    words: str = ""
    id: str = ""


def carried(
    standing: Standing, looks: Iterable[Look], documents: Mapping[str, Report], read: Mapping[str, Extraction]
) -> tuple[Carried, ...]:
    """What became of each decision that stands, in their order.

    `looks` are those that need a look after they were laid over what was read; `documents` are by their keys, `read`
    what was extracted, without decisions, by report id.
    """
    why: dict[int, list[Look]] = {}
    for look in looks:
        why.setdefault(look.decision, []).append(look)
    there = {key: Read(report, read[report.id]) for key, report in documents.items() if report.id in read}
    return tuple(_carried(one, why.get(one.number, []), there) for one in standing.ruled)


def carried_in(casebook: Casebook) -> tuple[Carried, ...]:
    """What became of each decision that was laid over a casebook."""
    casebook.links()
    laid, tied = casebook.laid, casebook.tied
    if laid is None or tied is None:
        return ()
    return carried(laid.standing, laid.looks(tied), laid.documents, laid.read)


def fates(before: Iterable[Carried], after: Iterable[Carried]) -> tuple[DecisionDifference, ...]:
    """The decisions of the side after that do not simply hold there: those that need a look first, by number."""
    were = {one.decision: one.fate for one in before}
    return tuple(
        DecisionDifference(
            decision=one.decision,
            ruling=one.ruling,
            kind=one.kind,
            before=were.get(one.decision),
            after=one.fate,
            applied=one.applied,
            because=one.because,
            report=one.report,
            words=one.words,
            id=one.id,
        )
        for one in sorted(after, key=lambda one: (one.fate != "look", one.decision))
        if one.fate != "holds"
    )


def _carried(ruled: Ruled, looks: Sequence[Look], read: Mapping[str, Read]) -> Carried:
    decision, subject = ruled.decision, ruled.decision.subject
    document = read.get(subject.report or "")
    needless = _needless(ruled, document)
    fate: Fate = "needless" if needless else "look" if looks else "holds"
    return Carried(
        decision=decision.number,
        ruling=decision.ruling,
        kind=subject.kind,
        fate=fate,
        applied=all(look.applied for look in looks),
        because=needless or "; ".join(look.because for look in looks),
        report=document.report.id if document else None,
        words=subject.span.exact if subject.span else "",
        id=subject.id,
    )


def _needless(ruled: Ruled, document: Read | None) -> str | None:
    """Why nobody needs a decision any more; None where it is needed, or where that is not sure."""
    if document is None:
        return None
    subject = ruled.decision.subject
    if ruled.decision.ruling == "reject" and _gone(subject, document):
        return "what it rejects is not read any more"
    if ruled.decision.ruling != "edit":
        return None
    edits = [edit for edit in ruled.changes() if edit.field != "level"]
    thing = _found(subject, document)
    if thing is None or not edits:
        return None
    if all(_value(thing, edit.field, document) == edit.after != edit.before for edit in edits):
        return "it is now read as it rules"
    return None


def _found(subject: Subject, document: Read) -> Thing | None:
    try:
        read_of(subject, {subject.report or "": document})
        if subject.kind == "claim":
            return claim_of(subject, document)
        if subject.kind == "victim":
            return victim_of(subject, document)
        return statement_of(subject, document) if subject.kind == "statement" else None
    except NotFoundError:
        return None


def _gone(subject: Subject, document: Read) -> bool:
    """Whether nothing of its kind is read in the words of a subject, nor in any of them."""
    span = subject.span
    if span is None or not span.stands_in(document.report.text):
        return False
    read = document.extraction
    spans: dict[str, list[Span]] = {
        "claim": [one.span for one in read.claims],
        "victim": [mention for one in read.victims for mention in one.mentions],
        "statement": [one.span for one in read.statements],
    }
    return subject.kind in spans and not any(one.overlaps(span) for one in spans[subject.kind])


def _value(thing: Thing, field: str, document: Read) -> Value:
    return now(thing, field, document.extraction.claims) if isinstance(thing, Claim) else value_of(thing, field)
