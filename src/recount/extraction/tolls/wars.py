"""Whole wars, and what is counted since an event long ago: signs of scope that a toll is none of the report's news.

A war may have done the harm ("the war has claimed"), or the harm is counted within it ("killed in the conflict", "since
fighting broke out"). Since an attack or an offensive a toll runs with the news; since a truce or a coup it does not,
unless that lies in the last days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recount.model import Span

from ..scenes.relatives import Stretch
from .scopewords import first_of, scope_words, span_at

if TYPE_CHECKING:
    from ..counting.counts import Count
    from ..harm.frames import Frame
    from ..view.view import View

_BEGINS = 7
"""So many words after "since" it is said what began."""

_BACK = 6
"""So many words before a war stands what says that the harm befell within it."""


def whole_war(view: View, count: Count, frame: Frame, stretch: Stretch) -> Span | None:
    """A whole war that did the harm, or within which it is counted."""
    stems = scope_words(view.language).stems
    first, last = stretch
    since = not stems["since"].isdisjoint(view.stems[first:last])
    here = view.stems[first : max(last, frame.first)]
    if not since and stems["war"].isdisjoint(here) and stems["campaign"].isdisjoint(here):
        return None
    return (
        _did_it(view, frame, first)
        or _befell_within(view, count, frame, stretch)
        or _lasting(view, count, first)
        or (_since_it_began(view, stretch) if since else None)
    )


def _did_it(view: View, frame: Frame, first: int) -> Span | None:
    """ "The war, now in its ninth year, has claimed …": the subject of the claim's word of harm."""
    if frame.relation not in ("object", "joined", "part"):
        return None
    tags, stems, attacks = view.tags, scope_words(view.language).stems, scope_words(view.language).attacks
    for steps, k in enumerate(range(frame.first - 1, max(first, frame.first - 11) - 1, -1)):
        if tags[k] in "VEG" and steps > 6:
            return None
        if view.stems[k] in stems["war"] and (steps < 5 or tags[k + 1] in "WPSR"):
            return span_at(view, k)
        if tags[k] in '."' or view.stems[k] in attacks:
            return None
    return None


def _befell_within(view: View, count: Count, frame: Frame, stretch: Stretch) -> Span | None:
    """ "have died in the conflict", "driven out by the war"; but not "…, the worst since the war ended"."""
    tags, stems = view.tags, scope_words(view.language).stems
    first, last = stretch
    begin = max(count.last, frame.last)
    for k in range(begin, min(last, begin + 24)):
        if view.stems[k] in stems["war"] and _within(view, k, first):
            worst = first_of(view, count.last, k, stems["superlative"]) is not None
            if not worst:
                return span_at(view, k)
        if tags[k] in "." or (tags[k] == "C" and k + 1 < last and tags[k + 1] in "V#"):
            return None
    return None


def _within(view: View, k: int, first: int) -> bool:
    """Whether words that say so lead to a war; "by" does to none that is a name ("by the Revolution Commission")."""
    tags, stems = view.tags, scope_words(view.language).stems
    for j in range(k - 1, max(first, k - _BACK) - 1, -1):
        if view.stems[j] in stems["within"]:
            return k - j > 1
        if view.stems[j] in stems["by"]:
            return k - j > 1 and not view.tokens[k].capital
        if tags[j] not in "NJDE#" and view.stems[j] not in stems["of"] | stems["beginning"]:
            return False
    return False


def _lasting(view: View, count: Count, first: int) -> Span | None:
    """ "In its 30-year campaign": a war by its length."""
    stems = scope_words(view.language).stems
    wars = stems["war"] | stems["campaign"]
    for k in range(first, count.first - 2):
        lasting = view.stems[k].endswith("-year") or view.stems[k] in stems["lasting_war"]
        if lasting and first_of(view, k + 1, min(k + 4, count.first), wars) is not None:
            return span_at(view, k)
    return None


def _since_it_began(view: View, stretch: Stretch) -> Span | None:
    """ "since the war", "since fighting broke out"; of an attack or an offensive that began a toll runs with it."""
    known = scope_words(view.language)
    stems = known.stems
    for k in range(*stretch):
        if view.stems[k] not in stems["since"]:
            continue
        end = min(k + _BEGINS, stretch[1])
        if first_of(view, k, end, stems["war"]) is not None:
            return span_at(view, k)
        began = first_of(view, k, end, stems["began"])
        if began is not None and first_of(view, k, began, known.attacks - stems["strife"]) is None:
            return span_at(view, k)
    return None


def since_an_epoch(view: View, stretch: Stretch) -> Span | None:
    """ "Since the truce came into force", "since the coup": what a toll is counted since."""
    stems = scope_words(view.language).stems
    if stems["since"].isdisjoint(view.stems[stretch[0] : stretch[1]]):
        return None
    since = next(k for k in range(*stretch) if view.stems[k] in stems["since"])
    for k in range(since + 1, min(since + _BEGINS, stretch[1])):
        if view.stems[k] in stems["epochs"]:
            return span_at(view, since)
        if view.tags[k] in "AVM,":
            return None
    return None
