"""Postings: which reports hold a mark (a number for a word in a stretch of days), in little memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Postings:
    """Report numbers by mark, in the order in which they were added."""

    def __init__(self) -> None:
        self._held: dict[int, int | list[int]] = {}

    def add(self, mark: int, number: int) -> None:
        """Say that a report holds a mark."""
        held = self._held.get(mark)
        if held is None:
            self._held[mark] = number
        elif isinstance(held, int):
            self._held[mark] = [held, number]
        else:
            held.append(number)

    def remove(self, mark: int, number: int) -> None:
        """Say that a report that was added holds a mark no more."""
        held = self._held[mark]
        if isinstance(held, int):
            del self._held[mark]
        else:
            held.remove(number)
            if len(held) == 1:
                self._held[mark] = held[0]

    def __bool__(self) -> bool:
        return bool(self._held)

    def among(self, marks: Iterable[int]) -> list[int]:
        """The reports that hold some marks, each as often as it holds one."""
        found: list[int] = []
        for held in map(self._held.get, marks):
            if held is None:
                continue
            if isinstance(held, int):
                found.append(held)
            else:
                found.extend(held)
        return found

    def get(self, mark: int) -> Sequence[int]:
        """The reports that hold a mark."""
        held = self._held.get(mark, ())
        return (held,) if isinstance(held, int) else held
