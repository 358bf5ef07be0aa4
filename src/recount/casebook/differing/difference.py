"""What is other in one dossier than in another: a pure function of the two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from recount.model import Dossier, Extraction

from . import events, numbers
from .kinds import Count, Difference, ReportDifference, ThingDifference
from .pairs import Pair, paired
from .things import Thing, claims_of, compared, text_of, ties_of, victims_of


def difference(before: Dossier, after: Dossier) -> Difference:
    """What came, went and is other from `before` to `after`, two dossiers of one casebook.

    Reports are the same by what they hold, claims and persons by their report and words, events by their reports,
    tolls by what they count: what anything is called or numbered makes no difference.
    """
    reports = paired(before.reports, after.reports)
    were, are = _by_report(before), _by_report(after)
    ties = (ties_of(before.links), ties_of(after.links))
    claims = _things(reports, before, after, lambda side, one: claims_of(one, ties[side]) if one is not None else [])
    persons = _things(reports, before, after, lambda _, one: victims_of(one) if one is not None else [])
    same_events, other_events = events.compared(before.links.events, after.links.events, reports)
    twins = events.twins(before.links.events, after.links.events, reports)
    ledgers = ({one.event.id: one for one in before.ledgers}, {one.event.id: one for one in after.ledgers})
    names = {one.id: one.name for links in (before.links, after.links) for one in links.places}
    names |= {one.id: one.name for links in (before.links, after.links) for one in links.actors}
    own = numbers.compared(twins, ledgers, numbers.own_tolls_of, names)
    both = [twin for twin in twins if twin.before and twin.after]
    estimates = numbers.compared(both, ledgers, numbers.estimates_of, names)
    alone = _alone(reports, were, are)
    return Difference(
        counts={
            "reports": _count(len(reports) - len(alone), [one.way for one in alone]),
            "claims": _count(claims[0], [one.way for one in claims[1]]),
            "persons": _count(persons[0], [one.way for one in persons[1]]),
            "events": _count(same_events, [_WAYS.get(one.way, "changed") for one in other_events]),
            "own_tolls": own[0],
            "estimates": estimates[0],
        },
        reports=alone,
        claims=tuple(claims[1]),
        persons=tuple(persons[1]),
        events=tuple(other_events),
        own_tolls=tuple(own[1]),
        estimates=tuple(estimates[1]),
    )


def _alone(
    reports: Sequence[Pair], were: Mapping[str, Extraction], are: Mapping[str, Extraction]
) -> tuple[ReportDifference, ...]:
    """The reports that are there on one side alone."""

    def claims(extraction: Extraction | None) -> int:
        return len(extraction.claims) if extraction is not None else 0

    found = []
    for pair in reports:
        if pair.before is None and pair.after is not None:
            found.append(ReportDifference("came", pair.after, claims(are.get(pair.after))))
        if pair.after is None and pair.before is not None:
            found.append(ReportDifference("went", pair.before, claims(were.get(pair.before))))
    return tuple(found)


_WAYS: dict[str, Literal["came", "went"]] = {"came": "came", "went": "went"}


def _things(
    reports: Sequence[Pair],
    before: Dossier,
    after: Dossier,
    things: Callable[[int, Extraction | None], list[Thing]],
) -> tuple[int, list[ThingDifference]]:
    """Of the reports that are there on both sides: how many things are the same, and those that are not."""
    texts = (text_of(before.reports), text_of(after.reports))
    were, are = _by_report(before), _by_report(after)
    same, found = 0, []
    for pair in reports:
        if pair.before is None or pair.after is None:
            continue
        count, others = compared(
            pair.shown,
            (texts[0][pair.before], texts[1][pair.after]),
            things(0, were.get(pair.before)),
            things(1, are.get(pair.after)),
        )
        same += count
        found += others
    return same, found


def _by_report(dossier: Dossier) -> dict[str, Extraction]:
    return {one.report: one for one in dossier.extractions}


def _count(same: int, ways: Sequence[str]) -> Count:
    return Count(same, ways.count("came"), ways.count("went"), len(ways) - ways.count("came") - ways.count("went"))
