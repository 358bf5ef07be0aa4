"""Bodies: reports as words to compare, with which of them count towards a copy."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from recount.model import Extraction, Report

from ..words import LONGEST as ALL_READ
from ..words import WORD, Word, fold, words, words_of
from .wording import furniture, number_of

LONGEST = 400_000
"""Characters of a report that are compared."""
SHINGLE = 5
"""Words in a row that are compared as one; the usual size for news."""
SCRAP = 20
"""A line of fewer words that ends without a full stop is no running text: a headline, a caption, a menu."""
AROUND = 25
"""Words on either side of a phrase of page furniture that go with it, at most, up to the end of the sentence."""

QUOTED = 2
"""What a word counts that the report quotes; 1 is running text, 0 page scraps and furniture."""

_ENDS = re.compile(r"[.!?:][\"'”’)\]»\s]*$")
_SENTENCE_END = re.compile(r"[.!?]|\n")


class Body:
    """A report's words for comparison: one number a word, and whether it counts towards a copy.

    `counts` has a byte a word: 1 for running text, 0 for page scraps and furniture, QUOTED for what is quoted.
    The words themselves are read anew when asked for: a hundred thousand reports are kept so.
    """

    __slots__ = ("counts", "keys", "report")

    def __init__(self, report: Report, keys: array[int], counts: bytes) -> None:
        self.report = report
        self.keys = keys
        self.counts = counts

    def of(self, report: Report) -> Body:
        """The same words, as those of the same report that stands elsewhere: read by a worker, it is a copy."""
        return Body(report, self.keys, self.counts)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand in the text: the offsets of each, the end exclusive."""
        return _places(self.report.text[:LONGEST])

    @property
    def shingles(self) -> frozenset[bytes]:
        """The runs of SHINGLE words; the whole of a shorter text."""
        size = 8 * min(SHINGLE, len(self.keys))
        raw = self.keys.tobytes()
        return frozenset(raw[at : at + size] for at in range(0, len(raw) - size + 1, 8)) if raw else frozenset()

    @property
    def running(self) -> frozenset[bytes]:
        """The shingles of running text alone."""
        kept = array("Q", [key for key, counts in zip(self.keys, self.counts, strict=True) if counts])
        return Body(self.report, kept, b"").shingles

    @property
    def digest(self) -> bytes:
        """A hash of the words: equal for equal words."""
        return hashlib.blake2b(self.keys.tobytes(), digest_size=16).digest()

    @property
    def day(self) -> int:
        """The ordinal of the day of publishing, 0 where it is not known."""
        return self.report.published.toordinal() if self.report.published else 0

    @property
    def house(self) -> str:
        """Who published it, folded; empty where it is not known."""
        return fold(self.report.publisher.strip())


def body(report: Report, taken: Extraction | None = None) -> Body:
    """A report's words; its quotations are those that were extracted from it."""
    text = report.text[:LONGEST]
    row, before = _words(report)
    keys = array("Q", map(number_of, [word.folded for word in row]))
    starts, ends = [word.start - before for word in row], [word.end - before for word in row]
    counts = bytearray(b"\x01") * len(row)
    for statement in taken.statements if taken else ():
        if statement.kind == "quotation":
            here = bisect_left(starts, statement.span.start), bisect_left(starts, statement.span.end)
            counts[slice(*here)] = bytes([QUOTED]) * (here[1] - here[0])
    _leave_out_scraps(text, starts, counts)
    _leave_out_furniture(text, keys, starts, ends, counts)
    return Body(report, keys, bytes(counts))


def body_of(report: Report, counts: bytes) -> Body:
    """A report's words once more, where it is known what they count."""
    return Body(report, array("Q", map(number_of, [word.folded for word in _words(report)[0]])), counts)


def _words(report: Report) -> tuple[Sequence[Word], int]:
    """The words of a report's text, and how many characters they are counted from before it."""
    if len(report.text) > ALL_READ:
        return words(report.text[:LONGEST]), 0
    row, before = words_of(report), len(report.title) + 1
    return row[bisect_left(row, before, key=lambda word: word.start) :], before


def bodies(reports: Iterable[Report], taken: Mapping[str, Extraction]) -> Iterator[Body]:
    """The words of reports, the first published first; what was extracted from them by report id."""
    for report in sorted(reports, key=turn):
        yield body(report, taken.get(report.id))


def turn(report: Report) -> tuple[bool, str, str]:
    """What reports are compared in the order of: the first published first, those without a date last."""
    return report.published is None, str(report.published), report.id


@lru_cache(maxsize=1024)
def _places(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in WORD.finditer(text) if fold(match.group()))


def _leave_out_scraps(text: str, starts: list[int], counts: bytearray) -> None:
    """Lines that are no running text count for nothing, unless they run on into the next or are all there is."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text) if not match.group().isspace()]
    if len(lines) < 2:
        return
    for number, (start, end) in enumerate(lines):
        following = text[slice(*lines[number + 1])].lstrip()[:1] if number + 1 < len(lines) else ""
        here, there = bisect_left(starts, start), bisect_left(starts, end)
        if there - here < SCRAP and not following.islower() and not _ENDS.search(text[max(start, end - 20) : end]):
            counts[here:there] = bytes(there - here)


def _leave_out_furniture(text: str, keys: array[int], starts: list[int], ends: list[int], counts: bytearray) -> None:
    """Sentences with a phrase of page furniture count for nothing."""
    phrases = furniture()
    for here in [at for at, key in enumerate(keys) if key in phrases]:
        for phrase in phrases[keys[here]]:
            there = here + len(phrase)
            if tuple(keys[here:there]) == phrase:
                first, last = here, there
                while first > max(0, here - AROUND) and not _SENTENCE_END.search(text, ends[first - 1], starts[first]):
                    first -= 1
                most = min(len(keys), there + AROUND)
                while last < most and not _SENTENCE_END.search(text, ends[last - 1], starts[last]):
                    last += 1
                counts[first:last] = bytes(last - first)
