"""The ledger of one event, put together: a pure function of its reports, claims and links."""

from __future__ import annotations

from collections.abc import Sequence

from recount.model import Event, Extraction, Ledger, Links, Report

from .account import shown
from .background import background
from .book import Book
from .bounds import bounds
from .drafts import numbered
from .entries import tie
from .estimates import estimates
from .own_tolls import own_tolls
from .persons import persons
from .questions import questions
from .relations import across, along
from .say import Teller
from .sums import parts, sums
from .voices import voices


def ledger(
    event: Event,
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    links: Links,
    policies: Sequence[str],
) -> Ledger:
    """The ledger; see `recount.reckoning.reckon`."""
    book = Book(tie(event, reports, extractions, links), links)
    tell = Teller(book)
    relations = numbered([*along(book, tell), *across(book, tell), *parts(book, tell), *sums(book, tell)])
    found = persons(extractions)
    return Ledger(
        event=event,
        tolls=tuple(key.toll(id) for key, id in book.toll_ids.items()),
        series=tuple(shown(run, book, tell) for run in book.runs),
        background=background(book, tell),
        relations=relations,
        bounds=bounds(book, tell),
        estimates=estimates(book, policies, tell),
        voices=voices(book),
        persons=found,
        questions=questions(book, relations, links, tell),
        own_tolls=own_tolls(book, found, tell),
    )
