"""Sources of headlines, which no verb ties to what they say: "Monitor: 15 killed", "… in north Syria: monitor"."""

from __future__ import annotations

from ..counting.counts import Sentence
from ..words.phrases import Np, head_of, np_after
from .reporting import Reporting
from .saying import Saying

_MARKS = frozenset(":-–—")


def opening(sentence: Sentence, known: Reporting) -> Saying | None:
    """ "SOHR sources: four killed …": a source of several words that opens its sentence before a colon."""
    tokens, tags = sentence.tokens, sentence.tags
    if not sentence.counts or tags[sentence.first] not in "NJD":
        return None
    np = np_after(tokens, tags, sentence.first, min(sentence.first + 9, sentence.last))
    if np is None or np.last >= sentence.last or tokens[np.last].text not in _MARKS:
        return None
    head = tokens[head_of(tokens, tags, np)].stem
    if head not in known.headline and head not in known.organs and head not in known.roles:
        return None
    return Saying(np, np, np.last + 1, sentence.last, "headline", "")


def headline(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "Monitor: 15 killed", "… in north Syria: monitor", and the same without marks in texts that lost them."""
    tokens, tags = sentence.tokens, sentence.tags
    token = tokens[at]
    if (token.stem not in known.headline and token.stem not in known.closing) or tags[at] not in "NJ":
        return None
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
    start = at
    while not marked and not bare and start > sentence.first and at - start < 3 and tags[start - 1] in "NJ":
        start -= 1  # "… – state media"
        ends = follow is None or tags[at + 1] == "."
        marked = ends and bool(sentence.counts) and start > sentence.first and tokens[start - 1].text in ":-–—"
    if marked or bare:
        while bare and start - 1 > sentence.first and tokens[start - 1].stem in known.before_headline:
            start -= 1
        return Saying(Np(start, at + 1), Np(start, at + 1), sentence.first, start, "headline", "")
    return None
