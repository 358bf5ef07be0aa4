"""Scope: whether a toll is the report's own news, or told of another time, a whole war, or another event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from recount.model import Scope, Span

from ..language import Language, per_language
from ..words.tokens import Token

if TYPE_CHECKING:
    from ..calendar.when import TimeExpression
    from ..counting.counts import Count
    from .frames import Frame
    from .view import Line, View


class _Words(NamedTuple):
    navigation: frozenset[str]
    inline: frozenset[str]
    phrases: Mapping[str, list[tuple[str, ...]]]
    not_in_lead: Mapping[str, list[tuple[str, ...]]]
    war: frozenset[str]
    within: frozenset[str]
    began: frozenset[str]
    follows: frozenset[str]
    after: frozenset[str]
    openers: Sequence[tuple[str, ...]]
    same: Sequence[tuple[str, ...]]
    peoples: frozenset[str]
    attacks: frozenset[str]
    whole_war: Mapping[str, int]


@per_language
def _words(language: Language) -> _Words:
    table = language.table("scope")
    return _Words(
        frozenset(table["navigation"]),
        frozenset(table["inline"]),
        _by_first(table["phrases"]),
        _by_first(table["not_in_lead"]),
        frozenset(table["war"]),
        frozenset(table["within"]),
        frozenset(table["began"]),
        frozenset(table["follows"]),
        frozenset(table["after"]),
        [tuple(words.split()) for words in table["openers"]],
        [tuple(words.split()) for words in table["same"]],
        frozenset(table["peoples"]),
        frozenset(language.table("acts")["attacks"]) - frozenset(table["war"]),
        table["whole_war"],
    )


def _by_first(phrases: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    made: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        stems = tuple(phrase.split())
        made.setdefault(stems[0], []).append(stems)
    return made


def news_end(tokens: Sequence[Token], language: Language) -> int:
    """The index of the token where the report's own news ends and headlines of other reports begin."""
    known = _words(language)
    first = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].text != "\n":
            token = tokens[at]
            if (
                token.capital and token.stem in known.inline and at > len(tokens) // 2 and tokens[at - 1].text in ".)"
                and at + 1 < len(tokens) and tokens[at + 1].capital
            ):  # fmt: skip
                return at
            continue
        if 0 < at - first <= 5 and first > len(tokens) // 8:
            line = " ".join(tokens[k].stem for k in range(first, at) if tokens[k].kind == "word")
            if line in known.navigation:
                return first
        first = at + 1
    return len(tokens)


class Told(NamedTuple):
    """A scope, the words that tell it (None where only the place in the text does), and the rule."""

    scope: Scope
    words: Span | None
    rule: str


def scope_of(view: View, number: int, count: Count, frame: Frame, when: TimeExpression | None) -> Told:
    """The scope of a claim of the line `number`."""
    line = view.lines[number]
    if not line.news:
        return Told("background", None, "among headlines of other reports")
    known = _words(view.language)
    lead = number <= 1
    least = known.whole_war.get(frame.outcome)
    figure = count.figure.figure
    tokens = view.tokens
    if any(tokens[head].stem in known.peoples for head in count.phrase.heads):
        return Told("background", None, "a share of a whole people")
    if least is not None and max(figure.low or 0, figure.high or 0) >= least:
        return Told("background", None, "so many are a whole war's toll")
    first, last = _clause(line, count)
    found = _phrase(view, first, last, known.phrases) or (
        None if lead else _phrase(view, _told_from(line, count, first), last, known.not_in_lead)
    )
    if found is not None:
        return Told("background", found, "words of another time")
    found = _war(view, line, count, frame, known, first, last) or _earlier(view, line, count, frame, known)
    if found is not None:
        return Told("background", found, "a whole war, or an event before this one")
    if when is not None and (when.kind == "past" or (when.period.precision == "year" and not lead)):
        return Told("background", when.span, "a time well before the report")
    if when is not None and not lead and _before_news(view, number, when) and not _freshly_said(view, line, when):
        return Told("background", when.span, "a day before the report's news")
    intro = introduced(view, number)
    if intro is not None and _opens_another_time(view, intro):
        return Told("background", None, "the list is of another time")
    if (
        not lead
        and _points_back(view, number, known)
        and (_told_before(view, number, known) or _past(view, number - 1))
    ):
        return Told("background", None, "the sentence goes on with another event")
    if not lead and (
        _opens(view, number, known.openers) or (_opens(view, number, known.same) and _told_before(view, number, known))
    ):
        return Told("background", None, "the sentence tells of another event")
    opening = _other_day(view, number)
    if opening is not None:
        return Told("background", opening, "the paragraph tells of an earlier day")
    return Told("current", None, "the report's own news")


def _told_from(line: Line, count: Count, first: int) -> int:
    """Where what a source tells begins: "a day earlier it had put the toll at 60" says when it was told."""
    told = [saying.start for saying in line.sayings if saying.kind == "before" and saying.start <= count.first]
    return max([first, *told])


def _before_news(view: View, number: int, when: TimeExpression) -> bool:
    """Whether a day lies before the report's news: days before it was published, and before what its head tells of."""
    published, day = view.report.published, when.period.end
    if when.kind != "point" or published is None or day is None or (published - day).days <= FRESH:
        return False
    head = [time.period.start for line in view.lines[:HEAD] for time in line.times if time.span != when.span]
    known = [start for start in head if start is not None]
    return all(start > day for start in known)


def _freshly_said(view: View, line: Line, when: TimeExpression) -> bool:
    """Whether the sentence says that its account is of the last days: "it said on Monday that on Friday …"."""
    from .timing import said_time  # timing needs the view, which needs this file

    published = view.report.published
    said = [said_time(view, line, saying) for saying in line.sayings]
    days = [time.period.end for time in said if time is not None and time.span != when.span]
    return published is not None and any(day is not None and (published - day).days <= JUST_SAID for day in days)


JUST_SAID = 3
"""An account that was given so many days before the report, and says so, is its news."""

FRESH = 1
"""So many days before it was published is a report's news, whatever its head says."""

HEAD = 3
"""So many sentences are the head that says which day the news is of."""


def introduced(view: View, number: int) -> int | None:
    """The line (one that ends in a colon) that opens the list in which a line stands, None where it stands in none."""
    return view.lists.get(number)


def _opens_another_time(view: View, intro: int) -> bool:
    """Whether the line that opens a list, or the one that it goes on with ("The deaths are as follows:"), is past."""
    if of_another_time(view, intro) or _past(view, intro):
        return True
    first = view.lines[intro].sentence.first
    goes_on = view.tags[first] == "D" and intro > 0 and not view.lines[intro].times
    return goes_on and (of_another_time(view, intro - 1) or _past(view, intro - 1))


def _points_back(view: View, number: int, known: _Words) -> bool:
    """ "of that attack", "on that day": the harm of the sentence before."""
    sentence = view.lines[number].sentence
    return any(
        view.tokens[k].stem == "that" and view.tokens[k + 1].stem in known.attacks
        for k in range(sentence.first, sentence.last - 1)
    )


def _past(view: View, number: int) -> bool:
    return any(time.kind == "past" or time.period.precision == "year" for time in view.lines[number].times)


def _opens(view: View, number: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    first = view.lines[number].sentence.first
    return any(
        all(first + n < len(view.tokens) and view.tokens[first + n].stem == stem for n, stem in enumerate(stems))
        for stems in phrases
    )


def _told_before(view: View, number: int, known: _Words) -> bool:
    """Whether the sentence before this one is itself of another time."""
    if number == 0:
        return False
    before = view.lines[number - 1]
    span = (before.sentence.first, before.sentence.last)
    return _phrase(view, *span, known.phrases) is not None or _other_day(view, number - 1) is not None


def of_another_time(view: View, number: int) -> bool:
    """Whether a sentence's own words, or the date that opens it, tell of another time than the report's news."""
    known = _words(view.language)
    span = (view.lines[number].sentence.first, view.lines[number].sentence.last)
    return (
        _phrase(view, *span, known.phrases) is not None
        or (number > 1 and _phrase(view, *span, known.not_in_lead) is not None)
        or _other_day(view, number) is not None
    )


def _phrase(view: View, first: int, last: int, phrases: Mapping[str, list[tuple[str, ...]]]) -> Span | None:
    tokens = view.tokens
    for k in range(first, last):
        for stems in phrases.get(tokens[k].stem, ()):
            if k + len(stems) <= last and all(tokens[k + n].stem == stem for n, stem in enumerate(stems)):
                return Span.of(view.text, tokens[k].start, tokens[k + len(stems) - 1].end)
    return None


def _war(view: View, line: Line, count: Count, frame: Frame, known: _Words, first: int, last: int) -> Span | None:
    """A whole war that did the harm, or within which it is counted."""
    tokens, tags = view.tokens, view.tags
    if frame.relation in ("object", "joined", "part"):
        k = frame.first - 1
        steps = 0
        while k >= first and steps < 10 and not (tags[k] in "VEG" and steps > 6):
            if tokens[k].stem in known.war and (steps < 5 or tags[k + 1] in "WPS"):
                return Span.of(view.text, tokens[k].start, tokens[k].end)
            if tags[k] in '."' or tokens[k].stem in known.attacks:
                break
            k -= 1
            steps += 1
    for k in range(max(count.last, frame.last), min(last, max(count.last, frame.last) + 24)):
        if tokens[k].stem in known.war and _within(view, k, first, known):
            return Span.of(view.text, tokens[k].start, tokens[k].end)
        if tags[k] in "." or (tags[k] == "C" and k + 1 < last and tags[k + 1] in "V#"):
            break
    for k in range(first, count.first):
        if tokens[k].stem == "since" and any(
            tokens[j].stem in known.war or tokens[j].stem in known.began for j in range(k, min(k + 7, count.first))
        ):
            return Span.of(view.text, tokens[k].start, tokens[k].end)
    return None


def _within(view: View, k: int, first: int, known: _Words) -> bool:
    tokens, tags = view.tokens, view.tags
    j = k - 1
    while j >= first and k - j < 7:
        if tokens[j].stem in known.within:
            return k - j > 1
        if tags[j] not in "NJDE#" and tokens[j].stem not in ("the", "an"):
            return False
        j -= 1
    return False


def _earlier(view: View, line: Line, count: Count, frame: Frame, known: _Words) -> Span | None:
    """ "The attack comes two days after bombings killed seven": an event before the report's own."""
    tokens = view.tokens
    first = line.sentence.first
    stop = min(count.first, frame.first)
    for k in range(stop - 1, max(first, stop - 26) - 1, -1):
        if view.tags[k] == ".":
            return None
        if tokens[k].stem in known.follows:
            if any(tokens[j].stem in known.after for j in range(k + 1, min(k + 6, stop))):
                return Span.of(view.text, tokens[k].start, tokens[k].end)
            return None
        if tokens[k].stem == "first" and any(tokens[j].stem == "since" for j in range(k, stop)):
            return Span.of(view.text, tokens[k].start, tokens[k].end)
    return None


def _other_day(view: View, number: int) -> Span | None:
    """The date that opens this line or an earlier one of its paragraph, where it lies before the report's own day.

    "On July 2, activists reported …" in a later paragraph tells of an earlier event. In undated reports a date with a
    month is taken so, unless the lead has such a date itself.
    """
    line = view.lines[number]
    if line.paragraph == view.lines[0].paragraph or number < 2:
        return None
    at = number
    while at >= max(0, number - 12) and view.lines[at].paragraph == line.paragraph:
        here = view.lines[at]
        for time in here.times[:1]:
            opens = view.token_at(time.span.start) - here.sentence.first <= 1
            dated = any(char.isdigit() for char in time.span.exact) or time.period.precision in ("month", "year")
            if opens and dated and _before_lead(view, time, number):
                return time.span
        at -= 1
    return None


def _before_lead(view: View, time: TimeExpression, number: int) -> bool:
    lead = view.first_time if view.first_time is not time else None
    day = time.period.end
    if view.report.published is not None and day is not None:
        return (view.report.published - day).days > 2
    if lead is not None and lead.period.start is not None and day is not None:
        return day < lead.period.start
    return lead is None or not any(char.isdigit() for char in lead.span.exact)


def _clause(line: Line, count: Count) -> tuple[int, int]:
    """The stretch of a sentence that speaks of a count: bounded by semicolons and bars."""
    sentence = line.sentence
    first, last = sentence.first, sentence.last
    for k in range(count.first - 1, sentence.first - 1, -1):
        if sentence.tokens[k].text in ";|":
            first = k + 1
            break
    for k in range(count.last, sentence.last):
        if sentence.tokens[k].text in ";|":
            last = k
            break
    return first, last
