"""Places of one event: which of them is the event's whole, and which holds which.

A toll without a place counts the event's whole. So does a toll at the country in which most of the event's claims lie,
at a wide name that no gazetteer knows ("the coastal region"), and at the one place where all of them lie, as long as no
account tells that place's figure apart from the whole's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from recount.model import Claim, Outcome, Place, Placing

from .data import words
from .intervals import Interval

_WORD = re.compile(r"[^\W\d_]+")
_AMBIGUOUS = " (ambiguous)"


class Placed(NamedTuple):
    """What telling the whole needs of one current claim: who speaks where, and how many of whom at which place."""

    account: tuple[str, str]
    outcome: Outcome
    group: object
    place: str | None
    figure: Interval
    id: str
    part_of: str | None
    words: str = ""


def place_of(claim: Claim, placing: Placing | None) -> str | None:
    """The id of a claim's place, None where it names none.

    A name that linking left open keeps its words, so that it is never taken for the event's whole.
    """
    if placing is not None and placing.place is not None:
        return placing.place
    if claim.place is None:
        return None
    name = " ".join(claim.place.exact.split())
    return f"{name}{_AMBIGUOUS}" if placing is not None and placing.candidates else name


class Places:
    """The places of one event, and what holds what among them."""

    def __init__(self, known: Mapping[str, Place], claims: Sequence[Placed]) -> None:
        """`known` are linking's places by id, `claims` the event's current claims."""
        self._known = known
        used = Counter(claim.place for claim in claims if claim.place is not None)
        self._whole = frozenset(self._wholes(used, claims))

    def _wholes(self, used: Counter[str], claims: Sequence[Placed]) -> Iterable[str]:
        wide = {claim.place for claim in claims if claim.place is not None and self._is_wide(claim.place, claim.words)}
        narrow = [place for place in used if place not in wide]
        countries: Counter[str] = Counter()
        for place in narrow:
            for holder in self.chain_of(place):
                if self._precision(holder) == "country":
                    countries[holder] += used[place]
        main = min(countries, key=lambda country: (-countries[country], country), default=None)
        if main is not None:
            wide.add(main)
        yield from wide
        finest = [
            place
            for place in narrow
            if place not in wide and not any(place in self._within(other) for other in narrow if other != place)
        ]
        holders = [
            place for place in narrow if finest and all(place == one or place in self._within(one) for one in finest)
        ]
        apart = self._told_apart(set(holders), wide, claims)
        yield from (place for place in holders if place not in apart)

    def _told_apart(self, candidates: set[str], wide: set[str], claims: Sequence[Placed]) -> set[str]:
        """The candidates of which some account gives another figure than of the whole, or calls theirs a part of it."""
        whole_figures: dict[tuple[object, ...], set[Interval]] = {}
        whole_ids = set()
        for claim in claims:
            if claim.place is None or claim.place in wide:
                whole_figures.setdefault((claim.account, claim.outcome, claim.group), set()).add(claim.figure)
                whole_ids.add(claim.id)
        return {
            claim.place
            for claim in claims
            if claim.place in candidates
            and (
                claim.part_of in whole_ids
                or whole_figures.get((claim.account, claim.outcome, claim.group), {claim.figure}) != {claim.figure}
            )
        }

    def _is_wide(self, place: str, said: str) -> bool:
        """Whether the name, or what is said around it, speaks of a wide area.

        That is one that no gazetteer knows ("the coastal region"), or a side of a whole country (its coast).
        """
        if place.endswith(_AMBIGUOUS) or self._precision(place) in ("exact", "country"):
            return False
        if self._precision(place) == "region" and self._precision(next(iter(self._within(place)), "")) != "country":
            return False
        return not words("places.toml", "wide").isdisjoint(_WORD.findall(f"{self.name(place)} {said}".lower()))

    def _precision(self, place: str) -> str | None:
        return self._known[place].precision if place in self._known else None

    def _within(self, place: str) -> tuple[str, ...]:
        return self._known[place].within if place in self._known else ()

    def chain_of(self, place: str) -> tuple[str, ...]:
        """A place and the places that hold it, nearest first."""
        return (place, *self._within(place))

    def name(self, place: str) -> str:
        """The name to show for a place."""
        return self._known[place].name if place in self._known else place

    def country(self, place: str) -> str:
        """The country of a place as linking has it; empty where it is not known."""
        return self._known[place].country if place in self._known else ""

    def counted(self, place: str | None) -> str | None:
        """The place as a toll has it: None where it is the event's whole."""
        return None if place in self._whole else place

    def wider(self, place: str | None) -> tuple[str | None, ...]:
        """A toll's place and every place that holds it, nearest first, the event's whole (None) last."""
        if place is None:
            return (None,)
        return (*(holder for holder in self.chain_of(place) if holder not in self._whole), None)

    def holds(self, whole: str | None, part: str | None) -> bool:
        """Whether everything at `part` is at `whole` (None is the event's whole)."""
        return whole is None or whole in self.wider(part)

    def disjoint(self, a: str | None, b: str | None) -> bool:
        """Whether nothing can be at both: two places of the gazetteer of which neither holds the other.

        Sides of a place ("the north of X"), several places named together and names that no gazetteer knows may
        overlap others.
        """
        if a is None or b is None or not self._is_plain(a) or not self._is_plain(b):
            return False
        return a not in self.chain_of(b) and b not in self.chain_of(a)

    def _is_plain(self, place: str) -> bool:
        """Whether a place is one of the gazetteer's own; linking marks sides with "/", several together with "+"."""
        located = self._precision(place) in ("exact", "region", "country")
        return located and not place.startswith("name:") and "/" not in place and "+" not in place
