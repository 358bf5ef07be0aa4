"""Counts: every figure of a sentence with the noun phrase that it counts, before anything is known of harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recount.model import Figure

from ..language import Language, per_language
from ..record import Record
from ..words.people import Noun, People, people
from ..words.phrases import numbered
from ..words.syntax import parts_played
from ..words.tokens import Token, stems_of
from .figures import Found, find_figures
from .victims import Phrase, article_figure, noun_phrase, without_source, years_apart

Play = Mapping[str, frozenset[str]]
"""Function words by the part they play (`syntax.py`)."""


class Count(Record, frozen=True):
    """A figure and its noun phrase.

    `first` is where the figure's words begin, `last` ends the phrase (or the figure, where it stands alone), exclusive:
    both follow from the others, and `counted` sets them.
    """

    figure: Found
    phrase: Phrase
    article: bool
    first: int
    last: int


def counted(figure: Found, phrase: Phrase, *, article: bool = False) -> Count:
    """The count of a figure and what it counts."""
    return Count(figure, phrase, article, figure.first, max(figure.last, phrase.last))


class Sentence(Record, frozen=True):
    """A sentence under analysis: all the report's tokens, stems and classes, its own stretch, and its counts."""

    text: str
    tokens: Sequence[Token]
    stems: list[str]
    tags: Sequence[str]
    first: int
    last: int
    counts: tuple[Count, ...]
    language: Language


def find_counts(
    text: str, tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, language: Language
) -> list[Count]:
    """The counts among `tokens[first:last]` in order, none overlapping; what surely counts no people is left out."""
    made: list[Count] = []
    if numbered(tokens, first, last):
        first += 2
    known = people(language)
    nothing = nobody(language)
    play = parts_played(language)
    end = first
    for at in [at for at, stem in enumerate(stems_of(tokens)[first:last], first) if stem in nothing.opens]:
        stem = tokens[at].stem
        if at < end or (tags[at] == "D" and at > first and tags[at - 1] == "X"):
            continue  # "not a single soldier"
        if stem in _ARTICLES:
            one = article_figure(text, tokens, tags, at, last, language, first)
            if one is not None and not _of_many(tokens, one[1].last, last):
                made.append(counted(one[0], one[1], article=True))
                end = max(one[0].last, one[1].last)
                continue
        if stem in nothing.words and (none := _none(text, tokens, tags, at, last, nothing, known.nouns)) is not None:
            made.append(none)
            end = none.last
    taken = [(count.first, count.last) for count in made]
    for found in find_figures(text, tokens, first, last, language):
        if any(start < found.last and found.first < end for start, end in taken):
            continue
        if years_apart(tokens, found.core, last) or _no_people(tokens, tags, first, found, play):
            continue
        phrase = noun_phrase(tokens, tags, found.last, last, language, vague=found.kind == "vague")
        if phrase.heads and phrase.last < last and tokens[phrase.last].stem in play["tellers"]:
            phrase = without_source(tokens, tags, found, phrase, play)
        if phrase.counts != "people" and (_run_of_numbers(tokens, first, found) or _of_a_station(tokens, first, found)):
            continue
        if (
            phrase.counts == "things"
            or _an_age(tokens, tags, found, last, play, known)
            or (phrase.counts != "people" and _younger(tokens, tags, found, last, play, known))
            or _a_time(tokens, tags, found, last, play)
        ):
            continue
        if (
            phrase.counts == "nobody"
            and found.figure.words.lower() == "most"
            and not (found.last < last and (tags[found.last] in "AEN" or tokens[found.last].stem == "of"))
        ):
            continue
        if found.figure.words.lower() == "most" and _superlative(tokens, tags, first, found, last):
            continue  # a superlative: "the most important rebel"
        made.append(counted(found, phrase))
    if not made:
        return made
    ages = [k for k in range(first, last) if tags[k] == "N" and known.years[tokens[k].stem] is not None]
    if ages:
        made = [count for count in made if count.article or not any(count.first <= k < count.figure.last for k in ages)]
    made.sort(key=lambda count: count.first)
    return made


_ARTICLES = frozenset(["a", "an", "another"])


def _superlative(tokens: Sequence[Token], tags: Sequence[str], first: int, found: Found, last: int) -> bool:
    before = found.first - 1
    return before >= first and tags[before] in "DN" and found.last < last and tokens[found.last].stem != "of"


class Nobody(Record, frozen=True):
    """Words for nobody ("no", "without", "no one"), and the nouns of harm that they deny, or reports of it.

    `opens` are these words and the articles: all that a count without a figure may begin with.
    """

    opens: frozenset[str]
    words: frozenset[str]
    alone: frozenset[str]
    nouns: frozenset[str]
    reports: frozenset[str]
    between: frozenset[str]


@per_language
def nobody(language: Language) -> Nobody:
    """The words for nobody of a language."""
    none = language.table("numbers")["none"]
    return Nobody(
        _ARTICLES.union(none["words"]),
        frozenset(none["words"]),
        frozenset(none["alone"]),
        frozenset(language.table("harm")["none"]["nouns"]),
        frozenset(language.table("harm")["none"]["reports"]),
        parts_played(language)["nothing_between"],
    )


def _none(
    text: str,
    tokens: Sequence[Token],
    tags: Sequence[str],
    at: int,
    last: int,
    known: Nobody,
    nouns: Mapping[str, Noun],
) -> Count | None:
    """ "no casualties", "without any casualties", "no civilians", "no one": the count of nobody."""
    figure = Figure(text[tokens[at].start : tokens[at].end], "none_reported", 0, 0)
    k = at + 1
    if tokens[at].stem in known.alone or (k < last and tokens[k].stem == "one" and tokens[at].stem == "no"):
        end = k + 1 if k < last and tokens[k].stem == "one" else k
        figure = Figure(text[tokens[at].start : tokens[end - 1].end], "none_reported", 0, 0)
        return counted(Found(at, end, at, figure, "none"), Phrase(end, end, (), "nobody"))
    while k < last and tokens[k].stem in known.between:
        k += 1
    start = k
    while k < last and tags[k] == "J":
        k += 1
    if k + 2 < last and tokens[k].stem in known.reports and tokens[k + 1].stem in ("of", "about"):
        k += 2 + (tokens[k + 2].stem in known.between)
        denied = k < last and tokens[k].stem in known.nouns and not (k + 1 < last and tags[k + 1] == "N")
        return counted(Found(at, at + 1, at, figure, "none"), Phrase(k, k + 1, (k,), "people")) if denied else None
    for j in range(k, min(k + 4, last)):
        if tags[j] not in "NJ":
            break
        if j + 1 < last and tags[j + 1] == "N":
            continue  # "no casualty toll"
        if tokens[j].stem in known.nouns or (tokens[j].stem in nouns and nouns[tokens[j].stem].plural):
            return counted(Found(at, at + 1, at, figure, "none"), Phrase(start, j + 1, (j,), "people"))
    return None


def _run_of_numbers(tokens: Sequence[Token], first: int, found: Found) -> bool:
    """Whether a bare number follows another one that is no year: page scraps ("0 46", "1 234 comments")."""
    before = tokens[found.first - 1] if found.first > first else None
    if before is None or before.kind != "number" or tokens[found.first].kind != "number":
        return False
    return not (len(before.text) == 4 and before.text[:2] in ("19", "20")) and "." not in before.text


def _of_a_station(tokens: Sequence[Token], first: int, found: Found) -> bool:
    """ "WPXI 11 News Two brothers …", "(KOIN 6) — A father": a station's number after its letters."""
    at = found.core
    if at == first or at + 1 >= len(tokens) or tokens[at].kind != "number" or len(tokens[at].text) > 2:
        return False
    before, after = tokens[at - 1].text, tokens[at + 1]
    if not (before.isupper() and before.isalpha() and 3 <= len(before) <= 5):
        return False
    bracketed = after.text == ")" and at - 2 >= first and tokens[at - 2].text == "("
    return bracketed or (after.capital and not after.text.isupper())


def _no_people(tokens: Sequence[Token], tags: Sequence[str], first: int, found: Found, play: Play) -> bool:
    """Whether what stands before a number shows that it counts nobody here: "a mother of two", "how many", "0 46"."""
    if found.figure.high == 0 and found.kind != "none":
        return True
    if found.first == first:
        return False
    before = tokens[found.first - 1]
    if before.stem in play["no_figure"] and found.kind == "vague":
        return True
    if (
        before.stem == "as"
        and found.kind == "vague"
        and "as" in [one.stem for one in tokens[found.last : found.last + 4]]
    ):
        return True  # "as many casualties as possible"
    if before.stem in play["only_one"] and found.kind == "pronoun":
        return True  # "the only one killed"
    if before.stem in play["firing"] and tokens[found.last : found.last + 1] and _of_a_gun(tokens, found, play):
        return True  # "fired one shot", "had one in the chamber"
    if found.first - 2 < first:
        return False
    kin = found.last < len(tokens) and tokens[found.last].stem in play["kindred"]
    if kin and found.figure.high == 1 and before.stem in ("of", "from") and tags[found.first - 2] == "N":
        return True  # "three members of one family"
    earlier = tokens[found.first - 2].stem
    return (before.stem == "of" and earlier in play["parents"]) or (before.stem == "to" and earlier in play["holding"])


def _of_a_gun(tokens: Sequence[Token], found: Found, play: Play) -> bool:
    """Whether a number counts shots or rounds: what follows says so."""
    after = [token.stem for token in tokens[found.last : found.last + 3]]
    return after[0] in play["rounds"] or (after[:2] == ["in", "the"] and after[2:] == ["chamber"])


def _of_many(tokens: Sequence[Token], end: int, last: int) -> bool:
    """ "a family of ten": the article counts nobody."""
    return end + 1 < last and tokens[end].stem == "of" and (tokens[end + 1].kind == "number")


def _an_age(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play, known: People) -> bool:
    """ "Ali Hassan, 17, of" and "aged 16": a bare number between a name and a comma."""
    at = found.core
    if _told_age(tokens, tags, found, last, play):
        return True
    if at > 1 and tokens[at - 1].stem == "of" and tokens[at - 2].stem in play["aged"]:
        return True  # "children under the age of eighteen"
    if found.last - found.first != 1 or tokens[at].kind != "number" or len(tokens[at].text) > 3:
        return False
    before = tokens[at - 1] if at else None
    if before is None or (found.figure.low or 0) > OLDEST or _of_a_place(tokens, tags, found, last, play):
        return False
    start = at - 1
    while (
        start > 0
        and at - start < 12
        and (tokens[start].kind == "number" or tokens[start].stem in (",", "and", "to", "from", "between"))
    ):
        start -= 1
    if tokens[start].stem in play["aged"]:
        return True  # "ages 15, 16 and 17"
    if before.stem == "also" and found.last < last and tags[found.last] == ",":
        return True
    if at >= 2 and _ages_of_several(tokens, at, found.last, last, known):
        return True
    if before.text == "," and at >= 2 and _one_person(tokens[at - 2].stem, known):
        return found.last < last and tags[found.last] in ",)"
    if before.text == "," and at >= 2 and tokens[at - 2].capital and tags[at - 2] in "NHPV" and tags[at - 2] != "H":
        return found.last >= last or tags[found.last] in ",.CPAW:)" or tokens[found.last].stem in play["says"]
    return (
        before.capital
        and tags[at - 1] == "N"
        and found.last < last
        and tags[found.last] == ","
        and at >= 2
        and tokens[at - 2].capital
    )


def _one_person(stem: str, known: People) -> bool:
    """Whether a noun speaks of one person: a bare number after it is an age ("a boy, 9, and his sister, 6, died")."""
    noun = known.nouns.get(stem)
    return noun is not None and not noun.plural and not noun.collective


def _ages_of_several(tokens: Sequence[Token], at: int, end: int, last: int, known: People) -> bool:
    """ "two boys, 8 and 13, were": two bare numbers between commas after a plural noun."""
    first = at if tokens[at - 1].text == "," else at - 2
    if first < 2 or first + 3 >= last or tokens[first - 1].text != "," or tokens[first + 1].stem != "and":
        return False
    noun = known.nouns.get(tokens[first - 2].stem)
    both = tokens[first].kind == "number" and tokens[first + 2].kind == "number"
    return both and noun is not None and noun.plural and tokens[first + 3].text in (",", ".", ")")


def _younger(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play, known: People) -> bool:
    """ "nine of whom were under 18", "one under the age of 18": a bound of years, not of people."""
    if (found.figure.high or found.figure.low or 0) > OLDEST or tokens[found.core].kind != "number":
        return False
    if found.last < last and tags[found.last] in "NJ":
        return False
    k = found.core - 1
    while k > 0 and tokens[k].stem in play["younger_between"]:
        k -= 1
    if tokens[k].stem not in play["younger"] or k == 0:
        return False
    noun = known.nouns.get(tokens[k - 1].stem)
    young = noun is not None and noun.age == "child"  # "32 of them children under 10"
    said = play["be"] | play["aged"] | play["pointing"]
    return young or k < found.core - 1 or tokens[k - 1].stem in said


def _of_a_place(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play) -> bool:
    """ "60 in Tell, 30 in Nahr": a number between two places."""
    if found.last >= last or tokens[found.last].stem not in play["placing"]:
        return False
    k = found.first - 1
    while k and (tags[k] in ",CN" or tokens[k].capital) and found.first - k < 6:
        k -= 1
    return tokens[k].stem in play["placing"]


def _told_age(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play) -> bool:
    """ "Her son, who is nine, was wounded", "she was 14": one person's age as what is said of him."""
    at = found.core
    if found.figure.modifier != "exact" or (found.figure.low or 0) > OLDEST or at < 2:
        return False
    if tokens[at - 1].stem not in play["be"] or tokens[at - 2].stem not in play["of_one"]:
        return False
    return found.last >= last or tags[found.last] in ",.CS" or tokens[found.last].stem in play["says"]


OLDEST = 120
"""Nobody is older, in years."""


def _a_time(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play) -> bool:
    """A date or an hour: "March 8", "8 March", "at 5 in the morning"."""
    at = found.core
    if tokens[at].kind != "number":
        return False
    before = tags[at - 1] if at else "."
    bare = found.last - found.first == 1
    named = bare and at and (before == "H" or (tokens[at - 1].stem in play["months"] and tokens[at - 1].capital))
    if (
        named
        and len(tokens[at].text) <= 4
        and not (found.last < last and tags[found.last] in "NJ" and not tokens[found.last].capital)
    ):
        return (
            tokens[at - 1].stem in play["months"]
            or len(tokens[at].text) == 4
            or not (found.last < last and tags[found.last] in "NJE")
        )
    after = tokens[found.last] if found.last < last else None
    return bool(
        bare and after is not None and after.stem in play["months"] and after.capital and len(tokens[at].text) <= 2
    )
