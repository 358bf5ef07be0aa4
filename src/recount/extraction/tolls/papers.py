"""Papers: reports and statements that count by those who did the harm, over several sentences."""

from __future__ import annotations

from ..sayings.reporting import reporting
from ..sayings.saying import Saying
from ..view.line import Line
from ..view.view import View
from ..words.syntax import parts_played


def enumerates(view: View, number: int) -> bool:
    """Whether a sentence goes on with what a paper counts in the one before it, by those who did the next harm.

    "As the report shows, the army killed nine. Rebels killed six": neither is news that the outlet adds. Not where a
    time opens it.
    """
    line, before = view.lines[number], view.lines[number - 1]
    if line.paragraph != before.paragraph or not line.frames or not before.frames or not before.sayings:
        return False
    saying, first = before.sayings[-1], line.sentence.first
    counts = all(one.frames[0].relation == "object" and view.tags[one.frames[0].first] != "G" for one in (before, line))
    timed = any(view.token_at(time.span.start) - first <= 1 for time in line.times)
    return counts and not timed and saying.kind != "headline" and by_paper(view, saying)


def by_paper(view: View, saying: Saying) -> bool:
    """Whether a paper tells: a report, a statement."""
    return not reporting(view.language).papers.isdisjoint(view.stems[saying.source.first : saying.source.last])


def of_total(view: View, line: Line) -> bool:
    """Whether a sentence opens with a part of those told of before: "Of the total, …", "The remaining 77 died"."""
    known, first = reporting(view.language), line.sentence.first
    stems = view.stems[first : min(first + 3, line.sentence.last)]
    if len(stems) < 3:
        return False
    definite = parts_played(view.language)["definite"]
    if stems[0] in _PART_OF:
        return stems[1] in known.told_of or (stems[1] in definite and stems[2] in known.wholes | known.anaphors)
    return stems[0] in definite and stems[1] in known.rest


_PART_OF = frozenset(["of", "among"])
