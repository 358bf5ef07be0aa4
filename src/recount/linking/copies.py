"""Copies: reports that repeat others, wholly or in passages, found by signatures and fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from recount.model import Copy, CopyKind, Passage, Report, Span

from .context import matches
from .known import knowledge
from .names import name_key, name_words
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
CREDIT = 300
"""Characters at either end of a report where a credit to an agency may stand."""


class Body(NamedTuple):
    """A report's words for comparison, with the hashes of its shingles."""

    report: Report
    words: tuple[Word, ...]
    shingles: frozenset[str]

    @property
    def keys(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(word.folded for word in self.words)


def body(report: Report) -> Body:
    """A report's words and shingles."""
    row = tuple(words(report.text[:LONGEST]))
    keys = [word.folded for word in row]
    size = min(SHINGLE, len(keys)) or 1
    return Body(report, row, frozenset(" ".join(keys[i : i + size]) for i in range(len(keys) - size + 1)))


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


def find_copies(reports: Sequence[Report]) -> tuple[Copy, ...]:
    """The copies among the reports, sorted by their ids; the same in any order of reports.

    Reports of exactly the same words are tied to the earliest of them, not each to each.
    """
    bodies = sorted((body(report) for report in reports), key=lambda b: b.report.id)
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
        copy = _copy(heads[i], heads[j], "partial")
        if copy.passages:
            copies.append(copy)
    return tuple(sorted(copies, key=lambda copy: (copy.first, copy.second)))


def passages(one: Body, other: Body, least: int = PASSAGE) -> tuple[Passage, ...]:
    """The longest runs of at least `least` words that two reports share, in the order of the first."""
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
        if length >= least:
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


def _copy(one: Body, other: Body, kind: CopyKind) -> Copy:
    first, second = sorted((one, other), key=lambda b: b.report.id)
    alike = 1.0 if kind == "exact" else jaccard(first.shingles, second.shingles)
    shared = passages(first, second)
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
        agency = _credited(copier)
        if agency and agency == _agency(source.publisher) and agency != _agency(copier.publisher):
            return source.id, f"{copier.id} credits {knowledge().entries[agency].name}"
    if first.published and second.published and first.published != second.published:
        earlier = min(first, second, key=lambda report: str(report.published))
        return earlier.id, f"{earlier.id} was published first"
    return None, "nothing tells which came first"


def _days_apart(one: Report, other: Report) -> int:
    """The days between two reports' publishing, 0 where one has no date."""
    return abs((one.published - other.published).days) if one.published and other.published else 0


def _agency(name: str) -> str | None:
    """The news agency that a publisher's name names."""
    known = knowledge()
    id = known.aliases.get(name_key(name))
    return id if id and known.entries[id].kind in {"agency", "outlet"} else None


def _credited(report: Report) -> str | None:
    """The one agency that a report credits in brackets, or with a dash, at its head or its foot."""
    known = knowledge()
    found = set()
    for text in (report.text[:CREDIT], report.text[-CREDIT:]):
        row = name_words(text)
        for match in matches(row, text, known.aliases, known):
            if known.entries[known.aliases[match.key]].kind != "agency":
                continue
            before = text[: row[match.start].start].rstrip()[-1:]
            after = text[row[match.end - 1].end :].lstrip()[:1]
            if (before == "(" and after in ")/,") or after in {"—", "–", "-"} or before in {"—", "–"}:
                found.add(known.aliases[match.key])
    return found.pop() if len(found) == 1 else None
