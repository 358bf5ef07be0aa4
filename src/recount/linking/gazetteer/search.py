"""Names looked up in the gazetteer: as written, as otherwise spelt, and, where nothing else fits, alike."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib.resources import files
from typing import Literal

import msgspec

from recount.model import DataError, Place, PlacePrecision

from .added import SCHEMES, Added, added
from .folding import fold, skeleton, without_article
from .index import Index, Kind

How = Literal["name", "spelling", "similar"]
"""How a name fits a place: letter by letter, by the skeleton of its spellings, or only nearly."""

ALIKE = 90.0
"""Similarity in percent (rapidfuzz's ratio of skeletons) from which an unknown name is taken to be like a known one."""

_PRECISION: dict[Kind, PlacePrecision] = {
    "country": "country",
    "province": "region",
    "county": "region",
    "town": "exact",
}


class Entry(msgspec.Struct, frozen=True):
    """A place of the gazetteer. `within` are the ids of the places that hold it, nearest first; `country` is ISO 3166.

    `id` is "geonames:" and GeoNames' number, or for a province or county its code ("geonames:SY.09"); of places put in
    by hand it is "recount:" or "area:" and a name. The coordinates (WGS 84 degrees) of all but towns are the middle of
    the towns that the place holds.
    """

    id: str
    name: str
    kind: Kind
    country: str
    within: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0

    @property
    def place(self) -> Place:
        """The same as a word of the model."""
        return Place(
            id=self.id,
            name=self.name,
            country=self.country,
            within=self.within,
            latitude=self.latitude,
            longitude=self.longitude,
            precision=_PRECISION[self.kind],
        )


class Match(msgspec.Struct, frozen=True):
    """A place that a name may stand for, and how the name fits it."""

    entry: Entry
    how: How


KEPT = 4096
"""Names that are like no known one's, whose likes are kept, the last asked for."""


class Gazetteer:
    """The places of the world by name and by id. Immutable; the packaged one is `gazetteer()`."""

    def __init__(self, index: Index, more: Added | None = None) -> None:
        """A gazetteer over an opened index, and places put in by hand.

        Raises DataError where these lie in a place that is not in the index, or hold one.
        """
        self._index = index
        self._more = more or Added()
        self._entries: dict[int, Entry] = {}
        self._by_hand: dict[str, Entry] = {}
        self._positions: dict[str, int] = {}
        self._likest = functools.lru_cache(maxsize=KEPT)(self._similar)
        for row in self._more.rows.values():
            for id in (row.within, *row.holds):
                if self.get(id) is None:
                    raise DataError("gazetteer/added.toml", f"{row.id}: nothing is known of {id}", "mend the id")
        self._alike: dict[str, tuple[list[str], list[tuple[int, ...]]]] = {}

    def find(self, name: str, countries: Iterable[str] = ()) -> tuple[Match, ...]:
        """The places that a plain name may stand for, the likeliest first; empty where it is unknown.

        Places named so come first, then those spelt so under the transliteration rules; within each, countries before
        provinces, counties and towns, and the more populous before the less. Only where neither is found are merely
        similar names looked for, and only in `countries` (ISO 3166 codes).
        """
        folded = fold(name)
        found = dict.fromkeys(self._lookup(folded), _NAME) if len(folded) > 1 else {}
        bare = without_article(folded)
        if bare != folded:
            found = found | {entry: "spelling" for entry in self._lookup(bare) if entry not in found}
        for bones in dict.fromkeys((skeleton(folded), skeleton(bare))):
            if bones:
                found = found | {entry: "spelling" for entry in self._lookup("~" + bones) if entry not in found}
        countries = tuple(countries)
        if not found and countries and len(bones := skeleton(bare)) >= 6:
            found = dict.fromkeys(map(self._entry, self._likest(bones, countries)), _SIMILAR)
        return tuple(Match(entry, how) for entry, how in found.items())

    def named(self, name: str) -> tuple[Entry, ...]:
        """The places named exactly so (folded), the likeliest first: the quick look-up for running text."""
        return self._lookup(fold(name))

    def by_hand(self, name: str) -> bool:
        """Whether a name, folded, was put in by hand."""
        return fold(name) in self._more.keys

    def people(self, word: str) -> Entry | None:
        """The country whose people or adjective a word is ("Syrian"), None where it is neither."""
        return next((self._entry(at) for at in self._index.lookup("@" + fold(word))), None)

    def abbreviated(self, word: str) -> Entry | None:
        """The province or country that an abbreviation stands for ("N.C.", "Ill.", "U.S."), None where none."""
        return next((self._entry(at) for at in self._index.lookup("." + fold(word).replace(" ", ""))), None)

    def usual(self, name: str) -> Entry | None:
        """The province that a bare name means though a town bears it too ("Gaza"), None where it is the town."""
        return next((self._entry(at) for at in self._index.lookup("=" + fold(name))), None)

    def get(self, place: str) -> Entry | None:
        """The place with an id, None where the gazetteer has none such."""
        if place.startswith(SCHEMES):
            return self._made(place) if place in self._more.rows else None
        at = self._positions.get(place)
        if at is None:
            at = self._position(place)
            if at is not None:
                self._positions[place] = at
        return None if at is None else self._entry(at)

    def _lookup(self, key: str) -> tuple[Entry, ...]:
        """The places that a key names, those put in by hand last."""
        found = tuple([self._entry(at) for at in self._index.lookup(key)])
        more = self._more.keys.get(key)
        if more is None:
            return found
        return tuple(dict.fromkeys([*found, *(entry for id in more if (entry := self.get(id)))]))

    def _entry(self, at: int) -> Entry:
        made = self._entries.get(at)
        if made is None:
            record = self._index.record(at)
            parent = None if record.parent is None else self._entry(record.parent)
            id = f"geonames:{record.number or record.code}"
            holder = self._more.holder.get(id)
            inner = None if holder is None else self._made(holder)
            made = self._entries[at] = Entry(
                id=id,
                name=record.name,
                kind=record.kind,
                country=parent.country if parent else record.code,
                within=_chain(inner) if inner else _chain(parent) if parent else (),
                latitude=record.latitude,
                longitude=record.longitude,
                population=record.population,
            )
        return made

    def _made(self, id: str) -> Entry:
        """The place of a row put in by hand; as many people live there as in the places that it is said to hold."""
        made = self._by_hand.get(id)
        if made is None:
            row = self._more.rows[id]
            parent = self.get(row.within)
            held = [at for one in row.holds if (at := self._position(one)) is not None]
            made = self._by_hand[id] = Entry(
                id=id,
                name=row.name,
                kind=row.kind,
                country=parent.country if parent else "",
                within=_chain(parent) if parent else (),
                latitude=row.latitude,
                longitude=row.longitude,
                population=sum(self._index.record(at).population for at in held),
            )
        return made

    def _position(self, id: str) -> int | None:
        """The position in the index of a place of GeoNames."""
        scheme, _, rest = id.partition(":")
        if scheme != "geonames" or not rest:
            return None
        if rest.isascii() and rest.isdigit():
            return self._index.numbered(int(rest))
        return next(iter(self._index.lookup("#" + rest.lower())), None)

    def _similar(self, bones: str, countries: tuple[str, ...]) -> list[int]:
        """Positions of the places of some countries whose skeletons are like one, the likest first."""
        from rapidfuzz import fuzz, process

        letter = bones[0]
        if letter not in self._alike:
            known = self._index.starting("~" + letter)
            self._alike[letter] = [key[1:] for key, _ in known], [at for _, at in known]
        keys, positions = self._alike[letter]
        stretches = [self._index.countries[country] for country in countries if country in self._index.countries]
        alike = process.extract(bones, keys, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        found = [
            (-score, at)
            for _, score, i in alike
            for at in positions[i]
            if any(first <= at < last for first, last in stretches)
        ]
        return list(dict.fromkeys(at for _, at in sorted(found)))


def _chain(entry: Entry) -> tuple[str, ...]:
    return (entry.id, *entry.within)


_NAME: How = "name"
_SIMILAR: How = "similar"


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with Recount, opened at the first call.

    Raises DataError where its file is broken.
    """
    return Gazetteer(Index(files("recount.linking.gazetteer").joinpath("places.bin").read_bytes()), added())
