"""Claimants: a claim's words for who vouches for it, resolved to one claimant under all its spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.model import ClaimantKind

from .context import Context, Match, institution_id, matches
from .known import Generic, Institution, Knowledge, knowledge
from .names import Key, name_key, name_words, person_key, writing
from .naming import Naming, Phrase, bare, by_name, by_slip, empty, in_office, new_id
from .rarity import background
from .words import Word, slug

_TIED_THE = re.compile(r"\b(?:of|for|from|at|with) the(?: [\w’'-]+)? $", re.IGNORECASE)

LONGEST_WORDS = 400
"""Characters of a claimant's words that are read; the rest cannot be a name."""
SHOWN = 80
"""Characters of a claimant's words that a reason shows."""
VERY_COMMON_WORD = 0.05
"""In at least this share before "police", where a common word may well be a town."""
COMMON_WORD = 0.004
"""A first word in at least this share of reports is no name for its capital alone."""
MOST_RIVAL = 0.2
"""A bare "defence ministry" is not taken for that of a report's country where another has more of the mentions."""


def resolve(words: str, report: str, context: Context) -> Naming:
    """Whom a claim's claimant words name, as far as its report alone tells.

    `report` is the report's id: whoever has no name is that report's own unnamed claimant.
    """
    text = " ".join(words.split())[:LONGEST_WORDS]
    row = name_words(text)
    shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    phrase = Phrase(text, shown, tuple(row))
    known = knowledge()
    return (
        _joint(phrase, report, context, known)
        or by_name(phrase, context, known)
        or by_slip(phrase, context, known)
        or _by_institution(phrase, report, context, known)
        or _by_state(phrase, known)
        or _by_phrase(phrase, report, context, known)
        or _new(phrase, report, known)
    )


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


def _joint(phrase: Phrase, report: str, context: Context, known: Knowledge) -> Naming | None:
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
    capitals = sum(
        any(word.capital and i + j for j, word in enumerate(part))
        or bool(matches(part, phrase.text, known.full, known))
        for i, part in enumerate(spoken)
    )
    name = bare(phrase)
    reason = f"“{phrase.shown}” names several at once, so the figure is nobody's alone"
    if capitals >= 2:
        return Naming(f"joint-{slug(name)}", name, "unknown", reason)
    return Naming(f"unnamed:{report}:{slug(name)}", name, "unnamed", reason, named=False)


def _by_institution(phrase: Phrase, report: str, context: Context, known: Knowledge) -> Naming | None:
    """A body that every state has, with the country that the words or else the report tells."""
    found = matches(phrase.row, phrase.text, known.institutions, known)
    if not found:
        return None
    match = max(found, key=lambda m: (m.end - m.start, -m.start))
    body = known.institutions[match.key]
    if _goes_on(phrase, match, known):
        return None
    rest = phrase.rest(match.start, match.end)
    states = _states(rest, phrase.text, known)
    others = [w for w in rest if w.folded not in {f for key in states for f in key}]
    if not all(empty(word, known) or word.capital for word in others) or len(states) > 1:
        return None
    if states:
        state, how, probable = known.state_words[next(iter(states))], "", False
    else:
        heads = matches(phrase.row, phrase.text, known.generics, known)
        if any(head.end - head.start >= match.end - match.start for head in heads):
            return None
        told = {id.split("-", 1)[0] for id in context.institutions if id.split("-", 1)[1] == body.id}
        if len(told) != 1 and (context.about is None or context.rival > MOST_RIVAL):
            beside = [head for head in heads if not match.start <= head.start < head.end <= match.end]
            return None if beside or any(word.capital for word in others) else _nobodys(phrase, report, body)
        state = next(iter(told)) if len(told) == 1 else str(context.about)
        how = f", {known.states[state].name}'s in this report"
        probable = len(told) != 1 and len(context.states) > 1
    id = institution_id(state, body)
    name = f"{known.states[state].adjective} {body.name}"
    if probable:
        how += ", though that names other countries too"
    found_body = in_office(id, name, body.kind, f"“{phrase.shown}” is the {name}{how}", context, known)
    return found_body._replace(probable=probable)


def _nobodys(phrase: Phrase, report: str, body: Institution) -> Naming:
    """A state's body of which nothing tells whose it is: this report's unnamed claimant."""
    name = bare(phrase)
    return Naming(
        f"unnamed:{report}:{slug(name)}",
        name,
        body.kind,
        f"“{phrase.shown}” does not say of which country",
        named=False,
    )


def _goes_on(phrase: Phrase, match: Match, known: Knowledge) -> bool:
    """Whether "of" and a name that is no country's follow: a "State Department of Health" is no foreign ministry."""
    after = phrase.row[match.end : match.end + 2]
    if len(after) < 2 or after[0].folded != "of" or not match.key[-1].startswith("department"):
        return False
    return after[1].capital and (after[1].folded,) not in known.state_words


def _by_state(phrase: Phrase, known: Knowledge) -> Naming | None:
    """A country or its capital as the one who speaks: its government."""
    for names in (known.state_words, known.seats):
        found = matches(phrase.row, phrase.text, names, known)
        if len(found) == 1 and found[0].end - found[0].start == len(phrase.row):
            state = known.states[names[found[0].key]]
            name = f"{state.adjective} government"
            reason = f"“{phrase.shown}” stands for the {name}"
            return Naming(f"{state.id}-government", name, "government", reason)
    return None


def _by_phrase(phrase: Phrase, report: str, context: Context, known: Knowledge) -> Naming | None:
    """A generic phrase: an unnamed claimant of this report, until its event tells who it may be."""
    found = matches(phrase.row, phrase.text, known.generics, known)
    if not found:
        return None
    head = max(found, key=lambda m: _telling(known.generics[m.key], m.end - m.start, m.start))
    generic = known.generics[head.key]
    seats = {i for i, other in enumerate(phrase.row[1:]) if other.folded == "based"}
    rest = [(i, word) for i, word in enumerate(phrase.row) if not (head.start <= i < head.end or i in seats)]
    names = [(i, word) for i, word in rest if word.capital and (i or not _common(word)) and not empty(word, known)]
    if generic.kind == "police" and not person_in(phrase.text):
        towns = [word for i, word in rest if word.capital and not empty(word, known) and (i or not _very_common(word))]
        place = " ".join(word.folded for word in towns if word.folded not in known.phrases.bodies)
        state = known.state_words.get(name_key(place))
        if state:
            office = institution_id(state, known.institutions["national", "police"])
            adjective = known.states[state].adjective
            reason = f"“{phrase.shown}” stands for the {adjective} police"
            return in_office(office, f"{adjective} police", "police", reason, context, known)
        if place:
            reason = f"“{phrase.shown}” are told apart by their place"
            return Naming(f"police-{slug(place)}", bare(phrase), "police", reason, fresh=True)
    placed = {i for i, _ in names if any(phrase.row[j].folded in known.phrases.ties for j in range(max(0, i - 3), i))}
    body = any(word.folded in known.phrases.bodies for _, word in names)
    states = {f for key in _states([w for _, w in names], phrase.text, known) for f in key}
    if names and any(phrase.row[i].capital for i in range(max(head.start, 1), head.end)):
        return None
    if body or [word for i, word in names if i not in placed and word.folded not in states]:
        return None
    return Naming(
        f"unnamed:{report}:{slug(bare(phrase))}",
        bare(phrase),
        generic.kind,
        f"“{phrase.shown}” names nobody",
        named=False,
        generic=generic,
        elsewhere=any(word.folded in known.phrases.others for word in phrase.row),
        definite=_definite(phrase.text[: phrase.row[head.start].start], phrase.text),
        bases=tuple(phrase.text[phrase.row[i].start : phrase.row[i].end] for i in sorted(seats)),
    )


def _definite(before: str, text: str) -> bool:
    """Whether a generic phrase points at somebody: "the monitor", "a spokesperson for the UK-based monitor"."""
    return text.lower().startswith("the ") or _TIED_THE.search(before) is not None


def _new(phrase: Phrase, report: str, known: Knowledge) -> Naming:
    """A name that nobody here knows is a claimant of its own; words without a name are this report's unnamed one."""
    capital = [w for i, w in enumerate(phrase.row) if w.capital and (i or not _common(w))]
    if not capital:
        name = bare(phrase)
        return Naming(f"unnamed:{report}:{slug(name)}", name, "unnamed", f"“{phrase.shown}” names nobody", named=False)
    person = person_in(phrase.text)
    if person:
        kind: ClaimantKind = "unknown"
        for match in matches(phrase.row, phrase.text, known.generics, known):
            kind = known.generics[match.key].kind
        kind = kind if kind in {"police", "medical", "military", "official", "rescue"} else "unknown"
        return Naming(
            new_id("-".join(person_key(person)) or slug(person), known),
            person,
            kind,
            f"“{phrase.shown}” is a person",
            person=True,
        )
    name = bare(phrase)
    body = [known.institutions[m.key].kind for m in matches(phrase.row, phrase.text, known.institutions, known)]
    police = any(word.folded == "police" for word in phrase.row)
    found = "police" if police else body[0] if body else "unknown"
    return Naming(
        new_id(slug(_without_source(phrase, known)), known),
        _without_source(phrase, known) or name,
        found,
        f"“{phrase.shown}” is a name by itself",
        fresh=True,
    )


def _states(rest: Sequence[Word], text: str, known: Knowledge) -> dict[Key, None]:
    return {match.key: None for match in matches(rest, text, known.state_words, known)}


def _telling(generic: Generic, length: int, start: int) -> tuple[bool, bool, int, int]:
    """How well a head word tells who is meant: "a spokesperson for the monitor" is about the monitor."""
    return bool(generic.stands_for), generic.kind != "official", length, -start


def _very_common(word: Word) -> bool:
    return background().get(word.folded, 0.0) >= VERY_COMMON_WORD


def _common(word: Word) -> bool:
    return background().get(word.folded, 0.0) >= COMMON_WORD


def _without_source(phrase: Phrase, known: Knowledge) -> str:
    """A body's name without who speaks there: "A source at Aleppo Police Command" is "Aleppo Police Command"."""
    row = phrase.row
    here = 0
    while here < len(row) and (not row[here].capital or (empty(row[here], known) and here + 1 < len(row))):
        here += 1
    return phrase.text[row[here].start :].strip(" ,;:") if here < len(row) else bare(phrase)
