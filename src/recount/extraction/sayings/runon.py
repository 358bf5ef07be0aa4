"""Headlines that run on into their report, on pages that lost their lines: neither says what the other does.

"Raid kills 12 in Tell health ministry AFP Friday 6 Oct 2017 Twelve people died in an air raid, medics said": the medics
vouch for the report's twelve; for the headline's it is the ministry, which closes it without a mark.
"""

from __future__ import annotations

from typing import NamedTuple

from ..counting.counts import Sentence
from ..words.phrases import Np
from .meeting import bounded
from .reporting import Reporting
from .saying import Saying

HEADING = 60
"""Within so many words of its beginning a report has its headline."""

YEAR = 4
"""Digits of a year."""

STAMP = 9
"""An agency and a whole date have at most so many words."""


class Seam(NamedTuple):
    """Where one headline ends and the next, or the report, begins (token indices); a stamp may stand between."""

    ends: int
    begins: int


def kept_apart(sentence: Sentence, made: list[Saying], known: Reporting) -> list[Saying]:
    """The sayings of a sentence where they meet, none reaching over the end of a headline in it."""
    tokens, tags, code = sentence.tokens, sentence.tags, sentence.language
    seams = _seams(sentence, known) if sentence.first < HEADING and sentence.counts else []
    apart: list[Saying] = []
    begins = sentence.first
    for seam in seams:
        mine = [_above(saying, begins, seam) for saying in made if begins <= saying.cue.first < seam.begins]
        if not mine:
            mine = _opening(sentence, begins, seam.ends, known) or _closing(sentence, begins, seam.ends, known)
        apart += bounded(mine, tokens, tags, code)
        begins = seam.begins
    rest = [saying for saying in made if saying.cue.first >= begins]
    if seams:
        rest = [saying._replace(start=max(saying.start, begins), stop=max(saying.stop, begins)) for saying in rest]
    return [*apart, *bounded(rest, tokens, tags, code)]


def _above(saying: Saying, begins: int, seam: Seam) -> Saying:
    """A saying within its headline; one that ends it says what stands before it ("… hurt medics say AFP Monday …")."""
    if saying.kind == "before" and saying.cue.last == seam.ends:
        return saying._replace(kind="after", start=begins, stop=saying.source.first, end=seam.begins)
    start, stop = max(saying.start, begins), min(saying.stop, seam.begins)
    return saying._replace(start=min(start, seam.begins), stop=max(stop, begins))


def _opening(sentence: Sentence, begins: int, ends: int, known: Reporting) -> list[Saying]:
    """The source that opens a headline before its count without a mark: "Rescue workers 18 dead in air raid on …"."""
    tokens, tags = sentence.tokens, sentence.tags
    count = next((one for one in sentence.counts if begins < one.first <= begins + 3), None)
    if count is None or any(tags[k] not in "NJ" for k in range(begins, count.first)):
        return []
    last = tokens[count.first - 1].stem
    if last not in known.many and last not in known.headline and last not in known.organs:
        return []
    source = Np(begins, count.first)
    return [Saying(source, source, count.first, ends, "headline", "")]


def _closing(sentence: Sentence, begins: int, ends: int, known: Reporting) -> list[Saying]:
    """The source that closes a headline without a mark: "… in Tell suburb state TV", "… strikes civil defence"."""
    tokens, tags, at = sentence.tokens, sentence.tags, ends - 1
    if not _may_close(sentence, at, known) and tokens[at].stem not in known.organs:
        return []
    start = at
    kind = known.generic | known.before_headline
    while at - start < 2 and tags[start - 1] in "NJ" and tokens[start - 1].stem in kind:
        start -= 1
    if not any(begins <= count.first and count.figure.last <= start for count in sentence.counts):
        return []
    source = Np(start, start + 1 if tokens[start].stem in known.generic else at + 1)  # "Monitor group"
    return [Saying(source, source, begins, start, "headline", "")]


def _may_close(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a word may be a headline's source without a mark before it."""
    stem = sentence.tokens[at].stem
    return sentence.tags[at] in "NJV" and (stem in known.headline or stem in known.closing or stem in known.unmarked)


def _seams(sentence: Sentence, known: Reporting) -> list[Seam]:
    """The seams of a sentence with a headline: after a whole date, before a capitalised article, after a source.

    Sources alone are none: "the opposition Lowland Council" is one name.
    """
    tokens = sentence.tokens
    found: list[Seam] = []
    sure = False
    counts = sentence.counts
    for k in range(max(sentence.first + 2, counts[0].first), min(sentence.last - 2, HEADING)):
        if not tokens[k].capital or (found and k < found[-1].begins):
            continue
        if _opens_anew(sentence, k):
            found.append(Seam(k, k))
            sure = True
        elif (begins := _after_stamp(sentence, k, known)) is not None:
            found.append(Seam(k, begins))
            sure = True
        elif _after_source(sentence, k, known):
            found.append(Seam(k, k))
    return found if sure else []


def _after_source(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether the word before `at` is a source that closes a headline, and none goes on at `at`."""
    tokens = sentence.tokens
    last = tokens[at - 1]
    if (last.capital and not last.text.isupper() and last.text != "Reports") or not _may_close(sentence, at - 1, known):
        return False
    return (
        tokens[at].stem not in known.agencies
        and tokens[at].stem not in known.lemmas
        and sentence.tags[at - 2] in "NJEVH"
    )


def _opens_anew(sentence: Sentence, at: int) -> bool:
    """Whether a capital can only begin a sentence: "… in Tell suburb A bomb killed", "… in Tell At least nine died"."""
    tokens, tags, stem = sentence.tokens, sentence.tags, sentence.tokens[at].stem
    if tokens[at + 1].capital or tags[at - 1] not in "NHJE#":
        return False
    if tokens[at + 1].stem == _BOUNDS.get(stem):
        return True
    return stem in _ARTICLES and tags[at - 1] == "N" and tags[at + 1] in 'NJ"'


_ARTICLES = frozenset(["a", "an", "the"])
_BOUNDS = {"at": "least", "more": "than"}


def _after_stamp(sentence: Sentence, at: int, known: Reporting) -> int | None:
    """The word after an agency and a whole date at `at`, or after a weekday and such a date; None where none stands."""
    tokens, tags = sentence.tokens, sentence.tags
    agency = tokens[at].stem in known.agencies
    if not agency and tags[at] != "H":
        return None
    numbers = 0
    for k in range(at + agency, min(at + STAMP, sentence.last - 1)):
        if tokens[k].text.isdecimal():
            numbers += 1
            if len(tokens[k].text) == YEAR and numbers > 1:
                follow = tokens[k + 1]
                return k + 1 if (follow.capital or follow.text.isdecimal()) and tags[at - 1] not in "P," else None
        elif tags[k] != "H" and (tags[k] not in "NM," or not numbers):
            return None
    return None
