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
    r"|copies|decisions?|reviewers?|events?|persons?\sidentified|inputs?)\b"
)
_DATES = rf"\b(?:{_DATE})"
_OTHERS = rf"(?<![\w.,])(?:{_OTHER})"
_NUMERALS = r"(?<!\w)\d+(?:[.,\u00a0\u202f]\d+)*"


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
    found: list[tuple[int, int, int, str]] = []
    here = sentence.casefold()
    folded = {shown(p).casefold(): anchor for p, anchor in phrases.items() if shown(p)}
    # Only what occurs is looked for: patterns of a thousand names would be compiled for every sentence.
    called = [re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)) if name in sentence]
    said = _any_of(p for p in folded if p in here)
    for rank, (kind, pattern) in enumerate(
        [
            ("name", rf"(?<!\w)(?:{'|'.join(called)})(?!\w)" if called else ""),
            ("date", _DATES),
            ("said", said),
            ("other", _OTHERS),
            ("number", _NUMERALS),
        ]
    ):
        matches = re.finditer(pattern, sentence, re.IGNORECASE) if pattern else ()
        found += [(match.start(), rank, match.end(), kind) for match in matches]
    out: list[Markup] = []
    at = 0
    for start, _, end, kind in sorted(found):
        if start >= at:
            out += [escape(sentence[at:start]), _token(sentence[start:end], kind, folded, numbers, fallback)]
            at = end
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
    words: str, kind: str, phrases: Mapping[str, str], numbers: Mapping[str, str], fallback: str | None
) -> Markup:
    if kind == "date":
        return Markup("<time>{}</time>").format(words)
    if kind == "name":
        return Markup('<bdi class="who">{}</bdi>').format(words)
    if kind == "other":
        return Markup('<span class="no-people">{}</span>').format(words)
    if kind == "said":
        return link(words, phrases.get(words.casefold()) or fallback)
    return link(words, numbers.get(number_key(words)) or fallback)


def link(words: str, anchor: str | None, kind: str = "fig") -> Markup:
    """A link within the page, or the bare words where there is nowhere to go."""
    if anchor is None:
        return escape(words)
    return Markup('<a class="{}" href="#{}">{}</a>').format(kind, anchor, words)
