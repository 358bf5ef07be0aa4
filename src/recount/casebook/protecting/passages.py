"""Passages whose words are hidden: the sentences that they stand in, and whatever repeats them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from recount.model import Links, Span, Statement

from .folding import Folded, compact
from .hidden import Stands
from .identities import Stretch

TELLING = 12
"""Letters and digits from which on the same words in another place are a repetition and no accident."""
_END = re.compile(r"\n|(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,2})\.$")


def sentence(text: str, start: int, end: int) -> Stretch:
    """The sentences that a stretch of a text touches."""
    stops = [
        match for match in _END.finditer(text)
        if match.group() == "\n" or not _ABBREVIATED.search(text[max(0, match.start() - 5) : match.start()])
    ]  # fmt: skip
    first = max((stop.end() for stop in stops if stop.end() <= start), default=0)
    last = min((stop.start() for stop in stops if stop.start() >= end), default=len(text))
    return first, len(text[:last].rstrip()) if last > end else end


def passages(
    hidden: Iterable[Stands], texts: Mapping[str, str], links: Links, statements: Mapping[str, Statement]
) -> dict[str, list[Stretch]]:
    """All stretches to hide, by report: the sentences of what is hidden, of copies of it, of its other wordings."""
    found: dict[str, set[Stretch]] = {}
    for one in hidden:
        if one.report in texts:
            found.setdefault(one.report, set()).add(sentence(texts[one.report], one.span.start, one.span.end))
    for report, row in [(report, sorted(row)) for report, row in found.items()]:
        for stretch in row:
            for other, start, end in (*_copied(report, stretch, links), *_reworded(report, stretch, links, statements)):
                if other in texts:
                    found.setdefault(other, set()).add(sentence(texts[other], start, end))
    return {report: sorted(row) for report, row in found.items()}


def stretches_of(words: str, needles: Mapping[str, str]) -> Iterator[tuple[Stretch, str]]:
    """Where bare letters stand in words, with what each stands for."""
    bare = compact(words) if needles else ""
    found = [needle for needle in needles if len(needle) >= TELLING and needle in bare]
    if found:
        folded = Folded(words)
        for needle in found:
            yield from ((at, needles[needle]) for at in folded.find(needle, whole=False))


def _copied(report: str, stretch: Stretch, links: Links) -> Iterator[tuple[str, int, int]]:
    """Where copies have the words of a stretch, as near as their passages tell."""
    for copy in links.copies:
        if report not in (copy.first, copy.second):
            continue
        for passage in copy.passages:
            here, there, other = (
                (passage.first, passage.second, copy.second)
                if report == copy.first
                else (passage.second, passage.first, copy.first)
            )
            if here.start < stretch[1] and stretch[0] < here.end:
                yield other, _along(stretch[0], here, there), max(_along(stretch[1], here, there), there.start + 1)


def _along(place: int, here: Span, there: Span) -> int:
    share = (min(max(place, here.start), here.end) - here.start) / (here.end - here.start)
    return there.start + round(share * (there.end - there.start))


def _reworded(
    report: str, stretch: Stretch, links: Links, statements: Mapping[str, Statement]
) -> Iterator[tuple[str, int, int]]:
    """The other wordings of what is said in a stretch."""
    for quotation in links.quotations:
        said = [statements[one.statement] for one in quotation.wordings if one.statement in statements]
        if any(one.report == report and one.span.start < stretch[1] and stretch[0] < one.span.end for one in said):
            yield from ((one.report, one.span.start, one.span.end) for one in said)
