"""Verbs of reporting that give a toll, or that tell a harm and report nothing: "claimed 17 lives"."""

from __future__ import annotations

from ..counting.counts import Sentence
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


def gives_toll(sentence: Sentence, at: int, known: Reporting) -> bool:
    """ "gave a death toll of 17", "puts the figure at 191,000", "was put at 14 by …"."""
    after = [token.stem for token in sentence.tokens[at + 1 : min(at + 6, sentence.last)]]
    if sentence.tags[at - 1] == "A" and after[:1] in (["at"], ["as"]):
        return "by" in after and not known.tolls.isdisjoint(t.stem for t in sentence.tokens[sentence.first : at])
    if after[:2] == ["it", "at"] or not known.tolls.isdisjoint(after):
        return True
    starts = {count.first for count in sentence.counts}  # "put the dead at nine"
    return any(stem == "at" and at + 2 + k in starts for k, stem in enumerate(after))
