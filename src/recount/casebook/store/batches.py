"""Things in portions: what one statement may name, and what one transaction holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

BATCH = 25
"""So many reports go into one transaction when they are taken in or read: what an interruption costs at most."""
MANY = 500
"""Keys that one statement names."""
T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """The items in their order, so many at a time."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch
