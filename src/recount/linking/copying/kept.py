"""Kept bodies: the words of many reports in little memory, those of long ago read again when they are asked for."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from recount.model import Report

from ..packed import OPEN, Aging
from .bodies import Body, body_of

Closed = tuple[str, bytes]
"""The id of a body's report, and what counts of it, packed."""


class KeptBodies(Aging[int, Body, Closed]):
    """Bodies by number. Of those of long ago only what counts is held: their words are read from `reports`, by id."""

    def __init__(self, reports: Mapping[str, Report], most: int = OPEN) -> None:
        super().__init__(most)
        self._reports = reports

    def _close(self, value: Body) -> Closed:
        return value.report.id, zlib.compress(value.counts)

    def _opened(self, closed: Closed) -> Body:
        report, counts = closed
        return body_of(self._reports[report], zlib.decompress(counts))
