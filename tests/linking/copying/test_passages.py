"""Passages: rows of words aligned, against the full table of Smith and Waterman."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest

from recount.linking.copying.passages import align


def table(one: str, other: str) -> int:
    """The highest score of any local alignment: words alike +1, differing -1."""
    here, there = one.split(), other.split()
    best, before = 0, [0] * (len(there) + 1)
    for word in here:
        row = [0]
        for j, against in enumerate(there):
            row.append(max(0, before[j] + (1 if word == against else -1), before[j + 1] - 1, row[j] - 1))
        best, before = max(best, *row), row
    return best


def rows(one: str, other: str) -> tuple[list[int], list[int]]:
    numbers: dict[str, int] = {}
    here, there = ([numbers.setdefault(word, len(numbers)) for word in text.split()] for text in (one, other))
    return here, there


ALPHABET = "a b c d e f g h i j k l m n o p q r s t u v w x y z"


@pytest.mark.parametrize(
    ("one", "other", "scores"),
    [
        (ALPHABET, ALPHABET, [26]),
        (ALPHABET, f"1 2 3 {ALPHABET} 4 5", [26]),
        ("a b c d e X f g h i j", "a b c d e Y f g h i j", [9]),  # one word changed
        ("a b c d e f g h i j", "a b c d e Y f g h i j", [9]),  # one put in
        ("a b c d e X Z f g h i j", "a b c d e f g h i j", [8]),  # two dropped
        ("a b c d e X f Z g h i j", "a b c d e Y f W g h i j", [8]),  # a word alike between two changed
        ("a b c d e f 1 2 3 g h i j k l", "g h i j k l 4 5 6 a b c d e f", [6, 6]),  # in another order
        ("a b c d e", "a b c d e a b c d e", [5]),  # once here, twice there
        ("a b c d e f X g", "a b c d e f Y g", [6]),  # the end pays no more
        ("a b X c d e f g h", "a b Y c d e f g h", [7]),  # the start does
        (ALPHABET, "1 2 3 4 5 6", []),
        ("a b c X d e f", "a b c Y d e f Z", [5]),
        ("a b c", "", []),
        ("", "", []),
    ],
)
def test_passages_have_the_scores_of_their_words(one: str, other: str, scores: list[int]) -> None:
    found = align(*rows(one, other), 5)
    assert [passage.score for passage in found] == scores
    assert (found[0].score if found else 0) in {table(one, other), 0}


@pytest.mark.parametrize("seed", range(60))
def test_the_best_passage_is_nearly_that_of_the_full_table(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    vocabulary = [f"w{n}" for n in range(400)]
    shared = chance.choices(vocabulary, k=chance.randint(30, 120))
    changed: list[str] = []
    for word in shared:
        lot = chance.random()
        if lot < 0.1:
            changed.append(chance.choice(vocabulary))
        elif lot < 0.12:
            changed += [word, chance.choice(vocabulary)]
        elif lot < 0.14:
            continue
        else:
            changed.append(word)
    one = " ".join([*chance.choices(vocabulary, k=80), *shared, *chance.choices(vocabulary, k=40)])
    other = " ".join([*chance.choices(vocabulary, k=30), *changed, *chance.choices(vocabulary, k=90)])
    here, there = rows(one, other)
    found = align(here, there, 5)
    full = table(one, other)
    assert full - 3 <= found[0].score <= full
    for passage in found:
        for run in passage.runs:
            assert here[run.here : run.here + run.length] == there[run.there : run.there + run.length]
        for before, after in pairwise(passage.runs):
            assert before.here + before.length <= after.here
            assert before.there + before.length <= after.there
    stand = [k for passage in found for run in passage.runs for k in range(run.here, run.here + run.length)]
    assert len(stand) == len(set(stand))


def test_a_text_that_repeats_one_word_takes_no_time() -> None:
    (passage, *_) = align([1] * 20_000, [1] * 20_000, 5)
    assert passage.score > 1_000


@pytest.mark.parametrize("period", [1, 2, 7])
def test_texts_that_repeat_themselves_take_no_time(period: int) -> None:
    text = list(range(period)) * (40_000 // period)
    begun = time.process_time()
    (passage, *_) = align(text, text[1:], 5)
    assert passage.score > 30_000
    assert time.process_time() - begun < 5
