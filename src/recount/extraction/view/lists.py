"""Lists: paragraphs that go on from one that opens them ("The victims were distributed as follows:").

Reports of monitors break a toll down over many paragraphs, with bullets or without, and a place, a group or a number at
the head of each. What opens a list is said for all its items: when, where, by whom, and who counted. A list ends at the
first paragraph that does not look like an item.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..harm.parts import opens_with_part
from ..words.phrases import BULLETS, numbered

if TYPE_CHECKING:
    from ..words.tokens import Token
    from .line import Line

LIST = 60
"""So many paragraphs a list has at most."""

HEAD = 5
"""So many words at most head an item ("Rural Aleppo province: …")."""

HEADING = 9
"""So many words at most make a heading within a list."""

LONG = 90
"""A paragraph of more words than this is no item, unless a bullet begins it."""


def opened(lines: Sequence[Line], tokens: Sequence[Token], tags: Sequence[str]) -> dict[int, int]:
    """The line that opens the list in which a line stands, by line; lines that stand in no list are left out."""
    first_of, last_of = _paragraphs(lines)
    found: dict[int, int] = {}
    opener: int | None = None
    length = 0
    outer: list[tuple[int | None, str]] = []
    for paragraph in sorted(first_of):
        first, last = first_of[paragraph], last_of[paragraph]
        bullet = _bullet(lines[first], tokens)
        while outer and bullet == outer[-1][1]:
            opener = outer.pop()[0]
        if (
            opener is not None
            and length < LIST
            and (
                _item(lines, tokens, tags, first, last, lines[opener])
                or opens_with_part(lines[first].sentence)
                or titled(lines[first], lines[last], tokens, tags)
            )
        ):
            length += 1
            for number in range(first, last + 1):
                found[number] = opener
        else:
            opener = None
        if opener in found and _heading(lines[first], lines[last], tokens) and not _bulleted(lines[opener], tokens):
            opener = found[opener]  # "Others:" after the items of an inner list goes on with the outer one
        holds = opener is not None and _holds(lines, tokens, bullet, first_of.get(paragraph + 1))
        inner = opener is not None and (
            _bulleted(lines[first], tokens)
            or _heading(lines[first], lines[last], tokens)
            or (holds and tags[lines[first].sentence.first] == "#")
        )
        if holds and (told := _broken_down(lines, tokens, tags, first, last, inner)) is not None:
            outer.append((opener, bullet))
            opener = told
        elif (_opens(lines[last], tokens) or _announces(lines[last], tokens, tags)) and not inner:
            opener, length = last, 0
    return found


def _broken_down(
    lines: Sequence[Line], tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, inner: bool
) -> int | None:
    """The line of an item that the bullets after it break down; None where they go on with the list.

    "128 rebels, killed in:", or without bullets of its own "Civilians: 61", perhaps with "including 19 children" in a
    line after it.
    """
    counts = _bullet(lines[first], tokens) or tags[lines[first].sentence.first] == "#"
    if _opens(lines[last], tokens):
        return last if inner and counts else None
    if _bullet(lines[first], tokens):
        return None
    item = first - 1 if first and opens_with_part(lines[first].sentence) else last
    sentence = lines[item].sentence
    return item if _counted(tokens, tags, sentence.first, sentence.last) else None


def _counted(tokens: Sequence[Token], tags: Sequence[str], start: int, end: int) -> bool:
    """Whether a line ends in a colon and a number: "Members of the army: 47"."""
    return end - start > 2 and tags[end - 1] == "#" and tokens[end - 2].text == ":"


def _bullet(line: Line, tokens: Sequence[Token]) -> str:
    """The bullet that begins a line; none where none does."""
    mark = tokens[line.sentence.first].text
    return mark if mark in BULLETS else ""


def _holds(lines: Sequence[Line], tokens: Sequence[Token], bullet: str, follow: int | None) -> bool:
    """Whether a list with bullets of its own follows an item: "- 28 rebels, as follows:", "• 16 in infighting"."""
    inside = _bullet(lines[follow], tokens) if follow is not None else ""
    return bool(inside) and inside != bullet


def _paragraphs(lines: Sequence[Line]) -> tuple[dict[int, int], dict[int, int]]:
    """The first and the last line of each paragraph."""
    first_of: dict[int, int] = {}
    last_of: dict[int, int] = {}
    for number, line in enumerate(lines):
        first_of.setdefault(line.paragraph, number)
        last_of[line.paragraph] = number
    return first_of, last_of


def _opens(line: Line, tokens: Sequence[Token]) -> bool:
    """Whether a line ends in a colon, or in "as follows"."""
    last = line.sentence.last - 1
    if tokens[last].text == ".":
        last -= 1
    return tokens[line.sentence.last - 1].text == ":" or (
        last > line.sentence.first and tokens[last].stem == "follows" and tokens[last - 1].stem == "as"
    )


def _announces(line: Line, tokens: Sequence[Token], tags: Sequence[str]) -> bool:
    """Whether a line without a toll points to what follows it: "The incidents below …", "The following attacks …"."""
    if line.frames:
        return False
    for k in range(line.sentence.first, line.sentence.last - 1):
        below = tokens[k].stem == "below" and k > line.sentence.first and tokens[k - 1].stem.endswith("s")
        following = tokens[k].stem == "following" and tags[k - 1] == "D" and tokens[k + 1].stem.endswith("s")
        if (below and tags[k - 1] == "N") or (following and k > line.sentence.first and tags[k + 1] == "N"):
            return True
    return False


def _bulleted(line: Line, tokens: Sequence[Token]) -> bool:
    first, last = line.sentence.first, line.sentence.last
    lettered = last - first > 2 and len(tokens[first].text) == 1 and tokens[first].capital
    return (
        tokens[first].text in BULLETS or numbered(tokens, first, last) or (lettered and tokens[first + 1].text in ".)")
    )  # "B. Other parties: …"


def _heading(first: Line, last: Line, tokens: Sequence[Token]) -> bool:
    """Whether a paragraph only heads a part of the list: "B. Other parties:"."""
    return _opens(last, tokens) and last.sentence.last - first.sentence.first <= HEADING


def _dated(line: Line, tokens: Sequence[Token]) -> bool:
    """Whether a paragraph opens with a date: "On June 3, gunmen …", "3 June: …"."""
    start = line.sentence.first
    day = next((time.span for time in line.times), None)
    opens = day is not None and tokens[start].start <= day.start <= tokens[min(start + 1, line.sentence.last - 1)].start
    return opens and day is not None and any(char.isdecimal() for char in day.exact)


def titled(first: Line, last: Line, tokens: Sequence[Token], tags: Sequence[str]) -> bool:
    """Whether a paragraph only titles the items after it: a few words, no verb and no stop ("Civilian fatalities")."""
    words = range(first.sentence.first, last.sentence.last)
    return len(words) <= HEAD and tags[words[-1]] in "NJ" and all(tags[k] in "NJDPC" for k in words)


def _item(
    lines: Sequence[Line], tokens: Sequence[Token], tags: Sequence[str], first: int, last: int, opener: Line
) -> bool:
    """Whether a paragraph looks like an item: a bullet, a head of its own, or a number begins it, or it heads others.

    Without a bullet it is one only where what opens the list says more than a heading does.
    """
    if _bulleted(lines[first], tokens) or _heading(lines[first], lines[last], tokens):
        return True
    start, end = lines[first].sentence.first, lines[last].sentence.last
    begin = opener.sentence.first
    bare = (
        opener.sentence.last - begin <= HEAD and tags[begin] not in "DO"
    )  # "They are as follows:" says what is before
    if end - start > LONG or bare:
        return False
    if tags[start] == "#" or tokens[start].stem in ("a", "an") or _dated(lines[first], tokens):
        return True
    head = range(start, min(start + HEAD + 1, end - 1))
    if _counted(tokens, tags, start, end) and not any(tags[k] in "AM" for k in range(start, end)):
        return True
    mark = next((k for k in head if tokens[k].text in (":", "|", "–")), None)
    return mark is not None and mark > start and not any(tags[k] in "VEM" for k in range(start, mark))
