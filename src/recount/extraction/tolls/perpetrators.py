"""Perpetrators: who is said to have done it, by the grammar of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from recount.model import Span

from ..counting.counts import Count
from ..words.phrases import Np, head_of, np_after, np_before, span_of
from ..words.syntax import parts_played
from .actors import Actor, Acts, actor_of, acts, anybody, by_name, harmed, sides_of
from .frames import Frame
from .view import Line, View

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
    victims = harmed(view, count) if count is not None else frozenset()
    first, last = line.sentence.first, line.sentence.last
    if count is not None:
        first, last = max(first, count.first - WINDOW), min(last, count.last + WINDOW)
    for rule in _RULES if count is not None else _RULES[:-1]:
        found = [
            actor
            for actor in rule(view, line, first, last)
            if not (actor.np.first < own.stop and own.start < actor.np.last)
            and (not victims or victims.isdisjoint(sides_of(view, *actor.np)))
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
    """The subject of an active verb of harm; of a gerund that of the clause before it ("stormed it …, killing two")."""
    if frame.relation not in ("object", "part", "joined") or frame.first >= count.first:
        return None
    victims = harmed(view, count)
    for actor in _subjects(view, line, frame):
        if not victims or victims.isdisjoint(sides_of(view, *actor.np)):
            return actor
    return None


def _subjects(view: View, line: Line, frame: Frame) -> Iterator[Actor]:
    verb = frame.first
    if view.tags[verb] == "G" or view.tokens[verb].stem.endswith(acts(view.language).gerund):
        yield from _clause_subjects(view, line, verb)
    told_apart = _with_clause(view, line, verb)
    if told_apart is not None:
        yield Actor(verb, told_apart, "subject of the verb of harm, with its clause")
        return
    np = _subject_of(view, line, verb)
    if np is None:
        return
    found = actor_of(view, np, verb, "subject of the verb of harm") or _anyone(view, line, np, verb)
    if found is not None:
        yield found


def _anyone(view: View, line: Line, np: Np, verb: int) -> Actor | None:
    """The subject of a verb that only people have, whoever they are: "a former student attacked"."""
    if _opens_clause(view, line, np) and view.tags[verb] in "VE":
        name = by_name(view, np, verb)
        if name is not None:
            return Actor(verb, name, "name as the subject of the verb of harm")
    if anybody(view, np) and view.tags[verb] in "VE":
        return Actor(verb, np, "people as the subject of the verb of harm")
    return None


def _opens_clause(view: View, line: Line, np: Np) -> bool:
    """Whether a phrase stands where a subject begins, not behind another verb ("blasts that rocked Tell killed")."""
    before = np.first - 1
    if before < line.sentence.first or view.tokens[np.first].stem == "that":
        return True
    return view.tags[before] in ',SCHD":(#' or view.tokens[before].stem in parts_played(view.language)["says"]


def _clause_subjects(view: View, line: Line, verb: int) -> Iterator[Actor]:
    """The subjects of the finite verbs before a gerund, from the left; who only says something is none of them."""
    tokens, tags = view.tokens, view.tags
    said = {saying.cue.first for saying in line.sayings}
    for k in range(max(line.sentence.first, verb - GERUND), verb):
        if tags[k] not in "VE" or k in said or tokens[k].stem in acts(view.language).aside:
            continue
        np = _subject_of(view, line, k)
        if np is None or any(
            saying.source.first < np.last and np.first < saying.source.last for saying in line.sayings
        ):
            continue
        found = actor_of(view, np, verb, "subject of the verb of harm")
        if found is None and tokens[k].stem in acts(view.language).violent:
            found = _anyone(view, line, np, k)
        if found is not None:
            yield found


GERUND = 40
"""So many words before a gerund its subject is sought."""


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
    play = parts_played(view.language)
    k = verb - 1
    while k >= first and (
        tags[k] in "RAMW"
        or tokens[k].stem == "to"
        or (tokens[k].stem in play["real_to"] and tokens[k + 1].stem == "to")
    ):
        if tokens[k].stem in play["be"]:
            return None  # it was done to them
        k -= 1
    k = _before_aside(view, first, k)
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
    if np is None:
        return None
    for j in range(np.first - 1, max(first, np.first - 6) - 1, -1):
        if tags[j] == ",":
            break
        if tokens[j].stem == "between":
            return None  # "clashes between X and Y": neither is said to have done it
    return np


def _before_aside(view: View, first: int, k: int) -> int:
    """Where a subject ends that an aside between commas parts from its verb: "the group, backed by jets, killed"."""
    if view.tags[k] != ",":
        return k
    for j in range(k - 1, max(first, k - CLAUSE), -1):
        if view.tags[j] == ",":
            inner = view.tags[j + 1]
            return j - 1 if inner in "EGW#" or j == k - 2 else k
    return k


def _by_whom(view: View, at: int, last: int) -> Np | None:
    """The phrase after "by", without the marks around it: "by “terrorists”", "by the regime and its allies"."""
    tokens, tags = view.tokens, view.tags
    while at < last and tags[at] == '"':
        at += 1
    np = np_after(tokens, tags, at, last)
    if np is not None:
        return np
    head = at
    while head < last and tags[head] == "D":
        head += 1
    return Np(at, head + 1) if head < last and tokens[head].stem in acts(view.language).actors else None


def _by(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "killed by X", "in shelling by X", "carried out by X"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    for k in range(first + 1, last):
        if tokens[k].stem != "by" or not any(
            tokens[j].stem in known.telling or tokens[j].stem in known.doing for j in range(max(first, k - 8), k)
        ):
            continue
        np = _by_whom(view, k + 1, line.sentence.last) if tokens[k - 1].stem not in known.ruled else None
        if np is None or tokens[head_of(tokens, tags, np)].stem in known.not_by:
            continue
        found = actor_of(view, np, k, "named by “by”")
        if found is None and tokens[k - 1].stem in known.telling | known.doing and tags[k - 1] in "VE":
            name = by_name(view, np, k)
            found = Actor(k, name or np, "named by “by”") if name is not None or anybody(view, np) else None
        if found is not None:
            yield found


def _blamed(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "accused X of killing", "blamed X for the attack", "blamed the attack on X", "pointed the finger at X"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
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
                tokens[j].stem in known.telling for j in range(first, end) if j not in range(*np)
            ):
                yield found
                break


def _blamed_at(view: View, k: int, last: int) -> Iterator[int]:
    """Where whoever is blamed may be named: after "on" or "at", else right after the verb."""
    for at in range(k + 1, min(last, k + 8)):
        if view.tokens[at].stem in acts(view.language).against or view.tags[at] in "VEW":
            break
        if view.tokens[at].stem in ("on", "at"):
            yield at + 1
    yield k + 1


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
        found = actor_of(view, np, k, "subject of an attack") if np is not None else None
        if found is None and np is not None and tokens[k].stem in known.violent:
            found = _anyone(view, line, np, k)
        if found is not None:
            yield found


def _attacks(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "in Turkish shelling", "during a regime air raid", "Israeli strikes … killing five"."""
    tokens, tags = view.tokens, view.tags
    known = acts(view.language)
    for k in range(first, last):
        if tokens[k].stem not in known.naming or _goes_with(view, line, k + 1, known):
            continue
        gerund = k > first and tags[k] == "G"
        np = np_before(tokens, tags, k if gerund else k + 1, line.sentence.first)
        if np is not None:
            inner = next((j + 1 for j in range(k - 1, np.first - 1, -1) if tags[j] in "PT"), np.first)
            np = Np(inner, k + 1)  # "lost his life in a Turkish shelling of"
        found = actor_of(view, np, k, "named before the attack") if np is not None else None
        if found is not None:
            yield found


def _goes_with(view: View, line: Line, at: int, known: Acts) -> bool:
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
        found = actor_of(view, np, k, "the other side of a clash") if np is not None else None
        if found is not None:
            yield found


_RULES: Sequence[Callable[[View, Line, int, int], Iterator[Actor]]] = (_by, _blamed, _doers, _attacks, _opponents)
"""The rules, the surest first; who fights with those who are harmed is no news of another sentence."""
