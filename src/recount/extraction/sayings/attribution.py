"""Attribution: which words of a report somebody is said to vouch for, and who.

A `Saying` is one reporting word with its source and the stretch of tokens that it governs: before it ("…, the
ministry said"), after it ("the ministry said that …"), or the whole sentence ("according to …").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ..counting.counts import Sentence
from ..words.phrases import Np, head_of, np_after, np_before
from ..words.syntax import parts_played
from ..words.tokens import Token
from .reporting import Reporting, reporting
from .spokesmen import likely, speaks, subject_of

SayingKind = Literal["before", "after", "according", "headline"]


class Saying(NamedTuple):
    """A source, the reporting word, and the tokens (`start` to `stop`, exclusive) that it governs.

    `end` is where the words of the reporting itself end, with its time and place ("said in Geneva on Tuesday").
    """

    source: Np
    cue: Np
    start: int
    stop: int
    kind: SayingKind
    lemma: str
    to: Np | None = None
    end: int = 0


def find_sayings(sentence: Sentence) -> list[Saying]:
    """The sayings of one sentence, in order."""
    known = reporting(sentence.language)
    made: list[Saying] = []
    tokens, tags = sentence.tokens, sentence.tags
    at = sentence.first
    while at < sentence.last:
        if tokens[at].stem not in known.starts:
            at += 1
            continue
        saying = _according(sentence, at, known) or _verb(sentence, at, known, made) or _headline(sentence, at, known)
        if saying is None:
            at += 1
            continue
        made.append(saying)
        at = max(saying.cue.last, at + 1)
    return _bounded(made, tokens, tags)


def _bounded(made: list[Saying], tokens: Sequence[Token], tags: Sequence[str]) -> list[Saying]:
    """Where two sayings of a sentence meet, each keeps its own side."""
    for k in range(1, len(made)):
        before, here = made[k - 1], made[k]
        if here.kind in ("after", "according") and before.kind == "before" and before.stop > here.source.first:
            continue  # the nearer one wins by its smaller reach
        if here.kind == "before" and before.kind == "before" and before.cue.last <= here.source.first < before.stop:
            made[k - 1] = before._replace(stop=min(before.stop, here.source.first))
        if here.kind in ("after", "headline", "according") and before.kind != "before" and here.start < before.cue.last:
            made[k] = here._replace(start=max(here.start, before.cue.last))
    return made


def _according(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    tokens, tags = sentence.tokens, sentence.tags
    stem = tokens[at].stem
    for stems in known.according:
        if stem != stems[0] or at + len(stems) >= sentence.last:
            continue
        if any(tokens[at + k].stem != word for k, word in enumerate(stems)):
            continue
        source = np_after(tokens, tags, at + len(stems), sentence.last)
        if source is None:
            return None
        source = _issuer(sentence, source, known) or source
        cue = Np(at, at + len(stems))
        opens = all(tags[k] in 'CRSP",' or tags[k] == "D" for k in range(sentence.first, at))
        if opens:
            return Saying(source, cue, source.last, sentence.last, "according", stem)
        return Saying(source, cue, sentence.first, sentence.last, "according", stem)
    if stem in known.citing and at > sentence.first and tags[at] in "GEV" and stem.endswith("ing"):
        source = np_after(tokens, tags, at + 1, sentence.last)
        if source is not None:
            return Saying(source, Np(at, at + 1), sentence.first, at, "headline", "cite")
    return None


def _issuer(sentence: Sentence, np: Np, known: Reporting) -> Np | None:
    """Who stands behind "a statement released by X", "figures published by X"."""
    tokens = sentence.tokens
    if tokens[head_of(tokens, sentence.tags, np)].stem not in known.papers:
        return None
    for k in range(np.last, min(np.last + 5, sentence.last)):
        if tokens[k].stem in ("by", "from"):
            return np_after(tokens, sentence.tags, k + 1, sentence.last)
        if sentence.tags[k] not in "EHRP":
            return None
    return None


def _verb(sentence: Sentence, at: int, known: Reporting, made: list[Saying]) -> Saying | None:
    tokens, tags = sentence.tokens, sentence.tags
    stem = tokens[at].stem
    lemma = known.lemmas.get(stem)
    if lemma is None or tags[at] not in "VEGN" or (tags[at] == "N" and not _verb_here(sentence, at)):
        return None
    if lemma in ("claim", "count") and _counts_harm(sentence, at):
        return None
    if lemma in ("give", "put") and not _gives_toll(sentence, at, known):
        return None
    cue = Np(at, at + 1)
    follow = at + 1
    if tags[at] == "G":
        own = np_before(tokens, tags, at, sentence.first) if tags[at - 1] in "NJ" else None
        if (
            own is not None
            and own.first > sentence.first
            and tokens[own.first - 1].stem == "with"
            and likely(sentence, own, known)
        ):
            return Saying(own, cue, follow, sentence.last, "before", lemma)
        if not made or tags[at - 1] in "DP":
            return None
        before = made[-1]
        return Saying(before.source, cue, follow, sentence.last, "before", lemma)
    if _be_before(sentence, at):
        return None
    source = subject_of(sentence, at, known)
    turned = False
    if (
        source is not None
        and not likely(sentence, source, known)
        and lemma in known.after
        and not tokens[source.first].capital
    ):
        other = np_after(tokens, tags, follow, sentence.last)
        if other is not None and likely(sentence, other, known):
            source = None
    if source is None and lemma in known.after and at > sentence.first and tags[at - 1] in ',":)NH#.J':
        source = np_after(tokens, tags, follow, sentence.last)
        turned = source is not None
        if source is not None and not speaks(sentence, source, known):
            return None
    if source is None:
        return None
    to: Np | None = None
    end = source.last if turned else follow
    if lemma in ("tell", "inform") and not turned:
        to = np_after(tokens, tags, follow, sentence.last)
        end = to.last if to else follow
    governs_left = turned or (
        lemma in known.after
        and (_closes(sentence, end) or _only_before(sentence, source, end))
        and _says_something(sentence, source.first)
    )
    if governs_left:
        stop = source.first if not turned else at
        if end < sentence.last and (tags[end] == "G" or tokens[end].stem == "including"):
            stop = sentence.last  # "…, a monitor said, bringing the toll to …"
        return Saying(source, cue, sentence.first, stop, "after", lemma, to, _adjuncts(sentence, end, True))
    reach = _reach(sentence, follow, lemma, known)
    return Saying(source, cue, follow, reach, "before", lemma, to, _adjuncts(sentence, end, False))


def _adjuncts(sentence: Sentence, at: int, closes: bool) -> int:
    """Where the time and the place of a reporting verb end, which begin at `at`.

    What is said follows a verb that does not close its sentence, so there only times belong to the verb, and places
    only where "that" or a comma comes after them.
    """
    tokens, tags = sentence.tokens, sentence.tags
    k = sure = at
    while k < sentence.last and k - at < 12:
        if tags[k] in "HR" or _day_part(tokens, tags, k):
            k = sure = k + 1
        elif tags[k] == "P" and tags[k + 1 : k + 2] == ["H"]:
            k = sure = k + 2
        elif tags[k] == "P" and (np := np_after(tokens, tags, k + 1, sentence.last)) is not None:
            k = np.last
        else:
            break
    return k if closes or (k < sentence.last and (tags[k] in ",." or tokens[k].stem == "that")) else sure


def _reach(sentence: Sentence, at: int, lemma: str, known: Reporting) -> int:
    """Where what is said ends. An announcement of a thing ends before what it followed or came amid."""
    if lemma not in known.announcing or sentence.tags[at : at + 1] == ["#"]:
        return sentence.last
    tokens = sentence.tokens
    for k in range(at, sentence.last):
        if tokens[k].stem == "that" or sentence.tags[k] in ':"':
            return sentence.last
        if tokens[k].stem in known.aftermath:
            return k
        if sentence.tags[k] == "," and sentence.tags[k + 1 : k + 2] == ["G"] and tokens[k + 1].stem not in known.lemmas:
            return k
    return sentence.last


def _verb_here(sentence: Sentence, at: int) -> bool:
    before = sentence.tags[at - 1] if at > sentence.first else "."
    return before in "NO" and at + 1 < sentence.last and sentence.tags[at + 1] in "#D"


def _counts_harm(sentence: Sentence, at: int) -> bool:
    """ "claimed 17 lives", "claimed the lives of": no saying."""
    stems = [sentence.tokens[k].stem for k in range(at + 1, min(at + 8, sentence.last))]
    if "responsibility" in stems[:3]:
        return True
    return sentence.tokens[at].stem.startswith("claim") and ("lives" in stems or "life" in stems)


def _gives_toll(sentence: Sentence, at: int, known: Reporting) -> bool:
    """ "gave a death toll of 17", "puts the figure at 191,000"."""
    return any(sentence.tokens[k].stem in known.tolls for k in range(at + 1, min(at + 6, sentence.last)))


def _be_before(sentence: Sentence, at: int) -> bool:
    k = at - 1
    while k >= sentence.first and sentence.tags[k] == "R":
        k -= 1
    return k >= sentence.first and sentence.tokens[k].stem in parts_played(sentence.language)["be"]


_CLOSERS = frozenset(['"', ",", ".", ":", "C", "S", "W", "G", ")"])


def _closes(sentence: Sentence, at: int) -> bool:
    """Whether nothing said follows a reporting verb: the end, a comma, only a time or "in a statement"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = at
    steps = 0
    while k < sentence.last and steps < 9:
        tag, stem = tags[k], tokens[k].stem
        if stem == "that" or tag in "#A":
            return False
        if tag in _CLOSERS:
            if tag == ":":
                return tokens[k].text != ":"
            if tag == '"' or (tag == "," and k + 1 < sentence.last and tags[k + 1] == '"'):
                return tag == ","
            return True
        if (tag == "P" and (k == at or _day_part(tokens, tags, k - 1))) or (tag == "T" and k > at):
            end = np_after(tokens, tags, k + 1, sentence.last)
            hour = k + 1 < sentence.last and tags[k + 1] in "H#"
            if end is None and not hour:
                return True
            k = end.last if end is not None else k + 2
            steps += 1
            continue
        if tag in "HR" or (tag == "#" and tags[k - 1] in "H#") or _day_part(tokens, tags, k):
            k += 1
            steps += 1
            continue
        return k > at and tag in "P"
    return True


def _only_before(sentence: Sentence, source: Np, end: int) -> bool:
    """Whether all counts stand before the source and none after, in a text without commas."""
    before = [count for count in sentence.counts if count.last <= source.first]
    if (
        not before
        or sentence.tags[source.first - 1] in ',"'
        or (sentence.tokens[end : end + 1] and sentence.tokens[end].stem == "that")
    ):
        return False
    return not any(count.first >= end for count in sentence.counts)


def _day_part(tokens: Sequence[Token], tags: Sequence[str], k: int) -> bool:
    """ "early" in "early Friday", "morning" in "Friday morning"."""
    follow = tags[k + 1 : k + 3]
    return (tokens[k].stem in ("early", "late") and (follow[:1] == ["H"] or follow == ["P", "H"])) or (
        tags[k - 1] == "H" and tokens[k].stem in ("morning", "evening", "night", "afternoon")
    )


def _says_something(sentence: Sentence, end: int) -> bool:
    """Whether a clause stands before a source: a verb, or a figure."""
    return any(sentence.tags[k] in "VEAM" or sentence.tags[k] == "G" for k in range(sentence.first, end)) or any(
        count.last <= end for count in sentence.counts
    )


def _headline(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """ "Monitor: 15 killed", "… in north Syria: monitor", and the same without marks in texts that lost them."""
    tokens, tags = sentence.tokens, sentence.tags
    token = tokens[at]
    if token.stem not in known.headline or tags[at] not in "NJ":
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
        and (follow is None or tags[at + 1] == ".")
    )
    bare = (
        (token.capital or agency)
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


def governed(sayings: Sequence[Saying], at: int) -> Saying | None:
    """The saying that governs the token at `at`: of those that reach it the one whose reach is smallest."""
    reaching = [saying for saying in sayings if saying.start <= at < saying.stop]
    if not reaching:
        return None
    return min(
        reaching, key=lambda saying: (saying.kind == "headline", saying.stop - saying.start, abs(saying.cue.first - at))
    )
