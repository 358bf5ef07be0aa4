"""Copies count once: which report a text really stands in, where a report repeats another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from recount.model import Copy, Report, Span


class Copies:
    """Of each report and passage, the report that said it first among those that repeat each other."""

    def __init__(self, reports: Mapping[str, Report], copies: Sequence[Copy]) -> None:
        """`reports` by id; copies of reports that are not among them are left out."""
        self._reports = reports
        here = [copy for copy in copies if copy.first in reports and copy.second in reports]
        whole = [copy for copy in here if copy.kind != "partial"]
        self._later = {
            report for copy in whole if copy.original for report in (copy.first, copy.second) if report != copy.original
        }
        self._root = {report: report for report in reports}
        for copy in sorted(whole, key=lambda copy: (copy.first, copy.second)):
            one, other = self.root(copy.first), self.root(copy.second)
            first, second = sorted((one, other), key=self._rank)
            self._root[second] = first
        self._passages: dict[str, list[tuple[Span, str]]] = {}
        for copy in sorted(here, key=lambda copy: (copy.first, copy.second)):
            if copy.kind == "partial":
                self._note_passages(copy)

    def _rank(self, report: str) -> tuple[bool, dt.date, str]:
        return (report in self._later, self._reports[report].published or dt.date.max, report)

    def _note_passages(self, copy: Copy) -> None:
        original = copy.original or min(copy.first, copy.second, key=self._rank)
        for passage in copy.passages:
            if original == copy.first:
                self._passages.setdefault(copy.second, []).append((passage.second, copy.first))
            else:
                self._passages.setdefault(copy.first, []).append((passage.first, copy.second))

    def root(self, report: str) -> str:
        """The report that a report repeats as a whole (itself where it repeats none)."""
        while self._root[report] != report:
            self._root[report] = self._root[self._root[report]]
            report = self._root[report]
        return report

    def passages(self, report: str) -> tuple[tuple[Span, str], ...]:
        """The passages of a report that repeat another's, each with the report that the other's text comes from."""
        if report not in self._passages:
            return ()
        return tuple((span, self.root(original)) for span, original in self._passages[report])
