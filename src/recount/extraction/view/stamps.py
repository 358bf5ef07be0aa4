"""Stamps: an agency and a whole date between a headline and its report, on a page that lost its lines."""

from __future__ import annotations

from ..words.syntax import parts_played
from .line import Line
from .view import View

STAMP = 80
"""Within so many words of its beginning a report has its stamp."""


def apart(view: View) -> tuple[View, int]:
    """A view whose headline and report are lines apart, and where the second begins; 0 where no stamp parts them.

    "Raid kills 12 AFP Saturday 2 Jul 2016 At least 12 people …" is a headline and the first sentence of a report.
    """
    cut = after_stamp(view)
    line = view.lines[0] if cut else None
    if line is None or not line.sentence.first < cut < line.sentence.last:
        return view, 0
    return view._replace(
        lines=(_part(line, line.sentence.first, cut), _part(line, cut, line.sentence.last), *view.lines[1:])
    ), cut


def _part(line: Line, first: int, last: int) -> Line:
    """What of a line stands between two of its words."""
    sentence = line.sentence
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    counts = tuple(count for count in sentence.counts if first <= count.first < last)
    return line._replace(
        sentence=sentence._replace(first=first, last=last, counts=counts),
        frames=line.frames if counts else (),
        sayings=tuple(saying for saying in line.sayings if first <= saying.cue.first < last),
        times=tuple(time for time in line.times if start <= time.span.start < end),
    )


def after_stamp(view: View) -> int:
    """The index of the word after a report's stamp; 0 where it has none."""
    tokens = view.tokens
    outlets = parts_played(view.language)["outlets"]
    for at, token in enumerate(tokens[:STAMP]):
        if token.stem not in outlets or not token.capital:
            continue
        times = view.lines[0].times
        time = next((time for time in times if token.end < time.span.start <= token.end + 2), None)
        if time is None or not time.span.exact[-4:].isdecimal():
            continue
        after = at + 1
        while after < len(tokens) and tokens[after].start < time.span.end:
            after += 1
        if after < len(tokens) and (tokens[after].capital or tokens[after].text[:1].isdecimal()):
            return after
    return 0
