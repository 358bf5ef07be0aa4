"""The same reports on both sides, whatever they are called there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from recount.model import Report


class Pair(NamedTuple):
    """A report by its id on each side; None where it is not there."""

    before: str | None
    after: str | None

    @property
    def shown(self) -> str:
        """What to call it: as it is called after, if it is there."""
        return self.after or self.before or ""


def paired(before: Iterable[Report], after: Iterable[Report]) -> tuple[Pair, ...]:
    """Every report once, by its ids.

    A document is the same by its bytes, text and what is told of it; of several such the one of the same id, or else
    of the same place in their order.
    """
    sides: tuple[dict[object, list[str]], dict[object, list[str]]] = (defaultdict(list), defaultdict(list))
    for found, reports in zip(sides, (before, after), strict=True):
        for report in reports:
            found[_document(report)].append(report.id)
    pairs: list[Pair] = []
    for document in {**sides[0], **sides[1]}:
        was, is_ = (sorted(found.get(document, ())) for found in sides)
        both = [id for id in was if id in is_]
        left = [id for id in was if id not in both]
        right = [id for id in is_ if id not in both]
        pairs += [Pair(id, id) for id in both]
        pairs += map(Pair, left, right)
        pairs += [Pair(id, None) for id in left[len(right) :]]
        pairs += [Pair(None, id) for id in right[len(left) :]]
    return tuple(sorted(pairs, key=lambda pair: (pair.shown, pair.before or "", pair.after or "")))


def _document(report: Report) -> object:
    return (report.sha256, report.title, report.publisher, report.published, report.url, report.text)
