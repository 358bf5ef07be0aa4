"""Many made-up incidents, reports and extractions alike, out of the tuned ones: for grouping in a crowd and at scale.

The recipe, all by a seeded generator. An incident is made from one of the tuned incidents, with all of its reports. In
all of them alike, (1) its city and state become those of another incident; (2) every word with a capital that fewer
than one in a hundred reports have becomes another such word (persons, streets, schools); (3) of the other words that
fewer than one in twenty reports have, each becomes another such word with a chance of 0.35; (4) numbers of two to five
digits outside of claims become others of as many digits (ages, addresses, telephones; no years); (5) all days are moved
by the same number of weeks, those published, those of the claims, and those named in the text. Tolls stay. Spans of
claims move with their words, so nothing needs to be extracted again.

Incidents made so from one source are near copies of each other, as no two incidents of the news are: of ten thousand
such reports every one has three copies in other incidents, of the real ones none in a hundred. A stream can therefore
be told `apart`: (6) every other word outside of claims that is written small and stands beside no name or number
becomes with a chance of 0.5 a word drawn from the running text, the same one wherever it stands between the same two
words of the incident. So what copied in one incident still does, and what two made-up incidents share is about what two
real ones do. Statements and perpetrators come along too, so that quotations and actors are tied as in the news.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from recount.casebook import Casebook
from recount.linking.rarity import COMMON, rate
from recount.linking.words import fold
from recount.model import Claim, Extraction, Period, Reading, Report, Span, Statement, Victim

from .data import only, reports, rows

SEED = 20261122
CHANGED = 0.35
"""The chance of a rare word that is no name to become another."""
APART = 0.5
"""The chance of any word of running text to become another, where incidents of one source are told apart."""
NAME = 0.01
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_NAMED = "|".join((*_MONTHS, *(month[:3] for month in _MONTHS)))
_DATE = re.compile(rf"\b({_NAMED})(\.?) (\d{{1,2}})\b")


class Source(NamedTuple):
    """An incident of the gold with its reports and their extractions."""

    day: dt.date
    city: str
    state: str
    reports: tuple[Report, ...]
    extractions: tuple[Extraction, ...]


class Made(NamedTuple):
    """A made-up report, its extraction, which made-up incident it is of, and that incident's city and state."""

    incident: str
    report: Report
    extraction: Extraction
    town: tuple[str, str]


class Stock(NamedTuple):
    """What names and words are drawn from."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    towns: tuple[tuple[str, str], ...]
    running: tuple[str, ...]


def extracted() -> tuple[tuple[Report, ...], tuple[Extraction, ...]]:
    """All reports of the incidents, and what was extracted from them."""
    casebook = Casebook()
    casebook.add(Reading(reports=reports("incidents-dev.docs.jsonl")))
    return casebook.reports, casebook.extractions


def sources_of(held: Sequence[Report], taken: Sequence[Extraction]) -> Iterator[Source]:
    """The tuned incidents, of all reports and extractions; the unseen third is no source of anything."""
    by_id, said = {report.id: report for report in held}, {one.report: one for one in taken}
    for row in only(rows("incidents-dev.gold.jsonl"), "incident", False):
        own = tuple(by_id[id] for id in row["doc_ids"])
        day = min(report.published for report in own if report.published)
        yield Source(day, row["city"], row["state"], own, tuple(said[id] for id in row["doc_ids"]))


def stock(given: Sequence[Source]) -> Stock:
    """All names, rare words and towns of some incidents, sorted; and the small words as often as they stand there."""
    names, words, towns = set(), set(), set()
    running: list[str] = []
    for source in given:
        towns.add((re.sub(r" \(.*", "", source.city), source.state))
        for report in source.reports:
            for token in _TOKEN.findall(report.text):
                if token.islower():
                    running.append(token)
                if len(token) > 2 and token.isalpha():
                    if token[0].isupper() and not token.isupper() and rate(fold(token)) < NAME:
                        names.add(token)
                    elif token.islower() and rate(token) < COMMON:
                        words.add(token)
    return Stock(tuple(sorted(names)), tuple(sorted(words)), tuple(sorted(towns)), tuple(running))


def stream(
    given: Sequence[Source], number: int, a_day: float, seed: int = SEED, *, apart: bool = False
) -> Iterator[Made]:
    """So many reports of made-up incidents, `a_day` incidents a day from 2014 on, incident by incident."""
    chance, drawn = random.Random(seed), stock(given)  # noqa: S311
    made = at = 0
    while made < number:
        day = dt.date(2014, 1, 1) + dt.timedelta(days=int(at / a_day))
        for one in incident(chance.choice(given), f"m{at:06}", day, drawn, chance, apart=apart):
            if made < number:
                yield one
                made += 1
        at += 1


def crowd(given: Sequence[Source], number: int, seed: int = SEED) -> Iterator[Made]:
    """So many reports of made-up incidents on days as crowded as those of the incidents given."""
    chance, drawn = random.Random(seed), stock(given)  # noqa: S311
    made = at = 0
    while made < number:
        day = chance.choice(given).day + dt.timedelta(days=chance.randrange(-3, 4))
        for one in incident(chance.choice(given), f"m{at:06}", day, drawn, chance):
            if made < number:
                yield one
                made += 1
        at += 1


def incident(
    source: Source, name: str, day: dt.date, drawn: Stock, chance: random.Random, *, apart: bool = False
) -> Iterator[Made]:
    """The reports of one made-up incident: `source` under other names, in another town, about `day`."""
    swap = _Swap(source, day, drawn, chance, apart)
    for at, (report, taken) in enumerate(zip(source.reports, source.extractions, strict=True)):
        yield swap.made(report, taken, name, f"{name}-{at}")


class _Swap:
    """What becomes of the words, numbers and days of one incident, the same in all of its reports."""

    def __init__(self, source: Source, day: dt.date, drawn: Stock, chance: random.Random, apart: bool = False) -> None:
        self._chance, self._stock, self._apart = chance, drawn, apart
        self._shift = dt.timedelta(days=7 * round((day - source.day).days / 7))
        self._where = city, state = chance.choice(drawn.towns)
        self._town = {re.sub(r" \(.*", "", source.city): city, source.state: state}
        names = sorted((name for name in self._town if name), key=lambda name: (-len(name), name))
        self._towns = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names) or r"(?!)")
        self._became: dict[str, str] = {}
        self._between: dict[tuple[str, ...], str] = {}

    def made(self, report: Report, taken: Extraction, incident: str, id: str) -> Made:
        held = [(claim.span.start, claim.span.end) for claim in taken.claims]
        text, place = self._text(report.text, held)
        title, _ = self._text(report.title, [])
        fresh = msgspec.structs.replace(
            report,
            id=id,
            sha256=hashlib.sha256(f"{id}\n{text}".encode()).hexdigest(),
            text=text,
            title=title,
            published=report.published + self._shift if report.published else None,
            source="",
            url="",
        )
        moved = _Moving(text, place)
        claims = tuple(self._claim(claim, id, moved) for claim in taken.claims)
        victims = tuple(self._victim(victim, id) for victim in taken.victims)
        said = tuple(self._statement(one, id, moved) for one in taken.statements) if self._apart else ()
        extraction = Extraction(report=id, extractor="many", claims=claims, victims=victims, statements=said)
        return Made(incident, fresh, extraction, self._where)

    def _text(self, text: str, held: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int, int]]]:
        """The text with its words changed, and where each piece of the old one went: old start, old end, new start."""
        pieces: list[str] = []
        place: list[tuple[int, int, int]] = []
        at = length = 0
        for start, end, words in self._changes(text, held):
            if start < at:
                continue
            for old_start, old_end, new in ((at, start, text[at:start]), (start, end, words)):
                place.append((old_start, old_end, length))
                pieces.append(new)
                length += len(new)
            at = end
        place.append((at, len(text), length))
        pieces.append(text[at:])
        return "".join(pieces), place

    def _changes(self, text: str, held: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
        found = [(m.start(), m.end(), self._town[m.group()]) for m in self._towns.finditer(text)]
        found += [(m.start(), m.end(), self._date(m)) for m in _DATE.finditer(text)]
        taken = sorted(found)
        starts = [start for start, _, _ in taken]
        tokens = list(_TOKEN.finditer(text))
        for at, m in enumerate(tokens):
            before = bisect_right(starts, m.start()) - 1
            inside = before >= 0 and m.start() < taken[before][1]
            if not inside and not any(start < m.end() and m.start() < end for start, end in held):
                word = self._word(m.group())
                if self._apart and word == m.group():
                    word = self._told_apart(tuple(token.group() for token in tokens[max(0, at - 1) : at + 2]), word)
                if word != m.group():
                    found.append((m.start(), m.end(), word))
        return sorted(found)

    def _word(self, word: str) -> str:
        if word not in self._became:
            self._became[word] = self._drawn(word)
        return self._became[word]

    def _drawn(self, word: str) -> str:
        if word.isdigit():
            year = len(word) == 4 and word[:2] in {"19", "20"}
            if not 2 <= len(word) <= 5 or year:
                return word
            low = 10 ** (len(word) - 1)
            return str(self._chance.randrange(low, 10 * low))
        if len(word) < 3 or word.isupper():
            return word
        share = rate(fold(word))
        if word[0].isupper():
            return self._chance.choice(self._stock.names) if share < NAME else word
        if share < COMMON and self._chance.random() < CHANGED:
            return self._chance.choice(self._stock.words)
        return word

    def _told_apart(self, between: tuple[str, ...], word: str) -> str:
        """What becomes of a word between its neighbours, once all that is done to both recipes' words is done."""
        if len(between) < 3 or not all(token.islower() for token in between):
            return word
        if between not in self._between:
            changed = self._chance.random() < APART
            self._between[between] = self._chance.choice(self._stock.running) if changed else word
        return self._between[between]

    def _date(self, found: re.Match[str]) -> str:
        name, dot, day = found.groups()
        month = next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name))
        try:
            moved = dt.date(2015, month, int(day)) + self._shift
        except ValueError:
            return found.group()
        new = _MONTHS[moved.month - 1]
        return f"{new[: len(name)] if len(name) == 3 else new}{dot} {moved.day}"

    def _claim(self, claim: Claim, id: str, moved: _Moving) -> Claim:
        return msgspec.structs.replace(
            claim,
            id=f"{id}#{claim.local_id}",
            report=id,
            span=moved.span(claim.span),
            claimant=moved.maybe(claim.claimant),
            place=moved.maybe(claim.place),
            when=msgspec.structs.replace(
                claim.when, span=moved.span(claim.when.span), period=self._period(claim.when.period)
            )
            if claim.when
            else None,
            as_of=msgspec.structs.replace(claim.as_of, day=claim.as_of.day + self._shift, span=None)
            if claim.as_of
            else None,
            victims=None,
            perpetrator=moved.maybe(claim.perpetrator) if self._apart else None,
            relay=(),
            cues=(),
            part_of=None,
        )

    def _statement(self, one: Statement, id: str, moved: _Moving) -> Statement:
        return msgspec.structs.replace(
            one,
            id=f"{id}#{one.id.rpartition('#')[2]}",
            report=id,
            span=moved.span(one.span),
            speaker=moved.maybe(one.speaker),
            cue=moved.maybe(one.cue),
        )

    def _period(self, period: Period) -> Period:
        def shifted(day: dt.date | None) -> dt.date | None:
            return day + self._shift if day else None

        return msgspec.structs.replace(period, start=shifted(period.start), end=shifted(period.end))

    def _victim(self, victim: Victim, id: str) -> Victim:
        name = _TOKEN.sub(lambda m: self._word(m.group()), victim.name) if victim.name else None
        age = victim.age
        if age is not None and age > 9:
            age = int(self._word(str(age)))
        return Victim(
            id=f"{id}#{victim.id.rpartition('#')[2]}", report=id, name=name, age=age, sex=victim.sex,
            fates=victim.fates, scope=victim.scope,
        )  # fmt: skip


class _Moving:
    """Where the spans of a text lie once its words are changed."""

    def __init__(self, text: str, place: Sequence[tuple[int, int, int]]) -> None:
        self._text, self._place = text, place
        self._starts = [start for start, _, _ in place]

    def span(self, old: Span) -> Span:
        start, end = self._at(old.start, False), self._at(old.end, True)
        return Span.of(self._text, start, max(end, start + 1))

    def maybe(self, old: Span | None) -> Span | None:
        return self.span(old) if old else None

    def _at(self, at: int, end: bool) -> int:
        """Where an offset went; one inside a changed word goes to its start, or its end."""
        here = bisect_right(self._starts, at - 1 if end else at) - 1
        old_start, old_end, new_start = self._place[here]
        following = self._place[here + 1][2] if here + 1 < len(self._place) else len(self._text)
        if end and at == old_end:
            return following
        if following - new_start == old_end - old_start:
            return new_start + at - old_start
        return following if end else new_start
