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
    Copy,
    Event,
    Extraction,
    Group,
    Links,
    Perpetration,
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
from .places import Placed, Places, Spot, place_of
from .stretches import Days, counted_up_to, days_named, span_of, stretch_of, total_of
from .stretches import Span as EventSpan
from .tolls import TollKey

_LEAST = 10
"""From so many people on, one voice's same figure of the same people at the same place is one figure, whomever it names
as having done it; smaller numbers are the same by chance."""
_DEEPEST = 5
"""So many parts within parts are followed up to the total whose as-of day they share."""


class _Said(NamedTuple):
    """One report's claims, in order, with what linking knows of each: attribution, placing and actor.

    `placed` and `days` are what its current claims tell of the event's places and days.
    """

    report: Report
    extraction: Extraction
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution | None, ...]
    placings: tuple[Placing | None, ...]
    actors: tuple[str | None, ...]
    placed: tuple[Placed, ...]
    spots: tuple[Spot, ...]
    days: Days


class _Knows(NamedTuple):
    """What every claim's tying rests on beside its own report: places, people, and days."""

    places: Places
    people: frozenset[str]
    span: EventSpan


class _Repeats(NamedTuple):
    """Whom a report repeats: as a whole, and in passages; and the outlets of its source and of theirs."""

    source: str
    passages: tuple[tuple[Span, str], ...]
    outlets: tuple[str, ...]


class Tie:
    """Ties an event's claims.

    What it made of a report is kept until the report, or what links it, is another object.
    """

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._places: Places | None = None
        self._knows: _Knows | None = None
        self._numbers: dict[tuple[object, ...], int] = {}
        self._linked: dict[str, dict[int, Attribution | Placing | Perpetration]] = {}
        self._spots: Counter[Spot] = Counter()
        self._said: dict[str, _Said] = {}
        self._repeated: tuple[tuple[Copy, ...], set[str]] = ((), set())
        self._tied_to: dict[str, tuple[_Said, _Knows, _Repeats, tuple[Entry, ...]]] = {}

    def entries(
        self, event: Event, reports: Sequence[Report], extractions: Sequence[Extraction], links: Links
    ) -> Entries:
        """The event's claims with what linking tied to them.

        Raises UsageError for an extraction whose report is not among `reports`.
        """
        by_id = {report.id: report for report in reports}
        taken = _by_report(by_id, extractions)
        repeated = (links.copies, {id for copy in links.copies for id in (copy.first, copy.second) if id in by_id})
        copies = Copies(by_id, links.copies)
        as_before = repeated == self._repeated
        self._repeated = repeated
        self._said = said = self._all_said(by_id, taken, links)
        rows = [row.placed for row in said.values() if row.placed]
        known = {place.id: place for place in links.places}
        self._places = Places.of(known, rows, +self._spots, self._memo, self._places)
        span = span_of(event, {row.days for row in said.values()})
        knows = _Knows(self._places, demonyms(_countries(event, self._places)), span)
        self._knows = knows = self._knows if knows == self._knows else knows
        tied = {}
        for id, row in said.items():
            before = self._tied_to.get(id)
            if before is not None and before[0] is row and as_before and before[1] is knows:
                tied[id] = before
                continue
            repeats = _repeats(id, copies, by_id)
            if before is None or before[0] is not row or before[1] != knows or before[2] != repeats:
                before = (row, knows, repeats, tuple(self._tied(row, knows, repeats)))
            tied[id] = before
        self._tied_to = tied
        unnamed = {claimant.id for claimant in links.claimants if not claimant.named}
        every = list(chain.from_iterable(one[3] for one in tied.values()))
        made = self._fuller(self._copied_voices(every, unnamed))
        asserted = [entry for entry in made if entry.claim.stance == "asserted"]
        return Entries(
            tuple(entry for entry in asserted if entry.claim.scope == "current"),
            tuple(entry for entry in asserted if entry.claim.scope == "background"),
            tuple(entry for entry in made if entry.claim.stance != "asserted" and entry.claim.scope == "current"),
            knows.places,
        )

    def _all_said(
        self, reports: Mapping[str, Report], taken: Mapping[str, Extraction], links: Links
    ) -> dict[str, _Said]:
        """What every report says; what was linked anew since the last time makes its report anew."""
        stale: set[str] = set()
        for name in ("attributions", "placings", "perpetrations"):
            stale |= self._linked_anew(name, getattr(links, name))
        tied: dict[str, Attribution] | None = None
        found = {}
        for report, extraction in taken.items():
            known = self._said.get(report)
            if (
                known is None
                or known.extraction is not extraction
                or known.report is not reports[report]
                or report in stale
            ):
                if tied is None:
                    tied = {attribution.claim: attribution for attribution in links.attributions}
                    placings = {placing.claim: placing for placing in links.placings}
                    actors = {perpetration.claim: perpetration.actor for perpetration in links.perpetrations}
                if known is not None:
                    self._spots.subtract(known.spots)
                known = _said(reports[report], extraction, tied, placings, actors)
                self._spots.update(known.spots)
            found[report] = known
        for report in self._said.keys() - found.keys():
            self._spots.subtract(self._said[report].spots)
        return found

    def _linked_anew(self, name: str, row: Sequence[Attribution | Placing | Perpetration]) -> set[str]:
        """The reports of which a link was made anew, or is gone, since the last time; links are told by identity."""
        before = self._linked.get(name, {})
        now = dict(zip(map(id, row), row, strict=True))
        self._linked[name] = now  # keeps the objects, so that no other takes their identity
        changed = [now[key] for key in now.keys() - before.keys()]
        changed += [before[key] for key in before.keys() - now.keys()]
        return {one.claim.rpartition("#")[0] for one in changed}

    def _tied(self, row: _Said, knows: _Knows, repeats: _Repeats) -> Iterable[Entry]:
        report = row.report
        claims = {claim.id: claim for claim in row.claims}
        voices: dict[str, tuple[Voice, Certainty]] = {}
        sources = {}
        for claim, attribution in zip(row.claims, row.attributions, strict=True):
            sources[claim.id] = _source(claim, repeats)
            if attribution is not None:
                voices[claim.id] = (Voice(attribution.claimant, None), attribution.certainty)
            else:
                voices[claim.id] = (Voice(None, sources[claim.id][1]), "certain")
        rests = _rests(row.claims, row.extraction)
        for number, claim in enumerate(row.claims):
            voice, certainty = voices[claim.id]
            narrow = narrower_words(claim, report.text, knows.people)
            if narrow == OTHERS and claim.id not in rests:
                narrow = None
            group = Group(claim.status, claim.age, claim.sex, narrow)
            at = place_of(claim, row.placings[number])
            key = TollKey(claim.outcome, group, knows.places.counted(at), row.actors[number])
            said = claim.as_of if claim.as_of is not None and claim.as_of.basis != "published" else None
            whole = total_of(claim, claims)
            figure = Interval.of(claim.figure)
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
                at=at,
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
        by: dict[int, list[Entry]] = {}
        for entry in entries:
            if entry.key.perpetrator is not None and (entry.figure.number or 0) >= _LEAST:
                by.setdefault(entry.bare, []).append(entry)
        if not by:
            return entries
        made = []
        for entry in entries:
            if entry.bare in by and entry.key.perpetrator is None:
                actors = {other.key.perpetrator for other in by[entry.bare] if _may_be_one_time(entry, other)}
                if len(actors) == 1:
                    entry = self._changed("actor", entry, entry.voice, entry.key._replace(perpetrator=actors.pop()))
            made.append(entry)
        return made

    def _changed(self, why: str, entry: Entry, voice: Voice, key: TollKey) -> Entry:
        def make() -> Entry:
            claim = entry.claim
            bare = (voice, key._replace(perpetrator=None), entry.figure, entry.stretch, claim.scope, claim.stance)
            slot = self._slot(claim, voice, key)
            return replace(entry, voice=voice, key=key, slot=slot, bare=self._number(bare))

        return self._memo.piece(why, entry.claim.id, (entry, voice, key), make)


def _may_be_one_time(a: Entry, b: Entry) -> bool:
    """Whether no as-of day tells that two claims were said more than a day apart."""
    return a.day is None or b.day is None or abs((a.day - b.day).days) <= 1


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


def _said(
    report: Report,
    extraction: Extraction,
    tied: Mapping[str, Attribution],
    placings: Mapping[str, Placing],
    actors: Mapping[str, str],
) -> _Said:
    claims = _in_order(extraction)
    ids = [claim.id for claim in claims]
    attributions = tuple(map(tied.get, ids))
    where = tuple(map(placings.get, ids))
    placed = tuple(_placed(claims, attributions, where))
    spots = tuple((one.place, one.words) for one in placed)
    found = tuple(map(actors.get, ids))
    return _Said(report, extraction, claims, attributions, where, found, placed, spots, days_named(claims))


def _placed(
    claims: Sequence[Claim], attributions: Sequence[Attribution | None], placings: Sequence[Placing | None]
) -> Iterable[Placed]:
    for claim, attribution, placing in zip(claims, attributions, placings, strict=True):
        if claim.scope == "current" and claim.stance == "asserted":
            yield Placed(
                (claim.report, attribution.claimant if attribution is not None else ""),
                claim.outcome,
                (claim.status, claim.age, claim.sex),
                place_of(claim, placing),
                Interval.of(claim.figure),
                claim.id,
                claim.part_of,
                claim.place.exact if claim.place is not None else "",
            )


def _repeats(report: str, copies: Copies, reports: Mapping[str, Report]) -> _Repeats:
    source = copies.root(report)
    passages = copies.passages(source)
    firsts = (reports[copies.root(first)].outlet for _, first in passages)
    return _Repeats(source, passages, (reports[source].outlet, *firsts))


def _source(claim: Claim, repeats: _Repeats) -> tuple[str, str]:
    """The report that a claim comes from and its outlet: its own, or the one whose text or passage it repeats."""
    if repeats.source == claim.report:
        for number, (span, first) in enumerate(repeats.passages, start=1):
            if span.start <= claim.span.start and claim.span.end <= span.end:
                return first, repeats.outlets[number]
    return repeats.source, repeats.outlets[0]


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
