"""Claimants: a claim's words for who vouches for it, resolved to one claimant under all its spellings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recount.model import ClaimantKind

from .context import Context, institution_id, matches
from .known import Entry, Generic, Knowledge, knowledge
from .names import Key, alike, name_words, person_key, writing
from .rarity import background
from .words import Word, slug

LONGEST_WORDS = 400
"""Characters of a claimant's words that are read; the rest cannot be a name."""
SHOWN = 80
"""Characters of a claimant's words that a reason shows."""
COMMON_WORD = 0.004
"""A first word in at least this share of reports is no name for its capital alone."""
VERY_COMMON_WORD = 0.05
"""The same before "police", where a common word may well be a town."""


class Naming(NamedTuple):
    """Who some words name.

    `generic` is set where the words are a generic phrase, `elsewhere` where it speaks of somebody other than those
    named before ("another monitor"), `bases` holds the entries' words for where the phrase says it sits ("UK-based").
    `person` marks a new name that is a person's.
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


class _Phrase(NamedTuple):
    """Words under resolution: as written, word by word, and what stays when a known name is taken out."""

    text: str
    shown: str
    row: tuple[Word, ...]

    def rest(self, start: int, end: int) -> list[Word]:
        return [word for i, word in enumerate(self.row) if not start <= i < end]


def resolve(words: str, report: str, context: Context) -> Naming:
    """Whom a claim's claimant words name, as far as its report alone tells.

    `report` is the report's id: whoever has no name is that report's own unnamed claimant.
    """
    text = " ".join(words.split())[:LONGEST_WORDS]
    row = name_words(text)
    shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    phrase = _Phrase(text, shown, tuple(row))
    known = knowledge()
    return (
        _joint(phrase, report, context, known)
        or _by_name(phrase, context, known)
        or _by_slip(phrase, known)
        or _by_institution(phrase, context, known)
        or _by_state(phrase, known)
        or _by_phrase(phrase, report, context, known)
        or _new(phrase, report, known)
    )


def of_entry(entry: Entry, reason: str) -> Naming:
    """The naming of a known claimant."""
    return Naming(entry.id, entry.name, entry.kind, reason, party=entry.party)


def person_in(text: str) -> str | None:
    """The person's name that ends the words ("local doctor Noor Mohammad Faiz"), or opens them before a comma.

    A name needs two words; titles, roles and bodies are none.
    """
    known = knowledge()
    for part in (text.split(",")[0], text) if "," in text else (text,):
        row = name_words(part)
        name: list[Word] = []
        for word in reversed(row):
            low = word.folded
            if not (word.capital or low in writing().particles):
                break
            if low in known.roles or low in known.phrases.titles or low in known.phrases.bodies:
                break
            name.append(word)
        name.reverse()
        start = len(row) - len(name)
        tied = start > 0 and row[start - 1].folded in known.phrases.ties
        if not tied and 2 <= len(name) <= 5 and name[0].capital:
            return part[name[0].start : name[-1].end]
    return None


def _joint(phrase: _Phrase, report: str, context: Context, known: Knowledge) -> Naming | None:
    """Two claimants in one breath ("A and B") vouch together: neither is credited alone."""
    parts: list[list[Word]] = [[]]
    for word in phrase.row:
        if word.folded in known.phrases.joins:
            parts.append([])
        else:
            parts[-1].append(word)
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return None
    whole = matches(phrase.row, phrase.text, known.full, known)
    if any(word.folded in known.phrases.joins for match in whole for word in phrase.row[match.start : match.end]):
        return None
    spoken = [[w for w in part if w.folded not in known.phrases.ties] for part in parts]
    capitals = sum(any(word.capital and i + j for j, word in enumerate(part)) for i, part in enumerate(spoken))
    name = _bare(phrase)
    reason = f"“{phrase.shown}” names several at once, so the figure is nobody's alone"
    if capitals >= 2:
        return Naming(f"joint-{slug(name)}", name, "unknown", reason)
    return Naming(f"unnamed:{report}:{slug(name)}", name, "unnamed", reason, named=False)


def _by_name(phrase: _Phrase, context: Context, known: Knowledge) -> Naming | None:
    """A known name or person in the words, and nothing beside it that makes it somebody else's."""
    found = matches(phrase.row, phrase.text, known.full, known)
    best = None
    for match in found:
        entry = known.entries[known.full[match.key]]
        if best is None or match.end - match.start > best[0].end - best[0].start:
            best = (match, entry)
    if best is None:
        return _by_short_name(phrase, context, known)
    match, entry = best
    covered = {i for other in found for i in range(other.start, other.end)}
    rest = [word for i, word in enumerate(phrase.row) if i not in covered]
    if not _says_nothing_else(rest, entry, known):
        return None
    if match.key in known.people:
        return of_entry(entry, f"“{phrase.shown}” speaks for the {entry.name}".replace("the The ", "The "))
    return of_entry(entry, f"“{phrase.shown}” is a name of {entry.name}")


def _by_short_name(phrase: _Phrase, context: Context, known: Knowledge) -> Naming | None:
    for match in matches(phrase.row, phrase.text, known.local, known):
        fitting = []
        for id in known.local[match.key]:
            entry = known.entries[id]
            short = {tuple(w.folded for w in name_words(name)) for name in entry.short}
            works = {known.countries[name] for name in entry.works if name in known.countries}
            if id in context.entries:
                fitting.append((entry, f"which this report names in full: {entry.name}"))
            elif match.key in short and works & context.states and entry.holds_on(context.day):
                fitting.append((entry, f"which in a report on {', '.join(entry.works)} is the {entry.name}"))
        if len(fitting) == 1 and _says_nothing_else(phrase.rest(match.start, match.end), fitting[0][0], known):
            return of_entry(fitting[0][0], f"“{phrase.shown}” is a short name, {fitting[0][1]}")
    return None


def _by_slip(phrase: _Phrase, known: Knowledge) -> Naming | None:
    """A known name but for a slip of spelling in its words, each word by itself: nobody is merged for likeness."""
    said = [w.folded for w in phrase.row if w.folded not in known.phrases.ties]
    if len(said) < 2 or not any(word.capital for word in phrase.row):
        return None
    for start, word in enumerate(said):
        for name, id in known.by_letter.get(word[0], ()):
            heard = said[start : start + len(name)]
            if len(heard) == len(name) and all(alike(a, b) for a, b in zip(heard, name, strict=True)):
                entry = known.entries[id]
                rest = {*said[:start], *said[start + len(name) :]}
                if _says_nothing_else([w for w in phrase.row if w.folded in rest], entry, known):
                    return of_entry(entry, f"“{phrase.shown}” is a spelling of {entry.name}")
    return None


def _by_institution(phrase: _Phrase, context: Context, known: Knowledge) -> Naming | None:
    """A body that every state has, with the country that the words or else the report tells."""
    found = matches(phrase.row, phrase.text, known.institutions, known)
    if not found:
        return None
    match = max(found, key=lambda m: (m.end - m.start, -m.start))
    body = known.institutions[match.key]
    rest = phrase.rest(match.start, match.end)
    states = _states(rest, phrase.text, known)
    others = [w for w in rest if w.folded not in {f for key in states for f in key}]
    if not all(_empty(word, known) or word.capital for word in others) or len(states) > 1:
        return None
    if states:
        state, how = known.state_words[next(iter(states))], ""
    else:
        heads = matches(phrase.row, phrase.text, known.generics, known)
        if any(head.end - head.start >= match.end - match.start for head in heads):
            return None
        told = {id.split("-", 1)[0] for id in context.institutions if id.split("-", 1)[1] == body.id}
        if len(told) != 1 and context.about is None:
            return None
        state = next(iter(told)) if len(told) == 1 else str(context.about)
        how = f", {known.states[state].name}'s in this report"
    id = institution_id(state, body)
    if id in known.entries:
        return of_entry(known.entries[id], f"“{phrase.shown}” is a name of {known.entries[id].name}{how}")
    name = f"{known.states[state].adjective} {body.name}"
    return Naming(id, name, body.kind, f"“{phrase.shown}” is the {name}{how}")


def _by_state(phrase: _Phrase, known: Knowledge) -> Naming | None:
    """A country or its capital as the one who speaks: its government."""
    for names in (known.state_words, known.seats):
        found = matches(phrase.row, phrase.text, names, known)
        if len(found) == 1 and found[0].end - found[0].start == len(phrase.row):
            state = known.states[names[found[0].key]]
            name = f"{state.adjective} government"
            reason = f"“{phrase.shown}” stands for the {name}"
            return Naming(f"{state.id}-government", name, "government", reason)
    return None


def _by_phrase(phrase: _Phrase, report: str, context: Context, known: Knowledge) -> Naming | None:
    """A generic phrase: an unnamed claimant of this report, until its event tells who it may be."""
    found = matches(phrase.row, phrase.text, known.generics, known)
    if not found:
        return None
    head = max(found, key=lambda m: _telling(known.generics[m.key], m.end - m.start, m.start))
    generic = known.generics[head.key]
    rest = [(i, word) for i, word in enumerate(phrase.row) if not head.start <= i < head.end]
    names = [(i, word) for i, word in rest if word.capital and (i or not _common(word)) and not _empty(word, known)]
    if generic.kind == "police" and not person_in(phrase.text):
        towns = [word for i, word in rest if word.capital and not _empty(word, known) and (i or not _very_common(word))]
        place = " ".join(word.folded for word in towns if word.folded not in known.phrases.bodies)
        if place:
            reason = f"“{phrase.shown}” are told apart by their place"
            return Naming(f"police-{slug(place)}", _bare(phrase), "police", reason)
    placed = {i for i, _ in names if any(phrase.row[j].folded in known.phrases.ties for j in range(max(0, i - 3), i))}
    body = any(word.folded in known.phrases.bodies for _, word in names)
    states = {f for key in _states([w for _, w in names], phrase.text, known) for f in key}
    if names and any(phrase.row[i].capital for i in range(max(head.start, 1), head.end)):
        return None
    if body or [word for i, word in names if i not in placed and word.folded not in states]:
        return None
    bases = tuple(
        phrase.text[one.start : one.end]
        for one, other in zip(phrase.row, phrase.row[1:], strict=False)
        if other.folded == "based"
    )
    return Naming(
        f"unnamed:{report}:{slug(_bare(phrase))}",
        _bare(phrase),
        generic.kind,
        f"“{phrase.shown}” names nobody",
        named=False,
        generic=generic,
        elsewhere=any(word.folded in known.phrases.others for word in phrase.row),
        definite=phrase.text.lower().startswith("the "),
        bases=bases,
    )


def _new(phrase: _Phrase, report: str, known: Knowledge) -> Naming:
    """A name that nobody here knows is a claimant of its own; words without a name are this report's unnamed one."""
    capital = [w for i, w in enumerate(phrase.row) if w.capital and (i or not _common(w))]
    if not capital:
        name = _bare(phrase)
        return Naming(f"unnamed:{report}:{slug(name)}", name, "unnamed", f"“{phrase.shown}” names nobody", named=False)
    person = person_in(phrase.text)
    if person:
        kind: ClaimantKind = "unknown"
        for match in matches(phrase.row, phrase.text, known.generics, known):
            kind = known.generics[match.key].kind
        kind = kind if kind in {"police", "medical", "military", "official", "rescue"} else "unknown"
        return Naming(
            "-".join(person_key(person)) or slug(person), person, kind, f"“{phrase.shown}” is a person", person=True
        )
    name = _bare(phrase)
    body = [known.institutions[m.key].kind for m in matches(phrase.row, phrase.text, known.institutions, known)]
    police = any(word.folded == "police" for word in phrase.row)
    found = "police" if police else body[0] if body else "unknown"
    return Naming(
        slug(_without_source(phrase, known)),
        _without_source(phrase, known) or name,
        found,
        f"“{phrase.shown}” is a name by itself",
    )


def _says_nothing_else(rest: Sequence[Word], entry: Entry, known: Knowledge) -> bool:
    """Whether the words beside a name leave it whose it is: roles, ties, countries, seats, or one person's name."""
    based = {w.folded for base in entry.based for w in name_words(base)}
    left = [
        word
        for word in rest
        if not _empty(word, known) and word.folded not in based and (word.folded,) not in known.state_words
    ]
    return all(word.capital for word in left) and len(left) <= 4


def _empty(word: Word, known: Knowledge) -> bool:
    """Whether a word beside a name says nothing of whose name it is."""
    return word.folded in known.roles or word.folded in known.phrases.ties or word.folded in known.phrases.titles


def _states(rest: Sequence[Word], text: str, known: Knowledge) -> dict[Key, None]:
    return {match.key: None for match in matches(rest, text, known.state_words, known)}


def _telling(generic: Generic, length: int, start: int) -> tuple[bool, bool, int, int]:
    """How well a head word tells who is meant: "a spokesperson for the monitor" is about the monitor."""
    return bool(generic.stands_for), generic.kind != "official", length, -start


def _very_common(word: Word) -> bool:
    return background().get(word.folded, 0.0) >= VERY_COMMON_WORD


def _common(word: Word) -> bool:
    return background().get(word.folded, 0.0) >= COMMON_WORD


def _bare(phrase: _Phrase) -> str:
    """The words without their article."""
    return phrase.text[phrase.row[0].start :].strip(" ,;:") if phrase.row else phrase.text


def _without_source(phrase: _Phrase, known: Knowledge) -> str:
    """A body's name without who speaks there: "A source at Aleppo Police Command" is "Aleppo Police Command"."""
    row = phrase.row
    here = 0
    while here < len(row) and (not row[here].capital or (_empty(row[here], known) and here + 1 < len(row))):
        here += 1
    return phrase.text[row[here].start :].strip(" ,;:") if here < len(row) else _bare(phrase)
