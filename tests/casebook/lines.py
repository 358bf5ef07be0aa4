"""A whole ledger in plain lines, to be read by a person once and held from then on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.model import Ledger

_UNNAMED = re.compile(r"a claimant known only as “[^”]*”", re.IGNORECASE)
"""A report's own words for somebody without a name are not written down here."""
_FILE = re.compile(r"\b\d{3}_[0-9a-f]{16}\b")
"""The outlet of a report that names none goes by its file."""


def lines(ledger: Ledger) -> Iterator[str]:
    """Everything that a ledger finds, one finding a line, relays counted and not listed."""
    for line in _lines(ledger):
        yield _FILE.sub("an outlet without a name", _UNNAMED.sub("a claimant without a name", line))


def _lines(ledger: Ledger) -> Iterator[str]:
    yield f"# {ledger.event.title}"
    tolls = {toll.id: toll for toll in ledger.tolls}
    for voices in ledger.voices:
        toll = tolls[voices.toll]
        yield f"voices {toll.outcome} {toll.group.status} {toll.group.age} {toll.group.sex}: {voices.says}"
    for series in ledger.series:
        said = ", ".join(f"{f.words}×{len(f.reports)}{' through ' + ' and '.join(f.through) if f.through else ''}"
                         for f in series.snapshots)  # fmt: skip
        yield f"series {series.order} ({said}): {series.why.says}"
    for series in ledger.background:
        yield f"background ({', '.join(f.words for f in series.snapshots)}): {series.why.says}"
    for relation in ledger.relations:
        if relation.kind != "relays":
            differences = f" [{', '.join(relation.differences)}]" if relation.differences else ""
            yield f"{relation.kind}{differences}: {relation.why.says}"
    for bound in ledger.bounds:
        yield f"bound {_ends(bound.low, bound.high)}: {bound.low_why.says} {bound.high_why.says}"
    for one in ledger.contradictions:
        yield f"contradiction: {one.why.says}"
    for estimate in ledger.estimates:
        beside = "".join(f"; {c.name} {_ends(c.low, c.high)}" for c in estimate.components)
        yield f"{estimate.policy} {_ends(estimate.low, estimate.high)}{beside}: {estimate.why.says}"
    for own in ledger.own_tolls:
        yield f"own toll {own.outcome} {own.number}: {own.why.says}"
    for question in ledger.questions:
        yield f"question {question.kind}: {question.says}"


def _ends(low: int | None, high: int | None) -> str:
    return f"{'' if low is None else low}..{'' if high is None else high}"
