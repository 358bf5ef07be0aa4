"""Numbers that tell an age or a time, not how many: "Ali Hassan, 17, of", "aged 16", "nine of whom were under 18"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..words.people import People
from ..words.tokens import Token
from .figures import Found

Play = Mapping[str, frozenset[str]]
"""Function words by the part they play (`syntax.py`)."""


def an_age(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play, known: People) -> bool:
    """ "Ali Hassan, 17, of" and "aged 16": a bare number between a name and a comma."""
    at = found.core
    if found.first and tokens[found.first - 1].stem in play["aged"]:
        return True  # "victims aged between 20 and 37"
    if _told_age(tokens, tags, found, last, play):
        return True
    if at > 1 and tokens[at - 1].stem == "of" and tokens[at - 2].stem in play["aged"]:
        return True  # "children under the age of eighteen"
    if at > 1 and tokens[at - 1].stem == "of" and _one_person(tokens[at - 2].stem, known):
        return tokens[at - 2].stem not in play["parents"] and not (found.last < last and tags[found.last] in "NJ")
    if _in_ages(tokens, tags, found, last, play):
        return True  # "ages 15, 16 and 17", "aged five and nine"
    if _of_one_told_apart(tokens, tags, found, last, play):
        return True
    if found.last - found.first != 1 or tokens[at].kind != "number" or len(tokens[at].text) > 3:
        return False
    before = tokens[at - 1] if at else None
    if before is None or (found.figure.low or 0) > OLDEST or _of_a_place(tokens, tags, found, last, play):
        return False
    if before.stem == "also" and found.last < last and tags[found.last] == ",":
        return True
    if at >= 2 and _ages_of_several(tokens, at, found.last, last, known):
        return True
    if before.text == "," and at >= 2 and _one_person(tokens[at - 2].stem, known):
        also = found.last + 1 < last and tokens[found.last].stem == "as" and tokens[found.last + 1].stem == "well"
        return found.last < last and (also or tags[found.last] in ",)" or tokens[found.last].text == ";")
    if before.text == "," and at >= 2 and tokens[at - 2].capital and tags[at - 2] in "NHPV" and tags[at - 2] != "H":
        return found.last >= last or tags[found.last] in ",.CPAW:)" or tokens[found.last].stem in play["says"]
    return (
        before.capital
        and tags[at - 1] == "N"
        and found.last < last
        and tags[found.last] == ","
        and at >= 2
        and tokens[at - 2].capital
    )


def _in_ages(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play) -> bool:
    """Whether a bare number stands in a list of ages; in "a man aged 50 and nine children" the last does not."""
    if found.figure.modifier != "exact" or (found.figure.low or 0) > OLDEST:
        return False
    start = found.core - 1
    while start > 0 and found.core - start < 12 and (tags[start] == "#" or tokens[start].stem in _BETWEEN_AGES):
        start -= 1
    if start < 0 or tokens[start].stem not in play["aged"]:
        return False
    return found.last >= last or tags[found.last] not in "NJ" or tokens[found.last].stem in play["age_units"]


_BETWEEN_AGES = frozenset([",", "and", "to", "from", "between"])


def _one_person(stem: str, known: People) -> bool:
    """Whether a noun speaks of one person: a bare number after it is an age ("a boy, 9, and his sister, 6, died")."""
    noun = known.nouns.get(stem)
    return noun is not None and not noun.plural and not noun.collective


def _ages_of_several(tokens: Sequence[Token], at: int, end: int, last: int, known: People) -> bool:
    """ "two boys, 8 and 13, were": two bare numbers between commas after a plural noun."""
    first = at if tokens[at - 1].text == "," else at - 2
    if first < 2 or first + 3 >= last or tokens[first - 1].text != "," or tokens[first + 1].stem != "and":
        return False
    noun = known.nouns.get(tokens[first - 2].stem)
    both = tokens[first].kind == "number" and tokens[first + 2].kind == "number"
    return both and noun is not None and noun.plural and tokens[first + 3].text in (",", ".", ")")


def younger(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play, known: People) -> bool:
    """ "nine of whom were under 18", "one under the age of 18": a bound of years, not of people."""
    if (found.figure.high or found.figure.low or 0) > OLDEST or tokens[found.core].kind != "number":
        return False
    if found.last < last and tags[found.last] in "NJ":
        return False
    k = found.core - 1
    while k > 0 and tokens[k].stem in play["younger_between"]:
        k -= 1
    if tokens[k].stem not in play["younger"] or k == 0:
        return False
    noun = known.nouns.get(tokens[k - 1].stem)
    young = noun is not None and noun.age == "child"  # "32 of them children under 10"
    said = play["be"] | play["aged"] | play["pointing"]
    return young or k < found.core - 1 or tokens[k - 1].stem in said


def _of_a_place(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play) -> bool:
    """ "60 in Tell, 30 in Nahr": a number between two places."""
    if found.last >= last or tokens[found.last].stem not in play["placing"]:
        return False
    k = found.first - 1
    while k and (tags[k] in ",CND" or tokens[k].capital) and found.first - k < NAMED:
        k -= 1
    return tokens[k].stem in play["placing"]


def _told_age(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play) -> bool:
    """ "Her son, who is nine, was wounded", "she was 14": one person's age as what is said of him."""
    at = found.core
    if found.figure.modifier != "exact" or (found.figure.low or 0) > OLDEST or at < 2:
        return False
    if tokens[at - 1].stem not in play["be"] or tokens[at - 2].stem not in play["of_one"]:
        return False
    return found.last >= last or tags[found.last] in ",.CS" or tokens[found.last].stem in play["says"]


def _of_one_told_apart(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play) -> bool:
    """ "One, 16, was flown", "one of them, 30, died", "the other, 28, is": a bare number between commas."""
    at = found.core
    if at < 2 or found.last - found.first != 1 or tokens[at].kind != "number" or (found.figure.low or 0) > OLDEST:
        return False
    if tokens[at - 1].text != "," or found.last + 1 >= last or tags[found.last] != ",":
        return False
    before = tokens[at - 2].stem
    one_of = before in play["pointing"] and at > 3 and tokens[at - 3].stem == "of" and tokens[at - 4].stem == "one"
    return (one_of or before in play["told_apart"]) and tags[found.last + 1] in "AVEW"


NAMED = 10
"""So many words at most name the places before the next number: "60 in Tell and the Upper Sumar Area, 30 in …"."""

OLDEST = 120
"""Nobody is older, in years."""


def a_time(tokens: Sequence[Token], tags: Sequence[str], found: Found, last: int, play: Play) -> bool:
    """A date or an hour: "March 8", "8 March", "at 5 in the morning"."""
    at = found.core
    if tokens[at].kind != "number":
        return False
    before = tags[at - 1] if at else "."
    bare = found.last - found.first == 1
    named = bare and at and (before == "H" or (tokens[at - 1].stem in play["months"] and tokens[at - 1].capital))
    if (
        named
        and len(tokens[at].text) <= 4
        and not (found.last < last and tags[found.last] in "NJ" and not tokens[found.last].capital)
    ):
        return (
            tokens[at - 1].stem in play["months"]
            or len(tokens[at].text) == 4
            or not (found.last < last and tags[found.last] in "NJE")
        )
    after = tokens[found.last] if found.last < last else None
    return bool(
        bare and after is not None and after.stem in play["months"] and after.capital and len(tokens[at].text) <= 2
    )
