"""Figures: numbers of people in digits, words, dozens and vague quantities, with the words that bound them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from recount.model import Figure, Modifier

from ..language import Language, per_language
from ..record import Record
from ..words.memo import Memo
from ..words.syntax import parts_played
from ..words.tokens import Token, stems_of
from .uncounted import no_count

FigureKind = Literal["number", "vague", "pronoun", "both", "none"]

MOST = 10**10
"""No count of people is larger: more digits are an identifier, and are no figure."""


class Found(Record, frozen=True):
    """A figure in the tokens: `first` to `last` (exclusive) are its words, bound words included; `core` its number."""

    first: int
    last: int
    core: int
    figure: Figure
    kind: FigureKind


class Numbers(Record, frozen=True):
    """What `numbers.toml` compiles to; phrases are keyed by their first (or last) stem, longest first."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    groups: Mapping[str, int]
    pairs: frozenset[str]
    vague: Mapping[str, list[tuple[tuple[str, ...], int]]]
    before: Mapping[str, list[tuple[tuple[str, ...], str]]]
    after: Mapping[str, list[tuple[tuple[str, ...], str]]]
    between: frozenset[str]
    inner: frozenset[str]
    rising: frozenset[str]
    opening: frozenset[str]
    former: frozenset[str]
    both: frozenset[str]
    pronoun: frozenset[str]
    articles: frozenset[str]
    alone: frozenset[str]
    before_marks: frozenset[str]
    after_marks: frozenset[str]
    play: Mapping[str, frozenset[str]]


@per_language
def numbers(language: Language) -> Numbers:
    """The compiled numbers of a language."""
    table = language.table("numbers")
    vague: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, floor in table["vague"].items():
        stems = tuple(phrase.split())
        vague.setdefault(stems[0], []).append((stems, floor))
    before: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, modifier in table["before"].items():
        stems = tuple(phrase.split())
        before.setdefault(stems[-1], []).append((stems, modifier))
    after: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, modifier in table["after"].items():
        stems = tuple(phrase.split())
        after.setdefault(stems[0], []).append((stems, modifier))
    for counted in vague.values():
        counted.sort(key=lambda item: -len(item[0]))
    for bounds in (*before.values(), *after.values()):
        bounds.sort(key=lambda item: -len(item[0]))
    return Numbers(
        table["units"],
        table["tens"],
        table["scales"],
        table["suffixes"],
        table["groups"],
        frozenset(table["pairs"]["words"]),
        vague,
        before,
        after,
        frozenset(table["range"]["between"]),
        frozenset(table["range"]["inner"]),
        frozenset(table["range"]["from"]),
        frozenset(table["range"]["open"]),
        frozenset(table["range"]["former"]),
        frozenset(table["both"]["words"]),
        frozenset(table["one"]["pronoun"]),
        frozenset(table["one"]["articles"]),
        frozenset(table["one"]["alone"]),
        frozenset(table["not_people"]["before_marks"]),
        frozenset(table["not_people"]["after_marks"]),
        parts_played(language),
    )


def find_figures(text: str, tokens: Sequence[Token], first: int, last: int, language: Language) -> Iterator[Found]:
    """The numbers and vague quantities among `tokens[first:last]`, in order, whatever they count.

    Dates, clock times, money, percentages and decimals without a scale are left out here; what a number counts is for
    the noun phrase after it to say.
    """
    known, begins = numbers(language), _begins(language)
    end = first
    for at in begins.where(stems_of(tokens), first, last):
        if at < end:
            continue
        found = _at(text, tokens, first, at, last, known)
        if found is not None:
            if found.kind != "both" or found.figure.low:
                yield found
            end = found.last


@per_language
def _begins(language: Language) -> Memo[bool]:
    """Whether a figure may begin with a stem, whatever stands after it."""
    known = numbers(language)
    alone = {*_COMPOSED, *known.vague, *known.both, *known.units, *known.tens}

    def may_begin(stem: str) -> bool:
        return stem in alone or stem[0].isdecimal() or ("-" in stem and _counted(stem.split("-"), known))

    return Memo(may_begin)


def _at(text: str, tokens: Sequence[Token], first: int, at: int, last: int, known: Numbers) -> Found | None:
    token = tokens[at]
    read = read_number(tokens, at, last, known)
    follow = tokens[at + 1].stem if at + 1 < last else ""
    for stems, floor in known.vague.get(token.stem, ()):
        if len(stems) > 1 and stems[1] != follow:
            continue
        if read and (len(stems) < 2 or read[1] > at + len(stems)):
            break  # "a quarter of a million", but "three quarters of the dead"
        if _stems(tokens, at, last, stems):
            end = at + len(stems)
            if stems[-1] == "half" and read_number(tokens, end - 1, last, known):
                continue  # "more than half a million"
            if stems[-1] == "of" and end < last and tokens[end].stem in known.play["pointing"]:
                end -= 1  # "most of them": "of" belongs to the pronoun
            if stems == ("many",) and at > first and end < last and tokens[end].stem == "as":
                break  # "as many as 40"
            low, bound = bound_before(tokens, first, at, known)
            low = at if bound == "about" and floor == 2 else low  # "reports about multiple people"
            return _made(text, tokens, low, end, at, "vague", floor, None, "vague")
    if token.stem in known.both:
        return _made(text, tokens, at, at + 1, at, "exact", 2, 2, "both")
    if read is None:
        return None
    value, end = read
    if no_count(tokens, first, at, end, last, known):
        return None
    start, modifier = bound_before(tokens, first, at, known)
    if start > first and tokens[start - 1].stem in known.between and end < last and tokens[end].stem in ("and", "to"):
        other = read_number(tokens, end + 1, last, known)
        if other is not None and other[0] >= value:
            return _made(text, tokens, start - 1, other[1], at, "range", value, other[0], "number")
    if modifier is None and end + 1 < last and tokens[end].stem in known.inner and tokens[end].stem != "and":
        other = read_number(tokens, end + 1, last, known)
        dated = _of_a_month(tokens, first, at, known)
        if other is not None and value < other[0] and not dated and not _of_two(tokens, first, at, known):
            lead = start > first and tokens[end].stem == "to" and tokens[start - 1].stem in known.rising
            return _made(text, tokens, start - lead, other[1], at, "range", value, other[0], "number")
    if modifier is None and end < last:
        for stems, bound in known.after.get(tokens[end].stem, ()):
            if _stems(tokens, end, last, stems):
                modifier, end = bound, end + len(stems)
                break
    kind: FigureKind = "pronoun" if token.stem in known.pronoun and end == at + 1 and modifier is None else "number"
    least, most = interval(modifier or "exact", value)
    return _made(text, tokens, start, end, at, modifier or "exact", least, most, kind)


def _of_a_month(tokens: Sequence[Token], first: int, at: int, known: Numbers) -> bool:
    """ "since May 3 to 68", "on Aug. 24 to 68": a day of a month, whose number opens no range."""
    k = at - 1 - (at - 1 > first and tokens[at - 1].text == ".")
    if k < first or not tokens[k].capital or tokens[k].stem not in known.play["months"]:
        return False
    return tokens[k].stem != "may" or (k > first and tokens[k - 1].stem in known.play["before_year"])


def _of_two(tokens: Sequence[Token], first: int, at: int, known: Numbers) -> bool:
    """Whether two numbers joined by "to" make no range: "from 30 to 36", "has risen by three to 36"."""
    if at <= first:
        return False
    before = tokens[at - 1].stem
    if before == "by":
        return at - 2 >= first and tokens[at - 2].stem in known.play["risen"]
    lead = _from(tokens, first, at, known)
    if lead is None:
        return False
    return lead < at - 1 or (lead > first and tokens[lead - 1].stem not in known.opening)


def _from(tokens: Sequence[Token], first: int, at: int, known: Numbers) -> int | None:
    """Where "from" stands before a number: "from 8", "from an earlier count of 8"."""
    k = at - 1
    while k > first and at - k < 6 and tokens[k].stem in known.former:
        k -= 1
    return k if tokens[k].stem in known.rising else None


def interval(modifier: str, value: int) -> tuple[int | None, int | None]:
    """The inclusive bounds that a modifier makes of a number."""
    if modifier == "at_least":
        return value, None
    if modifier == "more_than":
        return value + 1, None
    if modifier in ("up_to", "nearly"):
        return None, value
    return value, value


def _made(
    text: str, tokens: Sequence[Token], first: int, last: int, core: int, modifier: str, low: int | None,
    high: int | None, kind: FigureKind,
) -> Found:  # fmt: skip
    words = text[tokens[first].start : tokens[last - 1].end]
    return Found(first, last, core, Figure(words, said(modifier), low, high), kind)


def said(modifier: str | None) -> Modifier:
    """The model's modifier for a table's word; the tables hold only the model's, and none is "exact"."""
    known: Modifier = modifier or "exact"  # type: ignore[assignment]  # checked by the tests of the tables
    return known


def _stems(tokens: Sequence[Token], at: int, last: int, stems: tuple[str, ...]) -> bool:
    if at + len(stems) > last or tokens[at].stem != stems[0]:
        return False
    return len(stems) == 1 or all(tokens[k].stem == stem for k, stem in enumerate(stems, at))


def bound_before(tokens: Sequence[Token], first: int, at: int, known: Numbers) -> tuple[int, str | None]:
    """Where the bound words before a number begin, and their modifier; (`at`, None) where there are none."""
    if at == first:
        return at, None
    for stems, modifier in known.before.get(tokens[at - 1].stem, ()):
        start = at - len(stems)
        if start >= first and _stems(tokens, start, at, stems):
            if modifier == "up_to" and start > first and tokens[start - 1].stem in known.play["risen"]:
                return at, None  # "the toll went up to 36"
            return start, modifier
    return at, None


def read_number(tokens: Sequence[Token], at: int, last: int, known: Numbers) -> tuple[int, int] | None:
    """The number that begins at `at`, and where its words end; None where none does."""
    if at >= last:
        return None
    token = tokens[at]
    if token.kind == "number":
        return _digits(tokens, at, last, known)
    if token.kind != "word":
        return None
    stem = token.stem
    match = _SUFFIXED.match(stem) if stem[0].isdecimal() else None
    if match and match.group(2) in known.suffixes:
        return int(match.group(1)) * known.suffixes[match.group(2)], at + 1
    if stem == "a" or stem == "an":
        return _article(tokens, at, last, known)
    if stem == "dozen":
        return known.groups[stem], at + 1
    if stem == "half" or stem == "quarter":
        return _fraction(tokens, at, last, known)
    return _words(tokens, at, last, known)


_COMPOSED = ("a", "an", "dozen", "half", "quarter")
"""Words that begin numbers of more than one word; `read_number` knows what goes on with each."""

_SUFFIXED = re.compile(r"(\d{1,4})(k|m|bn)\Z")


def _digits(tokens: Sequence[Token], at: int, last: int, known: Numbers) -> tuple[int, int] | None:
    raw = tokens[at].text.replace(",", "")
    whole, _, part = raw.partition(".")
    if len(whole) > 10 or (len(whole) > 1 and whole[0] == "0"):
        return None
    end = at + 1
    follow = tokens[end].stem if end < last else ""
    scale = known.scales.get(follow, 0)
    if not scale and follow in known.suffixes and tokens[end].start == tokens[at].end:
        scale = known.suffixes[follow]
    if not scale and follow in known.groups and follow in ("dozen", "score"):
        scale = known.groups[follow]
    if part and (not scale or "." in part):
        return None
    value = int(whole) * max(scale, 1)
    if part and scale:
        value += int(part[:9]) * scale // 10 ** len(part[:9])
    return (value, end + 1 if scale else end) if value <= MOST else None


def _article(tokens: Sequence[Token], at: int, last: int, known: Numbers) -> tuple[int, int] | None:
    """ "a hundred", "a dozen", "a couple of", "a million", "a quarter of a million"."""
    end = at + 1
    if end >= last:
        return None
    stem = tokens[end].stem
    if stem in known.scales or stem in known.groups:
        value = known.scales.get(stem) or known.groups[stem]
        end += 1
        if stem in known.pairs and end < last and tokens[end].stem == "of":
            end += 1
        elif stem == "score" or (stem in known.pairs and not (end < last and tokens[end].stem in known.play["be"])):
            return None
        while end < last and tokens[end].stem in known.scales:
            value *= known.scales[tokens[end].stem]
            end += 1
        return value, end
    return _fraction(tokens, end, last, known) if stem == "quarter" else None


def _fraction(tokens: Sequence[Token], at: int, last: int, known: Numbers) -> tuple[int, int] | None:
    part = 2 if tokens[at].stem == "half" else 4
    end = at + 1
    if part == 4 and end < last and tokens[end].stem == "of":
        end += 1
    if end < last and tokens[end].stem == "a":
        end += 1
    if (end < last and end > at + 1) or (end < last and tokens[end].stem in known.scales):
        size = known.scales.get(tokens[end].stem) or known.groups.get(tokens[end].stem, 0)
        if size >= 12:
            return size // part, end + 1
    return None


def _words(tokens: Sequence[Token], at: int, last: int, known: Numbers) -> tuple[int, int] | None:
    total = current = 0
    end = at
    seen = False
    while end < last and end - at < 12:
        stem = tokens[end].stem
        pieces = stem.split("-") if "-" in stem else [stem]
        if _counted(pieces, known):
            if seen and not _fits(current, pieces, known):
                break
            current += sum(known.units.get(piece, 0) + known.tens.get(piece, 0) for piece in pieces)
        elif seen and stem in known.scales:
            scale = known.scales[stem]
            if scale == 100:
                current = max(current, 1) * 100
            else:
                total += max(current, 1) * scale
                current = 0
        elif seen and stem == "dozen":
            current *= 12
        elif seen and stem == "and" and current >= 100 and current % 100 == 0 and end + 1 < last:
            follow = tokens[end + 1].stem
            if follow not in known.units and follow.split("-")[0] not in known.tens:
                break
            if end + 2 < last and tokens[end + 2].kind == "word" and tokens[end + 2].stem not in known.scales:
                pass  # "two hundred and five people": the last part of the number
        else:
            break
        seen = True
        end += 1
    return (total + current, end) if seen and total + current <= MOST else None


def _counted(pieces: list[str], known: Numbers) -> bool:
    """Whether all parts of a word are numbers: "five", "twenty" and "three"."""
    if len(pieces) == 1:
        return pieces[0] in known.units or pieces[0] in known.tens
    return all(piece in known.units or piece in known.tens for piece in pieces)


def _fits(current: int, pieces: list[str], known: Numbers) -> bool:
    """Whether further units may follow what was read: "sixty nine", "two hundred five", not "six seven"."""
    if len(pieces) > 1 or pieces[0] in known.tens:
        return current % 100 == 0
    unit = known.units[pieces[0]]
    return (current % 100 in known.tens.values() and unit < 10) or current % 100 == 0
