"""Whole wars, as what did the harm or within which it is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recount.model import Span

from .scopewords import first_of, scope_words, span_at

if TYPE_CHECKING:
    from ..counting.counts import Count
    from ..harm.frames import Frame
    from ..view.view import View


def whole_war(view: View, count: Count, frame: Frame, stretch: tuple[int, int]) -> Span | None:
    """A whole war that did the harm, or within which it is counted."""
    known = scope_words(view.language)
    first, last = stretch
    tokens, tags, stems = view.tokens, view.tags, known.stems
    since = not stems["since"].isdisjoint(view.stems[first : count.first])
    here = view.stems[first : max(last, frame.first)]
    fighting = not stems["fighting"].isdisjoint(here) and not stems["since"].isdisjoint(here)
    if not since and not fighting and stems["war"].isdisjoint(here) and stems["campaign"].isdisjoint(here):
        return None
    if frame.relation in ("object", "joined", "part"):
        k = frame.first - 1
        steps = 0
        while k >= first and steps < 10 and not (tags[k] in "VEG" and steps > 6):
            if tokens[k].stem in stems["war"] and (steps < 5 or tags[k + 1] in "WPS"):
                return span_at(view, k)
            if tags[k] in '."' or tokens[k].stem in known.attacks:
                break
            k -= 1
            steps += 1
    begin = max(count.last, frame.last)
    for k in range(begin, min(last, begin + 24)):
        worst = first_of(view, count.last, k, stems["superlative"]) is not None  # "the worst since the war ended"
        if tokens[k].stem in stems["war"] and not worst and _within(view, k, first, stems["within"]):
            return span_at(view, k)
        if since_fighting(view, k, last):
            return span_at(view, k)
        if tags[k] in "." or (tags[k] == "C" and k + 1 < last and tags[k + 1] in "V#"):
            break
    for k in range(first, count.first - 2):
        lasting = tokens[k].stem.endswith("-year") or tokens[k].stem in stems["lasting_war"]
        if lasting and first_of(view, k + 1, min(k + 4, count.first), stems["war"] | stems["campaign"]) is not None:
            return span_at(view, k)  # "In its 30-year campaign"
    for k in range(first, count.first if since else first):
        end = min(k + 7, count.first)
        if tokens[k].stem in stems["since"] and first_of(view, k, end, stems["war"] | stems["began"]) is not None:
            return span_at(view, k)
    return None


def since_fighting(view: View, k: int, last: int) -> bool:
    """ "since the fighting broke out", at a token."""
    known = scope_words(view.language).stems
    if view.stems[k] not in known["since"]:
        return False
    noun = first_of(view, k + 1, min(k + 4, last), known["fighting"])
    return noun is not None and first_of(view, noun + 1, min(noun + 3, last), known["began"]) is not None


def _within(view: View, k: int, first: int, within: frozenset[str]) -> bool:
    """ "in the war", "since the beginning of the conflict"."""
    tokens, tags = view.tokens, view.tags
    onset = scope_words(view.language).stems["onset"]
    for j in range(k - 1, max(first, k - 6) - 1, -1):
        if tokens[j].stem in within:
            return k - j > 1
        known = tokens[j].stem == "of" or tokens[j].stem in onset
        if tags[j] not in "NJDE#" and not known:
            return False
    return False
