"""Who speaks: the subject of a reporting verb, before it or turned round after it, and the fullest name for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from ..record import Record
from ..tables import load_table
from ..words.names import Name, Register, find_names, is_person, name_words
from ..words.tokens import Token, starts_of

Who = Literal["name", "words", "person_pronoun", "other_pronoun", "first_person"]
_SHORT = 6
"""The most words of one who speaks "according to" whom a report tells."""

_NEAR = 40
"""Tokens within which a subject stands before its verb."""


class Reporting(Record, frozen=True):
    """The table `reporting.toml` of one language."""

    verbs: frozenset[str]
    inverting: frozenset[str]
    indirect: frozenset[str]
    infinitive: frozenset[str]
    according: frozenset[str]
    pronouns_person: frozenset[str]
    pronouns_other: frozenset[str]
    first_person: frozenset[str]
    between: frozenset[str]
    breaks: frozenset[str]
    joins: frozenset[str]
    speakers: frozenset[str]
    conjunctions: frozenset[str]
    definite: frozenset[str]
    one_of_many: frozenset[str]
    that: frozenset[str]
    infinitive_marks: frozenset[str]
    quoted_as: frozenset[str]
    persons: frozenset[str]
    nouns: frozenset[str]
    determiners: frozenset[str]
    bare: frozenset[str]
    addressing: frozenset[str]
    urging: frozenset[str]
    openers: frozenset[str]
    no_clause: frozenset[str]
    times: frozenset[str]
    negations: frozenset[str]
    finite: frozenset[str]
    relatives: frozenset[str]
    asides: frozenset[str]
    bounds: frozenset[str]
    blaming: frozenset[str]
    blame_marks: frozenset[str]
    adverb_endings: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    past_endings: tuple[str, ...]


@cache
def reporting(code: str) -> Reporting:
    """The words of reporting of a language."""
    table = load_table(code, "reporting")
    fields: dict[str, Any] = {
        field: (tuple if field.endswith("_endings") else frozenset)(table[field]) for field in Reporting.field_names()
    }
    return Reporting(**fields)


class Subject(Record, frozen=True):
    """Who speaks, as token indices (`last` exclusive), and what kind of words they are."""

    first: int
    last: int
    who: Who


class Scene(Record, frozen=True):
    """One tokenised text with its names, made once for all questions about it. `starts` are its tokens' offsets."""

    text: str
    tokens: Sequence[Token]
    names: dict[int, Name]
    by_last: dict[int, Name]
    register: Register
    words: Reporting
    titles: frozenset[str]
    abbreviations: frozenset[str]
    code: str
    starts: Sequence[int]


def scene(text: str, tokens: Sequence[Token], code: str) -> Scene:
    """The scene of a text."""
    names, known = find_names(tokens, code), name_words(code)
    return Scene(
        text,
        tokens,
        {n.first: n for n in names},
        {n.last: n for n in names},
        Register(names, code),
        reporting(code),
        known.titles,
        known.abbreviations,
        code,
        starts_of(tokens),
    )


def subject_before(scene: Scene, verb: int, floor: int) -> Subject | None:
    """The subject that ends right before a verb, not reaching below the token `floor`.

    "The ministry's spokesman, Ali Hariri, said": of an apposition between commas the name is taken.
    """
    tokens, words = scene.tokens, scene.words
    at = verb - 1
    while at >= floor and (tokens[at].stem in words.between or _adverb(tokens[at], words.adverb_endings)):
        at -= 1
    floor = max(floor, verb - _NEAR)
    if at < floor:
        return None
    if tokens[at].text in {",", ")"}:
        return _around_apposition(scene, at, floor)
    return _phrase_ending(scene, at + 1, floor)


def _adverb(token: Token, endings: tuple[str, ...]) -> bool:
    return token.kind == "word" and token.stem.endswith(endings) and not token.capital


def _around_apposition(scene: Scene, comma: int, floor: int) -> Subject | None:
    """The subject of "A, B, said": a name if either part is one, else the first part."""
    tokens = scene.tokens
    opening = "(" if tokens[comma].text == ")" else ","
    start = next((k for k in range(comma - 1, floor - 1, -1) if tokens[k].text == opening), None)
    if start is None or start == floor:
        return None
    inner = _phrase_ending(scene, comma, start + 1)
    if inner is not None and inner.who == "name" and inner.first <= start + 3:
        return inner
    return _phrase_ending(scene, start, floor) or inner


def _phrase_ending(scene: Scene, last: int, floor: int) -> Subject | None:
    """The noun phrase that ends before the token `last`."""
    tokens, words = scene.tokens, scene.words
    pronoun = _pronoun(scene, last - 1)
    if pronoun is not None:
        return pronoun
    first = last
    while first > floor and _inside(scene, first - 1):
        first -= 1
    while first < last and (
        tokens[first].stem in words.joins
        or (tokens[first].stem in words.verbs and not tokens[first].capital)
        or tokens[first].stem in words.conjunctions
    ):
        first += 1
    return _headed(scene, first, last)


def _inside(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    if token.kind != "word":
        return token.text == "." and at > 0 and scene.tokens[at - 1].stem in name_words(scene.code).abbreviations
    stem = token.stem
    if stem in scene.words.conjunctions:
        return _opens_name(scene, at + 1) and at > 0 and scene.tokens[at - 1].capital
    return stem not in scene.words.breaks and not (stem in scene.words.verbs and not token.capital and at > 0)


def _opens_name(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and scene.tokens[at].capital


def _pronoun(scene: Scene, at: int) -> Subject | None:
    stem = scene.tokens[at].stem
    if stem in scene.words.pronouns_person:
        return Subject(at, at + 1, "person_pronoun")
    if stem in scene.words.pronouns_other:
        return Subject(at, at + 1, "other_pronoun")
    if stem in scene.words.first_person:
        return Subject(at, at + 1, "first_person")
    return None


def _headed(scene: Scene, first: int, last: int) -> Subject | None:
    """The subject within a noun phrase: the name of a person at its head's end, else all of it if it may speak."""
    tokens, words = scene.tokens, scene.words
    if first >= last:
        return None
    pronoun = _pronoun(scene, first) if last - first == 1 else None
    if pronoun is not None:
        return pronoun
    joints = (k for k in range(first + 1, last) if tokens[k].stem in words.joins and not tokens[k].capital)
    head = next((k for k in joints if not _bridges(scene, k, last)), last)
    name = scene.by_last.get(head)
    if name is not None and name.first >= first and not name.possessive and _is_someone(scene, name, first):
        return Subject(name.first, name.last, "name")
    opening = scene.names.get(first)
    if opening is not None and opening.last == head and not opening.possessive and is_person(opening, scene.code):
        return Subject(opening.first, opening.last, "name")
    speaks = not words.speakers.isdisjoint([token.stem for token in tokens[first:head]])
    body = (
        not speaks
        and head - first <= 8
        and all(t.capital or t.stem in words.joins or t.stem in words.definite for t in tokens[first:head])
    )
    if not (speaks or (body and tokens[head - 1].capital)) or last - first > 14:
        return None
    return Subject(first, last if head - first <= 6 else head, "words")


def _bridges(scene: Scene, at: int, last: int) -> bool:
    """Whether a preposition joins the parts of one capitalised name ("Network for Human Rights")."""
    tokens = scene.tokens
    if at + 1 >= last or not tokens[at - 1].capital:
        return False
    return tokens[at + 1].capital or tokens[at + 1].stem in scene.words.definite


def _is_someone(scene: Scene, name: Name, first: int) -> bool:
    """Whether a run names a person: a full name, the end of one, or one word after a title."""
    if is_person(name, scene.code) or scene.register.knows(name):
        return True
    word = scene.tokens[name.first].stem
    titled = name.head < name.first and len(name.words) == 1
    return titled and word not in scene.words.speakers and word not in name_words(scene.code).not_person


def subject_after(scene: Scene, verb: int, ceiling: int, *, anyone: bool = False) -> Subject | None:
    """The subject that begins right after a turned-round verb or "according to", ending before the token `ceiling`.

    `anyone` tells that whoever stands there speaks, though the noun is none of those that may.
    """
    tokens, words = scene.tokens, scene.words
    first = verb + 1
    if first >= ceiling:
        return None
    last = first
    while last < min(ceiling, first + 12) and (_inside(scene, last) or tokens[last].stem in scene.words.conjunctions):
        last += 1
    while last > first and tokens[last - 1].stem in scene.words.joins:
        last -= 1
    named = _first_name(scene, first, last)
    if named is None and last < ceiling and tokens[last].text == ",":
        named = _appositive(scene, last + 1, ceiling)
    found = named or _headed(scene, first, last)
    astray = tokens[first].stem in words.joins | words.breaks | words.between
    if found is None and anyone and first < last <= first + _SHORT and not astray:
        return Subject(first, last, "words")
    return found


def _first_name(scene: Scene, first: int, last: int) -> Subject | None:
    """A person's name in a phrase, unless only a preposition brings it in ("a cousin of Rana Khoury")."""
    for at in range(first, last):
        if at > first and scene.tokens[at].stem in scene.words.joins and not scene.tokens[at].capital:
            return None
        name = scene.names.get(at)
        if name is not None and name.last <= last and not name.possessive and _is_someone(scene, name, first):
            return Subject(name.first, name.last, "name")
    return None


def _appositive(scene: Scene, at: int, ceiling: int) -> Subject | None:
    """The name that a description leads to: "the head of the centre, Rana Khoury,"."""
    name = scene.names.get(at)
    if name is None or name.last > ceiling or not is_person(name, scene.code):
        return None
    return Subject(name.first, name.last, "name")
