"""What is worked out of a word once and kept for the next time: reports repeat their words, and each other's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import Generic, TypeVar

S = TypeVar("S")
T = TypeVar("T")

MOST = 1 << 15
"""So many words are kept; one more, and all are forgotten."""

LONGEST = 40
"""A longer word is not kept: it does not come back."""


class Latest(Generic[S, T]):
    """What `work` makes of the thing asked for last, which more than one stage asks for in a row; told by identity.

    What is kept changes no result, only the time that it takes; it is never changed once made.
    """

    def __init__(self, work: Callable[[S], T]) -> None:
        self._work = work
        self._last: tuple[S, T] | None = None

    def __call__(self, thing: S) -> T:
        """What `work` makes of `thing`."""
        last = self._last
        if last is None or last[0] is not thing:
            last = self._last = thing, self._work(thing)
        return last[1]


class Memo(dict[str, T]):
    """What `work` makes of a word, by the word: `memo["killed"]`. It must follow from the word alone.

    What is kept changes no result, only the time that it takes; memory is bounded whatever the words are.
    """

    def __init__(self, work: Callable[[str], T]) -> None:
        super().__init__()
        self._work = work

    def where(self, words: Sequence[str], first: int, last: int) -> Iterator[int]:
        """Where, from `first` to before `last`, those of some words stand that `work` makes something true of."""
        return compress(range(first, last), map(self.__getitem__, words[first:last]))

    def __missing__(self, word: str) -> T:
        made = self._work(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = made
        return made
