"""Decisions on events: which reports a reviewer put together or apart, as pairs that linking keeps to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from recount.linking import Rulings
from recount.model import Decision, Subject

from .standing import Standing


def rulings(standing: Standing, ids: Mapping[str, str]) -> Rulings:
    """The merges and splits that stand, as pairs of report ids (`ids` by the documents' keys); the later word wins.

    A merge holds all reports of its events together. A split keeps those that it names apart from the event's others,
    and leaves open whether they are one event.
    """
    together: list[frozenset[str]] = []
    apart: set[tuple[str, str]] = set()
    for ruled in standing.of("merge", "split"):
        if ruled.decision.subject.kind != "event":
            continue
        if ruled.decision.ruling == "merge":
            whole = frozenset(_here(keys_of(ruled.decision.subject, *ruled.decision.others), ids))
            apart = {pair for pair in apart if not whole.issuperset(pair)}
            together.append(whole)
        else:
            off, rest = (frozenset(_here(keys, ids)) for keys in parted(ruled.decision))
            together = [part for held in together for part in _cut(held, off, rest)]
            apart.update(product(off, rest))
    return Rulings.of(_stars(together), apart)


def parted(decision: Decision) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the reports that a split takes off an event, and of those that it leaves."""
    off = keys_of(*decision.others)
    return off, tuple(key for key in keys_of(decision.subject) if key not in off)


def keys_of(*subjects: Subject) -> tuple[str, ...]:
    """The keys of all reports that some subjects name, each once."""
    named = (key for one in subjects for key in (*one.reports, one.report))
    return tuple(dict.fromkeys(key for key in named if key is not None))


def _here(keys: Iterable[str], ids: Mapping[str, str]) -> Iterable[str]:
    return (ids[key] for key in keys if key in ids)


def _cut(held: frozenset[str], off: frozenset[str], rest: frozenset[str]) -> Iterable[frozenset[str]]:
    """What was held together, where some of it is taken off: those taken off by themselves, the others with the rest.

    Where a report that neither is named joined the two, it stays with the rest.
    """
    if held & off and held & rest:
        return (held & off, held - off)
    return (held,)


def _stars(together: Iterable[frozenset[str]]) -> Iterable[tuple[str, str]]:
    """Pairs enough to hold each set together."""
    return ((min(held), other) for held in together if held for other in held)
