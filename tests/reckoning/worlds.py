"""Small worlds of who said what when, and the model's values made of them.

A world is a table (TOML or a dict): `claims`, each `{in, by, figure, of, …}`, and what is known beside them. Keys of
a claim: `id` (label; default c<n>), `in` (report), `by` (claimant; none: the outlet's own voice; lower case: unnamed),
`maybe` (only probably that claimant), `figure` (as said), `of` (the victims' words), `outcome`, `at` (place), `from`
(perpetrator), `as_of`, `when` (a day, or "start/end"), `part_of` (label in the same report), `background`, `denied`,
`unresolved` (words for a claimant, tied to nobody), `through` (who passed the figure on, the first first).
Keys of a world: `reports` (id to published date), `places` (id to what holds it, nearest first), `countries`, `copies`,
`ambiguous` (place to candidates), `victims`, `event` (first and last day).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from recount.model import (
    Actor,
    AsOf,
    Attribution,
    Certainty,
    Claim,
    Claimant,
    Copy,
    Event,
    Extraction,
    Fate,
    Figure,
    Ledger,
    Links,
    Period,
    Perpetration,
    Place,
    Placing,
    Report,
    Span,
    Victim,
    When,
    to_json,
)
from recount.reckoning import reckon

Table = Mapping[str, Any]

STATUS = {
    "civilian": ("civilians", "residents", "children", "women", "journalists", "Alawite civilians", "families"),
    "state_forces": ("security forces", "soldiers", "police", "Syrian security personnel", "members of the police"),
    "armed_group": ("fighters", "militants", "pro-Assad fighters", "pro-Assad militias"),
    "mixed": ("civilians and fighters",),
}
SEX = {"women": "female", "girls": "female", "men": "male", "boys": "male"}
VAGUE = {"dozens": 24, "hundreds": 200, "thousands": 2000, "many": None}
WORDS = {
    "over": "more_than",
    "more than": "more_than",
    "at least": "at_least",
    "nearly": "nearly",
    "up to": "up_to",
    "about": "about",
    "around": "about",
}


T = TypeVar("T")


class World(NamedTuple):
    """All that `reckon` takes."""

    event: Event
    reports: tuple[Report, ...]
    extractions: tuple[Extraction, ...]
    links: Links

    def reckon(self, policies: Iterable[str] = ("range_all", "ucdp")) -> Ledger:
        return reckon(self.event, self.reports, self.extractions, self.links, tuple(policies))


def figure(words: str) -> Figure:
    """A figure as said: "over 1,000", "about 700", "30 to 45", "hundreds", "no"."""
    low = words.lower()
    if low in ("no", "none"):
        return Figure(words, "none_reported", 0, 0)
    if low in VAGUE:
        return Figure(words, "vague", VAGUE[low], None)
    numbers = [int(found.replace(",", "")) for found in re.findall(r"[\d,]+", low)]
    if len(numbers) == 2:
        return Figure(words, "range", numbers[0], numbers[1])
    modifier = next((WORDS[word] for word in WORDS if low.startswith(word)), "exact")
    n = numbers[0]
    ends = {
        "more_than": (n + 1, None),
        "at_least": (n, None),
        "nearly": (None, n),
        "up_to": (None, n),
    }.get(modifier, (n, n))
    return Figure(words, modifier, *ends)  # type: ignore[arg-type]


class _Text:
    """A report's text, grown claim by claim, so that every span is exact."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, words: str, after: str = " ") -> Span:
        start = len(self.text)
        self.text += words + after
        return Span.of(self.text, start, start + len(words))


def world(table: Table) -> World:
    """The values that a world's table stands for."""
    published = {row["in"]: "2025-03-10" for row in (*table.get("claims", ()), *table.get("victims", ()))}
    published |= table.get("reports", {})
    texts = {report: _Text() for report in published}
    claims: dict[str, list[Claim]] = {report: [] for report in published}
    attributions, perpetrations, placings = [], [], []
    claimants: dict[str, Claimant] = {}
    actors: dict[str, Actor] = {}
    places = {id: _place(id, within, table) for id, within in table.get("places", {}).items()}
    ambiguous = table.get("ambiguous", {})
    for number, row in enumerate(table.get("claims", ()), start=1):
        report = row["in"]
        claim = _claim(f"{report}#{row.get('id', f'c{number}')}", row, texts[report])
        claims[report].append(claim)
        if "by" in row:
            named = row["by"][0].isupper()
            who = row["by"] if named else f"{row['by']} of {row.get('who_in', report)}"
            claimants[who] = Claimant(id=who, name=row["by"], named=named, party=table.get("parties", {}).get(who))
            certainty: Certainty = "probable" if row.get("maybe") else "certain"
            attributions.append(Attribution(claim=claim.id, claimant=who, certainty=certainty, reason="as told"))
        if "from" in row:
            actors[row["from"]] = Actor(id=row["from"], name=row["from"])
            perpetrations.append(Perpetration(claim=claim.id, actor=row["from"], reason="as told"))
        if "at" in row:
            tied = None if row["at"] in ambiguous else row["at"]
            placings.append(Placing(claim=claim.id, place=tied, candidates=tuple(ambiguous.get(row["at"], ()))))
            if tied and tied not in places:
                places[tied] = Place(id=tied, name=tied)
    victims = _victims(table, texts)
    copies = [_copy(row) for row in table.get("copies", ())]
    reports = tuple(
        Report(
            id=id,
            sha256=hashlib.sha256(texts[id].text.encode()).hexdigest(),
            text=texts[id].text,
            publisher=table.get("publishers", {}).get(id, f"Paper {id}"),
            published=dt.date.fromisoformat(day) if day else None,
        )
        for id, day in sorted(published.items())
    )
    days = table.get("event")
    event = Event(
        id="e-1",
        title="A world",
        reports=tuple(sorted(published)),
        start=dt.date.fromisoformat(days[0]) if days else None,
        end=dt.date.fromisoformat(days[1]) if days else None,
        places=tuple(table.get("event_places", ())),
    )
    extractions = tuple(
        Extraction(
            report=report.id,
            extractor="by hand",
            claims=tuple(claims[report.id]),
            victims=tuple(v for v in victims if v.report == report.id),
        )
        for report in reports
    )
    links = Links(
        claimants=tuple(claimants.values()),
        attributions=tuple(attributions),
        actors=tuple(actors.values()),
        perpetrations=tuple(perpetrations),
        places=tuple(places.values()),
        placings=tuple(placings),
        copies=tuple(copies),
        events=(event,),
    )
    return World(event, reports, extractions, links)


def _claim(id: str, row: Table, text: _Text) -> Claim:
    said = figure(row["figure"])
    span = text.add(row["figure"])
    of = row.get("of", "people")
    victims = text.add(of) if of else None
    outcome = row.get("outcome", "killed")
    text.add(outcome)
    status = next((status for status, words in STATUS.items() if of in words), "unknown")
    as_of = None
    if "as_of" in row:
        as_of = AsOf(dt.date.fromisoformat(row["as_of"]), row.get("basis", "said"))
    when = None
    if "when" in row:
        when = When(text.add("in those days"), _period(row["when"]))
    return Claim(
        id=id,
        report=row["in"],
        span=span,
        figure=said,
        outcome=outcome,
        victims=victims,
        status=row.get("status", status),
        age="child" if of in ("children", "girls", "boys") else "unknown",
        sex=SEX.get(of, "unknown"),  # type: ignore[arg-type]
        claimant=text.add(row.get("by") or "he") if "by" in row or "unresolved" in row else None,
        relay=tuple(text.add(words) for words in row.get("through", ())),
        perpetrator=text.add(row["from"]) if "from" in row else None,
        place=text.add(row["at"]) if "at" in row else None,
        when=when,
        as_of=as_of,
        scope="background" if row.get("background") else "current",
        part_of=f"{row['in']}#{row['part_of']}" if "part_of" in row else None,
        stance="denied" if row.get("denied") else "asserted",
    )


def _period(words: str) -> Period:
    if not words:
        return Period()
    first, _, last = words.partition("/")
    start = dt.date.fromisoformat(first)
    if not last:
        return Period(start, start, "day")
    return Period(start, None if last == ".." else dt.date.fromisoformat(last), "period")


def _place(id: str, within: list[str], table: Table) -> Place:
    countries = table.get("countries", ["Syria"])
    return Place(
        id=id,
        name=id,
        country="SY" if id in countries or "Syria" in within else "",
        within=tuple(within),
        precision="country" if id in countries else "region" if id.endswith(" province") else "exact",
    )


def _copy(row: Any) -> Copy:
    first, second = sorted(row[:2])
    return Copy(first=first, second=second, kind="near", similarity=0.95, original=row[2] if len(row) > 2 else None)


def _victims(table: Table, texts: Mapping[str, _Text]) -> list[Victim]:
    made = []
    for number, row in enumerate(table.get("victims", ()), start=1):
        span = texts[row["in"]].add(row.get("name") or "somebody")
        made.append(
            Victim(
                id=f"{row['in']}#v{number}",
                report=row["in"],
                name=row.get("name"),
                age=row.get("age"),
                sex=row.get("sex", "unknown"),
                role=row.get("role"),
                fates=(Fate(row.get("outcome", "killed"), span),),
                mentions=(span,),
            )
        )
    return made


def kept(before: World, now: World) -> World:
    """A world in which everything that is as it was before is the same object."""
    links = {name: _same(getattr(before.links, name), getattr(now.links, name)) for name in now.links.__struct_fields__}
    return World(
        now.event,
        _same(before.reports, now.reports),
        _same(before.extractions, now.extractions),
        replace(now.links, **links),
    )


def _same(before: tuple[T, ...], now: tuple[T, ...]) -> tuple[T, ...]:
    known = {to_json(one): one for one in before}
    return tuple(known.get(to_json(one), one) for one in now)


def snapshot_of(ledger: Ledger) -> dict[str, str]:
    """Claim labels (without their reports) and whole claim ids, to the snapshot that holds them."""
    found = {}
    for series in (*ledger.series, *ledger.background):
        for snapshot in series.snapshots:
            for claim in snapshot.claims:
                found[claim] = snapshot.id
                found.setdefault(claim.rpartition("#")[2], snapshot.id)
    return found


def told(ledger: Ledger) -> set[str]:
    """Every relation as a line of labels: "updates b > a inferred", "closes total > x + y", "leaves … 301..482".

    A snapshot goes by the first of its claims' labels, and so do the two that agree or conflict.
    """
    label = {}
    for series in ledger.series:
        for snapshot in series.snapshots:
            label[snapshot.id] = min(claim.rpartition("#")[2] for claim in snapshot.claims)
    lines = set()
    for relation in ledger.relations:
        subject = label.get(relation.subject, relation.subject)
        objects = " + ".join(sorted(label[one] for one in relation.objects))
        if relation.kind in ("agrees", "conflicts"):  # which of the two is the subject says nothing
            subject, objects = sorted((subject, objects))
        line = f"{relation.kind} {subject} > {objects}"
        if relation.differences:
            line += f" ({', '.join(relation.differences)})"
        if relation.low is not None or relation.high is not None:
            line += f" {'' if relation.low is None else relation.low}..{'' if relation.high is None else relation.high}"
        if relation.inferred:
            line += " inferred"
        lines.add(line)
    return lines
