"""Words of harm that a site masks from filters: "19 de-ad", "the mur-der of two", "two d*ad"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..words.tokens import Token


def unmasked(tokens: Sequence[Token], harmful: frozenset[str]) -> Sequence[Token]:
    """The tokens, the stem of each masked word of `harmful` without its hyphen; the same tokens where there is none.

    Asterisks the tokenizer takes out itself: no whole word has one, but many have a hyphen. One may stand for a letter.
    """
    marked = ((at, token) for at, token in enumerate(tokens) if "-" in token.stem or "*" in token.text)
    masked = {at: stem for at, token in marked if (stem := _bare(token, harmful)) is not None}
    if not masked:
        return tokens
    made = list(tokens)
    for at, stem in masked.items():
        made[at] = replace(made[at], stem=stem)
    return tuple(made)


def _bare(token: Token, harmful: frozenset[str]) -> str | None:
    """The word of harm that a token masks; None where it masks none."""
    if "-" in token.stem:
        bare = token.stem.replace("-", "")
        return bare if bare in harmful else None
    return _with_letters(token, harmful) if "*" in token.text[1:-1] and token.stem not in harmful else None


def _with_letters(token: Token, harmful: frozenset[str]) -> str | None:
    """The one word of harm that a word is with letters for its asterisks; None where none or several fit."""
    written = token.text.lower()
    fit = [
        word
        for word in harmful
        if len(word) == len(written) and all(b in (a, "*") for a, b in zip(word, written, strict=True))
    ]
    return fit[0] if len(fit) == 1 else None
