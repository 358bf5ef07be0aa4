"""One event's ledger, kept up to date: what a new claim does not touch is not reckoned again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recount.model import Event, Extraction, Ledger, Links, Report, Series

from . import OWN_POLICY
from .account import shown
from .across import across
from .along import along, denials
from .background import background
from .book import Book
from .bounds import accounts, bounds
from .contradictions import contradictions
from .drafts import InOrder
from .estimates import estimates
from .lattice import Lattice
from .memo import Memo
from .own_tolls import own_tolls
from .people import People
from .persons import NOBODY, Identities, persons
from .questions import questions
from .say import Teller
from .sums import Breakdowns, parts, sums
from .tie import Tie
from .voices import voices


class Reckoner:
    """Reckons one event as it grows.

    Its ledger is the one that `recount.reckoning.reckon` makes of the same event, byte for byte: a reckoner only
    remembers the pieces of the last one, each with what it was made from.
    """

    def __init__(self, policies: Sequence[str], own_policy: str = OWN_POLICY, identities: Identities = NOBODY) -> None:
        """`policies` are names of registered policies, `own_policy` that of the one for the event's own tolls.

        `identities` are a reviewer's word on which victims are one person.
        """
        self._identities = identities
        self.policies = tuple(policies)
        self.own_policy = own_policy
        self._memo = Memo()
        self._tie = Tie(self._memo)
        self._lattice: Lattice | None = None
        self._names: dict[str, object] = {}
        self._book: Book | None = None
        self._breakdowns = Breakdowns()
        self._in_order = InOrder()

    def reckon(
        self, event: Event, reports: Sequence[Report], extractions: Sequence[Extraction], links: Links
    ) -> Ledger:
        """The event's ledger from all that is known of it now, in whatever order it comes.

        Raises UsageError for a policy that nobody registered, or an extraction whose report is missing.
        """
        memo = self._memo
        self._forget_if_renamed(links)
        entries = self._tie.entries(event, reports, extractions, links)
        if self._lattice is None or self._lattice.places is not entries.places:
            self._lattice = Lattice(entries.places)  # and every claim was tied anew, so that no piece is kept
        self._book = book = Book(entries, links, memo, self._lattice, self._tie.said.reports, self._book)
        tell = Teller(book)
        broken_down = self._breakdowns.of(book)
        relations = self._in_order.of(
            (*along(book, tell), tuple(denials(book, tell)), *across(book, tell), *parts(book, tell),
             *sums(book, broken_down, tell))
        )  # fmt: skip
        held = accounts(book)
        against = contradictions(book, held, broken_down, tell)
        people = self._people(extractions)
        return Ledger(
            event=event,
            tolls=tuple(key.toll for key in book.keys),
            series=tuple(self._shown(book, tell)),
            background=background(book, tell),
            relations=relations,
            bounds=bounds(book, held, tell),
            contradictions=against,
            estimates=estimates(book, self.policies, tell, people),
            voices=voices(book),
            persons=people.persons,
            questions=questions(book, relations, against, self._tie.said, links.quotations, tell),
            own_tolls=own_tolls(book, people, tell, self.own_policy),
        )

    def _forget_if_renamed(self, links: Links) -> None:
        """Sentences name claimants, actors and places: where one is named anew, they are all said anew."""
        names: dict[str, object] = {
            **{f"claimant {one.id}": (one.name, one.kind, one.named, one.party) for one in links.claimants},
            **{f"actor {one.id}": one.name for one in links.actors},
        }
        if not _grown(self._names, names):
            self._memo.clear()
        self._names = names

    def _shown(self, book: Book, tell: Teller) -> list[Series]:
        return [self._memo.piece("series", run.id, (run,), shown, run, tell) for run in book.runs]

    def _text(self, report: str) -> str:
        known = self._tie.said.reports.get(report)
        return known.text if known is not None else ""

    def _people(self, extractions: Sequence[Extraction]) -> People:
        of = tuple(sorted(((e.report, e.victims) for e in extractions if e.victims), key=lambda row: row[0]))
        known = self._memo.piece("persons", "", of, persons, extractions, self._identities)
        return self._memo.piece("people", "", (known, of), People, known, extractions, self._text)


def _grown(before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Whether all that was known is known as it was."""
    return all(now.get(key, known) == known for key, known in before.items())
