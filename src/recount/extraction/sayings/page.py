"""What statements and individuals both read of a text: its scene, its quotations, its layout. Made once for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..words.names import name_words
from ..words.quotes import Quote, find_quotes
from ..words.tokens import Token
from .speakers import Scene, scene
from .telling import Layout, layout


class Page(NamedTuple):
    """A tokenised text with its names, quotations and sentences."""

    view: Scene
    quotes: list[Quote]
    plan: Layout


_last: Page | None = None


def page(text: str, tokens: Sequence[Token], code: str) -> Page:
    """The page of a text. The last one made is kept: the same tokens, asked for twice in a row, are read once.

    Which page is kept changes no result, only the time that it takes; a page is never changed once made.
    """
    global _last
    kept = _last
    if kept is not None and kept.view.tokens is tokens and kept.view.code == code and kept.view.text == text:
        return kept
    quotes = find_quotes(text)
    made = Page(scene(text, tokens, code), quotes, layout(tokens, quotes, name_words(code).abbreviations))
    _last = made
    return made
