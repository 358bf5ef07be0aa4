"""Verbs that harm with the words after those counted: "put 31 villagers to death", "gunned three brothers down"."""

from __future__ import annotations

from ..counting.counts import Count
from .look import Frame, Look


def closed(look: Look, at: int, count: Count) -> Frame | None:
    """What a verb before a count and its close right after it tell: "took away several residents by force"."""
    if count.phrase.counts != "people" or look.stem(count.last) not in look.known.closing:
        return None
    k = look.skip_left(count.first - 1)
    verb = k - (look.stem(k) in look.play["particles"])
    for closing in look.known.closing[look.stem(count.last)]:
        end = count.last + len(closing.close)
        if look.stem(verb) in closing.verbs and tuple(look.s.stems[count.last : end]) == closing.close:
            return Frame(at, closing.outcome, verb, verb + 1, "object", None, look.real(verb))
    return None


def brought_down(look: Look, count: Count) -> bool:
    """ "shot a number of them down": what is no people's is shot down."""
    return look.stem(count.last) == "down" and count.phrase.counts != "people"
