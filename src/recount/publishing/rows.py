"""One line of JSON a report or an event: what `recount extract` and `recount events` print."""

from __future__ import annotations

from typing import Any

import msgspec

from recount.model import Claim, Extraction, Ledger, Links, Outcome, Span


def extraction_jsonl(extraction: Extraction) -> str:
    """A report's claims as one line of JSON, without the line's end.

    `{"doc_id": …, "claims": [{"id": "c1", "start": …, "end": …, "figure": …, …}]}` with the fields of the annotation
    guidelines; `min` and `max` are the numbers as stated, `part_of` the `id` of a claim in the same row.
    """
    return _line({"doc_id": extraction.report, "claims": [_claim(claim) for claim in extraction.claims]})


class VictimRow(msgspec.Struct, frozen=True, gc=False):
    """A person identified, as a line of an event shows them."""

    name: str | None
    age: int | None
    sex: str
    outcome: str


class EventRow(msgspec.Struct, frozen=True, gc=False):
    """An event as one line of JSON.

    `killed` and `injured` are the event's own toll, or None; `victims` the individuals identified; `start` and `end`
    its days; `place` the commonest place: its name where it is known, else its id; `follows` the id of the event that
    it follows up.
    """

    event: str
    doc_ids: tuple[str, ...]
    killed: int | None
    injured: int | None
    victims: tuple[VictimRow, ...]
    start: str | None
    end: str | None
    place: str | None
    follows: str | None


def event_row(ledger: Ledger, links: Links | None = None) -> EventRow:
    """An event's line; `links` tell places' names, and what it follows up."""
    event = ledger.event
    own: dict[Outcome, int | None] = {toll.outcome: toll.number for toll in ledger.own_tolls}
    names = {place.id: place.name for place in links.places} if links is not None else {}
    follows = {one.event: one.follows for one in links.follow_ups} if links is not None else {}
    place = event.places[0] if event.places else None
    return EventRow(
        event=event.id,
        doc_ids=event.reports,
        killed=own.get("killed"),
        injured=own.get("injured"),
        victims=tuple(VictimRow(one.name, one.age, one.sex, one.outcome) for one in ledger.persons),
        start=event.start.isoformat() if event.start else None,
        end=event.end.isoformat() if event.end else None,
        place=names.get(place, place) if place is not None else None,
        follows=follows.get(event.id),
    )


def event_jsonl(ledger: Ledger, links: Links | None = None) -> str:
    """An event as one line of JSON, without the line's end. See `EventRow`."""
    return msgspec.json.encode(event_row(ledger, links)).decode()


def _line(row: dict[str, Any]) -> str:
    return msgspec.json.encode(row).decode()


def _claim(claim: Claim) -> dict[str, Any]:
    low, high = claim.figure.stated
    return {
        "id": claim.local_id,
        "start": claim.span.start,
        "end": claim.span.end,
        "figure": claim.span.exact,
        "modifier": claim.figure.modifier,
        "min": low,
        "max": high,
        "outcome": claim.outcome,
        "victims": _words(claim.victims),
        "status": claim.status,
        "age": claim.age,
        "sex": claim.sex,
        "claimant": _words(claim.claimant),
        "perpetrator": _words(claim.perpetrator),
        "place": _words(claim.place),
        "when": claim.when.span.exact if claim.when else None,
        "scope": claim.scope,
        "part_of": claim.part_of.rpartition("#")[2] if claim.part_of else None,
        "stance": claim.stance,
        "confidence": claim.confidence,
    }


def _words(span: Span | None) -> str | None:
    return span.exact if span is not None else None
