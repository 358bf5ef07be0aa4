"""Sources that no comma marks off from the words around them, and such as are counted or described in passing."""

from __future__ import annotations

from collections.abc import Sequence

from ..counting.counts import Sentence
from ..words.people import people
from ..words.phrases import Np, head_of, np_before
from ..words.tokens import Token
from .reporting import Reporting
from .saying import Saying


def floor_of(sentence: Sentence, k: int) -> int:
    """Where the noun phrase of a subject that ends at `k` may begin at the earliest: after the last count before it.

    A count that ran on into the source keeps only what stands before the source: "six members of one family the
    council", "wounding dozens Kurdish officials".
    """
    tokens, tags = sentence.tokens, sentence.tags
    floor = sentence.first
    for count in sentence.counts:
        if count.article or count.first > k:
            continue
        end = count.last
        if end > count.figure.last and count.figure.kind == "vague" and tokens[count.figure.last].capital:
            end = min(end, count.figure.last)
        elif end == k + 1:
            restart = next((j for j in range(k, count.figure.last, -1) if tags[j] == "D"), None)
            end = end if restart is None else max(count.figure.last, restart - 6)
        if end <= k:
            floor = max(floor, end)
    return floor


def after_counted(sentence: Sentence, floor: int, k: int) -> int:
    """After those whom a count names, where a source that ends at `k` follows: "killing 21 people officials said"."""
    count = next((one for one in reversed(sentence.counts) if one.first < k), None)
    if count is None or count.article or not floor <= count.figure.last <= k:
        return floor
    nouns = people(sentence.language).nouns
    for at in range(count.figure.last, k):
        noun = nouns.get(sentence.tokens[at].stem)
        if noun is not None and noun.plural:
            alone = count.first > sentence.first and sentence.tags[count.first - 1] in "GEVP"
            return at + 1 if alone and sentence.tags[at + 1] in "NJ" else floor
        if sentence.tags[at] != "J" and not sentence.tokens[at].capital:
            return floor
    return floor


def counted_source(sentence: Sentence, end: int, known: Reporting) -> Np | None:
    """Sources that are counted themselves: "Two residents said", "…, three officials said".

    Not where a verb before them counts them as harmed ("wounding 20 activists said").
    """
    count = next((one for one in sentence.counts if one.last == end and not one.article), None)
    if count is None or count.figure.last >= end:
        return None
    before = sentence.tags[count.first - 1] if count.first > sentence.first else "."
    head = sentence.tokens[head_of(sentence.tokens, sentence.tags, Np(count.figure.last, end))].stem
    told = head in known.organs or head in known.roles
    opens = count.first == sentence.first and head in people(sentence.language).nouns  # "Two community leaders said"
    if before not in '.,:"S' or not (told or opens):
        return None
    return Np(count.first, end)


def named_in(sentence: Sentence, np: Np, opening: int, at: int, known: Reporting) -> Np:
    """A source with the name that its relative clause gives: "One resident, who gave her name as Rasha, said"."""
    closing = next((k for k in range(at - 1, opening, -1) if sentence.tags[k] == ","), opening)
    inside = range(opening + 1, closing)
    gives = any(sentence.tokens[k].stem in known.naming for k in inside)
    return Np(np.first, closing) if gives and sentence.tokens[closing - 1].capital else np


def described_source(sentence: Sentence, k: int, known: Reporting) -> Np | None:
    """The source whose relative clause ends in a verb: "A source who declined to be named said"."""
    tokens, tags = sentence.tokens, sentence.tags
    for j in range(k - 1, max(sentence.first, k - 10), -1):
        if tags[j] in '.,:"#':
            return None
        if tags[j] == "W" and tokens[j].stem in known.pronouns:
            np = np_before(tokens, tags, j, sentence.first)
            if np is None:
                return None
            head = tokens[head_of(tokens, tags, np)].stem
            return np if head in known.organs or head in known.roles or head in known.short else None
    return None


def with_whom(sentence: Sentence, np: Np, floor: int, known: Reporting) -> Np:
    """A source with the place that it is at: "The correspondent on the ground said", "doctors inside Tell said"."""
    tokens, tags = sentence.tokens, sentence.tags
    link = np.first - 1
    if link - 1 < floor or tags[link] != "P" or tags[link - 1] != "N":
        return np
    before = np_before(tokens, tags, link, floor)
    if before is None:
        return np
    told, other = (tokens[head_of(tokens, tags, one)].stem for one in (before, np))
    sources = known.organs | known.roles
    return Np(before.first, np.last) if told in sources and other not in sources else np


def without_clause(sentence: Sentence, np: Np, known: Reporting) -> Np:
    """A source without the place before it, where commas were lost: "in the town of Tell medical sources said".

    Such a source begins with the first small word after the place's name; a name that goes on ("in Tell Nour TV") is
    kept with it.
    """
    tokens, tags = sentence.tokens, sentence.tags
    held = [k for k in range(np.first, np.last - 1) if tags[k] == "P"]
    if not held and not (np.first > sentence.first and tags[np.first - 1] == "P"):
        return np
    link = held[-1] if held else np.first - 1
    if tokens[link].stem == "by":
        return np  # "the note by the Tell war media said"
    tail = Np(link + 1, np.last)
    last = tokens[np.last - 1].stem
    many = last in known.many
    head = tokens[head_of(tokens, tags, np)]
    if held and (head.stem in known.roles or (not many and (head.capital or head.stem in known.organs))):
        return np  # "a spokesman for Tell activists", "Adel Haddad of the clinic"
    if tokens[link].stem == "for" or not (many or last in known.organs or last in known.roles):
        return np
    capital = next((k for k in range(np.last - 1, link, -1) if tokens[k].capital), None)
    if capital is None:
        return _after_noun(sentence, tail) if many else np
    small = capital + 1
    while small < np.last - 1 and tokens[small].stem in known.seats:
        small += 1
    if small < np.last and (many or small < np.last - 1):
        return Np(small, np.last)
    return tail if held and (tokens[link].stem != "of" or head.stem in known.seats) else np


def _after_noun(sentence: Sentence, np: Np) -> Np:
    """Sources of no name after the noun of a place: "(in) the country local researchers", "the rubble rescuers"."""
    tags, first = sentence.tags, np.last - 1
    while first > np.first and tags[first - 1] == "J":
        first -= 1
    described = first < np.last - 1 or sentence.tokens[first].stem not in COMPOUND
    return Np(first, np.last) if described and first > np.first and tags[first - 1] == "N" else np


COMPOUND = frozenset(["source", "sources", "officials", "reports", "media", "authorities"])
"""Sources that the noun before them may describe: "hospital sources"."""


def is_outlet(sentence: Sentence, np: Np, known: Reporting) -> bool:
    """Whether a phrase is no more than an outlet that others tell things: "Reuters", "the AFP news agency"."""
    return np.last - np.first <= 4 and any(sentence.tokens[k].stem in known.agencies for k in range(np.first, np.last))


def clause_start(tokens: Sequence[Token], tags: Sequence[str], floor: int, here: Saying) -> int:
    """Where the last clause begins that a source closes, in a sentence that another opened: ", which left 90 dead"."""
    for k in range(here.cue.first - 1, floor, -1):
        if tags[k] in "WS":
            return k
    return here.start


def without_agency(sentence: Sentence, np: Np, known: Reporting) -> Np:
    """A headline's source without the agency's mark after it: "… says monitoring group AFP Friday"."""
    tokens = sentence.tokens
    for k in range(np.first + 1, np.last):
        if tokens[k].text.isupper() and tokens[k].stem in known.agencies and tokens[k - 1].stem in known.headline:
            return Np(np.first, k)
    return np


def told_by(before: Saying, here: Saying, tokens: Sequence[Token], tags: Sequence[str]) -> bool:
    """Whether a paper only passes on what somebody says: "The minister said initial reports showed that nine died"."""
    near = 0 <= here.source.first - before.cue.last <= 1 and before.kind == here.kind == "before"
    plain = not any(tokens[k].capital for k in range(here.source.first, here.source.last))
    return near and plain and tokens[head_of(tokens, tags, here.source)].stem in PAPERS


PAPERS = frozenset(["reports", "figures", "estimates", "information", "data", "investigations", "findings", "records"])


def mentions_toll(sentence: Sentence, at: int) -> bool:
    """ "spoke of 38 dead"."""
    of = at + 1 < sentence.last and sentence.tokens[at + 1].stem == "of"
    return of and any(count.first == at + 2 for count in sentence.counts)
