"""Signs of scope: what in a claim's own sentence speaks for another time or event, or for the report's news.

Each sign has a name, which `scope.toml` weighs and the claim's cue gives as its rule, and the words that it is read
from. What was told before a claim gives further signs (`scope.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from recount.model import Span

from ..language import Language, per_language
from ..record import Record

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


class _Words(Record, frozen=True):
    phrases: Mapping[str, Mapping[str, list[tuple[list[str], str]]]]
    """By their first stem and their second ("" where they have one only): the stems of the phrase, and the kind."""
    stems: Mapping[str, frozenset[str]]
    attacks: frozenset[str]


@per_language
def _words(language: Language) -> _Words:
    table = language.table("scope")
    phrases: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
    for name, said in table["phrases"].items():
        for phrase in said:
            parts = phrase.split()
            second = parts[1] if len(parts) > 1 else ""
            phrases.setdefault(parts[0], {}).setdefault(second, []).append((parts, name))
    stems = {name: frozenset(words) for name, words in table["stems"].items()}
    return _Words(phrases, stems, frozenset(language.table("acts")["attacks"]) - stems["war"])


BEFORE_COUNT = 24
"""So many tokens before a count are looked at for why or after what its harm happened."""

FROM_SAYING = frozenset(["words of another time", "a yearly or whole tally", "noted in passing"])
"""Phrases that count wherever they stand in the clause; others only in what a source tells."""


def clause_of(view: View, line: Line, count: Count, begins: int) -> tuple[int, int]:
    """The stretch of a sentence that speaks of a count: bounded by semicolons, bars, and words of contrast.

    Behind the word where a report begins below its headline and stamp it goes back no farther than this.
    """
    cut = _words(view.language).stems["contrast"]
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
    year = _other_year(view, news, line, count, stretch) if news.years else None
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
        also = _words(view.language).stems["also"]
        if name == "another attack" and _first(view, stretch[0], max(stretch[0], frame.last), also) is not None:
            continue  # "Similar raids on the town also killed six"
        if name == "words of another time" and (_long_before(view, stretch, span) or _goes_on_since(view, count, span)):
            continue
        yield Sign(name, span)
        if lead and name == "words of another time":
            yield Sign("the head is of another time", span)


def _long_before(view: View, stretch: tuple[int, int], span: Span) -> bool:
    """ "after being arrested nearly four years ago": when the victim came to where he died."""
    at = view.token_at(span.start)
    return not _words(view.language).stems["long_before"].isdisjoint(view.stems[max(stretch[0], at - 6) : at])


def _goes_on_since(view: View, count: Count, span: Span) -> bool:
    """ "killed seven in the town, which has been under siege since rebels took it two years ago": what else goes on."""
    known, at = _words(view.language).stems, view.token_at(span.start)
    since = _first(view, max(count.last, at - 8), at, known["since"])
    have = _first(view, count.last, since, known["have"]) if since is not None else None
    return have is not None and "W" in view.tags[count.last : have]


def _since(view: View, stretch: tuple[int, int], span: Span) -> bool:
    """ "since last week", "since it took the town a week ago": a count of what still goes on."""
    at = view.token_at(span.start)
    since = _words(view.language).stems["since"]
    return not since.isdisjoint(view.stems[max(stretch[0], at - 8) : at])


def phrases_in(view: View, first: int, last: int, told: int | None = None) -> dict[str, Span]:
    """The kinds of phrases of `scope.toml` in a stretch of tokens, each with the first of its words.

    What a source tells begins at `told`: "a day earlier it had put the toll at 60" says when it was told.
    """
    known = _words(view.language)
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
                if phrase == SINCE_EARLY and not known.stems["of_a_day"].isdisjoint(stems[end : end + 1]):
                    continue  # "since early morning"
                if phrase == A_YEAR and view.tags[first + at - 1] not in "N#":
                    continue  # "under siege for more than a year"
                aside = told is not None and first + at < told and name not in FROM_SAYING
                if not aside and not (name == "words of another time" and _measured(stems, at, known)):
                    found[name] = Span.of(view.text, view.tokens[first + at].start, view.tokens[first + end - 1].end)
    return found


SINCE_EARLY = ["since", "early"]
"""Before a part of a day it is no long time."""

A_YEAR = ["a", "year"]
"""After a number or a noun it is a rate."""


def _measured(stems: Sequence[str], at: int, known: _Words) -> bool:
    """Whether words of time only measure how bad this is: "the deadliest attack in almost two decades"."""
    superlatives, lasting = known.stems["superlative"], known.stems["lasting"]
    near = range(max(0, at - 4), at)
    since = "since" in stems[max(0, at - 8) : at]  # "the worst since the war ended a decade ago"
    if not since and not any(stems[k] == "in" or stems[k] in lasting for k in near):
        return False
    return not superlatives.isdisjoint(stems[max(0, at - 12) : at])


_YEAR = 4
"""So many digits are a year."""


def _other_year(view: View, news: NewsDay, line: Line, count: Count, stretch: tuple[int, int]) -> Span | None:
    """A year in the clause that the news is not of; but "…, the deadliest attack since 2013" tells of another."""
    known = _words(view.language).stems
    best = _first(view, count.last, stretch[1], known["superlative"])
    if best is not None and _first(view, best, stretch[1], known["since"]) is not None:
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
            return _at(view, k)
    return None


def _since_a_year(view: View, stretch: tuple[int, int]) -> Span | None:
    """ "Since the beginning of 2023", "since March 2011", but no day: "since 5 March 2023"."""
    since = _words(view.language).stems["since"]
    if since.isdisjoint(view.stems[stretch[0] : stretch[1]]):
        return None
    superlatives = _words(view.language).stems["superlative"]
    for k in range(*stretch):
        if view.tokens[k].stem not in since or not superlatives.isdisjoint(view.stems[max(stretch[0], k - 8) : k]):
            continue  # "the deadliest week since a gas attack in 2014"
        numbers = [view.tokens[j].text for j in range(k + 1, min(k + 6, stretch[1])) if view.tags[j] in "#H"]
        digits = [words for words in numbers if words.isdecimal()]
        if len(digits) == 1 and len(digits[0]) == 4 and digits[0][:2] in ("19", "20"):
            return _at(view, k)
    return None


def _circumstances(
    view: View, line: Line, count: Count, frame: Frame, stretch: tuple[int, int], lead: bool
) -> Iterator[Sign]:
    """After what, in answer to what, and in which clause the harm happened."""
    tokens, tags = view.tokens, view.tags
    known = _words(view.language)
    first, stop = stretch[0], min(count.first, frame.first)
    follows = _follows(view, first if line is view.lines[0] else line.sentence.first, stop, known)
    if follows is not None:
        yield Sign("an event before this one", follows)
    why = _first(view, max(first, stop - BEFORE_COUNT), stop, known.stems["reason"])
    called = why is not None and _first(view, why + 1, min(why + 8, stop), known.stems["call"]) is not None
    if why is not None and not called and not _in_answer(view, why):
        yield Sign("why this happened", _at(view, why))
    recalls = _first(view, max(first, stop - BEFORE_COUNT), stop, known.stems["recalls"])
    if recalls is not None and not lead:
        yield Sign("what this one recalls", _at(view, recalls))
    best = _first(view, first, stop, known.stems["superlative"])
    if best is not None and _first(view, best, stop, known.stems["since"]) is not None:
        yield Sign("what it was the worst since", _at(view, best))
    after = next((k for k in range(max(first + 2, stop - 18), stop) if tokens[k].stem in known.stems["then"]), None)
    lasted = after is not None and not known.stems["units"].isdisjoint(view.stems[after + 1 : after + 4])
    if after is not None and lasted and "of" in view.stems[after + 2 : after + 5]:
        after = None  # "after 48 hours of clashes in which 12 gunmen died"
    if after is not None and tags[after + 1] != "G" and "," not in tags[max(first, stop - 6) : stop]:
        yield Sign("after it", _at(view, after))
    if not lead and _first(view, max(first, frame.first - 4), frame.first, known.stems["have"]) is not None:
        yield Sign("has happened")
    who = next((k for k in range(max(first + 1, frame.first - 4), frame.first) if _relative(view, k, known)), None)
    if who is not None and line is not view.lines[0]:
        attack = _first(view, max(first, who - 12), who, known.attacks) is not None
        why = _first(view, max(first, who - BEFORE_COUNT), who, known.stems["reason"] | known.stems["follows"])
        if attack and why is not None:
            yield Sign("an attack that is the reason for this one", _at(view, who))
        else:
            yield Sign("an attack told of aside" if attack else "told of aside", _at(view, who))


def _in_answer(view: View, k: int) -> bool:
    """ "In response, the army struck the town": what comes then is the news."""
    return view.tags[k - 1] == "P" and k + 1 < len(view.tags) and view.tags[k + 1] == ","


def _at(view: View, k: int) -> Span:
    return Span.of(view.text, view.tokens[k].start, view.tokens[k].end)


def _first(view: View, first: int, last: int, stems: frozenset[str]) -> int | None:
    here = view.stems[first:last]
    if stems.isdisjoint(here):
        return None
    return next(k for k, stem in enumerate(here, first) if stem in stems)


def _relative(view: View, k: int, known: _Words) -> bool:
    """ "who", "which", and "that" after a noun."""
    return view.tags[k] == "W" or (view.tokens[k].stem in known.stems["that"] and view.tags[k - 1] in "NH#,")


def _follows(view: View, first: int, stop: int, known: _Words) -> Span | None:
    """ "The attack comes two days after bombings killed seven": an event before the report's own."""
    tokens, stems = view.tokens, known.stems
    here = view.stems[max(first, stop - 26) : stop]
    if all(stems[kind].isdisjoint(here) for kind in ("follows", "comes", "first")):
        return None
    for k in range(stop - 1, max(first, stop - 26) - 1, -1):
        if view.tags[k] == ".":
            return None
        if tokens[k].stem in stems["follows"]:
            called = _first(view, k + 1, min(k + 8, stop), stems["call"]) is not None  # "in response to a call"
            near = 12 if tokens[k].stem in stems["vengeance"] else 6  # "Revenge was the motive, it said, for …"
            return _at(view, k) if not called and _first(view, k + 1, min(k + near, stop), stems["after"]) else None
        if tokens[k].stem in stems["comes"]:
            if _first(view, k + 1, min(k + 8, stop), stems["then"]) is not None:
                return _at(view, k)
            continue
        if tokens[k].stem in stems["first"] and _first(view, k, stop, stems["since"]) is not None:
            return _at(view, k)
    return None


def points_back(view: View, line: Line) -> Span | None:
    """ "of that attack", "in that incident", "the same year": the harm of the sentence before."""
    known, sentence = _words(view.language), line.sentence
    if known.stems["that"].isdisjoint(view.stems[sentence.first : sentence.last - 1]):
        return None
    for k in range(sentence.first, sentence.last - 1):
        if view.tokens[k].stem in known.stems["that"]:
            noun = view.tokens[k + 1].stem
            if noun in known.attacks or noun in known.stems["that_one"]:
                return _at(view, k)
    return None


def in_same_time(view: View, line: Line) -> Span | None:
    """ "in the same period", "in the same operations": when the harm befell of which was told before."""
    known, sentence = _words(view.language), line.sentence
    for k in range(sentence.first, sentence.last - 1):
        if view.tokens[k].stem in known.stems["same_one"] and view.tokens[k + 1].stem in known.stems["period"]:
            return _at(view, k)
    return None


def opens_again(view: View, line: Line, first: int) -> tuple[Span | None, bool]:
    """The word by which a sentence goes on with the one before ("These …", "They …"), and whether with its attack."""
    known = _words(view.language)
    stem = view.tokens[first].stem
    again, definite = stem in known.stems["same"], stem in known.stems["the"]
    if not again and not definite:
        return None, False
    attack = _first(view, first + 1, min(first + 4, line.sentence.last), known.attacks) is not None
    return (_at(view, first) if again or attack else None), attack


def whole_war(view: View, count: Count, frame: Frame, stretch: tuple[int, int]) -> Span | None:
    """A whole war that did the harm, or within which it is counted."""
    known = _words(view.language)
    first, last = stretch
    tokens, tags, stems = view.tokens, view.tags, known.stems
    since = not stems["since"].isdisjoint(view.stems[first : count.first])
    here = view.stems[first : max(last, frame.first)]
    fighting = not stems["fighting"].isdisjoint(here) and not stems["since"].isdisjoint(here)
    if not since and not fighting and stems["war"].isdisjoint(here) and stems["campaign"].isdisjoint(here):
        return None
    if frame.relation in ("object", "joined", "part"):
        k = frame.first - 1
        steps = 0
        while k >= first and steps < 10 and not (tags[k] in "VEG" and steps > 6):
            if tokens[k].stem in stems["war"] and (steps < 5 or tags[k + 1] in "WPS"):
                return _at(view, k)
            if tags[k] in '."' or tokens[k].stem in known.attacks:
                break
            k -= 1
            steps += 1
    begin = max(count.last, frame.last)
    for k in range(begin, min(last, begin + 24)):
        worst = _first(view, count.last, k, stems["superlative"]) is not None  # "the worst since the war ended"
        if tokens[k].stem in stems["war"] and not worst and _within(view, k, first, stems["within"]):
            return _at(view, k)
        if since_fighting(view, k, last):
            return _at(view, k)
        if tags[k] in "." or (tags[k] == "C" and k + 1 < last and tags[k + 1] in "V#"):
            break
    for k in range(first, count.first - 2):
        lasting = tokens[k].stem.endswith("-year") or tokens[k].stem in stems["lasting_war"]
        if lasting and _first(view, k + 1, min(k + 4, count.first), stems["war"] | stems["campaign"]) is not None:
            return _at(view, k)  # "In its 30-year campaign"
    for k in range(first, count.first if since else first):
        end = min(k + 7, count.first)
        if tokens[k].stem in stems["since"] and _first(view, k, end, stems["war"] | stems["began"]) is not None:
            return _at(view, k)
    return None


def since_fighting(view: View, k: int, last: int) -> bool:
    """ "since the fighting broke out", at a token."""
    known = _words(view.language).stems
    if view.stems[k] not in known["since"]:
        return False
    noun = _first(view, k + 1, min(k + 4, last), known["fighting"])
    return noun is not None and _first(view, noun + 1, min(noun + 3, last), known["began"]) is not None


def _within(view: View, k: int, first: int, within: frozenset[str]) -> bool:
    """ "in the war", "since the beginning of the conflict"."""
    tokens, tags = view.tokens, view.tags
    onset = _words(view.language).stems["onset"]
    for j in range(k - 1, max(first, k - 6) - 1, -1):
        if tokens[j].stem in within:
            return k - j > 1
        known = tokens[j].stem == "of" or tokens[j].stem in onset
        if tags[j] not in "NJDE#" and not known:
            return False
    return False


def about(view: View, first: int, last: int, kind: str) -> bool:
    """Whether a stretch of tokens has one of the `kind` of stems of `scope.toml`."""
    return _first(view, first, last, _words(view.language).stems[kind]) is not None


def stems_about(view: View, heads: Sequence[int], kind: str) -> bool:
    """Whether one of some tokens is of the `kind` of stems of `scope.toml`."""
    stems = _words(view.language).stems[kind]
    return any(view.tokens[k].stem in stems for k in heads)


def stems_of(view: View, kind: str) -> frozenset[str]:
    """The stems of one kind of `scope.toml`."""
    return _words(view.language).stems[kind]


def stems_before(view: View, at: int, number: int) -> list[str]:
    """The stems of so many tokens before one."""
    return view.stems[max(0, at - number) : at]
