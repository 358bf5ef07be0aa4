"""How each outlet puts it: the words for the same people and deeds beside each other, and what only some report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from recount.model import Choice, Framing, FramingRow, Telling, Use

from ..index import LedgerIndex
from ..prose import link
from ..words import listed, shown
from .linker import Linker

MOST_EVENTS = 40
"""A page of more events than this leaves the words to `ledger.json`."""
MOST_OUTLETS = 24
"""So many outlets' words stand in one row, those with the most first."""

_TELLINGS = {
    "claimant": "Figures of {}",
    "actor": "Who did it: {}",
    "outcome": "{}",
    "victims": "{}",
    "place": "Harm at {}",
    "quotation": "Words of {}",
}


@dataclass(frozen=True, slots=True)
class OutletWords:
    """One outlet's words for something: its own, and those that it only passes on; both linked to where they stand."""

    outlet: str
    own: tuple[Markup, ...]
    passed_on: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One thing and each outlet's words for it; `more` outlets are left out."""

    what: str
    outlets: tuple[OutletWords, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FramingView:
    """The framing of one event."""

    rows: tuple[RowView, ...]
    tellings: tuple[Markup, ...]


def framing_of(ledger: LedgerIndex) -> Framing | None:
    """The framing of an event; None where it has none, or the page has too many events to show it."""
    framing = ledger.all.framings.get(ledger.event)
    if framing is None or len(ledger.all.framings) > MOST_EVENTS or not (framing.rows or framing.tellings):
        return None
    return framing


def framing_view(ledger: LedgerIndex, to: Linker) -> FramingView | None:
    """How the page shows the framing of an event, where it does."""
    framing = framing_of(ledger)
    if framing is None:
        return None
    return FramingView(
        tuple(_row(row, to) for row in framing.rows), tuple(_telling(one, to) for one in framing.tellings)
    )


def uses_shown(framing: Framing) -> Iterator[Use]:
    """The words that the page leads to: the first use of each choice, and the first words of each thing told."""
    for row in framing.rows:
        for choice in row.choices:
            yield from _first(choice)
    for telling in framing.tellings:
        yield from telling.where


def _first(choice: Choice) -> Iterator[Use]:
    own = [use for use in choice.uses if use.speaker is None]
    others = [use for use in choice.uses if use.speaker is not None]
    yield from (*own[:1], *others[:1])


def _row(row: FramingRow, to: Linker) -> RowView:
    by: dict[str, list[Choice]] = {}
    for choice in row.choices:
        by.setdefault(choice.outlet, []).append(choice)
    ranked = sorted(by, key=lambda outlet: (-sum(choice.times for choice in by[outlet]), outlet))[:MOST_OUTLETS]
    made = tuple(_words(outlet, by[outlet], to) for outlet in sorted(ranked))
    return RowView(shown(row.what, 120), made, len(by) - len(made))


def _words(outlet: str, choices: list[Choice], to: Linker) -> OutletWords:
    own: list[Markup] = []
    passed_on: list[Markup] = []
    for choice in choices:
        for use in _first(choice):
            times = choice.passed_on if use.speaker is not None else choice.times - choice.passed_on
            row = own if use.speaker is None else passed_on
            row.append(_linked(choice.words, times, use, to))
    return OutletWords(shown(outlet, 80), tuple(own), tuple(passed_on))


def _linked(words: str, times: int, use: Use, to: Linker) -> Markup:
    made = link(shown(words, 80), to.words(use), "step")
    return made + Markup(' <span class="no-people">×{}</span>').format(times) if times > 1 else made


def _telling(telling: Telling, to: Linker) -> Markup:
    """ "Figures of the Red Cross: only The Herald", "Harm at Homs: all but The Post (The Herald, The Star)"."""
    what = _TELLINGS[telling.kind].format(shown(telling.what, 120))
    told = telling.where[:MOST_OUTLETS]
    by = Markup(", ").join(link(to.index.outlet(use.report), to.words(use), "step") for use in told)
    head = Markup("<b>{}</b>: ").format(what[:1].upper() + what[1:])
    if len(telling.told_by) == 1:
        return head + Markup("only {}").format(by)
    silent = listed([shown(outlet, 80) for outlet in telling.silent])
    return head + Markup('<span class="no-people">all but {}</span> ({})').format(silent, by)
