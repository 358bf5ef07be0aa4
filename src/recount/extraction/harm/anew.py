"""Whether a count tells of somebody who is not told of already: no apposition, no "one of the dead was a teacher"."""

from __future__ import annotations

from ..counting.counts import Count
from .again import apposed
from .look import Frame, Look
from .parts import is_told


def counts_anew(look: Look, at: int, count: Count, frames: dict[int, Frame]) -> bool:
    """Whether a count tells of somebody who is not told of already."""
    again = count.article and (
        _after_a_name(look, count) or is_told(look.s, at) or apposed(look, at) or _in_idiom(look, count)
    )
    return not (again or _one_told_of(look, count) or _floating(look, at, count, frames))


def _in_idiom(look: Look, count: Count) -> bool:
    """ "The baker fell a martyr": an article and its noun inside a phrase of harm count nobody."""
    return any(one.first < count.first and count.last <= one.last for one in look.predicates)


def _after_a_name(look: Look, count: Count) -> bool:
    """ "Amal Haddad, a mother of two, was hurt": the article counts nobody who is not already named."""
    k = count.first
    if look.stem(k - 1) in look.play["perhaps"] and look.tag(k - 2) in "N,":
        return True  # "his companion, perhaps an accomplice, died"
    if _after_the_one(look, count):
        return True
    if look.stem(k - 1) in look.play["also"] and look.tag(k - 2) == "," and look.tokens[k - 3].capital:
        return True
    name = k - 2
    aged = look.tag(name) == "#" and look.tokens[name].kind == "number" and look.tag(name - 1) == ","
    if aged and not (look.tag(count.last) == "," and look.tag(count.last + 1) == "#"):
        name -= 2  # "Amal Haddad, 41, a teacher, was hurt", but "…, 41, a boy, 12, and a girl"
    name -= look.tokens[name].text == "." and look.tokens[name - 1].capital
    if look.tag(k - 1) != "," or not (
        look.tag(name) == "N" and look.tokens[name].capital and look.tokens[name - 1].capital
    ):
        return False
    if any(look.tag(j) == "," for j in range(count.last, min(count.last + 7, look.s.last))):
        return True
    while look.tag(name) == "N" and look.tokens[name].capital:
        name -= 1
    return look.tag(name) != "P" and look.tag(count.last) in "WP."


def _after_the_one(look: Look, count: Count) -> bool:
    """ "The driver, a father of three, was killed": whose parent a definite person is, between commas after him."""
    k = count.first - 2
    if not count.phrase.heads or look.stem(count.phrase.heads[-1]) not in look.play["parents"]:
        return False
    if look.tag(k + 1) != "," or look.tag(k) != "N" or look.stem(k) not in look.people:
        return False
    start = k
    while look.tag(start) in "NJ" and start > k - 4:
        start -= 1
    noun = look.people[look.stem(k)]
    if look.stem(start) not in look.play["owners"] | {"the"} or noun.plural or noun.collective:
        return False
    end = next((j for j in range(count.last, min(count.last + 6, look.s.last)) if look.tag(j) == ","), None)
    return end is not None and look.tag(end + 1) == "A"


def _one_told_of(look: Look, count: Count) -> bool:
    """ "Sami Nour, who was one of those killed", "one was a boy": somebody told of already, not one more."""
    k = count.first
    while look.tag(k - 1) == "R":
        k -= 1  # "who was also one of the dead"
    if count.article and look.stem(k - 1) in look.play["pointing"] and look.stem(k - 2) == "of":
        return True  # "two civilians, one of them a child"
    if look.stem(k - 1) not in look.play["be"] or any(look.stem(j) in look.play["among"] for j in range(k - 8, k)):
        return False
    if count.figure.kind == "pronoun" and look.stem(count.figure.last) == "of":
        return look.tag(k - 2) in "NOWR,"
    if not count.article:
        return False
    before = next((other for other in reversed(look.s.counts) if other.last < k), None)
    if before is None or before.figure.kind != "pronoun":
        return False
    of = before.figure.last
    dead = look.harmed(of + 1) if look.stem(of) == "of" else None
    return before.last == k - 1 or (dead is not None and dead.last == k - 1)  # "One of the dead was a teacher"


def _floating(look: Look, at: int, count: Count, frames: dict[int, Frame]) -> bool:
    """ "A boy and his sister were both hurt": after a form of "be", "both" counts nobody anew."""
    if count.figure.kind != "both" or at == 0:
        return False
    before = look.s.counts[at - 1]
    if look.tag(count.first - 1) == "," and before.last == count.first - 1 and before.figure.figure.stated == (2, 2):
        return bool(count.phrase.heads)  # "Two people, both policemen, were killed"
    if look.tag(count.first - 1) != "A":
        return False
    return at - 1 in frames and frames[at - 1].first >= count.last
