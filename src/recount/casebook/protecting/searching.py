"""Searching what is shown: nobody learns from an answer what is withheld."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from recount.model import Report

from ..memory import Casebook
from ..store.words import words_of
from .shown import Shown


def found_at(shown: Casebook, asked: str, search: Callable[[int], Iterable[Report]]) -> list[Report] | None:
    """As `found_in`, of a casebook as it is shown; None where nothing of it is withheld. `search` finds so many."""
    if not isinstance(shown, Shown):
        return None
    return found_in(shown, asked, search(len(shown.masks.ids) + shown.left_out))


def found_in(shown: Shown, asked: str, found: Iterable[Report]) -> list[Report]:
    """The reports, of those found in the whole casebook, whose finding tells nothing that is hidden; as they are shown.

    The newest come first, and those of one day by their ids: the order of documents' hashes would tell of their words.

    A report of which something is hidden is left out where any word that is asked for is, or begins, a hidden one:
    else the answer would confirm a name.
    """
    masks = shown.masks
    words = words_of(asked)
    telling = any(_tells(word, hidden, "*" in asked) for word in words for hidden in masks.words)
    left = [
        masks.reports[masks.ids[one.id]]
        for one in found
        if one.id in masks.ids and not (telling and masks.is_touched(one.id))
    ]
    left.sort(key=lambda one: one.id)
    left.sort(key=lambda one: one.published or dt.date.min, reverse=True)
    return left


def _tells(word: str, hidden: str, beginning: bool) -> bool:
    return word == hidden or (len(hidden) > 2 and hidden in word) or (beginning and hidden.startswith(word))
