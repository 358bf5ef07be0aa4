"""Ids that say what they name: made of what a thing is, so that adding a report renames nothing else.

An id is a letter for the kind and twelve hexadecimal digits of a digest (48 bits): `t` tolls, `s` series, `f` snapshots
(figures), `r` relations, `b` bounds, `k` contradictions, `e` estimates, `q` questions. They are unique in one ledger.
"""

from __future__ import annotations

from hashlib import blake2b

_BYTES = 6


def made_of(letter: str, *parts: object) -> str:
    """The id of a kind of thing (`letter`) that these parts tell from all others of its kind."""
    said = "\x1f".join(["" if part is None else str(part) for part in (letter, *parts)])
    return letter + blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
