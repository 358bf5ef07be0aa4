"""Copies: reports that repeat others, wholly or in passages, found by signatures and fingerprints."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from recount.model import Copy, CopyKind, Extraction, Passage, Report, Span

from .context import matches
from .known import knowledge
from .names import name_key, name_words
from .rarity import background
from .words import Word, words

Signature = tuple[int, ...]
"""A report's MinHash signature: 128 numbers below 2^32. This tuple is the format to keep it in."""

SHINGLE = 5
"""Words in a row that are compared as one; the usual size for news."""
NUMBERS = 128
BANDS = 32
"""Signatures that agree in one of 32 bands of 4 numbers are compared: nine in ten pairs of similarity 0.5 are."""
SEED = 20250310
NEAR = 0.5
"""The Jaccard similarity of shingles from which on one report is a near copy of the other."""
PASSAGE = 25
"""Words in a row that two reports must share for one to be a partial copy."""
FINGERPRINT = 12
WINDOW = 8
"""Of each 8 runs of 12 words the least hash is a fingerprint (winnowing): a shared run of 19 words shares one."""
CROWD = 20
"""A fingerprint in more reports than this is a formula ("anyone with information …") and ties nobody; in a band as
crowded each report is compared with its next neighbours only."""
CLOSEST = 5
"""Near copies that are kept of one report, the closest first."""
FURNITURE = 30
"""Days between two reports beyond which a shared passage is taken for an outlet's page furniture, not for a copy."""
LONGEST = 400_000
"""Characters of a report that are compared."""
COMMON = 0.004
"""A publisher's one-word name in at least this share of reports is no credit by itself: it may be the word."""
CREDIT = 300
"""Characters at either end of a report where a credit to an agency may stand."""


class Body(NamedTuple):
    """A report's words for comparison, with its shingles, and which of the words (indices) it quotes."""

    report: Report
    words: tuple[Word, ...]
    shingles: frozenset[str]
    quoted: frozenset[int] = frozenset()

    @property
    def keys(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(word.folded for word in self.words)


def body(report: Report, taken: Extraction | None = None) -> Body:
    """A report's words and shingles; its quotations are those that were extracted from it."""
    row = tuple(words(report.text[:LONGEST]))
    keys = [word.folded for word in row]
    size = min(SHINGLE, len(keys)) or 1
    shingles = frozenset(" ".join(keys[i : i + size]) for i in range(len(keys) - size + 1))
    starts = [word.start for word in row]
    quoted: set[int] = set()
    for statement in taken.statements if taken else ():
        if statement.kind == "quotation":
            quoted.update(range(bisect_left(starts, statement.span.start), bisect_left(starts, statement.span.end)))
    return Body(report, row, shingles, frozenset(quoted))


def signature(shingles: Iterable[str]) -> Signature:
    """The MinHash signature of some shingles; of none, all zeros."""
    listed = sorted(shingles)
    if not listed:
        return (0,) * NUMBERS
    import rensa  # type: ignore[import-untyped]  # it ships no types

    sketch = rensa.RMinHash(num_perm=NUMBERS, seed=SEED)
    sketch.update(listed)
    return tuple(int(number) for number in sketch.digest())


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all shingles that both have, 0..1."""
    if not one or not other:
        return 0.0
    met = len(one & other)
    return met / (len(one) + len(other) - met)


def find_copies(reports: Sequence[Report], extractions: Mapping[str, Extraction] | None = None) -> tuple[Copy, ...]:
    """The copies among the reports, sorted by their ids; the same in any order of reports.

    Reports of exactly the same words are tied to the earliest of them, not each to each. Two reports that share no
    more than what both quote (`extractions`, by report id, tell that) are no copies: they heard one speaker.
    """
    taken = extractions or {}
    bodies = sorted((body(report, taken.get(report.id)) for report in reports), key=lambda b: b.report.id)
    same: dict[tuple[str, ...], list[Body]] = {}
    for one in bodies:
        if one.words:
            same.setdefault(one.keys, []).append(one)
    copies: list[Copy] = []
    heads: list[Body] = []
    for alike in same.values():
        alike.sort(key=lambda b: (b.report.published is None, str(b.report.published), b.report.id))
        heads.append(alike[0])
        copies.extend(_copy(alike[0], other, "exact") for other in alike[1:])
    heads.sort(key=lambda b: b.report.id)
    signatures = [signature(one.shingles) for one in heads]
    near = {
        (i, j): likeness
        for i, j in sorted(_by_bands(signatures))
        if (likeness := jaccard(heads[i].shingles, heads[j].shingles)) >= NEAR
    }
    copies.extend(_copy(heads[i], heads[j], "near") for i, j in _closest(near))
    for i, j in sorted(_by_fingerprints(heads) - near.keys()):
        if _days_apart(heads[i].report, heads[j].report) > FURNITURE:
            continue
        if shared := passages(heads[i], heads[j], own_words=True):
            copies.append(_copy(heads[i], heads[j], "partial", shared))
    return tuple(sorted(copies, key=lambda copy: (copy.first, copy.second)))


def passages(one: Body, other: Body, least: int = PASSAGE, *, own_words: bool = False) -> tuple[Passage, ...]:
    """The longest runs of at least `least` words that two reports share, in the order of the first.

    With `own_words` only words that the two do not both quote count towards `least`.
    """
    here, there = one.keys, other.keys
    size = min(SHINGLE, least)
    at: dict[tuple[str, ...], int] = {}
    for i in range(len(there) - size + 1):
        at.setdefault(there[i : i + size], i)
    found = []
    i = 0
    while i <= len(here) - size:
        j = at.get(here[i : i + size])
        if j is None:
            i += 1
            continue
        length = size
        while i + length < len(here) and j + length < len(there) and here[i + length] == there[j + length]:
            length += 1
        spoken = sum(i + k in one.quoted and j + k in other.quoted for k in range(length)) if own_words else 0
        if length - spoken >= least:
            found.append(Passage(_span(one, i, i + length), _span(other, j, j + length)))
        i += length - size + 1 if length < least else length
    return tuple(found)


def _by_bands(signatures: Sequence[Signature]) -> set[tuple[int, int]]:
    rows = NUMBERS // BANDS
    pairs: set[tuple[int, int]] = set()
    for band in range(BANDS):
        buckets: dict[Signature, list[int]] = {}
        for i, numbers in enumerate(signatures):
            buckets.setdefault(numbers[band * rows : (band + 1) * rows], []).append(i)
        pairs.update(_pairs(buckets.values()))
    return pairs


def _by_fingerprints(bodies: Sequence[Body]) -> set[tuple[int, int]]:
    index: dict[int, list[int]] = {}
    for i, one in enumerate(bodies):
        for mark in sorted(_fingerprints(one.keys)):
            index.setdefault(mark, []).append(i)
    return _pairs([held for held in index.values() if len(held) <= CROWD])


def _fingerprints(keys: Sequence[str]) -> set[int]:
    hashes = [
        int.from_bytes(hashlib.blake2b(" ".join(keys[i : i + FINGERPRINT]).encode(), digest_size=8).digest(), "big")
        for i in range(len(keys) - FINGERPRINT + 1)
    ]
    return {min(hashes[i : i + WINDOW]) for i in range(max(len(hashes) - WINDOW + 1, min(1, len(hashes))))}


def _pairs(buckets: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    """The pairs within buckets; in a crowded one each item with its next neighbours only."""
    return {
        (held[i], held[j])
        for held in buckets
        for i in range(len(held))
        for j in range(i + 1, min(len(held), i + 1 + CROWD))
    }


def _closest(near: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs that are among the closest of either: a story that all outlets print is no web of all pairs."""
    count: Counter[int] = Counter()
    kept = []
    for pair in sorted(near, key=lambda pair: (-near[pair], pair)):
        if min(count[pair[0]], count[pair[1]]) < CLOSEST:
            kept.append(pair)
            count.update(pair)
    return sorted(kept)


def _span(one: Body, start: int, end: int) -> Span:
    return Span.of(one.report.text, one.words[start].start, one.words[end - 1].end)


def _copy(one: Body, other: Body, kind: CopyKind, shared: tuple[Passage, ...] | None = None) -> Copy:
    """A copy; `shared` are the passages of two reports that are given in the order of their ids, if they are known."""
    first, second = sorted((one, other), key=lambda b: b.report.id)
    alike = 1.0 if kind == "exact" else jaccard(first.shingles, second.shingles)
    shared = passages(first, second) if shared is None else shared
    original, because = _original(first.report, second.report)
    length = max((len(words(passage.first.exact)) for passage in shared), default=0)
    told = {
        "exact": "the same words",
        "near": f"{alike:.0%} of their runs of {SHINGLE} words are the same",
        "partial": f"a shared passage of {length} words",
    }[kind]
    return Copy(
        first=first.report.id,
        second=second.report.id,
        kind=kind,
        similarity=round(alike, 6),
        original=original,
        passages=shared,
        reason=f"{told}; {because}",
    )


def _original(first: Report, second: Report) -> tuple[str | None, str]:
    """Which of two came first, and what tells it: a credit to the other's publisher, or the published dates."""
    for copier, source in ((first, second), (second, first)):
        name = _credited(copier, source.publisher)
        if name and name_key(source.publisher) != name_key(copier.publisher):
            return source.id, f"{copier.id} credits {name}"
    if first.published and second.published and first.published != second.published:
        earlier = min(first, second, key=lambda report: str(report.published))
        return earlier.id, f"{earlier.id} was published first"
    return None, "nothing tells which came first"


def _days_apart(one: Report, other: Report) -> int:
    """The days between two reports' publishing, 0 where one has no date."""
    return abs((one.published - other.published).days) if one.published and other.published else 0


def _credited(report: Report, publisher: str) -> str | None:
    """The publisher's name, if a report credits it in brackets, beside a dash, or in a line of its own.

    Credits stand at the head or the foot. Of an agency all its names count ("Agence France-Presse", "AFP"), of any
    other publisher its own name, if that is more than one common word.
    """
    known = knowledge()
    key = name_key(publisher)
    id = known.aliases.get(key)
    agency = id if id and known.entries[id].kind in {"agency", "outlet"} else None
    if not agency and not (len(key) > 1 or (key and background().get(key[0], 0.0) < COMMON)):
        return None
    found: set[str] = set()
    for text in (report.text[:CREDIT], report.text[-CREDIT:]):
        row = name_words(text)
        for match in matches(row, text, known.aliases, known):
            entry = known.entries[known.aliases[match.key]]
            counts = entry.kind == "agency" or entry.id == agency
            if counts and _as_credit(text, row[match.start].start, row[match.end - 1].end):
                found.add(entry.id)
        if not agency:
            for at in range(len(row) - len(key) + 1):
                same = tuple(word.folded for word in row[at : at + len(key)]) == key and row[at].capital
                if same and _as_credit(text, row[at].start, row[at + len(key) - 1].end):
                    return " ".join(publisher.split())
    return known.entries[agency].name if agency and found == {agency} else None


def _as_credit(text: str, start: int, end: int) -> bool:
    """Whether a name at these offsets stands as a credit does."""
    head, tail = text[:start].rstrip(" "), text[end:].lstrip(" ")
    head = head.removesuffix("The").removesuffix("the").rstrip(" ")
    before, after = head.rstrip()[-1:], tail.lstrip()[:1]
    alone = head[-1:] in {"", "\n"} and tail[:1] in {"", "\n", "\r"}
    return (before == "(" and after in {")", "/", ","}) or after in {"—", "–", "-"} or before in {"—", "–"} or alone
