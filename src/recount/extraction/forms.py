"""Forms: small patterns over kinds of words, written in a language's tables and compiled to regular expressions.

Each kind is one character, so that a sentence becomes a string and a form an expression over it. A pattern names kinds
and macros; `?`, `|`, `( )` and `{m,n}` mean what they mean in regular expressions, `!x` says that x does not follow,
and `< >` mark what a match is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from recount.model import DataError

_PARTS = re.compile(r"[a-z_]+|\{[^}]*\}|\S")


def codes_of(kinds: Iterable[str]) -> dict[str, str]:
    """One character of the private use area for each kind, in order."""
    return {kind: chr(0xE000 + at) for at, kind in enumerate(kinds)}


def compiled(source: str, say: str, codes: Mapping[str, str], macros: Mapping[str, str]) -> str:
    """The regular expression of a pattern, its macros unfolded.

    Raises DataError, naming the table `source`, where the pattern names neither a kind nor a macro.
    """
    made: list[str] = []
    for part in _PARTS.findall(say):
        if part == "!":
            made.append("(?!")
        elif part in macros:
            made.append(f"(?:{compiled(source, macros[part], codes, macros)})")
        elif part in codes:
            made.append(codes[part])
        elif part in "(<":
            made.append("(?:" if part == "(" else "(")
        elif part in ")|?>" or part[0] == "{":
            made.append(")" if part == ">" else part)
        else:
            raise DataError(
                source, f"a form or macro names '{part}'", "name a kind or a macro that stands in the table"
            )
    return "".join(_closed(made))


def _closed(parts: list[str]) -> Iterator[str]:
    """The parts with each negative look-ahead closed after the one thing that it denies."""
    at = 0
    while at < len(parts):
        yield parts[at]
        if parts[at] == "(?!":
            depth = 0
            while at + 1 < len(parts):
                at += 1
                depth += (parts[at] == "(?:") - (parts[at] == ")")
                yield parts[at]
                if not depth:
                    break
            yield ")"
        at += 1
