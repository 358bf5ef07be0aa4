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
    table, act = language.table("places"), acts(language)
    words = {name: frozenset(table[name]) for name in GroundWords.field_names() if name not in _DERIVED}
    directions, kinds, countries = words["directions"], words["kinds"], words["countries"]
    others = directions | kinds
    grounds = kinds | words["regions"] | words["sites"]
    peoples = frozenset(language.table("acts")["adjectives"]) | frozenset(table["peoples"])
    return GroundWords(
        **words,
        grounds=grounds,
        leads=directions | words["prepositions"] | words["hits"],
        plain=grounds | directions | peoples,
        peoples=peoples,
        attacks=words["acts"] | act.telling | act.attacks,
        sides=frozenset(act.sides) - countries,
        actors=act.actors,
        weapons=act.weapons | frozenset(act.means),
        held=tuple(table["held"]),
        over=words["inhabitants"] | frozenset(table["over"]),
        struck_by=frozenset(table["struck_by"]) | words["hits"],
        be=frozenset(language.table("syntax")["be"]),
        arms=act.arms,
        unnamed=words["edges"] | words["lands"],
        own=Memo(lambda word: _own(token_of(word), others, countries, peoples)),
    )


_DERIVED = frozenset(
    [
        "grounds", "leads", "plain", "peoples", "attacks", "sides", "actors", "weapons", "held", "over", "struck_by",
        "be", "arms", "unnamed", "own",
    ]
)  # fmt: skip
"""Fields that are not a list of the table as it stands."""


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
