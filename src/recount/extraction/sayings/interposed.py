"""What may stand between a source and its verb: adverbs and auxiliaries, times, and by what means it was said.

"The network on Tuesday evening reported", "has since the beginning of the year documented", "in a statement said".
"""

from __future__ import annotations

from ..counting.counts import Sentence
from .reporting import Reporting

ADJUNCT = 9
"""A time, or the means of saying, has at most so many words."""


def before_verb(sentence: Sentence, at: int, known: Reporting) -> int:
    """The last token of the subject before a verb: over auxiliaries, times, means, "however", "for its part"."""
    tokens, tags = sentence.tokens, sentence.tags
    k = at - 1
    while k >= sentence.first:
        if tags[k] in "RAM" and not (over := _time_before(sentence, k, known)):
            k -= 1
        elif over := _time_before(sentence, k, known) or _means_before(sentence, k, known):
            k -= over
        elif tokens[k].stem.endswith(("n't", "n’t")):
            k -= 1  # "they haven't said"
        elif k > sentence.first and tokens[k].stem in known.passing and tags[k - 1] in "NAR":
            k -= 1
        elif tokens[k].stem in known.spans and k - 1 > sentence.first and tokens[k - 1].stem in ("last", "this"):
            k -= 2  # "The council last month put the toll at nine"
        elif tokens[k].stem == "part" and k - 3 >= sentence.first and tokens[k - 2].stem == "for":
            k -= 3
        elif tokens[k].stem == "to" and tokens[k - 1].stem in known.enabling:
            k -= 2
        elif tokens[k].stem == "to" and k - 2 > sentence.first and tokens[k - 1].stem == "on" and tags[k - 2] in "VE":
            k -= 3  # "The statement went on to say"
        else:
            break
    return k


def _time_before(sentence: Sentence, at: int, known: Reporting) -> int:
    """Of how many words the time is that ends at a token: "on Tuesday evening", "since early March"; 0 for none."""
    tokens, tags = sentence.tokens, sentence.tags
    if tags[at] not in "HM#RN" or (tags[at] in "RN" and tokens[at].stem not in known.moments):
        return 0
    dated = False
    words = 0
    for k in range(at, max(sentence.first, at - ADJUNCT), -1):
        stem, tag = tokens[k].stem, tags[k]
        moment = tag in "HM" or (
            stem in known.moments and (not tokens[k].capital or tokens[k - 1].stem in known.partly)
        )
        dated = dated or moment
        if tag in "PT" and dated and stem not in known.partly:
            words = at - k + 1
            if stem != "of":
                words += tokens[k - 1].stem in known.partly  # "late on Tuesday"
                break
        elif dated and (tag == "H" or stem in known.partly):
            words = at - k + 1
        if not (moment or tag in "D#PT" or stem in known.partly):
            break
    before = tags[at - words] if at - words >= sentence.first else "."
    return words if before in "NAROW)," else 0  # "the council, which by Monday had recorded"


def _means_before(sentence: Sentence, at: int, known: Reporting) -> int:
    """Of how many words the means of saying are that end at a token: "in a statement", "on its website"; 0 for none."""
    tokens, tags = sentence.tokens, sentence.tags
    if tokens[at].stem not in known.means:
        return 0
    for k in range(at - 1, max(sentence.first, at - ADJUNCT), -1):
        if tags[k] == "P":
            by = tokens[k].stem in known.through and tags[k - 1] in "NA)" and tokens[k - 1].stem not in known.papers
            return at - k + 1 if by else 0
        if tags[k] not in "DJNO" or tokens[k].capital:
            return 0
    return 0
