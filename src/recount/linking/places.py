"""Claims' place words tied to places, and the places that a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from recount.model import Extraction, Place, Placing, Report

from .gazetteer import Entry, gazetteer
from .gazetteer.folding import fold
from .place_choice import choose
from .place_mentions import DEPTH, Around, around
from .place_words import Named, Phrase, described, read, vocabulary
from .provinces import meant

MAIN = 12
"""Places that a report is said to be about, at most."""

CANDIDATES = 12
"""Candidates that an open placing lists, at most: the most populous ones."""


SEAT = 30_000
"""People from which a town may be the seat of a district of its name."""

MOST_COASTS = 50
"""Mentions of a country's coast that are read in one report."""

_COAST = re.compile(
    r"[A-Z][a-z]+(?:['’]s?)? (?:[A-Z]?[a-z]{1,20} )?(?:coast(?:line)?|coastal [a-z]{1,20})\b(?!-|\s(?i:guard|road))"
)
"""Where running text may name a country's coast: a capitalised word, at most one more, and "coast" or "coastal …"."""


_NAME = r"[A-Z][\w’'-]*\.?"


class Tied(NamedTuple):
    """Place words tied: the place, or None with its candidates, and why. `parts` are the places of a list."""

    place: Place | None
    candidates: tuple[Place, ...]
    reason: str
    parts: tuple[Place, ...] = ()


class Located(NamedTuple):
    """Where one report says that harm was done.

    `placings` tie the place words of its claims, `found` are all places that these may mean; `main` are the ids of the
    places that the report is about, most mentioned first, at most twelve.
    """

    placings: tuple[Placing, ...]
    found: tuple[Place, ...]
    main: tuple[str, ...]


def locate(report: Report, extraction: Extraction | None = None) -> Located:
    """The places of one report, each name in the context of all of it.

    `main` is read from title, dateline and text, and from the places of current claims; countries and provinces that
    the report names are among them, those that merely hold a named place are not (see `contains`), and so are their
    coasts.
    """
    context = around(report)
    claims = extraction.claims if extraction is not None else ()
    ties = {
        words: tie(words, context, land_after(words, report.text, context))
        for words in dict.fromkeys(claim.place.exact for claim in claims if claim.place)
    }
    sure = {words: tied.place for words, tied in ties.items() if tied.place is not None and not tied.parts}
    for words, (province, why) in meant(report.text, claims, sure).items():
        ties[words] = Tied(province, (), why)
    placings = []
    for claim in claims:
        if claim.place is not None:
            tied = ties[claim.place.exact]
            candidates = tuple(place.id for place in (tied.parts or tied.candidates))
            placings.append(Placing(claim=claim.id, place=tied.place.id if tied.place else None,
                                    candidates=candidates, reason=tied.reason))  # fmt: skip
    found = [
        place
        for tied in ties.values()
        for place in (*tied.candidates, *tied.parts, *([tied.place] if tied.place else []))
    ]
    said = Counter(claim.place.exact for claim in claims if claim.place and claim.scope == "current")
    return Located(tuple(placings), tuple(found), _main(report, said, ties, context))


def land_after(words: str, text: str, context: Around) -> Entry | None:
    """The land that a text once names after a place's words, Texas in "Odell, Texas"; None where it does not.

    That is a country, or a province without a town of its name, for "Aleppo, Idlib" may be two towns of a list.
    """
    said = re.search(rf"\b{re.escape(words)}, ({_NAME}(?: {_NAME}){{0,2}})", text)
    tail = said[1].rstrip(".").split(" ") if said is not None and "," not in words else []
    for size in range(len(tail), 0, -1):
        name = " ".join(tail[:size])
        land = choose(Named(name, name), (), context)
        if land.entry is not None and land.how == "name" and land.entry.kind in ("country", "province"):
            towns = [match.entry for match in gazetteer().find(name) if match.how == "name"]
            listed = any(town.kind == "town" and land.entry.id in town.within for town in towns)
            return None if listed and land.entry.kind == "province" else land.entry
    return None


def _main(report: Report, said: Mapping[str, int], ties: Mapping[str, Tied], context: Around) -> tuple[str, ...]:
    weights = {entry.id: context.direct.get(entry.id, 0.0) for entry in context.named}
    for words in _COAST.findall(f"{report.title[:DEPTH]}\n{report.text[:DEPTH]}")[:MOST_COASTS]:
        coast = tie(words, context).place
        if coast is not None and coast.id.partition("/")[2].endswith("coast"):
            weights[coast.id] = weights.get(coast.id, 0.0) + 1
    for words, times in sorted(said.items()):
        place = ties[words].place
        if place is not None:
            weights[place.id] = weights.get(place.id, 0.0) + 2 * min(times, 3)
    order = {place: i for i, place in enumerate(weights)}
    return tuple(sorted(weights, key=lambda place: (-weights[place], order[place])))[:MAIN]


def looked_up(ids: Iterable[str]) -> dict[str, Place]:
    """The gazetteer's places of some ids and the sides of them, with all that hold them, by id; others are left out."""
    found: dict[str, Place] = {}
    for id in ids:
        whole, _, part = id.partition("/")
        entry = gazetteer().get(whole)
        if entry is None:
            continue
        for each in (entry.id, *entry.within):
            if each not in found and (held := gazetteer().get(each)):
                found[each] = held.place
        if part:
            found[id] = _side(part, entry)
    return found


def contains(outer: str, inner: str, places: Mapping[str, Place] | None = None) -> bool:
    """Whether a place is another or holds it, by their ids; `places` knows those that the gazetteer does not."""
    return outer == inner or outer in holders(inner, places)


def holders(place: str, places: Mapping[str, Place] | None = None) -> tuple[str, ...]:
    """The ids of the places that hold a place, nearest first; `places` knows those that the gazetteer does not."""
    if places is not None and place in places:
        return places[place].within
    entry = gazetteer().get(place)
    if entry is None and "/" in place:
        whole = place.partition("/")[0]
        entry = gazetteer().get(whole)
        return () if entry is None else (whole, *entry.within)
    return entry.within if entry else ()


def tie(words: str, context: Around, land: Entry | None = None) -> Tied:
    """Place words tied to a place, in the context of their report, which may say which `land` it lies in."""
    phrase = read(words)
    held, names = _holders(phrase, context)
    if land is not None and not held and len(names) == 1 and choose(names[0], (), context).entry != land:
        held = [land]
    if not names:
        if held:
            return Tied(held[0].place, (), f"the words name no place but {held[0].name}, and something in it")
        part = described(words)
        if part and context.country is not None:
            place = _side(part, context.country)
            return Tied(place, (), f"the words name no place; {place.name} is what they mean in this report")
        return Tied(_unknown(words, context.country), (), "the words name no place that a gazetteer could know")
    beside = [entry for named in phrase.beside if (entry := choose(named, held, context).entry)]
    ties = [_tie_one(named, held, beside, context, words) for named in names]
    if len(ties) == 1:
        return ties[0]
    places = [place for tied in ties for place in tied.parts or (tied.place,) if place is not None]
    return _joint(places, max(len(ties), len(places)))


def _holders(phrase: Phrase, context: Around) -> tuple[list[Entry], list[Named]]:
    """What the words say holds the place, nearest first, and the names that are left: "Aleppo, Syria" is one place."""
    held: list[Entry] = []
    for named in reversed(phrase.holders):
        entry = choose(named, held[:1], context).entry
        if entry is not None:
            held.insert(0, entry)
    names = list(phrase.names)
    while len(names) > 1:
        last = choose(names[-1], held[:1], context).entry
        if last is None or last.kind == "town":
            break
        if not choose(names[-2], [last], context).candidates:
            break
        held.insert(0, last)
        names.pop()
    return held[:1], names


def _tie_one(named: Named, held: Sequence[Entry], beside: Sequence[Entry], context: Around, words: str) -> Tied:
    """One name of a place's words tied; `words` are all of them, for what has no name of its own.

    "eastern Ghouta" in small letters is the place that goes by that name, where it was put in by hand.
    """
    side = f"{named.part}ern {named.name}"
    if named.whole == named.name and named.part and gazetteer().by_hand(side):
        named = named._replace(whole=side)
    address = named.name[:1].isdigit() or (named.small and any(c.isdigit() for c in named.name))
    if named.small and named.name != named.whole and not address:
        seat = choose(named._replace(whole=named.name, small=False), held, context, beside)
        home = not context.country or bool(held) or (seat.entry and seat.entry.country == context.country.country)
        if seat.entry is not None and seat.entry.kind != "country" and home:
            return Tied(_inside(named.whole, seat.entry), (), f"names something in {seat.entry.name}; {seat.reason}")
        holder = _holder(named, held, beside, context)
        return Tied(_unknown(named.whole, holder), (), "something smaller than a town, which no gazetteer names")
    choice = choose(named, held, context, beside)
    entry = choice.entry
    if entry is not None and choice.how == "name" and not address and _district(named, words, entry, held, context):
        place = _side("district", entry) if entry.kind == "town" else entry.place
        return Tied(place, (), f"the district that {entry.name} gives its name; {choice.reason}")
    if named.small and named.name == named.whole and not address and entry is not None and entry.kind != "town":
        return Tied(_inside(words, entry), (), f"names something in {entry.name}; {choice.reason}")
    if address or (named.small and named.name == named.whole and (entry is None or not _near(entry, held, context))):
        holder = held[0] if held else context.town or context.country
        where = f", somewhere in {holder.name}" if holder else ""
        return Tied(_unknown(named.name, holder), (), f"something smaller than a town{where}, which no gazetteer names")
    if entry is not None:
        return Tied(_part(named, entry), (), choice.reason)
    if choice.open:
        return Tied(None, tuple(entry.place for entry in choice.candidates[:CANDIDATES]), choice.reason)
    if not named.level and not named.small and (parts := _split(named, held, context)):
        return _joint(parts, len(parts))
    holder = _holder(named, held, beside, context)
    return Tied(_unknown(named.whole if named.small else named.name, holder), (), choice.reason)


def _district(named: Named, words: str, entry: Entry, held: Sequence[Entry], context: Around) -> bool:
    """Whether "Afrin district" is the land that a town or province gives its name, not a quarter of a town.

    It is where the gazetteer knows no quarters: in the report's own country, of a place with people of its own, and
    where no town is said to hold it ("the Marjeh district of Aleppo").
    """
    home = context.country is not None and entry.country == context.country.country
    if not home or named.name != named.whole or any(holder.kind == "town" for holder in held):
        return False
    if vocabulary().districts.isdisjoint(fold(words).split(" ")):
        return False
    return entry.kind == "province" or (entry.kind == "town" and entry.population >= SEAT)


def _holder(named: Named, held: Sequence[Entry], beside: Sequence[Entry], context: Around) -> Entry | None:
    """What holds an unknown place: what the words say, the province of what it lies by, or the report's one country.

    None for seas, parts of the world and borders, which lie in no one country.
    """
    beyond = vocabulary().beyond
    if fold(named.name) in beyond or not beyond.isdisjoint(fold(named.whole).split(" ")):
        return None
    if held:
        return held[0]
    if beside:
        return gazetteer().get(beside[0].within[0]) if beside[0].within else beside[0]
    return context.country


def _near(entry: Entry, held: Sequence[Entry], context: Around) -> bool:
    """Whether a quarter's name may be the town's of that name: one in a place that the words or the report name."""
    return bool(held) or any("." in place and place in context.weights for place in entry.within)


def _split(named: Named, held: Sequence[Entry], context: Around) -> list[Place]:
    """The places of a list that lost its commas ("Aleppo Hama Idlib"); empty unless every word belongs to one."""
    words = named.name.split(" ")
    if not 2 <= len(words) <= 12:
        return []
    found: list[Place] = []
    i = 0
    while i < len(words):
        for size in range(min(3, len(words) - i, len(words) - 1), 0, -1):
            name = " ".join(words[i : i + size])
            choice = choose(Named(name, name), held, context)
            if choice.entry is not None and choice.how == "name":
                found.append(choice.entry.place)
                i += size
                break
        else:
            return []
    return found


def _part(named: Named, entry: Entry) -> Place:
    """The place, or the side of it that is meant, which lies in it; the land around a town lies in what holds it."""
    part = named.part
    whole = named.whole != named.name and any(
        entry == m.entry for m in gazetteer().find(named.whole) if m.how == "name"
    )
    if not part or whole or (part == "centre" and entry.kind == "town"):
        return entry.place
    if part == "countryside" and entry.kind != "town":
        return msgspec.structs.replace(entry.place, precision="region")
    return _side(part, entry)


def _side(part: str, entry: Entry) -> Place:
    """A part of a place as a place in it; the land around a town lies in what holds the town.

    A side or a sea says nothing more of a coast that is all the country has.
    """
    known = vocabulary()
    if part.endswith("-coast") and part.removesuffix("-coast") in known.coasts.get(entry.country, ()):
        part = "coast"
    around_town = part in ("countryside", "district")
    sea = part.removesuffix("-coast").replace("-", " ").title()
    return msgspec.structs.replace(
        entry.place,
        id=f"{entry.id}/{part}",
        name=known.shown.get(part, f"{{}}'s {sea} coast").replace("{}", entry.name),
        within=entry.within if around_town else (entry.id, *entry.within),
        precision="exact" if entry.kind == "town" and not around_town else "region",
    )


def _inside(name: str, entry: Entry) -> Place:
    return Place(
        id="name:" + fold(name),
        name=name,
        country=entry.country,
        within=(entry.id, *entry.within),
        latitude=entry.latitude if entry.kind == "town" else None,
        longitude=entry.longitude if entry.kind == "town" else None,
        precision="exact" if entry.kind == "town" else "region",
    )


def _unknown(name: str, holder: Entry | None) -> Place:
    return Place(
        id="name:" + fold(name),
        name=" ".join(name.split()),
        country=holder.country if holder else "",
        within=(holder.id, *holder.within) if holder else (),
    )


def _joint(parts: Sequence[Place], asked: int) -> Tied:
    """The place that a list of places is together: in the smallest that holds them all, or that one of them is."""
    parts = list({place.id: place for place in parts}.values())
    if len(parts) < asked and len(parts) < 2:
        if parts:
            return Tied(None, tuple(parts), "the words name several places, of which only one is known")
        return Tied(None, (), "the words name several places, and nothing tells which are meant")
    if len(parts) == 1:
        return Tied(parts[0], (), "the words name one place twice")
    chains = [(place.id, *place.within) for place in parts]
    common = tuple(place for place in chains[0] if all(place in chain for chain in chains[1:]))
    for place in parts:
        if place.id in common:
            return Tied(place, (), f"the words name {place.name} and places in it", tuple(parts))
    joint = Place(
        id="+".join(sorted(place.id for place in parts)),
        name=" and ".join(place.name for place in parts),
        country=parts[0].country if common else "",
        within=common,
        precision="region" if common else "unknown",
    )
    return Tied(joint, (), f"the words name {len(parts)} places together", tuple(parts))
