"""Signs of scope: what in a claim's own sentence speaks for another time or event, or for the report's news.

Each sign has a name, which `scope.toml` weighs and the claim's cue gives as its rule, and the words that it is read
from. What was told before a claim gives further signs (`scope.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from recount.model import Span

from ..record import Record
from .scopewords import ScopeWords, first_of, phrases_in, scope_words, span_at
from .wars import whole_war

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


def clause_of(view: View, line: Line, count: Count, begins: int) -> tuple[int, int]:
    """The stretch of a sentence that speaks of a count: bounded by semicolons, bars, and words of contrast.

    Behind the word where a report begins below its headline and stamp it goes back no farther than this.
    """
    cut = scope_words(view.language).stems["contrast"]
    tokens = view.tokens
    first, last = line.sentence.first, line.sentence.last
    if first < begins <= count.first:
        first = begins
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


def signs_of(view: View, news: NewsDay, line: Line, count: Count, frame: Frame, lead: bool) -> Iterator[Sign]:
    """The signs of a claim's own clause: phrases, years, and its syntax."""
    stretch = clause_of(view, line, count, news.begins)
    yield from _said(view, line, count, frame, stretch, lead)
    war = whole_war(view, count, frame, stretch)
    if war is not None:
        yield Sign("a whole war", war)
    year = _other_year(view, news, line, count, stretch) if news.years else _year_of_attack(view, count, stretch)
    if year is not None:
        yield Sign("a year that is not the news's", year)
    since = _since_a_year(view, stretch)
    if since is not None:
        yield Sign("a yearly or whole tally", since)
    yield from _circumstances(view, line, count, frame, stretch, lead)


def _said(view: View, line: Line, count: Count, frame: Frame, stretch: tuple[int, int], lead: bool) -> Iterator[Sign]:
    told = [saying.start for saying in line.sayings if saying.kind == "before" and saying.start <= count.first]
    for name, span in phrases_in(view, *stretch, max([stretch[0], *told])).items():
        if name == "words of the last weeks" and _since(view, stretch, span):
            continue
        also = scope_words(view.language).stems["also"]
        if name == "another attack" and first_of(view, stretch[0], max(stretch[0], frame.last), also) is not None:
            continue  # "Similar raids on the town also killed six"
        if name == "words of another time" and (_long_before(view, stretch, span) or _goes_on_since(view, count, span)):
            continue
        yield Sign(name, span)
        if lead and name == "words of another time":
            yield Sign("the head is of another time", span)


def _long_before(view: View, stretch: tuple[int, int], span: Span) -> bool:
    """ "after being arrested nearly four years ago": when the victim came to where he died."""
    at = view.token_at(span.start)
    return not scope_words(view.language).stems["long_before"].isdisjoint(view.stems[max(stretch[0], at - 6) : at])


def _goes_on_since(view: View, count: Count, span: Span) -> bool:
    """ "killed seven in the town, which has been under siege since rebels took it two years ago": what else goes on."""
    known, at = scope_words(view.language).stems, view.token_at(span.start)
    since = first_of(view, max(count.last, at - 8), at, known["since"])
    have = first_of(view, count.last, since, known["have"]) if since is not None else None
    return have is not None and "W" in view.tags[count.last : have]


def _since(view: View, stretch: tuple[int, int], span: Span) -> bool:
    """ "since last week", "since it took the town a week ago": a count of what still goes on."""
    at = view.token_at(span.start)
    since = scope_words(view.language).stems["since"]
    return not since.isdisjoint(view.stems[max(stretch[0], at - 8) : at])


_YEAR = 4
"""So many digits are a year."""


def _other_year(view: View, news: NewsDay, line: Line, count: Count, stretch: tuple[int, int]) -> Span | None:
    """A year in the clause that the news is not of; but "…, the deadliest attack since 2013" tells of another."""
    known = scope_words(view.language).stems
    best = first_of(view, count.last, stretch[1], known["superlative"])
    if best is not None and first_of(view, best, stretch[1], known["since"]) is not None:
        stretch = (stretch[0], best)
    counted = {count.figure.core for count in line.sentence.counts}
    for k, stem in enumerate(view.stems[stretch[0] : stretch[1]], stretch[0]):
        if len(stem) != _YEAR:
            continue
        token = view.tokens[k]
        year = token.text.isdigit() and len(token.text) == _YEAR and token.text[:2] in ("19", "20")
        street = k + 1 < len(view.stems) and view.stems[k + 1].startswith("block")
        later = year and token.text > max(news.years)  # when it was told, in a report without a day
        if year and not later and not street and token.text not in news.years and k not in counted:
            return span_at(view, k)
    return None


def _year_of_attack(view: View, count: Count, stretch: tuple[int, int]) -> Span | None:
    """ "the 2021 bombing of Hadar, in which 12 died", in a report without a year: what is of today is not told so."""
    for k in range(stretch[0] + 1, min(count.first, stretch[1]) - 1):
        stem = view.stems[k]
        year = len(stem) == _YEAR and stem.isdecimal() and stem[:2] in ("19", "20")
        if year and view.tags[k - 1] == "D" and view.tags[k + 1] in "NJ":
            return span_at(view, k)
    return None


def _since_a_year(view: View, stretch: tuple[int, int]) -> Span | None:
    """ "Since the beginning of 2023", "since March 2011", but no day: "since 5 March 2023"."""
    since = scope_words(view.language).stems["since"]
    if since.isdisjoint(view.stems[stretch[0] : stretch[1]]):
        return None
    superlatives = scope_words(view.language).stems["superlative"]
    for k in range(*stretch):
        if view.tokens[k].stem not in since or not superlatives.isdisjoint(view.stems[max(stretch[0], k - 8) : k]):
            continue  # "the deadliest week since a gas attack in 2014"
        numbers = [view.tokens[j].text for j in range(k + 1, min(k + 6, stretch[1])) if view.tags[j] in "#H"]
        digits = [words for words in numbers if words.isdecimal()]
        if len(digits) == 1 and len(digits[0]) == 4 and digits[0][:2] in ("19", "20"):
            return span_at(view, k)
    return None


def _circumstances(
    view: View, line: Line, count: Count, frame: Frame, stretch: tuple[int, int], lead: bool
) -> Iterator[Sign]:
    """After what, in answer to what, and in which clause the harm happened."""
    tokens, tags = view.tokens, view.tags
    known = scope_words(view.language)
    first, stop = stretch[0], min(count.first, frame.first)
    follows = _follows(view, first if line is view.lines[0] else line.sentence.first, stop, known)
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
    if best is not None and first_of(view, best, stop, known.stems["since"]) is not None:
        yield Sign("what it was the worst since", span_at(view, best))
    after = next((k for k in range(max(first + 2, stop - 18), stop) if tokens[k].stem in known.stems["then"]), None)
    lasted = after is not None and not known.stems["units"].isdisjoint(view.stems[after + 1 : after + 4])
    if after is not None and lasted and "of" in view.stems[after + 2 : after + 5]:
        after = None  # "after 48 hours of clashes in which 12 gunmen died"
    if after is not None and tags[after + 1] != "G" and "," not in tags[max(first, stop - 6) : stop]:
        yield Sign("after it", span_at(view, after))
    if not lead and first_of(view, max(first, frame.first - 4), frame.first, known.stems["have"]) is not None:
        yield Sign("has happened")
    who = next((k for k in range(max(first + 1, frame.first - 4), frame.first) if _relative(view, k, known)), None)
    if who is not None and line is not view.lines[0]:
        attack = first_of(view, max(first, who - 12), who, known.attacks) is not None
        why = first_of(view, max(first, who - BEFORE_COUNT), who, known.stems["reason"] | known.stems["follows"])
        if attack and why is not None:
            yield Sign("an attack that is the reason for this one", span_at(view, who))
        else:
            yield Sign("an attack told of aside" if attack else "told of aside", span_at(view, who))


def _in_answer(view: View, k: int) -> bool:
    """ "In response, the army struck the town": what comes then is the news."""
    return view.tags[k - 1] == "P" and k + 1 < len(view.tags) and view.tags[k + 1] == ","


def _relative(view: View, k: int, known: ScopeWords) -> bool:
    """ "who", "which", and "that" after a noun."""
    return view.tags[k] == "W" or (view.tokens[k].stem in known.stems["that"] and view.tags[k - 1] in "NH#,")


def _follows(view: View, first: int, stop: int, known: ScopeWords) -> Span | None:
    """ "The attack comes two days after bombings killed seven": an event before the report's own."""
    tokens, stems = view.tokens, known.stems
    here = view.stems[max(first, stop - 26) : stop]
    if all(stems[kind].isdisjoint(here) for kind in ("follows", "comes", "first")):
        return None
    for k in range(stop - 1, max(first, stop - 26) - 1, -1):
        if view.tags[k] == ".":
            return None
        if tokens[k].stem in stems["follows"]:
            called = first_of(view, k + 1, min(k + 8, stop), stems["call"]) is not None  # "in response to a call"
            near = 12 if tokens[k].stem in stems["vengeance"] else 6  # "Revenge was the motive, it said, for …"
            leads = not called and first_of(view, k + 1, min(k + near, stop), stems["after"]) is not None
            return span_at(view, k) if leads else None
        if tokens[k].stem in stems["comes"]:
            if first_of(view, k + 1, min(k + 8, stop), stems["then"]) is not None:
                return span_at(view, k)
            continue
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


def in_same_time(view: View, line: Line) -> Span | None:
    """ "in the same period", "in the same operations": when the harm befell of which was told before."""
    known, sentence = scope_words(view.language), line.sentence
    for k in range(sentence.first, sentence.last - 1):
        if view.tokens[k].stem in known.stems["same_one"] and view.tokens[k + 1].stem in known.stems["period"]:
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
