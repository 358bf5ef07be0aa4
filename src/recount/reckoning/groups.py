"""Groups of victims: which group a claim speaks of, which group holds which, which two have nobody in common.

What narrows a group beyond its status, age and sex is language data: `data/groups.toml`, `data/demonyms.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from recount.model import Claim, DataError, Group

from .data import table, words

OTHERS = "others"
"""The `words` of a group that is the rest of another one; it is compared with nothing outside its own report."""
EXCLUSIVE_STATUS = frozenset({"civilian", "state_forces", "armed_group"})
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST = 300


@cache
def _narrowing() -> dict[str, str]:
    """Each form that narrows a group, to the narrower group's name. Raises DataError for a form in two groups."""
    names: dict[str, str] = {}
    for name, forms in table("groups.toml").get("narrowing", {}).items():
        for form in forms:
            if form in names or form in words("groups.toml", "plain"):
                raise DataError("reckoning/data/groups.toml", f"{form!r} stands in two places", "keep it in one")
            names[form] = name
    return names


@cache
def _exclusive() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names) for names in table("groups.toml").get("exclusive", []))


@cache
def demonyms(countries: frozenset[str]) -> frozenset[str]:
    """The words for the people of these countries (ISO 3166 codes or English names), in lower case."""
    known = table("demonyms.toml")
    folded = {country.lower() for country in countries}
    return frozenset(
        word for code, forms in known.items() if code in countries or folded & set(forms) for word in forms
    )


def narrower_words(claim: Claim, text: str, own_people: frozenset[str]) -> str | None:
    """What the victims' words say beyond status, age and sex, folded; None where they say no more.

    `text` is the report's text, which tells a name from a common noun in a title; `own_people` are the demonyms that
    narrow nothing because the event took place among that people. A complement ("others") is `OTHERS`.
    """
    if claim.victims is None:
        return None
    found: set[str] = set()
    complement, plain, names = words("groups.toml", "complement"), words("groups.toml", "plain"), _narrowing()
    ends = words("groups.toml", "ends")
    for match in _WORD.finditer(claim.victims.exact[:_LONGEST]):
        word = match.group()
        low = word.lower().removesuffix("'s").removesuffix("’s")
        if low in complement:
            return OTHERS
        if low in ends:
            break
        if low in plain or low in own_people:
            continue
        if low in names:
            found.add(names[low])
        elif low.startswith(("pro-", "anti-")) or _is_name(word, claim.victims.start + match.start(), text):
            found.add(low)
    return " ".join(sorted(found)) or None


def _is_name(word: str, at: int, text: str) -> bool:
    """Whether a capital letter makes the word a name: not at a sentence's start, nor a noun the text also has small."""
    if not word[0].isupper():
        return False
    before = text[max(0, at - 40) : at].rstrip(" \t\"'“”‘’([")
    if not before or before[-1] in ".!?:\n":
        return False
    return re.search(rf"\b{re.escape(word.lower())}\b", text) is None


def holds(whole: Group, part: Group) -> bool:
    """Whether everybody of `part` surely belongs to `whole` (a group holds itself)."""
    return (
        whole.status in ("unknown", part.status)
        and whole.age in ("unknown", part.age)
        and whole.sex in ("unknown", part.sex)
        and whole.words in (None, part.words)
    )


def disjoint(a: Group, b: Group) -> bool:
    """Whether surely nobody belongs to both: exclusive statuses, different sexes, exclusive occupations.

    Children and women, or children and civilians, may be the same people and are not disjoint.
    """
    if a.status != b.status and {a.status, b.status} <= EXCLUSIVE_STATUS:
        return True
    if {a.sex, b.sex} == {"female", "male"}:
        return True
    return a.words != b.words and any(a.words in names and b.words in names for names in _exclusive())


def is_everyone(group: Group) -> bool:
    """Whether the group is all victims, whoever they were (`mixed` says only that they were of several kinds)."""
    return group.status in ("unknown", "mixed") and (group.age, group.sex, group.words) == ("unknown", "unknown", None)
