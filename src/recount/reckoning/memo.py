"""Pieces of a ledger kept with what they were made from, so that one more claim makes anew only what it touches."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Memo:
    """Pieces by kind and key. A piece is handed out again as long as it was made from the same things.

    What it was made from is compared by identity where that is how the things compare (series, snapshots), else by
    value. One piece is kept for each key, the last that was made.
    """

    def __init__(self) -> None:
        self._pieces: dict[tuple[str, Hashable], tuple[tuple[object, ...], object]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._pieces.clear()

    def piece(
        self, kind: str, key: Hashable, of: tuple[object, ...], make: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The piece of a kind under a key: `make(*args)`, called only where `of` is not what it was made from."""
        found = self._pieces.get((kind, key))
        if found is None or found[0] != of:
            found = self._pieces[(kind, key)] = (of, make(*args, **kwargs))
        return found[1]  # type: ignore[return-value]

    def rows(
        self,
        kind: str,
        key: Hashable,
        of: tuple[object, ...],
        make: Callable[P, Iterable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[T, ...]:
        """The same for what is made one by one: all of it as a tuple."""
        found = self._pieces.get((kind, key))
        if found is None or found[0] != of:
            found = self._pieces[(kind, key)] = (of, tuple(make(*args, **kwargs)))
        return found[1]  # type: ignore[return-value]
