"""Perpetrators: who is said to have done it, by the grammar of the sentence."""

from __future__ import annotations

from typing import NamedTuple

from recount.model import Span

from .counts import Count
from .frames import Frame
from .language import Language, per_language
from .phrases import Np, head_of, np_after, np_before, span_of
from .view import Line, View


class _Words(NamedTuple):
    attacks: frozenset[str]
    actors: frozenset[str]
    adjectives: frozenset[str]
    not_by: frozenset[str]
    telling: frozenset[str]


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
    )


def perpetrator_of(view: View, line: Line, count: Count, frame: Frame) -> tuple[Span, str] | None:
    """The perpetrator of a claim as its own sentence names one, and the rule; None where it names nobody."""
    return _subject(view, line, count, frame) or _by(view, line, count, frame) or _attack(view, line, count, frame)


def _subject(view: View, line: Line, count: Count, frame: Frame) -> tuple[Span, str] | None:
    """The subject of an active verb of harm."""
    if frame.relation not in ("object", "part", "joined"):
        return None
    tokens, tags = view.tokens, view.tags
    if frame.first >= count.first and frame.relation != "part":
        return None
    k = frame.first - 1
    first = line.sentence.first
    while k >= first and (tags[k] in "RAM" or tokens[k].stem == "to" or tags[k] == "W"):
        k -= 1
    if k < first:
        return None
    np = np_before(tokens, tags, k + 1, first)
    if np is None or any(tokens[j].stem == "between" for j in range(max(first, np.first - 6), np.first)):
        return None  # "clashes between X and Y": neither is said to have done it
    return _actor(view, np, "subject of the verb of harm")


def _actor(view: View, np: Np, rule: str) -> tuple[Span, str] | None:
    """The actor that a phrase names: itself, or the words that name one before the noun of an attack."""
    known = acts(view.language)
    tokens, tags = view.tokens, view.tags
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
        if first < last and any(
            tokens[k].stem in known.adjectives or tokens[k].stem in known.actors for k in range(first, last)
        ):
            return span_of(view.text, tokens, Np(first, last)), rule
        return None
    if stem in known.actors or (
        tokens[head].capital
        and any(tokens[k].stem in known.actors or tokens[k].stem in known.adjectives for k in range(np.first, np.last))
    ):
        return span_of(view.text, tokens, np), rule
    return None


def _by(view: View, line: Line, count: Count, frame: Frame) -> tuple[Span, str] | None:
    """ "killed by X", "in shelling by X", "carried out by X"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    order = sorted(
        (k for k in range(line.sentence.first, line.sentence.last) if tokens[k].stem == "by"),
        key=lambda k: (k < count.first, abs(k - count.first)),
    )
    for k in order[:4]:
        np = np_after(tokens, tags, k + 1, line.sentence.last)
        if np is None or tokens[head_of(tokens, tags, np)].stem in known.not_by:
            continue
        if k and tokens[k - 1].stem in (
            "reported",
            "released",
            "documented",
            "confirmed",
            "cited",
            "published",
            "announced",
            "said",
            "held",
            "controlled",
            "led",
            "followed",
            "accompanied",
        ):
            continue
        found = _actor(view, np, "named by “by”")
        if found is not None:
            return found
    return None


def _attack(view: View, line: Line, count: Count, frame: Frame) -> tuple[Span, str] | None:
    """ "in Turkish shelling", "during a regime air raid", "Israeli strikes … killing five"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    order = sorted(
        (k for k in range(line.sentence.first, line.sentence.last) if tokens[k].stem in known.attacks),
        key=lambda k: (k < count.first, abs(k - count.first)),
    )
    for k in order[:6]:
        np = np_before(tokens, tags, k + 1, line.sentence.first)
        if np is None:
            continue
        found = _actor(view, np, "named before the attack")
        if found is not None:
            return found
    return None
