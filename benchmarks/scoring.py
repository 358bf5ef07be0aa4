"""A small scorer of toll claims, by the rules of the annotation's own: found, figure, full, and field by field.

A claim read matches an annotated one where their figures overlap and their outcomes are equal, one to one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .data import Row
from .measure import FIELDS, LEVELS, Scores

NAMES = ("claimant", "perpetrator", "place", "when", "victims")
SMALL = frozenset(re.findall(r"\w+", "the a an of in on at by for from to and s its his her their said"))
Pair = tuple[Row, Row]


def same_name(gold: str | None, read: str | None) -> bool:
    """Whether both are absent, or share half of the words of the shorter."""
    if gold is None or read is None:
        return gold is read
    a, b = ({word for word in re.findall(r"\w+", name.lower()) if word not in SMALL} for name in (gold, read))
    return bool(a & b) and 2 * len(a & b) >= min(len(a), len(b))


def matched(gold: Sequence[Row], read: Sequence[Row]) -> list[Pair]:
    """Claims whose figures overlap and whose outcomes are equal, one to one, the largest overlap first."""
    options = []
    for g in gold:
        for r in read:
            shared = min(g["end"], r["end"]) - max(g["start"], r["start"])
            if shared > 0 and g["outcome"] == r["outcome"]:
                options.append((-shared, abs(g["start"] - r["start"]), g["start"], r["start"], g, r))
    pairs: list[Pair] = []
    for *_, g, r in sorted(options, key=lambda option: option[:4]):
        if not any(g is one or r is other for one, other in pairs):
            pairs.append((g, r))
    return pairs


def verdicts(pairs: Sequence[Pair]) -> list[dict[str, bool]]:
    """For each pair which fields are right, and `figure` and `full` with them."""
    numbers, made = {r["id"]: g["id"] for g, r in pairs}, []
    for g, r in pairs:
        ok = {field: same_name(g[field], r[field]) if field in NAMES else g[field] == r[field] for field in FIELDS}
        ok["part_of"] = g["part_of"] == (numbers.get(r["part_of"]) if r["part_of"] else None)
        ok["figure"] = ok["modifier"] and (g["min"], g["max"]) == (r["min"], r["max"])
        ok["full"] = ok["figure"] and ok["status"] and ok["scope"] and ok["claimant"]
        made.append(ok)
    return made


def scored(rows: Sequence[tuple[Sequence[Row], Sequence[Row]]]) -> Scores:
    """The scores over some reports: of each its annotated claims and those read."""
    right = [ok for gold, read in rows for ok in verdicts(matched(gold, read))]
    hits = {"found": len(right), **{level: sum(ok[level] for ok in right) for level in ("figure", "full")}}
    annotated = sum(len(gold) for gold, _ in rows)
    both = annotated + sum(len(read) for _, read in rows)
    f1 = {level: 2 * hits[level] / both if both else 0.0 for level in LEVELS}
    return Scores(
        len(rows), annotated, f1, {field: sum(ok[field] for ok in right) / max(1, len(right)) for field in FIELDS}
    )
