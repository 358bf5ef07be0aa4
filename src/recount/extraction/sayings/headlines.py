"""Sources of headlines, which no verb ties to what they say: "Monitor: 15 killed", "… in north Syria: monitor"."""

from __future__ import annotations

from ..counting.counts import Sentence
from ..words.people import people
from ..words.phrases import Np, head_of, np_after
from .reporting import Reporting
from .saying import Saying
from .spokesmen import names_source

_MARKS = frozenset(":-–—|")


def opening(sentence: Sentence, known: Reporting) -> Saying | None:
    """ "SOHR sources: four killed …": a source of several words that opens its sentence before a colon."""
    tokens, tags = sentence.tokens, sentence.tags
    if not sentence.counts:
        return None
    barred = (k + 1 for k in range(sentence.first, min(sentence.first + 4, sentence.last)) if tokens[k].text == "|")
    bracket = tags[sentence.first] == "("
    for start in (sentence.first + bracket, next(barred, sentence.last)):
        if start >= sentence.last or tags[start] not in "NJD":
            continue
        np = np_after(tokens, tags, start, min(start + 9, sentence.last))
        end = np.last + (tags[np.last : np.last + 1] == [")"]) if np is not None else sentence.last
        if end + 1 < sentence.last and tags[end + 1] in "VE":
            continue  # "Regime forces: killed 96 civilians"
        marks = ":|" if bracket else _MARKS  # "(WKRP) -- One person is dead" is a dateline
        if np is None or end >= sentence.last or tokens[end].text not in marks or not _speaks(sentence, np, known):
            continue
        if tokens[np.first].stem in known.genres and tokens[np.last - 1].stem in known.papers:
            continue  # "Monthly report: 61 killed"
        if tokens[end].text in ":|" or not _dateline(sentence, np, known):
            return Saying(np, np, end + 1, sentence.last, "headline", "")
    return None


def _dateline(sentence: Sentence, np: Np, known: Reporting) -> bool:
    """Whether a place and an agency in capitals only date what follows: "DAMASCUS SANA-Five men died"."""
    tokens = sentence.tokens
    agency = np.last - np.first > 1 and tokens[np.last - 1].text.isupper()
    return agency and tokens[np.last - 1].stem in known.agencies and all(tokens[k].capital for k in range(*np))


def _speaks(sentence: Sentence, np: Np, known: Reporting) -> bool:
    """Whether words before a colon name a source: by their head, or as an acronym that no word can be ("LCC")."""
    tokens, tags = sentence.tokens, sentence.tags
    head = tokens[head_of(tokens, tags, np)]
    if head.stem in known.headline or head.stem in known.organs or head.stem in known.roles:
        return True
    if head.stem in known.papers and tokens[np.first].stem in known.organs:
        return True  # "SOHR statistics: …"
    if tokens[min(np.last, sentence.last - 1)].text not in ":|)":
        return False
    return np.last - np.first == 1 and len(head.text) > 2 and head.text.isupper() and not set(head.stem) & set("aeiouy")


def headline(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "Monitor: 15 killed", "… in north Syria: monitor", and the same without marks in texts that lost them."""
    tokens, tags = sentence.tokens, sentence.tags
    token = tokens[at]
    if (token.stem not in known.headline and token.stem not in known.closing) or tags[at] not in "NJ":
        return None
    if token.stem in known.pronouns and not token.text.isupper():
        return None  # "… clashes: WHO"
    follow = tokens[at + 1] if at + 1 < sentence.last else None
    if (
        at == sentence.first
        and follow is not None
        and (follow.text in (":", "-", "–", "—") or (token.capital and tags[at + 1] == "#"))
    ):
        return Saying(Np(at, at + 1), Np(at, at + 1), at + 1, sentence.last, "headline", "")
    agency = follow is not None and follow.text.isupper() and follow.stem in known.agencies
    marked = (
        at > sentence.first
        and tokens[at - 1].text in (":", "-", "–", "—", ",")
        and (follow is None or tags[at + 1] == "." or (follow.capital and tokens[at - 1].text != ","))
    )
    bare = (
        (token.capital or agency)
        and token.stem in known.headline
        and at > sentence.first
        and tags[at - 1] in "NHE#J"
        and bool(sentence.counts)
        and sentence.counts[0].first < at
        and (
            follow is None
            or tags[at + 1] == "."
            or follow.text.isupper()
            or (follow.capital and follow.stem in known.agencies)
        )
    )
    bare = bare or _unmarked(sentence, at, known)
    start = at
    while not marked and not bare and start > sentence.first and at - start < 3 and tags[start - 1] in "NJ":
        start -= 1  # "… – state media"
        ends = follow is None or tags[at + 1] == "."
        marked = ends and bool(sentence.counts) and start > sentence.first and tokens[start - 1].text in ":-–—"
    if marked or bare:
        while bare and start - 1 > sentence.first and tokens[start - 1].stem in known.before_headline:
            start -= 1
        return Saying(Np(start, at + 1), Np(start, at + 1), sentence.first, start, "headline", "")
    return _between(sentence, at, known)


def after_colon(sentence: Sentence, known: Reporting) -> Saying | None:
    """A source of several words that ends a headline after its colon: "Shelling kills nine: the Tell Media Centre"."""
    tokens, last = sentence.tokens, sentence.last
    colon = next((k for k in range(last - 2, max(sentence.first, last - 9), -1) if tokens[k].text == ":"), None)
    if colon is None or not any(count.last <= colon for count in sentence.counts):
        return None
    np = np_after(tokens, sentence.tags, colon + 1, last)
    if np is None or np.last < last or any(count.first > colon for count in sentence.counts):
        return None
    if not names_source(sentence, np, known):
        return None
    return Saying(np, np, sentence.first, colon, "headline", "")


def _between(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """A monitor between two headlines that run on: "Raids kill 36 civilians Watchdog Lowlanders back the army".

    It vouches for the count before it, and for no more.
    """
    tokens, tags = sentence.tokens, sentence.tags
    if (
        tokens[at].stem not in known.generic
        or not tokens[at].capital
        or at + 1 >= sentence.last
        or tags[at - 1] not in "NJE"
    ):
        return None
    follow = tokens[at + 1]
    of_name = (
        follow.stem in known.organs or follow.stem in people(sentence.language).nouns or follow.stem in known.lemmas
    )
    if not follow.capital or of_name or tags[at + 1] not in "NJV":
        return None
    near = [count for count in sentence.counts if at - TITLE <= count.first < at and not count.article]
    plain = near and not any(tokens[k].stem in known.lemmas or tags[k] == "." for k in range(near[0].first, at))
    return Saying(Np(at, at + 1), Np(at, at + 1), near[0].first, at, "headline", "") if plain else None


TITLE = 12
"""So many words at most stand between a headline's count and its source."""


def _unmarked(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether a title that lost its marks ends in its source: "Raids kill 12 in Tell monitor", "kill 14 SANA"."""
    tokens, tags = sentence.tokens, sentence.tags
    follow = tags[at + 1] if at + 1 < sentence.last else "."
    if sentence.first or follow != "." or tokens[at].stem not in known.unmarked or not sentence.counts:
        return False
    before = tokens[at - 1]
    apart = tokens[at].text.isupper() and tags[at - 1] in "NJ"
    return sentence.counts[0].first < at and (apart or (before.capital and not tokens[at].capital))
