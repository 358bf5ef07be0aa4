"""What linking knows of claimants, states and phrases: the packaged tables, read once and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from recount.model import ClaimantKind, DataError

from .names import Key, name_key

T = TypeVar("T")

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
    state: str | None = None
    since: dt.date | None = msgspec.field(default=None, name="from")
    until: dt.date | None = None
    party: str | None = None
    party_source: str | None = None

    def holds_on(self, day: dt.date | None) -> bool:
        """Whether the entry's short names and state hold on a day; an unknown day is no bar."""
        return day is None or ((self.since or day) <= day <= (self.until or day))


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
    joins: frozenset[str]
    others: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    generic: tuple[Generic, ...]
    state_forces: frozenset[str]
    means: frozenset[str]
    vague: frozenset[str]


class Lexicon(dict[Key, T]):
    """Names with what they stand for, quick to find in a row of words; not to be changed once made."""

    def __init__(self, names: Mapping[Key, T]) -> None:
        super().__init__(names)
        self.longest = max(map(len, names), default=0)
        self.openings = frozenset(name[0] for name in names if name)


@dataclass(frozen=True)
class Knowledge:
    """All tables with their indexes by folded name (`Key`)."""

    entries: dict[str, Entry]
    aliases: Lexicon[str]
    local: Lexicon[tuple[str, ...]]
    full: Lexicon[str]
    by_letter: dict[str, list[tuple[Key, str]]]
    abbreviations: frozenset[Key]
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
    countries: dict[str, str]


@cache
def knowledge() -> Knowledge:
    """The packaged knowledge. Raises DataError where a table breaks its format or two entries claim one name."""
    return build(
        read("claimants.toml", "claimant", tuple[Entry, ...]),
        read("states.toml", "state", tuple[State, ...]),
        read("institutions.toml", "institution", tuple[Institution, ...]),
        read("phrases.toml", None, Phrases),
    )


def build(
    entries: Sequence[Entry], states: Sequence[State], institutions: Sequence[Institution], phrases: Phrases
) -> Knowledge:
    """The tables with their indexes.

    Raises DataError where two entries have one id or claim one name, where a country is unknown, and where a party has
    no source.
    """
    by_id = {entry.id: entry for entry in entries}
    if len(by_id) != len(entries):
        raise DataError("knowledge/claimants.toml", "two entries have one id", "give each entry an id of its own")
    known_states = {state.name for state in states} | {"Gaza"}
    aliases: dict[Key, str] = {}
    people: dict[Key, str] = {}
    local: dict[Key, tuple[str, ...]] = {}
    for entry in entries:
        if (entry.party is None) != (entry.party_source is None):
            raise DataError(f"knowledge/claimants.toml, {entry.id}", "a party without its source", "give both")
        if odd := sorted(set(entry.works) - known_states):
            raise DataError(
                f"knowledge/claimants.toml, {entry.id}", f"unknown country {odd[0]}", "add it to states.toml"
            )
        for index, names in ((aliases, (entry.name, *entry.aliases)), (people, entry.people)):
            for name in names:
                if index.setdefault(name_key(name), entry.id) != entry.id:
                    raise DataError(
                        f"knowledge/claimants.toml, {entry.id}", f"{name!r} is another's too", "move it to `local`"
                    )
        for name in (*entry.local, *entry.short):
            local[name_key(name)] = (*local.get(name_key(name), ()), entry.id)
    return Knowledge(
        entries=by_id,
        aliases=Lexicon(aliases),
        local=Lexicon(local),
        abbreviations=frozenset(
            name_key(name)
            for entry in entries
            for name in (entry.name, *entry.aliases)
            if len(name) <= SHORT and name.isupper()
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
        by_letter=_by_letter({**aliases, **people}, phrases.ties),
        countries={state.name: state.id for state in states},
        roles=_forms(phrases.roles),
        means=_forms(phrases.means),
        state_forces=_forms(phrases.state_forces),
        vague=_forms(phrases.vague),
    )


def _by_letter(names: Mapping[Key, str], ties: frozenset[str]) -> dict[str, list[tuple[Key, str]]]:
    """Names of two words or more, without their ties, with what they stand for, by their first letter."""
    found: dict[str, list[tuple[Key, str]]] = {}
    for key, id in names.items():
        name = tuple(word for word in key if word not in ties)
        if len(name) > 1:
            found.setdefault(name[0][0], []).append((name, id))
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
