"""Verbs that harm with the words after those counted: "put 31 villagers to death", "gunned three brothers down"."""

from __future__ import annotations

from ..counting.counts import Count
from .look import Frame, Look


def closed(look: Look, at: int, count: Count) -> Frame | None:
    """What a verb before a count and its close right after it tell: "took away several residents by force"."""
    bare = count.phrase.counts == "nobody" and count.figure.kind == "number"
    if count.phrase.counts != "people" and not bare:
        return None
    after = count.last if bare or look.stem(count.last) in look.known.closing else count.phrase.heads[-1] + 1
    k = look.skip_left(count.first - 1)
    verb = k - (look.stem(k) in look.play["particles"])
    for closing in look.known.closing.get(look.stem(after), ()):
        end = after + len(closing.close)
        if look.stem(verb) in closing.verbs and tuple(look.s.stems[after:end]) == closing.close:
            if closing.outcome == "displaced" and not bare and of_a_force(look, look.stem(count.phrase.heads[-1])):
                return None  # "drove 12 rebels out of the town"
            return Frame(at, closing.outcome, verb, verb + 1, "object", None, look.real(verb))
    return None


def of_a_force(look: Look, head: str) -> bool:
    """Whether a noun is of those who fight for a side: "lost 27 terrorists", but not "lost two teachers"."""
    noun = look.people.get(head)
    return noun is not None and noun.status in ("state_forces", "armed_group")


def brought_down(look: Look, count: Count) -> bool:
    """ "shot a number of them down": what is no people's is shot down."""
    return look.stem(count.last) == "down" and count.phrase.counts != "people"
