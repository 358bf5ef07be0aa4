"""What is other in a casebook, to read on a terminal: the counts first, then each kind, limited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from recount.casebook.differing import (
    DecisionDifference,
    Difference,
    Estimated,
    EventDifference,
    EventSeen,
    FieldDifference,
    NumberDifference,
    ReportDifference,
    ThingDifference,
)
from recount.publishing.words import capital, group_words, interval_words, policy_words, shown

from .tables import console

SIGNS = {"came": "+", "went": "-"}
EVENT_WORDS = {
    "came": "new", "went": "gone", "joined": "joined", "split": "split", "regrouped": "regrouped", "changed": "changed",
}  # fmt: skip
LIMIT = 90
"""Characters of a report's words that are shown in one place."""
T = TypeVar("T")


def print_difference(says: Sequence[str], found: Difference, limit: int | None) -> None:
    """Print what is other between two states, called `says`; `limit` of each kind, None for all."""
    out = console()
    _line(out, 0, Text(f"Before: {shown(says[0])}"))
    _line(out, 0, Text(f"After:  {shown(says[1])}"))
    out.print()
    for kind, count in found.counts.items():
        told = f"{count.came:,} came, {count.went:,} went, {count.changed:,} changed, {count.same:,} the same"
        _line(out, 0, Text(f"{_heading(kind):<10}  {told}"))
    if any(found.fates.values()):
        fates = found.fates
        told = f"{fates['look']:,} to look at again, {fates['needless']:,} needless, {fates['holds']:,} that hold"
        _line(out, 0, Text(f"Decisions   {told}"))
    _section(out, "Decisions to look at again, or needless", found.decisions, limit, _decision)
    _section(out, "Reports on one side alone", found.reports, limit, _report)
    _section(out, "Claims", found.claims, limit, _thing)
    _section(out, "Persons", found.persons, limit, _thing)
    _section(out, "Events", found.events, limit, _event)
    _section(out, "Own tolls of events", found.own_tolls, limit, _Numbers())
    _section(out, "Estimates", found.estimates, limit, _Numbers())


def _section(
    out: Console, heading: str, things: Sequence[T], limit: int | None, lines: Callable[[T], Iterable[tuple[int, str]]]
) -> None:
    if not things:
        return
    out.print()
    _line(out, 0, Text(heading, style="bold"))
    for one in things[:limit]:
        for inside, words in lines(one):
            _line(out, inside, Text(words))
    if limit is not None and len(things) > limit:
        _line(out, 2, Text(f"… and {len(things) - limit:,} more"))


def _decision(one: DecisionDifference) -> Iterable[tuple[int, str]]:
    what = f"{one.kind} “{shown(one.words, LIMIT)}”" if one.words else f"{one.kind} {shown(one.id, LIMIT)}"
    at = f" in {shown(one.report)}" if one.report else ""
    sign = "!" if one.after == "look" else " "
    yield 2, f"{sign} decision {one.decision}: {one.ruling} {what}{at}"
    holds = "it holds all the same" if one.applied else "it is not applied"
    already = ", as before" if one.before == one.after else ""
    end = f"; {holds}{already}" if one.after == "look" else f": needless{already}"
    yield 6, f"{shown(one.because)}{end}"


def _report(one: ReportDifference) -> Iterable[tuple[int, str]]:
    yield 2, f"{SIGNS[one.way]} {shown(one.report)}, {one.claims:,} claim{'' if one.claims == 1 else 's'}"


def _thing(one: ThingDifference) -> Iterable[tuple[int, str]]:
    words = f"“{shown(one.span.exact, LIMIT)}”" if one.span else "no words,"
    yield 2, f"{SIGNS.get(one.way, '~')} {shown(one.report)}: {words} {one.outcome.replace('_', ' ')}"
    if one.around:
        yield 6, shown(one.around, 2 * LIMIT)
    yield from _fields(one.fields)


def _event(one: EventDifference) -> Iterable[tuple[int, str]]:
    sign = SIGNS.get(one.way, "~")
    if one.way in ("joined", "split", "regrouped"):
        yield 2, f"{sign} {EVENT_WORDS[one.way]}:"
        yield from ((6, f"from {_seen(event)}") for event in one.before)
        yield from ((6, f"to {_seen(event)}") for event in one.after)
    else:
        (event,) = one.after or one.before
        yield 2, f"{sign} {_seen(event)}"
    for says, reports in (("reports that came", one.came), ("reports that went", one.went)):
        if reports:
            more = f" … and {len(reports) - 5:,} more" if len(reports) > 5 else ""
            yield 6, f"{says}: {', '.join(shown(report, 40) for report in reports[:5])}{more}"
    yield from _fields(one.fields)


def _seen(event: EventSeen) -> str:
    return f"{shown(event.id)} {shown(event.title)}, {event.reports:,} report{'' if event.reports == 1 else 's'}"


class _Numbers:
    """The lines of numbers, under each event's title once."""

    def __init__(self) -> None:
        self.event: tuple[str, str] | None = None

    def __call__(self, one: NumberDifference) -> Iterable[tuple[int, str]]:
        if (one.event, one.what) != self.event:
            self.event = one.event, one.what
            yield 2, f"{shown(one.event)} {shown(one.what)}"
        at = f" in {shown(one.place)}" if one.place else ""
        by = f" by {shown(one.perpetrator)}" if one.perpetrator else ""
        what = f"{group_words(one.group)} {one.outcome.replace('_', ' ')}{at}{by}"
        yield 4, f"{what}, {policy_words(one.policy)}: {_estimated(one.before)} → {_estimated(one.after)}"


def _estimated(one: Estimated | None) -> str:
    if one is None:
        return "not there"
    if one == Estimated(None, None, None):
        return "no number"
    ends = interval_words(one.low, one.high)
    return ends if one.best is None or one.low == one.high else f"{one.best:,} ({ends})"


def _fields(fields: Iterable[FieldDifference]) -> Iterable[tuple[int, str]]:
    for field in fields:
        values = (shown(value, LIMIT) if value is not None else "none" for value in (field.before, field.after))
        yield 6, f"{field.field}: {' → '.join(values)}"


def _heading(kind: str) -> str:
    return capital(kind.replace("_", " "))


def _line(out: Console, inside: int, text: Text) -> None:
    """Print a line, wrapped where it is too long, all of it that far inside."""
    for at, part in enumerate(text.wrap(out, max(20, out.width - inside - 2))):
        part.rstrip()
        out.print(Text(" " * (inside + (2 if at else 0))) + part, soft_wrap=True)
