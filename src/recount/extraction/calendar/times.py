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
from itertools import accumulate

from recount.model import DataError

from ..record import Record
from ..tables import load_table
from ..words.forms import Needs, codes_of, compiled
from ..words.memo import Memo
from ..words.tokens import Token, texts_of

_SCAN = re.compile(
    r"(?:(?:[A-Za-z]++(?![^\W\d_])|[^\W\d_]+)(?:\.[^\W\d_]+)*"  # a word: first, since most are; plain ones are fast
    r"|(?<![\d/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?:/\d{1,2}/(?:\d{2}){1,2}|\.\d{1,2}\.\d{4}|-\d{1,2}-\d{4}))(?![\d/])"
    r"|\d+(?:,\d{3})*(?:\.\d+)?"  # a number; before it a date
    r"|(?<=\w)[’'](?:s\b)?"  # a clitic
    r"|[^\s])\s*+"  # with the white space after it, so that the next begins where it ends
)
_SPACE = re.compile(r"\s*+")
_APOSTROPHES = ("’", "'")
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


class Piece(Record, frozen=True):
    """A word, number or mark by itself: its kind and what it is worth; "" where what stands beside it tells the kind.

    `code` is the kind's character.
    """

    words: str
    kind: str
    value: int | tuple[int, int, int] = 0
    code: str = ""


class Stretch(Record, frozen=True):
    """The pieces of a stretch of text, and where each begins."""

    text: str
    pieces: list[Piece]
    starts: list[int]

    def end(self, at: int) -> int:
        """Where a piece ends."""
        return self.starts[at] + len(self.pieces[at].words)

    def said(self, at: int) -> str:
        """The words of a piece in lower case; "" past the end."""
        return self.pieces[at].words.lower() if at < len(self.pieces) else ""


class Grammar(Record, frozen=True):
    """The time grammar of one language, compiled: see `languages/README.md`.

    `anchors` are words of which every form needs one, unless digits tell it all. `parts` says what a token's words do
    for the stretch that they stand in, `ends` whether a stop after them ends it. `alone` reads a piece of the text, the
    white space after it included, as far as that can be done by itself.
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
    alone: Memo[Piece]


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
        alone=Memo(lambda piece: _alone(piece, made_of)),
    )
    return made_of


def _anchors(says: list[str], codes: dict[str, str], macros: dict[str, str], common: frozenset[str]) -> frozenset[str]:
    """Kinds of which each form needs one: for each the set, of those it needs, with the fewest common kinds."""
    names = {code: kind for kind, code in codes.items()}
    plain = frozenset(codes[kind] for kind in common | _NO_ANCHORS if kind in codes)
    needs = Needs(codes, macros, plain)
    sought: set[str] = set()
    for say in says:
        sets = needs.of(say)
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
    parts, words = grammar.parts, texts_of(tokens)
    begin, anchored, digits = 0, False, False
    for at in parts.where(words, 0, len(words)):
        part = parts[words[at]]
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


def _read(text: str, grammar: Grammar, begin: int, end: int) -> tuple[str, Stretch, list[Atom | int]]:
    """A stretch's kinds, a character each, its pieces, and its atoms; of a piece alone only its index, to save time."""
    scanned = _SCAN.findall(text, begin, end)
    space = _SPACE.match(text, begin)
    starts = list(accumulate(map(len, scanned), initial=begin if space is None else space.end()))
    pieces = list(map(grammar.alone.__getitem__, scanned))
    stretch = Stretch(text, pieces, starts)
    codes = [piece.code for piece in pieces]
    line: list[str] = []
    made: list[Atom | int] = []
    after = 0
    for at in [at for at, code in enumerate(codes) if not code]:
        if at < after:
            continue
        line += codes[after:at]
        made += range(after, at)
        atom, after = _joined(stretch, at, grammar)
        line.append(grammar.codes[atom.kind])
        made.append(atom)
    line += codes[after:]
    made += range(after, len(codes))
    return "".join(line), stretch, made


def _alone(scanned: str, grammar: Grammar) -> Piece:
    """What a piece of the text is, whatever stands beside it."""
    words = scanned.rstrip()
    if words in _APOSTROPHES:
        return Piece(words, "")
    if words[0].isdecimal():
        if not _DATE.search(words):
            return Piece(words, "")
        return Piece(words, "date", _numeric_date(words), grammar.codes["date"])
    if words[0].isalnum():
        kind, value = _known(words, grammar)
        told = words.lower() not in grammar.phrases and kind not in grammar.dotted
        return Piece(words, kind, value, grammar.codes[kind]) if told else Piece(words, "")
    kind = "clitic" if words[0] in _APOSTROPHES else _MARKS.get(words, "other")
    return Piece(words, kind, 0, grammar.codes[kind])


_DATE = re.compile(r"[-/]|\..*\.")
"""What a date has, and a number has not."""


def _joined(stretch: Stretch, at: int, grammar: Grammar) -> tuple[Atom, int]:
    """The atom that begins with a piece that does not tell it alone, and the index of the piece after it."""
    words, start = stretch.pieces[at].words, stretch.starts[at]
    if words in _APOSTROPHES:
        clitic = start > 0 and _WORDLIKE.match(stretch.text, start - 1)
        return Atom("clitic" if clitic else "other", 0, start, start + 1), at + 1
    return _number(stretch, at, grammar) if words[0].isdecimal() else _word(stretch, at, grammar)


_WORDLIKE = re.compile(r"\w")


def _atom(made: Atom | int, stretch: Stretch) -> Atom:
    if isinstance(made, Atom):
        return made
    piece = stretch.pieces[made]
    return Atom(piece.kind, piece.value, stretch.starts[made], stretch.end(made))


def _numeric_date(words: str) -> tuple[int, int, int]:
    """Year, month and day, surely so where the day is positive: 2014-10-01 and 01.10.2014 are, 10/1/2014 is not."""
    first, second, third = (int(part) for part in re.split(r"[-/.]", words))
    if "/" not in words:
        return (first, second, third) if first > 31 else (third, second, first)
    return (third if third >= 100 else 2000 + third), first, -second


def _number(stretch: Stretch, at: int, grammar: Grammar) -> tuple[Atom, int]:
    """A number with what belongs to it: "6:10am", "3 p.m.", "18th", "10:30"."""
    words, start, end = stretch.pieces[at].words, stretch.starts[at], stretch.end(at)
    last, minutes = at, False
    if words.isdigit() and len(words) <= 2 and stretch.said(at + 1) == ":":
        digits = stretch.said(at + 2)
        if digits.isdigit() and len(digits) == 2 and stretch.starts[at + 2] == end + 1:
            last, minutes = at + 2, True
    following = stretch.said(last + 1)
    hours = float(words.replace(",", "")) if len(words) <= 5 else 99.0
    if following in grammar.suffixes and hours < 24 and stretch.starts[last + 1] - stretch.end(last) <= 1:
        dot = "." in following and stretch.said(last + 2) == "."
        return Atom("clock", 0, start, stretch.end(last + 1 + dot)), last + 2 + dot
    if minutes:
        return Atom("clock", 0, start, stretch.end(last)), last + 1
    if following in grammar.ordinals and stretch.starts[at + 1] == end:
        kind = "ordinal" if words.isdigit() and len(words) <= 2 else "other"
        return Atom(kind, int(hours), start, stretch.end(at + 1)), at + 2
    if not words.isdigit():
        return Atom("other", 0, start, end), at + 1
    value = int(words) if len(words) <= 9 else 0
    year = value in _YEARS and following not in _STREETS  # but "the 1900 block of Oak Street"
    kind = "dayno" if 1 <= value <= 31 and len(words) <= 2 else "year" if year else "integer"
    return Atom(kind, value, start, end), at + 1


def _known(said: str, grammar: Grammar) -> tuple[str, int]:
    """The kind and value of one word: that of its class, unless it lacks the class's capital."""
    word = said.lower()
    known = grammar.words.get(word)
    if known is not None and (known[0] not in grammar.capital or said[0].isupper()):
        return known
    return "counted" if word in grammar.counted else "capitalised" if said[0].isupper() else "plain", 0


def _word(stretch: Stretch, at: int, grammar: Grammar) -> tuple[Atom, int]:
    """A word with what belongs to it: a phrase ("New Year's Eve", "more than"), an abbreviation's dot."""
    said, start = stretch.pieces[at].words, stretch.starts[at]
    for rest, kind, value in grammar.phrases.get(said.lower(), ()):
        if all(stretch.said(k) == part for k, part in enumerate(rest, at + 1)):
            if kind in grammar.capital and not said[0].isupper():
                continue
            last = at + len(rest)
            return Atom(kind, value, start, stretch.end(last)), last + 1
    kind, value = _known(said, grammar)
    end = start + len(said)
    dot = kind in grammar.dotted and stretch.text[end : end + 1] == "."
    return Atom(kind, value, start, end + dot), at + 1 + dot


def matches(text: str, tokens: Sequence[Token], grammar: Grammar) -> Iterator[Match]:
    """The forms found in a text, in order, none overlapping another; `tokens` are the text's."""
    for begin, end in _stretches(text, tokens, grammar):
        line, stretch, made = _read(text, grammar, begin, end)
        for found in grammar.forms.finditer(line):
            name, (first, last) = found.lastgroup, found.span()
            if name is not None and last > first:
                yield Match(grammar.reads[int(name[1:])], tuple([_atom(one, stretch) for one in made[first:last]]))
