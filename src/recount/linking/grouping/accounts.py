"""Accounts: what grouping looks at in one report."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from recount.model import Claim, Extraction, Outcome, Place, Report

from ..packed import NOTHING
from ..rarity import background, numbered_words, rate, weigh
from ..words import Word, key, titled, words_of
from .counts import Count

NAMES_WITHIN = 20_000
"""Characters of a report that are searched for names."""
RARE_NAME = 0.01
"""A pair of capitalised words counts as a name if one of them stands in a smaller share of reports at large."""
MOST_NAMES = 12
MOST_MARKS = 12
"""Names, and single words that the background lacks, by which a report can be told again months later."""
MOST_DAYS = 50
MOST_FIGURES = 20
"""Days of harm, and figures, that are compared of one report."""


class Account(NamedTuple):
    """What grouping looks at in one report.

    `report` and `print` are its id and SHA-256, `day` when it was published (else the last day that its claims
    speak of), `days` those on which its current claims begin and end. Of its `places` (ids, the most named first)
    `towns` are those that the gazetteer knows as towns, `coasts` countries' coasts. `harm` are the single days of
    harm that its claims fix, `counts` what it counts, `figures` its exact figures by outcome, `most` the most
    people that one of its claims counts; `persons` and `ages` are its named victims' names (folded) and ages.
    `looks_back` is how much it speaks of courts and anniversaries. `words` is its number of words, title included;
    `weights` how much each of its rare words weighs; `names` what may tell it again months later.
    """

    report: str
    print: str
    day: dt.date | None = None
    days: tuple[dt.date, ...] = ()
    places: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    coasts: frozenset[str] = frozenset()
    harm: tuple[dt.date, ...] = ()
    counts: tuple[Count, ...] = ()
    figures: frozenset[tuple[Outcome, int]] = frozenset()
    most: int = 0
    persons: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    looks_back: int = 0
    words: int = 0
    weights: Mapping[str, float] = {}
    names: tuple[str, ...] = ()

    def slim(self) -> Account:
        """The same in little memory, without its words and names."""
        return self._replace(
            coasts=self.coasts or NOTHING,
            figures=self.figures or NOTHING,
            persons=self.persons or NOTHING,
            ages=self.ages or NOTHING,
            weights=_NO_WEIGHTS,
            names=(),
        )


_NO_WEIGHTS: Mapping[str, float] = {}


def account(
    report: Report,
    taken: Extraction | None,
    places: tuple[str, ...],
    known: Mapping[str, Place],
    counts: tuple[Count, ...] = (),
) -> Account:
    """What grouping looks at in a report; `known` are places by id."""
    claims = tuple(claim for claim in taken.claims if claim.scope == "current") if taken else ()
    named = [v for v in taken.victims if v.scope == "current"] if taken else []
    title, text = _words(report)
    weights = weigh((*title, *text))
    day = report.published or max((end for claim in claims if (end := last_day(claim))), default=None)
    persons = frozenset(key(v.name) for v in named if v.name)
    return Account(
        report=report.id,
        print=report.sha256,
        day=day,
        days=_days(claims, day),
        places=places,
        towns=tuple(place for place in places if place in known and known[place].precision == "exact"),
        coasts=frozenset(place for place in places if place.partition("/")[2].endswith("coast")),
        harm=_harm(claims),
        counts=counts,
        figures=frozenset(_figures(claims)[:MOST_FIGURES]),
        most=max((c.figure.low for c in claims if c.figure.low is not None), default=0),
        persons=persons,
        ages=frozenset(v.age for v in named if v.age),
        looks_back=sum(lookbacks()[word] for word in lookbacks().keys() & [word.folded for word in (*title, *text)]),
        words=len(title) + len(text),
        weights=weights,
        names=_names(report, title, text, persons, weights),
    )


def _words(report: Report) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words of a report's title and of its text, by their places in both together."""
    row = words_of(report)
    here = bisect_right(row, len(report.title), key=lambda word: word.start)
    return row[:here], row[here:]


@cache
def lookbacks() -> dict[str, int]:
    """Words of reports that look back on harm of long before, with their weights.

    Raises DataError where the packaged table breaks its format.
    """
    return numbered_words("lookbacks.txt", 2)


def last_day(claim: Claim) -> dt.date | None:
    """The last day that a claim speaks of: of its period, or as of which it was said."""
    period = claim.when.period if claim.when else None
    if claim.as_of and claim.as_of.basis != "published":
        return claim.as_of.day
    if period and period.precision in {"day", "week", "period"}:
        return period.end
    return None


def first_day(claim: Claim) -> dt.date | None:
    """The first day that a claim surely speaks of, None where its words fix no day, week or said stretch."""
    period = claim.when.period if claim.when else None
    if period and period.precision in {"day", "week", "period"}:
        return period.start
    return None


def _days(claims: Sequence[Claim], day: dt.date | None) -> tuple[dt.date, ...]:
    """The days on which some claims begin and end; one that only begins runs to the report's day."""
    found = set()
    for claim in claims:
        first, last = first_day(claim), last_day(claim)
        found |= {first, last or (day if first else None)}
    return tuple(sorted(one for one in found if one))


def _harm(claims: Sequence[Claim]) -> tuple[dt.date, ...]:
    """The single days of harm that some claims fix, sorted."""
    periods = [claim.when.period for claim in claims if claim.when and claim.when.period.precision == "day"]
    return tuple(sorted({period.start for period in periods if period.start})[:MOST_DAYS])


def _figures(claims: Sequence[Claim]) -> list[tuple[Outcome, int]]:
    found = {(c.outcome, c.figure.low) for c in claims if c.figure.low is not None and c.figure.low == c.figure.high}
    return sorted(found)


def _names(
    report: Report, title: Sequence[Word], text: Sequence[Word], persons: frozenset[str], weights: Mapping[str, float]
) -> tuple[str, ...]:
    """The names by which a report can be told again, the rarest first: victims, capitalised words side by side, and
    single words that reports at large do not have."""
    found: dict[str, float] = {name: 0.0 for name in persons if " " in name}
    of = titled(report)
    for row, last in ((title, NAMES_WITHIN), (text, len(report.title) + 1 + NAMES_WITHIN)):
        for one, other in pairwise(row):
            if other.end > last:
                break
            if one.capital and other.capital and not of[one.end : other.start].strip():
                least, most = sorted((rate(one.folded), rate(other.folded)))
                if least < RARE_NAME:
                    found.setdefault(f"{one.folded} {other.folded}", least * most)
    names = sorted(found, key=lambda name: (found[name], name))[:MOST_NAMES]
    rates = background()
    unseen = [word for word in weights if word not in rates and not word.isdigit()]
    marks = sorted(unseen, key=lambda word: (-weights[word], word))
    return (*names, *marks[:MOST_MARKS])
