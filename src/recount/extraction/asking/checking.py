"""Checking what a model said against the report: nothing is taken unless its words stand there.

The number of a claim is read from the report's words by our own grammar of figures, never taken from the model; a
figure in which the grammar reads no number is no claim.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from recount.model import Claim, Cue, CueKind, Figure, Report, Span, Statement, When

from ..calendar.when import TimeExpression, find_times
from ..counting.counts import Count, find_counts
from ..language import Language
from ..words.tokens import Token
from .replies import SaidClaim, SaidStatement

RULE = "said by the model, and stands in the report"
"""The rule that the cues of a model's claims carry."""


class Checker:
    """Seeks a model's words in one report; what does not stand there is left out."""

    def __init__(self, report: Report, tokens: Sequence[Token], tags: Sequence[str], language: Language) -> None:
        self.report, self.text = report, report.text
        self.tokens, self.tags, self.language = tokens, tags, language
        self.starts = [token.start for token in tokens]
        self.times = find_times(self.text, report.published, language)

    def claims(self, said: Sequence[SaidClaim], first: int, last: int) -> list[Claim]:
        """The claims whose words stand in the stretch `first` to `last` (characters), in order; ids are not final."""
        made: dict[int, tuple[SaidClaim, Claim]] = {}
        for one in said:
            count = self._count(one, first, last)
            if count is None:
                continue
            span = self._span(count)
            if not any(span.overlaps(other.span) and other.outcome == one.outcome for _, other in made.values()):
                made[len(made)] = (one, self._claim(one, span, count.figure.figure))
        ids = {one.id: f"{first}.{at}" for at, (one, _) in made.items() if one.id}
        return sorted(
            (
                msgspec.structs.replace(claim, id=f"{first}.{at}", part_of=self._whole(one, ids, at, first))
                for at, (one, claim) in made.items()
            ),
            key=lambda claim: (claim.span, claim.outcome),
        )

    def _whole(self, one: SaidClaim, ids: dict[str, str], at: int, first: int) -> str | None:
        whole = ids.get(one.part_of or "")
        return whole if whole != f"{first}.{at}" else None

    def _count(self, one: SaidClaim, first: int, last: int) -> Count | None:
        """The count that the words of a figure are, as our own grammar reads it."""
        context = self._found(one.context, first, last) or (first, last)
        place = self._found(one.figure, *context)
        if place is None:
            return None
        begin = self._token(place[0])
        end = self._token(place[1] - 1) + 1
        wide = range(max(0, begin - AROUND), min(len(self.tokens), end + AROUND))
        counts = find_counts(self.text, self.tokens, self.tags, wide.start, wide.stop, self.language)
        near = [count for count in counts if count.figure.first < end and begin < count.figure.last]
        return near[0] if near else None

    def _claim(self, one: SaidClaim, span: Span, figure: Figure) -> Claim:
        victims, claimant = self._named(one.victims, span.start), self._named(one.claimant, span.start)
        perpetrator, place = self._named(one.perpetrator, span.start), self._named(one.place, span.start)
        relay = [self._named(words, span.start) for words in one.relay or ()]
        time = self._time(one.when, span.start)
        cues = [Cue("figure", span, RULE)]
        told: list[tuple[CueKind, Span | None]] = [
            ("victims", victims), ("claimant", claimant), ("perpetrator", perpetrator), ("place", place),
        ]  # fmt: skip
        cues += [Cue(kind, words, RULE) for kind, words in told if words is not None]
        if time is not None:
            cues.append(Cue("when", time.span, RULE))
        return Claim(
            id="",
            report=self.report.id,
            span=span,
            figure=figure,
            outcome=one.outcome,
            status=one.status,
            age=one.age,
            sex=one.sex,
            relay=tuple(words for words in relay if words is not None),
            when=When(time.span, time.period) if time is not None else None,
            scope=one.scope,
            stance=one.stance,
            cues=tuple(cues),
            victims=victims,
            claimant=claimant,
            perpetrator=perpetrator,
            place=place,
        )

    def statements(self, said: Sequence[SaidStatement], first: int, last: int) -> list[Statement]:
        """The statements whose words stand in the stretch, in order; ids are not final."""
        made: dict[Span, Statement] = {}
        for one in said:
            place = self._found(one.words, first, last)
            if place is None:
                continue
            span = Span.of(self.text, *place)
            speaker, cue = self._named(one.speaker, span.start), self._named(one.cue, span.start)
            made.setdefault(
                span, Statement(id="", report=self.report.id, kind=one.kind, span=span, speaker=speaker, cue=cue)
            )
        return [made[span] for span in sorted(made)]

    def _named(self, words: str | None, near: int) -> Span | None:
        """Where words stand nearest to an offset; None where they stand nowhere."""
        if not words or not words.strip():
            return None
        words = words.strip()
        before = self.text.rfind(words, 0, near + len(words))
        after = self.text.find(words, near)
        found = [at for at in (before, after) if at >= 0]
        if not found:
            return None
        at = min(found, key=lambda at: (abs(at - near), at))
        return Span.of(self.text, at, at + len(words))

    def _time(self, words: str | None, near: int) -> TimeExpression | None:
        """The time expression that stands at a model's words, as our own grammar resolves it."""
        span = self._named(words, near)
        return next((time for time in self.times if time.span.overlaps(span)), None) if span is not None else None

    def _found(self, words: str, first: int, last: int) -> tuple[int, int] | None:
        words = words.strip()
        at = self.text.find(words, first, last) if words else -1
        return (at, at + len(words)) if at >= 0 else None

    def _token(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _span(self, count: Count) -> Span:
        return Span.of(self.text, self.tokens[count.figure.first].start, self.tokens[count.figure.last - 1].end)


AROUND = 30
"""So many tokens on either side of a figure are given to the grammar that reads it."""
