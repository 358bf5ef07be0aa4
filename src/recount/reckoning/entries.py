"""Claims with all that linking tied to them: whose they are, which toll they count, as of when, over which days.

Denied claims raise nothing, so they never become entries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from recount.model import (
    AsOfBasis,
    Certainty,
    Claim,
    Event,
    Extraction,
    Group,
    Links,
    Outcome,
    Period,
    Report,
    UsageError,
)

from .copies import Copies
from .groups import OTHERS, demonyms, narrower_words
from .intervals import Interval
from .places import Placed, Places, place_of
from .tolls import TollKey

_STOCKS: tuple[Outcome, ...] = ("displaced", "missing", "abducted")
_LEAST = 10
"""From so many people on, one voice's same figure of the same people at the same place is one figure, whomever it names
as having done it; smaller numbers are the same by chance."""
_DEEPEST = 5
"""So many parts within parts are followed up to the total whose days they count."""


class Voice(NamedTuple):
    """Who speaks: a claimant (id), or the outlet that names nobody. Exactly one of the two is set."""

    claimant: str | None
    outlet: str | None

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Sort key: claimants before outlets."""
        return (self.claimant is None, self.claimant or "", self.outlet or "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One asserted claim, tied. `source` is the report that it comes from where its own repeats another.

    `day` is the as-of day where words or a dateline tell it, `latest` the day its report was published, `only_day` the
    one day that it counts where the event has several (a daily increment), else None. `day_of_total` is the as-of day
    of the total that the text makes it part of, where the claim itself has none.
    """

    claim: Claim
    source: str
    voice: Voice
    certainty: Certainty
    key: TollKey
    figure: Interval
    day: dt.date | None
    basis: AsOfBasis | None
    latest: dt.date | None
    only_day: Period | None
    day_of_total: dt.date | None = None

    @property
    def period(self) -> Period | None:
        """The days that the claim's words fix, None where they fix none."""
        found = self.claim.when.period if self.claim.when else None
        return None if found is None or (found.start is None and found.end is None) else found


class Entries(NamedTuple):
    """The event's asserted claims, tied, in the order of their ids; and the places that their tolls speak of."""

    current: tuple[Entry, ...]
    background: tuple[Entry, ...]
    places: Places


def claim_order(claim: Claim) -> tuple[str, int, str]:
    """Sort key of claims: by report, then as they stand in it."""
    return (claim.report, claim.span.start, claim.id)


def tie(event: Event, reports: Sequence[Report], extractions: Sequence[Extraction], links: Links) -> Entries:
    """The event's asserted claims with what linking tied to them.

    Raises UsageError for an extraction whose report is not among `reports`.
    """
    by_id = {report.id: report for report in reports}
    claims: dict[str, Claim] = {}
    for extraction in extractions:
        if extraction.report not in by_id:
            raise UsageError(
                f"the extraction of {extraction.report}", "its report was not given", "give the report with it"
            )
        claims.update((claim.id, claim) for claim in extraction.claims if claim.stance == "asserted")
    ordered = sorted(claims.values(), key=claim_order)
    copies = Copies(by_id, links.copies)
    voices = _voices(ordered, by_id, links, copies)
    placings = {placing.claim: placing for placing in links.placings}
    raw_places = {claim.id: place_of(claim, placings.get(claim.id)) for claim in ordered}
    known = {place.id: place for place in links.places}
    current = [claim for claim in ordered if claim.scope == "current"]
    places = Places(known, [_placed(claim, voices[claim.id][0], raw_places[claim.id]) for claim in current])
    used = [raw_places[claim.id] for claim in current]
    people = demonyms(_countries(event, [place for place in used if place is not None], places))
    rests = _rests(current, extractions)
    actors = {perpetration.claim: perpetration.actor for perpetration in links.perpetrations}
    several = _several_days(event, current)
    made = []
    for claim in ordered:
        voice, certainty = voices[claim.id]
        narrow = narrower_words(claim, by_id[claim.report].text, people)
        if narrow == OTHERS and claim.id not in rests:
            narrow = None
        group = Group(claim.status, claim.age, claim.sex, narrow)
        key = TollKey(claim.outcome, group, places.counted(raw_places[claim.id]), actors.get(claim.id))
        said = claim.as_of if claim.as_of is not None and claim.as_of.basis != "published" else None
        made.append(
            Entry(
                claim=claim,
                source=copies.source(claim),
                voice=voice,
                certainty=certainty,
                key=key,
                figure=Interval(claim.figure.low, claim.figure.high, claim.figure.approximate),
                day=said.day if said else None,
                basis=said.basis if said else None,
                latest=by_id[claim.report].published,
                only_day=_only_day(_total_of(claim, claims), several) if claim.scope == "current" else None,
                day_of_total=_day_of_total(claim, claims, voices),
            )
        )
    unnamed = {claimant.id for claimant in links.claimants if not claimant.named}
    made = _fuller(_copied_voices(made, unnamed))
    return Entries(
        tuple(entry for entry in made if entry.claim.scope == "current"),
        tuple(entry for entry in made if entry.claim.scope == "background"),
        places,
    )


def _voices(
    claims: Sequence[Claim], reports: Mapping[str, Report], links: Links, copies: Copies
) -> dict[str, tuple[Voice, Certainty]]:
    """Each claim's voice. Words that linking tied to nobody leave the outlet to answer for the figure."""
    tied = {attribution.claim: attribution for attribution in links.attributions}
    found: dict[str, tuple[Voice, Certainty]] = {}
    for claim in claims:
        attribution = tied.get(claim.id)
        if attribution is not None:
            found[claim.id] = (Voice(attribution.claimant, None), attribution.certainty)
        else:
            found[claim.id] = (Voice(None, reports[copies.source(claim)].outlet), "certain")
    return found


def _placed(claim: Claim, voice: Voice, place: str | None) -> Placed:
    return Placed(
        (claim.report, voice.claimant or ""),
        claim.outcome,
        (claim.status, claim.age, claim.sex),
        place,
        Interval(claim.figure.low, claim.figure.high, claim.figure.approximate),
        claim.id,
        claim.part_of,
        claim.place.exact if claim.place is not None else "",
    )


def _countries(event: Event, used: Sequence[str], places: Places) -> frozenset[str]:
    """The country that most of the event's claims lie in, and that of the event's first place."""
    count: dict[str, int] = {}
    for place in used:
        count[places.country(place)] = count.get(places.country(place), 0) + 1
    count.pop("", None)
    most = min(count, key=lambda country: (-count[country], country), default="")
    first = places.country(event.places[0]) if event.places else ""
    return frozenset({most, first} - {""})


def _rests(claims: Sequence[Claim], extractions: Sequence[Extraction]) -> set[str]:
    """The claims whose "others" are the rest of the same outcome: what stands before them tells of that outcome too.

    In "one was killed and three others were wounded" the three are all the wounded, not the rest of them.
    """
    marks: dict[str, list[tuple[int, str, str]]] = {}
    for claim in claims:
        marks.setdefault(claim.report, []).append((claim.span.start, claim.id, claim.outcome))
    for extraction in extractions:
        for victim in extraction.victims:
            if not victim.fates:
                continue
            fate = victim.outcome
            marks.setdefault(victim.report, []).extend((span.start, "", fate) for span in victim.mentions)
    found = set()
    for row in marks.values():
        before: str | None = None
        for _, claim_id, outcome in sorted(row):
            if claim_id and outcome == before:
                found.add(claim_id)
            before = outcome
    return found


def _several_days(event: Event, claims: Iterable[Claim]) -> bool:
    """Whether a day that a claim names is one of several: the claims name several days, or a stretch of them."""
    if event.start is not None and event.start == event.end:
        return False
    days, stretch = set(), False
    for claim in claims:
        period = claim.when.period if claim.when else None
        if period is None or period.precision == "unknown":
            continue
        if period.precision == "day":
            days.add(period.start)
        elif period.precision == "period" and period.start != period.end:
            stretch = True
    return stretch or len(days) > 1


def _total_of(claim: Claim, claims: Mapping[str, Claim]) -> Claim:
    """The total that the text makes a claim part of, itself where there is none: a part counts its total's days."""
    for _ in range(_DEEPEST):
        whole = claims.get(claim.part_of or "")
        if whole is None or whole.scope != claim.scope or whole.when is None:
            break
        claim = whole
    return claim


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


def _only_day(claim: Claim, several: bool) -> Period | None:
    """The one day of several that a claim counts. The displaced or missing as of a day are no increment of that day."""
    if claim.outcome in _STOCKS and claim.as_of is not None:
        return None
    period = claim.when.period if claim.when else None
    if not several or period is None or period.precision != "day" or period.start is None:
        return None
    return Period(period.start, period.start, "day")


def _copied_voices(entries: Sequence[Entry], unnamed: set[str]) -> list[Entry]:
    """Unnamed claimants that a copy repeats are those of the report it repeats."""
    first: dict[tuple[object, ...], Voice] = {}
    for entry in entries:
        if entry.voice.claimant in unnamed and entry.source == entry.claim.report:
            first.setdefault((entry.source, entry.key, entry.figure), entry.voice)
    made = []
    for entry in entries:
        if entry.voice.claimant in unnamed and entry.source != entry.claim.report:
            entry = replace(entry, voice=first.get((entry.source, entry.key, entry.figure), entry.voice))
        made.append(entry)
    return made


def _fuller(entries: Sequence[Entry]) -> list[Entry]:
    """A figure told without a perpetrator is that of the report that names one, where voice and all else are alike.

    A relay leaves out who did it more easily than a claimant counts two groups alike.
    """

    def bare(entry: Entry) -> tuple[object, ...]:
        key = entry.key._replace(perpetrator=None)
        return (entry.voice, key, entry.figure, entry.only_day, entry.claim.scope)

    by: dict[tuple[object, ...], set[str]] = {}
    for entry in entries:
        if entry.key.perpetrator is not None and (entry.figure.number or 0) >= _LEAST:
            by.setdefault(bare(entry), set()).add(entry.key.perpetrator)
    made = []
    for entry in entries:
        named = by.get(bare(entry), set())
        if entry.key.perpetrator is None and len(named) == 1:
            entry = replace(entry, key=entry.key._replace(perpetrator=min(named)))
        made.append(entry)
    return made
