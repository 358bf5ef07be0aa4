"""Stretches of text between quotation marks: double, curly, angled and single ones.

A quotation that never closes ends with its paragraph. Where the next paragraph opens with a mark again, as quotations
of several paragraphs do, it goes on there and only its last part closes. Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"'}
_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"[\"“”„«»‘’']")
_REACH = 2000
"""Characters within which a single quotation mark must close to be one."""


class Quote(NamedTuple):
    """What stands between marks: offsets without the marks, whether it closes, and its place in its paragraph.

    `outer` and `after` are the offsets with the marks; `goes_on` tells that it continues the quote before it.
    """

    start: int
    end: int
    outer: int
    after: int
    closed: bool
    goes_on: bool


class Paragraphs:
    """The paragraphs of a text: its lines that hold more than white space."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]

    def around(self, at: int) -> tuple[int, int]:
        """The start and end of the paragraph that holds an offset, or of the last before it."""
        k = bisect_left(self._spans, (at + 1, 0)) - 1
        return self._spans[k] if k >= 0 else (0, at)

    def before(self, begin: int) -> tuple[int, int]:
        """The paragraph before the one that begins at `begin`; an empty one where there is none."""
        k = bisect_left(self._spans, (begin, begin)) - 1
        return self._spans[k] if k >= 0 else (begin, begin)


def find_quotes(text: str) -> list[Quote]:
    """The quotations of a text in order, inner ones left inside the outer."""
    made: list[Quote] = []
    open_before = False
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        found, left_open = _in_line(text, line.start(), line.end(), open_before)
        if open_before and found and found[0].goes_on and made:
            made[-1] = made[-1]._replace(closed=True)
        made.extend(found)
        open_before = left_open
    return made


def _in_line(text: str, start: int, end: int, open_before: bool) -> tuple[list[Quote], bool]:
    """The quotes of one paragraph, and whether its last one is still open at its end."""
    marks = [match.start() for match in _MARK.finditer(text, start, end)]
    if not marks:
        return [], False
    closers = {mark: [at for at in marks if text[at] == mark and _may_close_single(text, at, end)] for mark in "’'"}
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    made: list[Quote] = []
    opened: int | None = None
    goes_on = False
    skip_to = start
    for at in marks:
        if at < skip_to:
            continue
        mark = text[at]
        if opened is not None:
            closes = mark == _PAIRS[text[opened]] and not (mark == '"' and _only_opens(text, at, end))
            if closes or (mark in ('"', "“") and mark == text[opened]):
                made.extend(_quote(text, opened, at, at + closes, closed=True, goes_on=goes_on))
                opened, goes_on = (None, False) if closes else (at, True)
        elif mark in _PAIRS:
            if mark != '"' or _may_open(text, at, end):
                opened, goes_on = at, open_before and not made and at <= start + lead
        elif mark in "‘'" and _may_open_single(text, at):
            after = closers["’" if mark == "‘" else "'"]
            k = bisect_right(after, at + 1)
            if k < len(after) and after[k] - at <= _REACH:
                made.extend(_quote(text, at, after[k], after[k] + 1, closed=True, goes_on=False))
                skip_to = after[k] + 1
    if opened is None:
        return made, False
    made.extend(_quote(text, opened, end, end, closed=False, goes_on=goes_on))
    return made, True


def _quote(text: str, opened: int, end: int, after: int, *, closed: bool, goes_on: bool) -> list[Quote]:
    """The quote between two offsets, white space trimmed; none where nothing is left."""
    start = opened + 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Quote(start, end, opened, after, closed, goes_on)] if start < end else []


def _may_open(text: str, at: int, end: int) -> bool:
    """Whether a straight double mark may open: it does not cling to a word before it, and something follows."""
    clings = at > 0 and (text[at - 1].isalnum() or text[at - 1] in ".,!?…")
    return at + 1 < end and not clings


def _only_opens(text: str, at: int, end: int) -> bool:
    """Whether a straight double mark can only open: white space before it, none after it."""
    return text[at - 1].isspace() and at + 1 < end and text[at + 1].isalnum()


def _may_open_single(text: str, at: int) -> bool:
    before = at == 0 or text[at - 1].isspace() or text[at - 1] in '([—–-"“'
    return before and at + 1 < len(text) and (text[at + 1].isalnum() or text[at + 1] in '“"…')


def _may_close_single(text: str, at: int, end: int) -> bool:
    """A single mark closes after a word or a stop, before no word; a plural's apostrophe is told by what follows it."""
    if at + 1 < end and text[at + 1].isalnum():
        return False
    if text[at - 1] in ".,!?…":
        return True
    plural = text[at - 1] == "s" and at + 2 < end and text[at + 1] == " " and text[at + 2].islower()
    return text[at - 1].isalnum() and not plural
