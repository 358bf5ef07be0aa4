"""Changed meaning: where two wordings of one quotation say different things, not only in different words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from recount.model import Change

from .tables import table
from .words import Word, words

LONGEST = 600
"""Words of a wording that are compared."""
CUT = 3
"""A negation in so many words before the place where a wording begins was cut off from what it turned round."""
TOGETHER = 6
"""Where the wordings differ in more words on end than this, they are not compared word by word."""
BARE = 3
"""So many words with a negation among them turn a sentence round where only one wording has them; more are a clause of
their own.
"""
_CLAUSE = re.compile(r"[.,;:!?…–—]")
"""What ends the reach of a negation."""
_DIGITS = 15
"""Digits of a number that are read."""
_GROUPED = ",.\u00a0\u202f"
"""What stands between the thousands of a number."""


class _Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    steps: tuple[tuple[str, ...], ...]


class _Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `languages/*/meaning.toml` holds."""

    negations: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = {}
    scales: tuple[_Scale, ...] = ()


class _Run(NamedTuple):
    """Words that stand on one side, or on both, where two wordings differ.

    `cut` says that one of the wordings begins or ends there, `begins` that the first begins after these words of the
    other, which go on at `until`.
    """

    here: tuple[Word, ...]
    there: tuple[Word, ...]
    cut: bool
    begins: bool = False
    until: int = 0


def changes(text: str, other: str, language: str = "en") -> tuple[Change, ...]:
    """In what the first of two wordings of one quotation says something else than the second, in the order of words.

    A negation that only one has, another number, another step of a scale ("may" for "will", "wounded" for "killed").
    Words that a shorter wording leaves out at its ends change nothing, unless it begins right after a negation. Raises
    DataError where the packaged table breaks its format.
    """
    known = _meaning(language)
    made: list[Change] = []
    for run in _runs(_units(text), _units(other)):
        for found in _of_run(run, text, other, known):
            if found not in made:
                made.append(found)
    return tuple(made)


def _units(text: str) -> list[Word]:
    """The words of a text, the thousands of a number joined: "1,500" is the one word "1500"."""
    made: list[Word] = []
    for word in words(text)[:LONGEST]:
        last = made[-1] if made else None
        if (
            last is not None
            and word.start - last.end == 1
            and text[last.end] in _GROUPED
            and len(word.folded) == 3
            and word.folded.isdigit()
            and last.folded.isdigit()
        ):
            made[-1] = last._replace(folded=last.folded + word.folded, end=word.end)
        else:
            made.append(word)
    return made


def _runs(here: Sequence[Word], there: Sequence[Word]) -> Iterator[_Run]:
    match = difflib.SequenceMatcher(None, [w.folded for w in there], [w.folded for w in here], autojunk=False)
    steps = match.get_opcodes()
    same = [number for number, step in enumerate(steps) if step[0] == "equal"]
    for number, (tag, a, b, c, d) in enumerate(steps):
        if tag == "equal":
            continue
        before, after = bool(same) and same[0] < number, bool(same) and number < same[-1]
        row = there[a:b]
        if not before and after and c == d:
            row = there[max(a, b - CUT) : b]
        begins = after and not before and c == d
        yield _Run(tuple(here[c:d]), tuple(row), not (before and after), begins, there[b].start if begins else 0)


def _of_run(run: _Run, text: str, other: str, known: _Meaning) -> Iterator[Change]:
    if run.cut and not run.here:
        yield from _cut_off(run, other, known)
        return
    if (run.cut and not run.there) or max(len(run.here), len(run.there)) > TOGETHER:
        return  # it only says more, or the two are too unlike to be set word against word
    ours, theirs = _negations(run.here, known), _negations(run.there, known)
    only_one = not run.here or not run.there
    if len(ours) % 2 != len(theirs) % 2 and not (only_one and len(run.here) + len(run.there) > BARE):
        yield Change("negation", _said(ours, text), _said(theirs, other))
    mine, its = _numbers(run.here, text, known), _numbers(run.there, other, known)
    if mine and its and [value for value, _ in mine] != [value for value, _ in its] and _of_one_thing(run, mine, its):
        yield Change("number", _said([w for _, w in mine], text), _said([w for _, w in its], other))
    for scale in known.scales:
        one, two = _steps(run.here, scale), _steps(run.there, scale)
        if one and two and one.keys().isdisjoint(two):
            yield Change(scale.name, _said(one.values(), text), _said(two.values(), other))


def _of_one_thing(run: _Run, mine: Sequence[tuple[int, Word]], its: Sequence[tuple[int, Word]]) -> bool:
    """Whether two numbers stand in one place: word for word, or right before what both wordings have."""
    last = mine[-1][1].end == run.here[-1].end and its[-1][1].end == run.there[-1].end
    return last or len(run.here) == len(run.there)


def _cut_off(run: _Run, other: str, known: _Meaning) -> Iterator[Change]:
    """A wording that begins right after a negation that the other has."""
    lost = _negations(run.there, known)
    if lost and run.begins and not _CLAUSE.search(other[lost[-1].end : run.until]):
        yield Change("negation", "", _said(lost, other))


def _negations(row: Sequence[Word], known: _Meaning) -> list[Word]:
    return [word for word in row if word.folded in known.negations]


def _numbers(row: Sequence[Word], text: str, known: _Meaning) -> list[tuple[int, Word]]:
    """The numbers among words, each with the words that make it: "1,500", "fifteen hundred", "twenty five"."""
    found: list[tuple[int, Word]] = []
    for word in row:
        value = known.numbers.get(word.folded)
        if value is None and word.folded.isascii() and word.folded.isdigit():
            value = int(word.folded[:_DIGITS])
        if value is None:
            continue
        last = found[-1][0] if found and word.start - found[-1][1].end == 1 else None
        if last is not None and not word.folded.isdigit():
            larger, rest = value >= 100 > last, 20 <= last < 100 and last % 10 == 0 and value < 10
            if larger or rest:
                whole = found[-1][1]._replace(end=word.end)
                found[-1] = (last * value if larger else last + value, whole)
                continue
        found.append((value, word))
    return found


def _steps(row: Sequence[Word], scale: _Scale) -> dict[int, Word]:
    found: dict[int, Word] = {}
    for word in row:
        for step, alike in enumerate(scale.steps):
            if word.folded in alike:
                found.setdefault(step, word)
    return found


def _said(row: Iterable[Word], text: str) -> str:
    return " ".join(text[word.start : word.end] for word in row)


@cache
def _meaning(language: str) -> _Meaning:
    """A language's table; one without words where it has none, so that only digits are compared."""
    return table(language, "meaning.toml", _Meaning)
