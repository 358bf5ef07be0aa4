"""Verbs of reporting that give a toll, or that tell a harm and report nothing: "claimed 17 lives"."""

from __future__ import annotations

from ..counting.counts import Sentence
from ..words.phrases import np_after
from .reporting import Reporting


def counts_harm(sentence: Sentence, at: int) -> bool:
    """ "claimed 17 lives", "claimed the lives of": no saying."""
    stems = [sentence.tokens[k].stem for k in range(at + 1, min(at + 8, sentence.last))]
    if "responsibility" in stems[:3]:
        return True
    count = next((one for one in sentence.counts if one.first == at + 1), None)
    if (
        count is not None
        and sentence.tokens[at].stem.startswith("claim")
        and all(tag in "PNJDH,.C" for tag in sentence.tags[count.last : min(count.last + 3, sentence.last)])
    ):
        return True  # "strikes claimed more than 100 civilians"
    return sentence.tokens[at].stem.startswith("claim") and ("lives" in stems or "life" in stems)


def condemns_harm(sentence: Sentence, at: int, known: Reporting) -> bool:
    """ "condemned the raids in Tell that left 18 dead": whoever condemns an attack tells what it did.

    Not whoever condemns words about it: "denounced the claims of a spokesman who blamed rebels for a raid".
    """
    np = np_after(sentence.tokens, sentence.tags, at + 1, sentence.last, links=frozenset())
    if np is None or sentence.stems[np.last - 1] not in known.anaphors:
        return False
    relative = ("that", "which")
    ends = (k for k in range(np.last, sentence.last) if sentence.tags[k] in 'VEA,"' or sentence.stems[k] in relative)
    which = next(ends, None)
    if which is None or sentence.stems[which] not in relative:
        return False
    return any(which < count.first <= which + 4 for count in sentence.counts)


def gives_toll(sentence: Sentence, at: int, known: Reporting) -> bool:
    """ "gave a death toll of 17", "puts the figure at 191,000", "was put at 14 by …"."""
    after = [token.stem for token in sentence.tokens[at + 1 : min(at + 6, sentence.last)]]
    if sentence.tags[at - 1] == "A" and after[:1] in (["at"], ["as"]):
        return "by" in after and not known.tolls.isdisjoint(t.stem for t in sentence.tokens[sentence.first : at])
    if after[:2] == ["it", "at"] or not known.tolls.isdisjoint(after):
        return True
    starts = {count.first for count in sentence.counts}  # "put the dead at nine"
    return any(stem == "at" and at + 2 + k in starts for k, stem in enumerate(after))
