"""The noun phrase that speaks: the subject of a reporting verb, with its name, office and apposition."""

from __future__ import annotations

from ..counting.counts import Sentence
from ..words.people import people
from ..words.phrases import Np, head_of, np_before
from ..words.syntax import parts_played
from .reporting import Reporting


def subject_of(sentence: Sentence, at: int, known: Reporting) -> Np | None:
    """The noun phrase before a reporting verb, over adverbs, auxiliaries, times and appositions."""
    tokens, tags = sentence.tokens, sentence.tags
    k = at - 1
    while k >= sentence.first and (
        tags[k] in "RAM" or (tags[k] == "H" and k - 1 >= sentence.first and tags[k - 1] in "NHP")
    ):
        k -= 1
        if tags[k] == "P" and k + 1 < at and tags[k + 1] == "H":
            k -= 1
    if k < sentence.first:
        return None
    if tags[k] == "O":
        if tokens[k].stem in known.pronouns or tokens[k].stem in ("i", "we"):
            return Np(k, k + 1) if tokens[k].stem in known.pronouns else None
        return None
    if tags[k] == "W" or tokens[k].stem == "which":
        k -= 1
        while k >= sentence.first and tags[k] == ",":
            k -= 1
    if tags[k] == ",":
        opening = _apposition(sentence, k)
        if opening is None:
            return None
        k = opening - 1
    if tags[k] == "," or k < sentence.first:
        return None
    floor = max(
        (count.last for count in sentence.counts if count.last <= k and not count.article), default=sentence.first
    )
    np = np_before(tokens, tags, k + 1, floor)
    np = _counted_complement(sentence, np) if np is not None else None
    np = _named_before(sentence, np, floor) if np is not None else None
    reduced = _reduced(sentence, np, floor, known) if np is not None else None
    np = _named_before(sentence, reduced, floor) if reduced is not None and reduced != np else reduced
    if np is None or _in_phrase(sentence, np) or not speaks(sentence, np, known):
        return None
    return np


def _in_phrase(sentence: Sentence, np: Np) -> bool:
    """Whether a preposition holds a phrase that therefore is no subject: "exploded in a mosque, said the mayor"."""
    k = np.first - 1
    if k - 1 < sentence.first or sentence.tags[k] != "P":
        return False
    return sentence.tags[k - 1] in "VE" and sentence.tokens[k].stem in parts_played(sentence.language)["complement"]


def _counted_complement(sentence: Sentence, np: Np) -> Np:
    """With the noun that a counted complement belongs to: "residents of three villages"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = np.first - 1
    if k - 2 < sentence.first or tags[k] != "#" or tokens[k - 1].stem not in ("of", "in") or tags[k - 2] != "N":
        return np
    before = np_before(tokens, tags, k - 1, sentence.first)
    return Np(before.first, np.last) if before is not None else np


def _named_before(sentence: Sentence, np: Np, floor: int) -> Np:
    """With the name that an apposition without commas describes: "Rami Saleh the director of the clinic"."""
    tokens, tags = sentence.tokens, sentence.tags
    at = np.first - 1
    if (
        tags[np.first] != "D"
        or at - 1 < floor
        or not (tokens[at].capital and tokens[at - 1].capital and tags[at] == "N" == tags[at - 1])
    ):
        return np
    name = np_before(tokens, tags, at + 1, floor)
    if name is None or (name.first > floor and tags[name.first - 1] in "P#") or tags[name.first] == "D":
        return np
    return Np(name.first, np.last)


def _reduced(sentence: Sentence, np: Np, floor: int, known: Reporting) -> Np:
    """With what a participle describes: "videos circulating online", "a rescue service operating in the city"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = np.first - 1
    if k > floor and tags[k] == "P":
        k -= 1
    if k - 1 < floor or tags[k] != "G" or tags[k - 1] != "N" or (tokens[np.first].capital and k == np.first - 1):
        return np
    before = np_before(tokens, tags, k, floor)
    if before is None:
        return np
    first = before.first
    if first - 2 >= floor and tokens[first - 1].stem == "and" and tags[first - 2] == "N":
        joined = np_before(tokens, tags, first - 1, floor)
        first = joined.first if joined is not None else first
    return Np(first, np.last)


def likely(sentence: Sentence, np: Np, known: Reporting) -> bool:
    """Whether a phrase looks like a source: it has a name, or its head is one of the words for sources."""
    tokens = sentence.tokens
    head = tokens[head_of(tokens, sentence.tags, np)].stem
    if any(tokens[k].capital for k in range(max(np.first, sentence.first + 1), np.last)):
        return True
    return (
        head in known.short
        or head in known.organs
        or head in known.headline
        or head in known.generic
        or head in people(sentence.language).nouns
    )


def _apposition(sentence: Sentence, closing: int) -> int | None:
    """Where the comma stands that opens the apposition closed at `closing`; None where there is none."""
    for k in range(closing - 1, max(sentence.first, closing - 22), -1):
        if sentence.tags[k] == ",":
            follow = sentence.tags[k + 1]
            inside = range(k + 1, closing)
            if follow in "DWNJE#" and not any(sentence.tags[j] in '."' for j in inside):
                return k if k > sentence.first and sentence.tags[k - 1] in "NJ)#" else None
            return None
        if sentence.tags[k] in '.:"':
            return None
    return None


def speaks(sentence: Sentence, np: Np, known: Reporting) -> bool:
    """Whether a noun phrase can be a source at all: no event, no number, no victims."""
    head = sentence.tokens[head_of(sentence.tokens, sentence.tags, np)]
    if head.stem in known.never or sentence.tokens[np.first].stem == "no":
        return False
    return head.kind == "word" and not any(
        count.first <= np.last - 1 < count.last and not count.article for count in sentence.counts
    )
