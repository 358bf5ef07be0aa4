"""Links without hidden names: every word in them is cleaned, every span stands, and no id is made of a name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec.structs import replace

from recount.linking.quotations import pieces
from recount.model import (
    Actor,
    Attribution,
    Claimant,
    Copy,
    Event,
    Extraction,
    FollowUp,
    Links,
    Mention,
    Passage,
    Perpetration,
    Place,
    Placing,
    Quotation,
    SubIncident,
    Wording,
)

from .masks import PASSAGE, Masks

DIGITS = 12
"""Hexadecimal digits of an id that is made of shown words."""


class Tied:
    """The links of what is shown."""

    def __init__(
        self, links: Links, masks: Masks, shown: Mapping[str, Extraction], claimants: Mapping[str, str]
    ) -> None:
        """`shown` are the extractions over the shown texts, by the ids that reports had; `claimants` the marks of
        hidden claimants, by their ids.
        """
        self._links = links
        self._masks = masks
        self._marks = claimants
        self._said = {one.id: one.span.exact for extraction in shown.values() for one in extraction.statements}

    @cached_property
    def links(self) -> Links:
        """The links, in the order of the ids that they now have."""
        links = self._links
        return Links(
            claimants=tuple(sorted(map(self._claimant, links.claimants), key=_id)),
            attributions=tuple(sorted(map(self._attribution, links.attributions), key=_claim)),
            actors=tuple(sorted(map(self._actor, links.actors), key=_id)),
            perpetrations=tuple(sorted(map(self._perpetration, links.perpetrations), key=_claim)),
            places=tuple(sorted(map(self._place, links.places), key=_id)),
            placings=tuple(sorted(map(self._placing, links.placings), key=_claim)),
            copies=tuple(sorted(map(self._copy, links.copies), key=lambda one: (one.first, one.second))),
            events=tuple(sorted(map(self._event, links.events), key=_id)),
            follow_ups=tuple(sorted(map(self._follow_up, links.follow_ups), key=lambda one: (one.event, one.follows))),
            quotations=tuple(sorted(map(self._quotation, links.quotations), key=_id)),
        )

    def _id(self, id: str) -> str:
        """An id as it now is: of a report, of something in one, of somebody hidden, or made of words."""
        if id in self._marks:
            return f"withheld-{self._marks[id].strip('[]').rpartition('-')[2].lower()}"
        if id in self._masks.ids:
            return self._masks.ids[id]
        if id in self._events:
            return self._events[id]
        report, mark, local = id.rpartition("#")
        if mark and report in self._masks.ids:
            return f"{self._masks.ids[report]}#{local}"
        kind, mark, rest = id.partition(":")
        for old, new in self._masks.ids.items() if mark else ():
            if rest.startswith(f"{old}:"):
                return f"{kind}:{new}:{self._masks.clean(rest[len(old) + 1 :], (old,))}"
        return self._masks.clean(id)

    @cached_property
    def _events(self) -> dict[str, str]:
        """Events' ids: an event of which a report is called otherwise now is, too."""
        found = {}
        for event in self._links.events:
            new = [self._masks.ids[one] for one in event.reports]
            found[event.id] = event.id if new == list(event.reports) else _made("e", *sorted(new))
        return found

    @cached_property
    def _reports_of(self) -> dict[str, set[str]]:
        """The reports that speak of a claimant or an actor, by its id."""
        found: dict[str, set[str]] = {}
        for tie in self._links.attributions:
            found.setdefault(tie.claimant, set()).add(tie.claim.rpartition("#")[0])
        for deed in self._links.perpetrations:
            found.setdefault(deed.actor, set()).add(deed.claim.rpartition("#")[0])
        return found

    def _of(self, claim: str, words: str) -> str:
        return self._masks.clean(words, (claim.rpartition("#")[0],))

    def _all(self, words: Iterable[str], reports: Iterable[str]) -> tuple[str, ...]:
        held = tuple(reports)
        return tuple(dict.fromkeys(self._masks.clean(one, held) for one in words))

    def _claimant(self, one: Claimant) -> Claimant:
        if one.id in self._marks:
            return replace(one, id=self._id(one.id), name=self._marks[one.id], spellings=(), party=self._party(one))
        around = self._reports_of.get(one.id, ())
        return replace(
            one,
            id=self._id(one.id),
            name=self._masks.clean(one.name, around),
            spellings=tuple(sorted(self._all(one.spellings, around))),
            party=self._party(one),
        )

    def _party(self, one: Claimant) -> str | None:
        return self._masks.clean(one.party) if one.party else one.party

    def _actor(self, one: Actor) -> Actor:
        around = self._reports_of.get(one.id, ())
        if one.id in self._marks:
            return replace(one, id=self._id(one.id), name=self._marks[one.id], spellings=())
        name = self._masks.clean(one.name, around)
        return replace(one, id=self._id(one.id), name=name, spellings=tuple(sorted(self._all(one.spellings, around))))

    def _attribution(self, one: Attribution) -> Attribution:
        claim, claimant = self._id(one.claim), self._id(one.claimant)
        return replace(one, claim=claim, claimant=claimant, reason=self._of(one.claim, one.reason))

    def _perpetration(self, one: Perpetration) -> Perpetration:
        claim, actor = self._id(one.claim), self._id(one.actor)
        return replace(one, claim=claim, actor=actor, reason=self._of(one.claim, one.reason))

    def _placing(self, one: Placing) -> Placing:
        return replace(
            one,
            claim=self._id(one.claim),
            place=self._id(one.place) if one.place else one.place,
            candidates=tuple(map(self._id, one.candidates)),
            reason=self._of(one.claim, one.reason),
        )

    def _place(self, one: Place) -> Place:
        return replace(
            one, id=self._id(one.id), name=self._masks.clean(one.name), within=tuple(map(self._id, one.within))
        )

    def _copy(self, one: Copy) -> Copy:
        first, second = self._masks.texts[one.first], self._masks.texts[one.second]
        touched = self._masks.is_touched(one.first) or self._masks.is_touched(one.second)
        passages = [Passage(first.span(each.first), second.span(each.second)) for each in one.passages]
        made = replace(
            one,
            first=self._id(one.first),
            second=self._id(one.second),
            original=self._id(one.original) if one.original else one.original,
            passages=tuple(dict.fromkeys(passages)),
            similarity=round(one.similarity, 1) if touched else one.similarity,  # finer, it tells of hidden words
            agency=self._id(one.agency) if one.agency else one.agency,
            reason=self._masks.clean(one.reason, (one.first, one.second)),
        )
        if made.first < made.second:
            return made
        turned = tuple(Passage(each.second, each.first) for each in made.passages)
        return replace(made, first=made.second, second=made.first, passages=turned)

    def _event(self, one: Event) -> Event:
        parts = {part.id: self._part_id(one, part) for part in one.parts}
        reasons = [self._masks.clean(says, one.reports) for says in one.reasons]
        order = sorted(range(len(one.reports)), key=lambda at: self._id(one.reports[at]))
        return replace(
            one,
            id=self._id(one.id),
            title=self._masks.clean(one.title, one.reports),
            reports=tuple(self._id(one.reports[at]) for at in order),
            places=tuple(map(self._id, one.places)),
            reasons=tuple(reasons[at] for at in order) if len(reasons) == len(order) else tuple(reasons),
            parts=tuple(self._part(each, parts, one) for each in one.parts),
        )

    def _part_id(self, event: Event, part: SubIncident) -> str:
        place = self._id(part.place) if part.place else ""
        if self._id(event.id) == event.id and place == (part.place or ""):
            return part.id
        return _made("i", self._id(event.id), part.kind, place)

    def _part(self, one: SubIncident, ids: Mapping[str, str], event: Event) -> SubIncident:
        mentions = (
            Mention(self._id(each.report), self._masks.texts[each.report].span(each.span)) for each in one.mentions
        )
        return replace(
            one,
            id=ids[one.id],
            title=self._masks.clean(one.title, event.reports),
            parent=ids.get(one.parent, one.parent) if one.parent else one.parent,
            place=self._id(one.place) if one.place else one.place,
            claims=tuple(sorted(map(self._id, one.claims))),
            mentions=tuple(sorted(dict.fromkeys(mentions), key=lambda each: (each.report, each.span))),
            reason=self._masks.clean(one.reason, event.reports),
        )

    def _follow_up(self, one: FollowUp) -> FollowUp:
        first, second = one.reports
        return replace(
            one,
            event=self._id(one.event),
            follows=self._id(one.follows),
            reports=(self._id(first), self._id(second)),
            names=tuple(sorted(self._all(one.names, one.reports))),
            reason=self._masks.clean(one.reason, one.reports),
        )

    def _quotation(self, one: Quotation) -> Quotation:
        reports = [wording.statement.rpartition("#")[0] for wording in one.wordings]
        ids = sorted(self._id(wording.statement) for wording in one.wordings)
        touched = any(self._masks.is_touched(report) for report in reports)
        wordings = [self._wording(each, one, touched) for each in one.wordings]
        return replace(
            one,
            id="q-" + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:10],
            speaker=self._masks.clean(one.speaker, reports) if one.speaker else one.speaker,
            spellings=tuple(sorted(self._all(one.spellings, reports))),
            wordings=tuple(sorted(wordings, key=lambda each: each.statement)),
            fullest=self._id(one.fullest),
            earliest=self._id(one.earliest) if one.earliest else one.earliest,
            reason=self._masks.clean(one.reason, reports),
        )

    def _wording(self, wording: Wording, quotation: Quotation, touched: bool) -> Wording:
        statement = self._id(wording.statement)
        if not touched:
            return replace(wording, statement=statement)
        here, fullest = self._said[statement], self._said[self._id(quotation.fullest)]
        around = (wording.statement.rpartition("#")[0], quotation.fullest.rpartition("#")[0])
        if PASSAGE in here + fullest:
            return Wording(statement=statement, pieces=pieces(here, fullest))
        changes = [
            replace(one, here=self._masks.clean(one.here, around), there=self._masks.clean(one.there, around))
            for one in wording.changes
        ]
        return replace(wording, statement=statement, pieces=pieces(here, fullest), changes=tuple(changes))


def _made(letter: str, *parts: str) -> str:
    """An id made of what is shown."""
    return f"{letter}-{hashlib.sha256(chr(31).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def _id(one: Claimant | Actor | Place | Event | Quotation) -> str:
    return one.id


def _claim(one: Attribution | Perpetration | Placing) -> str:
    return one.claim
