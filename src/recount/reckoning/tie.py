"""Claims tied to what linking knows of them, report by report; what has not changed is not tied again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from recount.model import (
    Certainty,
    Claim,
    Copy,
    Event,
    Extraction,
    Group,
    Links,
    Report,
    Span,
)

from .copies import Copies
from .entries import Entries, Entry, Voice, stood_before
from .groups import OTHERS, demonyms, narrower_words
from .intervals import Interval
from .memo import Memo
from .places import Places, place_of
from .said import Said, Sayings, asserted
from .stretches import Span as EventSpan
from .stretches import counted_up_to, span_of, stretch_of, total_of
from .tolls import TollKey

_LEAST = 10
"""From so many people on, one voice's same figure of the same people at the same place is one figure, whomever it names
as having done it; smaller numbers are the same by chance."""
_DEEPEST = 5
"""So many parts within parts are followed up to the total whose as-of day they share."""


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


class _Row(NamedTuple):
    """A report's entries as they count in the end, each kind by itself.

    `acted` are those that tell who did it, and are no small numbers; `bare` has what those that do not tell have in
    common with others.
    """

    entries: tuple[Entry, ...]
    current: tuple[Entry, ...]
    background: tuple[Entry, ...]
    denied: tuple[Entry, ...]
    acted: tuple[Entry, ...]
    bare: frozenset[int]

    @classmethod
    def of(cls, entries: tuple[Entry, ...]) -> _Row:
        asserted = [entry for entry in entries if entry.claim.stance == "asserted"]
        return cls(
            entries,
            tuple(entry for entry in asserted if entry.claim.scope == "current"),
            tuple(entry for entry in asserted if entry.claim.scope == "background"),
            tuple(entry for entry in entries if entry.claim.stance != "asserted" and entry.claim.scope == "current"),
            tuple(e for e in entries if e.key.perpetrator is not None and (e.figure.number or 0) >= _LEAST),
            frozenset(entry.bare for entry in entries if entry.key.perpetrator is None),
        )


class _Tied(NamedTuple):
    """A report's entries and what they were made from. `borrows` says that some of them come from another report."""

    said: Said
    knows: _Knows
    repeats: _Repeats
    row: _Row
    borrows: bool


class Tie:
    """Ties an event's claims.

    What it made of a report is kept until the report, or what links it, is another object. `said` is what they say.
    """

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self.said = Sayings()
        self._knows: _Knows | None = None
        self._numbers: dict[tuple[object, ...], int] = {}
        self._repeated: tuple[tuple[Copy, ...], set[str]] = ((), set())
        self._tied: dict[str, _Tied] = {}

    def entries(
        self, event: Event, reports: Sequence[Report], extractions: Sequence[Extraction], links: Links
    ) -> Entries:
        """The event's claims with what linking tied to them.

        Raises UsageError for an extraction whose report is not among `reports`.
        """
        touched = self.said.take(reports, extractions, links)
        by_id, before = self.said.reports, self._knows
        knows = self._knows = self._known(event, links, touched)
        repeated = (links.copies, {id for copy in links.copies for id in (copy.first, copy.second) if id in by_id})
        as_before = repeated == self._repeated
        self._repeated = repeated
        copies = Copies(by_id, links.copies) if repeated[1] else None
        for id in touched if as_before and knows is before else self.said.of:
            said, known = self.said.of.get(id), self._tied.get(id)
            if said is None:
                self._tied.pop(id, None)
                continue
            repeats = _repeats(id, copies, by_id)
            if known is None or known.said is not said or known.knows != knows or known.repeats != repeats:
                row = _Row.of(tuple(self._made(said, knows, repeats)))
                known = _Tied(said, knows, repeats, row, any(entry.source != id for entry in row.entries))
            self._tied[id] = known._replace(knows=knows)
        if touched:
            self._tied = {id: self._tied[id] for id in self.said.of}
        rows = self._fuller(self._copied_voices({claimant.id for claimant in links.claimants if not claimant.named}))
        return Entries(
            tuple(chain.from_iterable(row.current for row in rows.values())),
            tuple(chain.from_iterable(row.background for row in rows.values())),
            tuple(chain.from_iterable(row.denied for row in rows.values())),
            knows.places,
            {report: row.current for report, row in rows.items()},
        )

    def _known(self, event: Event, links: Links, touched: Set[str]) -> _Knows:
        """What all claims rest on; the same object as long as nothing of it changes."""
        before = self._knows
        known = {place.id: place for place in links.places}
        places = Places.of(known, self.said.of, touched, self.said.spots, None if before is None else before.places)
        knows = _Knows(places, demonyms(_countries(event, places)), span_of(event, self.said.days))
        return before if before is not None and knows == before else knows

    def _made(self, said: Said, knows: _Knows, repeats: _Repeats) -> Iterable[Entry]:
        report = said.report
        claims = {claim.id: claim for claim in said.claims}
        voices: dict[str, tuple[Voice, Certainty]] = {}
        sources = {}
        for claim, attribution in zip(said.claims, said.attributions, strict=True):
            sources[claim.id] = _source(claim, repeats)
            if attribution is not None:
                voices[claim.id] = (Voice(attribution.claimant, None), attribution.certainty)
            else:
                voices[claim.id] = (Voice(None, sources[claim.id][1]), "certain")
        rests = _rests(said.claims, said.extraction)
        for number, claim in enumerate(said.claims):
            voice, certainty = voices[claim.id]
            narrow = narrower_words(claim, report.text, knows.people)
            if narrow == OTHERS and claim.id not in rests:
                narrow = None
            group = Group(claim.status, claim.age, claim.sex, narrow)
            at = place_of(claim, said.placings[number])
            key = TollKey(claim.outcome, group, knows.places.counted(at), said.actors[number])
            as_of = claim.as_of if claim.as_of is not None and claim.as_of.basis != "published" else None
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
                day=as_of.day if as_of else counted_up_to(whole, report.published),
                basis=as_of.basis if as_of else "said",
                latest=_latest(claim, report),
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

    def _copied_voices(self, unnamed: set[str]) -> dict[str, _Row]:
        """Unnamed claimants that a copy repeats are those of the report it repeats."""
        rows = {report: tied.row for report, tied in self._tied.items()}
        copied = [report for report, tied in self._tied.items() if tied.borrows]
        if not copied or not unnamed:
            return rows
        first: dict[tuple[object, ...], Voice] = {}
        for source in sorted({entry.source for report in copied for entry in rows[report].entries} & rows.keys()):
            for entry in rows[source].entries:
                if entry.voice.claimant in unnamed and entry.source == source:
                    first.setdefault((source, entry.key, entry.figure), entry.voice)
        for report in copied:
            made = []
            for entry in rows[report].entries:
                if entry.voice.claimant in unnamed and entry.source != report:
                    voice = first.get((entry.source, entry.key, entry.figure), entry.voice)
                    entry = self._changed("voice", entry, voice, entry.key)
                made.append(entry)
            rows[report] = self._memo.piece("copied", report, tuple(made), _Row.of, tuple(made))
        return rows

    def _fuller(self, rows: dict[str, _Row]) -> dict[str, _Row]:
        """A figure told without a perpetrator is that of the report that names one, where voice and all else are alike.

        A relay leaves out who did it more easily than a claimant counts two groups alike.
        """
        by: dict[int, list[Entry]] = {}
        for row in rows.values():
            for entry in row.acted:
                by.setdefault(entry.bare, []).append(entry)
        known = frozenset(by)
        for report in [report for report, row in rows.items() if not row.bare.isdisjoint(known)]:
            made = []
            for entry in rows[report].entries:
                if entry.bare in by and entry.key.perpetrator is None:
                    actors = {other.key.perpetrator for other in by[entry.bare] if _may_be_one_time(entry, other)}
                    if len(actors) == 1:
                        entry = self._changed("actor", entry, entry.voice, entry.key._replace(perpetrator=actors.pop()))
                made.append(entry)
            rows[report] = self._memo.piece("fuller", report, tuple(made), _Row.of, tuple(made))
        return rows

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


def _repeats(report: str, copies: Copies | None, reports: Mapping[str, Report]) -> _Repeats:
    if copies is None:
        return _Repeats(report, (), (reports[report].outlet,))
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
    marks: list[tuple[int, str, str]] = [(claim.span.start, claim.id, claim.outcome) for claim in asserted(claims)]
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


def _latest(claim: Claim, report: Report) -> dt.date | None:
    """The last day on which a figure can have been said: its report's, or the one before where it stood before."""
    if report.published is None or not stood_before(claim):
        return report.published
    return report.published - dt.timedelta(days=1)


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
