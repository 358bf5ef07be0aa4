"""Sayings told by their shape alone, where no list has the verb: "the source continued that nine died".

Somebody who gives accounts, a verb, and "that" after it; or the death of somebody as its object; or nothing more after
it, where a comma parts both from what was said.
"""

from __future__ import annotations

from ..counting.counts import Sentence
from ..words.phrases import Np, head_of
from ..words.syntax import parts_played
from .reporting import Reporting
from .saying import Saying
from .spokesmen import names_source, subject_of

SHAPED = "report"
"""The lemma that a verb without one counts as."""


def shaped(sentence: Sentence, at: int, known: Reporting) -> Saying | None:
    """The saying of the verb at `at`, which no list has; None where its shape tells none."""
    tokens, tags = sentence.tokens, sentence.tags
    if at <= sentence.first or tags[at - 1] not in "NAR)," or tokens[at].stem in known.lemmas:
        return None
    follow = at + 1
    closed = follow >= sentence.last or tags[follow] == "."
    that = not closed and (tokens[follow].stem == "that" or _quotes(sentence, follow))
    object_ = not closed and _harm_at(sentence, follow, known)
    if not (closed or that or object_):
        return None
    source = subject_of(sentence, at, known)
    pronoun = source is not None and source.last - source.first == 1 and tokens[source.first].stem in known.pronouns
    if source is None or not (pronoun or names_source(sentence, source, known)):
        return None
    if that:
        return Saying(source, Np(at, at + 1), follow + 1, sentence.last, "before", SHAPED, None, follow)
    passive = tokens[at - 1].stem in parts_played(sentence.language)["be"]
    if tokens[head_of(tokens, tags, source)].stem not in known.tellers or passive:
        return None
    if object_:
        return Saying(source, Np(at, at + 1), follow, sentence.last, "before", SHAPED, None, follow)
    apart = source.first > sentence.first and tags[source.first - 1] == ","
    if not apart or not any(count.last < source.first for count in sentence.counts):
        return None
    return Saying(source, Np(at, at + 1), sentence.first, source.first, "after", SHAPED, None, follow)


def _quotes(sentence: Sentence, at: int) -> bool:
    """Whether a colon and a quotation mark stand at a token."""
    return sentence.tokens[at].text == ":" and sentence.tags[at + 1 : at + 2] == ['"']


def _harm_at(sentence: Sentence, at: int, known: Reporting) -> bool:
    """Whether somebody's death or wounds stand at a token: "the death of three", "injuries to"."""
    at += sentence.tags[at] == "D"
    return at + 1 < sentence.last and sentence.tokens[at].stem in known.harms and sentence.tags[at + 1] == "P"
