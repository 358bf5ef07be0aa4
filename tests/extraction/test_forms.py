"""Forms: what a pattern needs in a sentence, and that nothing is passed over that a pattern would find."""

from __future__ import annotations

import itertools
import re

import pytest

from recount.extraction.sayings.page import page
from recount.extraction.words.forms import Needs, after_group, codes_of, compiled
from recount.extraction.words.memo import Latest
from recount.extraction.words.tokens import tokenize

CODES = codes_of(["a", "b", "c", "d"])
MACROS = {"m": "(b|c)", "opt": "a?"}


@pytest.mark.parametrize(
    ("say", "needs"),
    [
        ("a b", ["a", "b"]),
        ("a b?", ["a"]),
        ("a{0,3} b", ["b"]),
        ("a{1,3}", ["a"]),
        ("(a|b) c", ["ab", "c"]),
        ("a | b", ["ab"]),
        ("a | b?", []),
        ("<m> a", ["bc", "a"]),
        ("opt d", ["d"]),
        ("a !b", ["a"]),
        ("a !(b c) d", ["a", "d"]),
        ("(a | b c) d", ["ab", "d"]),
        ("(m|d){0,2} a", ["a"]),
    ],
)
def test_what_a_pattern_needs(say: str, needs: list[str]) -> None:
    names = {code: kind for kind, code in CODES.items()}
    found = {frozenset(names[code] for code in need) for need in Needs(CODES, MACROS).of(say)}
    assert found == {frozenset(need) for need in needs}
    pattern = re.compile(compiled("a table", say, CODES, MACROS))
    for kinds in itertools.chain.from_iterable(itertools.product("abcd", repeat=n) for n in range(5)):
        fits = pattern.search("".join(CODES[kind] for kind in kinds))
        if fits is not None and fits.group():
            assert all(need & set(kinds) for need in found), (say, kinds)


def test_common_kinds_are_not_what_is_looked_for() -> None:
    assert Needs(CODES, {}, frozenset({CODES["a"], CODES["c"]})).of("(a b | c d)") == (
        frozenset({CODES["b"], CODES["d"]}),
    )


@pytest.mark.parametrize(
    ("say", "rest"),
    [
        ("<a> b c", "b c"),
        ("<a> b? c", "c"),
        ("<a> b{0,2} c d?", "c d ?"),
        ("<a> b{1,2} c", "b {1,2} c"),
        ("<m> opt d", "d"),
        ("<a> !b c", "c"),
        ("<a> !(b c) d", "d"),
        ("<a> (b? c) d", "c d"),
        ("<a> (b | c)? d", "d"),
        ("<a> (b | c) d", "( b | c ) d"),
        ("<a> m d", "( b | c ) d"),
        ("<(a|b) c> d", "d"),
        ("<a> b | c", ""),
        ("a <b> c", ""),
        ("<a> b?", ""),
        ("<a>", ""),
    ],
)
def test_what_stands_after_the_group_that_a_pattern_opens_with(say: str, rest: str) -> None:
    assert after_group(say, MACROS) == rest
    whole, after = (re.compile(compiled("a table", pattern, CODES, MACROS)) for pattern in (say, rest))
    for kinds in itertools.chain.from_iterable(itertools.product("abcd", repeat=n) for n in range(6)):
        line = "".join(CODES[kind] for kind in kinds)
        assert after.search(line) or not whole.search(line), (say, kinds)


def test_the_latest_is_told_by_identity() -> None:
    asked: list[list[int]] = []

    def work(thing: list[int]) -> int:
        asked.append(thing)
        return sum(thing)

    latest, one, other = Latest(work), [1], [1]
    assert [latest(one), latest(one), latest(other), latest(one)] == [1, 1, 1, 1]
    assert [thing is one for thing in asked] == [True, False, True]


def test_a_page_is_that_of_the_text_asked_for() -> None:
    texts = ["Omar Faris spoke.", "Rana Khoury spoke."]
    tokens = [tokenize(text) for text in texts]
    for _ in range(2):
        for text, words in zip(texts, tokens, strict=True):
            assert page(text, words, "en").view.text == text
            assert page(text, words, "en").view.tokens is words
