"""The dossier as one page: views made, templates filled, nothing fetched and nothing run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from recount.model import Dossier

from ..index import Index, LedgerIndex
from ..protection import protection_says
from ..summary import Section, event_summary, headline_tolls, set_aside
from ..words import OUTCOMES, QUESTIONS, STATES, capital, count_words, days_words, listed, lowered, policy_words, shown
from .chart import Chart, chart
from .framings import FramingView, framing_view
from .linker import Linker
from .people import ClaimantView, PersonView, QuotationView, claimants, persons, quotations, voices_in_all
from .related import PartView, follow_ups, parts_of
from .reports import ReportView, reports
from .tolls import Answer, Tolls, TollView
from .whys import Why

if TYPE_CHECKING:
    from jinja2 import Environment

CHARTS = 6
"""At most so many charts an event: the first tolls, in the order of the page, that have figures to compare."""


PARTS = (
    "known",
    "ledger",
    "contradictions",
    "charts",
    "voices",
    "quotations",
    "framing",
    "within",
    "background",
    "questions",
    "persons",
    "reasons",
)
"""The parts of an event on the page, in their order."""


@dataclass(frozen=True, slots=True)
class Told:
    """A section of the summary, its figures linked."""

    heading: str
    lines: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """One line of the table on top: a toll, each policy's answer, the persons identified, who vouches."""

    anchor: str
    outcome: str
    toll: str
    answers: tuple[Answer | None, ...]
    persons: str
    voices: Markup


@dataclass(frozen=True, slots=True)
class Asked:
    """The open questions of one kind, each with its id."""

    heading: str
    lines: tuple[tuple[Markup, str], ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One event of the dossier."""

    anchor: str
    parts: dict[str, str]
    title: str
    state: str
    when: str
    where: str
    counted: str
    voices: str
    policies: tuple[str, ...]
    heads: tuple[Head, ...]
    told: tuple[Told, ...]
    own: tuple[Why, ...]
    outcomes: tuple[tuple[str, tuple[TollView, ...]], ...]
    contradictions: tuple[Why, ...]
    charts: tuple[Chart, ...]
    claimants: tuple[ClaimantView, ...]
    quotations: tuple[QuotationView, ...]
    framing: FramingView | None
    follow_ups: tuple[Markup, ...]
    within: tuple[PartView, ...]
    background: tuple[TollView, ...]
    questions: tuple[Asked, ...]
    persons: tuple[PersonView, ...]
    others: tuple[Why, ...]
    reasons: tuple[tuple[Markup, str], ...]


def dossier_html(dossier: Dossier) -> str:
    """The dossier as one self-contained page, the same bytes for the same dossier.

    The page works without a network and holds no script; its policy forbids both. All that reports and their
    manifests say is escaped; only plain web addresses become links out of the page.
    """
    index = Index(dossier)
    to = Linker(index)
    ledgers = [LedgerIndex(index, ledger) for ledger in dossier.ledgers]
    events = tuple(_event(ledger, to) for ledger in ledgers)
    texts: tuple[ReportView, ...] = reports(ledgers, to)
    aside: Section = set_aside(dossier)
    page = _environment().get_template("page.html.j2")
    return page.render(
        title=events[0].title if len(events) == 1 else capital(count_words(len(events), "event")),
        style=Markup(_style()),  # noqa: S704 - our own style sheet
        dossier=dossier,
        events=events,
        reports=texts,
        aside=aside,
        taken=capital(count_words(len(dossier.reports), "report")),
        published=_published(dossier),
        protected=" ".join(protection_says(dossier.protection)),
    )


def _event(ledger: LedgerIndex, to: Linker) -> EventView:
    event = ledger.ledger.event
    tolls = Tolls(ledger, to)
    in_order = ledger.tolls_in_order()
    views = {toll.id: tolls.view(toll) for toll in in_order}
    charts = (chart(ledger, toll, to) for toll in in_order if _several(ledger, toll.id))
    drawn = [c for c in charts if c is not None][:CHARTS]
    policies = tuple(dict.fromkeys(e.policy for e in ledger.ledger.estimates))
    behind = {s.toll for s in ledger.ledger.background}
    past = sorted((t for t in ledger.ledger.tolls if t.id in behind), key=ledger.toll_order)
    return EventView(
        anchor=to.anchors.of("event", event.id),
        parts={part: to.anchors.of(f"{part}-of", event.id) for part in PARTS},
        title=event.title,
        state=STATES[ledger.ledger.state] if ledger.ledger.state is not None else "",
        when=days_words(event.start, event.end),
        where=listed([ledger.all.place(p) for p in event.places[:8]]),
        counted=count_words(len(event.reports), "report"),
        voices=voices_in_all(ledger),
        policies=tuple(policy_words(p) for p in policies),
        heads=tuple(_heads(ledger, views, policies)),
        told=tuple(_told(ledger, to, s) for s in event_summary(ledger)[2:]),
        outcomes=tuple(
            (OUTCOMES[o], found) for o in OUTCOMES if (found := tuple(views[t.id] for t in in_order if t.outcome == o))
        ),
        own=tuple(tolls.why.own_toll(own) for own in ledger.ledger.own_tolls),
        contradictions=tuple(tolls.why.contradiction(k) for k in ledger.ledger.contradictions),
        charts=tuple(drawn),
        claimants=claimants(ledger, to, tolls),
        quotations=quotations(ledger, to),
        framing=framing_view(ledger, to),
        follow_ups=follow_ups(ledger, to),
        within=parts_of(event, to),
        background=tuple(tolls.view(t, background=True) for t in past),
        questions=_questions(ledger, to),
        persons=persons(ledger, to),
        others=tolls.homeless,
        reasons=tuple((to.report(r), reason) for r, reason in zip(event.reports, event.reasons, strict=False)),
    )


def _several(ledger: LedgerIndex, toll: str) -> bool:
    return sum(len(s.snapshots) for s in ledger.series_of_toll(toll)) > 1


def _heads(ledger: LedgerIndex, views: dict[str, TollView], policies: tuple[str, ...]) -> list[Head]:
    rows = []
    for toll in headline_tolls(ledger):
        view = views[toll.id]
        by_policy = dict(
            zip([e.policy for e in ledger.ledger.estimates if e.toll == toll.id], view.answers, strict=True)
        )
        found = [p for p in ledger.ledger.persons if p.outcome == toll.outcome]
        whole = toll.group.status == toll.group.age == toll.group.sex == "unknown"
        rows.append(
            Head(
                anchor=view.anchor,
                outcome=view.outcome,
                toll=lowered(view.heading),
                answers=tuple(by_policy.get(p) for p in policies),
                persons=f"{len(found):,}" if found and whole else "",
                voices=view.voices_line,
            )
        )
    return rows


def _told(ledger: LedgerIndex, to: Linker, section: Section) -> Told:
    lines = zip(section.lines, section.about, strict=True)
    return Told(section.heading, tuple(to.sentence(ledger, line, about) for line, about in lines))


def _questions(ledger: LedgerIndex, to: Linker) -> tuple[Asked, ...]:
    found = []
    for kind, heading in QUESTIONS.items():
        asked = [q for q in ledger.ledger.questions if q.kind == kind]
        if asked:
            found.append(Asked(heading, tuple((_asked(ledger, to, q.says, q.about), shown(q.id, 80)) for q in asked)))
    return tuple(found)


def _asked(ledger: LedgerIndex, to: Linker, says: str, about: tuple[str, ...]) -> Markup:
    line = to.sentence(ledger, says, about)
    first = Markup(", ").join(dict.fromkeys(to.premise(ledger, i) for i in about[:6]))
    return Markup('{} <span class="about">{}</span>').format(line, first) if first else line


def _published(dossier: Dossier) -> str:
    days = [r.published for r in dossier.reports if r.published]
    return days_words(min(days), max(days)) if days else ""


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("recount.publishing.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    environment.filters["capitalize_first"] = _capital
    return environment


def _capital(text: str | Markup) -> str | Markup:
    """The text with its first letter raised; what was markup stays so."""
    return type(text)(capital(str(text)))


@cache
def _style() -> str:
    return (files("recount.publishing.page") / "templates" / "style.css").read_text(encoding="utf-8")
