"""Commas given back to texts that lost them all.

Some collections of news keep no commas: "Nine people most of them women were killed in the raid activists said." What
a comma would tell there is worked out once, and every rule that rests on commas reads such texts as it reads others.
A comma given back has no width: it stands where the word before it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..counting.counts import Sentence, find_counts
from ..harm.harm import harm
from ..language import Language
from ..sayings.attribution import find_sayings
from ..sayings.reporting import Reporting, reporting
from ..sayings.spokesmen import names_source
from ..words.people import people
from ..words.phrases import Np, head_of, np_before
from ..words.syntax import parts_played
from ..words.tags import tag, words
from ..words.tokens import Token, sentences, stems_of, texts_of


def with_commas(text: str, tokens: Sequence[Token], language: Language) -> Sequence[Token]:
    """The tokens with the commas that a text without any has lost; the same tokens where it has one."""
    if "," in texts_of(tokens):
        return tokens
    triggers = harm(language).triggers
    stems, tags = stems_of(tokens), tag(tokens, language)
    known, some = reporting(language), parts_played(language)["some_of"]
    parting = known.telling | some | known.owners
    places: set[int] = set()
    for part in sentences(tokens, words(language).abbreviations):
        mine = stems[part.first : part.last]
        figures = tags[part.first : part.last].count("#")
        if triggers.isdisjoint(mine) or (figures < SEVERAL and parting.isdisjoint(mine)):
            continue
        counts = find_counts(text, tokens, tags, part.first, part.last, language)
        sentence = Sentence(text, tokens, stems, tags, part.first, part.last, tuple(counts), language)
        places.update(_around_sources(sentence))
        places.update(_before_turned(sentence))
        places.update(_after_toll(sentence))
        places.update(_around_some(sentence))
        places.update(_between_counts(sentence))
    if not places:
        return tokens
    made: list[Token] = []
    for at, token in enumerate(tokens):
        if at in places:
            made.append(Token(made[-1].end, made[-1].end, ",", ",", "mark"))
        made.append(token)
    return tuple(made)


SEVERAL = 2
"""So many figures may stand in a row; with fewer, only sources and "of them" want a comma."""


def _around_sources(sentence: Sentence) -> Iterator[int]:
    """Around a source that follows what it says: "Ten died [,] medics said [,] and …"."""
    known, tags = reporting(sentence.language), sentence.tags
    if known.telling.isdisjoint(sentence.stems[sentence.first : sentence.last]):
        return
    for saying in find_sayings(sentence):
        if saying.kind != "after" or saying.source.first > saying.cue.first or saying.source.first <= sentence.first:
            continue
        first, end = _whose_words(sentence, saying.source, known), max(saying.end, saying.cue.last)
        stamped = sentence.stems[saying.cue.last : saying.cue.last + 1] if saying.to is None else ()
        if tags[first - 1] in "PTAM" or not known.agencies.isdisjoint(stamped):
            continue  # "according to UN estimates", "… kill 12 medics say AFP Friday"
        if tags[first - 1] not in _PARTED:
            yield first
        if end < sentence.last and tags[end] not in _PARTED and sentence.stems[end] != "of":
            yield end


_PARTED = '.,:"()'
"""No comma is missing beside a mark."""


def _before_turned(sentence: Sentence) -> Iterator[int]:
    """Before a source that closes its sentence after its verb: "scores were killed there [,] said Bakhtar"."""
    says, tokens, tags = parts_played(sentence.language)["says"], sentence.tokens, sentence.tags
    last = sentence.last - (tags[sentence.last - 1] == ".")
    first = last
    while first > sentence.first and tokens[first - 1].capital and tags[first - 1] == "N" and last - first < 4:
        first -= 1
    said = first - 1
    ends = said > sentence.first and (tags[said - 1] in "NERJ" or sentence.stems[said - 1] == "there")
    if first == last or not ends or sentence.stems[said] not in says or sentence.stems[said] == "told":
        return
    if not any(count.last <= said for count in sentence.counts):
        return
    known, np = reporting(sentence.language), np_before(tokens, tags, said, sentence.first)
    if np is None or not (names_source(sentence, np, known) or tokens[np.last - 1].capital):
        yield said  # but "the ministry said Reuters"


def _after_toll(sentence: Sentence) -> Iterator[int]:
    """After a toll that ran on into its source: "bringing the toll to 23 [,] officials said"."""
    known, says = reporting(sentence.language), parts_played(sentence.language)["says"]
    for count in sentence.counts:
        if count.last >= sentence.last or sentence.stems[count.last] not in says or count.article:
            continue
        held = count.first > sentence.first and sentence.stems[count.first - 1] == "to"
        if held and sentence.stems[count.last - 1] in known.many:
            yield count.figure.last


def _whose_words(sentence: Sentence, source: Np, known: Reporting) -> int:
    """Where a source begins, without what belongs to the clause before it.

    "earlier this month [,] the ministry said"; "and another wounded [,] hospital sources said", for "another" is one.
    """
    stems, first = sentence.stems, source.first
    when = known.moments | known.spans
    if sentence.tags[first] == "D" and first + 2 < source.last and stems[first + 1] in when:
        return first + 2
    tokens, named = sentence.tokens, source.last - 1
    if sentence.tags[first - 1] == "P" and sentence.tags[first] == "D" and tokens[named].capital and named > first + 1:
        between = range(first + 1, named)
        if all(not tokens[k].capital and stems[k] not in known.organs | known.roles for k in between):
            return named  # "in from the south [,] Adel said"
    head = head_of(sentence.tokens, sentence.tags, source)
    if (
        stems[first] in parts_played(sentence.language)["just_one"]
        and stems[head] in known.many
        and stems[head].endswith("s")
    ):
        told = harm(sentence.language).triggers
        return next((k + 1 for k in range(head - 1, first, -1) if stems[k] in told), first)
    return first


def _around_some(sentence: Sentence) -> Iterator[int]:
    """Around some of those told of: "Nine people [,] most of them women [,] were killed"."""
    tags, stems = sentence.tags, sentence.stems
    some = parts_played(sentence.language)["some_of"]
    for of in range(sentence.first + 2, sentence.last - 1):
        if stems[of] != "of" or stems[of + 1] not in some:
            continue
        first = _quantity(sentence, of)
        if first <= sentence.first or tags[first - 1] not in "N)#":
            continue
        yield first
        end = of + 2
        while end < sentence.last and tags[end] in "NJDC#P":
            end += 1
        if end > of + 2 and end < sentence.last and tags[end] in "AVM":
            yield end


def _quantity(sentence: Sentence, of: int) -> int:
    """Where the quantity begins that "of them" follows: "at least three", "most", "the majority"."""
    tags = sentence.tags
    for count in sentence.counts:
        if count.figure.last == of:
            return count.figure.first
    first = of - 1
    while first > sentence.first and tags[first - 1] in "#DRJ":
        first -= 1
    return first


def _between_counts(sentence: Sentence) -> Iterator[int]:
    """Between those counted one after the other: "three men [,] two women and a boy", "her son [,] two nieces"."""
    verbs = words(sentence.language).verbs
    kin, owners = people(sentence.language).nouns, reporting(sentence.language).owners
    for at, count in enumerate(sentence.counts):
        here = count.first
        if here - 2 < sentence.first or not count.phrase.heads or sentence.tags[here - 1] != "N":
            continue
        noun = sentence.stems[here - 1]
        before = sentence.counts[at - 1] if at else None
        if before is not None and before.last == here and before.phrase.heads:
            if verbs.get(noun) != "G":
                yield here
        elif noun in kin and not kin[noun].plural and sentence.stems[here - 2] in owners:
            yield here
