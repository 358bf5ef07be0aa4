"""Accusations: who is blamed for harm, or charged with it."""

from __future__ import annotations

from collections.abc import Iterator

from recount.model import Span

from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, np_after, np_before, span_of
from ..words.syntax import parts_played
from .actors import Actor, actor_of, acts, anybody, by_name
from .clauses import before_aside, opens_clause


def blamed(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "accused X of killing", "blamed X for the attack", "blamed the attack on X", "pointed the finger at X"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    yield from _answerable(view, line, first, last)
    if known.blame.isdisjoint(view.stems[first:last]):
        return
    for k in range(first, last):
        if tokens[k].stem not in known.blame:
            continue
        end = line.sentence.last
        for at in _blamed_at(view, k, end):
            np = np_after(tokens, tags, at, end, links=frozenset())
            if np is None:
                continue
            name = by_name(view, np, k)
            found = actor_of(view, np, k, "blamed for it")
            if found is None and name is not None:
                found = Actor(k, name, "blamed for it")
            if found is not None and any(
                tokens[j].stem in known.telling for j in range(first, end) if j not in range(np.first, np.last)
            ):
                yield found
                break


def _answerable(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "Held X responsible", "holding X to blame"."""
    known, stems = acts(view.language), view.stems
    if known.holds.isdisjoint(stems[first:last]):
        return
    for k in range(first, last):
        holds = stems[k] in known.holds
        np = np_after(view.tokens, view.tags, k + 1, line.sentence.last, links=frozenset()) if holds else None
        if np is None or np.last >= line.sentence.last:
            continue
        if stems[np.last - 1] in known.answerable:
            np = Np(np.first, np.last - 1)
        if np.last == np.first:
            continue
        after = stems[np.last : np.last + 2]
        if after[0] in known.answerable or (after[0] == "to" and after[-1] in known.blame):
            name = by_name(view, np, k)
            found = actor_of(view, np, k, "held responsible") or (name and Actor(k, name, "held responsible"))
            if found:
                yield found


def _blamed_at(view: View, k: int, last: int) -> Iterator[int]:
    """Where whoever is blamed may be named: after "on" or "at", else right after the verb."""
    for at in range(k + 1, min(last, k + 8)):
        if view.tokens[at].stem in acts(view.language).against or view.tags[at] in "VEW":
            break
        if view.tokens[at].stem in ("on", "at"):
            yield at + 1
    yield k + 1


def charged(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """Who is charged with it: "X, 22, was charged with murder", "convicted X of killing", "the suspect, X"."""
    tokens = view.tokens
    known = acts(view.language)
    end, here = line.sentence.last, view.stems[first:last]
    if known.suspect.isdisjoint(here) and known.charged.isdisjoint(here) and known.guilty.isdisjoint(here):
        return
    for k in range(first, last):
        if tokens[k].stem in known.suspect:
            np = _named_after(view, k + 1, end)
        elif tokens[k].stem in known.guilty and line.frames:
            np = _found_guilty(view, line, k)
        elif tokens[k].stem in known.charged and (
            (line.frames and k + 1 < end and tokens[k + 1].stem == "of")
            or any(
                tokens[j].stem in known.crimes or tokens[j].stem in known.telling
                for j in range(k + 1, min(end, k + 12))
            )
        ):
            np = _accused_before(view, line, k) or _named_after(view, k + 1, end)
        else:
            continue
        if np is not None:
            yield Actor(k, np, "charged with it")


def _found_guilty(view: View, line: Line, k: int) -> Np | None:
    """ "A jury found Ali Hassan guilty of murder": the name before "guilty"."""
    np = np_before(view.tokens, view.tags, k, line.sentence.first)
    return by_name(view, np, k) if np is not None else None


def _told_before(view: View, np: Np) -> bool:
    """Whether a single name that opens a sentence was told before: "Hassan was also convicted of …"."""
    if np.last - np.first != 1 or not view.tokens[np.first].capital or view.tags[np.first] != "N":
        return False
    stem = view.tokens[np.first].stem
    before = range(max(1, np.first - BACK), np.first)
    return any(view.stems[k] == stem and view.tokens[k - 1].capital and view.tokens[k].capital for k in before)


BACK = 300
"""So many words back a name is sought."""


def _accused_before(view: View, line: Line, k: int) -> Np | None:
    """The subject of "was charged", "have been accused", "is accused"; also "the five men accused of killing"."""
    tokens, tags, first = view.tokens, view.tags, line.sentence.first
    be = parts_played(view.language)["be"]
    at, passive = k - 1, False
    while at >= first and tags[at] in "RAM":
        passive = passive or tokens[at].stem in be
        at -= 1
    at = before_aside(view, first, at) if at >= first else at
    np = np_before(tokens, tags, at + 1, first) if at >= first else None
    if np is None or tags[k] not in "VE":
        return None
    name = by_name(view, np, k) if passive else None
    if name is not None:
        return name
    if passive and (_told_before(view, np) or (anybody(view, np) and opens_clause(view, line, np))):
        return np
    who = actor_of(view, np, k, "") if passive or at == k - 1 else None
    return who.np if who is not None and (passive or opens_clause(view, line, np)) else None


def _named_after(view: View, at: int, last: int) -> Np | None:
    """A person's name after "charged" or "the suspect", behind a mark, "as" or an age."""
    tokens, tags = view.tokens, view.tags
    for k in range(at, min(last, at + 4)):
        if tokens[k].capital and tags[k] == "N" and k + 1 < last and tokens[k + 1].capital and tags[k + 1] == "N":
            np = np_after(tokens, tags, k, last, links=frozenset())
            return by_name(view, np, at - 1) if np is not None else None
        if tags[k] not in ",:J#D" and tokens[k].stem != "as":
            return None
    return None


def blamed_in(view: View, number: int) -> Span | None:
    """Who is blamed in a sentence."""
    line = view.lines[number]
    actor = next(blamed(view, line, line.sentence.first, line.sentence.last), None)
    return span_of(view.text, view.tokens, actor.np) if actor is not None else None
