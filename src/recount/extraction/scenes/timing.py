"""Time: which expression tells when the harm happened, and which tells as of when a figure was said."""

from __future__ import annotations

import re

from recount.model import AsOf, When

from ..calendar.when import TimeExpression
from ..counting.counts import Count
from ..harm.look import Frame
from ..sayings.reporting import reporting
from ..sayings.saying import Saying
from ..view.line import Line
from ..view.view import View
from ..words.syntax import parts_played
from .actors import acts


def said_time(view: View, line: Line, saying: Saying | None) -> TimeExpression | None:
    """The time at which a figure was said: the expression that stands with the reporting verb."""
    if saying is None:
        return None
    for time in line.times:
        first = view.token_at(time.span.start)
        last = view.token_at(time.span.end - 1) + 1
        end = (
            saying.to.last
            if saying.to is not None
            else max(saying.cue.last, saying.source.last if saying.kind == "after" else 0)
        )
        if (end <= first <= end + 1 and (first == end or view.tags[end] in "RP,")) or end <= first < saying.end:
            return time
        before = saying.kind != "according" and 0 <= saying.cue.first - last <= 1 and first >= saying.source.last
        if before and saying.lemma in reporting(view.language).documenting and _had(view, first):
            return None  # "The network had on July 3 recorded four deaths": when they died
        if before:
            return time
        if _fronted(view, line, saying, first, last):
            return time
    return None


def _had(view: View, first: int) -> bool:
    """Whether "had" or "has" stands before a time and its preposition."""
    had = parts_played(view.language)["have"]
    return any(view.stems[k] in had for k in (first - 1, first - 2) if k >= 0)


def _fronted(view: View, line: Line, saying: Saying, first: int, last: int) -> bool:
    """ "On Sunday, the Observatory said that …": the time opens the sentence right before the source."""
    if saying.kind != "before" or first - line.sentence.first > 1:
        return False
    return 0 <= saying.source.first - last <= 1


def when_of(view: View, line: Line, count: Count, frame: Frame, said: TimeExpression | None) -> TimeExpression | None:
    """When the harm happened, as the claim's own sentence tells; "the same day" is the day told before it."""
    time = _own_time(view, line, count, frame, said)
    return _same_day(view, line, time) or time if time is not None and time.by_text else time


def _same_day(view: View, line: Line, time: TimeExpression) -> TimeExpression | None:
    """The day of which "the same day", "that day" speaks: the last one told before it, not far back."""
    first, last = view.token_at(time.span.start), view.token_at(time.span.end - 1) + 1
    if not any(view.tokens[k].stem in acts(view.language).same for k in range(first, last)):
        return None
    number = view.lines.index(line)
    for back in range(number, max(-1, number - SAME), -1):
        for other in reversed(view.lines[back].times):
            if other.span.end <= time.span.start and not other.by_text and other.period.precision == "day":
                return other
    return None


SAME = 4
"""So many sentences back the day is sought that "the same day" means."""


def counted_to(view: View, line: Line, count: Count, frame: Frame) -> TimeExpression | None:
    """The day as of which a figure holds: "as of Tuesday"; of a toll when it stood so ("rose to 41 on Monday")."""
    for time in line.times:
        if _as_of(view, time) or _of_toll(view, line, count, frame, time):
            return time
    return None


def _as_of(view: View, time: TimeExpression) -> bool:
    first = view.token_at(time.span.start)
    return " ".join(token.stem for token in view.tokens[max(0, first - 2) : first]) in acts(view.language).counted_to


def told_elsewhere(view: View, line: Line, time: TimeExpression) -> bool:
    """Whether a time of a sentence is only that at which a toll stood."""
    counts = line.sentence.counts
    return any(
        frame.relation == "toll" and _of_toll(view, line, counts[frame.at], frame, time) for frame in line.frames
    )


def _of_toll(view: View, line: Line, count: Count, frame: Frame, time: TimeExpression) -> bool:
    """Whether a time is that at which a toll stood: "rose to 17 on Thursday", "rose on Thursday to 17".

    Its harm was at other times: "the toll of Tuesday's attack", "from the attack on Tuesday".
    """
    if time.kind != "point" or time.period.precision != "day":
        return False
    grown, tags = acts(view.language).stood, view.tags
    first, last = view.token_at(time.span.start), view.token_at(time.span.end - 1) + 1
    head = next((one for one in line.frames if one.at == frame.head), frame)
    risen = [
        k for k in range(max(line.sentence.first, count.first - RISEN), count.first) if view.tokens[k].stem in grown
    ]
    if not risen and "toll" not in (frame.relation, head.relation):
        return False
    if view.tokens[first - 1].stem in grown and count.last != first:
        return True
    if last < line.sentence.last and view.tokens[last].stem in acts(view.language).revised:
        return True
    if 0 <= first - count.last <= 2:
        return all(tags[k] in "NJE" for k in range(count.last, first))
    return first == line.sentence.first and bool(risen) and last <= risen[0]


RISEN = 3
"""So many words before a figure its toll is said to have risen to it."""


def _own_time(view: View, line: Line, count: Count, frame: Frame, said: TimeExpression | None) -> TimeExpression | None:
    """The time expression of the sentence that tells when the harm happened, nearest after the claim first."""
    here = view.tokens[count.first].start
    times = [time for time in harm_times(view, line) if time is not said]
    times = [time for time in times if not _of_toll(view, line, count, frame, time)]
    after = [time for time in times if time.span.start >= here]
    before = [time for time in times if time.span.start < here and not _behind_relative(view, count, time)]
    own = [time for time in after if not _another_between(view, line, count, time)]
    if own and before and _weak(view, count, own[0]) and not _weak(view, count, before[-1]):
        own = []
    if own:
        return next((time for time in own if not _bare_length(time)), own[0])
    if before:
        return before[-1]
    if after:
        return after[0]
    return said if said is not None and opens(view, line, said) else None


def opens(view: View, line: Line, said: TimeExpression) -> bool:
    """ "On August 18, activists documented three deaths": the day of the news, where the sentence tells no other."""
    return view.token_at(said.span.start) == line.sentence.first and said.period.start is not None


def harm_times(view: View, line: Line) -> list[TimeExpression]:
    """A sentence's times but its report's own date and those of other acts than harm ("was charged on Monday")."""
    return [
        time
        for time in line.times
        if not of_publication(view, time) and not _of_other_act(view, line, time) and not _hours_on(view, time)
        and not _as_of(view, time)
    ]  # fmt: skip


def _hours_on(view: View, time: TimeExpression) -> bool:
    """ "90 minutes later": when something else happened."""
    first, last = view.token_at(time.span.start), view.token_at(time.span.end - 1) + 1
    return time.by_text and any(view.tokens[k].stem in acts(view.language).hours for k in range(first, last))


def _of_other_act(view: View, line: Line, time: TimeExpression) -> bool:
    """Whether the verb that a time stands with tells of no harm: "was buried on Monday", "who on Monday blamed"."""
    first, last = line.sentence.first, line.sentence.last
    at, end = view.token_at(time.span.start), view.token_at(time.span.end - 1) + 1
    words = acts(view.language)
    other, telling = words.aside, words.telling
    for k in range(end, min(last, end + 3)):
        if view.tags[k] in "PSW":
            break
        if view.tokens[k].stem in telling and view.tags[k] in "NJG":
            return False  # "Sunday's shooting", "yesterdays chemical attack"
    if any(view.tokens[k].stem in words.occasions for k in range(max(first, at - 1), at)):
        return True
    for k in range(at - 1, max(first, at - ASIDE) - 1, -1):
        if view.tokens[k].stem in telling or view.tags[k] in "W;":
            break
        if view.tags[k] in "VEG":
            return view.tokens[k].stem in other
    else:
        k = at - ASIDE
    if k >= first and view.tokens[k].stem in telling:
        return False
    for k in range(end, min(last, end + ASIDE)):
        if view.tags[k] in "VE":
            return view.tokens[k].stem in other
        if view.tags[k] in "WS":
            break
    return False


ASIDE = 8
"""So many words from a time the verb is sought that it stands with."""


def _bare_length(time: TimeExpression) -> bool:
    """ "a 90-minute span Thursday": how long it was, not when."""
    return time.span.exact[0].isdigit() and "-" in time.span.exact and " " not in time.span.exact


def _weak(view: View, count: Count, time: TimeExpression) -> bool:
    """Whether a time says less than another of the sentence: a bare length, or one behind a relative clause."""
    if time.kind == "past" and time.period.start is None and time.period.end is None:
        return True
    at = view.token_at(time.span.start)
    return any(view.tags[k] == "W" for k in range(count.last, at))


def of_publication(view: View, time: TimeExpression) -> bool:
    """Whether a date is the report's own: it opens the text, or stands after an agency or "published"."""
    if time.period.precision != "day" or _DIGIT.search(time.span.exact) is None:
        return False
    first = view.token_at(time.span.start)
    if first <= 1 and view.tags[first] != "P":
        return True
    if view.tokens[first - 1].stem in reporting(view.language).agencies or _dateline(view, time, first):
        return True
    return not parts_played(view.language)["publication"].isdisjoint(view.stems[max(0, first - 3) : first])


_DIGIT = re.compile(r"\d")


def _dateline(view: View, time: TimeExpression, first: int) -> bool:
    """ "MOSCOW, October 1 (X)", "AMMAN, Jordan, 22 July – ": a date between the place that opens a line and a mark."""
    tokens, tags = view.tokens, view.tags
    after = view.token_at(time.span.end - 1) + 1
    closed = after < len(tokens) and tokens[after].text == ")" and tokens[first - 1].text == "("
    after += closed
    if not (after < len(tokens) and tokens[after].text in ("(", "-", "–", "—")):
        return False
    begin = max((line.sentence.first for line in view.lines if line.sentence.first <= first), default=0)
    place = range(begin, first)
    return 0 < len(place) <= PLACE and tokens[begin].text[:1].isupper() and all(tags[k] in "NJ,(" for k in place)


PLACE = 7
"""So many words and marks a dateline's place has at most."""


def _behind_relative(view: View, count: Count, time: TimeExpression) -> bool:
    """Whether a relative clause holds the count and leaves a time outside ("since May, ending a war that …").

    What began then with an act was then itself: "began on Thursday with the ambush in which two died"; so is what an
    act led to: "On Thursday jets struck Tell, which led to the death of two".
    """
    first, last = view.token_at(time.span.start), view.token_at(time.span.end - 1) + 1
    words = acts(view.language)
    if view.stems[first - 1] in words.onset and view.stems[last] == "with":
        return False
    for k in range(count.first - 1, last - 1, -1):
        if view.tags[k] == "W":
            acted = view.tags[k - 1] == "," and any(
                view.tags[j] in "VE" and view.stems[j] in words.telling for j in range(last, k)
            )
            return k - last > 3 and not acted
    return False


def _another_between(view: View, line: Line, count: Count, time: TimeExpression) -> bool:
    """Whether another count with a word of harm of its own stands between a count and a time."""
    at = view.token_at(time.span.start)
    return any(
        count.last <= line.sentence.counts[frame.at].first < at and frame.relation not in ("part", "joined")
        and count.last <= frame.first < at
        for frame in line.frames
    )  # fmt: skip


def as_of(said: TimeExpression | None, dateline: TimeExpression | None) -> AsOf | None:
    """The day as of which a figure was said, from the words with the reporting verb, else from the dateline."""
    for time, basis in ((said, "said"), (dateline, "dateline")):
        if time is not None and time.period.precision == "day" and time.period.start is not None:
            return AsOf(time.period.start, "said" if basis == "said" else "dateline", time.span)
    return None


def dateline_of(view: View) -> TimeExpression | None:
    """The date that opens the text: on its first line, before any verb ("DAMASCUS, 30 July 2014 – …")."""
    for number, line in enumerate(view.lines[:3]):
        before = view.lines[number - 1]
        apart = number > 0 and before.paragraph != line.paragraph
        told = apart and view.tokens[before.sentence.last - 1].text == "."  # no headline ends so
        for time in line.times[:1]:
            first = view.token_at(time.span.start)
            if (told or first <= 1) and view.tags[first] == "P":
                continue  # "On January 29, two were killed" in a paragraph after the news
            lead = range(line.sentence.first, first)
            digits = any(char.isdigit() for char in time.span.exact)
            if (
                digits
                and time.span.start < 160
                and not any(view.tags[k] in "VEAMG" for k in lead)
                and len(lead) <= 8
                and time.period.precision == "day"
            ):
                return time
    return None


def when_field(time: TimeExpression | None) -> When | None:
    """The model's form of a time expression."""
    return When(time.span, time.period) if time is not None else None
