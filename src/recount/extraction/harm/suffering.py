"""Harm that a verb tells only with a noun after it: "suffered wounds", "in critical condition", "left their homes"."""

from __future__ import annotations

from recount.model import Outcome

from ..language import Language, per_language
from .harm import harm
from .look import Look


@per_language
def _light(language: Language) -> frozenset[str]:
    """The verbs that tell harm together with a noun after them."""
    known = harm(language)
    return frozenset().union(*(group.verbs for group in (*known.suffer, *known.flights)))


def suffers(look: Look, k: int, be: bool) -> Outcome | None:
    """ "suffered wounds", "in critical condition", "was hit in the leg"."""
    stem = look.stem(k)
    if stem not in _light(look.s.language):
        return None
    if look.tag(k) == "A" and look.tag(k + 1) == "E":
        return None  # "had succumbed to his wounds"
    if look.tag(k) == "E" and not be and look.stem(k + 1) in look.play["aimed"] and stem in look.known.verbs:
        return None  # "shot at cars and exchanged gunfire"
    for group in look.known.suffer:
        if stem in group.verbs and not (group.passive and not be and look.tag(k + 1) in "DO#"):
            for j in range(k + 1, min(k + 8, look.s.last)):
                if (look.tag(j) == "." and look.tokens[j].text != ".") or (look.tag(k) == "P" and j in look.at_first):
                    break  # "A baker from Tell died of wounds"
                if look.stem(j) in look.play["custody"]:
                    break  # "was taken into custody at the scene"
                if look.stem(j) in group.nouns or f"{look.stem(j)} {look.stem(j + 1)}" in group.nouns:
                    return group.outcome
    for group in look.known.flights:
        if stem in group.verbs and look.tag(k) in "VEG" and (be or not group.passive):
            for j in range(k + 1, min(k + 6, look.s.last)):
                if look.tag(j) in ".":
                    break
                if look.stem(j) in group.nouns and (not group.goals or be):
                    return group.outcome
    return None
