"""Sub-incidents: the places and scenes of an event that claims tell apart, as a tree."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from recount.model import Claim, DataError, Event, Extraction, Mention, Place, Placing, Report, Span, SubIncident

from ..words import words
from .accounts import first_day, last_day

_STOP = re.compile(r"[.!?](?=\s)|\n")
DIGITS = 12


class Scene(NamedTuple):
    """A kind of scene: id, title, and the words that tell it, folded."""

    id: str
    name: str
    words: frozenset[tuple[str, ...]]


class _Told(NamedTuple):
    """One claim that tells of a sub-incident, and the words that say so."""

    claim: Claim
    words: Span


Scenic = tuple[tuple[str, Span], ...]
"""The scenes (ids) that a claim's sentence speaks of, each with the words that say so."""


class Scenes:
    """The scenes that claims' sentences speak of; those of a report that was read elsewhere need not be read again."""

    def __init__(self) -> None:
        self._held: dict[str, Mapping[str, Scenic]] = {}

    def hold(self, report: str, read: Mapping[str, Scenic]) -> None:
        """Take in what was read of a report's claims."""
        self._held[report] = read or _NOTHING

    def drop(self, report: str) -> None:
        """Let go of what was read of a report's claims."""
        self._held.pop(report, None)

    def of(self, claim: Claim, reports: Mapping[str, Report]) -> Scenic:
        """The scenes of a claim of current harm."""
        held = self._held.get(claim.report)
        return _scenes_of(claim, reports[claim.report].text) if held is None else held.get(claim.id, ())


_NOTHING: Mapping[str, Scenic] = {}


def read_scenes(report: Report, taken: Extraction | None) -> Mapping[str, Scenic]:
    """The scenes of a report's claims of current harm, by claim id; claims without one are left out."""
    claims = [claim for claim in taken.claims if claim.scope == "current"] if taken is not None else []
    return {claim.id: found for claim in claims if (found := _scenes_of(claim, report.text))} or _NOTHING


Key = tuple[str, str | None]
"""What tells a sub-incident from the others of its event: its kind and place."""


@cache
def scenes() -> tuple[Scene, ...]:
    """The kinds of scenes.

    Raises DataError where the packaged table breaks its format.
    """
    text = (files("recount.linking") / "knowledge" / "scenes.toml").read_text("utf-8")
    try:
        rows = tomllib.loads(text)["scene"]
        return tuple(
            Scene(row["id"], row["name"], frozenset(tuple(phrase.split()) for phrase in row["words"])) for row in rows
        )
    except (tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError) as fault:
        raise DataError(
            "knowledge/scenes.toml", f"not as it should be ({fault})", "write id, name and words"
        ) from fault


def sub_incidents(
    event: Event,
    reports: Mapping[str, Report],
    extractions: Mapping[str, Extraction],
    placings: Mapping[str, Placing],
    known: Mapping[str, Place],
    scenic: Scenes | None = None,
) -> tuple[SubIncident, ...]:
    """The sub-incidents of an event, each after its parent; reports and extractions by report id, placings by claim id.

    A place of claims of current harm is one unless it holds all the others, or is all that the event has; it is part of
    the nearest place above it that is one. A scene is one where the sentence of such a claim has a word for it;
    it is part of its place's.
    """
    claims = [c for id in event.reports if id in extractions for c in extractions[id].claims if c.scope == "current"]
    told: dict[Key, list[_Told]] = {}
    for claim in claims:
        placing = placings.get(claim.id)
        if claim.place and placing and placing.place and _narrow(placing.place, known):
            told.setdefault(("place", placing.place), []).append(_Told(claim, claim.place))
    told = _apart(event, told, known)
    scenic = scenic or Scenes()
    for claim in claims:
        for scene, span in scenic.of(claim, reports):
            placing = placings.get(claim.id)
            place = placing.place if placing and placing.place and _narrow(placing.place, known) else None
            told.setdefault((scene, place), []).append(_Told(claim, span))
    told = _placed(told)
    order = sorted(told, key=lambda key: (key[0] != "place", len(known[key[1]].within) * -1 if key[1] else 0, str(key)))
    ids = {key: _id(event, key) for key in order}
    made = [_made(key, told[key], ids, told, reports, known) for key in order]
    return tuple(_parents_first(made))


def _narrow(place: str, known: Mapping[str, Place]) -> bool:
    """Whether a place may be a part of an event: no country, and no side of one ("X/coast"), which says the whole."""
    if "/" in place:
        return False
    return place in known and known[place].precision in {"exact", "region"}


def _apart(event: Event, told: Mapping[Key, list[_Told]], known: Mapping[str, Place]) -> dict[Key, list[_Told]]:
    """The places that are parts: not those that hold all others, nor a last one that is the event's own."""
    places = [place for _, place in told if place]
    kept = {
        key: said
        for key, said in told.items()
        if len(places) == 1 or not all(other == key[1] or key[1] in known[other].within for other in places)
    }
    return {} if [place for _, place in kept] == list(event.places[:1]) else kept


def _placed(told: Mapping[Key, list[_Told]]) -> dict[Key, list[_Told]]:
    """Scenes with those of no place taken for those of the one place where there is such a scene."""
    found: dict[Key, list[_Told]] = {}
    for (kind, place), said in told.items():
        places = [where for other, where in told if other == kind and where]
        where = places[0] if place is None and len(places) == 1 else place
        found.setdefault((kind, where), []).extend(said)
    return found


@lru_cache(maxsize=16)
def _stops(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences and lines of a text end."""
    return tuple(match.span() for match in _STOP.finditer(text))


def _scenes_of(claim: Claim, text: str) -> Scenic:
    """The scenes that a claim's sentence speaks of, each with the words nearest to the figure."""
    stops = _stops(text)
    before = bisect_right(stops, claim.span.start, key=lambda stop: stop[1])
    after = bisect_left(stops, claim.span.end, key=lambda stop: stop[0])
    start = stops[before - 1][1] if before else 0
    made = []
    for scene, places in _in_sentence(text[start : stops[after][0] if after < len(stops) else len(text)]):
        nearest = min((abs(start + first - claim.span.start), start + first, start + last) for first, last in places)
        made.append((scene, Span.of(text, *nearest[1:])))
    return tuple(made)


@lru_cache(maxsize=64)
def _in_sentence(sentence: str) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """The scenes (ids) that a sentence has words for, with where these stand: claims of one sentence share it."""
    row = words(sentence)
    folded = [word.folded for word in row]
    here = set(folded)
    made = []
    for scene in scenes():
        found = tuple(
            (row[i].start, row[i + len(phrase) - 1].end)
            for phrase in scene.words
            if phrase[0] in here
            for i in range(len(folded) - len(phrase) + 1)
            if tuple(folded[i : i + len(phrase)]) == phrase
        )
        if found:
            made.append((scene.id, found))
    return tuple(made)


def _id(event: Event, key: Key) -> str:
    said = "\x1f".join((event.id, key[0], key[1] or ""))
    return f"i-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def _made(
    key: Key,
    said: Sequence[_Told],
    ids: Mapping[Key, str],
    told: Iterable[Key],
    reports: Mapping[str, Report],
    known: Mapping[str, Place],
) -> SubIncident:
    kind, place = key
    above = (place, *known[place].within) if place else ()
    holders = [("place", id) for id in (above[1:] if kind == "place" else above)]
    parent = next((holder for holder in holders if holder in ids), None)
    days = [day for one in said for day in (first_day(one.claim), _last(one.claim, reports)) if day]
    where = known[place].name if place else ""
    scene = next((scene.name for scene in scenes() if scene.id == kind), "")
    title = ", ".join(part for part in (scene, where) if part)
    mentions = sorted({(one.claim.report, one.words) for one in said})
    held = sorted({one.claim.id for one in said})
    count = len({report for report, _ in mentions})
    claims = f"{len(held)} claim{'' if len(held) == 1 else 's'} in {count} report{'' if count == 1 else 's'}"
    spoken = " or ".join(f"“{text}”" for text in sorted({" ".join(span.exact.split()) for _, span in mentions})[:3])
    inside = f", which lies in {known[parent[1]].name}" if parent and parent[1] and parent[1] != place else ""
    return SubIncident(
        id=ids[key],
        title=title,
        kind=kind,
        parent=ids[parent] if parent else None,
        place=place,
        start=min(days, default=None),
        end=max(days, default=None),
        claims=tuple(held),
        mentions=tuple(Mention(report, span) for report, span in mentions),
        reason=f"{claims} {'name' if kind == 'place' else 'tell'} {spoken}{inside}",
    )


def _last(claim: Claim, reports: Mapping[str, Report]) -> dt.date | None:
    return last_day(claim) or (reports[claim.report].published if first_day(claim) else None)


def _parents_first(made: Sequence[SubIncident]) -> Iterator[SubIncident]:
    below: dict[str | None, list[SubIncident]] = {}
    for one in made:
        below.setdefault(one.parent, []).append(one)
    waiting = sorted(below.get(None, []), key=lambda one: (one.title, one.id), reverse=True)
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(sorted(below.get(one.id, []), key=lambda each: (each.title, each.id), reverse=True))
