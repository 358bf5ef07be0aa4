"""A report under analysis: tokens, sentences, frames, sayings and times, worked out once for all fields."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from recount.model import Report

from ..calendar.when import TimeExpression, find_times
from ..counting.counts import Sentence, find_counts
from ..harm.continued import (
    go_on,
    may_go_on,
    parts_of_shot,
    some_died_after,
    some_of_those,
    told,
    whom_the_victims,
)
from ..harm.fates import dies
from ..harm.frames import Frame, find_frames
from ..harm.graver import all_died
from ..harm.harm import harm
from ..harm.outcomes import Predicate
from ..language import Language
from ..record import Record
from ..sayings.attribution import find_sayings
from ..sayings.reporting import reporting
from ..sayings.saying import Saying
from ..words.tags import tag, words
from ..words.tokens import Token, sentences, starts_of, stems_of, tokenize
from .commas import with_commas
from .deaths import (
    name_victims,
    sum_up_shot,
    tell_dead_again,
    tell_named_deaths,
    tell_of_death,
    tell_of_deaths,
    told_of_before,
)
from .line import Line
from .listed import tell_lists
from .lists import opened
from .masked import unmasked
from .navigation import leads_away, news_end, parted
from .sharing import share_out


class View(Record, frozen=True):
    """The report with all its lines; `stems` are its tokens', so that a stretch of them can be asked for at once.

    `lists` gives the line that opens the list in which a line stands.
    """

    report: Report
    text: str
    tokens: Sequence[Token]
    stems: list[str]
    tags: Sequence[str]
    lines: tuple[Line, ...]
    language: Language
    starts: Sequence[int]
    first_time: TimeExpression | None
    lists: Mapping[int, int]

    def token_at(self, offset: int) -> int:
        """The index of the token that stands at, or last begins before, a character offset."""
        return max(0, bisect_right(self.starts, offset) - 1)


def look_at(report: Report, language: Language) -> View:
    """Work out a report's view. Sentences without a word of harm are not searched for counts."""
    text = report.text
    triggers = harm(language).triggers
    tokens = with_commas(text, unmasked(tokenize(text), triggers), language)
    all_stems = stems_of(tokens)
    tags = tag(tokens, language)
    starts = starts_of(tokens)
    times = find_times(text, report.published, language)
    said = reporting(language)
    end = news_end(tokens, all_stems, language)
    lines: list[Line] = []
    paragraph = 0
    at_time = 0
    for part in parted(sentences(tokens, words(language).abbreviations), end):
        paragraph += _breaks(tokens, part.first)
        last = tokens[part.last - 1].end
        mine: list[TimeExpression] = []
        while at_time < len(times) and times[at_time].span.start < last:
            mine.append(times[at_time])
            at_time += 1
        stems = all_stems[part.first : part.last]
        sentence = Sentence(text, tokens, all_stems, tags, part.first, part.last, (), language)
        frames: list[Frame] = []
        predicates: list[Predicate] = []
        harm_told = not triggers.isdisjoint(stems)
        if harm_told:
            sentence = _counted(sentence, mine)
            frames, predicates = find_frames(sentence)
        if lines and (outcome := told(lines[-1].frames)) is not None and may_go_on(sentence):
            if not sentence.counts:
                sentence = _counted(sentence, mine)
            frames = go_on(sentence, frames, outcome)
        if frames:
            frames = whom_the_victims(sentence, frames, told(lines[-1].frames) if lines else None)
        if lines and lines[-1].frames:
            frames = some_of_those(sentence, frames, lines[-1].sentence, lines[-1].frames)
        if lines and lines[-1].frames:
            before = lines[-1]
            mended = some_died_after(before.sentence, before.frames, before.predicates, sentence, frames)
            if mended != before.frames:
                lines[-1] = before._replace(frames=mended)
                frames = parts_of_shot(sentence, frames)
        if harm_told and dies(sentence):
            tell_of_death(lines, sentence)
        elif (dead := all_died(sentence)) is not None:
            tell_of_deaths(lines, dead)
        speaks = not said.telling.isdisjoint(stems) or (bool(frames) and not said.named_by.isdisjoint(stems))
        sayings = find_sayings(sentence) if speaks else []
        if sayings and frames:
            frames = [frame for frame in frames if not _tells(sentence, frame, sayings)]
            sayings = [saying for saying in sayings if not _of_a_place(saying, frames)]
        away = bool(frames) and leads_away(tokens, part.first, part.last, language)
        news = part.first < end and not away
        line = Line(sentence, tuple(frames), tuple(predicates), tuple(sayings), tuple(mine), paragraph, news)
        lines.append(told_of_before(lines, line))
    sum_up_shot(lines)
    name_victims(lines)
    lists = opened(lines, tokens, tags)
    _mark_headlines(lines, tokens, lists)
    tell_named_deaths(lines)
    tell_dead_again(lines)
    first_time = times[0] if times else None
    tell_lists(lines, lists)
    share_out(lines, lists)
    return View(report, text, tokens, all_stems, tags, tuple(lines), language, starts, first_time, lists)


def _tells(sentence: Sentence, frame: Frame, sayings: Sequence[Saying]) -> bool:
    """Whether whom a list seems to go on with is who tells it: "killed two, a man from the camp told the agency"."""
    count = sentence.counts[frame.at]
    if frame.relation not in ("joined", "part") or not count.article:
        return False
    return any(saying.source.first <= count.first < saying.source.last for saying in sayings)


def _of_a_place(saying: Saying, frames: Sequence[Frame]) -> bool:
    """Whether what seems to be a source is the place of a toll: "Hama and Homs recorded six each"."""
    return any(frame.first < saying.cue.first < frame.last for frame in frames if frame.relation == "part")


def _mark_headlines(lines: list[Line], tokens: Sequence[Token], lists: Mapping[int, int]) -> None:
    """Mark runs of headlines after a page's first lines: paragraphs in a row that end without a stop; no lists."""
    last_of: dict[int, int] = {}
    for at, line in enumerate(lines):
        last_of[line.paragraph] = at
    bare = [
        at == last_of[line.paragraph] and (at == 0 or lines[at - 1].paragraph < line.paragraph)
        and tokens[line.sentence.last - 1].text not in _ENDINGS and at not in lists
        and line.sentence.last - line.sentence.first <= 24
        for at, line in enumerate(lines)
    ]  # fmt: skip
    for k in _on_top(lines, bare):
        lines[k] = lines[k]._replace(news=False)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and bare[end]:
            end += 1
        points = at > 0 and end - at <= POINTS and tokens[lines[at - 1].sentence.last - 1].text == ":"  # "Key points:"
        if end - at >= HEADLINES and at > 2 and not points:
            for k in range(at, end):
                lines[k] = lines[k]._replace(news=False)
        at = end + 1


def _on_top(lines: Sequence[Line], bare: Sequence[bool]) -> range:
    """The headlines of other reports on top of a page: many whole ones, the last of which is the report's own."""
    end = next((k for k, one in enumerate(bare) if not one), len(bare))
    whole = [k for k in range(end) if lines[k].sentence.last - lines[k].sentence.first >= TITLE]
    return range(end - 1) if len(whole) >= TITLES and end < len(lines) else range(0)


TITLE = 6
TITLES = 6
"""So many lines of so many words without a stop, on top of a page, are headlines."""

HEADLINES = 3
"""So many lines without a stop in a row are a list of headlines."""

POINTS = 6
"""So many of them at most, after a colon, are the points of the report itself."""

_ENDINGS = frozenset('.!?:;"”)]')


def _breaks(tokens: Sequence[Token], first: int) -> int:
    return 1 if first and tokens[first - 1].text == "\n" else 0


def _counted(sentence: Sentence, times: Sequence[TimeExpression]) -> Sentence:
    """A sentence with its counts, but for numbers that belong to a time expression."""
    tokens = sentence.tokens
    counts = find_counts(sentence.text, tokens, sentence.tags, sentence.first, sentence.last, sentence.language)
    if times:
        starts = [(count, tokens[count.figure.core].start) for count in counts]
        counts = [
            count for count, at in starts if not any(time.span.start <= at < time.span.end for time in times)
        ]  # fmt: skip
    return sentence._replace(counts=tuple(counts)) if counts else sentence
