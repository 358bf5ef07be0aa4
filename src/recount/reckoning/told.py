"""What each report tells first of an outcome, and the persons whom reports identify: evidence of the event's own toll.

News gives its toll first. So a report speaks for the first number that it gives of the outcome, parts left out, with
what stands right beside it of other people: "a man and two women", "four people … and a fifth person". Three things
are seen to before a number of injured is taken:

- *the wounded who died move over*: one told of as hurt whom any report tells of as dead, by the same words or by age
  and sex, is no longer counted among the injured;
- *shot is not yet wounded*: a count of all who were shot ("five people were shot, one fatally") holds the dead of its
  report, and they are taken off;
- *several events*: a report whose own words say that its figures count several events ("in separate shootings") speaks
  for none of them. What it tells is handed on, marked so;
- *one nameless dead after many wounded*: news tells of its dead first. Where a report first counts three or more
  wounded and only later tells of one killed, by an article and no name ("nearby a man was killed"), that one is mostly
  another event's. It is handed on, marked `late`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from recount.model import Claim, Modifier, Outcome, Person, Term, Victim

from .book import Book
from .data import words
from .entries import Entry, stood_before
from .people import People, may_be
from .policies.evidence import Identified, Told
from .say import Teller, listed
from .tolls import disjoint
from .wording import (
    are_other,
    counts_several,
    is_another,
    is_everybody,
    is_kin,
    is_one,
    may_tell_of,
    only_shot,
    ordinal,
    own_hand,
    says_died,
    whole_words,
)

TOLD: tuple[Outcome, ...] = ("killed", "injured")
"""The outcomes of which it is known what reports tell first."""
_COUNTED: tuple[Outcome, ...] = ("killed", "injured", "killed_or_injured")
_ROUNDED: tuple[Modifier, ...] = ("more_than", "nearly", "about")
"""Figures that give way to an exact one of the same toll that bears them out."""
BESIDE = 120
"""Characters around a report's first number within which other people's numbers are added to it."""
MANY = 3
"""From so many wounded on, one nameless dead told of only later is mostly another event's."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """What one report speaks for: the claims that make its number, with persons beside them, and the dead taken off."""

    report: str
    entries: tuple[Entry, ...]
    more: tuple[Person, ...] = ()
    less: tuple[Entry, ...] = ()
    dead: tuple[Person, ...] = ()
    several: bool = False

    @property
    def number(self) -> int:
        """The number that the report gives."""
        return max(0, _sum(self.entries) + len(self.more) - _sum(self.less) - len(self.dead))


def told(outcome: Outcome, accounts: Accounts, tell: Teller) -> tuple[Told, ...]:
    """What each report tells of `outcome` (one of TOLD), in the order of reports; copies are left out."""
    return accounts.book.memo.piece("told", outcome, (accounts.book,), accounts.all_told, outcome, tell)


def identified(outcome: Outcome, accounts: Accounts) -> tuple[Identified, ...]:
    """The persons to whom reports say that the outcome was done in the end, named ones first.

    Those of whom only reports of several events tell are left out. So are those only described who may be somebody of
    another report, by age and sex, and whom the reports make doubtful: injured who may be one of the dead, and dead of
    whom reports tell that count only wounded.
    """
    people = accounts.people
    silent = {lead.report for lead in accounts.leads(outcome) if lead.several}
    kept: list[Person] = []
    for person in people.with_outcome(outcome):
        reports = people.reports(person)
        if reports <= silent or (person.name is None and accounts.doubts(person)):
            continue
        if person.name is not None or not any(
            may_be(person, one) and reports.isdisjoint(people.reports(one)) for one in kept
        ):
            kept.append(person)
    return tuple(_identified(one, people) for one in kept)


def _identified(person: Person, people: People) -> Identified:
    did_it = any(victim.role in words("told.toml", "doers") for victim in people.told_of(person))
    return Identified(person.id, person.name, person.age, person.sex, len(people.reports(person)), did_it)


class Accounts:
    """The event's reports, each for what it tells of the killed and the injured.

    It is kept from one time to the next: only reports in which a figure has changed are looked at again.
    """

    book: Book

    def __init__(self, people: People) -> None:
        self.people = people
        self.rows_of = people.rows
        self.dead = people.with_outcome("killed")
        self.rows: dict[Outcome, dict[str, list[Entry]]] = {outcome: {} for outcome in _COUNTED}
        self.killed: dict[str, _Lead] = {}
        self.injured: dict[str, _Lead] = {}
        self._told: dict[Outcome, dict[str, Told]] = {outcome: {} for outcome in TOLD}
        self._any_killed: bool | None = None
        self._leads: dict[Outcome, list[_Lead]] = {}

    @classmethod
    def of(cls, book: Book, people: People) -> Accounts:
        """The accounts of a book."""
        kept = book.memo.piece("accounts", "", (people,), cls, people)
        if getattr(kept, "book", None) is not book:
            kept.take(book)
        return kept

    def take(self, book: Book) -> None:
        """Look at the reports in which a figure has changed, or at all where it is the first time."""
        self.book = book
        first, changed = self._any_killed is None, book.changed
        held: tuple[dict[str, Any], ...] = (*self.rows.values(), *self._told.values(), self.killed, self.injured)
        for report in changed:
            for known in held:
                known.pop(report, None)
        for report in book.entries.by_report if first else changed:
            for entry in book.entries.by_report.get(report, ()):
                rows = self.rows.get(entry.key.outcome)
                if rows is not None and entry.source == report and _states(entry):
                    rows.setdefault(report, []).append(entry)
        any_killed = bool(self.rows["killed"])
        reports = None if first or any_killed != self._any_killed else changed
        self._any_killed = any_killed
        for report, row in self._looked_at("killed", reports):
            self.killed[report] = self._killed(report, row)
        injured, either = self.rows["injured"], self.rows["killed_or_injured"]
        for report in sorted({*injured, *either} if reports is None else changed & {*injured, *either}):
            lead = self._injured(report, injured.get(report, ()), either.get(report, ()))
            if lead is not None:
                self.injured[report] = lead
            elif reports is None:
                self.injured.pop(report, None)
        if reports is None:
            self._told = {outcome: {} for outcome in TOLD}
        self._leads = {"killed": _sorted(self.killed), "injured": _sorted(self.injured)}

    def _looked_at(self, outcome: Outcome, reports: Set[str] | None) -> list[tuple[str, list[Entry]]]:
        rows = self.rows[outcome]
        return [(report, rows[report]) for report in sorted(rows if reports is None else reports & rows.keys())]

    def all_told(self, outcome: Outcome, tell: Teller) -> tuple[Told, ...]:
        """What each report tells first, in the order of reports."""
        told, made = self._told[outcome], []
        for lead in self.leads(outcome):
            found = told.get(lead.report)
            if found is None:
                late = outcome == "killed" and self.is_late(lead)
                found = told[lead.report] = _told(lead, self.book, tell, late)
            made.append(found)
        return tuple(made)

    def leads(self, outcome: Outcome) -> Sequence[_Lead]:
        """The reports that give a number of an outcome, in order."""
        return self._leads.get(outcome, ())

    def deaths(self, report: str) -> list[Claim]:
        """The claims by which a report counts its dead."""
        return [entry.claim for entry in self.rows["killed"].get(report, ())]

    def doubts(self, person: Person) -> bool:
        """Whether one only described may be no more of them: a dead one where reports count wounded and no dead, or an
        injured one who may be one of the dead.
        """
        if person.outcome == "killed":
            return bool(self.injured) and all(self.is_late(lead) for lead in self.killed.values())
        return any(may_be(person, other) for other in self.dead)

    def is_late(self, killed: _Lead) -> bool:
        """Whether a report counts several wounded first, and only later tells of one killed, by an article and no name.

        Not where people were only said to be shot, or where the one died: that may be one of them.
        """
        injured = self.injured.get(killed.report)
        if injured is None or injured.number < MANY or killed.more:
            return False
        counts, deaths = [[entry.claim for entry in lead.entries] for lead in (injured, killed)]
        if deaths[0].span.start - counts[0].span.start <= BESIDE or any(only_shot(claim) for claim in counts):
            return False
        people = [self.people.of(claim) for claim in deaths]
        return all(is_one(claim) and not says_died(claim) for claim in deaths) and not any(p and p.name for p in people)

    def _killed(self, report: str, row: Sequence[Entry]) -> _Lead:
        lead = self._first(report, row)
        return replace(lead, more=self._beside(lead))

    def _injured(self, report: str, injured: Sequence[Entry], either: Sequence[Entry]) -> _Lead | None:
        row = [entry for entry in injured if not self._died(entry.claim)]
        lead = self._first(report, row) if row else None
        if lead is not None and self._holds_dead(lead):
            lead = self._without_dead(lead)
        if either and (lead is None or all(is_one(entry.claim) for entry in lead.entries)):
            whole = self._first(report, either)
            if whole.number > self._dead_of(report) > 0:
                lead = self._without_dead(whole)
            elif lead is None and not self.dead and not self.killed and not injured:
                lead = whole  # nobody is said to have died: the victims live
        return lead

    def _first(self, report: str, row: Sequence[Entry]) -> _Lead:
        """The first number of a report, with what stands right beside it of other people."""
        whole = [entry for entry in row if entry.claim.part_of is None] or list(row)
        whole = [entry for entry in whole if not stood_before(entry.claim)] or whole
        whole = [entry for entry in whole if entry.figure.number] or whole  # "no officers were hurt" is said of some
        first = next((entry for entry in whole if not entry.key.is_rest), whole[0])
        if is_kin(first):  # "her two sons were dead", and later "four people died"
            first = next((e for e in whole if is_everybody(e) and _sum([e]) > _sum([first])), first)
        if first.claim.figure.modifier in _ROUNDED:  # "more than 2,900 people", and later "the number of dead at 2,946"
            same = (e for e in whole if e.key == first.key and e.claim.figure.modifier == "exact")
            first = next((e for e in same if e.figure.meets(first.figure)), first)
        chosen = [first]
        for entry in whole:
            if entry is first or abs(entry.claim.span.start - first.claim.span.start) > BESIDE:
                continue
            joined = any(self._joined(entry.claim, other.claim) for other in chosen)
            if joined or ordinal(entry.claim) == _sum(chosen) + 1 or self._are_others(entry, chosen):
                chosen.append(entry)
        return _Lead(report, tuple(chosen), several=counts_several(first.claim))

    def _joined(self, a: Claim, b: Claim) -> bool:
        """Whether two counts stand in one row of nouns: "six children and two adults"."""
        first, second = (a, b) if a.span.start < b.span.start else (b, a)
        if first.victims is None:
            return False
        between = self.rows_of.joined if is_one(a) and is_one(b) else self.rows_of.listed
        return between(a.report, whole_words(first), second.span)

    def _beside(self, lead: _Lead) -> tuple[Person, ...]:
        """The dead whom no number counts and who stand right beside it.

        One in its row of nouns ("a man and his daughter"), or one who died by the own hand ("killed three people and
        then himself"): nobody is among the victims whom he counts.
        """
        found: list[Person] = []
        row = [whole_words(entry.claim) for entry in lead.entries]
        several = _sum(lead.entries) > 1
        for person in self._persons_dead(lead.report):
            told = self.people.told_in(lead.report, person)
            mentions = [mention for victim in told for mention in victim.mentions]
            if any(mention.overlaps(words) for mention in mentions for words in row):
                continue
            between = self.rows_of.listed if several and person.name is None else self.rows_of.joined
            in_row = any(between(lead.report, mention, words) for mention in mentions for words in row)
            if in_row or self._did_it(lead, person, told):
                found.append(person)
                row.extend(mentions)
        return tuple(found)

    def _did_it(self, lead: _Lead, person: Person, told: Sequence[Victim]) -> bool:
        """Whether one did the harm: he is called so, or turned on himself right beside the number, or anywhere if the
        number is one person who cannot be him.
        """
        only_one = all(is_one(entry.claim) for entry in lead.entries)
        if any(victim.role in words("told.toml", "doers") for victim in told):
            return not only_one
        fates = [fate.span for victim in told for fate in victim.fates if fate.outcome == "killed"]
        by_own_hand = [span for span in fates if own_hand(span)]
        start = lead.entries[0].claim.span.start
        if any(abs(span.start - start) <= BESIDE for span in by_own_hand):
            return True
        counted = [(entry.claim, self.people.of(entry.claim)) for entry in lead.entries]
        return bool(by_own_hand) and only_one and not any(may_tell_of(claim, one, person) for claim, one in counted)

    def _are_others(self, entry: Entry, chosen: Iterable[Entry]) -> bool:
        """Whether a figure counts nobody whom the chosen count; the same number once more is mostly the same people."""
        if any(1 < (entry.figure.number or 0) == other.figure.number for other in chosen):
            return False
        return all(disjoint(entry.key, other.key, self.book.places, told_together=True) for other in chosen)

    def _died(self, claim: Claim) -> bool:
        """Whether a claim tells of one as hurt whom the reports tell of as dead.

        By the words themselves; or one told of with an article who by age and sex may be one of the dead, unless a
        death is told right beside it or words set the one apart ("another man").
        """
        if claim.figure.stated != (1, 1):
            return False
        person = self.people.of(claim)
        if person is not None and person.outcome == "killed":
            return True
        if not is_one(claim) or is_another(claim):
            return False
        if any(abs(death.span.start - claim.span.start) <= BESIDE for death in self.deaths(claim.report)):
            return False
        return any(may_tell_of(claim, person, dead) for dead in self.dead)

    def _dead_of(self, report: str) -> int:
        lead = self.killed.get(report)
        return lead.number if lead is not None else len(self._persons_dead(report))

    def _persons_dead(self, report: str) -> tuple[Person, ...]:
        return tuple(person for person in self.dead if report in self.people.reports(person))

    def _holds_dead(self, lead: _Lead) -> bool:
        """Whether a number of people who were shot holds the dead of its report.

        Not where it is told of others, or right after the dead ("one person died and three were shot").
        """
        claim = lead.entries[0].claim
        if len(lead.entries) > 1 or not lead.number > self._dead_of(lead.report) > 0:
            return False
        if not only_shot(claim) or are_other(lead.entries[0]):
            return False
        killed = self.killed.get(lead.report)
        before = killed.entries[0].claim.span.start if killed is not None else claim.span.start
        return not claim.span.start - BESIDE // 2 < before < claim.span.start

    def _without_dead(self, lead: _Lead) -> _Lead:
        killed = self.killed.get(lead.report)
        if killed is not None:
            return replace(lead, less=killed.entries)
        return replace(lead, dead=self._persons_dead(lead.report))


def _told(lead: _Lead, book: Book, tell: Teller, late: bool) -> Told:
    snaps = [book.snap_of_claim[entry.claim.id] for entry in lead.entries]  # one may stand for two: "a man and a man"
    less = [book.snap_of_claim[entry.claim.id] for entry in lead.less]
    terms = [Term(snap.id, "number", snap.figure.number or 0) for snap in snaps]
    terms += [Term(person.id, "number", 1) for person in lead.more]
    terms += [Term(snap.id, "number", snap.figure.number or 0, minus=True) for snap in less]
    terms += [Term(person.id, "number", 1, minus=True) for person in lead.dead]
    days = [day for snap in snaps if (day := snap.day or snap.latest) is not None]
    off = _sum(lead.less) + len(lead.dead)
    lows, highs = [snap.figure.low for snap in snaps], [snap.figure.high for snap in snaps]
    said = listed([tell.full(snap) for snap in dict.fromkeys(snaps)])
    if lead.more:
        said += f", with {len(lead.more):,} more told of beside {'them' if lead.number > 2 else 'that one'}"
    return Told(
        report=lead.report,
        number=lead.number,
        low=None if None in lows else max(0, sum(low or 0 for low in lows) + len(lead.more) - off),
        high=None if None in highs else max(0, sum(high or 0 for high in highs) + len(lead.more) - off),
        snapshots=tuple(dict.fromkeys(snap.id for snap in snaps)),
        said=f"{said}, {off:,} of whom died" if off else said,
        who=tuple(dict.fromkeys(tell.who(snap.voice) for snap in snaps)),
        named=tuple(dict.fromkeys((s.voice.claimant or "", "") for s in snaps if book.is_named(s.voice))),
        day=max(days, default=None),
        replaced=any(snap.replaced for snap in snaps),
        withdrawn=any(snap.withdrawn for snap in snaps),
        several=lead.several,
        late=late,
        terms=tuple(terms),
    )


def _sorted(leads: dict[str, _Lead]) -> list[_Lead]:
    return [leads[report] for report in sorted(leads)]


def _states(entry: Entry) -> bool:
    """Whether a figure states a number; a vague word states none."""
    return entry.claim.figure.modifier != "vague" and entry.figure.number is not None


def _sum(entries: Iterable[Entry]) -> int:
    return sum(entry.figure.number or 0 for entry in entries)
