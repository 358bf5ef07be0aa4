"""Actors: a claim's words for who caused the harm, resolved to one actor under all its spellings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .context import Context, matches
from .known import Entry, Knowledge, knowledge
from .names import name_words
from .naming import short_for
from .words import Word

LONGEST_WORDS = 400
SHOWN = 80


class Acting(NamedTuple):
    """Whom some words name as the one who acted: id, name to show, and the reason in a plain sentence."""

    id: str
    name: str
    reason: str


def act(words: str, context: Context) -> Acting:
    """Whom a claim's perpetrator words name, as far as its report tells.

    A known armed group or force is itself; a country, its army, drones or shelling are that state's forces;
    "government forces" and the like are those of the one country that the report is about. Whoever else is named
    stays who he is by the folded words: "gunmen" are gunmen, and nobody in particular.
    """
    text = " ".join(words.split())[:LONGEST_WORDS]
    shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    known = knowledge()
    row = name_words(text)
    joint = any(word.folded in known.phrases.joins for word in row)
    if not joint:
        found = _entry(row, text, context, known)
        own = _own_forces(found, known) if found else None
        if own:
            id, name = _forces(own, context, known)
            return Acting(id, name, f"“{shown}” stands for {name}")
        if found:
            return Acting(found.id, found.name, f"“{shown}” is a name of {found.name}")
        state = _state(row, text, context, known)
        if state:
            id, name, how = state
            return Acting(id, name, f"“{shown}” stands for {name}{how}")
    core = [word for word in row if word.folded not in known.phrases.ties]
    core = [word for word in core if word.folded not in known.vague] or core or row
    if not core:
        return Acting("actor:", shown, f"“{shown}” names nobody that is known here")
    # The id leaves vague words out; the name to show keeps them, from the first word that is no article.
    first = next((word for word in row if word.folded not in known.phrases.ties), core[0])
    name = text[first.start :]
    return Acting(f"actor:{'-'.join(word.folded for word in core)}", name, f"“{shown}” is kept as it is said")


def _entry(row: Sequence[Word], text: str, context: Context, known: Knowledge) -> Entry | None:
    """The known actor whose name stands in the words, and what is beside it only says what it acted with."""
    names = known.aliases
    found = matches(row, text, names, known)
    ids = sorted({names[match.key] for match in found})
    covered = {i for match in found for i in range(match.start, match.end)}
    if len(ids) > 1:
        # Of "al-Nusra (al-Qaeda's branch)" the branch is meant, not the whole.
        ids = [id for id in ids if not any(id in known.wholes[other] for other in ids)]
    if len(ids) != 1:
        return _short(row, text, context, known) if not ids else None
    rest = [word for i, word in enumerate(row) if i not in covered]
    return known.entries[ids[0]] if all(_beside(word, known) for word in rest) else None


def _short(row: Sequence[Word], text: str, context: Context, known: Knowledge) -> Entry | None:
    for match in matches(row, text, known.local, known):
        rest = [word for i, word in enumerate(row) if not match.start <= i < match.end]
        fitting = short_for(match.key, context, known)
        if len(fitting) == 1 and all(_beside(word, known) for word in rest):
            return fitting[0]
    return None


def _own_forces(entry: Entry, known: Knowledge) -> str | None:
    """The state (id) whose own forces an entry is, as "Sudanese Armed Forces" are what "Sudanese troops" are."""
    office = known.office_of.get(entry.id)
    return office.partition("-")[0] if office else None


def _state(row: Sequence[Word], text: str, context: Context, known: Knowledge) -> tuple[str, str, str] | None:
    """The state whose forces the words name: id, name, and how the country is known."""
    found = matches(row, text, known.state_words, known) or matches(row, text, known.seats, known)
    table = known.state_words if found and found[0].key in known.state_words else known.seats
    states = {table[match.key] for match in found}
    covered = {i for match in found for i in range(match.start, match.end)}
    rest = [word for i, word in enumerate(row) if i not in covered]
    if any(word.folded in known.not_state for word in rest):
        return None
    if len(states) > 1 or not all(_beside(word, known) for word in rest):
        return None
    how = ""
    if not states:
        if context.about is None or not any(word.folded in known.state_forces for word in row):
            return None
        states, how = {context.about}, f", as the report is about {known.states[context.about].name}"
    return (*_forces(min(states), context, known), how)


def _forces(id: str, context: Context, known: Knowledge) -> tuple[str, str]:
    """A state's own forces on the report's day: id and name."""
    for entry in known.forces.get(id, ()):
        told = entry.holds_on(context.day) if context.day else entry.id in context.entries
        if entry.lasting or told:
            return entry.id, entry.name
    return f"{id}-forces", f"{known.states[id].adjective} government forces"


def _beside(word: Word, known: Knowledge) -> bool:
    """Whether a word beside an actor's name leaves it the same actor."""
    return word.folded in known.means or word.folded in known.roles or word.folded in known.phrases.ties
