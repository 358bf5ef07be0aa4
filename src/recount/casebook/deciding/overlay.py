"""What was read, as reviewers decided: a pure function of documents, extractions and the decisions that stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec
from msgspec.structs import replace

from recount.model import Edit, Extraction, Report, Statement, Subject
from recount.reckoning.persons import NOBODY, Identities

from .applied import LeftOut, Look, Work, held_edits, laid_over
from .claims import decided_claims, without
from .fields import edited_statement, value_of
from .finding import NotFoundError, Read, claim_of, read_of, statement_of, victim_of
from .standing import Ruled, Standing
from .victims import decided_victims, pairs


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, as decided.

    `extractions` are by report id; one on which nothing was ruled is the one that was given. `left_out` are the claims
    that are in them no more, by id. `on` has the decisions that were found to rule on each report, claim, victim and
    statement (by id) and hold, `redacted` the ids of those whose words publishing hides; they are in the extractions
    as before. `persons` says which victims of several reports are one. `looks` are the decisions that need another
    look, by number: what they rule on is not there any more, or not for sure.
    """

    extractions: dict[str, Extraction]
    left_out: tuple[LeftOut, ...] = ()
    on: dict[str, tuple[Ruled, ...]] = {}
    redacted: frozenset[str] = frozenset()
    persons: Identities = NOBODY
    looks: tuple[Look, ...] = ()


def overlay(documents: Mapping[str, Report], extractions: Mapping[str, Extraction], standing: Standing) -> Decided:
    """Lay decisions over what was read. Nothing is guessed: what is not found again is listed, and changes nothing.

    `documents` are by the keys that decisions name them by, `extractions` by report id. Decisions on links, events
    and claimants are left to `tie`.
    """
    read = {key: Read(report, extractions[report.id]) for key, report in documents.items() if report.id in extractions}
    work = Work()
    keys: dict[str, str] = {}
    ids: dict[str, list[str]] = {"claim": [], "victim": [], "statement": []}
    for ruled in standing.ruled:
        subject = ruled.decision.subject
        if subject.kind not in ("report", *ids):
            continue
        try:
            here = read_of(subject, read)
            id = _FIND[subject.kind](subject, here)
        except NotFoundError as fault:
            work.look(ruled, str(fault))
            continue
        if subject.kind != "report" and id not in keys:
            keys[id] = subject.report or ""
            ids[subject.kind].append(id)
        work.found(id, ruled)
    on = {kind: {id: tuple(work.on[id]) for id in some} for kind, some in ids.items()}
    claims, left_out = decided_claims(read, keys, on["claim"], work)
    persons = pairs(read, on["victim"], work)
    made = dict(extractions)
    for key in dict.fromkeys(keys.values()):
        one = read[key].extraction
        changed = replace(
            one,
            claims=without([claims.get(claim.id, claim) for claim in one.claims], left_out),
            victims=decided_victims(read[key], on["victim"], work),
            statements=_statements(read[key], on["statement"], work),
        )
        if changed != one:
            made[one.report] = changed
    return Decided(
        extractions=made,
        left_out=left_out,
        on={id: tuple(some) for id, some in sorted(work.on.items()) if some},
        redacted=frozenset(id for id, some in work.on.items() if any(_redacts(one) for one in some)),
        persons=persons,
        looks=tuple(sorted(set(work.looks))),
    )


def _redacts(ruled: Ruled) -> bool:
    return ruled.decision.ruling == "redact"


def _statements(read: Read, ruled: Mapping[str, Sequence[Ruled]], work: Work) -> tuple[Statement, ...]:
    """One report's statements as decided; `ruled` are the decisions found on each, by id."""

    def lay(statement: Statement, changes: list[Edit]) -> Statement:
        return edited_statement(statement, changes, read.report.text)

    made = []
    for one in read.extraction.statements:
        some = ruled.get(one.id, ())
        if any(each.decision.ruling == "reject" and each.holds for each in some):
            continue
        edits = held_edits(some)
        work.moved(some, partial(value_of, one))
        made.append(laid_over(one, edits, lay, work, one.id) if edits else one)
    return tuple(made)


_FIND: dict[str, Callable[[Subject, Read], str]] = {
    "report": lambda _, read: read.report.id,
    "claim": lambda subject, read: claim_of(subject, read).id,
    "victim": lambda subject, read: victim_of(subject, read).id,
    "statement": lambda subject, read: statement_of(subject, read).id,
}
