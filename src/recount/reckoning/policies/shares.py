"""How many fall to each place: figures of single places, of several together split evenly, and what is left over.

Reference: UCDP GED codebook 23.1, as `ucdp.py` gives it. Where that is silent:

- A place's own figures stand as they are, from the lowest to the highest that reliable sources say.
- From a figure of several places, what is known apart of single ones among them is subtracted first, the rest is split
  evenly over the others, rounding down; the derivation says how many that leaves.
- Subtracted is the most reliable figure of a place, its high end from the low end and its low end from the high end, so
  that the true rest lies between them. Nothing is subtracted from a figure that was said before the place's, from one
  that the places exceed, or where the places may share ground: names that no gazetteer knows, a town and its province.
- A place whose whole is not certainly split gets nothing by splitting: the figure stays one event of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from recount.model import Component, Step

from .evidence import AtPlace, Evidence, Source
from .standing import standing
from .trust import later, most_trusted
from .working import beside, spread, term, worked


class _Known(NamedTuple):
    """A place with its reliable figures and the most reliable of them."""

    at: AtPlace
    sources: tuple[Source, ...]
    trusted: Source

    @property
    def area(self) -> frozenset[str]:
        """The ids of the places that the figure counts."""
        return frozenset(self.at.together or (self.at.place,))


def by_place(
    evidence: Evidence, whole: Source | None, reliable: Callable[[Source], bool], least: int
) -> tuple[Component, ...]:
    """Each place's share, in the order of places, and last what `whole` counts beyond them.

    `whole` is the figure of the event's whole that places are subtracted from, None where there is none; `least` the
    fewest that a place may get by splitting.
    """
    known = []
    for at in evidence.places:
        sources = tuple(source for source in standing(at.sources)[0] if reliable(source))
        if sources:
            known.append(_Known(at, sources, most_trusted(sources)))
    found: list[Component] = []
    for one in known:
        found += [_single(one)] if not one.at.together else _joint(one, known, least)
    own = {source.snapshot for source in evidence.sources}
    apart = [one for one in known if one.trusted.snapshot not in own]
    if whole is not None and apart:
        found += _elsewhere(whole, apart)
    return tuple(component for component in found if (component.low, component.high) != (None, None))


def _single(known: _Known) -> Component:
    found = spread(known.sources)
    steps = {step.gives: step for step in found.steps}
    says = f"The lowest reliable figure in {known.at.name} {found.low_words}; the highest {found.high_words}."
    premises = [source.snapshot for source in known.sources]
    return beside(f"in {known.at.name}", "ucdp.place", says, steps.get("low"), steps.get("high"), premises)


def _joint(joint: _Known, known: Sequence[_Known], least: int) -> list[Component]:
    """The shares of a figure for several places, or the one event at what holds them all."""
    figure = joint.trusted
    within = _outermost([one for one in known if not one.at.together and _lies_in(one.at, joint.area)])
    names = dict(zip(joint.at.together, joint.at.names or joint.at.together, strict=True))
    said = f"{figure.said} by {figure.who} counts {joint.at.name} together"
    reason = _no_rest(figure, within)
    if reason:
        return [_one_event(joint, [], f"{said}, and {reason}")]
    told = {one.at.place for one in within}
    open_places = [place for place in joint.at.together if place not in told]
    taken = f", less what is known apart of {_listed([one.at.name for one in within])}," if within else ""
    left = (figure.number or 0) - sum(one.trusted.number or 0 for one in within)
    share = left // len(open_places) if open_places else 0
    if not open_places or share < least:
        few = (
            f"fewer than {least:,} for each of {len(open_places):,} places"
            if open_places
            else "no place to split it over"
        )
        return [_one_event(joint, within, f"{said}{taken} and leaves {few}")]
    over = left - share * len(open_places)
    rest = f", and leaves {over:,} that no even split places" if over else ""
    low, high = _rest(figure, within, len(open_places))
    return [
        beside(
            f"in {names[place]}, by an even split",
            "ucdp.split",
            f"{said}{taken} and is split evenly over {_listed([names[one] for one in open_places])}{rest}.",
            low,
            high,
            [figure.snapshot],
        )
        for place in open_places
    ]


def _one_event(joint: _Known, within: Sequence[_Known], says: str) -> Component:
    place = joint.at.holder or joint.at.name
    where = (
        f"{place}, the smallest place that holds them all"
        if joint.at.holder
        else "all of them; no place holds them all"
    )
    low, high = _rest(joint.trusted, within, 1)
    return beside(f"in {place}, as one event", "ucdp.one_event", f"{says}, so it is one event in {where}.", low, high)


def _elsewhere(whole: Source, known: Sequence[_Known]) -> list[Component]:
    """What the whole's figure counts beyond the places that are known apart; nothing where that cannot be told."""
    outer = _outermost(known)
    if _no_rest(whole, outer):
        return []
    low, high = _rest(whole, outer, 1)
    says = (
        f"{whole.said} by {whole.who} counts the event's whole; what is known apart of "
        f"{_listed([one.at.name for one in outer])} is subtracted from it."
    )
    return [beside("elsewhere, or at no place that is told", "ucdp.rest", says, low, high, [whole.snapshot])]


def _no_rest(figure: Source, within: Sequence[_Known]) -> str:
    """Why places cannot be subtracted from a figure; empty where they can."""
    after = next((one for one in within if later(one.trusted, figure)), None)
    if after is not None:
        return f"{after.trusted.said} in {after.at.name} was said later"
    if len(within) > 1 and not all(one.at.located for one in within):
        return "the places known apart may share ground"
    if any(_share_ground(a, b) for a in within for b in within if a is not b):
        return "the places known apart share ground"
    if figure.high is not None and sum(one.trusted.low or 0 for one in within) > figure.high:
        return "the places known apart exceed it"
    return ""


def _rest(figure: Source, within: Sequence[_Known], share: int) -> tuple[Step | None, Step | None]:
    """What is left of a figure, shared out: its low and high ends; None is open."""
    low = high = None
    if figure.low is not None and all(one.trusted.high is not None for one in within):
        terms = [term(figure, "low"), *(term(one.trusted, "high", minus=True) for one in within)]
        low = worked("low", "sum", terms, share)
    if figure.high is not None:
        known = [one.trusted for one in within if one.trusted.low is not None]
        terms = [term(figure, "high"), *(term(one, "low", minus=True) for one in known)]
        high = worked("high", "sum", terms, share)
    return low, high


def _lies_in(at: AtPlace, area: frozenset[str]) -> bool:
    return not area.isdisjoint((at.place, *at.within))


def _all_in(one: _Known, other: _Known) -> bool:
    """Whether all of a figure's ground is the other's: its place lies in it, or all of its places do."""
    return _lies_in(one.at, other.area) or one.area <= other.area


def _share_ground(one: _Known, other: _Known) -> bool:
    """Whether two figures may count the same ground: a place of the one is a place of the other, or lies in it."""
    return not one.area.isdisjoint(other.area) or not other.area.isdisjoint((*one.at.within, *one.at.around))


def _outermost(known: Sequence[_Known]) -> list[_Known]:
    return [one for one in known if not any(one is not other and _all_in(one, other) for other in known)]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"
