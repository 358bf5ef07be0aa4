"""Much said of one event: 100 to 10,000 claims over two weeks, most of them relays of few figures, as in real archives.

The figures are true to accounts as the week's are; there are only many more claimants, tolls, outlets and relays.
"""

from __future__ import annotations

import random
from collections import Counter

from .accounts import Plan, Profile, account
from .reports import OUTLETS, Desk, Week, copy, nobody, past
from .truth import FORCES, HOLDERS, LOYALISTS, Person, What, happened

DAYS = 14
COURSE = tuple(weight / 100 for weight in (16, 20, 14, 10, 8, 6, 5, 5, 4, 3, 3, 2, 2, 2))
DISTINCT = 0.115
"""Of all claims so many are the first to tell their figure."""
MOST_TOLLS = 150
TOWNS = tuple(place for place in HOLDERS if place.startswith("Hamlet"))


def crowd(seed: int, claims: int) -> Week:
    """An event of just so many claims: 100 take some 7 claimants and a dozen figures, 10,000 some 40 and 1,100."""
    dice = random.Random(seed)  # noqa: S311  # nothing secret
    towns = TOWNS[: max(3, min(len(TOWNS), claims // 300))]
    people = happened(dice, 900, towns, COURSE)
    number = min(40, round(3 + claims**0.5 / 2.7))
    tolls = _tolls(dice, towns, min(MOST_TOLLS, 8 + claims // 40))
    budget = claims * DISTINCT / number
    accounts = {}
    for n in range(1, number + 1):
        profile = _claimant(dice, n, tolls, budget)
        accounts[profile.name] = account(profile, people, dice)
    made = Week(DAYS, people, accounts)
    _told(made, dice, claims)
    del made.rows[claims:]
    _without_the_empty(made)
    return made


def _tolls(dice: random.Random, towns: tuple[str, ...], number: int) -> list[What]:
    """Tolls that are counted, the event's whole first."""
    first = [What(), What(of="civilians"), What("injured"), What(of="security forces"), What(of="children")]
    rest = [
        What(outcome, of, place, by)
        for outcome in ("killed", "injured", "killed_or_injured")
        for of in ("people", "civilians", "security forces", "fighters", "children", "women")
        for place in (None, "Eastmark", "Westmark", *towns)
        for by in (None, FORCES, LOYALISTS)
        if by is None or outcome == "killed"
    ]
    dice.shuffle(rest)
    return list(dict.fromkeys((*first, *rest)))[:number]


def _claimant(dice: random.Random, number: int, tolls: list[What], budget: float) -> Profile:
    share = dice.uniform(0.4, 0.95)

    def knows(person: Person) -> float:
        return share

    ranks = [1 / (at + 1) ** 0.3 for at in range(len(tolls))]
    plans: list[Plan] = []
    left = budget * dice.uniform(0.5, 1.5)
    while left >= 1 or not plans:
        total = dice.choices(tolls, ranks)[0]
        parts = tuple((0, part) for part in tolls if _is_part(part, total))
        parts = tuple(dice.sample(parts, min(len(parts), dice.choice((0, 0, 1, 2, 3)))))
        times = max(1, min(DAYS, round(left / (1 + len(parts))), dice.randint(1, 9)))
        days = tuple(sorted(dice.sample(range(1, DAYS + 1), times)))
        forms = tuple(dice.choices(("exact", "at least", "more than", "about", "range"), (6, 2, 1, 1, 0.5), k=3))
        plans.append(Plan(total, days, parts, forms=forms))
        left -= times * (1 + len(parts))
    kind = dice.choice(("Monitor", "Ministry", "Clinic", "Office", "Network"))
    return Profile(f"{kind} {number}", knows, tuple(plans), late=dice.uniform(0.1, 0.5), probable=dice.random() < 0.1,
                   party="state" if kind == "Ministry" else None)  # fmt: skip


def _is_part(part: What, total: What) -> bool:
    """Whether a toll is one of those that are listed under another: a group of all people, or a place of all places."""
    if part.outcome != total.outcome or part.by != total.by or part == total:
        return False
    if part.place == total.place:
        return total.of == "people" or (total.of == "civilians" and part.of in ("children", "women"))
    return part.of == total.of and total.place is None


def _told(made: Week, dice: random.Random, claims: int) -> None:
    """Every bulletin once in full, then whatever outlets take up, the loudest claimants and the newest first."""
    desk = Desk(made, dice)
    bulletins = [b for a in made.accounts.values() for b in a.bulletins]
    loud = {name: 1 / (at + 1) for at, name in enumerate(made.accounts)}
    for bulletin in bulletins:
        desk.relay(made.open(dice.choice(OUTLETS), bulletin.day), bulletin, dated=True, parts="text")
    while len(made.rows) < claims:
        day = dice.randint(1, DAYS)
        at_hand = [b for b in bulletins if day - 4 <= b.day <= day]
        if not at_hand:
            continue
        report = made.open(dice.choice(OUTLETS), day)
        chosen = dice.choices(at_hand, [loud[b.claimant] * 0.6 ** (day - b.day) for b in at_hand], k=dice.randint(1, 4))
        for bulletin in {b.claimant: b for b in chosen}.values():
            desk.relay(report, bulletin)
        if dice.random() < 0.01:
            nobody(made, desk, report, at_hand, dice)
        if dice.random() < 0.02:
            past(made, report, dice)
        if dice.random() < 0.03:
            copy(made, dice, report)


def _without_the_empty(made: Week) -> None:
    """Drop reports that lost all their claims."""
    kept = {row["in"] for row in made.rows}
    for report in [report for report in made.published if report not in kept]:
        del made.published[report], made.outlets[report]
    made.copies[:] = [pair for pair in made.copies if kept.issuperset(pair)]


def proportions(made: Week) -> dict[str, int]:
    """How many claims, reports, claimants, figures and tolls an event has; how often the commonest figure is told."""
    figures = Counter(row["says"] for row in made.rows)
    return {
        "claims": len(made.rows),
        "reports": len(made.published),
        "claimants": len({row["by"] for row in made.rows if row.get("by", "local")[0].isupper()}),
        "figures": len(figures),
        "tolls": len({made.figures[id].what.toll for id in figures}),
        "commonest": max(figures.values()),
    }
