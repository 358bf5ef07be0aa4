"""Sentences with their figures turned into links: every number of people leads to its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from .words import shown

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = (
    r"\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\s{_MONTH}(?:\s\d{{4}})?"
    rf"|{_MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?(?!\d)|{_MONTH}\s\d{{4}}"
)
# What is counted here is no people: shares, and the things that a dossier holds.
_OTHER = (
    r"\d+(?:\.\d+)?(?:\s?%|\sper\scent)|\d+(?:st|nd|rd|th)\b"
    r"|\d+(?:,\d{3})*\s(?:reports?|outlets?|claimants?|voices?|claims?|figures?|days?|hours?|weeks?|months?|years?|places?"
    r"|copies|events?|persons?\sidentified|inputs?)\b"
)
_NUMERAL = r"\d+(?:[.,\u00a0\u202f]\d+)*"


def number_key(numeral: str) -> str:
    """A numeral's digits alone, so that "1,018" and "1018" are one number."""
    return "".join(c for c in numeral if c.isdigit())


def linked(
    sentence: str,
    phrases: Mapping[str, str],
    numbers: Mapping[str, str],
    fallback: str | None,
    names: Iterable[str] = (),
) -> Markup:
    """The sentence as markup, each figure in it a link.

    `phrases` maps figures as said ("over 1,000", "dozens") to anchors, `numbers` bare digits ("1018") to anchors;
    any other number leads to `fallback`. Dates, counts of things that are no people, and `names` that hold digits are
    marked as such instead.
    """
    folded = {shown(p).casefold(): anchor for p, anchor in phrases.items() if shown(p)}
    parts = [rf"(?P<date>\b(?:{_DATE}))", rf"(?P<other>(?<![\w.,])(?:{_OTHER}))"]
    if called := "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n))):
        parts.insert(0, rf"(?P<name>(?<!\w)(?:{called})(?!\w))")
    if folded:
        parts.insert(len(parts) - 1, rf"(?P<said>{_any_of(folded)})")
    parts.append(rf"(?P<number>(?<!\w){_NUMERAL})")
    out: list[Markup] = []
    at = 0
    for match in re.finditer("|".join(parts), sentence, re.IGNORECASE):
        out.append(escape(sentence[at : match.start()]))
        out.append(_token(match, folded, numbers, fallback))
        at = match.end()
    out.append(escape(sentence[at:]))
    return Markup("").join(out)


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for figures as said. Short words ("no", "many") are common: they count only in quotation marks."""
    ranked = sorted(phrases, key=lambda p: (-len(p), p))
    long = "|".join(re.escape(p) for p in ranked if len(p) > 4 or any(c.isdigit() for c in p))
    short = "|".join(re.escape(p) for p in ranked if len(p) <= 4 and not any(c.isdigit() for c in p))
    parts = [rf"(?<!\w)(?:{long})(?!\w|[.,]\d)"] if long else []
    parts += [rf"(?<=[“\"'‘])(?:{short})(?=[”\"'’])"] if short else []
    return "|".join(parts)


def _token(
    match: re.Match[str], phrases: Mapping[str, str], numbers: Mapping[str, str], fallback: str | None
) -> Markup:
    words = match.group()
    if match.lastgroup == "date":
        return Markup("<time>{}</time>").format(words)
    if match.lastgroup == "name":
        return Markup('<bdi class="who">{}</bdi>').format(words)
    if match.lastgroup == "other":
        return Markup('<span class="no-people">{}</span>').format(words)
    if match.lastgroup == "said":
        return link(words, phrases.get(words.casefold()) or fallback)
    return link(words, numbers.get(number_key(words)) or fallback)


def link(words: str, anchor: str | None, kind: str = "fig") -> Markup:
    """A link within the page, or the bare words where there is nowhere to go."""
    if anchor is None:
        return escape(words)
    return Markup('<a class="{}" href="#{}">{}</a>').format(kind, anchor, words)
