"""Counts: every figure of a sentence with the noun phrase that it counts, before anything is known of harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recount.model import Figure

from ..language import Language, per_language
from ..record import Record
from ..words.people import Noun, people
from ..words.phrases import numbered
from ..words.syntax import parts_played
from ..words.tags import words
from ..words.tokens import Token, stems_of
from .ages import Play, a_time, an_age, younger
from .figures import Found, find_figures
from .uncounted import half_of_one, one_of_things
from .victims import Phrase, article_figure, noun_phrase, without_source, years_apart


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
    play, channels = parts_played(language), words(language).channels
    end = first
    for at in [at for at, stem in enumerate(stems_of(tokens)[first:last], first) if stem in nothing.opens]:
        stem = tokens[at].stem
        if at < end or (tags[at] == "D" and at > first and tags[at - 1] == "X"):
            continue  # "not a single soldier"
        if stem in _ARTICLES:
            one = article_figure(text, tokens, tags, at, last, language, first)
            if one is not None and not _of_many(tokens, one[1], last, known.nouns):
                made.append(counted(one[0], one[1], article=True))
                end = max(one[0].last, one[1].last)
                continue
        if stem in nothing.words and (none := _none(text, tokens, tags, at, last, nothing, known.nouns)) is not None:
            made.append(none)
            end = none.last
    taken = [(count.first, count.last) for count in made]
    things = 0
    for found in find_figures(text, tokens, first, last, language):
        if any(start < found.last and found.first < end for start, end in taken):
            continue
        if years_apart(tokens, found.core, last) or _no_people(tokens, tags, first, found, play):
            continue
        if half_of_one(tokens, found, last) or one_of_things(tokens, tags, things, found, last):
            continue
        phrase = noun_phrase(tokens, tags, found.last, last, language, vague=found.kind == "vague")
        if phrase.heads and phrase.last < last and tokens[phrase.last].stem in play["tellers"]:
            phrase = without_source(tokens, tags, found, phrase, play)
        if phrase.counts == "things" and _of_their_number(tokens, found, phrase, play):
            phrase = Phrase(found.last, found.last, (), "nobody")
        if phrase.counts == "people" and _only_describes(tokens, tags, found, phrase, last, known.nouns):
            continue
        if _of_a_name(tokens, tags, first, found, last):
            continue
        if _the_year(tokens, first, found) and (phrase.counts != "people" or tags[min(phrase.last, last - 1)] in "GN"):
            continue
        if phrase.counts != "people" and (
            _run_of_numbers(tokens, first, found) or _of_a_station(tokens, first, found, channels)
        ):
            continue
        things = phrase.last if phrase.counts == "things" else 0
        if (
            phrase.counts == "things"
            or an_age(tokens, tags, found, last, play, known)
            or (phrase.counts != "people" and younger(tokens, tags, found, last, play, known))
            or a_time(tokens, tags, found, last, play)
        ):
            continue
        if (
            phrase.counts == "nobody"
            and found.figure.words.lower() == "most"
            and not (found.last < last and (tags[found.last] in "AEN" or tokens[found.last].stem == "of"))
            and not _most_somewhere(tokens, first, found, last, play)
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


def _of_their_number(tokens: Sequence[Token], found: Found, phrase: Phrase, play: Play) -> bool:
    """ "lost 12 of their number": so many of those who lost them."""
    of = found.last - (tokens[found.last - 1].stem == "of")
    owned = phrase.last == of + 3 and tokens[of].stem == "of" and tokens[of + 1].stem in play["whose"]
    return owned and tokens[of + 2].stem == "number"


def _only_describes(
    tokens: Sequence[Token], tags: Sequence[str], found: Found, phrase: Phrase, last: int, nouns: Mapping[str, Noun]
) -> bool:
    """Whether one of several is no noun but describes what comes: "97 sniper and artillery operations"."""
    stem, end = tokens[phrase.heads[-1]].stem, phrase.last
    if (found.figure.low or 0) < 2 or end + 2 >= last or tokens[end].stem != "and":
        return False
    one = stem in nouns and not nouns[stem].plural and f"{stem}s" in nouns
    return one and tags[end + 1] in "NJ" and tags[end + 2] == "N" and tokens[end + 2].stem not in nouns


def _most_somewhere(tokens: Sequence[Token], first: int, found: Found, last: int, play: Play) -> bool:
    """ "killed 90 rebels, most in Nahr": of those told right before a comma."""
    there = found.last + 1 < last and tokens[found.last].stem in play["placing"] and tokens[found.last + 1].capital
    return there and found.first > first and tokens[found.first - 1].text == ","


def _superlative(tokens: Sequence[Token], tags: Sequence[str], first: int, found: Found, last: int) -> bool:
    before = found.first - 1
    return before >= first and tags[before] in "DN" and found.last < last and tokens[found.last].stem != "of"


class Nobody(Record, frozen=True):
    """Words for nobody ("no", "without", "no one"), and the nouns of harm that they deny, or reports of it.

    `opens` are these words and the articles: all that a count without a figure may begin with. `causing` may stand
    after them; `losses` are of people after one of `human` or before one of `of_life`.
    """

    opens: frozenset[str]
    words: frozenset[str]
    alone: frozenset[str]
    nouns: frozenset[str]
    reports: frozenset[str]
    causing: frozenset[str]
    losses: frozenset[str]
    human: frozenset[str]
    of_life: frozenset[str]
    between: frozenset[str]
    be: frozenset[str]


@per_language
def nobody(language: Language) -> Nobody:
    """The words for nobody of a language."""
    none, denied = language.table("numbers")["none"], language.table("harm")["none"]
    play = parts_played(language)
    return Nobody(
        opens=_ARTICLES.union(none["words"]),
        words=frozenset(none["words"]),
        alone=frozenset(none["alone"]),
        nouns=frozenset(denied["nouns"]),
        reports=frozenset(denied["reports"]),
        causing=frozenset(denied["causing"]),
        losses=frozenset(denied["losses"]),
        human=frozenset(denied["human"]),
        of_life=frozenset(denied["of_life"]),
        between=play["nothing_between"],
        be=play["be"],
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
        if _of_things(tokens, tags, end, last, nouns):
            return None
        figure = Figure(text[tokens[at].start : tokens[end - 1].end], "none_reported", 0, 0)
        return counted(Found(at, end, at, figure, "none"), Phrase(end, end, (), "nobody"))
    k += k < last and tokens[k].stem in known.causing
    while k < last and tokens[k].stem in known.between:
        k += 1
    start = k
    if (lost := _losses(tokens, tags, at, start, last, known)) is not None:
        return counted(Found(at, at + 1, at, figure, "none"), Phrase(lost, lost + 1, (lost,), "people"))
    while k < last and tags[k] == "J" and tokens[k].stem not in known.nouns:
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


def _of_things(tokens: Sequence[Token], tags: Sequence[str], of: int, last: int, nouns: Mapping[str, Noun]) -> bool:
    """ "None of its positions was hit": nobody is counted."""
    if of >= last or tokens[of].stem != "of":
        return False
    k = of + 1
    while k + 1 < last and tags[k] in "DJ":
        k += 1
    while k + 1 < last and tags[k] in "NJ" and tags[k + 1] in "NJ":
        k += 1
    return tags[k] == "N" and tokens[k].stem not in nouns


def _losses(tokens: Sequence[Token], tags: Sequence[str], at: int, start: int, last: int, known: Nobody) -> int | None:
    """Where the noun stands in "no human losses", "no loss of life", "no losses were recorded"; None else."""
    k = start
    while k < last and (tags[k] == "J" or tokens[k].stem in known.human) and k < start + 2:
        k += 1
    if k >= last or tokens[k].stem not in known.losses:
        return None
    human = any(tokens[j].stem in known.human for j in range(at + 1, k))
    after = [token.stem for token in tokens[k + 1 : min(k + 4, last)]]
    of_life = after[:1] == ["of"] and not known.of_life.isdisjoint(after)
    recorded = bool(after) and after[0] in known.be and tokens[at].stem != "without"
    return k if human or of_life or recorded else None


def _of_a_name(tokens: Sequence[Token], tags: Sequence[str], first: int, found: Found, last: int) -> bool:
    """ "taken to Regional One in critical condition": a capitalised number word that ends a name."""
    at = found.first
    if found.last - at != 1 or tokens[at].kind != "word" or not tokens[at].capital or at - 2 < first:
        return False
    named = tokens[at - 1].capital and tags[at - 1] in "NJ" and tokens[at - 2].text in ("to", "at")
    return named and (found.last >= last or (tags[found.last] in "P.,C" and tokens[found.last].stem != "of"))


def _the_year(tokens: Sequence[Token], first: int, found: Found) -> bool:
    """ "the 2021 bombing of Nahr", "the 2021 French bombing": a year after an article."""
    year = tokens[found.core].text
    bare = found.last - found.first == 1 and len(year) == 4 and year.isdecimal() and year[:2] in ("19", "20")
    return bare and found.first > first and tokens[found.first - 1].stem == "the"


def _run_of_numbers(tokens: Sequence[Token], first: int, found: Found) -> bool:
    """Whether a bare number follows another one that is no year: page scraps ("0 46", "1 234 comments")."""
    before = tokens[found.first - 1] if found.first > first else None
    if before is None or before.kind != "number" or tokens[found.first].kind != "number":
        return False
    return not (len(before.text) == 4 and before.text[:2] in ("19", "20")) and "." not in before.text


def _of_a_station(tokens: Sequence[Token], first: int, found: Found, channels: frozenset[str]) -> bool:
    """ "WPXI 11 News Two brothers …", "(KOIN 6) — A father": a station's number after its letters."""
    at = found.core
    if at == first or at + 1 >= len(tokens) or tokens[at].kind != "number" or len(tokens[at].text) > 2:
        return False
    before, after = tokens[at - 1].text, tokens[at + 1]
    if tokens[at].text in channels and before[:1].isupper() and _in_brackets(tokens, first, at):
        return True  # "TELL (Sumar 24) –"
    if not (before.isupper() and before.isalpha() and 3 <= len(before) <= 5):
        return False
    return _in_brackets(tokens, first, at) or (after.capital and not after.text.isupper())


def _in_brackets(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether brackets hold a number and the name before it, of a word or three."""
    k = at - 1
    while k > first and at - k < 4 and tokens[k].capital:
        k -= 1
    return tokens[at + 1].text == ")" and k < at - 1 and tokens[k].text == "("


def _at_a_rate(tokens: Sequence[Token], tags: Sequence[str], first: int, found: Found) -> bool:
    """ "One in ten died": a rate, whose two numbers count nobody; in "one in two raids" the second has a noun."""
    one = found.first if tokens[found.first].stem == "one" else found.first - 2
    if one < first or one + 3 >= len(tags) or tokens[one].stem != "one" or tokens[one + 1].stem != "in":
        return False
    of = tokens[one + 2].text
    year = of.isdecimal() and len(of) == 4  # "two in Tell and one in 2014"
    return tags[one + 2] == "#" and not year and tags[one + 3] in "VAE."


def _on_a_panel(tokens: Sequence[Token], first: int, at: int, play: Play) -> bool:
    """ "The jury of seven women and five men": how a panel is made up."""
    if at - 2 >= first and tokens[at - 1].stem == "and":
        at -= 3  # over "seven women and"
    return at - 2 >= first and tokens[at - 1].stem == "of" and tokens[at - 2].stem in play["panels"]


def _no_people(tokens: Sequence[Token], tags: Sequence[str], first: int, found: Found, play: Play) -> bool:
    """Whether what stands before a number shows that it counts nobody here: "a mother of two", "how many", "0 46"."""
    if found.figure.high == 0 and found.kind != "none":
        return True
    if _at_a_rate(tokens, tags, first, found):
        return True
    if found.first == first:
        return False
    before = tokens[found.first - 1]
    if before.stem in play["no_figure"] and found.kind == "vague":
        return True
    if _on_a_panel(tokens, first, found.first, play):
        return True
    if (
        before.stem == "as"
        and found.kind == "vague"
        and "as" in [one.stem for one in tokens[found.last : found.last + 4]]
    ):
        return True  # "as many casualties as possible"
    follow = [token.stem for token in tokens[found.last : found.last + 2]]
    if found.kind == "pronoun" and (follow == ["in", "which"] or follow[:1] in (["which"], ["where"])):
        return True  # "an attack on a camp, and one in which a clinic was hit"
    if (
        before.stem == "in"
        and found.first - 2 >= first
        and tokens[found.first - 2].stem == "one"
        and follow[:1] == ["of"]
    ):
        return True  # "one in five of the dead"
    if before.stem in play["within"] and found.kind != "vague" and follow in (["of", "them"], ["of", "those"]):
        return True  # "Three shootings kept them busy; a girl was hurt in one of them"
    if before.stem == "but" and found.first - 2 >= first and tokens[found.first - 2].stem == "all":
        return True  # "all but three were killed"
    deaths = found.last < len(tokens) and tags[found.last] == "N" and tags[found.first - 2] != "D"
    if before.stem in play["only_one"] and found.kind == "pronoun" and not deaths:  # but "confirmed only one death"
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


def _of_many(tokens: Sequence[Token], phrase: Phrase, last: int, nouns: Mapping[str, Noun]) -> bool:
    """ "a group of 10": the article counts nobody; but "a man of 40", "a father of 4"."""
    end, noun = phrase.last, nouns.get(tokens[phrase.heads[-1]].stem) if phrase.heads else None
    if noun is not None and not noun.collective and noun.lemma not in ("group", "party", "force"):
        return False
    return end + 1 < last and tokens[end].stem == "of" and (tokens[end + 1].kind == "number")
