"""Claims tied to what linking knows of them, report by report; what has not changed is not tied again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from recount.model import (
    Attribution,
    Certainty,
    Claim,
    Event,
    Extraction,
    Group,
    Links,
    Placing,
    Report,
    Span,
    UsageError,
)

from .copies import Copies
from .entries import Entries, Entry, Voice, claim_order
from .groups import OTHERS, demonyms, narrower_words
from .intervals import Interval
from .memo import Memo
from .places import Placed, Places, place_of
from .stretches import Span as EventSpan
from .stretches import counted_up_to, days_named, span_of, stretch_of, total_of
from .tolls import TollKey

_LEAST = 10
"""From so many people on, one voice's same figure of the same people at the same place is one figure, whomever it names
as having done it; smaller numbers are the same by chance."""
_DEEPEST = 5
"""So many parts within parts are followed up to the total whose as-of day they share."""


class _Said(NamedTuple):
    """One report's claims, in order, with what linking knows of each: attribution, placing and actor."""

    claims: tuple[Claim, ...]
    attributions: tuple[Attribution | None, ...]
    placings: tuple[Placing | None, ...]
    actors: tuple[str | None, ...]


class _Knows(NamedTuple):
    """What every claim's tying rests on beside its own report: who repeats whom, places, people, and days."""

    source: str
    passages: tuple[tuple[Span, str], ...]
    outlets: tuple[str, ...]
    places: Places
    people: frozenset[str]
    span: EventSpan


class Tie:
    """Ties an event's claims; keeps what it made for the next time."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._places: Places | None = None
        self._numbers: dict[tuple[object, ...], int] = {}

    def entries(
        self, event: Event, reports: Sequence[Report], extractions: Sequence[Extraction], links: Links
    ) -> Entries:
        """The event's claims with what linking tied to them.

        Raises UsageError for an extraction whose report is not among `reports`.
        """
        memo = self._memo
        by_id = {report.id: report for report in reports}
        taken = _by_report(by_id, extractions)
        copies = Copies(by_id, links.copies)
        said = self._said(taken, links)
        self._places = places = self._placed(said, by_id, copies, links)
        named = [memo.piece("days", id, (row.claims,), days_named, row.claims) for id, row in said.items()]
        span = span_of(event, named)
        people = demonyms(_countries(event, places))
        rows = []
        for id, row in said.items():
            source, passages = copies.root(id), copies.passages(copies.root(id))
            outlets = tuple(by_id[copies.root(one)].outlet for one in (id, *(first for _, first in passages)))
            knows = _Knows(source, passages, outlets, places, people, span)
            of = (by_id[id], taken[id], row, knows)
            rows.append(memo.rows("entries", id, of, self._tied, by_id[id], taken[id], row, knows))
        unnamed = {claimant.id for claimant in links.claimants if not claimant.named}
        made = self._fuller(self._copied_voices(list(chain.from_iterable(rows)), unnamed))
        asserted = [entry for entry in made if entry.claim.stance == "asserted"]
        return Entries(
            tuple(entry for entry in asserted if entry.claim.scope == "current"),
            tuple(entry for entry in asserted if entry.claim.scope == "background"),
            tuple(entry for entry in made if entry.claim.stance != "asserted" and entry.claim.scope == "current"),
            places,
        )

    def _said(self, taken: Mapping[str, Extraction], links: Links) -> dict[str, _Said]:
        tied = {attribution.claim: attribution for attribution in links.attributions}
        placings = {placing.claim: placing for placing in links.placings}
        actors = {perpetration.claim: perpetration.actor for perpetration in links.perpetrations}
        found = {}
        for id, extraction in taken.items():
            claims = self._memo.piece("claims", id, (extraction,), _in_order, extraction)
            ids = [claim.id for claim in claims]
            found[id] = _Said(
                claims, tuple(map(tied.get, ids)), tuple(map(placings.get, ids)), tuple(map(actors.get, ids))
            )
        return found

    def _placed(self, said: Mapping[str, _Said], reports: Mapping[str, Report], copies: Copies, links: Links) -> Places:
        rows = []
        for id, row in said.items():
            of = (row.claims, row.attributions, row.placings)
            rows.append(self._memo.rows("placed", id, of, _placed, row))
        return Places.of({place.id: place for place in links.places}, rows, self._memo, self._places)

    def _tied(self, report: Report, extraction: Extraction, row: _Said, knows: _Knows) -> Iterable[Entry]:
        claims = {claim.id: claim for claim in row.claims}
        voices: dict[str, tuple[Voice, Certainty]] = {}
        sources = {}
        for claim, attribution in zip(row.claims, row.attributions, strict=True):
            sources[claim.id] = _source(claim, knows)
            if attribution is not None:
                voices[claim.id] = (Voice(attribution.claimant, None), attribution.certainty)
            else:
                voices[claim.id] = (Voice(None, sources[claim.id][1]), "certain")
        rests = _rests(row.claims, extraction)
        for number, claim in enumerate(row.claims):
            voice, certainty = voices[claim.id]
            narrow = narrower_words(claim, report.text, knows.people)
            if narrow == OTHERS and claim.id not in rests:
                narrow = None
            group = Group(claim.status, claim.age, claim.sex, narrow)
            place = knows.places.counted(place_of(claim, row.placings[number]))
            key = TollKey(claim.outcome, group, place, row.actors[number])
            said = claim.as_of if claim.as_of is not None and claim.as_of.basis != "published" else None
            whole = total_of(claim, claims)
            figure = Interval(claim.figure.low, claim.figure.high, claim.figure.approximate)
            stretch = stretch_of(whole, knows.span) if claim.scope == "current" else None
            yield Entry(
                claim=claim,
                source=sources[claim.id][0],
                voice=voice,
                certainty=certainty,
                key=key,
                figure=figure,
                day=said.day if said else counted_up_to(whole, report.published),
                basis=said.basis if said else "said",
                latest=report.published,
                stretch=stretch,
                day_of_total=_day_of_total(claim, claims, voices),
                relays=tuple(" ".join(relay.exact.split()) for relay in claim.relay),
                slot=self._slot(claim, voice, key),
                bare=self._number((voice, key._replace(perpetrator=None), figure, stretch, claim.scope, claim.stance)),
            )

    def _slot(self, claim: Claim, voice: Voice, key: TollKey) -> int:
        """The number of the series that a claim belongs to; background figures of two episodes are no one series."""
        period = claim.when.period if claim.scope == "background" and claim.when is not None else None
        episode = (None, None) if period is None else (period.start, period.end)
        return self._number((voice, key, claim.scope, claim.stance, *episode))

    def _number(self, of: tuple[object, ...]) -> int:
        return self._numbers.setdefault(of, len(self._numbers))

    def _copied_voices(self, entries: list[Entry], unnamed: set[str]) -> list[Entry]:
        """Unnamed claimants that a copy repeats are those of the report it repeats."""
        if not unnamed or all(entry.source == entry.claim.report for entry in entries):
            return entries
        first: dict[tuple[object, ...], Voice] = {}
        for entry in entries:
            if entry.voice.claimant in unnamed and entry.source == entry.claim.report:
                first.setdefault((entry.source, entry.key, entry.figure), entry.voice)
        made = []
        for entry in entries:
            if entry.voice.claimant in unnamed and entry.source != entry.claim.report:
                voice = first.get((entry.source, entry.key, entry.figure), entry.voice)
                entry = self._changed("voice", entry, voice, entry.key)
            made.append(entry)
        return made

    def _fuller(self, entries: list[Entry]) -> list[Entry]:
        """A figure told without a perpetrator is that of the report that names one, where voice and all else are alike.

        A relay leaves out who did it more easily than a claimant counts two groups alike.
        """
        by: dict[int, set[str]] = {}
        for entry in entries:
            actor = entry.key.perpetrator
            if actor is not None and (entry.figure.number or 0) >= _LEAST:
                by.setdefault(entry.bare, set()).add(actor)
        if not by:
            return entries
        made = []
        for entry in entries:
            if entry.bare in by and entry.key.perpetrator is None and len(by[entry.bare]) == 1:
                (actor,) = by[entry.bare]
                entry = self._changed("actor", entry, entry.voice, entry.key._replace(perpetrator=actor))
            made.append(entry)
        return made

    def _changed(self, why: str, entry: Entry, voice: Voice, key: TollKey) -> Entry:
        def make() -> Entry:
            claim = entry.claim
            bare = (voice, key._replace(perpetrator=None), entry.figure, entry.stretch, claim.scope, claim.stance)
            slot = self._slot(claim, voice, key)
            return replace(entry, voice=voice, key=key, slot=slot, bare=self._number(bare))

        return self._memo.piece(why, entry.claim.id, (entry, voice, key), make)


def _by_report(reports: Mapping[str, Report], extractions: Sequence[Extraction]) -> dict[str, Extraction]:
    """Extractions by report, in the order of the reports' ids; of several of one report the last."""
    found = {extraction.report: extraction for extraction in extractions}
    for id in found:
        if id not in reports:
            raise UsageError(f"the extraction of {id}", "its report was not given", "give the report with it")
    return {id: found[id] for id in sorted(found)}


def _in_order(extraction: Extraction) -> tuple[Claim, ...]:
    """A report's claims in order, each id once."""
    return tuple(sorted({claim.id: claim for claim in extraction.claims}.values(), key=claim_order))


def _current(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.scope == "current" and claim.stance == "asserted")


def _placed(row: _Said) -> Iterable[Placed]:
    for claim, attribution, placing in zip(row.claims, row.attributions, row.placings, strict=True):
        if claim.scope == "current" and claim.stance == "asserted":
            yield Placed(
                (claim.report, attribution.claimant if attribution is not None else ""),
                claim.outcome,
                (claim.status, claim.age, claim.sex),
                place_of(claim, placing),
                Interval(claim.figure.low, claim.figure.high, claim.figure.approximate),
                claim.id,
                claim.part_of,
                claim.place.exact if claim.place is not None else "",
            )


def _source(claim: Claim, knows: _Knows) -> tuple[str, str]:
    """The report that a claim comes from and its outlet: its own, or the one whose text or passage it repeats."""
    if knows.source == claim.report:
        for number, (span, first) in enumerate(knows.passages, start=1):
            if span.start <= claim.span.start and claim.span.end <= span.end:
                return first, knows.outlets[number]
    return knows.source, knows.outlets[0]


def _countries(event: Event, places: Places) -> frozenset[str]:
    """The country that most of the event's claims lie in, and that of the event's first place."""
    count: Counter[str] = Counter()
    for place, times in places.used.items():
        count[places.country(place)] += times
    count.pop("", None)
    most = min(count, key=lambda country: (-count[country], country), default="")
    first = places.country(event.places[0]) if event.places else ""
    return frozenset({most, first} - {""})


def _rests(claims: Sequence[Claim], extraction: Extraction) -> set[str]:
    """The claims whose "others" are the rest of the same outcome: what stands before them tells of that outcome too.

    In "one was killed and three others were wounded" the three are all the wounded, not the rest of them.
    """
    marks: list[tuple[int, str, str]] = [(claim.span.start, claim.id, claim.outcome) for claim in _current(claims)]
    for victim in extraction.victims:
        if victim.fates:
            marks.extend((span.start, "", victim.outcome) for span in victim.mentions)
    found = set()
    before: str | None = None
    for _, claim_id, outcome in sorted(marks):
        if claim_id and outcome == before:
            found.add(claim_id)
        before = outcome
    return found


def _day_of_total(
    claim: Claim, claims: Mapping[str, Claim], voices: Mapping[str, tuple[Voice, Certainty]]
) -> dt.date | None:
    """The as-of day of the total that the text makes a claim part of, if the same voice gives both."""
    for _ in range(_DEEPEST):
        whole = claims.get(claim.part_of or "")
        if whole is None or whole.scope != claim.scope or voices[whole.id][0] != voices[claim.id][0]:
            return None
        if whole.as_of is not None and whole.as_of.basis != "published":
            return whole.as_of.day
        claim = whole
    return None
