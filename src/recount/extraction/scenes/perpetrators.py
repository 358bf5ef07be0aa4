"""Perpetrators: who is said to have done it, by the grammar of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from recount.model import Span

from ..counting.counts import Count
from ..harm.frames import Frame
from ..harm.harm import harm
from ..view.line import Line
from ..view.view import View
from ..words.phrases import Np, head_of, np_after, np_before, span_of
from ..words.syntax import parts_played
from .accusations import blamed, charged
from .actors import Actor, actor_of, acts, anybody, by_name, harmed, sides_of
from .attackers import attacks, jailers, opponents
from .clauses import CLAUSE, opens_clause, subject_of
from .headed import doer_of


def perpetrator_of(view: View, line: Line, count: Count, frame: Frame) -> tuple[Span, str] | None:
    """The perpetrator of a claim as its own sentence names one, and the rule; None where it names nobody."""
    if frame.relation == "part" and (head := doer_of(view, line, count)) is not None:
        return span_of(view.text, view.tokens, head), "head of an item"
    actor = _gapped(view, count, frame) or _subject(view, line, count, frame) or nearest(view, line, count)
    return (span_of(view.text, view.tokens, _after_time(view, line, actor.np)), actor.rule) if actor else None


def _gapped(view: View, count: Count, frame: Frame) -> Actor | None:
    """Who did it right before a number, the verb left out: "the army killed nine, rebels four"."""
    if frame.relation != "joined" or frame.last != count.first:
        return None
    np = np_before(view.tokens, view.tags, count.first, max(0, count.first - 6))
    return actor_of(view, np, frame.first, "right before the number, the verb left out") if np is not None else None


def _after_time(view: View, line: Line, np: Np) -> Np:
    """Who did it, without a time that runs into the words for him: "The same day unidentified gunmen …"."""
    for time in line.times:
        last = view.token_at(time.span.end - 1) + 1
        if view.tokens[np.first].start <= time.span.start < view.tokens[np.last - 1].start and last < np.last:
            return Np(last, np.last) if view.token_at(time.span.start) - np.first <= 1 else np
    return np


WINDOW = 80
"""So many words around a count its perpetrator is sought."""


def nearest(view: View, line: Line, count: Count | None = None) -> Actor | None:
    """Of the sentence's actors the one that its rule tells most surely, nearest to a count where one is given."""
    own = range(count.first, max(count.last, count.phrase.last)) if count is not None else range(0)
    victims = harmed(view, count) if count is not None else frozenset()
    first, last = line.sentence.first, line.sentence.last
    if count is not None:
        first, last = max(first, count.first - WINDOW), min(last, count.last + WINDOW)
        if ";" in view.stems[first:last]:
            first = next((k + 1 for k in range(count.first - 1, first, -1) if view.stems[k] == ";"), first)
            last = next((k for k in range(count.last, last) if view.stems[k] == ";"), last)
    elif ";" in view.stems[first:last]:
        last = view.stems.index(";", first, last)
    if acts(view.language).who.isdisjoint(view.stems[first:last]):
        return None
    for rule in _RULES if count is not None else _RULES[:-1]:
        found = [
            actor
            for actor in rule(view, line, first, last)
            if not (actor.np.first < own.stop and own.start < actor.np.last)
            and (not victims or victims.isdisjoint(sides_of(view, actor.np.first, actor.np.last)))
        ]
        if not found:
            continue
        if count is None:
            return found[0]
        here = count.first
        after = rule in (_by, attacks)
        return min(found, key=lambda actor: ((actor.at < here) == after, abs(actor.at - here)))
    return None


def _subject(view: View, line: Line, count: Count, frame: Frame) -> Actor | None:
    """The subject of an active verb of harm; of a gerund that of the clause before it ("stormed it …, killing two")."""
    if frame.relation not in ("object", "part", "joined") or frame.first >= count.first:
        return None
    if any(saying.cue.first <= frame.first < saying.cue.last for saying in line.sayings):
        return None  # "The group counted 830 civilians": whoever counts
    verb = harm(view.language).verbs.get(view.tokens[frame.first].stem)
    if verb is not None and verb.victim == "subject":
        return None  # "At least 21 died, nine women among them": who dies does no harm
    if view.stems[frame.first] in parts_played(view.language)["suffers"]:
        return None  # "The army lost nine soldiers"
    victims = harmed(view, count)
    for actor in _subjects(view, line, frame):
        if not victims or victims.isdisjoint(sides_of(view, actor.np.first, actor.np.last)):
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
    np = subject_of(view, line, verb) or _who_says(view, line, verb)
    if np is None:
        return
    found = actor_of(view, np, verb, "subject of the verb of harm") or _anyone(view, line, np, verb)
    if found is not None:
        yield found


def _anyone(view: View, line: Line, np: Np, verb: int) -> Actor | None:
    """The subject of a verb that only people have, whoever they are: "a former student attacked"."""
    if opens_clause(view, line, np) and view.tags[verb] in "VE":
        name = by_name(view, np, verb)
        if name is not None:
            return Actor(verb, name, "name as the subject of the verb of harm")
    if anybody(view, np) and view.tags[verb] in "VE":
        return Actor(verb, np, "people as the subject of the verb of harm")
    return None


def _clause_subjects(view: View, line: Line, verb: int) -> Iterator[Actor]:
    """The subjects of the finite verbs before a gerund, from the left; who only says something is none of them."""
    tokens, tags = view.tokens, view.tags
    said = {saying.cue.first for saying in line.sayings}
    for k in range(max(line.sentence.first, verb - GERUND), verb):
        if tags[k] not in "VE" or k in said or tokens[k].stem in acts(view.language).aside:
            continue
        np = subject_of(view, line, k)
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


BEFORE_BY = 14
"""So many words before "by" the harm is sought."""


def _by_whom(view: View, at: int, last: int) -> Np | None:
    """The phrase after "by", without the marks around it: "by “terrorists”", "by the regime and its allies"."""
    tokens, tags = view.tokens, view.tags
    while at < last - 1 and (tags[at] == '"' or (tags[at] == "G" and "-" in tokens[at].text)):
        at += 1  # "by “terrorists”", "by machete-wielding rebels"
    np = np_after(tokens, tags, at, last)
    if np is not None:
        return _before_gerund(view, np)
    head = at
    while head < last and tags[head] == "D":
        head += 1
    return Np(at, head + 1) if head < last and tokens[head].stem in acts(view.language).actors else None


def _before_gerund(view: View, np: Np) -> Np:
    """A phrase up to what its people were doing or whose they are: "forces fighting side by side", "men loyal to"."""
    known, stems = acts(view.language), view.stems
    for k in range(np.first + 1, np.last):
        goes_on = view.tags[k] == "G" or stems[k] in known.fought or stems[k] in known.bound
        if stems[k - 1] in known.actors and goes_on:
            return Np(np.first, k)
    return np


def _arms_of(view: View, np: Np) -> Np | None:
    """Whose arms a phrase tells: "by the gunfire of the militia"."""
    head = head_of(view.tokens, view.tags, np)
    whose = head + 1 < np.last and view.tokens[head + 1].stem == "of"
    return Np(head + 2, np.last) if whose and head + 2 < np.last else None


def _by(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "killed by X", "in shelling by X", "carried out by X"."""
    tokens, tags = view.tokens, view.tags
    known, stems = acts(view.language), view.stems
    here = stems[first:last]
    if "by" not in here and known.hands.isdisjoint(here) and known.work.isdisjoint(here):
        return
    for k in range(first + 1, last):
        hands = stems[k] == "of" and _hands(view, line, k)
        if stems[k] != "by" and not hands:
            continue
        before = stems[max(first, k - BEFORE_BY) : k]
        if not hands and known.telling.isdisjoint(before) and known.doing.isdisjoint(before):
            continue
        np = _by_whom(view, k + 1, line.sentence.last) if tokens[k - 1].stem not in known.ruled else None
        if np is not None and tokens[head_of(tokens, tags, np)].stem in known.not_by:
            np = _arms_of(view, np)
        if np is None:
            continue
        found = actor_of(view, np, k, "named by “by”")
        if (
            found is None
            and (tokens[k - 1].stem in known.telling or tokens[k - 1].stem in known.doing)
            and tags[k - 1] in "VE"
        ):
            name = by_name(view, np, k)
            found = Actor(k, name, "named by “by”") if name is not None else None
        if found is None and anybody(view, np):
            found = Actor(k, np, "named by “by”")
        if found is not None:
            yield found


def _hands(view: View, line: Line, k: int) -> bool:
    """Whether "of" at `k` stands in "at the hands of", or in "the bombing was the work of"."""
    known, stems = acts(view.language), view.stems
    if k < line.sentence.first + 4:
        return False
    if stems[k - 1] in known.hands:
        return stems[k - 4] in known.telling or (stems[k - 3] == "at" and stems[k - 4] not in known.partly)
    be = parts_played(view.language)["be"]
    told = stems[line.sentence.first : k - 1]
    return stems[k - 1] in known.work and not be.isdisjoint(stems[k - 4 : k - 1]) and not known.telling.isdisjoint(told)


def _made(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "A raid of IS cells", "gunfire from border guards": whose attack it was, told after it."""
    known, stems = acts(view.language), view.stems
    if known.made_by.isdisjoint(view.stems[first:last]):
        return
    for k in range(first + 1, last - 1):
        if stems[k] not in ("of", "from") or stems[k - 1] not in known.made_by:
            continue
        np = np_after(view.tokens, view.tags, k + 1, line.sentence.last, links=frozenset())
        if np is not None and stems[head_of(view.tokens, view.tags, np)] in known.actors - known.weapons:
            found = actor_of(view, np, k, "named after the attack")
            if found is not None:
                yield found


def _behind(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "Militants were also behind mortar fire on Tell"."""
    known, stems = acts(view.language), view.stems
    if "behind" not in stems[first:last]:
        return
    be = parts_played(view.language)["be"]
    for k in range(first + 1, last):
        if stems[k] != "behind" or known.naming.isdisjoint(stems[k + 1 : k + 4]):
            continue
        verb = next((j for j in range(k - 1, max(first, k - 3), -1) if stems[j] in be), None)
        np = subject_of(view, line, verb) if verb is not None else None
        found = actor_of(view, np, k, "said to be behind it") if np is not None else None
        if found is not None:
            yield found


def _doers(view: View, line: Line, first: int, last: int) -> Iterator[Actor]:
    """ "Regime forces shelled Tell", "terrorists fired rockets", "the group claimed responsibility"."""
    tokens = view.tokens
    known = acts(view.language)
    if known.doing.isdisjoint(view.stems[first + 1 : last]):
        return
    for k in range(first + 1, last):
        if tokens[k].stem not in known.doing or not _verbal(view, k) or _suffered(view, k, last):
            continue
        wanted = known.goes_on.get(tokens[k].stem)
        if wanted is not None and not _goes_on(view, line, k, wanted):
            continue
        np = subject_of(view, line, k) or _who_says(view, line, k)
        found = actor_of(view, np, k, "subject of an attack") if np is not None else None
        if found is None and np is not None and tokens[k].stem in known.violent:
            found = _anyone(view, line, np, k)
        if found is not None:
            yield found


def _verbal(view: View, k: int) -> bool:
    """Whether a word is a verb, also one that could be a noun's plural: "regime artillery pounds Tell"."""
    if view.tags[k] in "VEG":
        return True
    plural = view.tags[k] == "N" and view.stems[k].endswith("s") and view.stems[k - 1] in acts(view.language).actors
    return plural and k + 1 < len(view.tags) and view.tokens[k + 1].capital and not view.tokens[k].capital


def _suffered(view: View, k: int, last: int) -> bool:
    """Whether a participle has no object: "Man shot while sitting in his car" was harmed; but "shot at police"."""
    verb = harm(view.language).verbs.get(view.tokens[k].stem)
    if verb is None or verb.victim != "object" or view.tags[k] != "E":
        return False
    after = view.tokens[k + 1].stem if k + 1 < last else ""
    return (k + 1 >= last or view.tags[k + 1] in "PSWH.") and after not in parts_played(view.language)["aimed"]


def _goes_on(view: View, line: Line, k: int, wanted: list[str]) -> bool:
    """Whether one of the wanted words, or pairs of them, follows: "claimed responsibility", "claimed the attack"."""
    after = [view.tokens[j].stem for j in range(k + 1, min(k + 3, line.sentence.last))]
    return bool(after) and (after[0] in wanted or " ".join(after) in wanted)


def _who_says(view: View, line: Line, verb: int) -> Np | None:
    """Who speaks of themselves: "The group said it had carried out the attack"."""
    k = verb - 1
    while k > line.sentence.first and view.tags[k] in "RA":
        if view.tokens[k].stem in parts_played(view.language)["be"]:
            return None
        k -= 1
    if view.tokens[k].stem not in acts(view.language).themselves:
        return None
    for saying in line.sayings:
        if saying.kind == "before" and saying.cue.last <= k <= saying.cue.last + 1:
            return saying.source
    return None


_RULES: Sequence[Callable[[View, Line, int, int], Iterator[Actor]]] = (
    _by,
    _behind,
    blamed,
    _made,
    _doers,
    attacks,
    charged,
    jailers,
    opponents,
)
"""The rules, the surest first; who fights with those who are harmed is no news of another sentence."""
