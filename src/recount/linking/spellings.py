"""Spellings: the words that a report uses for a claimant where it cites it, besides its fullest name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.model import Claim, Report, Span

from .claimants import resolve
from .context import Context
from .known import knowledge
from .names import name_words
from .naming import Naming
from .words import Word

REACH = 120
"""Characters before and after a reporting word that are searched for who says it."""
LONGEST_NAME = 10
"""Words of such a name, at most."""
_BREAK = re.compile(r"[.;:!?\n\"“”()]|, ")
"""What no name goes across."""
_ARTICLE = re.compile(r"^the ")
_CAPITAL = re.compile(r"\b[^\W\d_a-zß-ÿ]")


def spellings_of(claim: Claim, naming: Naming, report: Report, around: Context) -> set[str]:
    """The words for a claim's certain claimant: its claimant's words, and those that stand at its cues.

    A cue is either such words itself or a reporting word ("said") beside them. Words count where they are a name of
    the claimant, or "the" with a noun for its kind ("the monitor"); pronouns and bare nouns do not. A small "the"
    before a name is the sentence's, not the name's.
    """
    found = {" ".join(claim.claimant.exact.split())} if claim.claimant else set()
    for cue in claim.cues if naming.named else ():
        if cue.kind == "claimant" and cue.span.stands_in(report.text):
            found |= {words for words in _at(cue.span, report.text) if _means(words, naming, report, around)}
    return {_ARTICLE.sub("", words) if _CAPITAL.search(words) else words for words in found}


def _at(cue: Span, text: str) -> list[str]:
    """What may be words for a claimant at a cue: its own words, and those right before and right after it."""
    before = _BREAK.split(text[max(0, cue.start - REACH) : cue.start])[-1]
    after = _BREAK.split(text[cue.end : cue.end + REACH])[0]
    return [words for words in (" ".join(cue.exact.split()), _ending(before), _opening(after)) if words]


def _ending(text: str) -> str:
    """The longest known name or generic noun at the end of some words, with its article."""
    row = name_words(text)
    for start in range(max(0, len(row) - LONGEST_NAME), len(row)):
        if _known(row[start:]):
            return _with_article(text, row[start].start, len(text))
    return ""


def _opening(text: str) -> str:
    """The longest known name or generic noun at the start of some words, with its article."""
    row = name_words(text)[:LONGEST_NAME]
    for end in range(len(row), 0, -1):
        if _known(row[:end]) and not text[: row[0].start].strip(" ").removeprefix("the").removeprefix("The"):
            return _with_article(text, row[0].start, row[end - 1].end)
    return ""


def _known(row: Sequence[Word]) -> bool:
    key = tuple(word.folded for word in row)
    known = knowledge()
    return key in known.full or key in known.local or key in known.generics


def _with_article(text: str, start: int, end: int) -> str:
    article = re.search(r"\b[Tt]he\s+$", text[:start])
    return " ".join(text[article.start() if article else start : end].split())


def _means(words: str, naming: Naming, report: Report, around: Context) -> bool:
    """Whether some words name a claimant, or stand for it as "the" one of its kind."""
    meant = resolve(words, report.id, around)
    if meant.named:
        return meant.id == naming.id
    return (
        meant.generic is not None
        and meant.definite
        and not meant.elsewhere
        and naming.kind in meant.generic.stands_for
        and len(name_words(words)) <= max(len(head.split()) for head in meant.generic.heads)
    )
