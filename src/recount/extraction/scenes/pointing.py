"""Pointing back: which place or act told before a sentence means: "the town", "the same square", "the attack"."""

from __future__ import annotations

from ..sayings.reporting import reporting
from ..view.view import View
from ..words.syntax import parts_played
from .ground_words import ground_words


def places_meant(view: View, number: int) -> tuple[set[str], bool]:
    """The kinds of place that a line points back to, and whether it points back to an act."""
    tokens, tags = view.tokens, view.tags
    known = ground_words(view.language)
    harm = reporting(view.language).anaphors
    definite = parts_played(view.language)["definite"]
    sentence = view.lines[number].sentence
    kinds: set[str] = set()
    act = False
    for k in range(sentence.first, sentence.last - 1):
        if tokens[k].stem not in definite:
            continue
        end = k + 1
        while end < sentence.last - 1 and tags[end] in "JE" and not tokens[end].capital:
            end += 1
        stem = tokens[end].stem
        act = act or stem in harm
        named = end + 1 < sentence.last and tokens[end + 1].stem == "of"
        if not tokens[end].capital and stem in known.grounds and not named:
            kinds.add(stem)
    return kinds, act
