"""Outlets' reports that relay the claimants' figures, as rows of a world's table (see `..worlds`).

Each row's key `says` names the figure that it relays (`Figure.id`, or a made-up one for what has no account), `denies`
the figure that it denies: what the ledger must find is worked out from these.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from .accounts import Account, Bulletin, Figure, Words, account, deny
from .claimants import six
from .truth import COUNTRY, GROUPS, HOLDERS, Person, What, date, happened

Row = dict[str, Any]
OUTLETS = tuple(f"{first} {second}" for first in ("Morning", "Evening", "Daily", "Sunday", "Border")
                for second in ("Post", "Courier", "Ledger", "Herald", "Wire"))  # fmt: skip
SYNONYMS = {"more than ": "over ", "about ": "around "}


@dataclass
class Week:
    """A made-up event: what happened, who made what of it, and what the outlets made of that.

    `figures` are all figures by id, `rows` the claims, `published` each report's day (None not known), `outlets` its
    publisher, `copies` pairs of reports of which the second repeats the first.
    """

    days: int
    people: tuple[Person, ...]
    accounts: dict[str, Account]
    figures: dict[str, Figure] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    published: dict[str, int | None] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    copies: list[tuple[str, str]] = field(default_factory=list)

    @property
    def table(self) -> dict[str, Any]:
        """The world's table."""
        return {
            "claims": self.rows,
            "reports": {id: "" if day is None else date(day).isoformat() for id, day in self.published.items()},
            "publishers": self.outlets,
            "places": {place: list(within) for place, within in HOLDERS.items() if place in self._places},
            "countries": [COUNTRY],
            "event_places": [COUNTRY],
            "event": [date(1).isoformat(), date(self.days).isoformat()],
            "copies": [[first, second, first] for first, second in self.copies],
            "parties": {name: a.profile.party for name, a in self.accounts.items() if a.profile.party},
        }

    @property
    def _places(self) -> set[str]:
        """The places named, and what holds them."""
        named = {row["at"] for row in self.rows if "at" in row} | {COUNTRY}
        return named | {holder for place in named for holder in HOLDERS[place]}

    def open(self, outlet: str, day: int | None) -> str:
        """A new report's id."""
        id = f"r{len(self.published) + 1:04}"
        self.published[id], self.outlets[id] = day, outlet
        return id

    def add(self, report: str, figure: Figure, **more: Any) -> Row:
        """A claim of a report that relays a figure."""
        self.figures.setdefault(figure.id, figure)
        row: Row = {"in": report, "id": f"c{len(self.rows) + 1:05}", "figure": figure.said.words, "says": figure.id}
        row |= {"of": figure.what.of, "outcome": figure.what.outcome, "status": GROUPS[figure.what.of][0]}
        row |= {key: value for key, value in (("at", figure.what.place), ("from", figure.what.by)) if value}
        row |= {key: value for key, value in more.items() if value is not None}
        self.rows.append(row)
        return row


class Desk:
    """One outlet's hand: how it writes a bulletin down. All its choices come from `dice`."""

    def __init__(self, week: Week, dice: random.Random) -> None:
        self.week, self.dice = week, dice
        self.last: dict[tuple[str, int], list[Bulletin]] = {}
        for made in week.accounts.values():
            for bulletin in made.bulletins:
                self.last.setdefault((bulletin.claimant, bulletin.plan), []).append(bulletin)

    def relay(
        self,
        report: str,
        bulletin: Bulletin,
        *,
        dated: bool | None = None,
        parts: str | None = None,
        whole: bool = True,
    ) -> list[Row]:
        """Write a bulletin's figures, or some of them, into a report.

        `parts` says how: "text" (called parts), "beside" (just listed), "none" or "one" (a part without its total).
        A day is left out only where no later bulletin of the same kind could be meant.
        """
        published = self.week.published[report]
        later = [b for b in self.last[(bulletin.claimant, bulletin.plan)] if b.day > bulletin.day]
        newest = published is not None and not any(b.day <= published for b in later)
        if dated is None:
            dated = self.dice.random() < 0.85
        dated = dated or not newest
        if parts is None:
            parts = self.dice.choice(("text", "text", "beside", "none", "one"))
        if len(bulletin.figures) == 1 or not (whole or parts == "one"):
            parts = "none"
        chosen = self._chosen(bulletin, parts)
        ids: dict[str, str] = {}
        rows = []
        for figure in chosen:
            held = self._holder(figure, bulletin, ids) if parts == "text" else None
            told = dated if held is None else dated and self.dice.random() < 0.4
            row = self.write(report, figure, bulletin, told, part_of=held)
            ids[figure.id] = row["id"]
            rows.append(row)
        return rows

    def _chosen(self, bulletin: Bulletin, parts: str) -> list[Figure]:
        total, *others = bulletin.figures
        if parts == "none":
            return [total]
        direct = [figure for figure in others if figure.whole == total.id]
        if parts == "one":
            return [self.dice.choice(direct)]
        if self.dice.random() < 0.3:
            direct = self.dice.sample(direct, max(1, len(direct) - 1))
        kept = {figure.id for figure in direct}
        nested = [figure for figure in others if figure.whole in kept and self.dice.random() < 0.6]
        return [total, *(figure for figure in others if figure in direct or figure in nested)]

    @staticmethod
    def _holder(figure: Figure, bulletin: Bulletin, ids: dict[str, str]) -> str | None:
        wholes = {f.id: f.whole for f in bulletin.figures}
        at = figure.whole
        while at is not None and at not in ids:
            at = wholes[at]
        return None if at is None else ids[at]

    def write(self, report: str, figure: Figure, bulletin: Bulletin, dated: bool, **more: Any) -> Row:
        """One figure of a bulletin as a claim, in the outlet's own spelling."""
        profile, dice = self.week.accounts[bulletin.claimant].profile, self.dice
        more |= {"by": profile.name, "maybe": True if profile.probable else None}
        if not profile.probable and profile.name == "Observatory" and dice.random() < 0.1:
            more["maybe"] = True
        if dated:
            today = self.week.published[report] == bulletin.day
            more |= {
                "as_of": date(bulletin.day).isoformat(),
                "basis": "dateline" if today and dice.random() < 0.2 else "said",
            }
        elif dice.random() < 0.3 and (published := self.week.published[report]) is not None:
            more |= {"as_of": date(published).isoformat(), "basis": "published"}
        if profile.through is not None and dice.random() < 0.7:
            more["through"] = [profile.through]
        more.setdefault("when", self.when(figure.what, bulletin.day) if more.get("part_of") is None else None)
        row = self.week.add(report, figure, **more)
        if figure.what.place is None and not figure.what.by and dice.random() < 0.08:
            row["at"] = COUNTRY
        for word, other in SYNONYMS.items():
            if row["figure"].startswith(word) and dice.random() < 0.4:
                row["figure"] = other + row["figure"].removeprefix(word)
        return row

    def when(self, what: What, day: int) -> str | None:
        """The days counted, as a claim says them; a running total mostly says none."""
        if what.since is not None and what.since == what.until:
            return date(what.since).isoformat()
        if what.since is not None:
            return f"{date(what.since).isoformat()}/{self.dice.choice(('..', date(day).isoformat()))}"
        return f"{date(1).isoformat()}/{date(day).isoformat()}" if self.dice.random() < 0.1 else None


def week(seed: int, reports: int = 60) -> Week:
    """The week of a seed, with about `reports` reports: six claimants, every relation, seven days."""
    dice = random.Random(seed)  # noqa: S311  # nothing secret
    size = dice.choice((250, 400, 700))
    people = happened(dice, size)
    accounts = {profile.name: account(profile, people, dice) for profile in six(dice, size)}
    deny(accounts)
    made = Week(7, people, accounts)
    desk = Desk(made, dice)
    _stale(made, desk, dice)
    _special(made, desk, dice)
    bulletins = [b for a in accounts.values() for b in a.bulletins]
    while len(made.published) < reports - 4:
        _ordinary(made, desk, bulletins, dice)
    _bare(made, dice)
    for original in sorted(dice.sample(list(made.published), 3)):
        copy(made, dice, original)
    _undated(made, desk, bulletins, dice)
    return made


def _outlet(dice: random.Random) -> str:
    return dice.choice(OUTLETS)


def _stale(made: Week, desk: Desk, dice: random.Random) -> None:
    """The whole breakdown of one day, and another day's total under which an outlet puts those old parts."""
    running = [b for b in made.accounts["Observatory"].bulletins if b.plan == 0 and b.day <= 6]
    pairs = [
        (old, new)
        for old in running
        for new in running
        if new.day >= old.day + 2
        and all(a.said.words != b.said.words for a, b in zip(old.figures, new.figures, strict=True))
        and (old.figures[0].said.number or 0) < (new.figures[0].said.number or 0) - 5
    ]
    old, new = dice.choice(pairs)
    for bulletin in (old, new):
        desk.relay(made.open(_outlet(dice), bulletin.day), bulletin, dated=True, parts="text")
    whole = made.open(_outlet(dice), old.day)
    total = desk.write(whole, old.figures[0], old, True)
    for figure in old.figures[1:4]:
        desk.write(whole, figure, old, True, part_of=total["id"])
    late = made.open(_outlet(dice), new.day)
    total = desk.write(late, new.figures[0], new, True)
    for figure in old.figures[1:4]:
        desk.write(late, figure, old, False, part_of=total["id"])


def _special(made: Week, desk: Desk, dice: random.Random) -> None:
    """What every week must have once: the misadded bulletin, what is taken back and denied, figures of nobody."""
    for name, teller in made.accounts.items():
        for day in (teller.profile.misadds, teller.profile.takes_back):
            for bulletin in (b for b in teller.bulletins if b.plan == 0 and b.day == day):
                report = made.open(_outlet(dice), bulletin.day)
                rows = [desk.write(report, bulletin.figures[0], bulletin, True)]
                rows += [
                    desk.write(report, figure, bulletin, True, part_of=rows[0]["id"])
                    for figure in bulletin.figures[1:]
                    if figure.whole == bulletin.figures[0].id
                ]
        last = max((b for b in teller.bulletins if b.plan == 0), key=lambda b: b.day)
        desk.relay(made.open(_outlet(dice), last.day), last, dated=True, whole=True, parts="text")
        for denial in teller.denials:
            source = next(b for a in made.accounts.values() for b in a.bulletins if denial.figure in b.figures)
            desk.relay(made.open(_outlet(dice), source.day), source, dated=True, parts="none")
            report = made.open(_outlet(dice), denial.day)
            desk.relay(report, dice.choice([b for b in teller.bulletins if b.day <= denial.day]), dated=True)
            made.add(
                report, denial.figure, by=name, denied=True, denies=denial.figure.id, as_of=date(denial.day).isoformat()
            )
    corrected = [b for b in made.accounts["Observatory"].bulletins if b.plan == 0 and b.day in (5, 6, made.days)]
    for bulletin in corrected:
        desk.relay(made.open(_outlet(dice), bulletin.day), bulletin, dated=True, parts="none")
    nobody(made, desk, made.open(_outlet(dice), made.days), corrected[-1:], dice, by="local sources")
    for number, (day, missing) in enumerate(((3, 12), (3, 20), (4, 12))):
        figure = Figure(f"missing-{number}", What("missing"), missing, Words(str(missing), missing, missing), None)
        made.add(made.open(OUTLETS[number], day), figure)


def _ordinary(made: Week, desk: Desk, bulletins: list[Bulletin], dice: random.Random) -> None:
    """A report of one day: one to three claimants' bulletins, now and then a figure of nobody, of years ago."""
    day = dice.choices(range(1, made.days + 1), (2, 4, 5, 5, 4, 4, 4))[0]
    report = made.open(_outlet(dice), day)
    at_hand = [b for b in bulletins if b.day <= day]
    weights = [0.5 ** (day - b.day) for b in at_hand]
    told: set[str] = set()
    for bulletin in dice.choices(at_hand, weights, k=dice.choice((1, 1, 2, 2, 3))):
        if bulletin.claimant not in told:
            told.add(bulletin.claimant)
            desk.relay(report, bulletin)
    if dice.random() < 0.2:
        nobody(made, desk, report, [b for b in at_hand if b.claimant not in told and b.day >= day - 1], dice)
    if dice.random() < 0.15:
        past(made, report, dice)


def past(made: Week, report: str, dice: random.Random) -> None:
    """A figure of the years before."""
    figure = Figure("past", What(), 60000, Words("over 60,000", 60001, None), None)
    made.add(
        report, figure, background=True, by=dice.choice((None, next(iter(made.accounts)))), when="2024-01-01/2030-12-31"
    )


def nobody(
    made: Week, desk: Desk, report: str, bulletins: list[Bulletin], dice: random.Random, by: str | None = ""
) -> None:
    """A claimant's figure under no name, or under that of "local sources"; `by` says which, empty for either."""
    if not bulletins:
        return
    bulletin = dice.choice(bulletins)
    figure = bulletin.figures[0]
    by = dice.choice((None, "local sources")) if by == "" else by
    named = figure._replace(id=f"{figure.id}@{by or 'nobody'} of {report}")
    made.add(report, named, by=by, when=desk.when(figure.what, bulletin.day))


def _bare(made: Week, dice: random.Random) -> None:
    """Relays that leave out who did it, of figures that other reports tell in full."""
    told: dict[str, list[Row]] = {}
    for row in made.rows:
        if "from" in row and "part_of" not in row and (made.figures[row["says"]].said.number or 0) >= 20:
            told.setdefault(row["says"], []).append(row)
    several = [rows for rows in told.values() if len({row["in"] for row in rows}) > 1]
    for rows in dice.sample(several, min(2, len(several))):
        del dice.choice(rows)["from"]


def copy(made: Week, dice: random.Random, original: str) -> None:
    """Another outlet repeats a whole report the same day or the next."""
    day = made.published[original]
    if day is None:
        raise ValueError(f"{original} has no day on which it was published: nobody can repeat it the next")
    report = made.open(f"{made.outlets[original]} Online", min(made.days, day + dice.choice((0, 1))))
    made.copies.append((original, report))
    ids: dict[str, str] = {}
    for row in [row for row in made.rows if row["in"] == original]:
        ids[row["id"]] = f"c{len(made.rows) + 1:05}"
        repeated = {**row, "in": report, "id": ids[row["id"]]}
        if "part_of" in row:
            repeated["part_of"] = ids[row["part_of"]]
        made.rows.append(repeated)


def _undated(made: Week, desk: Desk, bulletins: list[Bulletin], dice: random.Random) -> None:
    """One report of which nobody knows when it was published; its figures are dated by their own words."""
    report = made.open(_outlet(dice), None)
    desk.relay(report, dice.choice(bulletins), dated=True)
