"""Reporting in the passive, where the source stands after "by" and not right after the verb.

"Were made public on Thursday by the police", "was put at 14 by the council", "it was stated on Monday by the centre
that …". A source right after the participle ("announced by the police") is read in `according`.
"""

from __future__ import annotations

from ..counting.counts import Sentence
from ..words.phrases import Np, np_after
from .according import issuer, over_sentence
from .reporting import Reporting
from .saying import Saying
from .spokesmen import names_source, speaks

REACH = 12
"""So many words after the participle "by" is looked for."""


def passive(sentence: Sentence, cue: Np, lemma: str, known: Reporting) -> Saying | None:
    """The saying of a participle of reporting whose source is its agent; None where it names none."""
    if lemma not in known.passive or sentence.tags[cue.first] not in "EVN":
        return None
    by = _agent_at(sentence, cue.last)
    if by is None:
        return None
    tokens, tags = sentence.tokens, sentence.tags
    source = np_after(tokens, tags, by + 1, sentence.last, titles=True)
    if source is None or not speaks(sentence, source, known):
        return None
    source = issuer(sentence, source, known) or source
    if not names_source(sentence, source, known) and not tokens[source.last - 1].capital:
        return None
    if source.last < sentence.last and tokens[source.last].stem == "that":
        return Saying(source, cue, source.last + 1, sentence.last, "before", lemma)
    return over_sentence(sentence, source, cue, lemma)


def _agent_at(sentence: Sentence, at: int) -> int | None:
    """Where "by" stands, no clause in between: over times, places, figures and what is said to be so."""
    for k in range(at, min(at + REACH, sentence.last)):
        if sentence.tokens[k].stem == "by":
            return k
        if sentence.tags[k] not in "HRP#NJDT":
            return None
    return None
