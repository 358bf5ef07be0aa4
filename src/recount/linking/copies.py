"""Copies: reports that repeat others, wholly, rewritten or in passages.

Candidates come from an index of runs of words and from MinHash signatures; each is then aligned word by word, and only
what the alignment shows is a copy. What stands in many reports of one outlet, or over months, is page furniture or a
formula, and counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import NamedTuple

from recount.model import Copy, CopyKind, Extraction, Passage, Report, Span

from .copying.bodies import QUOTED, Body, bodies
from .copying.candidates import Candidates, Marked, jaccard, marked
from .copying.credits import agency, original
from .copying.passages import Aligned, Run, align
from .copying.wording import is_number
from .words import fold

PASSAGE = 22
"""The score (words alike less words differing) from which on a shared passage makes a partial copy."""
PIECE = 12
"""The score from which on a passage is shown, once two reports are copies."""
SPAN = 8
"""Words alike that a span of a passage has at least, where differing numbers part it."""
WHOLE = 2 / 3
"""The share of the words of both reports that are alike from which on one is a near copy of the other."""
NEARLY_ALL = 0.8
"""The same share from which on formulas count too: a story that all outlets print stands in many reports."""
FEWEST = 20
"""Words alike that a near copy has at least: shorter texts are alike by chance."""
FURNITURE = 30
"""Days between two reports beyond which a shared passage is taken for a formula, not for a copy."""
CLOSEST = 5
"""Near copies that are kept of one report, the closest first."""


class Judged(NamedTuple):
    """What two reports share: kind of copy, share of the words of both that are alike (0..1), passages."""

    kind: CopyKind
    share: float
    passages: tuple[Aligned, ...]


class Pair(NamedTuple):
    """Two reports to be held against each other.

    `formulas` has a byte a word of the first that is not 0 where the word stands in a formula, `others` the same of the
    second where that one's words lead to the first too.
    """

    one: Body
    other: Body
    formulas: bytes
    others: bytes | None


class Verdict(NamedTuple):
    """What came of a pair: how the first is a near copy of the second, or the partial copy that they are; not both."""

    near: Judged | None
    partial: Copy | None


class Waiting(NamedTuple):
    """Reports taken in: the copies of exactly the same words, and the pairs that are to be judged yet, by number."""

    exact: tuple[Copy, ...]
    numbers: tuple[tuple[int, int], ...]
    pairs: tuple[Pair, ...]


class CopyIndex:
    """Finds copies as reports come in: what it costs to add a report does not grow with the reports that are there."""

    def __init__(self, candidates: Candidates | None = None, same: MutableMapping[bytes, int] | None = None) -> None:
        """`candidates` and `same`, the first report of each digest of words, are in memory when they are not given."""
        self._candidates = candidates or Candidates()
        self._same: MutableMapping[bytes, int] = {} if same is None else same

    def add(self, bodies: Iterable[Body]) -> tuple[Copy, ...]:
        """Take in reports; return their copies among each other and of those added before, sorted by ids.

        Reports of exactly the same words are tied to the first of them that came, not each to each.
        """
        waiting = self.take(map(marked, bodies))
        return self.settle(waiting, map(weigh, waiting.pairs))

    def take(self, given: Iterable[Marked]) -> Waiting:
        """Take in reports; what is left to be judged of them, each pair by itself (`weigh`)."""
        exact: list[Copy] = []
        fresh: list[int] = []
        for read in given:
            one = read.body
            if not one.keys:
                continue
            at = self._same.get(one.digest)
            if at is not None:
                exact.append(exact_copy(self._candidates.body(at), one))
                continue
            number = self._candidates.add(read)
            self._same[one.digest] = number
            fresh.append(number)
        pairs: dict[tuple[int, int], Pair] = {}
        for number in fresh:
            one = self._candidates.body(number)
            others, formulas = self._candidates.of(number)
            for other in others:
                turned = pairs.get((other, number))
                if turned is not None:
                    pairs[other, number] = turned._replace(others=formulas)
                else:
                    pairs[number, other] = Pair(one, self._candidates.body(other), formulas, None)
        self._candidates.done()
        return Waiting(tuple(exact), tuple(pairs), tuple(pairs.values()))

    def drop(self, gone: Iterable[str], left: Iterable[Body]) -> Waiting:
        """Let go of reports (ids), `left` being all others, first published first; what is to be judged anew.

        In memory that is all: what stood in the place of a report that goes is known no more.
        """
        self._candidates.clear()
        self._same.clear()
        return self.take(map(marked, left))

    def settle(self, waiting: Waiting, verdicts: Iterable[Verdict]) -> tuple[Copy, ...]:
        """The copies of the reports taken in, once each pair has its verdict, sorted by ids."""
        copies = list(waiting.exact)
        near: dict[tuple[int, int], Judged] = {}
        for (number, other), verdict in zip(waiting.numbers, verdicts, strict=True):
            if verdict.near:
                turned = _turned(verdict.near) if other < number else verdict.near
                near[min(number, other), max(number, other)] = turned
            if verdict.partial:
                copies.append(verdict.partial)
        for first, second in closest({pair: judged.share for pair, judged in near.items()}):
            copies.append(copy_of(self._candidates.body(first), self._candidates.body(second), near[(first, second)]))
        unique = {(copy.first, copy.second): copy for copy in copies}
        return tuple(unique[pair] for pair in sorted(unique))


def find_copies(reports: Sequence[Report], extractions: Mapping[str, Extraction] | None = None) -> tuple[Copy, ...]:
    """The copies among the reports, sorted by their ids; the same in any order of reports.

    Two reports that share no more than what both quote (`extractions`, by report id, tell that) are no copies: they
    heard one speaker.
    """
    return CopyIndex().add(bodies(reports, extractions or {}))


def weigh(pair: Pair) -> Verdict:
    """Judge two reports from the side of the first, then from the second's where that leads to the first. Pure."""
    near, partial, sides = None, None, [(pair.one, pair.other, pair.formulas)]
    if pair.others is not None:
        sides.append((pair.other, pair.one, pair.others))
    for one, other, formulas in sides:
        judged = judge(one, other, formulas)
        if judged and judged.kind == "near":
            near, partial = judged if one is pair.one else _turned(judged), None
            break
        if judged:
            partial = (one, other, judged)
    return Verdict(near, copy_of(*partial) if partial else None)


def judge(one: Body, other: Body, formulas: bytes = b"") -> Judged | None:
    """Whether two reports are a near or a partial copy, None where they are none; passages by their score.

    `formulas` has a byte a word of the first that is not 0 where the word stands in a formula.
    """
    formulas = formulas or bytes(len(one.keys))
    weighed = [_weighed(passage, one, other, formulas) for passage in align(one.keys, other.keys, PIECE)]
    if share := _share(weighed, one, other, formulas):
        return Judged("near", share, tuple(row.passage for row in weighed))
    if all(row.own < PASSAGE for row in weighed) or _days_apart(one.report, other.report) > FURNITURE:
        return None
    shown = tuple(row.passage for row in weighed if row.own >= PIECE)
    share = sum(passage.shared for passage in shown) / max(len(one.keys), len(other.keys))
    return Judged("partial", share, shown)


class _Weighed(NamedTuple):
    """A passage; its score by words that make a copy; its words alike in running text, and those of no formula."""

    passage: Aligned
    own: int
    running: int
    news: int


def _weighed(passage: Aligned, one: Body, other: Body, formulas: bytes) -> _Weighed:
    own = running = news = 0
    for run in passage.runs:
        for k in range(run.length):
            here, there = one.counts[run.here + k], other.counts[run.there + k]
            if here and there:
                running += 1
                if not formulas[run.here + k]:
                    news += 1
                    own += not here == there == QUOTED
    return _Weighed(passage, passage.score - passage.shared + own, running, news)


def _share(weighed: Sequence[_Weighed], one: Body, other: Body, formulas: bytes) -> float:
    """The share of the words of both that are alike, if it is enough for a near copy; else 0."""
    longest = max(len(one.keys) - one.counts.count(0), len(other.keys) - other.counts.count(0)) or 1
    running, news = sum(row.running for row in weighed), sum(row.news for row in weighed)
    if running >= FEWEST and running / longest >= NEARLY_ALL:
        return running / longest
    formula = sum(1 for counts, is_formula in zip(one.counts, formulas, strict=True) if counts and is_formula)
    most = max(
        len(one.keys) - one.counts.count(0) - formula, len(other.keys) - other.counts.count(0) - (running - news)
    )
    return news / most if most and news >= FEWEST and news / most >= WHOLE else 0.0


def _turned(judged: Judged) -> Judged:
    """The same, seen from the other report."""
    turned = (
        Aligned(passage.score, tuple(Run(run.there, run.here, run.length) for run in passage.runs))
        for passage in judged.passages
    )
    return judged._replace(passages=tuple(turned))


def _all_of(one: Body) -> tuple[Aligned, ...]:
    return (Aligned(len(one.keys), (Run(0, 0, len(one.keys)),)),)


def closest(near: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs that are among the closest of either: a story that all outlets print is no web of all pairs."""
    count: Counter[int] = Counter()
    kept = []
    for pair in sorted(near, key=lambda pair: (-near[pair], pair)):
        if min(count[pair[0]], count[pair[1]]) < CLOSEST:
            kept.append(pair)
            count.update(pair)
    return sorted(kept)


def exact_copy(one: Body, other: Body) -> Copy:
    """Two reports of the same words."""
    return copy_of(one, other, Judged("exact", 1.0, _all_of(other)))


def copy_of(one: Body, other: Body, judged: Judged) -> Copy:
    """Two reports as the copy that they were judged to be."""
    if one.report.id > other.report.id:
        one, other, judged = other, one, _turned(judged)
    first, because = original(one.report, other.report)
    longest = max(judged.passages, key=lambda passage: passage.shared)
    told = {
        "exact": "the same words",
        "near": f"{judged.share:.0%} of their words are the same",
        "partial": f"a shared passage of {_words_of(longest)}",
    }[judged.kind]
    return Copy(
        first=one.report.id,
        second=other.report.id,
        kind=judged.kind,
        similarity=1.0 if judged.kind == "exact" else round(jaccard(one.shingles, other.shingles), 6),
        original=first,
        passages=_spans(one, other, judged.passages),
        agency=agency(one.report, other.report),
        reason=f"{told}; {because}",
    )


def _words_of(passage: Aligned) -> str:
    differing = passage.shared - passage.score
    return f"{passage.shared} words" + (f" with {differing} changed, dropped or put in" if differing else "")


def _spans(one: Body, other: Body, passages: Iterable[Aligned]) -> tuple[Passage, ...]:
    """The passages as spans, in the order of the first report, parted where the two have other numbers."""
    here, there = one.places, other.places
    found = []
    for passage in passages:
        row: list[Run] = []
        for run in (*passage.runs, None):
            if row and (run is None or _other_number(row[-1], run, one, other)):
                if sum(part.length for part in row) >= SPAN or len(row) == len(passage.runs):
                    first, last = row[0], row[-1]
                    found.append(
                        Passage(
                            _span(one, here, first.here, last.here + last.length),
                            _span(other, there, first.there, last.there + last.length),
                        )
                    )
                row = []
            if run is not None:
                row.append(run)
    return tuple(sorted(found, key=lambda passage: (passage.first, passage.second)))


def _other_number(run: Run, following: Run, one: Body, other: Body) -> bool:
    """Whether a number stands in the words between two runs, in either report."""
    return any(
        is_number(fold(body.report.text[start:end]))
        for body, first, last in (
            (one, run.here + run.length, following.here),
            (other, run.there + run.length, following.there),
        )
        for start, end in body.places[first:last]
    )


def _span(one: Body, places: Sequence[tuple[int, int]], start: int, end: int) -> Span:
    return Span.of(one.report.text, places[start][0], places[end - 1][1])


def _days_apart(one: Report, other: Report) -> int:
    """The days between two reports' publishing, 0 where one has no date."""
    return abs((one.published - other.published).days) if one.published and other.published else 0
