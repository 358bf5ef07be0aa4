"""Decisions as a reviewer reads them: what was ruled in plain words, whether it stands, what needs another look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recount.model import Decision, Edit, Subject

from .applied import told
from .naming import Names
from .standing import Ruled, taken_back

if TYPE_CHECKING:
    from recount.casebook.memory import Casebook

_WITH = {"merge": "with", "split": "off it", "supersede": "by"}


def rows_of(casebook: Casebook, decisions: Sequence[Decision], subject: str | None = None) -> list[dict[str, Any]]:
    """All decisions, or those on a subject and what it holds, in the order in which they were made.

    Each has `decision`, `says` (in words), `agreed` (who agreed), `state` ("" where it stands and holds) and `look`
    ("" where it needs none). Raises UsageError where the subject is not there.
    """
    names = Names(casebook)
    tied = casebook.tied
    looks: dict[int, list[str]] = {}
    for look in names.laid.looks(tied) if tied is not None else ():
        looks.setdefault(look.decision, []).append(
            look.because + ("" if not look.applied else "; it holds all the same")
        )
    ruled = {one.number: one for one in names.laid.standing.ruled}
    undone = taken_back(decisions)
    by_number = {one.number: one for one in decisions}
    wanted = _wanted(names, subject) if subject is not None else None
    rows = []
    for one in decisions:
        about = by_number.get(one.of, one) if one.of is not None else one
        about = by_number.get(about.of, about) if about.of is not None else about
        if wanted is not None and not any(_touches(each, wanted) for each in (about.subject, *about.others)):
            continue
        stands = ruled.get(one.number)
        rows.append(
            {
                "decision": one,
                "says": says(one),
                "agreed": list(stands.behind[1:]) if stands is not None else [],
                "state": _state(one, stands, undone),
                "look": "; ".join(looks.get(one.number, ())),
            }
        )
    return rows


def says(decision: Decision) -> str:
    """What was ruled, in words: "edit r1#c3: status unknown → civilian"."""
    subject = decision.subject
    name = f"decision:{decision.of}" if decision.of is not None else _name(subject)
    words = f"{decision.ruling} {name}"
    if decision.others:
        words += f" {_WITH.get(decision.ruling, 'and')} {', '.join(map(_name, decision.others))}"
    changed = [edit for edit in decision.changes if edit.before != edit.after]
    return f"{words}: {', '.join(map(change, changed))}" if changed else words


def change(edit: Edit) -> str:
    """A change in words: "status unknown → civilian"."""
    return f"{edit.field} {told(edit.before)} → {told(edit.after)}".replace("_", " ")


def _name(subject: Subject) -> str:
    plain = subject.kind in ("claim", "victim", "statement", "event", "report", "claimant")
    return subject.id if plain else f"{subject.kind}:{subject.id}"


def _state(decision: Decision, ruled: Ruled | None, undone: set[int]) -> str:
    if decision.number in undone:
        return "undone"
    if ruled is None:
        return ""
    later = {number: [name for name, by in ruled.overruled if by == number] for _, number in ruled.overruled}
    if not ruled.holds:
        return f"overruled by {', '.join(f'decision:{number}' for number in sorted(later))}"
    return "; ".join(f"{', '.join(fields)} overruled by decision:{number}" for number, fields in sorted(later.items()))


def _wanted(names: Names, name: str) -> tuple[Subject, frozenset[str]]:
    """A subject, and the documents that it holds: those of an event, the one of a report."""
    subject = names.subject(name)
    keys = subject.reports if subject.kind == "event" else [subject.report] if subject.kind == "report" else []
    return subject, frozenset(key for key in keys if key)


def _touches(subject: Subject, wanted: tuple[Subject, frozenset[str]]) -> bool:
    one, keys = wanted
    if keys:
        return subject.report in keys or not keys.isdisjoint(subject.reports)
    if one.report is not None:
        return (subject.report, subject.span) == (one.report, one.span)
    return (subject.kind, subject.id) == (one.kind, one.id)
