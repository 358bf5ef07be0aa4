"""What a person wants to know first, in plain sentences: the page's top and the terminal's last words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.model import Dossier, Estimate, Relation, RelationKind, Series, Snapshot, Toll, Voices

from .decided import decided
from .index import Index, LedgerIndex
from .protection import protection_says
from .words import (
    ORDERS,
    OUTCOMES,
    STATES,
    capital,
    count_words,
    day_words,
    days_words,
    estimate_words,
    interval_words,
    listed,
    policy_words,
    shown,
)

MANY_EVENTS = 5
"""Above so many events the summary gives one line an event instead of six sections each."""

LINES = 12
"""At most so many lines a section; a last one then counts what the ledger has more."""


PARTS = 6
"""At most so many numbers beside an estimate; the ledger has the others."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its plain sentences.

    `about` has, for each line, the ids (snapshots, relations, tolls, persons) that it speaks of, in the ledger of
    `event`; `event` is None for what concerns the whole dossier.
    """

    heading: str
    lines: tuple[str, ...]
    about: tuple[tuple[str, ...], ...] = ()
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and the ids that it speaks of."""

    says: str
    about: tuple[str, ...] = ()


def summary(dossier: Dossier) -> tuple[Section, ...]:
    """The dossier in plain sentences, section by section.

    For each event: the event, how many by each policy, who says how many, what agrees, what conflicts, what is only
    relayed, what nobody is named for, and what reviewers decided, where they did. With more than `MANY_EVENTS` events
    one line each. Last, what was set aside.
    """
    index = Index(dossier)
    indexes = [LedgerIndex(index, ledger) for ledger in dossier.ledgers]
    sections: list[Section] = []
    if dossier.protection is not None:
        says = [Line(one) for one in protection_says(dossier.protection)]
        sections.append(_section("Who may see this", says, None))
    if len(indexes) > MANY_EVENTS:
        reports = count_words(len(dossier.reports), "report")
        heading = f"{count_words(len(indexes), 'event')} in {reports}"
        sections.append(_section(capital(heading), [Line(event_line(ledger)) for ledger in indexes], None, limit=False))
    else:
        for ledger in indexes:
            sections.extend(event_summary(ledger))
    sections.append(set_aside(dossier))
    return tuple(sections)


def event_summary(ledger: LedgerIndex) -> tuple[Section, ...]:
    """One event's sections. None is left out but the decisions: where there is nothing to say, its line says so."""
    event = ledger.event
    ruled = [Line(says, about) for says, about in decided(ledger)]
    conflicts: tuple[RelationKind, ...] = ("conflicts", "impossible_sum", "stale_mix")
    return (
        _section(ledger.ledger.event.title, [Line(says) for says in facts(ledger)], event),
        _section("How many, by policy", list(_estimates(ledger)), event, none="No policy gives an estimate."),
        _section("Who says how many", list(_says(ledger)), event, none="No report gives a current figure."),
        _section(
            "What agrees", _related(ledger, ("agrees", "closes")), event, none="No two figures bear each other out."
        ),
        _section("What conflicts", _related(ledger, conflicts), event, none="No two comparable figures conflict."),
        _section("What is only relayed", list(_relayed(ledger)), event, none="No figure rests on relaying alone."),
        _section("What nobody is named for", list(_nameless(ledger)), event, none="Every figure has a named claimant."),
        *([_section("What reviewers decided", ruled, event)] if ruled else []),
    )


def facts(ledger: LedgerIndex) -> Iterator[str]:
    """What the event is: reports, outlets, days, places, persons identified."""
    event = ledger.ledger.event
    if ledger.ledger.state is not None:
        yield STATES[ledger.ledger.state]
    outlets = ledger.all.outlets(event.reports)
    line = f"{capital(count_words(len(event.reports), 'report'))} from {count_words(len(outlets), 'outlet')}"
    published = [r.published for r in (ledger.all.reports.get(i) for i in event.reports) if r and r.published]
    if published:
        line += f", published {days_words(min(published), max(published))}"
    yield f"{line}."
    days = days_words(event.start, event.end)
    yield f"When: {days}." if days else "When: no report tells a day that could be fixed."
    if event.places:
        yield f"Where: {listed([ledger.all.place(p) for p in event.places[:8]])}."
    persons = len(ledger.ledger.persons)
    if persons:
        names = count_words(persons, "person identified", "persons identified")
        yield f"{capital(names)} in the reports: a floor under the tolls, never added to them."


def event_line(ledger: LedgerIndex) -> str:
    """One event in one line: its title, its reports and its own tolls."""
    own = [
        f"{toll.outcome.replace('_', ' ')} {toll.number:,}"
        for toll in ledger.ledger.own_tolls
        if toll.number is not None
    ]
    reports = count_words(len(ledger.ledger.event.reports), "report")
    state = " RETRACTED by a reviewer." if ledger.ledger.state == "retracted" else ""
    return f"{shown(ledger.ledger.event.title)}: {', '.join(own) or 'no toll'} ({reports}).{state}"


def set_aside(dossier: Dossier) -> Section:
    """What could not be taken in, and what was taken in with a remark."""
    lines = [Line(f"{shown(x.input)}: {shown(x.wrong)}; {shown(x.mend)}.") for x in dossier.set_aside]
    lines += [Line(f"{shown(x.input)}: {shown(x.says)}.") for x in dossier.notices]
    taken = capital(count_words(len(dossier.reports), "report"))
    counts = f"{taken} taken in, {count_words(len(dossier.set_aside), 'input')} set aside"
    if dossier.notices:
        counts += f", {count_words(len(dossier.notices), 'remark')}"
    return _section("What was set aside", [Line(f"{counts}."), *lines], None, limit=False)


def _section(heading: str, lines: list[Line], event: str | None, *, none: str = "", limit: bool = True) -> Section:
    if not lines and none:
        lines = [Line(none)]
    if limit and len(lines) > LINES:
        rest = count_words(len(lines) - LINES + 1, "more such line")
        lines = [*lines[: LINES - 1], Line(f"The ledger has {rest}.")]
    return Section(shown(heading), tuple(line.says for line in lines), tuple(line.about for line in lines), event)


def _whole(toll: Toll) -> bool:
    return toll.place is None and toll.perpetrator is None and toll.group.words is None


def _estimates(ledger: LedgerIndex) -> Iterator[Line]:
    for toll in headline_tolls(ledger):
        found = [e for e in ledger.ledger.estimates if e.toll == toll.id and (e.none_because is None or e.components)]
        said: dict[str, list[str]] = {}  # policies that say the same are told together
        for estimate in found:
            said.setdefault(_answer(estimate), []).append(policy_words(estimate.policy))
        if said:
            words = "; ".join(f"{', '.join(policies)}: {answer}" for answer, policies in said.items())
            yield Line(f"{ledger.toll_words(toll, outcome=True)} — {words}.", tuple(e.id for e in found))


def _answer(estimate: Estimate) -> str:
    """An estimate with what stands beside it: "30–45 (beside it: identified 2, pending 28–43)"."""
    number = estimate_words(estimate.low, estimate.best, estimate.high)
    parts = [f"{shown(part.name, 80)} {interval_words(part.low, part.high)}" for part in estimate.components[:PARTS]]
    if len(estimate.components) > PARTS:
        parts.append(f"{len(estimate.components) - PARTS:,} more")
    return f"{number} (beside it: {', '.join(parts)})" if parts else number


def headline_tolls(ledger: LedgerIndex) -> list[Toll]:
    """The tolls of the event as a whole; where an outcome has none, the first that it has."""
    tolls = ledger.tolls_in_order()
    heads = [t for t in tolls if _whole(t)]
    for outcome in OUTCOMES:
        if not any(t.outcome == outcome for t in heads):
            heads.extend([t for t in tolls if t.outcome == outcome][:1])
    return sorted(heads, key=ledger.toll_order)


def _says(ledger: LedgerIndex) -> Iterator[Line]:
    for toll in ledger.tolls_in_order():
        for series in ledger.series_of_toll(toll.id):
            known = ledger.all.claimants.get(series.claimant or "")
            if series.claimant is not None and (known is None or known.named):
                voice = ledger.voice(series)
                yield Line(
                    f"{ledger.toll_words(toll, outcome=True)} — {voice}: {_figures(series, ledger)}.", _ids(series)
                )


def _figures(series: Series, ledger: LedgerIndex) -> str:
    order = ORDERS[series.order] if len(series.snapshots) > 1 else ""
    said = ", then ".join(figure_words(s, confirmed=s.id in ledger.confirmed) for s in series.snapshots)
    return f"{said}; {order}" if order else said


def figure_words(snapshot: Snapshot, *, confirmed: bool = False) -> str:
    """A snapshot's figure and day: "over 1,000 (9 March 2025)", "973 (by 10 March 2025, probably)"."""
    doubt, sure = "probably" if snapshot.certainty == "probable" else "", "confirmed" if confirmed else ""
    notes = [n for n in (as_of_words(snapshot), doubt, sure) if n]
    words = shown(snapshot.words, 80)
    # A figure that opened its sentence ("More than 1,000") does not open ours.
    said = words[:1].lower() + words[1:] if any(c.isdigit() for c in words) else f"“{words}”"
    return f"{said} ({', '.join(notes)})" if notes else said


def as_of_words(snapshot: Snapshot) -> str:
    """The day of a figure as the page writes it; "by" marks a published date, after which it cannot have been said."""
    if snapshot.as_of is not None and snapshot.as_of_basis != "published":
        return day_words(snapshot.as_of)
    latest = snapshot.as_of or snapshot.latest
    return f"by {day_words(latest)}" if latest is not None else ""


def _ids(series: Series) -> tuple[str, ...]:
    return tuple(s.id for s in series.snapshots)


def _related(ledger: LedgerIndex, kinds: tuple[RelationKind, ...]) -> list[Line]:
    def order(relation: Relation) -> tuple[object, ...]:
        toll = ledger.tolls.get(ledger.toll_of(relation.subject) or "")
        return (kinds.index(relation.kind), ledger.toll_order(toll) if toll else (99,), relation.id)

    found = sorted((r for r in ledger.ledger.relations if r.kind in kinds), key=order)
    return [Line(sentence(r.why.says), (r.id, r.subject, *r.objects, *r.why.premises)) for r in found]


def sentence(says: str) -> str:
    """A derivation's words as a sentence: first letter raised, a full stop at its end."""
    line = capital(shown(says, 600))
    return line if line.endswith((".", "!", "?", "…", ".”", ".’")) else f"{line}."


def _relayed(ledger: LedgerIndex) -> Iterator[Line]:
    for toll, voices in _voices(ledger):
        outlets = ledger.all.outlets(voices.reports)
        if len(voices.named) == 1 and len(outlets) > 1:
            name = ledger.all.claimant(voices.named[0])
            yield Line(
                f"{ledger.toll_words(toll, outcome=True)} — {count_words(len(outlets), 'outlet')}, "
                f"one named claimant: {name}.",
                (toll.id,),
            )


def _voices(ledger: LedgerIndex) -> list[tuple[Toll, Voices]]:
    by_toll = {v.toll: v for v in ledger.ledger.voices}
    return [(toll, by_toll[toll.id]) for toll in ledger.tolls_in_order() if toll.id in by_toll]


def _nameless(ledger: LedgerIndex) -> Iterator[Line]:
    for toll in ledger.tolls_in_order():
        for series in ledger.series_of_toll(toll.id):
            known = ledger.all.claimants.get(series.claimant or "")
            if series.claimant is None:
                voice = f"{shown(series.outlet or 'an outlet', 80)} in its own voice"
            elif known is not None and not known.named:
                voice = f"“{shown(known.name, 80)}” in {listed(_outlets_of(ledger, series))}"
            else:
                continue
            yield Line(f"{ledger.toll_words(toll, outcome=True)} — {voice}: {_figures(series, ledger)}.", _ids(series))


def _outlets_of(ledger: LedgerIndex, series: Series) -> list[str]:
    return ledger.all.outlets(sorted({r for s in series.snapshots for r in s.reports}))
