"""Kept bodies: the words of many reports in little memory, those of long ago read again when they are asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, MutableMapping

from recount.model import Report

from .bodies import Body, body_of

OPEN = 2_000
"""Bodies that are held as they are, the last that came."""


class KeptBodies(MutableMapping[int, Body]):
    """Bodies by number. Of those of long ago only what counts is held: their words are read from `reports`, by id."""

    def __init__(self, reports: Mapping[str, Report], most: int = OPEN) -> None:
        self._reports = reports
        self._most = most
        self._open: dict[int, Body] = {}
        self._closed: dict[int, tuple[str, bytes]] = {}

    def __getitem__(self, number: int) -> Body:
        found = self._open.get(number)
        if found is None:
            report, counts = self._closed[number]
            found = body_of(self._reports[report], zlib.decompress(counts))
        return found

    def __setitem__(self, number: int, value: Body) -> None:
        self._closed.pop(number, None)
        self._open[number] = value
        if len(self._open) > self._most:
            oldest = next(iter(self._open))
            gone = self._open.pop(oldest)
            self._closed[oldest] = gone.report.id, zlib.compress(gone.counts)

    def __delitem__(self, number: int) -> None:
        if number in self._open:
            del self._open[number]
        else:
            del self._closed[number]

    def __iter__(self) -> Iterator[int]:
        yield from self._closed
        yield from self._open

    def __len__(self) -> int:
        return len(self._open) + len(self._closed)
