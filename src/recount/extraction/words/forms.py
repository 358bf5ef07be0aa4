"""Forms: small patterns over kinds of words, written in a language's tables and compiled to regular expressions.

Each kind is one character, so that a sentence becomes a string and a form an expression over it. A pattern names kinds
and macros; `?`, `|`, `( )` and `{m,n}` mean what they mean in regular expressions, `!x` says that x does not follow,
and `< >` mark what a match is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

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


@cache
def expression(source: str) -> re.Pattern[str]:
    """A regular expression, compiled when it is first tried: one report tries few of a table's forms."""
    return re.compile(source)


class Needs:
    """What a sentence must hold for the patterns of a table to fit; each macro is looked into once."""

    def __init__(
        self, codes: Mapping[str, str], macros: Mapping[str, str], common: frozenset[str] = frozenset()
    ) -> None:
        """Kinds of `common` (as characters) tell little: of alternatives the sets without them are taken."""
        self._codes = codes
        self._macros = macros
        self._common = common
        self._known: dict[str, list[frozenset[str]]] = {}

    def of(self, say: str) -> tuple[frozenset[str], ...]:
        """Sets of kinds' characters, of each of which a sentence must hold one at least, the rarest set first.

        A pattern need only be tried where all its sets are met, so a sentence without its words costs nothing.
        """
        return tuple(sorted(set(self._read(_PARTS.findall(say), 0)[0]), key=self._rarest))

    def _rarest(self, need: frozenset[str]) -> tuple[int, int, list[str]]:
        return len(need & self._common), len(need), sorted(need)

    def _macro(self, name: str) -> list[frozenset[str]]:
        if name not in self._known:
            self._known[name] = self._read(_PARTS.findall(self._macros[name]), 0)[0]
        return self._known[name]

    def _read(self, parts: list[str], at: int) -> tuple[list[frozenset[str]], int]:
        """The needs of the alternatives from `at` to their closing bracket or the end, and where that is."""
        ways: list[list[frozenset[str]]] = [[]]
        while at < len(parts):
            part = parts[at]
            denied = part == "!"
            if denied:
                at += 1
                part = parts[at]
            if part in ")>":
                break
            if part == "|":
                ways.append([])
                at += 1
                continue
            if part in "(<":
                inner, at = self._read(parts, at + 1)
            elif part in self._macros:
                inner = self._macro(part)
            else:
                inner = [frozenset(self._codes[part])] if part in self._codes else []
            at += 1
            least = parts[at] if at < len(parts) else ""
            optional = least == "?" or least.startswith("{0")
            if least == "?" or least.startswith("{"):
                at += 1
            if not denied and not optional:
                ways[-1] += inner
        if len(ways) == 1:
            return ways[0], at
        if not all(ways):
            return [], at
        return [frozenset().union(*(min(way, key=self._rarest) for way in ways))], at


def after_group(say: str, macros: Mapping[str, str]) -> str:
    """The pattern of what must stand after the `< >` that a pattern opens with; "" where it opens with none.

    Left out is what may be missing before the first thing that may not be. The rest begins with a word, so that it is
    sought much faster than the whole: where it is not found, the whole need not be tried.
    """
    parts = _PARTS.findall(say)
    parts = parts[_after(parts, 0) :] if parts[0] == "<" else []
    while parts and not _has_ways(parts):
        end = _after(parts, 0)
        optional = parts[0] == "!" or parts[end - 1] == "?" or parts[end - 1].startswith("{0")
        inner = _PARTS.findall(macros.get(parts[0], "")) if end == 1 else parts[1 : end - 1] if parts[0] == "(" else []
        if optional:
            parts = parts[end:]
        elif inner and parts[end - 1][0] != "{" and not _has_ways(inner):
            parts = inner + parts[end:]
        else:
            return " ".join(parts)
    return ""


def _after(parts: list[str], at: int) -> int:
    """Where the thing at `at` ends, with what says how often it may stand."""
    at += parts[at] == "!"
    depth = 0
    while True:
        depth += (parts[at] in "(<") - (parts[at] in ")>")
        at += 1
        if not depth:
            break
    return at + (at < len(parts) and (parts[at] == "?" or parts[at][0] == "{"))


def _has_ways(parts: list[str]) -> bool:
    """Whether a pattern is one of several, outside brackets."""
    at = 0
    while at < len(parts):
        if parts[at] == "|":
            return True
        at = _after(parts, at)
    return False


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
