"""What an event consists of and what it leads to: its sub-incidents as a tree, what it follows up, what follows it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from recount.model import Event, Mention, SubIncident, Use

from ..index import LedgerIndex
from ..prose import link
from ..words import days_words, shown
from .linker import Linker

DEEPEST = 6
"""Levels of the tree that are shown."""
MOST_WORDS = 4
"""Words that lead to a sub-incident, at most, each in its report."""


@dataclass(frozen=True, slots=True)
class PartView:
    """One sub-incident, with those that are parts of it."""

    title: str
    when: str
    words: tuple[Markup, ...]
    reason: str
    parts: tuple[PartView, ...]


def parts_of(event: Event, to: Linker, parent: str | None = None, depth: int = 0) -> tuple[PartView, ...]:
    """The sub-incidents of an event that are part of one of them, or of none."""
    if depth == DEEPEST:
        return ()
    return tuple(
        PartView(
            title=shown(part.title, 200),
            when=days_words(part.start, part.end),
            words=tuple(_words(part, to)),
            reason=shown(part.reason, 300),
            parts=parts_of(event, to, part.id, depth + 1),
        )
        for part in event.parts
        if part.parent == parent
    )


def words_of(event: Event) -> list[Use]:
    """The words that lead to the sub-incidents of an event."""
    return [Use(report=one.report, span=one.span) for part in event.parts for one in _shown(part)]


def _shown(part: SubIncident) -> list[Mention]:
    """The first words of each of the first reports that tell of a sub-incident."""
    first: dict[str, Mention] = {}
    for one in part.mentions:
        first.setdefault(one.report, one)
    return list(first.values())[:MOST_WORDS]


def _words(part: SubIncident, to: Linker) -> list[Markup]:
    made = []
    for one in _shown(part):
        words = link(f"“{shown(one.span.exact, 60)}”", to.words(Use(report=one.report, span=one.span)), "step")
        made.append(Markup("{} ({})").format(words, to.index.outlet(one.report)))
    return made


def follow_ups(ledger: LedgerIndex, to: Linker) -> tuple[Markup, ...]:
    """What the event follows up, and what follows it up, each with the reason."""
    made = []
    for one in ledger.all.dossier.links.follow_ups:
        if ledger.event in (one.event, one.follows):
            other = one.follows if one.event == ledger.event else one.event
            known = ledger.all.events.get(other)
            says = "Follows up" if one.event == ledger.event else "Followed up by"
            name = link(known.title if known else other, to.anchors.of("event", other) if known else None, "step")
            made.append(Markup("{} {}: {}").format(says, name, shown(one.reason, 400)))
    return tuple(made)
