"""Numbers that count nothing: money, per cent, dates, clock times, numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..words.tokens import Token

if TYPE_CHECKING:
    from .figures import Found, Numbers

_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def no_count(tokens: Sequence[Token], first: int, at: int, end: int, last: int, known: Numbers) -> bool:
    """Whether marks or neighbours show that a number counts nothing: money, per cent, dates, clock times, numbering."""
    before = tokens[at - 1] if at > first else None
    after = tokens[end] if end < last else None
    if before is not None:
        if before.text == "." and at - 2 >= first and tokens[at - 2].stem == "no":
            return True  # "Victim No. 2"
        if before.text in known.before_marks:
            return True
        if before.stem in known.play["numbering"]:
            harmed = before.stem == "number" and at - 2 >= first and tokens[at - 2].stem in known.play["harmed_all"]
            return not harmed  # "The dead number 56"
        if (
            before.text in "/:.-–"
            and at - 2 >= first
            and tokens[at - 2].kind == "number"
            and before.start == tokens[at - 2].end
            and (before.end == tokens[at].start or before.text == "/")
        ):
            return True
        if (
            before.text == "-"
            and tokens[at].kind == "number"
            and before.end == tokens[at].start
            and at - 2 >= first
            and tokens[at - 2].end == before.start
        ):
            return True
    if after is not None:
        if after.text in known.after_marks or (
            after.stem == "per" and end + 1 < last and tokens[end + 1].stem == "cent"
        ):
            return True
        if end + 3 < last and tokens[end + 1].kind == "number" and _an_age(tokens, end, known):
            return True
        glued = after.start == tokens[end - 1].end
        if after.text in ("/", ":") and glued and end + 1 < last and tokens[end + 1].kind == "number":
            return after.text == "/" or tokens[end + 1].start == after.end  # 14/11, 5:30; not "166: 114 of them"
        if after.text == "-" and glued and end + 1 < last and tokens[end + 1].stem in ("and", "or", "to"):
            return True  # "an 11- and a 12-year-old"
        if after.text == "-" and glued and end + 1 < last and tokens[end + 1].start == after.end:
            return tokens[end + 1].kind != "number" or (end + 2 < last and tokens[end + 2].text == "-")
        if (
            after.text == "."
            and glued
            and end + 1 < last
            and tokens[end + 1].kind == "number"
            and tokens[end + 1].start == after.end
        ):
            return True
    raw = tokens[at].text
    if raw in known.play["identifiers"] and after is not None and after.stem in known.play["calling"]:
        return True
    return bool(
        end == at + 1
        and _YEAR.match(raw)
        and before is not None
        and (before.stem in known.play["before_year"] or before.kind == "number" or before.text == ",")
    )


def _an_age(tokens: Sequence[Token], end: int, known: Numbers) -> bool:
    """ "13 and 15 years old": after the first of two numbers, an age."""
    if tokens[end].stem not in known.play["joins"]:
        return False
    return tokens[end + 2].stem in known.play["age_units"] and tokens[end + 3].stem in known.play["old"]


def one_of_things(tokens: Sequence[Token], tags: Sequence[str], things: int, found: Found, last: int) -> bool:
    """ "Two depots, one in Tell and one in Nahr": a bare "one" after a number of things that ends at `things`.

    Its place follows, and names, commas and other such words alone stand between.
    """
    if not things or found.kind != "pronoun" or found.last >= last or tags[found.last] != "P":
        return False
    return tokens[found.last].stem != "of" and all(tags[k] in "NJDPC,R#H" for k in range(things, found.first))


def half_of_one(tokens: Sequence[Token], found: Found, last: int) -> bool:
    """ "half an hour", "half a village": no half of those told of."""
    half = tokens[found.last - 1].stem == "half"
    return half and found.kind == "vague" and found.last < last and tokens[found.last].stem in ("a", "an")
