"""What a whole casebook knows of claimants, actors and places whom a part of it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from recount.linking.voices import Voice, actor, claimant
from recount.model import Actor, Claimant, Links, Place

from ..deciding.standing import Ruled
from ..store.asking import Asking
from ..store.engine import Store
from ..store.tied import Tied
from .finding import Finding, tied_to


class Known(NamedTuple):
    """Claimants, actors and places that may be told of in other events only."""

    claimants: tuple[Claimant, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]


def known_of(tied: Tied, finding: Finding, ruled: Iterable[Ruled], about: Collection[str]) -> Known:
    """Those to whom decisions tie claims, and those whom some names are about, where any event tells of them."""
    names = sorted({*tied_to(ruled), *about})
    places = [place for name in names if (place := tied.places.get(name)) is not None]
    told = _places(tied, finding) if places else frozenset()
    return Known(
        tuple(claimant(name, one) for name in names if (one := _voice(tied, "claimant", name)) is not None),
        tuple(actor(name, one) for name in names if (one := _voice(tied, "actor", name)) is not None),
        tuple(held for place in places if place.id in told for held in _with_holders(tied, place)),
    )


def with_known(store: Store, links: Links, known: Known) -> Links:
    """Links of a part, in which all whom they name are told of as in the whole, with those of `known` beside them."""
    with store.reading() as connection:
        tied = Tied(Asking(connection))
        claimants = {one.id: _claimant(tied, one) for one in links.claimants}
        actors = {one.id: _actor(tied, one) for one in links.actors}
    places = {one.id: one for one in links.places}
    for each in known.claimants:
        claimants.setdefault(each.id, each)
    for one in known.actors:
        actors.setdefault(one.id, one)
    for place in known.places:
        places.setdefault(place.id, place)
    return replace(
        links,
        claimants=tuple(claimants[id] for id in sorted(claimants)),
        actors=tuple(actors[id] for id in sorted(actors)),
        places=tuple(places[id] for id in sorted(places)),
    )


def _places(tied: Tied, finding: Finding) -> frozenset[str]:
    """All places that events tell of, and those that hold them."""
    told = finding.places()
    return frozenset(told | {above for id in told if id in tied.places for above in tied.places[id].within})


def _with_holders(tied: Tied, place: Place) -> tuple[Place, ...]:
    return (place, *(tied.places[above] for above in place.within if above in tied.places))


def _claimant(tied: Tied, one: Claimant) -> Claimant:
    voice = _voice(tied, "claimant", one.id)
    return one if voice is None else claimant(one.id, voice)


def _actor(tied: Tied, one: Actor) -> Actor:
    voice = _voice(tied, "actor", one.id)
    return one if voice is None else actor(one.id, voice)


def _voice(tied: Tied, kind: str, id: str) -> Voice | None:
    """What all events tell of a claimant or an actor; None where none does any more."""
    found = tied.voices.get((kind, id))
    return found if found is not None and found.names else None
