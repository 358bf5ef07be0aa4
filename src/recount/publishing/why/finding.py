"""What can be asked about, and what an id, or the beginning of one, is an id of."""

from __future__ import annotations

from collections.abc import Iterator

from recount.model import Dossier, Event, Ledger, RelationKind, UsageError

from ..index import Index, LedgerIndex
from ..words import shown
from .lines import Lines
from .shapes import Kind, Line

CANDIDATES = 12
"""So many things that a beginning fits are named; the rest is counted."""

_FIRST: tuple[RelationKind, ...] = (
    "conflicts", "impossible_sum", "stale_mix", "retracts", "denies", "revises", "leaves_unaccounted", "closes",
    "agrees", "updates", "part_of", "not_comparable", "relays",
)  # fmt: skip
"""Relations in the order in which a reader is likely to ask about them."""


class Askable:
    """The things of a dossier that can be asked about."""

    def __init__(self, dossier: Dossier) -> None:
        self.index = Index(dossier)
        self.ledgers = {ledger.event.id: LedgerIndex(self.index, ledger) for ledger in dossier.ledgers}
        nowhere = Ledger(event=Event(id="", title="no event", reports=()))
        self.nowhere = LedgerIndex(self.index, nowhere)

    def lines(self, event: str | None = None) -> Iterator[Line]:
        """One line for each thing that can be asked about, event by event, the most useful first.

        Claims and what else belongs to one report are left out: their ids stand in claims.csv and in every answer.
        """
        for ledger in self.ledgers.values():
            if event in (None, ledger.event):
                for kind, some_id in _of(ledger):
                    yield self.line(ledger, kind, some_id)

    def line(self, ledger: LedgerIndex, kind: Kind, some_id: str) -> Line:
        """One thing of a ledger in one line."""
        return Line(id=some_id, event=ledger.event, kind=kind, says=line_words(ledger, kind, some_id))

    def find(self, name: str) -> tuple[LedgerIndex, Kind, str]:
        """The ledger, the kind and the whole id of what `name` names: an id, its beginning, or EVENT/ID.

        Raises UsageError where nothing has such an id, or more than one thing that is not the same.
        """
        found = self._exact(name) or self._begins(name)
        if not found:
            raise UsageError(
                shown(name, 80) or "an empty id",
                "nothing in the ledger has this id",
                "leave the id out to see what can be asked about; the page shows an id beside each derivation",
            )
        told: list[tuple[LedgerIndex, Kind, str]] = []
        for one in found:
            if not any(_same(one, other) for other in told):
                told.append(one)
        if len(told) > 1:
            raise UsageError(shown(name, 80), f"fits {len(told):,} ids", f"give one of them:\n{self._listed(told)}")
        return told[0]

    def _listed(self, found: list[tuple[LedgerIndex, Kind, str]]) -> str:
        several = len({ledger.event for ledger, _, _ in found}) > 1
        rows = []
        for ledger, kind, some_id in found[:CANDIDATES]:
            whole = f"{ledger.event}/{some_id}" if several and kind not in _OF_REPORTS else some_id
            rows.append(f"  {shown(whole, 120)}  {shown(line_words(ledger, kind, some_id), 100)}")
        if len(found) > CANDIDATES:
            rows.append(f"  and {len(found) - CANDIDATES:,} more")
        return "\n".join(rows)

    def _exact(self, name: str) -> list[tuple[LedgerIndex, Kind, str]]:
        return [one for one in self._all(name) if one[2] == name] or [
            one for event, rest in _split(name, self.ledgers) for one in self._all(rest, event) if one[2] == rest
        ]

    def _begins(self, name: str) -> list[tuple[LedgerIndex, Kind, str]]:
        return self._all(name) or [one for event, rest in _split(name, self.ledgers) for one in self._all(rest, event)]

    def _all(self, begins: str, event: str | None = None) -> list[tuple[LedgerIndex, Kind, str]]:
        if not begins:
            return []
        found: list[tuple[LedgerIndex, Kind, str]] = []
        for ledger in self.ledgers.values():
            if event in (None, ledger.event):
                found += [(ledger, kind, i) for kind, i in _of(ledger) if i.startswith(begins)]
        of_reports: tuple[tuple[Kind, dict[str, str]], ...] = (
            ("claim", {c.id: c.report for c in self.index.claims.values()}),
            ("victim", {v.id: v.report for v in self.index.victims.values()}),
            ("statement", {s.id: s.report for s in self.index.statements.values()}),
        )
        for kind, reports in of_reports:
            for some_id, report in reports.items():
                if some_id.startswith(begins):
                    ledger = self.ledgers.get(self.index.event_of.get(report, ""), self.nowhere)
                    if event in (None, ledger.event):
                        found.append((ledger, kind, some_id))
        if event is None:
            found += [(ledger, "event", i) for i, ledger in self.ledgers.items() if i.startswith(begins)]
        return found


_OF_REPORTS = ("claim", "victim", "statement", "event")


def _split(name: str, ledgers: dict[str, LedgerIndex]) -> list[tuple[str, str]]:
    """The ways in which a name may be EVENT/ID; ids of events and of reports may themselves hold a slash."""
    cuts = [at for at, letter in enumerate(name) if letter == "/"]
    whole = [(name[:at], name[at + 1 :]) for at in cuts if name[:at] in ledgers]
    return whole or [(event, name[at + 1 :]) for at in cuts for event in ledgers if at and event.startswith(name[:at])]


def _same(one: tuple[LedgerIndex, Kind, str], other: tuple[LedgerIndex, Kind, str]) -> bool:
    """Whether two finds are one answer: the same id of the same content. Of a toll each event tells its own."""
    if one[1:] != other[1:] or one[1] == "toll":
        return False
    mine, theirs = (_held(ledger, kind, some_id) for ledger, kind, some_id in (one, other))
    return mine is not None and mine == theirs


def _held(ledger: LedgerIndex, kind: Kind, some_id: str) -> object:
    match kind:
        case "own_toll":
            return ledger.own_tolls.get(some_id)
        case "estimate":
            return ledger.estimates.get(some_id)
        case "contradiction":
            return ledger.contradictions.get(some_id)
        case "relation":
            return ledger.relations.get(some_id)
        case "question":
            return ledger.questions.get(some_id)
        case "bound":
            return ledger.bounds.get(some_id)
        case "series":
            return ledger.series.get(some_id)
        case "figure":
            return ledger.snapshots.get(some_id)
        case "person":
            return ledger.persons.get(some_id)
        case _:
            return None


def _of(ledger: LedgerIndex) -> Iterator[tuple[Kind, str]]:
    """The kind and id of everything of a ledger, the most useful first."""
    whole = {toll.id: at for at, toll in enumerate(sorted(ledger.tolls.values(), key=ledger.toll_order))}
    relations = sorted(ledger.relations.values(), key=lambda r: (_FIRST.index(r.kind), r.id))
    order: tuple[tuple[Kind, list[str]], ...] = (
        ("own_toll", list(ledger.own_tolls)),
        ("estimate", [e.id for e in sorted(ledger.estimates.values(), key=lambda e: whole.get(e.toll, len(whole)))]),
        ("contradiction", list(ledger.contradictions)),
        ("question", list(ledger.questions)),
        ("bound", [b.id for b in sorted(ledger.bounds.values(), key=lambda b: whole.get(b.toll, len(whole)))]),
        ("relation", [r.id for r in relations]),
        ("toll", list(whole)),
        ("series", list(ledger.series)),
        ("figure", list(ledger.snapshots)),
        ("person", list(ledger.persons)),
    )
    for kind, ids in order:
        for some_id in ids:
            yield kind, some_id


def line_words(ledger: LedgerIndex, kind: Kind, some_id: str) -> str:
    """What a thing is, in one line."""
    say = Lines(ledger)
    match kind:
        case "own_toll":
            return say.own_toll(ledger.own_tolls[some_id])
        case "estimate":
            return say.estimate(ledger.estimates[some_id])
        case "contradiction":
            return say.contradiction(ledger.contradictions[some_id])
        case "question":
            return say.question(some_id)
        case "bound":
            return say.bound(ledger.bounds[some_id])
        case "relation":
            return say.relation(ledger.relations[some_id])
        case "toll":
            return say.toll(some_id)
        case "series":
            return say.series(ledger.series[some_id])
        case "figure":
            return say.figure(ledger.snapshots[some_id])
        case "person":
            return say.person(ledger.persons[some_id])
        case "claim":
            return say.claim(some_id)
        case "victim":
            return say.victim(some_id)
        case "statement":
            return say.statement(some_id)
        case "event":
            return shown(ledger.ledger.event.title)
        case _:
            return shown(some_id, 80)
