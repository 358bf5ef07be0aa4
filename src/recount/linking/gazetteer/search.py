"""Names looked up in the gazetteer: as written, as otherwise spelt, and, where nothing else fits, alike."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib.resources import files
from typing import Literal

import msgspec

from recount.model import Place, PlacePrecision

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

    `id` is "geonames:" and GeoNames' number, or for a province or county its code ("geonames:SY.09"). The coordinates
    (WGS 84 degrees) of all but towns are the middle of the towns that the place holds.
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


class Gazetteer:
    """The places of the world by name and by id. Immutable; the packaged one is `gazetteer()`."""

    def __init__(self, index: Index) -> None:
        """A gazetteer over an opened index."""
        self._index = index
        self._entries: dict[int, Entry] = {}
        self._alike: dict[str, tuple[list[str], list[tuple[int, ...]]]] = {}

    def find(self, name: str, countries: Iterable[str] = ()) -> tuple[Match, ...]:
        """The places that a plain name may stand for, the likeliest first; empty where it is unknown.

        Places named so come first, then those spelt so under the transliteration rules; within each, countries before
        provinces, counties and towns, and the more populous before the less. Only where neither is found are merely
        similar names looked for, and only in `countries` (ISO 3166 codes).
        """
        folded = fold(name)
        found = dict.fromkeys(self._index.lookup(folded), _NAME) if len(folded) > 1 else {}
        bare = without_article(folded)
        if bare != folded:
            found = found | {at: "spelling" for at in self._index.lookup(bare) if at not in found}
        for bones in dict.fromkeys((skeleton(folded), skeleton(bare))):
            if bones:
                found = found | {at: "spelling" for at in self._index.lookup("~" + bones) if at not in found}
        countries = tuple(countries)
        if not found and countries and len(bones := skeleton(bare)) >= 6:
            found = dict.fromkeys(self._similar(bones, countries), _SIMILAR)
        return tuple(Match(self._entry(at), how) for at, how in found.items())

    def named(self, name: str) -> tuple[Entry, ...]:
        """The places named exactly so (folded), the likeliest first: the quick look-up for running text."""
        return tuple(self._entry(at) for at in self._index.lookup(fold(name)))

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
        scheme, _, rest = place.partition(":")
        if scheme != "geonames" or not rest:
            return None
        if rest.isascii() and rest.isdigit():
            at = self._index.numbered(int(rest))
            return None if at is None else self._entry(at)
        return next((self._entry(i) for i in self._index.lookup("#" + rest.lower())), None)

    def _entry(self, at: int) -> Entry:
        made = self._entries.get(at)
        if made is None:
            record = self._index.record(at)
            parent = None if record.parent is None else self._entry(record.parent)
            made = self._entries[at] = Entry(
                id=f"geonames:{record.number or record.code}",
                name=record.name,
                kind=record.kind,
                country=parent.country if parent else record.code,
                within=(parent.id, *parent.within) if parent else (),
                latitude=record.latitude,
                longitude=record.longitude,
                population=record.population,
            )
        return made

    def _similar(self, bones: str, countries: Iterable[str]) -> list[int]:
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


_NAME: How = "name"
_SIMILAR: How = "similar"


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with Recount, opened at the first call.

    Raises DataError where its file is broken.
    """
    return Gazetteer(Index(files("recount.linking.gazetteer").joinpath("places.bin").read_bytes()))
