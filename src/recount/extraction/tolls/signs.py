"""Signs of scope: what in a claim's own sentence speaks for another time or event, or for the report's news.

Each sign has a name, which `scope.toml` weighs and the claim's cue gives as its rule, and the words that it is read
from. What was told before a claim gives further signs (`scope.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recount.model import Span

from ..record import Record
from ..scenes.relatives import Stretch, within
from .scopewords import ScopeWords, first_of, scope_words, span_at
from .wars import since_an_epoch, whole_war

if TYPE_CHECKING:
    from ..counting.counts import Count
    from ..harm.frames import Frame
    from ..view.line import Line
    from ..view.view import View
    from .newsday import NewsDay


class Sign(Record, frozen=True):
    """One sign: its name, and the words that it is read from (None where only the place in the text tells it)."""

    name: str
    words: Span | None = None


BEFORE_COUNT = 24
"""So many tokens before a count are looked at for why or after what its harm happened."""

FROM_SAYING = frozenset(["words of another time", "a yearly or whole tally"])
"""Phrases that count wherever they stand in the clause; others only in what a source tells."""


def clause_of(view: View, line: Line, count: Count) -> Stretch:
    """The stretch of a sentence that speaks of a count: bounded by semicolons, bars, and words of contrast."""
    cut = scope_words(view.language).stems["contrast"]
    tokens = view.tokens
    first, last = line.sentence.first, line.sentence.last
    here = view.stems[first:last]
    if cut.isdisjoint(here) and ";" not in here and "|" not in here:
        return first, last
    for k in range(count.first - 1, first, -1):
        if tokens[k].text in ";|" or tokens[k].stem in cut:
            first = k + 1
            break
    for k in range(count.last, last):
        if tokens[k].text in ";|" or (tokens[k].stem in cut and k > count.last + 1):
            last = k
            break
    return first, last


def signs_of(
    view: View, news: NewsDay, line: Line, count: Count, frame: Frame, lead: bool, asides: Sequence[Stretch]
) -> Iterator[Sign]:
    """The signs of a claim's own clause: phrases, years, and its syntax; `asides` tell of something else."""
    stretch = clause_of(view, line, count)
    told = [
        *_said(view, line, count, stretch, lead),
        Sign("a whole war", whole_war(view, count, frame, stretch)),
        Sign("a year that is not the news's", _other_year(view, news, line, count, stretch, asides)),
        Sign("a yearly or whole tally", _since_a_year(view, stretch)),
        Sign("since an event long ago", since_an_epoch(view, stretch)),
    ]
    yield from (sign for sign in told if sign.words is not None and not within(view, sign.words, asides))
    yield from _circumstances(view, line, count, frame, stretch, lead)


def _said(view: View, line: Line, count: Count, stretch: Stretch, lead: bool) -> Iterator[Sign]:
    told = [saying.start for saying in line.sayings if saying.kind == "before" and saying.start <= count.first]
    for name, span in phrases_in(view, *stretch, max([stretch[0], *told])).items():
        if name == "words of the last weeks" and _since(view, stretch, span):
            continue
        if name == "words of another time" and _long_before(view, stretch, span):
            continue
        yield Sign(name, span)
        if lead and name == "words of another time":
            yield Sign("the head is of another time", span)


def _long_before(view: View, stretch: Stretch, span: Span) -> bool:
    """ "after being arrested nearly four years ago": when the victim came to where he died."""
    at = view.token_at(span.start)
    return not scope_words(view.language).stems["long_before"].isdisjoint(view.stems[max(stretch[0], at - 6) : at])


def _since(view: View, stretch: Stretch, span: Span) -> bool:
    """ "since last week", "since it took the town a week ago": a count of what still goes on."""
    at = view.token_at(span.start)
    since = scope_words(view.language).stems["since"]
    return not since.isdisjoint(view.stems[max(stretch[0], at - 8) : at])


def phrases_in(view: View, first: int, last: int, told: int | None = None) -> dict[str, Span]:
    """The kinds of phrases of `scope.toml` in a stretch of tokens, each with the first of its words.

    What a source tells begins at `told`: "a day earlier it had put the toll at 60" says when it was told.
    """
    known = scope_words(view.language)
    phrases = known.phrases
    stems = view.stems[first:last]
    found: dict[str, Span] = {}
    for at in [at for at, stem in enumerate(stems) if stem in phrases]:
        seconds = phrases[stems[at]]
        for second in ("", *stems[at + 1 : at + 2]):
            for phrase, name in seconds.get(second, ()):
                end = at + len(phrase)
                if name in found or stems[at:end] != phrase:
                    continue
                if phrase == A_YEAR and view.tags[first + at - 1] not in "N#":
                    continue  # "under siege for more than a year"
                if phrase == SINCE_EARLY and not known.stems["now"].isdisjoint(stems[end : end + 1]):
                    continue  # "since early morning"
                aside = told is not None and first + at < told and name not in FROM_SAYING
                if not aside and not (name == "words of another time" and _measured(stems, at, known)):
                    found[name] = Span.of(view.text, view.tokens[first + at].start, view.tokens[first + end - 1].end)
    return found


A_YEAR = ["a", "year"]
"""After a number or a noun it is a rate."""

SINCE_EARLY = ["since", "early"]
"""Before a part of the day it is of the news."""


def _measured(stems: Sequence[str], at: int, known: ScopeWords) -> bool:
    """Whether words of time only measure how bad this is: "the deadliest attack in almost two decades"."""
    superlatives, lasting = known.stems["superlative"], known.stems["lasting"]
    near = range(max(0, at - 4), at)
    since = "since" in stems[max(0, at - 8) : at]  # "the worst since the war ended a decade ago"
    if not since and not any(stems[k] == "in" or stems[k] in lasting for k in near):
        return False
    return not superlatives.isdisjoint(stems[max(0, at - 12) : at])


_YEAR = 4
"""So many digits are a year."""


def _other_year(
    view: View, news: NewsDay, line: Line, count: Count, stretch: Stretch, asides: Sequence[Stretch]
) -> Span | None:
    """A year in the clause that the news is not of; but "…, the deadliest attack since 2013" tells of another."""
    if not news.years:
        return None
    measured = _measured_since(view, stretch)
    counted = {count.figure.core for count in line.sentence.counts}
    for k, stem in enumerate(view.stems[stretch[0] : stretch[1]], stretch[0]):
        if len(stem) != _YEAR:
            continue
        token = view.tokens[k]
        year = token.text.isdigit() and len(token.text) == _YEAR and token.text[:2] in ("19", "20")
        street = k + 1 < len(view.stems) and view.stems[k + 1].startswith("block")
        aside = any(first <= k < last for first, last in asides)
        aside = aside or (measured is not None and measured[0] <= k < measured[1])
        if year and not street and not aside and token.text not in news.years and k not in counted:
            return span_at(view, k)
    return None


def _measured_since(view: View, stretch: Stretch) -> Stretch | None:
    """ "the deadliest attack since 2013", "the worst since May": a bare time that only measures how bad this is."""
    stems = scope_words(view.language).stems
    best = first_of(view, *stretch, stems["superlative"])
    since = first_of(view, best, min(best + _SINCE, stretch[1]), stems["since"]) if best is not None else None
    if since is None:
        return None
    end = since + 1
    while end < stretch[1] and (view.tags[end] in "#HDJ" or view.stems[end] in stems["beginning"]):
        end += 1
    bare = end > since + 1 and (end == stretch[1] or view.tags[end] in "G.")
    if end + 1 < stretch[1] and view.tags[end] == ",":
        bare = view.tags[end + 1] not in "SW"  # "since 2013, when a bomb killed 30"
    return (since, end) if bare else None


_SINCE = 12
"""So many words after "the deadliest" what it is measured by begins."""


def _since_a_year(view: View, stretch: Stretch) -> Span | None:
    """ "Since the beginning of 2023", "since March 2011", but no day: "since 5 March 2023"."""
    since = scope_words(view.language).stems["since"]
    if since.isdisjoint(view.stems[stretch[0] : stretch[1]]):
        return None
    measured = _measured_since(view, stretch)
    for k in range(*stretch):
        if view.tokens[k].stem not in since or (measured is not None and k == measured[0]):
            continue
        numbers = [view.tokens[j].text for j in range(k + 1, min(k + 6, stretch[1])) if view.tags[j] in "#H"]
        digits = [words for words in numbers if words.isdecimal()]
        if digits and len(digits[0]) == _YEAR and digits[0][:2] in ("19", "20"):
            return span_at(view, k)
    return None


def _circumstances(view: View, line: Line, count: Count, frame: Frame, stretch: Stretch, lead: bool) -> Iterator[Sign]:
    """After what, in answer to what, and in which clause the harm happened."""
    tokens, tags = view.tokens, view.tags
    known = scope_words(view.language)
    first, stop = stretch[0], min(count.first, frame.first)
    follows = _follows(view, line, stop, frame, known)
    if follows is not None:
        yield Sign("an event before this one", follows)
    why = first_of(view, max(first, stop - BEFORE_COUNT), stop, known.stems["reason"])
    called = why is not None and first_of(view, why + 1, min(why + 8, stop), known.stems["call"]) is not None
    if why is not None and not called and not _in_answer(view, why):
        yield Sign("why this happened", span_at(view, why))
    recalls = first_of(view, max(first, stop - BEFORE_COUNT), stop, known.stems["recalls"])
    if recalls is not None and not lead:
        yield Sign("what this one recalls", span_at(view, recalls))
    best = first_of(view, first, stop, known.stems["superlative"])
    worst_since = best is not None and first_of(view, best, stop, known.stems["since"]) is not None
    if best is not None and worst_since and _measured_since(view, stretch) is None:
        yield Sign("what it was the worst since", span_at(view, best))
    after = next((k for k in range(max(first + 2, stop - 18), stop) if tokens[k].stem in known.stems["then"]), None)
    if after is not None and tags[after + 1] != "G" and "," not in tags[max(first, stop - 6) : stop]:
        yield Sign("after it", span_at(view, after))
        if _came_before(view, line, frame, after, known):
            yield Sign("what came before the toll told beside it", span_at(view, after))
    if not lead and first_of(view, max(first, frame.first - 4), frame.first, known.stems["have"]) is not None:
        yield Sign("has happened")
    yield from _before_that(view, line, count, frame, first, lead)
    who = next((k for k in range(max(first + 1, frame.first - 4), frame.first) if _relative(view, k, known)), None)
    if who is not None and line is not view.lines[0]:
        attack = first_of(view, max(first, who - 12), who, known.attacks) is not None
        why = first_of(view, max(first, who - BEFORE_COUNT), who, known.stems["reason"] | known.stems["follows"])
        if _named_by_year(view, max(first, who - 8), who, known):
            yield Sign("an attack named by its year", span_at(view, who))
        if attack and why is not None:
            yield Sign("an attack that is the reason for this one", span_at(view, who))
        else:
            yield Sign("an attack told of aside" if attack else "told of aside", span_at(view, who))


def _came_before(view: View, line: Line, frame: Frame, after: int, known: ScopeWords) -> bool:
    """ "Shelling killed nine after rebels shot a pilot": a harm that others did, told as why another was done."""
    if frame.relation != "object" or view.stems[after + 1] in known.stems["by_the_same"]:
        return False
    return any(one.real and max(one.first, line.sentence.counts[one.at].first) < after for one in line.frames)


def _named_by_year(view: View, first: int, last: int, known: ScopeWords) -> bool:
    """ "a 2019 air raid that …", "the June 2014 assault in which …": a year right before the noun of an attack."""
    for k in range(first, last - 1):
        word = view.stems[k]
        if len(word) == _YEAR and word.isdigit() and word[:2] in ("19", "20") and view.tags[k + 1] in "NJ":
            return first_of(view, k + 1, min(k + 5, last), known.attacks) is not None
    return False


def _before_that(view: View, line: Line, count: Count, frame: Frame, first: int, lead: bool) -> Iterator[Sign]:
    """The past perfect: of a harm that nobody is said to tell, and of a telling ("had documented on March 12")."""
    had = scope_words(view.language).stems["had"]
    if lead or had.isdisjoint(view.stems[line.sentence.first : line.sentence.last]):
        return
    told = [saying for saying in line.sayings if saying.start <= count.first]
    for saying in told:
        if first_of(view, max(first, saying.cue.first - _HAD), saying.cue.first, had) is not None:
            yield Sign("had been told", span_at(view, saying.cue.first))
            return
    k = first_of(view, max(first, frame.first - _HAD), frame.first, had)
    if k is not None and not line.sayings and frame.relation != "part":
        yield Sign("had happened", span_at(view, k))


_HAD = 4
"""So many words before a verb "had" stands that makes it a past perfect."""


def _in_answer(view: View, k: int) -> bool:
    """ "In response, the army struck the town": what comes then is the news."""
    return view.tags[k - 1] == "P" and k + 1 < len(view.tags) and view.tags[k + 1] == ","


def _relative(view: View, k: int, known: ScopeWords) -> bool:
    """ "who", "which", and "that" after a noun."""
    return view.tags[k] == "W" or (view.tokens[k].stem in known.stems["that"] and view.tags[k - 1] in "NH#,")


def _follows(view: View, line: Line, stop: int, frame: Frame, known: ScopeWords) -> Span | None:
    """ "The attack comes two days after bombings killed seven": an event before the report's own."""
    tokens, stems = view.tokens, known.stems
    here = view.stems[max(line.sentence.first, stop - 26) : stop]
    if all(stems[part].isdisjoint(here) for part in ("follows", "comes", "first")):
        return None
    for k in range(stop - 1, max(line.sentence.first, stop - 26) - 1, -1):
        if view.tags[k] == ".":
            return None
        if tokens[k].stem in stems["follows"]:
            called = first_of(view, k + 1, min(k + 8, stop), stems["call"]) is not None  # "in response to a call"
            to_it = first_of(view, k + 1, min(k + 6, stop), stems["after"]) is not None
            right = stop == frame.first and all(
                view.tags[j] in "DJN" for j in range(k + 1, stop)
            )  # "followed the killing"
            return span_at(view, k) if not called and (to_it or (right and k + 1 < stop)) else None
        came = tokens[k].stem in stems["comes"]
        if came and first_of(view, k + 1, min(k + 6, stop), stems["since"] | stems["then"]) is not None:
            return span_at(view, k)
        if tokens[k].stem in stems["first"] and first_of(view, k, stop, stems["since"]) is not None:
            return span_at(view, k)
    return None


def points_back(view: View, line: Line) -> Span | None:
    """ "of that attack", "in that incident", "the same year": the harm of the sentence before."""
    known, sentence = scope_words(view.language), line.sentence
    if known.stems["that"].isdisjoint(view.stems[sentence.first : sentence.last - 1]):
        return None
    for k in range(sentence.first, sentence.last - 1):
        if view.tokens[k].stem in known.stems["that"]:
            noun = view.tokens[k + 1].stem
            if noun in known.attacks or noun in known.stems["that_one"]:
                return span_at(view, k)
    return None


def in_same_time(view: View, line: Line, *, day: bool) -> Span | None:
    """ "in the same period", "in the same operations", "the same `day`": when the harm befell that was told before."""
    known, sentence = scope_words(view.language), line.sentence
    times = known.stems["period"] | (known.stems["days"] if day else frozenset())
    for k in range(sentence.first, sentence.last - 1):
        if view.tokens[k].stem in known.stems["same_one"] and view.tokens[k + 1].stem in times:
            return span_at(view, k)
    return None


def opens_again(view: View, line: Line, first: int) -> tuple[Span | None, bool]:
    """The word by which a sentence goes on with the one before ("These …", "They …"), and whether with its attack."""
    known = scope_words(view.language)
    stem = view.tokens[first].stem
    again, definite = stem in known.stems["same"], stem in known.stems["the"]
    if not again and not definite:
        return None, False
    attack = first_of(view, first + 1, min(first + 4, line.sentence.last), known.attacks) is not None
    return (span_at(view, first) if again or attack else None), attack


def about(view: View, first: int, last: int, kind: str) -> bool:
    """Whether a stretch of tokens has one of the `kind` of stems of `scope.toml`."""
    return first_of(view, first, last, scope_words(view.language).stems[kind]) is not None


def stems_about(view: View, heads: Sequence[int], kind: str) -> bool:
    """Whether one of some tokens is of the `kind` of stems of `scope.toml`."""
    stems = scope_words(view.language).stems[kind]
    return any(view.tokens[k].stem in stems for k in heads)
