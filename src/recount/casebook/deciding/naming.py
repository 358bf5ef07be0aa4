"""Subjects by the names that dossiers and commands show: `r1#c3`, `e-1a2b`, a claimant's id, `decision:12`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar, get_args

from recount.model import Claim, Event, Extraction, Report, Statement, Subject, SubjectKind, UsageError, Victim

from .laid import Laid

if TYPE_CHECKING:
    from recount.casebook.memory import Casebook

T = TypeVar("T", Claim, Victim, Statement)

KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)
_LOCAL: dict[str, SubjectKind] = {"c": "claim", "v": "victim", "q": "statement"}
_SEE = "see recount events, show and extract for what there is"


class Names:
    """The names of one casebook, as decided, and what stands behind them."""

    def __init__(self, casebook: Casebook) -> None:
        """`casebook` must be one that was recalled with its decisions."""
        if casebook.laid is None:
            raise UsageError("the casebook", "was recalled without its decisions", "recall it with them")
        self.casebook = casebook
        self.laid: Laid = casebook.laid
        self.keys = {report.id: key for key, report in self.laid.documents.items()}
        self.links = casebook.links()
        self.events = {event.id: event for event in self.links.events}
        self.claimants = {one.id: one for one in self.links.claimants}

    def subject(self, name: str) -> Subject:
        """What a name names. Raises UsageError where there is none, or several."""
        head, colon, rest = name.partition(":")
        if colon and head in KINDS:
            return self._of(head, rest, name)
        if name.isdigit():
            return self._of("decision", name, name)
        if "#" in name and name.rpartition("#")[2][:1] in _LOCAL:
            return self._of(_LOCAL[name.rpartition("#")[2][0]], name, name)
        there: dict[SubjectKind, bool] = {
            "report": name in self.keys,
            "claimant": name in self.claimants,
            "event": name in self.events or (name.startswith("e-") and bool(self._events(name))),
        }
        found = [kind for kind, is_there in there.items() if is_there]
        if len(found) > 1:
            raise UsageError(name, f"is a {' and a '.join(found)}", f"give {' or '.join(f'{x}:{name}' for x in found)}")
        if not found:
            raise UsageError(repr(name), "names nothing here", _SEE)
        return self._of(found[0], name, name)

    def event(self, id: str) -> Event:
        """The event whose id begins so. Raises UsageError where there is none, or several."""
        found = [self.events[id]] if id in self.events else self._events(id)
        if len(found) != 1:
            wrong = f"fits {len(found)} events" if found else "is not there"
            raise UsageError(f"event {id!r}", wrong, "see recount events for the ids that are")
        return found[0]

    def claim(self, id: str) -> Claim:
        """A claim as decided; one that was left out as it was then. Raises UsageError where there is none."""
        for one in self.laid.decided.left_out:
            if one.claim.id == id:
                return one.claim
        decided = self.laid.decided.extractions.get(id.rpartition("#")[0])
        return _one(decided.claims if decided is not None else (), id)

    def report(self, id: str) -> Report:
        """A report by its id. Raises UsageError where there is none."""
        if id not in self.keys:
            raise UsageError(f"report {id!r}", "is not there", _SEE)
        return self.laid.documents[self.keys[id]]

    def read(self, id: str) -> Extraction:
        """What was read of the report of a claim, victim or statement, before decisions. Raises UsageError."""
        return self.laid.read[self.report(id.rpartition("#")[0]).id]

    def _events(self, start: str) -> list[Event]:
        return [event for id, event in self.events.items() if start and id.startswith(start)]

    def _of(self, kind: SubjectKind, id: str, name: str) -> Subject:
        if kind == "decision":
            if not id.isdigit():
                raise UsageError(name, "is no decision's number", "write decision:12, as recount decisions lists them")
            return Subject(kind="decision", id=str(int(id)))
        if kind == "report":
            return Subject(kind="report", id=id, report=self.keys[self.report(id).id])
        if kind == "event":
            event = self.event(id)
            return Subject(kind="event", id=event.id, reports=tuple(sorted(self.keys[one] for one in event.reports)))
        if kind == "claimant":
            if id not in self.claimants:
                raise UsageError(f"claimant {id!r}", "is not there", _SEE)
            return Subject(kind="claimant", id=id)
        if kind == "copy":
            pair = id.split(",")
            if len(pair) != 2:
                raise UsageError(name, "names no two reports", "write copy:r1,r2")
            return Subject(kind="copy", id=id, reports=tuple(sorted(self.keys[self.report(one).id] for one in pair)))
        return self._read(kind, id)

    def _read(self, kind: SubjectKind, id: str) -> Subject:
        """A claim, victim or statement as it was read, or a tie of a claim."""
        read = self.read(id)
        key = self.keys[read.report]
        if kind == "victim":
            victim = _one(read.victims, id)
            return Subject(kind=kind, id=id, report=key, span=victim.mentions[0])
        if kind == "statement":
            return Subject(kind=kind, id=id, report=key, span=_one(read.statements, id).span)
        claim = _one(read.claims, id)
        return Subject(kind=kind, id=id, report=key, span=claim.span, outcome=claim.outcome)


def _one(found: Iterable[T], id: str) -> T:
    for one in found:
        if one.id == id:
            return one
    raise UsageError(id, "was not read in its report", "see recount extract, or the dossier, for what was")
