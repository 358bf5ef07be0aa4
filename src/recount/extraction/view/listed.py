"""Counts without a word of harm of their own, in lists that break a toll down: "Russian forces: 44 civilians".

What opens the list tells what befell them ("The death toll is distributed as follows:"), or the head of their own line
does ("The dead: 61 civilians, 34 fighters").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from recount.model import Outcome

from ..counting.counts import Count, Sentence, find_counts
from ..harm.continued import told
from ..harm.harm import harm
from ..harm.look import Frame
from ..harm.outcomes import find_predicates
from ..harm.parts import marker_before, whole_of
from ..words.people import people
from ..words.phrases import BULLETS
from ..words.syntax import parts_played

if TYPE_CHECKING:
    from .line import Line

HEAD = 8
"""So many words at most are the head of a line."""


def tell_lists(lines: list[Line], lists: Mapping[int, int]) -> None:
    """Give the counts of lists, and of lines with a head of harm, the frames that they lack."""
    outcomes: dict[int, Outcome | None] = {}
    for number, line in enumerate(lines):
        if not line.news:
            continue
        intro = lists.get(number)
        if intro is not None:
            if intro not in outcomes:
                outcomes[intro] = _opening(lines, intro, lists)
            outcome = outcomes[intro]
            if outcome is not None and line.frames:
                first = line.sentence.counts[line.frames[0].at].first
                lines[number] = _told(_parted(line, outcome), outcome, line.sentence.first, first)
            elif outcome is not None:
                lines[number] = _told(line, outcome, line.sentence.first)
        elif (head := _head(line.sentence)) is not None:
            lines[number] = _told(line, *head)


def _parted(line: Line, outcome: Outcome) -> Line:
    """An item with a verb of its own, its first count a part of what the list breaks down: "Rebels: killed 96"."""
    first = line.frames[0]
    if first.outcome != outcome or first.relation in ("part", "none", "toll") or not first.real:
        return line
    return line._replace(frames=(first._replace(relation="part", head=None), *line.frames[1:]))


def _opening(lines: list[Line], intro: int, lists: Mapping[int, int]) -> Outcome | None:
    """What the line that opens a list tells, or the one that it goes on with ("They are distributed as follows:").

    Victims suffered what all others suffered that were told of before; a heading without harm leaves it to the outer
    list.
    """
    line = lines[intro]
    if line.frames:
        real = [frame for frame in line.frames if frame.real]
        return told(line.frames) or (real[-1].outcome if real else None)
    sentence = line.sentence
    predicates = find_predicates(sentence.tokens, sentence.tags, sentence.first, sentence.last, sentence.language)
    said = {predicate.outcome for predicate in predicates if predicate.real} | _nouns(sentence)
    if said == {"killed_or_injured"}:
        before = {frame.outcome for other in lines[:intro] if other.news for frame in other.frames if frame.real}
        return before.pop() if len(before) == 1 else "killed_or_injured"
    if said:
        return said.pop() if len(said) == 1 else None
    goes_on = intro > 0 and sentence.tags[sentence.first] in "DO"
    if goes_on and (outcome := told(lines[intro - 1].frames)) is not None:
        return outcome
    outer = lists.get(intro)
    return _opening(lines, outer, lists) if outer is not None and outer < intro else None


def _nouns(sentence: Sentence) -> set[Outcome]:
    """The outcomes of the nouns of harm of a line: "the deaths", "the death toll"."""
    known = harm(sentence.language)
    stems = [sentence.tokens[k].stem for k in range(sentence.first, sentence.last)]
    found = {known.counted[stem] for stem in stems if stem in known.counted}
    found |= {known.nominal[stem][0] for stem in stems if stem in known.nominal}
    if not found and not known.toll_nouns.isdisjoint(stems):
        found = {known.toll_kinds[stem] for stem in stems if stem in known.toll_kinds} or {"killed"}
    return {outcome for outcome in found if outcome != "killed_or_injured"} or found


def _head(sentence: Sentence) -> tuple[Outcome, int] | None:
    """What the head of a line tells before its colon, and where the colon ends: "The dead: …", "Wounded: …"."""
    tokens, tags = sentence.tokens, sentence.tags
    last = min(sentence.last - 1, sentence.first + HEAD)
    if not sentence.counts or ":" not in sentence.stems[sentence.first + 1 : last]:
        return None
    colon = sentence.stems.index(":", sentence.first + 1)
    if any(tags[k] in "M#" for k in range(sentence.first, colon)):
        return None
    known = harm(sentence.language)
    word = tokens[colon - 1].stem
    fillers = parts_played(sentence.language)["empty"]
    before = [tokens[k].stem for k in range(sentence.first, colon - 1)]
    plain = (fillers, known.toll_kinds, known.toll_nouns, people(sentence.language).words)  # "Civilian fatalities: …"
    if any(all(stem not in words for words in plain) for stem in before):
        return None
    outcome = known.counted.get(word) or known.states.get(word) or known.toll_kinds.get(word)
    return (outcome, colon + 1) if outcome is not None else None


def _told(line: Line, outcome: Outcome, after: int, before: int | None = None) -> Line:
    """A line whose counts of people (only those `before` a token) have the outcome, where they have none themselves."""
    sentence = line.sentence
    if not sentence.counts:
        counts = find_counts(
            sentence.text, sentence.tokens, sentence.tags, sentence.first, sentence.last, sentence.language
        )
        sentence = sentence._replace(counts=tuple(counts))
    framed = {frame.at: frame for frame in line.frames}
    for at, count in enumerate(sentence.counts):
        if (
            at in framed
            or count.first < after
            or not (_people(sentence, at) or _one_of_them(sentence, at, framed))
            or _who_one_is(sentence, at, framed)
            or _in_a_clause(sentence, count, after)
            or (before is not None and count.first > before)
        ):
            continue
        whole = whole_of(sentence, at, framed)
        if whole is not None and (whole not in framed or _closed(sentence, sentence.counts[whole].last, count.first)):
            whole = None
        first = count.phrase.heads[0] if count.phrase.heads else count.figure.core
        framed[at] = Frame(at, outcome, first, first + 1, "part", whole)
    if len(framed) == len(line.frames):
        return line
    return line._replace(sentence=sentence, frames=tuple(framed[at] for at in sorted(framed)))


def _one_of_them(sentence: Sentence, at: int, framed: Mapping[int, Frame]) -> bool:
    """ "Three fighters, one of them a woman": a bare figure of those counted right before."""
    count = sentence.counts[at]
    of = count.figure.last - (sentence.stems[count.figure.last - 1] == "of")
    if at - 1 not in framed or count.article or of + 1 >= sentence.last or sentence.stems[of] != "of":
        return False
    return sentence.stems[of + 1] in parts_played(sentence.language)["pointing"]


def _who_one_is(sentence: Sentence, at: int, framed: Mapping[int, Frame]) -> bool:
    """ "one of them a woman": an article and its noun that only tell who the one of them is."""
    count = sentence.counts[at]
    k = count.first - 1
    them = parts_played(sentence.language)["pointing"]
    return count.article and at - 1 in framed and sentence.stems[k] in them and sentence.stems[k - 1] == "of"


def _in_a_clause(sentence: Sentence, count: Count, after: int) -> bool:
    """ "A man was approached by two men who fled": people of whom a whole clause tells something else than the list."""
    tags = sentence.tags
    subject = count.article and count.last < sentence.last and tags[count.last] == "A"
    agent = sentence.tokens[count.first - 1].stem == "by" and any(tags[k] == "A" for k in range(after, count.first))
    return subject or agent


def _closed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a bracket opens and closes between two tokens: "61 civilians (11 of them children), 34 fighters"."""
    between = sentence.tags[first:last]
    return "(" in between and ")" in between


def _item_of(sentence: Sentence, count: Count) -> bool:
    """Whether a bare number begins an item and words tell of whom, where or by whom: "• 16 in attacks by IS"."""
    tokens, tags = sentence.tokens, sentence.tags
    if count.phrase.heads or count.figure.kind not in ("number", "pronoun") or count.last >= sentence.last:
        return False
    before = range(sentence.first, count.first)
    return all(tokens[k].text in BULLETS for k in before) and (
        tags[count.last] == "P" or tokens[count.last].stem == "due"
    )


def _people(sentence: Sentence, at: int) -> bool:
    """Whether a count of a list is of people: by its noun, or as the bare number after a colon ("Gunfire: 13")."""
    count = sentence.counts[at]
    if count.phrase.counts == "people" or _item_of(sentence, count):
        return True
    if count.figure.kind == "number" and not count.phrase.heads and marker_before(sentence, at) is not None:
        return True  # "28 civilians, of whom 7 were children"
    before = count.first - 1
    alone = count.last >= sentence.last or sentence.tags[count.last] in ".,("
    colon = before >= sentence.first and sentence.tokens[before].text == ":"
    return count.figure.kind == "number" and not count.phrase.heads and colon and alone
