"""Places of one event: which of them is the event's whole, and which holds which.

A toll without a place counts the event's whole. So does a toll at the country in which most of the event's claims lie,
at a wide name that no gazetteer knows ("the coastal region"), and at the one place where all of them lie, as long as no
account tells that place's figure apart from the whole's. In the one town of an event lie its streets and buildings, and
in its one region the town that no gazetteer knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from recount.model import Claim, Outcome, Place, Placing

from .data import words
from .intervals import Interval

_WORD = re.compile(r"[^\W\d_]+")
_AMBIGUOUS = " (ambiguous)"
_NO_BORDER = "area:"
"""What linking's ids of land begin with of which nobody can say for sure where it ends."""


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


class HasPlaced(Protocol):
    """What one report says, as far as it is placed."""

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Its current claims."""
        ...


def _told_apart(
    claims: Sequence[Placed],
    candidates: frozenset[str],
    wide: frozenset[str],
    nested: frozenset[tuple[str, str]],
    sites: frozenset[str],
) -> set[str]:
    """The candidates of which an account in one report gives another figure than of what holds them, or calls a part.

    What holds a candidate is the whole, or another candidate (`nested` has each with those that hold it). Sites of
    which one report names several are told apart from each other.
    """
    figures: dict[tuple[object, ...], set[Interval]] = {}
    ids: dict[str | None, set[str]] = {}
    for claim in claims:
        at = None if claim.place in wide else claim.place
        figures.setdefault((at, claim.account, claim.outcome, claim.group), set()).add(claim.figure)
        ids.setdefault(at, set()).add(claim.id)
    met = {claim.place for claim in claims if claim.place in sites}
    found = set(met) if len(met) > 1 else set()
    for claim in claims:
        if claim.place in candidates:
            for outer in (None, *(outer for inner, outer in nested if inner == claim.place)):
                same = (outer, claim.account, claim.outcome, claim.group)
                if claim.part_of in ids.get(outer, ()) or figures.get(same, {claim.figure}) != {claim.figure}:
                    found.add(claim.place)
    return found


class _Apart(NamedTuple):
    """The places that reports tell apart from the event's whole: what each report tells, kept as long as it says it."""

    candidates: frozenset[str]
    wide: frozenset[str]
    nested: frozenset[tuple[str, str]]
    sites: frozenset[str]
    known: dict[str, set[str]]

    def look(self, said: Mapping[str, HasPlaced], reports: Iterable[str]) -> None:
        """Look at some reports anew."""
        for report in reports:
            row = said[report].placed if report in said else ()
            found = _told_apart(row, *self[:4]) if row and self.candidates else None
            if found:
                self.known[report] = found
            else:
                self.known.pop(report, None)

    def all(self) -> set[str]:
        """The places that some report tells apart."""
        return set[str]().union(*self.known.values())


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


Spot = tuple[str | None, str]
"""A claim's place and the words that name it."""


class Places:
    """The places of one event, and what holds what among them.

    `used` counts the current claims at each place.
    """

    def __init__(self, known: Mapping[str, Place], whole: frozenset[str], used: Counter[str]) -> None:
        """`known` are linking's places by id, `whole` those that are the event's whole."""
        self._apart = _Apart(frozenset(), frozenset(), frozenset(), frozenset(), {})
        self._known = dict(known)
        self._whole = whole
        self.used = used

    @classmethod
    def of(
        cls,
        known: Mapping[str, Place],
        said: Mapping[str, HasPlaced],
        touched: Iterable[str],
        spots: Counter[Spot],
        before: Places | None = None,
    ) -> Places:
        """The places of an event's current claims, `said` by report; `spots` counts them all.

        `touched` are the reports that say something else than before.

        Those told `before` are handed back, grown, where nothing that was known of them has changed.
        """
        used: Counter[str] = Counter()
        for (place, _), times in spots.items():
            if place is not None:
                used[place] += times
        plain = cls(known, frozenset(), used)
        wide = {place for place, words_ in spots if place is not None and plain.is_wide(place, words_)}
        narrow = [place for place in used if place not in wide]
        countries: Counter[str] = Counter()
        for place in narrow:
            for holder in plain.chain_of(place):
                if plain.precision(holder) == "country":
                    countries[holder] += used[place]
        main = min(countries, key=lambda country: (-countries[country], country), default=None)
        if main is not None:
            wide.add(main)
        only = plain.only_region(narrow)
        within = {
            place: frozenset(plain.chain_of(place)) | (frozenset() if plain.is_found(place) else only)
            for place in narrow
        }
        sites = frozenset(place for place in narrow if plain.is_site(place))
        firm = [place for place in narrow if place not in sites] or narrow
        finest = [
            place
            for place in firm
            if place not in wide and not any(place in within[other] for other in firm if other != place)
        ]
        holders = frozenset(place for place in firm if finest and all(place in within[one] for one in finest))
        told = before._apart if before is not None else plain._apart
        nested = frozenset((place, outer) for place in holders for outer in within[place] & holders if outer != place)
        inside = sites if holders and len(finest) == 1 else frozenset()  # of which town they are, nobody has to guess
        nested |= {(site, outer) for site in inside for outer in holders - {site}}
        told_by = (holders | inside, frozenset(wide), nested, inside)
        if told[:4] != told_by:
            told, touched = _Apart(*told_by, {}), said
        told.look(said, touched)
        whole = frozenset(wide | (told.candidates - told.all()))
        if before is not None and before._whole == whole and before._knew(known):
            before._known.update(known)
            before.used = used
        else:
            before = cls(known, whole, used)
        before._apart = told
        return before

    def _knew(self, known: Mapping[str, Place]) -> bool:
        """Whether all that was known stands as it was; more may be known now."""
        return all(known.get(id) == place for id, place in self._known.items())

    def is_wide(self, place: str, said: str) -> bool:
        """Whether the name, or what is said around it, speaks of a wide area.

        That is one that no gazetteer knows ("the coastal region"), or a side of a whole country (its coast); a province
        by its name is not.
        """
        if place.endswith(_AMBIGUOUS) or self.precision(place) in ("exact", "country") or self.is_plain(place):
            return False
        if self.precision(place) == "region" and self.precision(next(iter(self._within(place)), "")) != "country":
            return False
        return not words("places.toml", "wide").isdisjoint(_WORD.findall(f"{self.name(place)} {said}".lower()))

    def is_found(self, place: str) -> bool:
        """Whether a gazetteer knows a name, be it as several places."""
        return place.endswith(_AMBIGUOUS) or self.precision(place) in ("exact", "region", "country")

    def only_region(self, places: Iterable[str]) -> frozenset[str]:
        """The one region, with what holds it, in which a name can lie that no gazetteer knows: "Odell" beside Texas.

        Empty where the places name a town, or two regions of which neither holds the other.
        """
        located = [one for one in places if self.is_plain(one)]
        narrowest = [one for one in located if not any(one in self.chain_of(other)[1:] for other in located)]
        if len(narrowest) != 1 or self.precision(narrowest[0]) != "region":
            return frozenset()
        return frozenset(self.chain_of(narrowest[0]))

    def is_site(self, place: str) -> bool:
        """Whether a name that no gazetteer knows is that of a spot in a town: a street, a market, a hospital."""
        if self.is_plain(place):
            return False
        return not words("places.toml", "sites").isdisjoint(_WORD.findall(self.name(place).lower()))

    def precision(self, place: str) -> str | None:
        """How well a place is located; None where linking does not know it."""
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
        if a is None or b is None or not self.is_plain(a) or not self.is_plain(b):
            return False
        one, other = self.region_of(a), self.region_of(b)
        return one not in self.chain_of(other) and other not in self.chain_of(one)

    def region_of(self, place: str) -> str:
        """The province of a town that bears its name, else the place itself: "in Tartus" may mean either of the two.

        Of land without a sure border ("Ghouta") it is what holds it: other places there may be in it.
        """
        if place.startswith(_NO_BORDER):
            return next((holder for holder in self._within(place) if not holder.startswith(_NO_BORDER)), place)
        name = self.name(place)
        named = (holder for holder in self._within(place) if f"{self.name(holder)} ".startswith(f"{name} "))
        return next(named, place)

    def together(self, place: str) -> tuple[str, ...]:
        """The places that one counts as one ("Baniyas and Jableh"), sorted; empty for a single place."""
        parts = tuple(place.split("+"))
        return parts if len(parts) > 1 and all(part in self._known for part in parts) else ()

    def is_plain(self, place: str | None) -> bool:
        """Whether a place is one of the gazetteer's own; linking marks sides with "/", several together with "+"."""
        if place is None:
            return False
        located = self.precision(place) in ("exact", "region", "country")
        return located and not place.startswith("name:") and "/" not in place and "+" not in place
