"""Who may stand behind "war monitors": the one claimant of an event whose figures fit, or nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recount.model import Claim, Figure, Place, Report

from .known import knowledge
from .names import name_key
from .naming import Naming, seats_of

MOST_GROWTH = 2
"""A figure in line with a claimant's lies between half of the least and twice the greatest of them."""


class Said(NamedTuple):
    """One claim with what linking knows of it: who is named, the actor's id, the place's id."""

    claim: Claim
    report: Report
    naming: Naming
    actor: str | None
    place: str | None


class Guess(NamedTuple):
    """Who probably stands behind a phrase, and why."""

    naming: Naming
    reason: str


def behind(phrase: Sequence[Said], named: Mapping[str, Sequence[Said]], places: Mapping[str, Place]) -> Guess | None:
    """Who stands behind one generic phrase of one report, where exactly one candidate fits.

    `phrase` are the claims under that phrase, `named` the event's claims of each named claimant. A candidate is of a
    kind that the phrase may stand for and has a figure for the same toll that fits: the same figure, or one in line
    with its own. Claimants that the phrase's own report names come first. A candidate whose comparable figures rule
    the phrase's out does not fit, nor does one without any.
    """
    naming = phrase[0].naming
    generic = naming.generic
    if generic is None or naming.elsewhere:
        return None
    fitting: list[tuple[Naming, Said, Said, bool]] = []
    for id in sorted(named):
        candidate = named[id][0].naming
        if candidate.kind not in generic.stands_for or candidate.person or not sits(candidate.id, naming.bases):
            continue
        fit = _fits(phrase, named[id], generic.fit == "growth", places)
        if fit:
            fitting.append((candidate, *fit))
    report = phrase[0].report.id
    near = [fit for fit in fitting if any(said.report.id == report for said in named[fit[0].id])]
    chosen = near or fitting
    if len(chosen) != 1:
        return None
    candidate, ours, theirs, same = chosen[0]
    kind = candidate.kind.replace("_", " ").replace("un body", "UN body")
    where = "this report" if near else "the reports of this event"
    figures = sorted(
        {(_size(said.claim.figure), said.claim.figure.words) for said in named[candidate.id]
         if _comparable(ours, said, places) and not _vague(said.claim.figure)}
    )  # fmt: skip
    told = (
        f"whose figure for the same toll is the same ({theirs.claim.figure.words})"
        if same
        else f"whose figures for the same toll are in line with {ours.claim.figure.words}"
        f" ({', '.join(words for _, words in figures)})"
    )
    return Guess(candidate, f"“{naming.name}” names nobody; {candidate.name} is the one {kind} in {where} {told}")


def _fits(
    phrase: Sequence[Said], theirs: Sequence[Said], growth: bool, places: Mapping[str, Place]
) -> tuple[Said, Said, bool] | None:
    """The pair of claims that ties a phrase to a claimant, the same figures first; None where none does or one bars."""
    best: tuple[Said, Said, bool] | None = None
    for ours in phrase:
        if _vague(ours.claim.figure):
            continue
        figures = [said for said in theirs if not _vague(said.claim.figure)]
        same = [
            said
            for said in figures
            if _same(ours.claim.figure, said.claim.figure) and _comparable(ours, said, places, loosely=True)
        ]
        if same:
            same.sort(key=lambda said: (said.report.id != ours.report.id, said.claim.id))
            if best is None or not best[2]:
                best = (ours, same[0], True)
            continue
        others = [said for said in figures if _comparable(ours, said, places) and said.actor == ours.actor]
        if any(_ruled_out(ours, said) for said in others):
            return None
        if growth and others and ours.claim.scope == "current" and best is None:
            sizes = [_size(said.claim.figure) for said in others]
            if min(sizes) <= MOST_GROWTH * _size(ours.claim.figure) <= MOST_GROWTH * MOST_GROWTH * max(sizes):
                best = (ours, others[0], False)
    return best


def _comparable(ours: Said, theirs: Said, places: Mapping[str, Place], *, loosely: bool = False) -> bool:
    """Whether two claims count the same, and theirs no narrower perpetrator's harm than ours.

    Loosely, for figures that are the same, a place that the gazetteer does not know is no bar.
    """
    one, other = ours.claim, theirs.claim
    if (one.outcome, one.status, one.age, one.sex, one.scope, one.stance) != (
        other.outcome, other.status, other.age, other.sex, other.scope, other.stance
    ):  # fmt: skip
        return False
    if theirs.actor is not None and theirs.actor != ours.actor:
        return False
    if one.when and other.when and not one.when.period.meets(other.when.period):
        return False
    where, there = ours.place, theirs.place
    if loosely:
        where, there = _known(where, places), _known(there, places)
    return _wide(where, there, places)


def _known(place: str | None, places: Mapping[str, Place]) -> str | None:
    return place if place and place in places and places[place].precision != "unknown" else None


def _wide(ours: str | None, theirs: str | None, places: Mapping[str, Place]) -> bool:
    """Whether two places may be one toll's: the same, both regions, or one not said and the other no single town."""
    if ours == theirs:
        return True
    if ours is not None and theirs is not None:
        return _is_wide(ours, places) and _is_wide(theirs, places)
    said = ours if theirs is None else theirs
    return said is not None and _is_wide(said, places)


def _is_wide(place: str, places: Mapping[str, Place]) -> bool:
    """Whether a place is a region or a country, whose toll an event's whole may be."""
    return place in places and places[place].precision in {"region", "country"}


def _ruled_out(ours: Said, theirs: Said) -> bool:
    """Whether two figures cannot both be one claimant's growing count."""
    order = _order(ours, theirs)
    if order is None:
        return False
    early, late = (ours, theirs) if order < 0 else (theirs, ours)
    high, low = late.claim.figure.high, early.claim.figure.low
    return high is not None and low is not None and high < low and not _same(late.claim.figure, early.claim.figure)


def _order(ours: Said, theirs: Said) -> int | None:
    """-1 where ours was surely said first, 1 where theirs was, None where days do not tell."""
    (said, latest), (other, other_latest) = _days(ours), _days(theirs)
    if said and other and said != other:
        return -1 if said < other else 1
    if latest and other and latest < other:
        return -1
    if said and other_latest and other_latest < said:
        return 1
    return None


def _days(said: Said) -> tuple[dt.date | None, dt.date | None]:
    as_of = said.claim.as_of
    day = as_of.day if as_of and as_of.basis != "published" else None
    return day, day or said.report.published


def _same(one: Figure, other: Figure) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _vague(figure: Figure) -> bool:
    """Words like "dozens" or "no" are everybody's: they tie nobody to anybody."""
    return figure.modifier in {"vague", "none_reported"} or (figure.low is None and figure.high is None)


def _size(figure: Figure) -> int:
    return figure.low if figure.low is not None else figure.high or 0


def sits(id: str, bases: Sequence[str]) -> bool:
    """Whether a candidate sits where the phrase says ("UK-based"), so far as the knowledge base tells."""
    if not bases:
        return True
    known = knowledge()
    entry = known.entries.get(id)
    seats = {name_key(base) for base in seats_of(entry, known)} if entry else set()
    return any(name_key(base) in seats for base in bases)
