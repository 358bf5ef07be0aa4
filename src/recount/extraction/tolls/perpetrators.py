"""Perpetrators: who is said to have done it, by the grammar of the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from recount.model import Span

from ..counting.counts import Count
from ..language import Language, per_language
from ..words.phrases import Np, head_of, np_after, np_before, span_of
from ..words.syntax import parts_played
from .frames import Frame
from .view import Line, View


class _Words(NamedTuple):
    attacks: frozenset[str]
    actors: frozenset[str]
    adjectives: frozenset[str]
    not_by: frozenset[str]
    telling: frozenset[str]
    doing: frozenset[str]
    weapons: frozenset[str]
    never: frozenset[str]
    blame: frozenset[str]
    vague: frozenset[str]
    ruled: frozenset[str]
    bound: frozenset[str]
    fights: frozenset[str]
    against: frozenset[str]
    aside: frozenset[str]
    goes_on: Mapping[str, list[str]]


@per_language
def acts(language: Language) -> _Words:
    """The words of acts of violence and of who commits them."""
    table = language.table("acts")
    return _Words(
        frozenset(table["attacks"]),
        frozenset(table["actors"]),
        frozenset(table["adjectives"]),
        frozenset(table["not_by"]),
        (frozenset(table["attacks"]) - frozenset(table["quiet"])) | frozenset(table["telling"]),
        frozenset(table["doing"]),
        frozenset(table["weapons"]),
        frozenset(table["never"]),
        frozenset(table["blame"]),
        frozenset(table["vague"]),
        frozenset(table["ruled"]),
        frozenset(table["bound"]),
        frozenset(table["fights"]),
        frozenset(table["against"]),
        frozenset(table["aside"]),
        table["goes_on"],
    )


class Actor(NamedTuple):
    """Somebody who is said to act: the word that shows it, the words for them, and the rule."""

    at: int
    np: Np
    rule: str


REACH = 6
"""So many phrases at most stand between an act and who is its subject."""


def perpetrator_of(view: View, line: Line, count: Count, frame: Frame) -> tuple[Span, str] | None:
    """The perpetrator of a claim as its own sentence names one, and the rule; None where it names nobody."""
    actor = _subject(view, line, count, frame) or nearest(view, line, count)
    return (span_of(view.text, view.tokens, actor.np), actor.rule) if actor is not None else None


WINDOW = 80
"""So many words around a count its perpetrator is sought."""


def nearest(view: View, line: Line, count: Count | None = None) -> Actor | None:
    """Of the sentence's actors the one that its rule tells most surely, nearest to a count where one is given."""
    own = range(count.first, max(count.last, count.phrase.last)) if count is not None else range(0)
    first, last = line.sentence.first, line.sentence.last
    if count is not None:
        first, last = max(first, count.first - WINDOW), min(last, count.last + WINDOW)
    for rule in (_by, _blamed, _doers, _attacks, _opponents):
        found = [
            actor
            for actor in rule(view, line, first, last)
            if not (actor.np.first < own.stop and own.start < actor.np.last)
        ]
        if not found:
            continue
        if count is None:
            return found[0]
        here = count.first
        after = rule in (_by, _attacks)
        return min(found, key=lambda actor: ((actor.at < here) == after, abs(actor.at - here)))
    return None


def _subject(view: View, line: Line, count: Count, frame: Frame) -> Actor | None:
    """The subject of an active verb of harm."""
    if frame.relation not in ("object", "part", "joined"):
        return None
    if frame.first >= count.first and frame.relation != "part":
        return None
    told_apart = _with_clause(view, line, frame.first)
    if told_apart is not None:
        return Actor(frame.first, told_apart, "subject of the verb of harm, with its clause")
    np = _subject_of(view, line, frame.first)
    return _actor(view, np, frame.first, "subject of the verb of harm") if np is not None else None


def _with_clause(view: View, line: Line, verb: int) -> Np | None:
    """A subject that opens its sentence, with the clause that tells it apart: "Forces that took part in it killed"."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    opening = np_after(tokens, tags, first, verb)
    if opening is None or opening.first != first or not opening.last < verb - 1 or verb - first > CLAUSE:
        return None
    if tags[opening.last] != "W" or tokens[head_of(tokens, tags, opening)].stem not in acts(view.language).actors:
        return None
    return Np(first, verb) if all(tags[k] not in ",EW" for k in range(opening.last + 1, verb)) else None


CLAUSE = 20
"""So many words at most make a subject with its clause."""


def _subject_of(view: View, line: Line, verb: int) -> Np | None:
    """The phrase that a verb has for its subject: before it, and before what tells where that lies."""
    tokens, tags = view.tokens, view.tags
    first = line.sentence.first
    k = verb - 1
    while k >= first and (tags[k] in "RAM" or tokens[k].stem == "to" or tags[k] == "W"):
        if tokens[k].stem in parts_played(view.language)["be"]:
            return None  # it was done to them
        k -= 1
    if k < first:
        return None
    np = np_before(tokens, tags, k + 1, first)
    for _ in range(REACH):
        if np is None or np.first - 1 <= first or tags[np.first - 1] not in "PT" or tokens[np.first - 1].stem == "of":
            break
        end = np.first - 1
        bound = tokens[end - 1].stem in acts(view.language).bound
        while end - 1 > first and (tags[end - 1] in "ER" or tokens[end - 1].stem in acts(view.language).bound):
            end -= 1  # "gunmen positioned in the hills fired"
        before = np_before(tokens, tags, end, first)
        np = Np(before.first, np.last) if before is not None and bound else before
    if np is not None and np.first - 1 > first and tokens[np.first - 1].stem == "and":
        other = np_before(tokens, tags, np.first - 1, first)
        if other is not None and tokens[other.last - 1].stem in acts(view.language).actors:
            np = Np(other.first, np.last)
    if np is None or any(tokens[j].stem == "between" for j in range(max(first, np.first - 6), np.first)):
        return None  # "clashes between X and Y": neither is said to have done it
    return np


def _actor(view: View, np: Np, at: int, rule: str) -> Actor | None:
    """The actor that a phrase names: itself, or the words that name one before the noun of an attack."""
    known = acts(view.language)
    tokens, tags = view.tokens, view.tags
    if tokens[np.first].stem == "that" and len(range(*np)) > 1:
        np = Np(np.first + 1, np.last)  # "said that terrorists fired"
    stems = [tokens[k].stem for k in range(*np)]
    if any(stem in known.never for stem in stems) or stems[0] == "no" or tags[np.last - 1] == "#":
        return None
    if "or" in [tokens[k].stem for k in (np.first - 1, np.last) if 0 <= k < len(tokens)]:
        return None  # "by Syrian or Russian planes": it is not known by whom
    head = head_of(tokens, tags, np)
    stem = tokens[head].stem
    if stem in known.attacks and stem not in known.actors:
        last = head
        while last > np.first and (
            tokens[last - 1].stem in known.attacks and tokens[last - 1].stem not in known.adjectives
        ):
            last -= 1
        first = last
        while first > np.first and (
            tokens[first - 1].stem in known.adjectives
            or tokens[first - 1].stem in known.actors
            or (tokens[first - 1].capital and tags[first - 1] == "N")
        ):
            first -= 1
        named = [tokens[k].stem for k in range(first, last)]
        if any(name in known.adjectives or name in known.actors for name in named) and named[0] not in known.vague:
            return Actor(at, Np(first, last), rule)
        return None
    if stem in known.weapons and not any(
        one in known.adjectives or one in known.actors - known.weapons for one in stems
    ):
        return None
    if stem in known.actors:
        return Actor(at, np, rule)
    acting = [k for k in range(*np) if tokens[k].stem in known.actors or tokens[k].stem in known.adjectives]
    if tokens[head].capital and acting:
        attack = next((k for k in range(acting[0], np.last) if tokens[k].stem in known.attacks), None)
        return Actor(at, np if attack is None else Np(np.first, max(acting[0] + 1, attack)), rule)
    return None


def _by(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "killed by X", "in shelling by X", "carried out by X"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    for k in range(first + 1, last):
        if tokens[k].stem != "by" or not any(
            tokens[j].stem in known.telling or tokens[j].stem in known.doing for j in range(max(first, k - 8), k)
        ):
            continue
        np = np_after(tokens, tags, k + 1, line.sentence.last) if tokens[k - 1].stem not in known.ruled else None
        if np is None or tokens[head_of(tokens, tags, np)].stem in known.not_by:
            continue
        found = _actor(view, np, k, "named by “by”")
        if found is not None:
            yield found


def _blamed(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "accused X of killing", "blamed X for the attack"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    for k in range(first, last):
        if tokens[k].stem not in known.blame:
            continue
        np = np_after(tokens, tags, k + 1, line.sentence.last, links=frozenset())
        found = _actor(view, np, k, "blamed for it") if np is not None else None
        if found is not None:
            yield found


def _doers(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "Regime forces shelled Tell", "terrorists fired rockets", "the group claimed responsibility"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    for k in range(first + 1, last):
        if tokens[k].stem not in known.doing or tags[k] not in "VEG":
            continue
        wanted = known.goes_on.get(tokens[k].stem)
        if wanted is not None and (k + 1 >= line.sentence.last or tokens[k + 1].stem not in wanted):
            continue
        np = _subject_of(view, line, k)
        found = _actor(view, np, k, "subject of an attack") if np is not None else None
        if found is not None:
            yield found


def _attacks(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "in Turkish shelling", "during a regime air raid", "Israeli strikes … killing five"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    for k in range(first, last):
        if tokens[k].stem not in known.attacks or _goes_with(view, line, k + 1, known):
            continue
        np = np_before(tokens, tags, k + 1, line.sentence.first)
        found = _actor(view, np, k, "named before the attack") if np is not None else None
        if found is not None:
            yield found


def _goes_with(view: View, line: Line, at: int, known: _Words) -> bool:
    """Whether a word of attack only describes the noun after it: "the Russian air base"."""
    if at >= line.sentence.last or view.tags[at] != "N":
        return False
    after = view.tokens[at]
    return not after.capital and after.stem not in known.attacks


def _opponents(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "killed in clashes with X": the other side."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    for k in range(first + 1, last):
        if tokens[k].stem not in known.against or tokens[k - 1].stem not in known.fights:
            continue
        np = np_after(tokens, tags, k + 1, line.sentence.last)
        found = _actor(view, np, k, "the other side of a clash") if np is not None else None
        if found is not None:
            yield found
