"""What one report says of the world besides its claims: whom it names in full, and which country it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from recount.model import Report

from .known import Institution, Knowledge, Lexicon, knowledge
from .names import Key, names_among
from .packed import NOTHING
from .rarity import background
from .words import Word, fold, titled, words_of

T = TypeVar("T")

MOSTLY = 0.6
"""The share of a report's mentions of countries from which on it is about that one country."""


_PAUSE = re.compile(r"[^\w\s'’-]|\n")
"""What parts a body from a country that is not its own: "in Syria, the Ministry of Defence said"."""


class Match(NamedTuple):
    """A known name in a row of words: from the first word's index to before the last's, and the key that matched."""

    start: int
    end: int
    key: Key


class Context(NamedTuple):
    """One report's surroundings for names: entry ids named in full, institution ids, country mentions, and its day.

    `about` is the one country that the report is about, `rival` the share of its mentions that the next one has, 0..1.
    """

    entries: frozenset[str]
    institutions: frozenset[str]
    states: frozenset[str]
    about: str | None
    day: dt.date | None
    rival: float = 0.0


def matches(row: Sequence[Word], text: str, names: Lexicon[T], known: Knowledge) -> list[Match]:
    """The known names in a row of words, left to right, the longest at each place; abbreviations only in capitals."""
    found: list[Match] = []
    keys = tuple([word.folded for word in row])
    lengths = names.lengths
    after = 0
    for here in [here for here, word in enumerate(keys) if word in lengths]:
        if here < after:
            continue
        for length in lengths[keys[here]]:
            key = keys[here : here + length]
            if len(key) == length and key in names and _as_written(row[here : here + length], text, key, known):
                found.append(Match(here, here + length, key))
                after = here + length
                break
    return found


class Surroundings:
    """The contexts of some reports by id, each read when it is first asked for."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._known: dict[str, Context] = {}

    def of(self, report: str) -> Context:
        """The context of a report given; raises KeyError for another."""
        if report not in self._known:
            self._known[report] = context(self._reports[report])
        return self._known[report]

    def held(self, report: str) -> Context | None:
        """The context of a report if it was read already."""
        return self._known.get(report)

    def hold(self, report: str, read: Context) -> None:
        """Take in a context that was read elsewhere."""
        sets = read._replace(
            entries=read.entries or NOTHING, institutions=read.institutions or NOTHING, states=read.states or NOTHING
        )
        self._known[report] = sets

    def drop(self, report: str) -> None:
        """Let go of a report's context."""
        self._known.pop(report, None)


def context(report: Report) -> Context:
    """What a report says of the world: names, institutions and countries in its title and text."""
    known = knowledge()
    text = titled(report)
    row = names_among(words_of(report), text)
    names = known.full
    entries = {names[match.key] for match in matches(row, text, names, known)}
    mentions: Counter[str] = Counter()
    state_at: dict[int, str] = {}
    for match in matches(row, text, known.state_words, known):
        if row[match.start].capital:
            mentions[known.state_words[match.key]] += 1
            state_at[match.end] = known.state_words[match.key]
            state_at[-match.start - 1] = known.state_words[match.key]
    institutions = set()
    for match in matches(row, text, known.institutions, known):
        state = None
        if match.start and match.start in state_at:
            between = text[row[match.start - 1].end : row[match.start].start]
            state = state_at[match.start] if not between.strip() else None
        if state is None and -match.end - 2 in state_at:
            between = text[row[match.end - 1].end : row[match.end + 1].start]
            state = state_at[-match.end - 2] if not _PAUSE.search(between) else None
        if state:
            institutions.add(institution_id(state, known.institutions[match.key]))
    total = sum(mentions.values())
    most = min(mentions, key=lambda state: (-mentions[state], state), default=None)
    about = most if most and mentions[most] >= MOSTLY * total else None
    rival = max((count for state, count in mentions.items() if state != most), default=0) / max(total, 1)
    return Context(frozenset(entries), frozenset(institutions), frozenset(mentions), about, report.published, rival)


def institution_id(state: str, body: Institution) -> str:
    """The id of a state's body: `sy-defence-ministry`."""
    return f"{state}-{body.id}"


def _as_written(row: Sequence[Word], text: str, key: Key, known: Knowledge) -> bool:
    """Whether words are written as the name is: an abbreviation in capitals, a name of one word with its own s."""
    if key in known.proper:
        small = known.phrases.ties | known.phrases.joins
        if not all(word.capital or word.folded in small for word in row):
            return False
    if key in known.abbreviations:
        return _in_capitals(row[0], text)
    return key not in known.singles or fold(text[row[0].start : row[0].end]) in known.singles[key]


def _in_capitals(word: Word, text: str) -> bool:
    """Whether an abbreviation is written as one; "Nato" too, which is no other word, but not "Who"."""
    if text[word.start : word.end][:2].isupper():
        return True
    return word.capital and word.end - word.start > 3 and word.folded not in background()
