"""Words of harm that a site masks from filters with a hyphen: "19 de-ad", "the mur-der of two"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..words.tokens import Token


def unmasked(tokens: Sequence[Token], harmful: frozenset[str]) -> Sequence[Token]:
    """The tokens, the stem of each masked word of `harmful` without its hyphen; the same tokens where there is none.

    Asterisks the tokenizer takes out itself: no whole word has one, but many have a hyphen.
    """
    masked = [at for at, token in enumerate(tokens) if "-" in token.stem and token.stem.replace("-", "") in harmful]
    if not masked:
        return tokens
    made = list(tokens)
    for at in masked:
        made[at] = replace(made[at], stem=made[at].stem.replace("-", ""))
    return tuple(made)
