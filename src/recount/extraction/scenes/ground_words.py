"""The words of places: the table `places.toml` of a language, with the words of acts that bear on places."""

from __future__ import annotations

from ..language import Language, per_language
from ..record import Record
from ..words.memo import Memo
from ..words.tokens import Token, token_of
from .actors import acts


class GroundWords(Record, frozen=True):
    """The table `places.toml` of one language."""

    grounds: frozenset[str]
    """Kinds, regions and sites."""
    leads: frozenset[str]
    """Directions, prepositions and hits: one of them leads to a place."""
    plain: frozenset[str]
    """Grounds, directions and peoples: what may stand before a place's name."""
    prepositions: frozenset[str]
    kinds: frozenset[str]
    regions: frozenset[str]
    sites: frozenset[str]
    peoples: frozenset[str]
    directions: frozenset[str]
    hits: frozenset[str]
    acts: frozenset[str]
    never: frozenset[str]
    edges: frozenset[str]
    seats: frozenset[str]
    lands: frozenset[str]
    wide: frozenset[str]
    countries: frozenset[str]
    some: frozenset[str]
    calls: frozenset[str]
    struck: frozenset[str]
    quarters: frozenset[str]
    attacks: frozenset[str]
    away: frozenset[str]
    sides: frozenset[str]
    forces: frozenset[str]
    clinics: frozenset[str]
    events: frozenset[str]
    leaving: frozenset[str]
    deeds: frozenset[str]
    actors: frozenset[str]
    body: frozenset[str]
    settled: frozenset[str]
    weapons: frozenset[str]
    wards: frozenset[str]
    """Of these, whoever is at or brought to one is treated there."""
    treats: frozenset[str]
    zones: frozenset[str]
    holders: frozenset[str]
    held: tuple[str, ...]
    holding: frozenset[str]
    control: frozenset[str]
    divers: frozenset[str]
    nations: frozenset[str]
    inhabitants: frozenset[str]
    over: frozenset[str]
    comes: frozenset[str]
    small: frozenset[str]
    struck_by: frozenset[str]
    cuts: frozenset[str]
    called: frozenset[str]
    be: frozenset[str]
    rooms: frozenset[str]
    corners: frozenset[str]
    dwelling: frozenset[str]
    gatherings: frozenset[str]
    arms: frozenset[str]
    suffers: frozenset[str]
    scenes: frozenset[str]
    ranks: frozenset[str]
    services: frozenset[str]
    beaten: frozenset[str]
    bearings: frozenset[str]
    within: frozenset[str]
    lying: frozenset[str]
    rulers: frozenset[str]
    worst: frozenset[str]
    brunt: frozenset[str]
    unnamed: frozenset[str]
    """Edges and lands: what may be a place without a name of its own."""
    own: Memo[bool]
    """Whether a word, as it is written, may be of a place's own name."""


@per_language
def ground_words(language: Language) -> GroundWords:
    """The words of places in a language."""
    table = language.table("places")
    grounds = frozenset(table["kinds"]) | frozenset(table["regions"]) | frozenset(table["sites"])
    peoples = frozenset(language.table("acts")["adjectives"]) | frozenset(table["peoples"])
    others, countries = frozenset(table["directions"]) | frozenset(table["kinds"]), frozenset(table["countries"])
    return GroundWords(
        grounds,
        frozenset(table["directions"]) | frozenset(table["prepositions"]) | frozenset(table["hits"]),
        grounds | frozenset(table["directions"]) | peoples,
        frozenset(table["prepositions"]),
        frozenset(table["kinds"]),
        frozenset(table["regions"]),
        frozenset(table["sites"]),
        peoples,
        frozenset(table["directions"]),
        frozenset(table["hits"]),
        frozenset(table["acts"]),
        frozenset(table["never"]),
        frozenset(table["edges"]),
        frozenset(table["seats"]),
        frozenset(table["lands"]),
        frozenset(table["wide"]),
        frozenset(table["countries"]),
        frozenset(table["some"]),
        frozenset(table["calls"]),
        frozenset(table["struck"]),
        frozenset(table["quarters"]),
        frozenset(table["acts"]) | acts(language).telling | acts(language).attacks,
        frozenset(table["away"]),
        frozenset(acts(language).sides) - countries,
        frozenset(table["forces"]),
        frozenset(table["clinics"]),
        frozenset(table["events"]),
        frozenset(table["leaving"]),
        frozenset(table["deeds"]),
        acts(language).actors,
        frozenset(table["body"]),
        frozenset(table["settled"]),
        acts(language).weapons | frozenset(acts(language).means),
        frozenset(table["wards"]),
        frozenset(table["treats"]),
        frozenset(table["zones"]),
        frozenset(table["holders"]),
        tuple(table["held"]),
        frozenset(table["holding"]),
        frozenset(table["control"]),
        frozenset(table["divers"]),
        frozenset(table["nations"]),
        frozenset(table["inhabitants"]),
        frozenset(table["inhabitants"]) | frozenset(table["over"]),
        frozenset(table["comes"]),
        frozenset(table["small"]),
        frozenset(table["struck_by"]) | frozenset(table["hits"]),
        frozenset(table["cuts"]),
        frozenset(table["called"]),
        frozenset(language.table("syntax")["be"]),
        frozenset(table["rooms"]),
        frozenset(table["corners"]),
        frozenset(table["dwelling"]),
        frozenset(table["gatherings"]),
        acts(language).arms,
        frozenset(table["suffers"]),
        frozenset(table["scenes"]),
        frozenset(table["ranks"]),
        frozenset(table["services"]),
        frozenset(table["beaten"]),
        frozenset(table["bearings"]),
        frozenset(table["within"]),
        frozenset(table["lying"]),
        frozenset(table["rulers"]),
        frozenset(table["worst"]),
        frozenset(table["brunt"]),
        frozenset(table["edges"]) | frozenset(table["lands"]),
        Memo(lambda word: _own(token_of(word), others, countries, peoples)),
    )


def _own(token: Token, others: frozenset[str], countries: frozenset[str], peoples: frozenset[str]) -> bool:
    """Whether a word by itself may be of a place's name: capitalised, and none of `others`, countries and peoples."""
    if not token.capital or (token.possessive and token.text[-1] in "sS"):
        return False
    stem = token.stem
    return (
        stem not in others
        and stem not in countries
        and stem.removesuffix("s") not in countries
        and stem not in peoples
        and stem.partition("-")[0] not in peoples
    )
