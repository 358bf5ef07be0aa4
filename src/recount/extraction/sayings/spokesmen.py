"""The noun phrase that speaks: the subject of a reporting verb, with its name, office and apposition."""

from __future__ import annotations

from ..counting.counts import Count, Sentence
from ..words.people import people
from ..words.phrases import Np, head_of, np_after, np_before
from ..words.syntax import parts_played
from ..words.tags import words
from .interposed import before_verb
from .reporting import Reporting, reporting
from .unmarked import (
    after_counted,
    counted_source,
    described_source,
    floor_of,
    named_in,
    with_whom,
    without_clause,
)


def subject_of(sentence: Sentence, at: int, known: Reporting) -> Np | None:
    """The noun phrase before a reporting verb, over adverbs, auxiliaries, times and appositions."""
    tokens, tags = sentence.tokens, sentence.tags
    k = before_verb(sentence, at, known)
    if k < sentence.first:
        return None
    if tags[k] in "VE" and (told := described_source(sentence, k, known)) is not None:
        return told
    if tags[k] == "O":
        if tokens[k].stem in known.pronouns or tokens[k].stem in ("i", "we"):
            return Np(k, k + 1) if tokens[k].stem in known.pronouns else None
        return described_source(sentence, k, known)  # "The rebels who hold them said"
    if tags[k] == "C":
        return opens_sentence(sentence, k, known)
    relative = tags[k] == "W" or tokens[k].stem == "which"
    if relative:
        k -= 1
        while k >= sentence.first and tags[k] == ",":
            k -= 1
    if tags[k] == ",":
        opening = _apposition(sentence, k)
        if opening is None:
            return None
        named = _named_after(sentence, opening, k, known)
        if named is not None:
            return named
        k = opening - 1
        if (counted := counted_source(sentence, k + 1, known)) is not None:
            return named_in(sentence, counted, opening, at, known)
    if tags[k] == "," or k < sentence.first:
        return None
    if (counted := counted_source(sentence, k + 1, known)) is not None:
        return counted
    floor = after_counted(sentence, floor_of(sentence, k), k)
    np = _with_number(sentence, k + 1, floor) or np_before(tokens, tags, k + 1, floor)
    np = with_whom(sentence, without_clause(sentence, np, known), floor, known) if np is not None else None
    np = _over_relative(sentence, _trimmed(sentence, np, known), floor, known) if np is not None else None
    np = _counted_complement(sentence, np) if np is not None else None
    np = _named_before(sentence, np, floor) if np is not None else None
    reduced = _reduced(sentence, np, floor, known) if np is not None else None
    np = _named_before(sentence, reduced, floor) if reduced is not None and reduced != np else reduced
    if np is None or (_in_phrase(sentence, np) and not relative) or not speaks(sentence, np, known):
        return None
    return _joined(sentence, np, floor, known)


def _joined(sentence: Sentence, np: Np, floor: int, known: Reporting) -> Np:
    """With the source that it is joined to: "state media and a monitoring group said"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = np.first - 1
    if k - 1 < floor or tokens[k].stem not in parts_played(sentence.language)["joins"]:
        return np
    if tags[k - 1] == ",":
        opening = _apposition(sentence, k - 1)
        k = k - 1 if opening is None else opening
    other = np_before(tokens, tags, k, floor)
    if other is None or not speaks(sentence, other, known):
        return np
    described = tags[k] == "," and other.first == sentence.first and tokens[other.last - 1].capital
    if not described and not names_source(sentence, other, known):
        return np
    before = tags[other.first - 1] if other.first > sentence.first else "."
    return Np(other.first, np.last) if before in '.,NHSC":)J#' else np


def opens_sentence(sentence: Sentence, at: int, known: Reporting) -> Np | None:
    """The source that opens the sentence of a gerund: "The ministry issued a bulletin saying …"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = sentence.first
    while k < at and (tags[k] in "HR," or (tags[k] == "P" and tags[k + 1] == "H")):
        k += 1
    np = np_after(tokens, tags, k, at)
    whole = np
    while whole is not None and tags[whole.last] == "P":  # "A government official in Tell denounced the raid and said"
        whole = np_after(tokens, tags, whole.last + 1, at)
    if (
        np is None
        or whole is None
        or whole.last >= at
        or tags[whole.last] not in "VEA"
        or not speaks(sentence, np, known)
    ):
        return None
    return np if names_source(sentence, np, known) or all(tokens[j].capital for j in range(np.first, np.last)) else None


def names_source(sentence: Sentence, np: Np, known: Reporting) -> bool:
    """Whether the head of a phrase is a word for sources: a body, an office, a kind of source."""
    head = sentence.tokens[head_of(sentence.tokens, sentence.tags, np)].stem
    return head in known.organs or head in known.roles or head in known.short or head in known.headline


def source_at(sentence: Sentence, at: int, known: Reporting) -> Np | None:
    """The source that begins at a token, counted ones and what a gerund describes with it: "two police officials"."""
    if at >= sentence.last:
        return None
    apart = sentence.tags[at] in "G#" and sentence.tags[at + 1 : at + 2] in (["N"], ["J"])
    np = np_after(sentence.tokens, sentence.tags, at + apart, sentence.last, titles=True)
    if np is None or not apart:
        return np
    ends = np.last >= sentence.last or sentence.tags[np.last] in '.,")'  # no "said two officials were killed"
    told = names_source(sentence, np, known) or sentence.stems[np.last - 1] in known.papers  # "charging documents"
    return Np(at, np.last) if ends and told else None


def _with_number(sentence: Sentence, end: int, floor: int) -> Np | None:
    """A name that a number is part of: "the Lowland 24 monitoring group"."""
    tokens, tags = sentence.tokens, sentence.tags
    count = next((one for one in sentence.counts if one.last == end and one.figure.last - one.first == 1), None)
    if count is None and end - 3 >= sentence.first and list(tags[end - 3 : end]) == ["D", "#", "N"]:
        return Np(end - 3, end)  # "a 911 dispatcher"
    if count is None or count.first <= sentence.first:
        return None
    if tags[count.first - 1] == "D":
        return Np(count.first - 1, end)
    if tags[count.first - 1] != "N" or not tokens[count.first - 1].capital:
        return None
    before = np_before(tokens, tags, count.first, sentence.first)
    return Np(before.first, end) if before is not None and tokens[before.last - 1].capital else None


def _trimmed(sentence: Sentence, np: Np, known: Reporting) -> Np:
    """A source without the words of another phrase before it: "a week of bombing U.N. coordinator Ann Lee said"."""
    tokens = sentence.tokens
    held = np.first > sentence.first and sentence.tags[np.first - 1] == "P"
    last = np.last - 1
    if held and last > np.first and tokens[last].text.isupper() and tokens[last].stem in known.organs:
        before = tokens[last - 1]  # "are in critical condition SANA reported"
        if not before.capital and before.stem not in known.organs and sentence.tags[last - 1] == "N":
            return Np(last, np.last)
    if names_source(sentence, np, known) or (tokens[head_of(tokens, sentence.tags, np)].capital and not held):
        return np
    for k in range(np.first + 1, np.last):
        if tokens[k].capital and not tokens[k - 1].capital and sentence.tags[k - 1] == "N" and sentence.tags[k] == "N":
            rest = Np(k, np.last)
            if names_source(sentence, rest, known) or all(tokens[j].capital for j in range(k, np.last)):
                return rest
    return np


def _over_relative(sentence: Sentence, np: Np, floor: int, known: Reporting) -> Np:
    """The source that a clause without commas tells of: "The Observatory which has people on the ground said"."""
    tokens, tags = sentence.tokens, sentence.tags
    opening = next((k for k in range(sentence.first + 2, min(sentence.first + 6, np.first)) if tags[k] == "W"), None)
    if opening is not None and all(tokens[k].capital for k in range(sentence.first, opening)):
        return Np(sentence.first, opening)  # "Adel Haddad who heads the council said"
    if (who := _who_heads(sentence, np, floor)) is not None:
        return who
    if names_source(sentence, np, known) and tags[np.first - 1] not in "PA":
        return np  # not "The head of a body which has volunteers in all towns added"
    for k in range(np.first - 1, max(floor, np.first - 24), -1):
        if tags[k] in '.,:"':
            return np
        if tags[k] == "W":
            before = np_before(tokens, tags, k, floor)
            told = before is not None and tags[k + 1] not in "D#PO" and names_source(sentence, before, known)
            if before is None or not told:
                return np
            named = any(tokens[j].stem in known.naming for j in range(k + 1, np.last)) and tokens[np.last - 1].capital
            return Np(before.first, np.last) if named else before
    return np


def _who_heads(sentence: Sentence, np: Np, floor: int) -> Np | None:
    """The person of whom a clause without commas tells what he heads: "Rami Saleh who heads the Observatory said"."""
    tokens, tags = sentence.tokens, sentence.tags
    verb = np.first - 1
    if verb - 2 < floor or tags[verb] not in "VE" or tags[verb - 1] != "W" or not tokens[verb - 2].capital:
        return None
    name = np_before(tokens, tags, verb - 1, floor)
    return name if name is not None and all(tokens[k].capital for k in range(*name)) else None


def _in_phrase(sentence: Sentence, np: Np) -> bool:
    """Whether a preposition holds a phrase that therefore is no subject: "exploded in a mosque, said the mayor"."""
    k = np.first - 1
    if k - 1 < sentence.first or sentence.tags[k] != "P":
        return False
    return sentence.tags[k - 1] in "VEA" and sentence.tokens[k].stem in parts_played(sentence.language)["complement"]


def _counted_complement(sentence: Sentence, np: Np) -> Np:
    """With the noun that a counted complement belongs to: "residents of three villages"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = np.first - 1
    if k - 2 < sentence.first or tags[k] != "#" or tokens[k - 1].stem not in ("of", "in") or tags[k - 2] != "N":
        return np
    before = np_before(tokens, tags, k - 1, sentence.first)
    return Np(before.first, np.last) if before is not None else np


def _named_before(sentence: Sentence, np: Np, floor: int) -> Np:
    """With the name that an apposition without commas describes: "Rami Saleh the director of the clinic".

    Or with one comma only, where the name opens its sentence: "Rami Saleh, a resident of the city said".
    """
    tokens, tags = sentence.tokens, sentence.tags
    at = np.first - 1
    if tags[np.first] == "D" and at - 2 >= floor and tags[at] == ",":
        first = at
        while first > floor and tokens[first - 1].capital and tags[first - 1] == "N":
            first -= 1
        opens = first == sentence.first or tags[first - 1] == '"'
        return Np(first, np.last) if opens and at - first > 1 else np
    if at == sentence.first >= floor and tags[at] == "N" and tokens[np.first].stem in ("a", "an"):
        named = tokens[at].capital and not tokens[at].text.isupper()
        return Np(at, np.last) if named and len(tokens[at].text) > 3 else np  # "Airwars a monitoring group said"
    if (
        tags[np.first] != "D"
        or at - 1 < floor
        or not (tokens[at].capital and tokens[at - 1].capital and tags[at] == "N" == tags[at - 1])
    ):
        return np
    name = np_before(tokens, tags, at + 1, floor)
    if name is None:
        return np
    first = at
    while first > name.first and tokens[first - 1].capital:
        first -= 1
    held = first > floor and tags[first - 1] in "P#"
    return np if held else Np(first, np.last)


def _reduced(sentence: Sentence, np: Np, floor: int, known: Reporting) -> Np:
    """With what a participle describes: "videos circulating online", "a rescue service operating in the city"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = np.first - 1
    if k > floor and tags[k] in "PT":
        k -= 1
    if k > floor and tags[k] == "R":
        k -= 1
    described = tokens[k].stem in known.relating
    if k - 1 < floor or not (tags[k] == "G" or described) or tags[k - 1] not in "NR":
        return np
    if tokens[np.first].capital and k == np.first - 1 and not described:
        return np
    before = np_before(tokens, tags, k if tags[k - 1] == "N" else k - 1, floor)
    before = without_clause(sentence, before, known) if before is not None and described else before
    if before is None or (described and not names_source(sentence, before, known)):
        return np
    if not described and tags[np.first] == "D" and not speaks(sentence, np, known):
        return before  # "a group tracking the violence"
    if described and tokens[k].stem not in known.naming:
        return before
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
    if sentence.tags[closing - 1] == '"':  # "SANA, citing “civil sources”, said"
        near = range(closing - 2, max(sentence.first + 1, closing - 9), -1)
        opening = next((k for k in near if sentence.tags[k] == '"'), None)
        cited = opening is not None and sentence.stems[opening - 1] in reporting(sentence.language).citing
        return opening - 2 if cited and opening is not None and sentence.tags[opening - 2] == "," else None
    for k in range(closing - 1, max(sentence.first, closing - 22), -1):
        if sentence.tags[k] == ",":
            follow = sentence.tags[k + 1]
            inside = range(k + 1, closing)
            if follow in "DWNJE#SRPHG" and not any(_breaks(sentence, j) for j in inside):
                return k if k > sentence.first and sentence.tags[k - 1] in "NJ)#" else None
            return None
        if _breaks(sentence, k):
            return None
    return None


def _breaks(sentence: Sentence, k: int) -> bool:
    """Whether a mark ends what may stand between two commas; the stop of a title ("Dr. Nour") does not."""
    if sentence.tags[k] == "." and sentence.tokens[k - 1].stem in words(sentence.language).abbreviations:
        return False
    return sentence.tags[k] in '.:"'


def _named_after(sentence: Sentence, opening: int, closing: int, known: Reporting) -> Np | None:
    """Office and name together, where the name stands between commas: "The governor, Adel Haddad, said"."""
    tokens, tags = sentence.tokens, sentence.tags
    if not 1 < closing - opening <= 7 or not all(
        (tokens[k].capital and tags[k] == "N") or (tokens[k].text == "." and not _breaks(sentence, k))
        for k in range(opening + 1, closing)
    ):
        return None
    office = np_before(tokens, tags, opening, sentence.first)
    if office is None:
        return None
    first = next((k for k in range(office.first + 1, office.last) if tags[k] == "P"), office.last)
    head = tokens[head_of(tokens, tags, Np(office.first, first))].stem  # "A doctor at Tell clinic, Adel Haddad, said"
    speaks_for = tokens[office.first].stem in known.owners and head in known.voices  # "its spokesman, Adel Haddad"
    noun = people(sentence.language).nouns.get(head)
    one = tags[office.first] == "D" and noun is not None and not noun.plural and not noun.collective
    return Np(office.first, closing) if (head in known.roles or one) and not speaks_for else None


def speaks(sentence: Sentence, np: Np, known: Reporting) -> bool:
    """Whether a noun phrase can be a source at all: no event, no number, no victims."""
    head = sentence.tokens[head_of(sentence.tokens, sentence.tags, np)]
    if (head.stem in known.never and not _a_name(sentence, np)) or sentence.tokens[np.first].stem == "no":
        return False
    if head.kind != "word" and not sentence.tokens[np.first].capital:
        return False  # but "Tell 24"
    count = next((one for one in sentence.counts if one.first <= np.last - 1 < one.last and not one.article), None)
    return count is None or np.first < count.first or _left_by_count(sentence, np, count, known)


def _a_name(sentence: Sentence, np: Np) -> bool:
    """Whether a phrase in the middle of no title is written as a name: "Iraqi Revolution reported that …"."""
    words = sentence.tokens[np.first : np.last]
    title = all(token.capital for token in sentence.tokens[np.last : np.last + 3] if token.kind == "word")
    return len(words) > 1 and all(token.capital for token in words) and not title


def _left_by_count(sentence: Sentence, np: Np, count: Count, known: Reporting) -> bool:
    """Whether a number before a source belongs to the words before: "wounding at least 20 activists said"."""
    if count.figure.kind == "vague" and np.first == count.figure.last and sentence.tokens[np.first].capital:
        return names_source(sentence, np, known)  # "wounding dozens Kurdish officials said"
    if np.first > count.figure.last and after_counted(sentence, count.figure.last, np.last - 1) == np.first:
        return names_source(sentence, np, known)  # "the lives of 31 civilians activists said"
    k = count.first - 1
    alone = count.figure.last == np.first
    one_word = alone and np.last - np.first == 1
    one = (count.figure.figure.low or 0) > 1 and sentence.tokens[
        np.first
    ].stem in known.roles  # "rises to 9 activist says"
    harmed = k >= sentence.first and alone and sentence.tags[k] in "GEV"  # "injuring 100 local media reported"
    return (harmed or (one_word and one)) and k >= sentence.first and names_source(sentence, np, known)
