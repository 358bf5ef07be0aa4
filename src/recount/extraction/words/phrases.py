"""Noun phrases in running text: names and descriptions of who acts, speaks, or where something lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.model import Span

from ..record import Record
from .tokens import Token

BULLETS = ("•", "-", "–", "*", "·", "▪", "●")
"""Marks that open an item of a list."""


def numbered(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a stretch opens with the number of an item: "1- Two men …", "3) A car bomb …"."""
    if last - first < 4 or not tokens[first].text.isdecimal() or len(tokens[first].text) > 2:
        return False
    mark, after = tokens[first + 1], tokens[first + 2]
    if mark.text not in "-)./–" or mark.start > tokens[first].end:
        return False
    return after.capital or (after.text.isdecimal() and after.start > mark.end)  # but "4-6 civilians"


_LINKS = frozenset(["of", "for", "on", "and", "&", "in", "at", "against", "to", "from"])
_INNER = frozenset(["the", "de", "al", "bin", "ibn", "van", "von"])


class Np(Record, frozen=True):
    """A noun phrase: its first token, and the one after its last."""

    first: int
    last: int

    def __iter__(self) -> Iterator[int]:
        """The two, for `range(*np)`; where it is done often, `range(np.first, np.last)` is faster."""
        return iter((self.first, self.last))


def span_of(text: str, tokens: Sequence[Token], np: Np) -> Span:
    """The span of a noun phrase, without a clitic 's at its end and without marks around it."""
    first, last = np.first, np.last
    end = tokens[last - 1].end
    word = tokens[last - 1].text
    for clitic in ("’s", "'s", "’", "'") if word[-1] in "s’'" else ():
        if word.endswith(clitic) and len(word) > len(clitic):
            end -= len(clitic)
            break
    return Span.of(text, tokens[first].start, end)


def np_before(tokens: Sequence[Token], tags: Sequence[str], end: int, first: int) -> Np | None:
    """The noun phrase whose last token stands at `end - 1`, not reaching before `first`; None where none ends there."""
    at = end - 1
    if at < first or (tags[at] not in "NJ#)" and not _name_verb(tokens, tags, at)):
        return None
    if tags[at] == ")":
        opening = at
        while opening > first and tags[opening] != "(" and at - opening < 8:
            opening -= 1
        inner = np_before(tokens, tags, opening, first) if tags[opening] == "(" else None
        return Np(inner.first, end) if inner else None
    start = at
    while start > first and end - start < 14:
        before = start - 1
        tag, token = tags[before], tokens[before]
        if tag in "NJ" or _name_verb(tokens, tags, before):
            if tag == "N" and _closed(tokens, tags, before, start):
                break
            start = before
        elif tag == "D":
            return _linked(tokens, tags, Np(before, end), first)
        elif (tag == "G" and before > first and tags[before - 1] in "DJ" and tags[start] == "N") or (
            tag == '"'
            and token.text in "“\"'’"
            and before > first
            and tags[before - 1] in "NJ"
            and tokens[before - 1].end < token.start
            and end - start < 4
            and tokens[start].capital
            and token.text == "“"
        ):
            start = before
        elif (before > first and tag == "P" and _inside_name(tokens, before, end)) or (
            token.stem in _LINKS
            and before > first
            and tags[before - 1] in "N"
            and (tokens[before - 1].capital or token.stem in ("of", "for"))
            and (tokens[start].capital or (token.stem in ("of", "for", "in") and tags[start] in "ND"))
        ):
            start = before - 1
        elif tag == "E" and tags[start] in "NJ" and before > first and tags[before - 1] == "D":
            return _linked(tokens, tags, Np(before - 1, end), first)
        else:
            break
    while start < at and (tags[start] in "P" or tokens[start].stem in ("a.m", "p.m", "a.m.", "p.m.")):
        start += 1
    return _linked(tokens, tags, Np(start, end), first)


def _linked(tokens: Sequence[Token], tags: Sequence[str], np: Np, first: int) -> Np:
    """With what the phrase is a complement of: "the Observatory in the UK", "a source at the ministry"."""
    link = np.first - 1
    if (
        link - 1 < first
        or tokens[link].stem not in ("of", "for", "in", "at", "from", "with")
        or tags[link - 1] not in "N)"
    ):
        return np
    before = np_before(tokens, tags, link, first)
    if before is None or np.last - before.first > 16:
        return np
    return Np(before.first, np.last)


def _name_verb(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Whether a capitalised word that could be a verb or another class stands inside a name ("White Helmets Said")."""
    return tokens[at].capital and tags[at] in "HG" and at > 0 and tokens[at - 1].capital and tags[at] != "H"


def _closed(tokens: Sequence[Token], tags: Sequence[str], before: int, start: int) -> bool:
    """Whether a lower-case noun before a capital belongs to another phrase: plural things, in texts without commas."""
    word = tokens[before]
    return (
        not word.capital
        and tokens[start].capital
        and word.stem.endswith("s")
        and not word.possessive
        and word.stem not in ("activists", "sources", "forces", "police")
    )


def np_after(
    tokens: Sequence[Token],
    tags: Sequence[str],
    at: int,
    last: int,
    *,
    links: frozenset[str] = frozenset(["of", "for"]),
    titles: bool = False,
) -> Np | None:
    """The noun phrase that begins at `at`, with its complements that `links` lead to. None where none begins.

    With `titles` the stop of a short title before a name ends nothing ("Sgt. Vince Lewis"); only within a sentence.
    """
    if at >= last or tags[at] not in "NJDE(":
        return None
    start = at
    while at < last and (tags[at] == "D" or (tags[at] == "E" and tags[at + 1 : at + 2] and tags[at + 1] in "NJ")):
        at += 1
    end = at
    while at < last and at - start < 16:
        tag, token = tags[at], tokens[at]
        if tag in "NJ":
            if (
                end > start
                and end == at
                and token.capital
                and not tokens[end - 1].capital
                and tags[end - 1] == "N"
                and _closed(tokens, tags, end - 1, at)
            ):
                break
            end = at + 1
            at += 1
        elif tag == "(" and at + 2 < last and tags[at + 2] == ")" and tokens[at + 1].text.isupper():
            end = at + 3
            at += 3
        elif (tag == '"' and at + 1 < last and tokens[at + 1].capital and token.text in '“"' and end > start) or (
            end == at > start
            and ((titles and _title_stop(tokens, at, last)) or (tag == "P" and _inside_name(tokens, at, last)))
        ):
            at += 1
        elif token.stem in links and end > start and at + 1 < last and tags[at + 1] in "NJD":
            at += 1
            while at < last and tags[at] == "D":
                at += 1
        elif (
            token.stem in ("and", "&", "on")
            and end > start
            and tokens[end - 1].capital
            and at + 1 < last
            and tokens[at + 1].capital
            and tags[at + 1] in "NJ"
        ):
            at += 1
        else:
            break
    while end > start and tags[end - 1] == "J" and end - 1 > start and not tokens[end - 1].capital:
        end -= 1
    if end == start:
        return None
    return Np(start, end) if tags[end - 1] in "NJ" or any(tags[k] in "NJ" for k in range(start, end)) else None


def _inside_name(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a preposition with a capital stands inside a name: "Reporters Without Borders"."""
    inside = tokens[at].capital and not tokens[at].text.isupper() and at + 1 < last
    return inside and tokens[at - 1].capital and tokens[at + 1].capital and tokens[at].stem in _WITHIN


_WITHIN = frozenset(["without", "beyond", "against", "across"])


def _title_stop(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether the stop at `at` closes a short title that a name follows."""
    title = tokens[at - 1]
    adjacent = tokens[at].text == "." and title.end == tokens[at].start and len(title.text) <= 5
    return adjacent and title.capital and at + 1 < last and tokens[at + 1].capital


_COMPLEMENTS = frozenset(["of", "for", "from", "in", "with"])


def head_of(tokens: Sequence[Token], tags: Sequence[str], np: Np) -> int:
    """The index of the head: the last noun before any "of" or "for"."""
    if tags[np.first] == "(":
        return np.first - 1
    for k in range(np.first + 1, np.last):
        if tags[k] == "(" or tokens[k].stem in _COMPLEMENTS:
            return k - 1
    return np.last - 1
