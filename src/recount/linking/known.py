"""What linking knows of claimants, states and phrases: the packaged tables, read once and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from recount.model import ClaimantKind, DataError

from .names import Key, name_key, writing
from .words import words

T = TypeVar("T")

GAZA = "Gaza"
"""What `works` and `country` may name besides the countries of states.toml."""
SHORT = 6
"""Names in capitals of up to so many letters count only where they are written in capitals: "WHO", not "who"."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claimant or actor of the knowledge base; the keys are explained in knowledge/README.md."""

    id: str
    name: str
    kind: ClaimantKind
    source: str
    aliases: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    based: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    office: str | None = None
    proper: bool = False
    state: str | None = None
    since: dt.date | None = msgspec.field(default=None, name="from")
    until: dt.date | None = None
    party: str | None = None
    party_source: str | None = None
    party_since: dt.date | None = msgspec.field(default=None, name="party_from")
    party_until: dt.date | None = None

    def holds_on(self, day: dt.date | None) -> bool:
        """Whether the entry's short names, state and office hold on a day; an unknown day is no bar."""
        return day is None or ((self.since or day) <= day <= (self.until or day))

    def party_on(self, day: dt.date | None) -> str | None:
        """The side that the entry takes on a day; None on an unknown day where it took it for a time only."""
        if day is None:
            return self.party if self.party_since is None and self.party_until is None else None
        return self.party if (self.party_since or day) <= day <= (self.party_until or day) else None

    @property
    def lasting(self) -> bool:
        """Whether the entry is bound to no dates."""
        return self.since is None and self.until is None


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country as reports call it."""

    id: str
    name: str
    adjective: str
    words: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class Institution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body that every state has."""

    id: str
    name: str
    kind: ClaimantKind
    words: tuple[str, ...]


class Generic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to speak of claimants without a name."""

    heads: tuple[str, ...]
    kind: ClaimantKind
    stands_for: tuple[ClaimantKind, ...] = ()
    fit: str = "same"


class Phrases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The word lists of phrases.toml."""

    roles: frozenset[str]
    ties: frozenset[str]
    onward: frozenset[str]
    joins: frozenset[str]
    others: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    generic: tuple[Generic, ...]
    backings: frozenset[str]
    not_state: frozenset[str]
    state_forces: frozenset[str]
    means: frozenset[str]
    vague: frozenset[str]


class Lexicon(dict[Key, T]):
    """Names with what they stand for, quick to find in a row of words; not to be changed once made."""

    def __init__(self, names: Mapping[Key, T]) -> None:
        super().__init__(names)
        lengths: dict[str, set[int]] = {}
        for name in names:
            if name:
                lengths.setdefault(name[0], set()).add(len(name))
        self.lengths = {word: tuple(sorted(counts, reverse=True)) for word, counts in lengths.items()}
        """How many words the names have that open with a word, the most first."""


@dataclass(frozen=True)
class Knowledge:
    """All tables with their indexes by folded name (`Key`).

    `short` holds which entries claim a local name in any report on a country of theirs, `works` the ids of those
    countries by entry, `wholes` what an entry is part of, all the way up, `offices` the entries that are or were one
    state's body ("sy-defence-ministry"), `office_of` that body by entry, `forces` the entries whose `state` a state is,
    `slips` the names of two words or more by their first word, `singles` the spellings of the names of one word (the
    city of Hama is not Hamas), `proper` the names that count only in capitals.
    """

    entries: dict[str, Entry]
    aliases: Lexicon[str]
    local: Lexicon[tuple[str, ...]]
    short: dict[Key, frozenset[str]]
    works: dict[str, frozenset[str]]
    wholes: dict[str, frozenset[str]]
    offices: dict[str, tuple[Entry, ...]]
    office_of: dict[str, str]
    forces: dict[str, tuple[Entry, ...]]
    full: Lexicon[str]
    slips: dict[str, dict[str, tuple[tuple[Key, str], ...]]]
    abbreviations: frozenset[Key]
    singles: dict[Key, frozenset[str]]
    proper: frozenset[Key]
    people: dict[Key, str]
    states: dict[str, State]
    state_words: Lexicon[str]
    seats: Lexicon[str]
    institutions: Lexicon[Institution]
    generics: Lexicon[Generic]
    phrases: Phrases
    roles: frozenset[str]
    means: frozenset[str]
    state_forces: frozenset[str]
    vague: frozenset[str]
    backings: frozenset[str]
    not_state: frozenset[str]
    countries: dict[str, str]
    heard: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """First words of names that a word may be a slip of, kept as they are worked out."""


@cache
def knowledge() -> Knowledge:
    """The packaged knowledge. Raises DataError where a table breaks its format or two entries claim one name."""
    folder = files(__package__) / "knowledge" / "claimants"
    tables = sorted(table.name for table in folder.iterdir() if table.name.endswith(".toml"))
    return build(
        [entry for table in tables for entry in read(f"claimants/{table}", "claimant", tuple[Entry, ...])],
        read("states.toml", "state", tuple[State, ...]),
        read("institutions.toml", "institution", tuple[Institution, ...]),
        read("phrases.toml", None, Phrases),
    )


def build(
    entries: Sequence[Entry], states: Sequence[State], institutions: Sequence[Institution], phrases: Phrases
) -> Knowledge:
    """The tables with their indexes.

    Raises DataError where two entries have one id or claim one name, where a country, a whole or an office is unknown,
    and where a party has no source.
    """
    by_id = _by_id(entries)
    countries = {state.name: state.id for state in states}
    offices = _offices(entries, states, institutions)
    aliases: dict[Key, str] = {}
    people: dict[Key, str] = {}
    local: dict[Key, tuple[str, ...]] = {}
    short: dict[Key, set[str]] = {}
    for entry in entries:
        _check(entry, by_id, countries)
        for index, names in ((aliases, (entry.name, *entry.aliases)), (people, entry.people)):
            for name in names:
                if not (key := name_key(name)):
                    raise _wrong(entry, f"{name!r} has no word", "give the name, or leave it out")
                if index.setdefault(key, entry.id) != entry.id:
                    raise _wrong(entry, f"{name!r} is another's too", "move it to `local`")
        claimed = [name_key(name) for name in entry.short]
        for key in dict.fromkeys((*map(name_key, entry.local), *claimed)):
            local[key] = (*local.get(key, ()), entry.id)
            short.setdefault(key, set())
        for key in claimed:
            short[key].add(entry.id)
    if both := sorted(set(aliases) & set(people)):
        raise _wrong(by_id[aliases[both[0]]], f"{' '.join(both[0])!r} is a person's name too", "keep it in one list")
    if both := sorted(key for key in local if key in aliases):
        raise _wrong(
            by_id[local[both[0]][0]], f"{' '.join(both[0])!r} is a name everywhere too", "keep it in `local` or `short`"
        )
    return Knowledge(
        entries=by_id,
        aliases=Lexicon(aliases),
        local=Lexicon(local),
        short={key: frozenset(ids) for key, ids in short.items()},
        works={entry.id: frozenset(countries[name] for name in entry.works if name in countries) for entry in entries},
        wholes={entry.id: _wholes(entry, by_id) for entry in entries},
        offices=offices,
        office_of={entry.id: office for office, held in offices.items() for entry in held},
        forces={state.id: tuple(entry for entry in entries if entry.state == state.id) for state in states},
        abbreviations=frozenset(
            name_key(name)
            for entry in entries
            for name in (entry.name, *entry.aliases, *entry.local, *entry.short)
            if len(name) <= SHORT and name.isupper()
        ),
        singles=_singles(entries),
        proper=frozenset(
            name_key(name)
            for entry in entries
            if entry.proper
            for name in (entry.name, *entry.aliases, *entry.local, *entry.short)
        ),
        people=people,
        states={state.id: state for state in states},
        state_words=Lexicon(
            {name_key(word): state.id for state in states for word in (state.name, state.adjective, *state.words)}
        ),
        seats=Lexicon({name_key(seat): state.id for state in states for seat in state.seats}),
        institutions=Lexicon({name_key(word): body for body in institutions for word in body.words}),
        generics=Lexicon({name_key(head): generic for generic in reversed(phrases.generic) for head in generic.heads}),
        phrases=phrases,
        full=Lexicon({**aliases, **people}),
        slips=_slips({key: id for key, id in {**aliases, **people}.items() if not by_id[id].proper}, phrases.ties),
        countries=countries,
        roles=_forms(phrases.roles),
        means=_forms(phrases.means),
        state_forces=_forms(phrases.state_forces),
        vague=_forms(phrases.vague),
        backings=_forms(phrases.backings),
        not_state=_forms(phrases.not_state),
    )


def _wrong(entry: Entry, what: str, mend: str) -> DataError:
    return DataError(f"knowledge/claimants, {entry.id}", what, mend)


def _by_id(entries: Sequence[Entry]) -> dict[str, Entry]:
    by_id: dict[str, Entry] = {}
    for entry in entries:
        if by_id.setdefault(entry.id, entry) is not entry:
            raise _wrong(entry, "two entries have one id", "give each entry an id of its own")
    return by_id


def _check(entry: Entry, by_id: Mapping[str, Entry], countries: Mapping[str, str]) -> None:
    """Raises DataError where an entry contradicts itself or names what is not known."""
    if (entry.party is None) != (entry.party_source is None):
        raise _wrong(entry, "a party without its source", "give both")
    here = (entry.country,) if entry.country else ()
    if odd := sorted({*entry.works, *here} - countries.keys() - {GAZA}):
        raise _wrong(entry, f"unknown country {odd[0]}", "add it to states.toml")
    if entry.part_of and entry.part_of not in by_id:
        raise _wrong(entry, f"unknown whole {entry.part_of}", "give `part_of` the id of an entry")
    for since, until in ((entry.since, entry.until), (entry.party_since, entry.party_until)):
        if since and until and since > until:
            raise _wrong(entry, "it ends before it begins", "mend its dates")


def _wholes(entry: Entry, by_id: Mapping[str, Entry]) -> frozenset[str]:
    """What an entry is part of, all the way up. Raises DataError where that leads back to itself."""
    found: list[str] = []
    while entry.part_of:
        if entry.part_of in found:
            raise _wrong(entry, "it is part of itself", "mend `part_of`")
        found.append(entry.part_of)
        entry = by_id[entry.part_of]
    return frozenset(found)


def _offices(
    entries: Sequence[Entry], states: Sequence[State], institutions: Sequence[Institution]
) -> dict[str, tuple[Entry, ...]]:
    """The entries that are or were one state's body, by the id that the general rule gives that body."""
    made = {f"{state.id}-{body.id}" for state in states for body in institutions}
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        office = entry.office or (entry.id if entry.id in made else None)
        if office is None:
            continue
        if office not in made:
            raise _wrong(entry, f"unknown office {office}", "write it as <state>-<institution>")
        found[office] = (*found.get(office, ()), entry)
    return found


def _singles(entries: Sequence[Entry]) -> dict[Key, frozenset[str]]:
    """The folded spellings of each name of one word, with and without the s of a plural or possessive."""
    found: dict[Key, set[str]] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases, *entry.local, *entry.short):
            if len(key := name_key(name)) == 1:
                spelling = "".join(word.folded for word in words(name) if word.folded not in writing().articles)
                found.setdefault(key, set()).update({spelling, f"{spelling}s"})
    return {key: frozenset(spellings) for key, spellings in found.items()}


def _slips(names: Mapping[Key, str], ties: frozenset[str]) -> dict[str, dict[str, tuple[tuple[Key, str], ...]]]:
    """Names of two words or more, without their ties, with what they stand for: by first letter, then by first word."""
    found: dict[str, dict[str, tuple[tuple[Key, str], ...]]] = {}
    for key, id in names.items():
        name = tuple(word for word in key if word not in ties)
        if len(name) > 1:
            firsts = found.setdefault(name[0][0], {})
            firsts[name[0]] = (*firsts.get(name[0], ()), (name, id))
    return found


def _forms(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(form for word in listed for form in name_key(word))


def read(name: str, table: str | None, kind: type[T], text: str | None = None) -> T:
    """One packaged table (or `text` in its stead) as values of a type. Raises DataError where it breaks its format."""
    import tomllib

    try:
        raw: dict[str, Any] = tomllib.loads(
            text if text is not None else (files(__package__) / "knowledge" / name).read_text("utf-8")
        )
        return msgspec.convert(raw[table] if table else raw, kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, KeyError) as fault:
        raise DataError(f"knowledge/{name}", str(fault), "write it as knowledge/README.md says") from fault
