"""A report under analysis: tokens, sentences, frames, sayings and times, worked out once for all fields."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from recount.model import Outcome, Report

from ..calendar.when import TimeExpression, find_times
from ..counting.counts import Sentence, find_counts
from ..harm.continued import go_on, may_go_on, parts_of_shot, some_died_after, some_of_those, told
from ..harm.fates import dies, doer_about, one_shot
from ..harm.frames import Frame, find_frames
from ..harm.graver import all_died, tells_death
from ..harm.harm import harm
from ..harm.outcomes import Predicate
from ..language import Language
from ..record import Record
from ..sayings.attribution import find_sayings
from ..sayings.reporting import reporting
from ..sayings.saying import Saying
from ..words.syntax import parts_played
from ..words.tags import tag, words
from ..words.tokens import Token, sentences, tokenize
from .listed import tell_lists
from .lists import opened
from .navigation import leads_away, news_end
from .sharing import share_out


class Line(Record, frozen=True):
    """One sentence with what was found in it; `paragraph` counts the text's lines, `news` is False in navigation."""

    sentence: Sentence
    frames: tuple[Frame, ...]
    predicates: tuple[Predicate, ...]
    sayings: tuple[Saying, ...]
    times: tuple[TimeExpression, ...]
    paragraph: int
    news: bool


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
    tokens = tokenize(text)
    all_stems = [token.stem for token in tokens]
    tags = tag(tokens, language)
    starts = [token.start for token in tokens]
    times = find_times(text, report.published, language)
    triggers = harm(language).triggers
    said = reporting(language)
    end = news_end(tokens, language)
    lines: list[Line] = []
    paragraph = 0
    at_time = 0
    for part in sentences(tokens, words(language).abbreviations):
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
        if not triggers.isdisjoint(stems) or _hyphened(stems, triggers):
            counts = find_counts(text, tokens, tags, part.first, part.last, language)
            counts = [count for count in counts if not _within(count.figure.core, mine, tokens)]
            sentence = sentence._replace(counts=tuple(counts))
            frames, predicates = find_frames(sentence)
        if lines and (outcome := told(lines[-1].frames)) is not None and may_go_on(sentence):
            if not sentence.counts:
                counts = find_counts(text, tokens, tags, part.first, part.last, language)
                counts = [count for count in counts if not _within(count.figure.core, mine, tokens)]
                sentence = sentence._replace(counts=tuple(counts))
            frames = go_on(sentence, frames, outcome)
        if lines and lines[-1].frames:
            frames = some_of_those(sentence, frames, lines[-1].sentence, lines[-1].frames)
        if lines and lines[-1].frames:
            before = lines[-1]
            mended = some_died_after(before.sentence, before.frames, before.predicates, sentence, frames)
            if mended != before.frames:
                lines[-1] = before._replace(frames=mended)
                frames = parts_of_shot(sentence, frames)
        if dies(sentence):
            tell_of_death(lines, sentence)
        elif (dead := all_died(sentence)) is not None:
            tell_of_deaths(lines, dead)
        speaks = not said.telling.isdisjoint(stems) or (bool(frames) and not said.named_by.isdisjoint(stems))
        sayings = find_sayings(sentence) if speaks else []
        if sayings and frames:
            frames = [frame for frame in frames if not _tells(sentence, frame, sayings)]
        away = bool(frames) and leads_away(tokens, part.first, part.last, language)
        lines.append(
            Line(
                sentence,
                tuple(frames),
                tuple(predicates),
                tuple(sayings),
                tuple(mine),
                paragraph,
                part.first < end and not away,
            )
        )
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


def _hyphened(stems: list[str], triggers: frozenset[str]) -> bool:
    """Whether one of some stems is a word of harm but for its hyphen ("in-jured")."""
    return "-" in " ".join(stems) and any("-" in stem and stem.replace("-", "") in triggers for stem in stems)


def _tells(sentence: Sentence, frame: Frame, sayings: Sequence[Saying]) -> bool:
    """Whether whom a list seems to go on with is who tells it: "killed two, a man from the camp told the agency"."""
    count = sentence.counts[frame.at]
    if frame.relation not in ("joined", "part") or not count.article:
        return False
    return any(saying.source.first <= count.first < saying.source.last for saying in sayings)


def sum_up_shot(lines: list[Line]) -> None:
    """Several who were shot were killed or injured, where a sentence tells as many killed and injured together.

    "Five people were shot on Monday." and elsewhere "Two were killed and three wounded".
    """
    totals = {sum(told) for line in lines if line.frames and all(told := _harmed(line))}
    if not totals:
        return
    for at, line in enumerate(lines):
        weak = {predicate.first for predicate in line.predicates if predicate.weak}
        if not weak or _harmed(line)[0]:
            continue
        frames = [
            frame._replace(outcome="killed_or_injured")
            if frame.first in weak and frame.outcome == "injured" and _number(line, frame) in totals
            else frame
            for frame in line.frames
        ]
        lines[at] = line._replace(frames=tuple(frames))


def _harmed(line: Line) -> tuple[int, int]:
    """How many a sentence tells were killed, and how many injured, its parts left out."""
    counted = {"killed": 0, "injured": 0}
    for frame in line.frames:
        if frame.real and frame.outcome in counted and frame.relation not in ("part", "none"):
            counted[frame.outcome] += _number(line, frame) or 0
    return counted["killed"], counted["injured"]


def _number(line: Line, frame: Frame) -> int | None:
    figure = line.sentence.counts[frame.at].figure.figure
    return figure.low if figure.modifier == "exact" else None


def name_victims(lines: list[Line]) -> None:
    """Victims of whom their own sentence does not tell what befell them suffered what all others of the report did.

    But of more victims than were killed some may live.
    """
    told: set[Outcome] = set()
    most = 0
    for line in lines:
        for frame in line.frames:
            if frame.real and frame.relation != "none" and not _victims(line, frame):
                told.add(frame.outcome)
                most = max(most, line.sentence.counts[frame.at].figure.figure.low or 0)
    told -= {"displaced", "missing", "abducted"}
    if len(told) != 1 or not told <= {"killed", "injured"}:
        return
    outcome = told.pop()
    for at, line in enumerate(lines):
        if any(_victims(line, frame) for frame in line.frames):
            frames = [
                frame._replace(outcome=outcome)
                if _victims(line, frame)
                and (outcome == "injured" or (line.sentence.counts[frame.at].figure.figure.low or 0) <= most)
                else frame
                for frame in line.frames
            ]
            lines[at] = line._replace(frames=tuple(frames))


def _victims(line: Line, frame: Frame) -> bool:
    """Whether a frame tells of victims, killed or injured, by that noun alone."""
    if frame.outcome != "killed_or_injured":
        return False
    yielding = parts_played(line.sentence.language)["yielding"]
    return not yielding.isdisjoint(line.sentence.stems[frame.first : frame.last])


def tell_of_death(lines: list[Line], sentence: Sentence) -> None:
    """Where a sentence tells that one told of before has died, the claim of him is of a death.

    It may stand right before, or before sentences that tell no toll.
    """
    for back in range(1, min(3, len(lines)) + 1):
        line = lines[-back]
        at = one_shot(line.frames, line.sentence, sentence)
        if doer_about(line.sentence):
            return
        if at is not None:
            frames = list(line.frames)
            frames[at] = frames[at]._replace(outcome="killed")
            lines[-back] = line._replace(frames=tuple(frames))
            return
        if line.frames:
            return


def tell_of_deaths(lines: list[Line], dead: int) -> None:
    """Where a sentence tells that all of several told right before have died (`dead` of them, 0: any number)."""
    if not lines or doer_about(lines[-1].sentence):
        return
    before = lines[-1]
    frames = [
        frame._replace(outcome="killed")
        if frame.outcome in ("injured", "killed_or_injured") and frame.real and (_number(before, frame) or 0) > 1
        and dead in (0, _number(before, frame))
        else frame
        for frame in before.frames
    ]  # fmt: skip
    lines[-1] = before._replace(frames=tuple(frames))


def tell_named_deaths(lines: list[Line]) -> None:
    """Those whom a report says were shot, where it counts no other harmed, are those whose death it tells."""
    news = [(at, line) for at, line in enumerate(lines) if line.news]
    harmed = [(at, k) for at, line in news for k, frame in enumerate(line.frames) if frame.real]
    if len(harmed) != 1:
        return
    at, k = harmed[0]
    line = lines[at]
    frame = line.frames[k]
    weak = any(predicate.weak and predicate.first == frame.first for predicate in line.predicates)
    if not weak or frame.outcome != "injured" or _number(line, frame) is None or _one_more(line.sentence):
        return
    later = (other for other in lines[at + 1 : at + 1 + NAMED] if other.news and not _long_ago(other))
    if any(tells_death(other.sentence) for other in later):
        frames = (*line.frames[:k], frame._replace(outcome="killed"), *line.frames[k + 1 :])
        lines[at] = line._replace(frames=frames)


def tell_dead_again(lines: list[Line]) -> None:
    """So many shot as the report tells dead, and nobody hurt, are the dead: "Two dead. Two people were shot"."""
    told = [_harmed(line) for line in lines if line.news]
    for at, line in enumerate(lines):
        if not line.news or _one_more(line.sentence):
            continue
        weak = {predicate.first for predicate in line.predicates if predicate.weak}
        mine = _harmed(line)
        others = [one for one in told if one != mine]
        if not weak or mine[0] or not any(one == (mine[1], 0) for one in others) or any(one[1] for one in others):
            continue
        if mine[1] == 1 and (at > NEAR_HEAD or not any(one == (1, 0) for one in told[:2])):
            continue  # one of several
        frames = [
            frame._replace(outcome="killed") if frame.first in weak and frame.outcome == "injured" else frame
            for frame in line.frames
        ]
        lines[at] = line._replace(frames=tuple(frames))


def _long_ago(line: Line) -> bool:
    """Whether a sentence names a time well before the report."""
    return any(time.kind == "past" or time.period.precision == "year" for time in line.times)


def _one_more(sentence: Sentence) -> bool:
    """Whether a sentence tells of one more than those told before: "a second victim", "another man"."""
    play = parts_played(sentence.language)
    more = play["ordinal"] | play["adding"] | play["also"]
    return not more.isdisjoint(sentence.stems[sentence.first : sentence.last])


NEAR_HEAD = 4
"""So many sentences on, one who was shot is the one whom the head tells dead."""

NAMED = 12
"""So many sentences on the name of one who was shot is sought."""


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
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and bare[end]:
            end += 1
        if end - at >= HEADLINES and at > 2:
            for k in range(at, end):
                lines[k] = lines[k]._replace(news=False)
        at = end + 1


HEADLINES = 3
"""So many lines without a stop in a row are a list of headlines."""

_ENDINGS = frozenset('.!?:;"”)')


def _breaks(tokens: Sequence[Token], first: int) -> int:
    return 1 if first and tokens[first - 1].text == "\n" else 0


def _within(core: int, times: Sequence[TimeExpression], tokens: Sequence[Token]) -> bool:
    """Whether a number belongs to a time expression."""
    return any(time.span.start <= tokens[core].start < time.span.end for time in times)
