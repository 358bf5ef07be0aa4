"""Words of reports as a terminal may show them."""

from __future__ import annotations


def one_line(words: str) -> str:
    """Words of a report without control characters, on one line, for text that is not read as markup."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else " " for c in words)
