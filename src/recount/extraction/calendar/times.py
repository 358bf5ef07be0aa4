"""The grammar of time expressions: a text's atoms ("Monday", "2 p.m.", "the"), and the forms that they make.

The words and the forms are data (`languages/<code>/time.toml`); here they are read, compiled and matched. A text
becomes atoms, each of one kind; the kinds become a string of one character each; the forms are regular expressions
over that string. Every repetition in a form is bounded, so matching is linear in the length of the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from recount.model import DataError

from ..record import Record
from ..tables import load_table
from ..words.forms import codes_of, compiled, needed
from ..words.memo import Memo
from ..words.tokens import Token

_SCAN = re.compile(
    r"(?P<word>(?:[A-Za-z]++(?![^\W\d_])|[^\W\d_]+)(?:\.[^\W\d_]+)*)"  # first, since most are; plain ones are fast
    r"|(?P<date>(?<![\d/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?:/\d{1,2}/(?:\d{2}){1,2}|\.\d{1,2}\.\d{4}|-\d{1,2}-\d{4}))(?![\d/]))"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<clitic>(?<=\w)[’'](?:s\b)?)"
    r"|(?P<mark>\n|[^\s])"
)
_A_WORD = _SCAN.groupindex["word"]
_MARKS = {",": "comma", "-": "hyphen", "‐": "hyphen", "‑": "hyphen", "–": "hyphen", "\n": "line"}
_BUILT_IN = ("date", "clock", "year", "dayno", "ordinal", "integer", "counted", "plain", "capitalised", "clitic",
             "comma", "hyphen", "line", "other")  # fmt: skip
_NEVER_FIRST = ("counted", "plain", "capitalised", "clitic", "comma", "hyphen", "line", "other")
_NO_ANCHORS = frozenset({"dayno", "ordinal", "integer", "hyphen", "comma"})
"""Kinds without words that make no time alone: a form that has one of them has a word as well."""
_EDGES = frozenset('\n;!?()[]“”"…')
"""Marks that stand in no form, as the stop after a word does (an abbreviation's dot apart)."""
_AFTER_WORD = re.compile(r"[^\W\d_]{3}\.(?=\s)")
_WORD = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"(?:19|20)\d\d|\d[:/.-]\d")
"""Digits that may be a time without any word of time: a year, a date, an hour with its minutes."""
_SHORTEST = 3
_YEARS = range(1900, 2100)
_STREETS = ("block", "blocks")


class Atom(Record, frozen=True):
    """One word, number or mark: its kind, what it is worth, where it stands."""

    kind: str
    value: int | dt.date | tuple[int, int, int]
    start: int
    end: int


class Grammar(Record, frozen=True):
    """The time grammar of one language, compiled: see `languages/README.md`.

    `anchors` are words of which every form needs one, unless digits tell it all. `parts` says what a token's words do
    for the stretch that they stand in, `ends` whether a stop after them ends it. `lone` gives the kind, the value and
    the kind's character of a word that no other word may change, None for the others.
    """

    words: dict[str, tuple[str, int]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]
    capital: frozenset[str]
    dotted: frozenset[str]
    counted: frozenset[str]
    suffixes: frozenset[str]
    ordinals: frozenset[str]
    day_first: bool
    codes: dict[str, str]
    forms: re.Pattern[str]
    reads: tuple[str, ...]
    anchors: frozenset[str]
    parts: Memo[str]
    ends: Memo[bool]
    lone: Memo[tuple[str, int, str] | None]


class Match(Record, frozen=True):
    """One form found: how it is to be read, and its atoms."""

    read: str
    atoms: tuple[Atom, ...]


@cache
def grammar(code: str) -> Grammar:
    """The compiled time grammar of a language.

    Raises DataError where its table breaks the documented format.
    """
    table = load_table(code, "time")
    name = f"languages/{code}/time.toml"
    words: dict[str, tuple[str, int]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for kind, entry in table["class"].items():
        for word, value in entry["words"].items():
            for form in [word, word + entry["suffix"]] if "suffix" in entry else [word]:
                first, *rest = re.findall(r"[^\W\d_]+|[’']s?", form)
                if rest:
                    phrases.setdefault(first, []).append((tuple(rest), kind, value))
                elif words.setdefault(form, (kind, value)) != (kind, value):
                    raise DataError(name, f"'{form}' stands in two classes", "keep one")
    kinds = [*_BUILT_IN, *table["class"]]
    codes = codes_of(kinds)
    sought = _anchors(
        [form["say"] for form in table["form"]], codes, table["macro"], frozenset(table.get("common", ()))
    )
    # The group that tells which form it was comes last: a form whose first kind does not fit is then left at once.
    made = [
        f"(?:{compiled(name, form['say'], codes, table['macro'])})(?P<f{at}>)" for at, form in enumerate(table["form"])
    ]
    anchors = frozenset(word for word, (kind, _) in words.items() if kind in sought)
    sought_phrases = [(first, *rest) for first, found in phrases.items() for rest, kind, _ in found if kind in sought]
    anchors |= {phrase[-1] for phrase in sought_phrases if anchors.isdisjoint(phrase)}
    anchors |= {_WORD.findall(suffix)[-1] for suffix in table["clock_suffixes"]}
    dots = frozenset(word for word, (kind, _) in words.items() if table["class"][kind].get("dot"))
    made_of = Grammar(
        words=words,
        phrases={first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()},
        capital=frozenset(kind for kind, entry in table["class"].items() if entry.get("capital")),
        dotted=frozenset(kind for kind, entry in table["class"].items() if entry.get("dot")),
        counted=frozenset(table["counted"]),
        suffixes=frozenset(table["clock_suffixes"]),
        ordinals=frozenset(table["ordinals"]),
        day_first=table["numeric_order"] == "dmy",
        codes=codes,
        forms=re.compile(f"(?![{''.join(codes[kind] for kind in _NEVER_FIRST)}])(?:{'|'.join(made)})"),
        reads=tuple(form["read"] for form in table["form"]),
        anchors=anchors,
        parts=Memo(lambda word: _part(word, anchors)),
        ends=Memo(lambda word: _WORD.findall(word)[-1].lower() not in dots),
        lone=Memo(lambda word: _lone(word, made_of)),
    )
    return made_of


def _anchors(says: list[str], codes: dict[str, str], macros: dict[str, str], common: frozenset[str]) -> frozenset[str]:
    """Kinds of which each form needs one: for each the set, of those it needs, with the fewest common kinds."""
    names = {code: kind for kind, code in codes.items()}
    plain = frozenset(codes[kind] for kind in common | _NO_ANCHORS if kind in codes)
    sought: set[str] = set()
    for say in says:
        sets = needed(say, codes, macros, plain)
        sought.update(names[code] for code in (sets[0] if sets else names))
    return frozenset(sought)


def _part(word: str, anchors: frozenset[str]) -> str:
    """What a token does for a stretch: "edge", "stop" (an edge after a word), "anchor", "digits", or nothing ("")."""
    if word in _EDGES:
        return "edge"
    if word == ".":
        return "stop"
    if not anchors.isdisjoint(_WORD.findall(word.lower())):
        return "anchor"
    return "digits" if any(char.isdecimal() for char in word) else ""


def _stretches(text: str, tokens: Sequence[Token], grammar: Grammar) -> Iterator[tuple[int, int]]:
    """The stretches of a text that may hold a time expression: no form reaches across the edges between them."""
    parts = grammar.parts
    begin, anchored, digits = 0, False, False
    for at, part in [(at, part) for at, token in enumerate(tokens) if (part := parts[token.text])]:
        if part == "anchor":
            anchored = True
        elif part == "digits":
            digits = True
        elif not anchored and not digits and part == "edge":
            begin = tokens[at].end
        elif part == "edge" or _ends(text, tokens, at, grammar):
            edge = tokens[at]
            if anchored or (digits and _BARE.search(text, begin, edge.start)):
                yield begin, edge.start
            begin, anchored, digits = edge.end, False, False
    if anchored or (digits and _BARE.search(text, begin)):
        yield begin, len(text)


def _ends(text: str, tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Whether a stop ends a stretch: it stands right after a word that is no abbreviation, and before white space."""
    stop = tokens[at].start
    if stop < _SHORTEST or not _AFTER_WORD.match(text, stop - _SHORTEST):
        return False
    return grammar.ends[tokens[at - 1].text]


def _read(text: str, grammar: Grammar, begin: int, end: int) -> tuple[str, list[Atom | re.Match[str]]]:
    """A stretch's kinds, a character each, and its atoms; of words alone only where they stand, to save time."""
    raw = list(_SCAN.finditer(text, begin, end))
    line: list[str] = []
    made: list[Atom | re.Match[str]] = []
    codes, lone = grammar.codes, grammar.lone
    after = 0
    for at, match in enumerate(raw):
        if at < after:
            continue
        if match.lastindex == _A_WORD:
            known = lone[match[0]]
            if known is not None:
                line.append(known[2])
                made.append(match)
                continue
            atom, after = _word(text, raw, at, grammar)
        elif (kind := match.lastgroup) == "number":
            atom, after = _number(raw, at, grammar)
        else:
            value = _numeric_date(match[0]) if kind == "date" else 0
            name = _MARKS.get(match[0], "other") if kind == "mark" else kind or "other"
            atom = Atom(name, value, match.start(), match.end())
        line.append(codes[atom.kind])
        made.append(atom)
    return "".join(line), made


def _atom(made: Atom | re.Match[str], grammar: Grammar) -> Atom:
    if isinstance(made, Atom):
        return made
    kind, value, _ = grammar.lone[made[0]] or ("plain", 0, "")
    return Atom(kind, value, made.start(), made.end())


def _numeric_date(words: str) -> tuple[int, int, int]:
    """Year, month and day, surely so where the day is positive: 2014-10-01 and 01.10.2014 are, 10/1/2014 is not."""
    first, second, third = (int(part) for part in re.split(r"[-/.]", words))
    if "/" not in words:
        return (first, second, third) if first > 31 else (third, second, first)
    return (third if third >= 100 else 2000 + third), first, -second


def _number(raw: list[re.Match[str]], at: int, grammar: Grammar) -> tuple[Atom, int]:
    """A number with what belongs to it: "6:10am", "3 p.m.", "18th", "10:30"."""
    match, words = raw[at], raw[at].group()
    last, minutes = at, False
    if words.isdigit() and len(words) <= 2 and at + 2 < len(raw) and raw[at + 1].group() == ":":
        digits = raw[at + 2].group()
        if digits.isdigit() and len(digits) == 2 and raw[at + 2].start() == match.end() + 1:
            last, minutes = at + 2, True
    following = raw[last + 1] if last + 1 < len(raw) else None
    hours = float(words.replace(",", "")) if len(words) <= 5 else 99.0
    if following is not None and hours < 24 and following.start() - raw[last].end() <= 1:
        suffix = following.group().lower()
        if suffix in grammar.suffixes:
            dot = "." in suffix and last + 2 < len(raw) and raw[last + 2].group() == "."
            end = raw[last + 2].end() if dot else following.end()
            return Atom("clock", 0, match.start(), end), last + 2 + dot
    if minutes:
        return Atom("clock", 0, match.start(), raw[last].end()), last + 1
    if following is not None and following.start() == match.end() and following.group().lower() in grammar.ordinals:
        return Atom("ordinal" if words.isdigit() and len(words) <= 2 else "other", int(hours), match.start(),
                    following.end()), at + 2  # fmt: skip
    if not words.isdigit():
        return Atom("other", 0, match.start(), match.end()), at + 1
    value = int(words) if len(words) <= 9 else 0
    street = following is not None and following.group().lower() in _STREETS  # "the 1900 block of Oak Street"
    year = value in _YEARS and not street
    kind = "dayno" if 1 <= value <= 31 and len(words) <= 2 else "year" if year else "integer"
    return Atom(kind, value, match.start(), match.end()), at + 1


def _lone(said: str, grammar: Grammar) -> tuple[str, int, str] | None:
    """Of a word its kind, value and kind's character, whatever stands beside it.

    None where it may begin a phrase or take a dot.
    """
    word = said.lower()
    kind, value = _known(said, grammar)
    return None if word in grammar.phrases or kind in grammar.dotted else (kind, value, grammar.codes[kind])


def _known(said: str, grammar: Grammar) -> tuple[str, int]:
    """The kind and value of one word: that of its class, unless it lacks the class's capital."""
    word = said.lower()
    known = grammar.words.get(word)
    if known is not None and (known[0] not in grammar.capital or said[0].isupper()):
        return known
    return "counted" if word in grammar.counted else "capitalised" if said[0].isupper() else "plain", 0


def _word(text: str, raw: list[re.Match[str]], at: int, grammar: Grammar) -> tuple[Atom, int]:
    """A word with what belongs to it: a phrase ("New Year's Eve", "more than"), an abbreviation's dot."""
    match = raw[at]
    said = match[0]
    for rest, kind, value in grammar.phrases.get(said.lower(), ()):
        last = at + len(rest)
        if (
            last < len(raw)
            and raw[at + 1].group().lower() == rest[0]
            and all(raw[at + 1 + k].group().lower() == part for k, part in enumerate(rest))
        ):
            if kind in grammar.capital and not said[0].isupper():
                continue
            return Atom(kind, value, match.start(), raw[last].end()), last + 1
    kind, value = _known(said, grammar)
    end = match.end()
    dot = kind in grammar.dotted and text[end : end + 1] == "."
    return Atom(kind, value, match.start(), end + dot), at + 1 + dot


def matches(text: str, tokens: Sequence[Token], grammar: Grammar) -> Iterator[Match]:
    """The forms found in a text, in order, none overlapping another; `tokens` are the text's."""
    for begin, end in _stretches(text, tokens, grammar):
        line, made = _read(text, grammar, begin, end)
        for found in grammar.forms.finditer(line):
            name, (first, last) = found.lastgroup, found.span()
            if name is not None and last > first:
                yield Match(grammar.reads[int(name[1:])], tuple(_atom(one, grammar) for one in made[first:last]))
