"""What linking ties, in a store: event by event what belongs to it, and beside that places, voices and copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from recount.linking.all_places import Told, in_order, merged
from recount.linking.places import looked_up
from recount.linking.voices import Voice, actor, claimant
from recount.model import (
    Attribution,
    Copy,
    CopyKind,
    Event,
    FollowUp,
    Links,
    Passage,
    Perpetration,
    Place,
    Placing,
    Quotation,
    Span,
    SubIncident,
)

from .asking import Asking
from .lazy import Lazy
from .packing import squeeze, unsqueeze


class Ties(msgspec.Struct, array_like=True):
    """What is tied in one event, beside its reports: all that is no other event's."""

    parts: tuple[SubIncident, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    perpetrations: tuple[Perpetration, ...] = ()
    placings: tuple[Placing, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    claimants: dict[str, Voice] = {}
    actors: dict[str, Voice] = {}

    @property
    def voices(self) -> Iterable[tuple[tuple[str, str], Voice]]:
        """The voices that other events may have too, by kind and id."""
        yield from ((("claimant", id), one) for id, one in self.claimants.items() if one.named)
        yield from ((("actor", id), one) for id, one in self.actors.items())


_Told = list[tuple[Place, tuple[str, ...]]]
"""A place as reports tell it, each with those (ids) that do."""


class CopyRow(msgspec.Struct, array_like=True):
    """A copy, but for its reports' ids and words: they are looked up."""

    kind: CopyKind
    similarity: float
    original: int
    agency: str | None
    reason: str
    passages: tuple[tuple[int, int, int, int], ...]
    share: float


class Tied:
    """The places, voices and copies of one transaction."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.told = Lazy[str, Told](self._fetch_told)
        self.places = Lazy[str, Place](self._place)
        self.voices = Lazy[tuple[str, str], Voice](self._fetch_voice)
        self._told_were: dict[str, bytes] = {}
        self._voices_were: dict[tuple[str, str], bytes] = {}

    def count(self, ties: Ties, times: int) -> None:
        """Count an event's voices in, or out again with `times` of -1."""
        for key, one in ties.voices:
            if key not in self.voices:
                self.voices[key] = Voice({}, {}, {})
            self.voices[key].add(one, times)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """What is to be written, by table."""
        places, voices = [], []
        for id, told in sorted(self.told.items()):
            body = squeeze(_packed([(place, tuple(sorted(told[place]))) for place in sorted(told, key=in_order)]))
            if body != self._told_were.get(id):
                places.append({"id": id, "body": body})
        for (kind, id), one in sorted(self.voices.items()):
            body = squeeze(_packed(one))
            if one.names and body != self._voices_were.get((kind, id)):
                voices.append({"kind": kind, "id": id, "body": body})
        return {"places": places, "voices": voices}

    def gone(self) -> tuple[list[str], list[tuple[str, str]]]:
        """The places (ids) of which no report tells now, and the voices (kinds and ids) that none has."""
        silent = [key for key in self._voices_were if not self.voices[key].names]
        return sorted(self._told_were.keys() - self.told.keys()), sorted(silent)

    def links_of(self, event: Event, ties: Ties, copies: Sequence[Copy]) -> Links:
        """An event's share of all links; `copies` are those of its reports."""
        spots = {id for tie in ties.placings for id in (tie.place, *tie.candidates) if id} | set(event.places)
        around = {above for id in spots if id in self.places for above in self.places[id].within}
        return Links(
            claimants=tuple(
                claimant(id, self._voice("claimant", id, one)) for id, one in sorted(ties.claimants.items())
            ),
            attributions=ties.attributions,
            actors=tuple(actor(id, self._voice("actor", id, one)) for id, one in sorted(ties.actors.items())),
            perpetrations=ties.perpetrations,
            places=tuple(self.places[id] for id in sorted(spots | around) if id in self.places),
            placings=ties.placings,
            copies=tuple(copies),
            events=(event,),
            quotations=ties.quotations,
        )

    def links(self, events: Mapping[str, tuple[Event, Ties, FollowUp | None]], copies: Iterable[Copy]) -> Links:
        """All links, of all events by id."""
        ties = [events[id][1] for id in sorted(events)]
        speak = {id: one for tie in ties for id, one in tie.claimants.items()}
        act = {id: one for tie in ties for id, one in tie.actors.items()}
        used = {place for event, _, _ in events.values() for place in event.places}
        used.update(id for tie in ties for one in tie.placings for id in (one.place, *one.candidates) if id)
        used |= {holder for id in used if id in self.places for holder in self.places[id].within}
        return Links(
            claimants=tuple(claimant(id, self._voice("claimant", id, speak[id])) for id in sorted(speak)),
            attributions=tuple(sorted((one for tie in ties for one in tie.attributions), key=lambda one: one.claim)),
            actors=tuple(actor(id, self._voice("actor", id, act[id])) for id in sorted(act)),
            perpetrations=tuple(sorted((one for tie in ties for one in tie.perpetrations), key=lambda one: one.claim)),
            places=tuple(self.places[id] for id in sorted(used) if id in self.places),
            placings=tuple(sorted((one for tie in ties for one in tie.placings), key=lambda one: one.claim)),
            copies=tuple(sorted(copies, key=lambda one: (one.first, one.second))),
            events=tuple(events[id][0] for id in sorted(events)),
            follow_ups=tuple(one for id in sorted(events) if (one := events[id][2]) is not None),
            quotations=tuple(sorted((one for tie in ties for one in tie.quotations), key=lambda one: one.id)),
        )

    def _voice(self, kind: str, id: str, own: Voice) -> Voice:
        return self.voices.get((kind, id)) or own

    def _fetch_told(self, id: str) -> Told | None:
        row = self._asking.one("SELECT body FROM places WHERE id = ?", id)
        if row is None:
            return None
        self._told_were[id] = bytes(row.body)
        return {place: set(by) for place, by in _told.decode(unsqueeze(row.body))}

    def _place(self, id: str) -> Place | None:
        """A place as it stood when the transaction began."""
        if id in self.told and id in self._told_were:
            return merged(place for place, _ in _told.decode(unsqueeze(self._told_were[id])))
        return looked_up([id]).get(id)

    def _fetch_voice(self, key: tuple[str, str]) -> Voice | None:
        row = self._asking.one("SELECT body FROM voices WHERE kind = ? AND id = ?", *key)
        if row is None:
            return None
        self._voices_were[key] = bytes(row.body)
        return _voice.decode(unsqueeze(row.body))


def ties_row(ties: Ties) -> bytes:
    """An event's ties as they are kept."""
    return squeeze(msgspec.msgpack.encode(ties))


def read_ties(body: bytes) -> Ties:
    """An event's ties as they were kept."""
    return _ties.decode(unsqueeze(body))


def copy_body(one: Copy, share: float) -> bytes:
    """A copy as it is kept; `share` is the share of the words of both that are alike."""
    told = CopyRow(
        one.kind,
        one.similarity,
        0 if one.original is None else 1 if one.original == one.first else 2,
        one.agency,
        one.reason,
        tuple((p.first.start, p.first.end, p.second.start, p.second.end) for p in one.passages),
        share,
    )
    return squeeze(_packed(told))


def read_copy_row(body: bytes) -> CopyRow:
    """A copy as it was kept, without its reports' ids and words."""
    return _copy.decode(unsqueeze(body))


def read_copy(body: bytes, first: str, second: str, texts: Mapping[str, str]) -> Copy:
    """A copy as it was kept, of two reports by their ids; `texts` are the reports'."""
    told = read_copy_row(body)
    here, there = texts[first], texts[second]
    return Copy(
        first=first,
        second=second,
        kind=told.kind,
        similarity=told.similarity,
        original=(None, first, second)[told.original],
        agency=told.agency,
        reason=told.reason,
        passages=tuple(Passage(Span.of(here, a, b), Span.of(there, c, d)) for a, b, c, d in told.passages),
    )


def _packed(value: object) -> bytes:
    return _encoder.encode(value)


_encoder = msgspec.msgpack.Encoder(order="deterministic")
_ties = msgspec.msgpack.Decoder(Ties)
_told = msgspec.msgpack.Decoder(_Told)
_voice = msgspec.msgpack.Decoder(Voice)
_copy = msgspec.msgpack.Decoder(CopyRow)
