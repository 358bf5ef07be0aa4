"""Voices: who stands behind each toll. Independence is counted by claimants, never by outlets; copies count once."""

from __future__ import annotations

from recount.model import Voices

from .book import Book
from .tolls import order


def voices(book: Book) -> tuple[Voices, ...]:
    """The voices behind each current toll, by toll."""
    found = []
    for key in sorted(book.by_key, key=order):
        named, probable, unnamed = set(), set(), set()
        own_voice: set[str] = set()
        reports: set[str] = set()
        for run in book.by_key[key]:
            for snap in run.snaps:
                reports.update(snap.reports)
            if run.voice.claimant is None:
                own_voice.update(source for snap in run.snaps for source in snap.sources)
            elif not book.is_named(run.voice):
                unnamed.add(run.voice.claimant)
            elif run.certain:
                named.add(run.voice.claimant)
            else:
                probable.add(run.voice.claimant)
        found.append(
            Voices(
                toll=book.toll_ids[key],
                named=tuple(sorted(named)),
                probable=tuple(sorted(probable)),
                unnamed=tuple(sorted(unnamed)),
                own_voice=tuple(sorted(own_voice)),
                reports=tuple(sorted(reports)),
            )
        )
    return tuple(found)
