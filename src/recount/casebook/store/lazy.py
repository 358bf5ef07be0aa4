"""Mappings whose values are fetched when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lazy(dict[K, V]):
    """A dictionary that holds what was put into it or asked of it; what it lacks it asks `fetch` for, once."""

    def __init__(self, fetch: Callable[[K], V | None]) -> None:
        super().__init__()
        self._fetch = fetch
        self._lacks: set[K] = set()

    def __missing__(self, key: K) -> V:
        found = None if key in self._lacks else self._fetch(key)
        if found is None:
            self._lacks.add(key)
            raise KeyError(key)
        self[key] = found
        return found

    def __delitem__(self, key: K) -> None:
        """Hold no value of a key, and ask for none."""
        self.pop(key, None)
        self._lacks.add(key)

    def get(self, key: K, default: V | None = None) -> V | None:  # type: ignore[override]
        """The value of a key, or `default` where there is none."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        try:
            self[key]  # type: ignore[index]
        except KeyError:
            return False
        return True

    def setdefault(self, key: K, default: V | None = None) -> V:
        """The value of a key, which is `default` where there was none."""
        if key not in self:
            self[key] = default  # type: ignore[assignment]
        return self[key]
