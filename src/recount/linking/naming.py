"""Known names in a claimant's words: whole, short, or misspelt by a letter, and whom they stand for on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from recount.model import ClaimantKind

from .context import Context, Match, matches
from .gazetteer import gazetteer
from .known import Entry, Generic, Knowledge
from .names import Key, alike, name_words, writing
from .rarity import background
from .words import Word, slug

_APPOSITION = re.compile(r", (?:an?|which|who|whose) ")
ORDINARY_WORD = 0.008
"""A word in at least this share of reports is a word by itself, and no slip of a name's."""
WIDE_KINDS = frozenset({"agency", "outlet", "un_body", "armed_group", "unknown"})
"""Claimants that other countries' people and branches may speak for."""
BOUND_KINDS = frozenset({"monitor", "ngo"})
"""Claimants whose name with another country's after it is another body's."""


class Naming(NamedTuple):
    """Who some words name.

    `generic` is set where the words are a generic phrase, `elsewhere` where it speaks of somebody other than those
    named before ("another monitor"), `bases` holds the entries' words for where the phrase says it sits ("UK-based").
    `person` marks a new name that is a person's, `fresh` any name that nobody here knows, `probable`
    a naming that the report makes likely and no word says.
    """

    id: str
    name: str
    kind: ClaimantKind
    reason: str
    named: bool = True
    party: str | None = None
    generic: Generic | None = None
    elsewhere: bool = False
    definite: bool = False
    bases: tuple[str, ...] = ()
    person: bool = False
    fresh: bool = False
    probable: bool = False


class Phrase(NamedTuple):
    """Words under resolution: as written, word by word, and what stays when a known name is taken out."""

    text: str
    shown: str
    row: tuple[Word, ...]

    def rest(self, start: int, end: int) -> list[Word]:
        """The words but those from one index to before another."""
        return [word for i, word in enumerate(self.row) if not start <= i < end]


def of_entry(entry: Entry, reason: str, day: dt.date | None) -> Naming:
    """The naming of a known claimant, with the side that it takes on a day."""
    return Naming(entry.id, entry.name, entry.kind, reason, party=entry.party_on(day))


def by_name(phrase: Phrase, context: Context, known: Knowledge) -> Naming | None:
    """A known name or person in the words, and nothing beside it that makes it somebody else's."""
    found = matches(phrase.row, phrase.text, known.full, known)
    if not found:
        return _by_short_name(phrase, context, known)
    speaking = _speaking(found, phrase, known)
    named = {known.full[match.key]: match for match in speaking}
    monitors = [known.entries[id] for id in named if known.entries[id].kind == "monitor"]
    if len(monitors) > 1:
        reason = f"“{phrase.shown}” names {' and '.join(one.name for one in monitors)}, so the figure is nobody's alone"
        return Naming(f"joint-{slug(bare(phrase))}", bare(phrase), "unknown", reason, fresh=True)
    match = max(speaking, key=lambda m: (m.end - m.start, -m.start))
    entry = known.entries[known.full[match.key]]
    covered = {i for other in found for i in range(other.start, other.end)}
    last = _before_apposition(phrase, match)
    rest = [word for i, word in enumerate(phrase.row) if i not in covered and word.start < last]
    if not _says_nothing_else(rest, entry, known) or _somebody_else(phrase, match, entry, known, covered):
        return None
    if any(word.capital and not empty(word, known) for word in rest):
        # "al-Qaeda in the Islamic Magreb" is a misspelt branch, not the whole.
        told = sum(word not in known.phrases.ties for word in match.key)
        fuller = by_slip(phrase, context, known, longer_than=told)
        if fuller:
            return fuller
    if match.key in known.people:
        return of_entry(entry, f"“{phrase.shown}” speaks for the {entry.name}".replace("the The ", "The "), context.day)
    return _of_its_time(entry, f"“{phrase.shown}” is a name of {entry.name}", context, known)


def _before_apposition(phrase: Phrase, match: Match) -> int:
    """Where what is said about a name begins ("SNHR, a group that tracks the war"), the end of the words if nothing."""
    said = _APPOSITION.search(phrase.text, phrase.row[match.end - 1].end)
    return said.start() if said else len(phrase.text)


def _speaking(found: Sequence[Match], phrase: Phrase, known: Knowledge) -> list[Match]:
    """The names that may be who speaks: "UN agency UNICEF" is UNICEF, and "the Houthi-run SABA" is not the Houthis."""
    wholes = frozenset[str]().union(*(known.wholes[known.full[match.key]] for match in found))
    parts = [match for match in found if known.full[match.key] not in wholes]
    after = {i: word.folded for i, word in enumerate(phrase.row)}
    return [match for match in parts if after.get(match.end) not in known.backings] or parts


def _somebody_else(phrase: Phrase, match: Match, entry: Entry, known: Knowledge, covered: Collection[int] = ()) -> bool:
    """Whether the words around a known name make it a part of somebody else's; `covered` words are known names."""
    if entry.proper:
        rest = [word for i, word in enumerate(phrase.row) if not match.start <= i < match.end and i not in covered]
        if any(word.capital and not empty(word, known) and (word.folded,) not in known.state_words for word in rest):
            return True
    return (
        _longer_name(phrase, match, covered, known)
        or _names_beside(phrase, match, entry, covered, known)
        or _goes_on(phrase, match, entry, covered, known)
        or _another(phrase, match, entry, known)
    )


def _another(phrase: Phrase, match: Match, entry: Entry, known: Knowledge) -> bool:
    """Whether another country stands before a national body's name: the Swedish White Helmets are not Syria's."""
    if not match.start or entry.country is None or entry.kind in WIDE_KINDS:
        return False
    word = phrase.row[match.start - 1]
    state = known.state_words.get((word.folded,))
    return state is not None and word.capital and state not in _home(entry, known)


def _goes_on(phrase: Phrase, match: Match, entry: Entry, covered: Collection[int], known: Knowledge) -> bool:
    """Whether "for" or "of" and a name follow, or another country where a monitor does not work.

    The "Syrian Network of Journalists" is not the Syrian Network for Human Rights, and a documentation centre "in
    Yemen" is not Syria's.
    """
    row = phrase.row[match.end - 1 : match.end + 2]
    if len(row) < 3 or row[1].folded not in known.phrases.ties or {match.end, match.end + 1} & set(covered):
        return False
    apart = phrase.text[row[0].end : row[1].start].strip() != ""
    if apart or not row[2].capital or match.key in known.abbreviations:
        return False
    state = known.state_words.get((row[2].folded,))
    if state is not None:
        return bool(known.works[entry.id]) and state not in _home(entry, known) and entry.kind in BOUND_KINDS
    if row[1].folded not in known.phrases.onward or entry.kind in WIDE_KINDS:
        return False
    seats = {word.folded for seat in seats_of(entry, known) for word in name_words(seat)}
    towns = gazetteer().named(phrase.text[row[2].start : row[2].end])
    return row[2].folded not in seats and _home(entry, known).isdisjoint(town.country.lower() for town in towns)


def _home(entry: Entry, known: Knowledge) -> set[str]:
    """The states that an entry sits or works in."""
    return {known.countries.get(name, "ps") for name in (entry.country, *entry.works) if name}


def _longer_name(phrase: Phrase, match: Match, covered: Collection[int], known: Knowledge) -> bool:
    """Whether a name goes on to be another body's: "UN Watch" is not the UN, nor "Amnesty Commission" Amnesty."""
    last = phrase.row[match.end - 1]
    for i, word in enumerate(phrase.row[match.end :], match.end):
        apart = phrase.text[last.end : word.start].strip(" ") != ""
        if apart or i in covered or not word.capital or empty(word, known):
            return False
        if word.folded in known.phrases.bodies:
            return True
        last = word
    return False


def _names_beside(phrase: Phrase, match: Match, entry: Entry, covered: Collection[int], known: Knowledge) -> bool:
    """Whether a monitor's name stands in a longer one: "Iran Human Rights Archive", "Coastal Human Rights Watch".

    A person's name, a country's and words for where it sits stand beside it and change nothing; a person's does after a
    role, a comma or a tie.
    """
    if entry.kind not in BOUND_KINDS or match.key in known.people:
        return False
    seats = {word.folded for seat in seats_of(entry, known) for word in name_words(seat)}
    first, last = phrase.row[match.start], phrase.row[match.end - 1]
    for i in (match.start - 1, match.end):
        if not 0 <= i < len(phrase.row) or i in covered:
            continue
        word = phrase.row[i]
        before = i < match.start
        between = phrase.text[word.end : first.start] if before else phrase.text[last.end : word.start].strip("-")
        against = before and phrase.text[: word.start].endswith("-")
        told = word.folded in seats or (word.folded,) in known.state_words or empty(word, known)
        if word.capital and not between.strip() and not against and not told:
            return True
    return False


def _of_its_time(entry: Entry, reason: str, context: Context, known: Knowledge) -> Naming:
    """A known claimant; a state's body under its plain name is whoever held that office on the report's day.

    Where nobody known did, or the day is not known, it is the state's body, and no party is told.
    """
    office = known.office_of.get(entry.id)
    if office != entry.id or entry.lasting:
        return of_entry(entry, reason, context.day)
    return in_office(office, entry.name, entry.kind, reason, context, known)


def in_office(office: str, name: str, kind: ClaimantKind, reason: str, context: Context, known: Knowledge) -> Naming:
    """Whoever is a state's body on a report's day, by the id that the general rule gives the body."""
    held = known.offices.get(office, ())
    fitting = [one for one in held if one.lasting or (context.day is not None and one.holds_on(context.day))]
    if len(fitting) == 1:
        return of_entry(fitting[0], reason, context.day)
    return Naming(office, name, kind, reason)


def _by_short_name(phrase: Phrase, context: Context, known: Knowledge) -> Naming | None:
    for match in matches(phrase.row, phrase.text, known.local, known):
        fitting = short_for(match.key, context, known)
        if len(fitting) == 1 and _says_nothing_else(phrase.rest(match.start, match.end), fitting[0], known):
            if _somebody_else(phrase, match, fitting[0], known):
                continue
            entry = fitting[0]
            if entry.id in context.entries:
                told = f"which this report names in full: {entry.name}"
            else:
                told = f"which in a report on {', '.join(entry.works)} is the {entry.name}"
            return _of_its_time(entry, f"“{phrase.shown}” is a short name, {told}", context, known)
    return None


def short_for(key: Key, context: Context, known: Knowledge) -> list[Entry]:
    """Whom a short name may stand for in a report: whoever it names in full, or who claims it for a country of its.

    Whoever is named in full goes before those who are not.
    """
    entries = [known.entries[id] for id in known.local.get(key, ())]
    named = [entry for entry in entries if entry.id in context.entries]
    return named or [
        entry
        for entry in entries
        if entry.id in known.short[key] and known.works[entry.id] & context.states and entry.holds_on(context.day)
    ]


def by_slip(phrase: Phrase, context: Context, known: Knowledge, longer_than: int = 0) -> Naming | None:
    """A known name but for a slip of spelling in its words, each word by itself: nobody is merged for likeness.

    A country's name is never a slip of another's, nor a common word one of another word.
    """
    places = [i for i, word in enumerate(phrase.row) if word.folded not in known.phrases.ties]
    said = [phrase.row[i].folded for i in places]
    if len(said) < 2 or not any(word.capital for word in phrase.row):
        return None
    fitting: list[tuple[int, int, Key, str]] = []
    for start, word in enumerate(said):
        firsts = known.slips.get(word[0], {})
        if word not in known.heard:
            known.heard[word] = tuple(first for first in firsts if alike(word, first))
        for first in known.heard[word]:
            for name, id in firsts[first]:
                heard = said[start : start + len(name)]
                person = name in known.people
                if len(name) <= longer_than or len(heard) != len(name):
                    continue
                if all(slipped(a, b, person, known) for a, b in zip(heard, name, strict=True)):
                    fitting.append((-len(name), start, name, id))
    for length, start, name, id in sorted(fitting):
        entry = known.entries[id]
        match = Match(places[start], places[start - length - 1] + 1, name)
        rest = phrase.rest(match.start, match.end)
        if _says_nothing_else(rest, entry, known) and not _somebody_else(phrase, match, entry, known):
            reason = f"“{phrase.shown}” is a spelling of {entry.name}"
            if name in known.people:
                return of_entry(entry, reason, context.day)
            return _of_its_time(entry, reason, context, known)
    return None


def slipped(said: str, name: str, person: bool, known: Knowledge) -> bool:
    """Whether a word may be a name's word with a slip in it; `person` where the name is a person's."""
    if said == name:
        return True
    common = not person and (said in known.roles or background().get(said, 0.0) >= ORDINARY_WORD)
    return alike(said, name) and not common and not ((said,) in known.state_words and (name,) in known.state_words)


def _says_nothing_else(rest: Sequence[Word], entry: Entry, known: Knowledge) -> bool:
    """Whether the words beside a name leave it whose it is: roles, ties, countries, seats, or one person's name."""
    based = {w.folded for base in seats_of(entry, known) for w in name_words(base)}
    left = [
        word
        for word in rest
        if not empty(word, known)
        and word.folded not in based
        and (word.folded,) not in known.state_words
        and word.folded not in writing().particles
    ]
    return all(word.capital for word in left) and len(left) <= 4


def seats_of(entry: Entry, known: Knowledge) -> tuple[str, ...]:
    """Words for where an entry sits: those it gives, and those for its country."""
    if entry.country is None or entry.country not in known.countries:
        return (*entry.based, *((entry.country,) if entry.country else ()))
    state = known.states[known.countries[entry.country]]
    return (*entry.based, state.name, state.adjective, *state.words)


def empty(word: Word, known: Knowledge) -> bool:
    """Whether a word beside a name says nothing of whose name it is."""
    return word.folded in known.roles or word.folded in known.phrases.ties or word.folded in known.phrases.titles


def new_id(made: str, known: Knowledge) -> str:
    """The id of a name that nobody here knows, apart from every known one's: an unknown "Rsf" is not Reporters's."""
    return f"name-{made}" if made in known.entries else made


def bare(phrase: Phrase) -> str:
    """The words without their article."""
    return phrase.text[phrase.row[0].start :].strip(" ,;:") if phrase.row else phrase.text
