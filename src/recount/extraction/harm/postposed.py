"""Parts whose words of inclusion stand after them: "…, three children among them", "…, four women included"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..counting.counts import Sentence
from ..language import Language, per_language

if TYPE_CHECKING:
    from .frames import Frame


@per_language
def _markers(language: Language) -> dict[str, list[tuple[str, ...]]]:
    """The words of inclusion that stand after the part, by their first word, the longest first."""
    made: dict[str, list[tuple[str, ...]]] = {}
    for stems in sorted((tuple(phrase.split()) for phrase in language.table("parts")["after"]), key=len, reverse=True):
        made.setdefault(stems[0], []).append(stems)
    return made


def whole_before(sentence: Sentence, at: int, frames: Mapping[int, Frame]) -> int | None:
    """The index of the total of which count `at` is told to be a part right after it; None where it is not.

    The count may open a list that ends in the words of inclusion ("four nurses and two doctors among them").
    """
    if at == 0 or not _included(sentence, at):
        return None
    least = sentence.counts[at].figure.figure.low or 0
    for other in range(at - 1, -1, -1):
        frame = frames.get(other)
        if frame is None or frame.relation == "none":
            continue
        if frame.relation == "part" and frame.head is not None:
            return frame.head
        most = sentence.counts[other].figure.figure.high
        if most is None or most > least:
            return other
    return None


def _included(sentence: Sentence, at: int) -> bool:
    """Whether a list of counts that begins with `at` ends in words of inclusion that lead to no further count."""
    markers, tags = _markers(sentence.language), sentence.tags
    for n in range(at, min(at + MOST, len(sentence.counts))):
        count = sentence.counts[n]
        k = count.last
        for stems in markers.get(sentence.stems[k], ()) if k < sentence.last else ():
            end = k + len(stems)
            if end <= sentence.last and tuple(sentence.stems[k:end]) == stems:
                return not _leads_on(sentence, n, end)
        if n + 1 == len(sentence.counts):
            return False
        gap = range(k, sentence.counts[n + 1].first)
        if len(gap) > 2 or not gap or any(tags[j] not in ",C" for j in gap):
            return False
    return False


MOST = 6
"""So many counts at most stand in a list before their words of inclusion."""


def _leads_on(sentence: Sentence, at: int, end: int) -> bool:
    """Whether the words of inclusion before `end` lead to the next count: "nine pupils among them three girls"."""
    if at + 1 == len(sentence.counts):
        return False
    follow = sentence.counts[at + 1]
    return end <= follow.first <= end + 2 and all(sentence.tags[k] in "DRJA" for k in range(end, follow.first))
